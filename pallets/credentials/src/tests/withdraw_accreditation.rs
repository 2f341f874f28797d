use super::*;

#[test]
fn governance_withdraws_an_accreditation() {
	for reason in [Withdrawal::Retirement, Withdrawal::Fraud] {
		run(|| {
			let (issuer, kind, jurisdiction) = (ISSUER, Facility, germany());
			assert_ok!(withdraw(issuer, kind, jurisdiction, reason));
			System::assert_last_event(
				Event::AccreditationWithdrawn { issuer, kind, jurisdiction, reason }.into(),
			);
			let left = Accreditation { kind: Practitioner, jurisdiction };
			assert_eq!(Accreditations::<Test>::get(issuer)[..], [left]);
			assert_ok!(withdraw(issuer, Practitioner, jurisdiction, reason));
			assert!(!Accreditations::<Test>::contains_key(issuer));
		});
	}
}

#[test]
fn nobody_else_does() {
	run(|| {
		for reason in [Withdrawal::Retirement, Withdrawal::Fraud] {
			let call = Call::withdraw_accreditation {
				issuer: ISSUER,
				kind: Facility,
				jurisdiction: germany(),
				reason,
			};
			assert_bad_origin(call, [none(), signed(STRANGER), signed(ISSUER)]);
		}
	});
}

#[test]
fn only_the_very_accreditation_is_retired() {
	run(|| {
		for (issuer, kind, jurisdiction) in [
			(STRANGER, Facility, germany()),
			(OTHER_ISSUER, Practitioner, germany()),
			(ISSUER, Facility, place("DE-BY")),
		] {
			assert_noop!(
				withdraw(issuer, kind, jurisdiction, Withdrawal::Retirement),
				Error::<Test>::NotAccredited
			);
		}
	});
}

#[test]
fn licences_issued_before_retirement_run_out() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Retirement));
		assert!(!Discredited::<Test>::contains_key(ISSUER));
		set_time(END - 1);
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
		set_time(END);
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}

#[test]
fn an_issuer_may_return_from_retirement() {
	run(|| {
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Retirement));
		accredit(ISSUER, Practitioner);
		grant(DOCTOR, Practitioner);
	});
}

#[test]
fn fraud_is_found_after_retirement_and_without_an_accreditation() {
	run(|| {
		grant(HOSPITAL, Facility);
		assert_ok!(withdraw(ISSUER, Facility, germany(), Withdrawal::Retirement));
		assert_ok!(Credentials::standing(HOSPITAL, Facility));
		assert_ok!(withdraw(ISSUER, Facility, germany(), Withdrawal::Fraud));
		assert_eq!(
			Credentials::standing(HOSPITAL, Facility),
			Err(LicenceProblem::IssuerDiscredited)
		);
		assert_ok!(withdraw(STRANGER, Facility, germany(), Withdrawal::Fraud));
	});
}

#[test]
fn nobody_is_discredited_twice_for_the_same() {
	run(|| {
		assert_ok!(withdraw(ISSUER, Facility, germany(), Withdrawal::Fraud));
		for jurisdiction in [germany(), place("DE-BY")] {
			assert_noop!(
				withdraw(ISSUER, Facility, jurisdiction, Withdrawal::Fraud),
				Error::<Test>::AlreadyDiscredited
			);
		}
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Fraud));
		assert_ok!(withdraw(ISSUER, Facility, place("FR"), Withdrawal::Fraud));
	});
}

#[test]
fn the_jurisdiction_of_a_fraud_has_to_be_well_formed() {
	run(|| {
		assert_noop!(
			withdraw(ISSUER, Facility, malformed(), Withdrawal::Fraud),
			Error::<Test>::MalformedJurisdiction
		);
	});
}

#[test]
fn frauds_are_bounded_and_a_country_stands_for_its_subdivisions() {
	run(|| {
		let discredit = |code| withdraw(ISSUER, Facility, place(code), Withdrawal::Fraud);
		for code in ["DE-BY", "DE-BE", "FR"] {
			assert_ok!(discredit(code));
		}
		assert_noop!(discredit("AT"), Error::<Test>::TooManyAccreditations);
		assert_ok!(discredit("DE"));
		let [france, germany] =
			["FR", "DE"].map(|code| Accreditation { kind: Facility, jurisdiction: place(code) });
		assert_eq!(Discredited::<Test>::get(ISSUER)[..], [france, germany]);
		assert_ok!(discredit("AT"));
	});
}
