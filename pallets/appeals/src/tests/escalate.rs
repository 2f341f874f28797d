use crate::{first_tried, mock::*, next_nonce, seed, Actor, AppealOf, Error, Event, Stage};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError,
};

const POOL: u64 = 20;

#[test]
fn it_goes_to_where_the_seed_says() {
	run_with(POOL, || {
		upheld(CLAIM);
		let at = START + 9;
		set_time(at);
		assert_ok!(escalate(CLINIC, CLAIM));
		let seed = seed(CLAIM, &OWN, &PAYERS);
		let reviewer = FIRST + first_tried(seed, POOL as usize) as u64;
		let until = edge(at, EXTERNAL).1;
		assert_eq!(last_event(), Event::Escalated { claim: CLAIM, reviewer, review_by: until });
		assert_eq!(stage(CLAIM), Stage::External { reviewer, until, seed });
		assert_eq!(turn(CLAIM), Some((Actor::Reviewer(reviewer), Some(until))));
		assert_eq!(cases(reviewer), 1);
		assert_eq!(pool().iter().map(|one| one.open).sum::<u32>(), 1);
		assert!(ledger(CLAIM).appealed);
	});
}

#[test]
fn only_with_the_nonce_that_was_pledged() {
	run_with(POOL, || {
		upheld(CLAIM);
		upheld(OTHER);
		let mut near = OWN;
		near[31] ^= 1;
		for nonce in [near, PAYERS, [0; 32], pledged(CLAIM, OWN).0] {
			assert_noop!(
				Appeals::escalate(signed(CLINIC), CLAIM, nonce),
				Error::<Test>::WrongNonce
			);
		}
		// The pledge of one claim is not that of another.
		assert_ne!(entry(CLAIM).pledge, entry(OTHER).pledge);
		assert_ok!(escalate(CLINIC, CLAIM));
	});
}

#[test]
fn the_pledge_of_another_claim_is_none() {
	run_with(POOL, || {
		assert_ok!(Appeals::file(signed(CLINIC), CLAIM, GROUNDS, pledged(OTHER, OWN)));
		assert_ok!(uphold(PAYER, CLAIM));
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::WrongNonce);
	});
}

#[test]
fn in_time() {
	run_with(POOL, || {
		filed(CLAIM);
		let (at, _) = edge(START, INTERNAL);
		set_time(at);
		assert_ok!(uphold(PAYER, CLAIM));
		let (last, over) = edge(at, FILING);
		set_time(over);
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::ClockOver);
		set_time(last);
		assert_ok!(escalate(CLINIC, CLAIM));
	});
}

#[test]
fn once_and_when_it_is_due() {
	run_with(POOL, || {
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::NotFound);
		filed(CLAIM);
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::Undecided);
		// The silence of the payer has to be noted first.
		set_time(edge(START, INTERNAL).1);
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::Undecided);
		set_time(START);
		assert_ok!(uphold(PAYER, CLAIM));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::AlreadyEscalated);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::AlreadyClosed);
	});
}

#[test]
fn only_the_appellant() {
	run_with(POOL, || {
		upheld(CLAIM);
		for who in [MEMBER, PAYER, STRANGER, FIRST] {
			assert_noop!(escalate(who, CLAIM), Error::<Test>::NotAppellant);
		}
	});
}

#[test]
fn if_nobody_is_found_the_next_try_looks_elsewhere() {
	run_with(POOL, || {
		upheld(CLAIM);
		let before = entry(CLAIM);
		(FIRST..FIRST + POOL).for_each(suspend);
		let mut nonce = PAYERS;
		let until = edge(START, FILING).1;
		for tried in 1..4 {
			set_time(START + tried);
			assert_ok!(escalate(CLINIC, CLAIM));
			assert_eq!(last_event(), Event::NobodyFound { claim: CLAIM });
			assert_ne!(next_nonce(&nonce), nonce);
			nonce = BlakeTwo256::hash(&nonce).0;
			// Nothing else has changed, and there is as much time as before.
			let expected = Stage::Upheld { until, nonce };
			assert_eq!(entry(CLAIM), AppealOf::<Test> { stage: expected, ..before.clone() });
			assert_eq!(turn(CLAIM), Some((Actor::Appellant(CLINIC), Some(until))));
		}
		assert!(ledger(CLAIM).appealed);
		(FIRST..FIRST + POOL)
			.for_each(|who| license(who, salus_primitives::LicenceKind::Practitioner, Ok(())));
		set_time(until - 1);
		assert_ok!(escalate(CLINIC, CLAIM));
		let by = seed(CLAIM, &OWN, &nonce);
		assert_eq!(assigned(CLAIM), FIRST + first_tried(by, POOL as usize) as u64);
	});
}

#[test]
fn who_was_not_tried_is_found_in_the_end() {
	for last in FIRST..FIRST + POOL {
		run_with(POOL, || {
			upheld(CLAIM);
			(FIRST..FIRST + POOL).filter(|who| *who != last).for_each(suspend);
			let tries = (0..60).take_while(|_| {
				assert_ok!(escalate(CLINIC, CLAIM));
				last_event() == Event::NobodyFound { claim: CLAIM }
			});
			assert!(tries.count() < 60);
			assert_eq!(assigned(CLAIM), last);
		});
	}
}

#[test]
fn not_out_of_an_empty_pool() {
	run(|| {
		upheld(CLAIM);
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::NoReviewer);
	});
}

#[test]
fn signed_only() {
	run_with(POOL, || {
		upheld(CLAIM);
		for origin in nobody_signed() {
			assert_noop!(Appeals::escalate(origin, CLAIM, OWN), DispatchError::BadOrigin);
		}
	});
}
