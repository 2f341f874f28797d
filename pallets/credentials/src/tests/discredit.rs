//! Issuers that betrayed their trust.

use super::*;
use salus_primitives::Credentials as _;

fn discredit(kind: LicenceKind, jurisdiction: Jurisdiction) -> DispatchResult {
	withdraw(ISSUER, kind, jurisdiction, Withdrawal::Fraud)
}

#[test]
fn its_licences_fall_at_once_wherever_somebody_asks() {
	run(|| {
		grant(DOCTOR, Practitioner);
		admit_doctor();
		assert_eq!(Credentials::organisations(&DOCTOR), [HOSPITAL]);
		assert_eq!(Credentials::member_role(&HOSPITAL, &DOCTOR), Some(MemberRole::Doctor));
		assert!(Credentials::holds_in(&HOSPITAL, Facility, &germany()));
		assert_eq!(Credentials::licence_kinds(&HOSPITAL), LicenceKinds::from_iter([Facility]));

		assert_ok!(discredit(Facility, germany()));
		let discredited = Err(LicenceProblem::IssuerDiscredited);
		assert_eq!(Credentials::standing(HOSPITAL, Facility), discredited);
		assert_eq!(Credentials::organisation_standing(&HOSPITAL), discredited);
		assert!(!Credentials::holds(&HOSPITAL, Facility));
		assert!(!Credentials::holds_in(&HOSPITAL, Facility, &germany()));
		assert_eq!(Credentials::licence_kinds(&HOSPITAL), LicenceKinds::default());
		assert!(Credentials::organisations(&DOCTOR).is_empty());
		assert_eq!(Credentials::member_role(&HOSPITAL, &DOCTOR), None);
		// It is still known as an organisation, and what is not concerned stands.
		assert!(Credentials::is_organisation(&HOSPITAL));
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
	});
}

#[test]
fn it_admits_nobody_under_such_a_licence() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_ok!(discredit(Facility, germany()));
		assert_noop!(
			Credentials::admit_member(signed(HOSPITAL), DOCTOR, MemberRole::Nurse, END),
			Error::<Test>::IssuerDiscredited
		);
	});
}

#[test]
fn only_what_the_fraud_covers_falls() {
	run(|| {
		let bavaria = place("DE-BY");
		grant(HOSPITAL, Facility);
		for (issuer, holder, jurisdiction) in
			[(ISSUER, CLINIC, bavaria), (OTHER_ISSUER, PRACTICE, bavaria)]
		{
			let origin = signed(issuer);
			assert_ok!(Credentials::grant_licence(origin, holder, Facility, jurisdiction, END));
		}
		assert_ok!(discredit(Facility, bavaria));
		assert_ok!(Credentials::standing(HOSPITAL, Facility));
		assert_ok!(Credentials::standing(PRACTICE, Facility));
		let discredited = Err(LicenceProblem::IssuerDiscredited);
		assert_eq!(Credentials::standing(CLINIC, Facility), discredited);
		assert_ok!(discredit(Facility, germany()));
		assert_eq!(Credentials::standing(HOSPITAL, Facility), discredited);
	});
}

#[test]
fn another_licence_of_the_same_kind_is_enough() {
	run(|| {
		grant(HOSPITAL, Facility);
		let (origin, bavaria) = (signed(OTHER_ISSUER), place("DE-BY"));
		assert_ok!(Credentials::grant_licence(origin, HOSPITAL, Facility, bavaria, END));
		assert_ok!(discredit(Facility, germany()));
		assert_ok!(Credentials::standing(HOSPITAL, Facility));
		assert!(!Credentials::holds_in(&HOSPITAL, Facility, &germany()));
		assert!(Credentials::holds_in(&HOSPITAL, Facility, &bavaria));
	});
}

#[test]
fn other_problems_come_first() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_ok!(discredit(Practitioner, germany()));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
		set_time(END);
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}

#[test]
fn it_is_never_accredited_for_that_again() {
	run(|| {
		assert_ok!(discredit(Facility, place("DE-BY")));
		assert!(!Credentials::is_accredited(&ISSUER, Facility), "Germany had Bavaria in it");
		assert!(Credentials::is_accredited(&ISSUER, Practitioner));
		for jurisdiction in [germany(), place("DE-BY")] {
			assert_noop!(
				Credentials::accredit(root(), ISSUER, Facility, jurisdiction),
				Error::<Test>::Discredited
			);
		}
		assert_ok!(Credentials::accredit(root(), ISSUER, Facility, place("DE-BE")));
		assert_ok!(discredit(Facility, germany()));
		assert!(!Credentials::is_accredited(&ISSUER, Facility));
		for code in ["DE", "DE-BY", "DE-HH"] {
			assert_noop!(
				Credentials::accredit(root(), ISSUER, Facility, place(code)),
				Error::<Test>::Discredited
			);
		}
		assert_ok!(Credentials::accredit(root(), ISSUER, Facility, place("FR")));
	});
}

#[test]
fn it_has_no_say_in_its_licences_any_more() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_ok!(discredit(Practitioner, germany()));
		let (kind, place) = (Practitioner, germany());
		for call in [
			Credentials::renew_licence(signed(ISSUER), DOCTOR, kind, place, END + DAY),
			Credentials::suspend_licence(signed(ISSUER), DOCTOR, kind, place),
			Credentials::reinstate_licence(signed(ISSUER), DOCTOR, kind, place),
			Credentials::revoke_licence(signed(ISSUER), DOCTOR, kind, place),
			Credentials::grant_licence(signed(ISSUER), STRANGER, kind, place, END),
		] {
			assert_eq!(call, Err(Error::<Test>::NotAccredited.into()));
		}
		assert_ok!(Credentials::revoke_licence(root(), DOCTOR, kind, place));
		assert_eq!(held(HoldReason::Licence, ISSUER), 0);
	});
}

#[test]
fn another_issuer_grants_in_its_place_and_the_old_deposit_goes_back() {
	run(|| {
		grant(HOSPITAL, Facility);
		let (issuer, until) = (OTHER_ISSUER, END + DAY);
		let by_other =
			|| Credentials::grant_licence(signed(issuer), HOSPITAL, Facility, germany(), until);
		assert_noop!(by_other(), Error::<Test>::AlreadyExists);
		assert_ok!(withdraw(ISSUER, Facility, germany(), Withdrawal::Retirement));
		assert_noop!(by_other(), Error::<Test>::AlreadyExists);
		assert_ok!(discredit(Facility, germany()));
		LicenceDeposit::set(7);
		assert_ok!(by_other());
		let (holder, kind, jurisdiction) = (HOSPITAL, Facility, germany());
		System::assert_last_event(
			Event::LicenceGranted { holder, kind, jurisdiction, issuer, until }.into(),
		);
		let (status, deposit) = (LicenceStatus::Active, 7);
		let licence = Licence { kind, jurisdiction, issuer, until, status, deposit };
		assert_eq!(Credentials::licences(HOSPITAL), [licence]);
		assert_ok!(Credentials::standing(HOSPITAL, Facility));
		assert_eq!([ISSUER, issuer].map(|who| held(HoldReason::Licence, who)), [0, 7]);
		assert_noop!(by_other(), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn a_licence_is_replaced_in_a_full_list_and_when_expired() {
	run(|| {
		for code in ["DE", "DE-BY", "DE-BE"] {
			let (origin, place) = (signed(ISSUER), place(code));
			assert_ok!(Credentials::grant_licence(origin, HOSPITAL, Facility, place, END));
		}
		assert!(Licences::<Test>::get(HOSPITAL).is_full());
		assert_ok!(discredit(Facility, germany()));
		set_time(END);
		let by_other = |code| {
			let (origin, until) = (signed(OTHER_ISSUER), END + DAY);
			Credentials::grant_licence(origin, HOSPITAL, Facility, place(code), until)
		};
		assert_noop!(by_other("DE-HH"), Error::<Test>::TooManyLicences);
		assert_ok!(by_other("DE-BY"));
		assert_ok!(Credentials::standing(HOSPITAL, Facility));
	});
}

#[test]
fn who_replaces_a_licence_has_to_afford_it() {
	run(|| {
		grant(HOSPITAL, Facility);
		accredit(POOR, Facility);
		assert_ok!(discredit(Facility, germany()));
		assert_noop!(
			Credentials::grant_licence(signed(POOR), HOSPITAL, Facility, germany(), END),
			TokenError::FundsUnavailable
		);
	});
}
