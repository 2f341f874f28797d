use super::*;

fn appeal(who: u64) -> DispatchResult {
	Credentials::appeal_suspension(signed(who), Practitioner, germany(), GROUNDS)
}

#[test]
fn the_holder_appeals_and_pays_the_deposit() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_ok!(appeal(DOCTOR));
		let (holder, kind, jurisdiction, grounds) = (DOCTOR, Practitioner, germany(), GROUNDS);
		let (at, due) = (START, START + AppealPeriod::get());
		System::assert_last_event(
			Event::SuspensionAppealed { holder, kind, jurisdiction, grounds, due }.into(),
		);
		let deposit = AppealDeposit::get();
		assert_eq!(
			Credentials::appeal(DOCTOR, Practitioner, germany()),
			Some(Appeal { grounds, at, due, deposit })
		);
		assert_eq!(held(HoldReason::Appeal, DOCTOR), deposit);
		// Until it is decided, the suspension stands.
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
	});
}

#[test]
fn only_accounts_appeal() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		let call = Call::appeal_suspension {
			kind: Practitioner,
			jurisdiction: germany(),
			grounds: GROUNDS,
		};
		assert_bad_origin(call, [none(), root()]);
	});
}

#[test]
fn only_the_holder_has_something_to_appeal_against() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		for who in [STRANGER, ISSUER] {
			assert_noop!(appeal(who), Error::<Test>::NotFound);
		}
		for (kind, jurisdiction) in [(Facility, germany()), (Practitioner, place("DE-BY"))] {
			assert_noop!(
				Credentials::appeal_suspension(signed(DOCTOR), kind, jurisdiction, GROUNDS),
				Error::<Test>::NotFound
			);
		}
	});
}

#[test]
fn the_licence_has_to_be_suspended() {
	run(|| {
		grant(DOCTOR, Practitioner);
		assert_noop!(appeal(DOCTOR), Error::<Test>::NotSuspended);
	});
}

#[test]
fn there_have_to_be_grounds() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		let (origin, grounds) = (signed(DOCTOR), Commitment::default());
		assert_noop!(
			Credentials::appeal_suspension(origin, Practitioner, germany(), grounds),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn one_appeal_at_a_time() {
	run(|| {
		appeal_suspended();
		assert_noop!(appeal(DOCTOR), Error::<Test>::AlreadyAppealed);
		let outcome = Outcome::Upheld;
		assert_ok!(Credentials::decide_appeal(root(), DOCTOR, Practitioner, germany(), outcome));
		assert_ok!(appeal(DOCTOR));
	});
}

#[test]
fn a_suspension_outlives_the_end_of_the_licence_and_can_still_be_appealed() {
	run(|| {
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		set_time(END);
		assert_ok!(appeal(DOCTOR));
	});
}

#[test]
fn the_holder_has_to_afford_the_deposit() {
	run(|| {
		grant(POOR, Practitioner);
		suspend(POOR, Practitioner);
		assert_noop!(appeal(POOR), TokenError::FundsUnavailable);
	});
}

#[test]
fn an_appeal_goes_with_its_cause_and_the_deposit_goes_back() {
	let causes: [fn() -> DispatchResult; 5] = [
		|| Credentials::reinstate_licence(root(), DOCTOR, Practitioner, germany()),
		|| Credentials::revoke_licence(root(), DOCTOR, Practitioner, germany()),
		|| {
			set_time(due());
			Credentials::revoke_licence(signed(ISSUER), DOCTOR, Practitioner, germany())
		},
		|| {
			set_time(END);
			Credentials::reap_licence(signed(STRANGER), DOCTOR, Practitioner, germany())
				.map(|_| ())
				.map_err(|failed| failed.error)
		},
		|| {
			withdraw(ISSUER, Practitioner, germany(), Withdrawal::Fraud)?;
			accredit(OTHER_ISSUER, Practitioner);
			let (holder, until) = (DOCTOR, END);
			Credentials::grant_licence(signed(OTHER_ISSUER), holder, Practitioner, germany(), until)
		},
	];
	for cause in causes {
		run(|| {
			let free = Balances::free_balance(DOCTOR);
			appeal_suspended();
			AppealDeposit::set(1);
			assert_ok!(cause());
			assert_eq!(Credentials::appeal(DOCTOR, Practitioner, germany()), None);
			assert_eq!(held(HoldReason::Appeal, DOCTOR), 0);
			assert_eq!(Balances::free_balance(DOCTOR), free);
		});
		AppealDeposit::set(2);
	}
}

#[test]
fn an_appeal_stays_when_something_else_changes() {
	run(|| {
		appeal_suspended();
		grant(DOCTOR, Facility);
		suspend(DOCTOR, Facility);
		assert_ok!(Credentials::reinstate_licence(root(), DOCTOR, Facility, germany()));
		assert_ok!(Credentials::revoke_licence(root(), DOCTOR, Facility, germany()));
		let (origin, until) = (signed(ISSUER), END + DAY);
		assert_ok!(Credentials::renew_licence(origin, DOCTOR, Practitioner, germany(), until));
		assert!(Appeals::<Test>::contains_key(DOCTOR, practice()));
	});
}

/// When governance is to have decided the doctor's appeal.
fn due() -> Moment {
	Credentials::appeal(DOCTOR, Practitioner, germany()).expect("has appealed").due
}

#[test]
fn an_issuer_does_not_get_around_an_appeal() {
	run(|| {
		appeal_suspended();
		let due = due();
		let attempts: [fn() -> DispatchResult; 2] = [
			|| Credentials::reinstate_licence(signed(ISSUER), DOCTOR, Practitioner, germany()),
			|| Credentials::revoke_licence(signed(ISSUER), DOCTOR, Practitioner, germany()),
		];
		for attempt in attempts {
			assert_noop!(attempt(), Error::<Test>::AppealPending);
			set_time(due - 1);
			assert_noop!(attempt(), Error::<Test>::AppealPending);
		}
		set_time(due);
		assert_ok!(attempts[0]());
	});
}
