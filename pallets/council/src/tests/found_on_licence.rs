use crate::{mock::*, Basis, Error, Event, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::LicenceKind;
use sp_runtime::DispatchError;

#[test]
fn a_founder_puts_its_seat_on_a_licence() {
	run(|| {
		license(MINISTRY, LicenceKind::Regulator);
		moved(MINISTRY, 0);
		assert_ok!(vote(MINISTRY, 0, true));
		let founded = Council::found_on_licence(signed(MINISTRY), LicenceKind::Regulator);
		let weight = <() as WeightInfo>::found_on_licence(3);
		assert_eq!(weighed(founded), (Some(weight), Pays::Yes));
		assert_eq!(members(), FOUNDERS);
		let kind = LicenceKind::Regulator;
		assert_eq!(basis(MINISTRY), Some(Basis::Licence(kind)));
		assert_eq!(last_event(), Event::FoundedOnLicence { institution: MINISTRY, kind });
		// It stays a member, and its votes stand.
		assert_eq!(votes(0), (vec![MINISTRY], vec![]));
	});
}

#[test]
fn any_other_member_moves_to_another_licence() {
	run(|| {
		hospital_seated();
		license(HOSPITAL, LicenceKind::Laboratory);
		assert_ok!(Council::found_on_licence(signed(HOSPITAL), LicenceKind::Laboratory));
		assert_eq!(basis(HOSPITAL), Some(Basis::Licence(LicenceKind::Laboratory)));
		assert_ok!(Council::found_on_licence(signed(HOSPITAL), LicenceKind::Facility));
		assert_eq!(basis(HOSPITAL), Some(Basis::Licence(LicenceKind::Facility)));
	});
}

#[test]
fn not_to_the_same_again() {
	run(|| {
		hospital_seated();
		assert_noop!(
			Council::found_on_licence(signed(HOSPITAL), LicenceKind::Facility),
			Error::<Test>::AlreadyOnLicence
		);
	});
}

#[test]
fn not_to_one_that_is_not_in_force() {
	run(|| {
		for problem in PROBLEMS {
			lapse(MINISTRY, LicenceKind::Regulator, problem);
			assert_noop!(
				Council::found_on_licence(signed(MINISTRY), LicenceKind::Regulator),
				Error::<Test>::Unlicensed(problem)
			);
		}
		assert_eq!(basis(MINISTRY), Some(Basis::Founder));
	});
}

#[test]
fn not_to_a_persons() {
	run(|| {
		for kind in [LicenceKind::Practitioner, LicenceKind::Researcher] {
			license(MINISTRY, kind);
			assert_noop!(
				Council::found_on_licence(signed(MINISTRY), kind),
				Error::<Test>::NotAnInstitution
			);
		}
	});
}

#[test]
fn nobody_but_a_member() {
	run(|| {
		assert_noop!(
			Council::found_on_licence(signed(HOSPITAL), LicenceKind::Facility),
			Error::<Test>::NotSeated
		);
		for origin in nobody_signed() {
			assert_noop!(
				Council::found_on_licence(origin, LicenceKind::Facility),
				DispatchError::BadOrigin
			);
		}
	});
}
