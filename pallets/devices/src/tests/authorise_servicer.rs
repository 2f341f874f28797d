use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn an_owner_says_who_services_until_when() {
	run(|| {
		for until in [START + 10, START + 5] {
			prepared();
			assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, until));
			let (owner, servicer) = (HOSPITAL, LABORATORY);
			assert_eq!(last_event(), Event::ServicerAuthorised { owner, servicer, until });
			assert_eq!(MedicalDevices::servicer(HOSPITAL, LABORATORY), Some(until));
			assert_eq!(held(HoldReason::Servicer, HOSPITAL), SERVICER_DEPOSIT);
		}
		assert_eq!(MedicalDevices::servicer(CLINIC, LABORATORY), None);
		set_time(START + 5);
		assert_eq!(MedicalDevices::servicer(HOSPITAL, LABORATORY), None);
	});
}

#[test]
fn by_a_licensed_organisation_for_a_while_to_come() {
	run(|| {
		let authorise =
			|who, until| MedicalDevices::authorise_servicer(signed(who), LABORATORY, until);
		for until in [0, START] {
			assert_noop!(authorise(HOSPITAL, until), Error::<Test>::NotInFuture);
		}
		for who in [PHYSICIAN, STRANGER] {
			assert_noop!(authorise(who, START + 1), Error::<Test>::NotOrganisation);
		}
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::authorise_servicer(origin, LABORATORY, START + 1),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(authorise(POOR, START + 1), TokenError::FundsUnavailable);
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Expired));
		assert_noop!(authorise(HOSPITAL, START + 1), Error::<Test>::NotOrganisation);
	});
}
