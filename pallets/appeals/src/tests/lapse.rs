use crate::{first_tried, mock::*, seed, Actor, Decision, Error, Event, Outcome, Stage};
use frame_support::{assert_noop, assert_ok, dispatch::Pays, storage::with_storage_layer};
use salus_primitives::Silence;
use sp_core::H256;
use sp_runtime::DispatchError;

const POOL: u64 = 20;

#[test]
fn the_silence_of_the_payer_grants() {
	run(|| {
		filed(CLAIM);
		let (last, over) = edge(START, INTERNAL);
		set_time(last);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		assert_eq!(turn(CLAIM), Some((Actor::Payer(PAYER), Some(over))));
		set_time(over);
		assert_eq!(turn(CLAIM), Some((Actor::Anybody, None)));
		assert_eq!(lapse(CLAIM), Ok(Pays::No));
		assert_eq!(
			last_event(),
			Event::Overturned { claim: CLAIM, by: None, record: GROUNDS, escalate_by: None }
		);
		let made = Decision { by: None, record: None, at: over, overturned: true };
		assert_eq!((entry(CLAIM).internal, entry(CLAIM).external), (Some(made), None));
		assert_eq!(stage(CLAIM), Stage::Closed { at: over, outcome: Outcome::Overturned });
		assert_eq!(ledger(CLAIM).overturned, [(everything(), GROUNDS)]);
		assert!(!ledger(CLAIM).appealed);
		assert_noop!(lapse(CLAIM), Error::<Test>::AlreadyClosed);
	});
}

#[test]
fn the_silence_of_the_payer_refuses() {
	run_with(POOL, || {
		silence(Silence::Refuses);
		filed(CLAIM);
		let (last, over) = edge(START, INTERNAL);
		set_time(last);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		// Whenever it is noted, the appellant has as long as the terms say.
		let at = over + 12_345;
		set_time(at);
		let parent = H256([77; 32]);
		System::initialize(&2, &parent, &Default::default());
		assert_eq!(lapse(CLAIM), Ok(Pays::No));
		let until = edge(at, FILING).1;
		assert_eq!(
			last_event(),
			Event::Upheld { claim: CLAIM, by: None, record: None, escalate_by: Some(until) }
		);
		let made = Decision { by: None, record: None, at, overturned: false };
		assert_eq!(entry(CLAIM).internal, Some(made));
		// The parent block's hash of that time stands for the payer's nonce, whatever follows.
		assert_eq!(stage(CLAIM), Stage::Upheld { until, nonce: parent.0 });
		assert!(ledger(CLAIM).appealed);
		assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::AlreadyDecided);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);

		System::initialize(&3, &H256([78; 32]), &Default::default());
		set_time(until - 1);
		assert_ok!(escalate(CLINIC, CLAIM));
		let by = seed(CLAIM, &OWN, &parent.0);
		assert_eq!(assigned(CLAIM), FIRST + first_tried(by, POOL as usize) as u64);
	});
}

#[test]
fn what_nobody_escalates_in_time_is_final() {
	for rule in [Silence::Grants, Silence::Refuses] {
		run(|| {
			silence(rule);
			upheld(CLAIM);
			let (last, over) = edge(START, FILING);
			set_time(last);
			assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
			set_time(over);
			assert_eq!(turn(CLAIM), Some((Actor::Anybody, None)));
			assert_eq!(lapse(CLAIM), Ok(Pays::No));
			assert_eq!(last_event(), Event::BecameFinal { claim: CLAIM });
			assert_eq!(stage(CLAIM), Stage::Closed { at: over, outcome: Outcome::Upheld });
			assert_eq!(entry(CLAIM).external, None);
			assert!(!ledger(CLAIM).appealed);
			assert!(ledger(CLAIM).overturned.is_empty());
			assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::AlreadyClosed);
			assert_noop!(lapse(CLAIM), Error::<Test>::AlreadyClosed);
		});
	}
}

#[test]
fn the_silence_of_the_reviewer_grants() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let (last, over) = edge(START, EXTERNAL);
		set_time(last);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		set_time(over);
		assert_eq!(lapse(CLAIM), Ok(Pays::No));
		assert_eq!(
			last_event(),
			Event::Overturned { claim: CLAIM, by: None, record: GROUNDS, escalate_by: None }
		);
		let made = Decision { by: None, record: None, at: over, overturned: true };
		assert_eq!(entry(CLAIM).external, Some(made));
		assert_eq!(outcome(CLAIM), Some(Outcome::Overturned));
		assert_eq!(ledger(CLAIM).overturned, [(everything(), GROUNDS)]);
		assert!(!ledger(CLAIM).appealed);
		assert_eq!(cases(reviewer), 0);
		assert_ok!(Appeals::leave_pool(signed(reviewer)));
	});
}

#[test]
fn the_silence_of_the_reviewer_refuses_for_good() {
	run_with(POOL, || {
		silence(Silence::Refuses);
		let reviewer = escalated(CLAIM);
		let (last, over) = edge(START, EXTERNAL);
		set_time(last);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		set_time(over);
		assert_eq!(lapse(CLAIM), Ok(Pays::No));
		let event = Event::Upheld { claim: CLAIM, by: None, record: None, escalate_by: None };
		assert_eq!(last_event(), event);
		let made = Decision { by: None, record: None, at: over, overturned: false };
		assert_eq!(entry(CLAIM).external, Some(made));
		assert_eq!(outcome(CLAIM), Some(Outcome::Upheld));
		assert_eq!(cases(reviewer), 0);
		assert!(!ledger(CLAIM).appealed);
	});
}

#[test]
fn a_recusal_starts_the_clock_anew() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let (last, over) = edge(START, EXTERNAL);
		set_time(last);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		set_time(over);
		assert_noop!(lapse(CLAIM), Error::<Test>::ClockRunning);
		set_time(edge(last, EXTERNAL).1);
		assert_ok!(lapse(CLAIM));
	});
}

#[test]
fn if_it_cannot_be_paid_nothing_changes() {
	run_with(POOL, || {
		filed(CLAIM);
		escalated(OTHER);
		set_time(edge(START, EXTERNAL).1);
		Refusing::set(Some(DispatchError::Exhausted));
		for claim in [CLAIM, OTHER] {
			assert_noop!(with_storage_layer(|| lapse(claim)), DispatchError::Exhausted);
			assert_eq!(turn(claim), Some((Actor::Anybody, None)));
		}
		Refusing::set(None);
		for claim in [CLAIM, OTHER] {
			assert_ok!(lapse(claim));
		}
	});
}

#[test]
fn a_claim_that_is_gone_does_not_keep_its_appeal_from_ending() {
	run(|| {
		upheld(CLAIM);
		vanishes(CLAIM);
		set_time(edge(START, FILING).1);
		assert_ok!(lapse(CLAIM));
	});
}

#[test]
fn by_anybody_but_signed() {
	run(|| {
		filed(CLAIM);
		set_time(edge(START, INTERNAL).1);
		for origin in nobody_signed() {
			assert_noop!(Appeals::lapse(origin, CLAIM), DispatchError::BadOrigin);
		}
		assert_noop!(lapse(OTHER), Error::<Test>::NotFound);
		assert_ok!(lapse(CLAIM));
	});
}
