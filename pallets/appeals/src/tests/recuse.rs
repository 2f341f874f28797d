use crate::{first_tried, mock::*, next_seed, seed, Actor, Error, Event, Stage, MAX_RECUSALS};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

const POOL: u64 = 20;

#[test]
fn the_next_one_has_as_much_time() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let (at, _) = edge(START, EXTERNAL);
		set_time(at);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		let by = next_seed(seed(CLAIM, &OWN, &PAYERS));
		let next = FIRST + first_tried(by, POOL as usize) as u64;
		assert_ne!(next, reviewer);
		let until = edge(at, EXTERNAL).1;
		let event = Event::Recused { claim: CLAIM, reviewer, next: Some(next), until };
		assert_eq!(last_event(), event);
		assert_eq!(stage(CLAIM), Stage::External { reviewer: next, until, seed: by });
		assert_eq!(turn(CLAIM), Some((Actor::Reviewer(next), Some(until))));
		assert_eq!((cases(reviewer), cases(next)), (0, 1));
		assert_eq!(entry(CLAIM).recused.to_vec(), [reviewer]);
		assert_ok!(Appeals::leave_pool(signed(reviewer)));
	});
}

#[test]
fn the_same_rule_holds_and_nobody_is_asked_twice() {
	run_with(3, || {
		let first = escalated(CLAIM);
		let others: Vec<_> = (FIRST..FIRST + 3).filter(|who| *who != first).collect();
		affiliate(CLINIC, others[0]);
		assert_ok!(Appeals::recuse(signed(first), CLAIM));
		assert_eq!(assigned(CLAIM), others[1]);
		assert_ok!(Appeals::recuse(signed(others[1]), CLAIM));
		assert_eq!(entry(CLAIM).recused.to_vec(), [first, others[1]]);
		// Nor when it is escalated once more.
		assert_ok!(escalate(CLINIC, CLAIM));
		prepared();
		assert!(matches!(stage(CLAIM), Stage::Upheld { .. }));
		Affiliated::mutate(|all| all.remove(&(CLINIC, others[0])));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), others[0]);
	});
}

#[test]
fn if_nobody_is_found_it_is_the_appellants_turn_again() {
	run_with(2, || {
		let reviewer = escalated(CLAIM);
		let other = (FIRST..).find(|who| *who != reviewer).unwrap();
		suspend(other);
		// Later than the appellant's first time was over.
		let at = edge(START, FILING).1 + 6;
		set_external(at + 1);
		set_time(at);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		let until = edge(at, FILING).1;
		assert_eq!(last_event(), Event::Recused { claim: CLAIM, reviewer, next: None, until });
		// Both nonces still have a part in who is next.
		let by = next_seed(seed(CLAIM, &OWN, &PAYERS));
		assert_eq!(stage(CLAIM), Stage::Upheld { until, nonce: by.0 });
		assert_eq!(turn(CLAIM), Some((Actor::Appellant(CLINIC), Some(until))));
		assert_eq!((cases(reviewer), cases(other)), (0, 0));
		assert!(ledger(CLAIM).appealed);
		assert_ok!(Appeals::leave_pool(signed(reviewer)));
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		assert_ok!(Appeals::do_try_state());

		license(other, salus_primitives::LicenceKind::Practitioner, Ok(()));
		set_time(until);
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::ClockOver);
		set_time(until - 1);
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), other);
	});
}

/// The reviewer has until then.
fn set_external(over: salus_primitives::Moment) {
	crate::Appeals::<Test>::mutate(CLAIM, |appeal| {
		let Stage::External { until, .. } = &mut appeal.as_mut().unwrap().stage else { panic!() };
		*until = over;
	});
}

#[test]
fn what_nobody_can_review_ends_as_upheld() {
	run_with(1, || {
		let reviewer = escalated(CLAIM);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		set_time(edge(START, FILING).1);
		assert_ok!(lapse(CLAIM));
		assert_eq!(outcome(CLAIM), Some(crate::Outcome::Upheld));
		assert_eq!(entry(CLAIM).external, None);
	});
}

#[test]
fn a_few_times() {
	run_with(POOL, || {
		escalated(CLAIM);
		for _ in 0..MAX_RECUSALS {
			let seen = entry(CLAIM).recused;
			assert!(!seen.contains(&assigned(CLAIM)));
			assert_ok!(Appeals::recuse(signed(assigned(CLAIM)), CLAIM));
		}
		assert_noop!(
			Appeals::recuse(signed(assigned(CLAIM)), CLAIM),
			Error::<Test>::TooManyRecusals
		);
	});
}

#[test]
fn licensed_or_not_and_with_an_interest() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		suspend(reviewer);
		affiliate(PAYER, reviewer);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
	});
}

#[test]
fn in_time() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		set_time(edge(START, EXTERNAL).1);
		assert_noop!(Appeals::recuse(signed(reviewer), CLAIM), Error::<Test>::ClockOver);
		set_time(edge(START, EXTERNAL).0);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		assert_noop!(Appeals::recuse(signed(reviewer), CLAIM), Error::<Test>::NotReviewer);
	});
}

#[test]
fn only_the_reviewer_of_what_is_in_review() {
	run_with(POOL, || {
		assert_noop!(Appeals::recuse(signed(FIRST), CLAIM), Error::<Test>::NotFound);
		filed(CLAIM);
		assert_noop!(Appeals::recuse(signed(FIRST), CLAIM), Error::<Test>::NotInReview);
		assert_ok!(uphold(PAYER, CLAIM));
		assert_noop!(Appeals::recuse(signed(FIRST), CLAIM), Error::<Test>::NotInReview);
		assert_ok!(escalate(CLINIC, CLAIM));
		let reviewer = assigned(CLAIM);
		let another = (FIRST..).find(|who| *who != reviewer).unwrap();
		for who in [another, CLINIC, PAYER, STRANGER] {
			assert_noop!(Appeals::recuse(signed(who), CLAIM), Error::<Test>::NotReviewer);
		}
		assert_ok!(Appeals::review(signed(reviewer), CLAIM, None, FINDINGS));
		assert_noop!(Appeals::recuse(signed(reviewer), CLAIM), Error::<Test>::NotInReview);
	});
}

#[test]
fn signed_only() {
	run_with(POOL, || {
		escalated(CLAIM);
		for origin in nobody_signed() {
			assert_noop!(Appeals::recuse(origin, CLAIM), DispatchError::BadOrigin);
		}
	});
}
