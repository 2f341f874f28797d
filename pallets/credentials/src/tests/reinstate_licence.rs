use super::*;

fn reinstate_doctor(origin: RuntimeOrigin) -> DispatchResult {
	Credentials::reinstate_licence(origin, DOCTOR, Practitioner, germany())
}

#[test]
fn issuer_and_governance_lift_a_suspension() {
	for (origin, by) in [(signed(ISSUER), Some(ISSUER)), (root(), None)] {
		run(|| {
			grant(DOCTOR, Practitioner);
			suspend(DOCTOR, Practitioner);
			let (holder, kind, jurisdiction) = (DOCTOR, Practitioner, germany());
			assert_ok!(reinstate_doctor(origin));
			System::assert_last_event(
				Event::LicenceReinstated { holder, kind, jurisdiction, by }.into(),
			);
			assert_ok!(Credentials::standing(DOCTOR, Practitioner));
		});
	}
}

#[test]
fn only_its_accredited_issuer_and_governance_do() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_only_by_accredited_issuer(reinstate_doctor);
		assert_ok!(reinstate_doctor(root()));
	});
}

#[test]
fn somebody_has_to_ask() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		let call =
			Call::reinstate_licence { holder: DOCTOR, kind: Practitioner, jurisdiction: germany() };
		assert_bad_origin(call, [none()]);
	});
}

#[test]
fn the_licence_has_to_be_there_and_suspended() {
	run(|| {
		assert_noop!(reinstate_doctor(root()), Error::<Test>::NotFound);
		grant(DOCTOR, Practitioner);
		assert_noop!(reinstate_doctor(signed(ISSUER)), Error::<Test>::NotSuspended);
		assert_noop!(reinstate_doctor(root()), Error::<Test>::NotSuspended);
	});
}

#[test]
fn an_expired_licence_stays_expired() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		set_time(END);
		assert_ok!(reinstate_doctor(signed(ISSUER)));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}
