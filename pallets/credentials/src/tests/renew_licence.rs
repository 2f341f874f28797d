use super::*;

fn renew(origin: RuntimeOrigin, until: Moment) -> DispatchResult {
	Credentials::renew_licence(origin, DOCTOR, Practitioner, germany(), until)
}

#[test]
fn the_issuer_gives_a_licence_a_later_end_for_the_same_deposit() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let deposit = held(HoldReason::Licence, ISSUER);
		LicenceDeposit::set(deposit + 1);
		let (holder, kind, jurisdiction, until) = (DOCTOR, Practitioner, germany(), END + DAY);
		assert_ok!(renew(signed(ISSUER), until));
		System::assert_last_event(
			Event::LicenceRenewed { holder, kind, jurisdiction, until }.into(),
		);
		assert_eq!(held(HoldReason::Licence, ISSUER), deposit);
		set_time(END);
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
	});
}

#[test]
fn an_expired_licence_may_be_renewed() {
	run(|| {
		grant(DOCTOR, Practitioner);
		set_time(END + DAY);
		assert_noop!(renew(signed(ISSUER), END + DAY), Error::<Test>::EndInPast);
		assert_ok!(renew(signed(ISSUER), END + DAY + 1));
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
	});
}

#[test]
fn a_suspended_licence_stays_suspended() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_ok!(renew(signed(ISSUER), END + DAY));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
	});
}

#[test]
fn only_accounts_renew() {
	run(|| {
		grant(DOCTOR, Practitioner);
		let call = Call::renew_licence {
			holder: DOCTOR,
			kind: Practitioner,
			jurisdiction: germany(),
			until: END + DAY,
		};
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn only_its_accredited_issuer_renews_a_licence() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_only_by_accredited_issuer(|origin| renew(origin, END + DAY));
	});
}

#[test]
fn the_licence_has_to_be_there() {
	run(|| {
		assert_noop!(renew(signed(ISSUER), END), Error::<Test>::NotFound);
	});
}

#[test]
fn the_end_is_later_and_not_too_late() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_noop!(renew(signed(ISSUER), START), Error::<Test>::EndInPast);
		assert_noop!(renew(signed(ISSUER), END - 1), Error::<Test>::EndNotLater);
		assert_noop!(renew(signed(ISSUER), END), Error::<Test>::EndNotLater);
		assert_noop!(
			renew(signed(ISSUER), START + MaxValidity::get() + 1),
			Error::<Test>::EndTooLate
		);
	});
}
