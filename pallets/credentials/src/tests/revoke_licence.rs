use super::*;
use frame_support::traits::{
	fungible::MutateHold as _,
	tokens::{Fortitude, Precision},
};

fn revoke_doctor(origin: RuntimeOrigin) -> DispatchResult {
	Credentials::revoke_licence(origin, DOCTOR, Practitioner, germany())
}

#[test]
fn issuer_and_governance_revoke_a_licence_and_the_issuer_gets_the_deposit() {
	for (origin, by) in [(signed(ISSUER), Some(ISSUER)), (root(), None)] {
		run(|| {
			grant(DOCTOR, Practitioner);
			LicenceDeposit::set(1);
			let (holder, kind, jurisdiction) = (DOCTOR, Practitioner, germany());
			assert_ok!(revoke_doctor(origin));
			System::assert_last_event(
				Event::LicenceRevoked { holder, kind, jurisdiction, by }.into(),
			);
			assert!(!Licences::<Test>::contains_key(DOCTOR));
			assert_eq!(held(HoldReason::Licence, ISSUER), 0);
			assert_eq!(Balances::free_balance(ISSUER), 1_000);
		});
	}
}

#[test]
fn other_licences_stay() {
	run(|| {
		grant(DOCTOR, Practitioner);
		grant(DOCTOR, Facility);
		assert_ok!(revoke_doctor(signed(ISSUER)));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::NotHeld));
		assert_ok!(Credentials::standing(DOCTOR, Facility));
		assert_eq!(held(HoldReason::Licence, ISSUER), LicenceDeposit::get());
	});
}

#[test]
fn suspended_and_expired_licences_can_be_revoked() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		set_time(END);
		assert_ok!(revoke_doctor(signed(ISSUER)));
	});
}

#[test]
fn only_its_accredited_issuer_and_governance_do() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_only_by_accredited_issuer(revoke_doctor);
		assert_ok!(revoke_doctor(root()));
	});
}

#[test]
fn somebody_has_to_ask() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let call =
			Call::revoke_licence { holder: DOCTOR, kind: Practitioner, jurisdiction: germany() };
		assert_bad_origin(call, [none()]);
	});
}

#[test]
fn the_licence_has_to_be_there() {
	run(|| {
		grant(DOCTOR, Facility);
		assert_noop!(revoke_doctor(root()), Error::<Test>::NotFound);
		assert_noop!(
			Credentials::revoke_licence(root(), DOCTOR, Facility, place("DE-BY")),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_deposit_that_was_taken_away_does_not_stand_in_the_way() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let (reason, gone) = (HoldReason::Licence.into(), LicenceDeposit::get() - 1);
		assert_ok!(Balances::burn_held(&reason, &ISSUER, gone, Precision::Exact, Fortitude::Force));
		assert_ok!(revoke_doctor(signed(ISSUER)));
		assert_eq!(held(HoldReason::Licence, ISSUER), 0);
		assert_eq!(Balances::free_balance(ISSUER), 1_000 - gone);
	});
}
