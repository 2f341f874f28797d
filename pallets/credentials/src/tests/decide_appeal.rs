use super::*;

fn decide(outcome: Outcome) -> DispatchResult {
	Credentials::decide_appeal(root(), DOCTOR, Practitioner, germany(), outcome)
}

#[test]
fn governance_decides_and_the_holder_gets_the_deposit() {
	for (outcome, standing) in
		[(Outcome::Overturned, Ok(())), (Outcome::Upheld, Err(LicenceProblem::Suspended))]
	{
		run(|| {
			let free = Balances::free_balance(DOCTOR);
			appeal_suspended();
			AppealDeposit::set(1);
			assert_ok!(decide(outcome));
			let (holder, kind, jurisdiction) = (DOCTOR, Practitioner, germany());
			System::assert_last_event(
				Event::AppealDecided { holder, kind, jurisdiction, outcome }.into(),
			);
			assert_eq!(Credentials::standing(DOCTOR, Practitioner), standing);
			assert!(!Appeals::<Test>::contains_key(DOCTOR, practice()));
			assert_eq!(held(HoldReason::Appeal, DOCTOR), 0);
			assert_eq!(Balances::free_balance(DOCTOR), free);
			assert_noop!(decide(outcome), Error::<Test>::NotFound);
		});
		AppealDeposit::set(2);
	}
}

#[test]
fn nobody_else_does() {
	run(|| {
		appeal_suspended();
		let call = Call::decide_appeal {
			holder: DOCTOR,
			kind: Practitioner,
			jurisdiction: germany(),
			outcome: Outcome::Overturned,
		};
		assert_bad_origin(call, [none(), signed(DOCTOR), signed(ISSUER), signed(STRANGER)]);
	});
}

#[test]
fn there_has_to_be_an_appeal() {
	run(|| {
		assert_noop!(decide(Outcome::Upheld), Error::<Test>::NotFound);
		grant(DOCTOR, Practitioner);
		suspend(DOCTOR, Practitioner);
		assert_noop!(decide(Outcome::Overturned), Error::<Test>::NotFound);
	});
}

#[test]
fn a_late_decision_is_one() {
	run(|| {
		appeal_suspended();
		set_time(START + AppealPeriod::get() + 1);
		assert_ok!(decide(Outcome::Overturned));
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
	});
}

#[test]
fn what_has_ended_stays_ended() {
	run(|| {
		appeal_suspended();
		set_time(END);
		assert_ok!(decide(Outcome::Overturned));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}

#[test]
fn the_issuer_may_suspend_again_for_new_facts() {
	run(|| {
		appeal_suspended();
		assert_ok!(decide(Outcome::Overturned));
		assert_ok!(Credentials::suspend_licence(signed(ISSUER), DOCTOR, Practitioner, germany()));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
	});
}
