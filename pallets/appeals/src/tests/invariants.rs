use crate::{
	mock::*, AppealOf, Appeals as Entries, Decision, HoldReason, Outcome, Pool, Reviewer, Stage,
};
use frame_support::{
	assert_ok,
	traits::{fungible::MutateHold, Hooks},
};
use salus_primitives::{ClaimId, LicenceKind, DAY};

/// At the first stage, before the appellant, before a reviewer, and closed by one.
const STAGES: [ClaimId; 4] = [FILED, UPHELD, IN_REVIEW, REVIEWED];
const FILED: ClaimId = ClaimId { plan: PLAN, number: 10 };
const UPHELD: ClaimId = ClaimId { plan: PLAN, number: 11 };
const IN_REVIEW: ClaimId = ClaimId { plan: PLAN, number: 12 };
const REVIEWED: ClaimId = ClaimId { plan: PLAN, number: 13 };

/// Runs `damage` on a state with an appeal at each stage, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run_with(3, || {
		STAGES.into_iter().for_each(|claim| decides(claim, CLAIMED));
		filed(FILED);
		upheld(UPHELD);
		escalated(IN_REVIEW);
		let reviewer = escalated(REVIEWED);
		assert_ok!(Appeals::review(signed(reviewer), REVIEWED, None, FINDINGS));
		assert_ok!(Appeals::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Appeals::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn change(claim: ClaimId, change: impl FnOnce(&mut AppealOf<Test>)) {
	Entries::<Test>::mutate(claim, |entry| change(entry.as_mut().unwrap()));
}

fn made(decision: &mut Option<Decision<u64>>) -> &mut Decision<u64> {
	decision.as_mut().unwrap()
}

fn closes(claim: ClaimId, outcome: Outcome) {
	change(claim, |entry| entry.stage = Stage::Closed { at: START, outcome });
}

#[test]
fn people_in_the_wrong_place_are_noticed() {
	notices("the appellant has no part in the claim", || {
		change(FILED, |entry| entry.appellant = STRANGER)
	});
	notices("somebody is the other party to themselves", || {
		change(FILED, |entry| {
			entry.second = true;
			entry.member = CLINIC;
		})
	});
	notices("the grounds are nothing", || change(FILED, |entry| entry.grounds = NOTHING));
	for party in [PAYER, CLINIC, MEMBER] {
		notices("a party reviews its own appeal", || {
			change(IN_REVIEW, |entry| {
				let Stage::External { reviewer, .. } = &mut entry.stage else { panic!() };
				*reviewer = party;
			})
		});
	}
	notices("a reviewer has recused themselves", || {
		let reviewer = assigned(IN_REVIEW);
		change(IN_REVIEW, |entry| entry.recused.try_push(reviewer).unwrap())
	});
	notices("a reviewer has recused themselves twice", || {
		change(REVIEWED, |entry| entry.recused = vec![DOCTOR, DOCTOR].try_into().unwrap())
	});
}

#[test]
fn stages_that_were_not_reached_are_noticed() {
	let what = "a stage is not what was decided";
	let decision = |claim| made(&mut entry(claim).internal).clone();
	notices(what, || {
		let made = decision(UPHELD);
		change(FILED, |entry| entry.internal = Some(made))
	});
	for claim in [UPHELD, IN_REVIEW, REVIEWED] {
		notices(what, || change(claim, |entry| entry.internal = None));
		// What the silence of the payer grants is closed.
		notices(what, || {
			change(claim, |entry| {
				let made = made(&mut entry.internal);
				(made.by, made.record, made.overturned) = (None, None, true);
			})
		});
	}
	for claim in [UPHELD, IN_REVIEW] {
		notices(what, || {
			let made = decision(claim);
			change(claim, |entry| entry.external = Some(made))
		});
	}
	notices(what, || change(REVIEWED, |entry| made(&mut entry.external).overturned = true));
	notices(what, || closes(REVIEWED, Outcome::Overturned));
	notices(what, || closes(REVIEWED, Outcome::Withdrawn));
	notices(what, || closes(UPHELD, Outcome::Overturned));
	notices(what, || closes(FILED, Outcome::Upheld));
	notices(what, || closes(FILED, Outcome::Overturned));
	notices("somebody recused themselves before there was a review", || {
		change(FILED, |entry| entry.recused.try_push(DOCTOR).unwrap())
	});
}

#[test]
fn wrong_clocks_are_noticed() {
	let what = "a clock is not that of the terms";
	for by in [1, -1] {
		notices(what, || {
			change(FILED, |entry| {
				let Stage::Internal { until } = &mut entry.stage else { panic!() };
				*until = until.saturating_add_signed(by);
			})
		});
		notices(what, || {
			change(UPHELD, |entry| {
				let Stage::Upheld { until, .. } = &mut entry.stage else { panic!() };
				*until = until.saturating_add_signed(by);
			})
		});
	}
	notices(what, || {
		change(UPHELD, |entry| {
			let Stage::Upheld { until, .. } = &mut entry.stage else { panic!() };
			*until -= 1;
			// That somebody recused themselves gives more time, not less.
			entry.recused.try_push(DOCTOR).unwrap();
		})
	});
	notices(what, || {
		change(IN_REVIEW, |entry| {
			let Stage::External { until, .. } = &mut entry.stage else { panic!() };
			*until -= 1;
		})
	});
	notices(what, || {
		change(REVIEWED, |entry| {
			entry.stage = Stage::Closed { at: START - 1, outcome: Outcome::Upheld }
		})
	});
}

#[test]
fn decisions_of_others_are_noticed() {
	notices("somebody else decided for the payer", || {
		change(REVIEWED, |entry| made(&mut entry.internal).by = Some(DOCTOR))
	});
	for party in [PAYER, CLINIC, MEMBER] {
		notices("a party decided its own appeal", || {
			change(REVIEWED, |entry| made(&mut entry.external).by = Some(party))
		});
	}
	notices("a silence gave reasons", || {
		change(REVIEWED, |entry| made(&mut entry.external).by = None)
	});
	notices("a silence gave reasons", || {
		change(REVIEWED, |entry| made(&mut entry.internal).record = None)
	});
	notices("a record is nothing", || {
		change(REVIEWED, |entry| made(&mut entry.external).record = Some(NOTHING))
	});
	notices("a decision is older than its appeal", || {
		change(REVIEWED, |entry| made(&mut entry.external).at = START - 1)
	});
}

#[test]
fn a_pool_in_disorder_is_noticed() {
	notices("somebody is in the pool twice", || {
		Pool::<Test>::mutate(|pool| pool.try_push(pool[0].clone()).unwrap())
	});
	notices("who joined first does not stand first", || {
		Pool::<Test>::mutate(|pool| pool[0].since += 1)
	});
	let what = "the cases of a reviewer are not counted right";
	notices(what, || count(assigned(IN_REVIEW), 0));
	notices(what, || count(assigned(IN_REVIEW), 2));
	notices(what, || {
		let other = (FIRST..).find(|who| *who != assigned(IN_REVIEW)).unwrap();
		count(other, 1)
	});
	notices("a reviewer is not in the pool", || {
		Pool::<Test>::mutate(|pool| pool.retain(|one| one.account != assigned(IN_REVIEW)))
	});
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || change(FILED, |entry| entry.deposit += 1));
	notices(what, || Entries::<Test>::remove(REVIEWED));
	notices(what, || Pool::<Test>::mutate(|pool| pool[1].deposit -= 1));
	notices(what, || {
		let late = Reviewer { account: DOCTOR, since: START, open: 0, deposit: 1 };
		Pool::<Test>::mutate(|pool| pool.try_push(late).unwrap())
	});
	for reason in [HoldReason::Reviewer, HoldReason::Appeal] {
		notices(what, || {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
}

#[test]
fn the_configuration_is_sound() {
	run(<Appeals as Hooks<u64>>::integrity_test);
	assert_eq!(<Test as crate::Config>::ReviewerKind::get(), LicenceKind::Practitioner);
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run_with(3, || {
		let reviewer = escalated(CLAIM);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		filed(OTHER);
		assert_ok!(Appeals::review(signed(assigned(CLAIM)), CLAIM, None, FINDINGS));
		set_time(START + 40 * DAY);
		assert_ok!(lapse(OTHER));
		set_time(START + 40 * DAY + RETENTION);
		for claim in [CLAIM, OTHER] {
			assert_ok!(reap(claim));
		}
		for who in FIRST..FIRST + 3 {
			assert_ok!(Appeals::leave_pool(signed(who)));
			assert_eq!(Balances::free_balance(who), ENDOWMENT);
		}
		assert_eq!(Balances::free_balance(CLINIC), ENDOWMENT);
		assert_eq!(Entries::<Test>::iter().count(), 0);
		assert!(pool().is_empty());
	});
}
