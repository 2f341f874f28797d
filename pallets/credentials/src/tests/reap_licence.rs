use super::*;

fn reap_doctor(origin: RuntimeOrigin) -> DispatchResultWithPostInfo {
	Credentials::reap_licence(origin, DOCTOR, Practitioner, germany())
}

#[test]
fn anybody_clears_an_expired_licence_away_for_free() {
	run(|| {
		grant(DOCTOR, Practitioner);
		set_time(END);
		let (holder, kind, jurisdiction) = (DOCTOR, Practitioner, germany());
		assert_eq!(reap_doctor(signed(STRANGER)), Ok(Pays::No.into()));
		System::assert_last_event(Event::LicenceReaped { holder, kind, jurisdiction }.into());
		assert!(!Licences::<Test>::contains_key(DOCTOR));
		assert_eq!(held(HoldReason::Licence, ISSUER), 0);
		assert_eq!(Balances::free_balance(ISSUER), 1_000);
	});
}

#[test]
fn only_accounts_reap() {
	run(|| {
		grant(DOCTOR, Practitioner);
		set_time(END);
		let call =
			Call::reap_licence { holder: DOCTOR, kind: Practitioner, jurisdiction: germany() };
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn a_licence_that_has_not_ended_stays() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		set_time(END - 1);
		for who in [STRANGER, ISSUER, DOCTOR] {
			assert_noop!(reap_doctor(signed(who)), Error::<Test>::NotExpired);
		}
	});
}

#[test]
fn the_licence_has_to_be_there() {
	run(|| {
		assert_noop!(reap_doctor(signed(STRANGER)), Error::<Test>::NotFound);
	});
}

#[test]
fn anybody_clears_away_what_a_fraud_has_issued() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_noop!(reap_doctor(signed(STRANGER)), Error::<Test>::NotExpired);
		assert_ok!(withdraw(ISSUER, Practitioner, germany(), Withdrawal::Fraud));
		assert_eq!(reap_doctor(signed(STRANGER)), Ok(Pays::No.into()));
		assert!(!Licences::<Test>::contains_key(DOCTOR));
	});
}
