use super::*;

fn suspend_doctor(origin: RuntimeOrigin) -> DispatchResult {
	Credentials::suspend_licence(origin, DOCTOR, Practitioner, germany())
}

#[test]
fn issuer_and_governance_suspend_a_licence() {
	for (origin, by) in [(signed(ISSUER), Some(ISSUER)), (root(), None)] {
		run(|| {
			grant(DOCTOR, Practitioner);
			let (holder, kind, jurisdiction) = (DOCTOR, Practitioner, germany());
			assert_ok!(suspend_doctor(origin));
			System::assert_last_event(
				Event::LicenceSuspended { holder, kind, jurisdiction, by }.into(),
			);
			assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
			assert_eq!(held(HoldReason::Licence, ISSUER), LicenceDeposit::get());
		});
	}
}

#[test]
fn governance_suspends_what_an_issuer_can_no_longer_suspend() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_only_by_accredited_issuer(suspend_doctor);
		assert_ok!(suspend_doctor(root()));
	});
}

#[test]
fn somebody_has_to_ask() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let call =
			Call::suspend_licence { holder: DOCTOR, kind: Practitioner, jurisdiction: germany() };
		assert_bad_origin(call, [none()]);
	});
}

#[test]
fn the_licence_has_to_be_there_and_active() {
	run(|| {
		assert_noop!(suspend_doctor(root()), Error::<Test>::NotFound);
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_noop!(suspend_doctor(signed(ISSUER)), Error::<Test>::AlreadySuspended);
		assert_noop!(suspend_doctor(root()), Error::<Test>::AlreadySuspended);
	});
}
