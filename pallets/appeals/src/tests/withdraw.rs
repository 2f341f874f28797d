use crate::{mock::*, Error, Event, HoldReason, Outcome, Stage};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn withdraw(who: u64) -> sp_runtime::DispatchResult {
	Appeals::withdraw(signed(who), CLAIM)
}

#[test]
fn at_every_stage() {
	let stages: [fn(); 3] = [
		|| filed(CLAIM),
		|| upheld(CLAIM),
		|| {
			escalated(CLAIM);
		},
	];
	for stage_of in stages {
		run_with(3, || {
			stage_of();
			let before = entry(CLAIM);
			let at = START + 4;
			set_time(at);
			assert_ok!(withdraw(CLINIC));
			assert_eq!(last_event(), Event::Withdrawn { claim: CLAIM });
			assert_eq!(stage(CLAIM), Stage::Closed { at, outcome: Outcome::Withdrawn });
			assert_eq!(turn(CLAIM), None);
			assert!(!ledger(CLAIM).appealed);
			assert!(pool().iter().all(|reviewer| reviewer.open == 0));
			// What was decided by then is kept, and so is the deposit for it.
			assert_eq!(entry(CLAIM).internal, before.internal);
			assert_eq!(held(HoldReason::Appeal, CLINIC), APPEAL_DEPOSIT);
			assert_noop!(withdraw(CLINIC), Error::<Test>::AlreadyClosed);
		});
	}
}

#[test]
fn not_what_is_closed() {
	run(|| {
		closed(CLAIM);
		assert_noop!(withdraw(CLINIC), Error::<Test>::AlreadyClosed);
	});
}

#[test]
fn only_the_appellant() {
	run(|| {
		assert_noop!(withdraw(CLINIC), Error::<Test>::NotFound);
		filed(CLAIM);
		for who in [MEMBER, PAYER, STRANGER] {
			assert_noop!(withdraw(who), Error::<Test>::NotAppellant);
		}
	});
}

#[test]
fn also_if_the_claim_is_gone() {
	run(|| {
		filed(CLAIM);
		vanishes(CLAIM);
		assert_ok!(withdraw(CLINIC));
	});
}

#[test]
fn signed_only() {
	run(|| {
		filed(CLAIM);
		for origin in nobody_signed() {
			assert_noop!(Appeals::withdraw(origin, CLAIM), DispatchError::BadOrigin);
		}
	});
}
