use super::*;

#[test]
fn governance_withdraws_an_accreditation() {
	run(|| {
		let (issuer, kind, jurisdiction) = (ISSUER, Facility, germany());
		assert_ok!(Credentials::withdraw_accreditation(root(), issuer, kind, jurisdiction));
		System::assert_last_event(
			Event::AccreditationWithdrawn { issuer, kind, jurisdiction }.into(),
		);
		let left = Accreditation { kind: Practitioner, jurisdiction };
		assert_eq!(Accreditations::<Test>::get(issuer)[..], [left]);
		assert_ok!(Credentials::withdraw_accreditation(root(), issuer, Practitioner, jurisdiction));
		assert!(!Accreditations::<Test>::contains_key(issuer));
	});
}

#[test]
fn nobody_else_does() {
	run(|| {
		let call = Call::withdraw_accreditation {
			issuer: ISSUER,
			kind: Facility,
			jurisdiction: germany(),
		};
		assert_bad_origin(call, [none(), signed(STRANGER), signed(ISSUER)]);
	});
}

#[test]
fn only_the_very_accreditation_is_withdrawn() {
	run(|| {
		for (issuer, kind, jurisdiction) in [
			(STRANGER, Facility, germany()),
			(OTHER_ISSUER, Practitioner, germany()),
			(ISSUER, Facility, place("DE-BY")),
		] {
			assert_noop!(
				Credentials::withdraw_accreditation(root(), issuer, kind, jurisdiction),
				Error::<Test>::NotAccredited
			);
		}
	});
}

#[test]
fn licences_issued_run_out() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_ok!(Credentials::withdraw_accreditation(root(), ISSUER, Practitioner, germany()));
		set_time(END - 1);
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
		set_time(END);
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}
