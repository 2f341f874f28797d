//! Claims that are long over make room.

use crate::{mock::*, Claims as Stored, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{AdjustmentReason::*, Appealable, ClaimId};
use sp_runtime::{DispatchError, DispatchResult};

fn reap(id: ClaimId) -> DispatchResult {
	plainly(Claims::reap(signed(STRANGER), id))
}

/// What happened now is over, to the second.
fn long_ago() {
	pass(RETENTION + 500);
}

#[test]
fn the_room_is_free_again() {
	run(|| {
		let kept = submit(free_claim(9, 100));
		let before = (account(PLAN, CLINIC).taken, bytes());
		let id = submit(claim([line_in(1, FREE_VISIT, 1), line_in(2, UNKNOWN, 1)]));
		long_ago();
		assert_eq!(Claims::reap(signed(STRANGER), id), Ok(Pays::No.into()));
		assert_eq!(last_event(), Event::Reaped { claim: id });
		assert!(!Stored::<Test>::contains_key(id.plan, id.number));
		assert_eq!((account(PLAN, CLINIC).taken, bytes()), before);
		assert_eq!((ledger(PLAN).claims, ledger(PLAN).reaped, ledger(PLAN).next), (1, 1, 2));
		assert_noop!(reap(id), Error::<Test>::UnknownClaim);
		assert_ok!(reap(kept));
		assert_eq!(account(PLAN, CLINIC).taken, 0);
	});
}

#[test]
fn not_a_millisecond_early() {
	run(|| {
		let decided = submit(free_claim(1, 100));
		let voided = submit(free_claim(2, 100));
		let reversed = submit(free_claim(3, 100));
		pass(1_000);
		assert_ok!(Claims::void(signed(CLINIC), voided));
		pass(1_000);
		assert_ok!(Claims::reverse(signed(PAYER), reversed, REASONS));
		// Times are kept in whole seconds that are over.
		set_time(START - 500 + RETENTION);
		for id in [decided, voided, reversed] {
			pass(0);
			set_time(now() - 1);
			assert_noop!(reap(id), Error::<Test>::StillNeeded);
			set_time(now() + 1);
			assert_ok!(reap(id));
			pass(1_000);
		}
	});
}

#[test]
fn not_before_it_is_decided_and_settled() {
	run(|| {
		leave_in_reserve(PLAN, 5);
		let pended = submit(claim([line(TRIAL, 1)]));
		let blocked = submit_by(PHYSICIAN, free_claim(1, 5));
		let waits = submit(free_claim(1, 100));
		long_ago();
		for id in [pended, blocked, waits] {
			assert_noop!(reap(id), Error::<Test>::StillNeeded);
		}
		top_up(PLAN, 1_000);
		assert_ok!(reap(waits));
		mint(PHYSICIAN, MINIMUM);
		assert_ok!(Claims::collect(signed(STRANGER), blocked));
		assert_ok!(reap(blocked));
	});
}

#[test]
fn not_under_appeal() {
	run(|| {
		let id = submit(free_claim(1, 100));
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		long_ago();
		assert_noop!(reap(id), Error::<Test>::StillNeeded);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, false));
		assert_ok!(reap(id));
	});
}

#[test]
fn not_while_a_share_is_to_be_given_back() {
	run(|| {
		let id = submit(claim([line(VISIT, 18_000)]));
		assert_ok!(Claims::pay_share(signed(CHARITY), id, 500));
		burn_all_but(CLINIC, 0);
		assert_ok!(Claims::void(signed(CLINIC), id));
		long_ago();
		assert_noop!(reap(id), Error::<Test>::StillNeeded);
		mint(CLINIC, 500);
		assert_ok!(Claims::refund_share(signed(CLINIC), id));
		assert_ok!(reap(id));
	});
}

#[test]
fn what_was_used_stays_used() {
	run(|| {
		let id = submit(claim([line(VISIT, 18_000)]));
		long_ago();
		assert_ok!(reap(id));
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));
	});
}

#[test]
fn another_claim_for_the_same_encounter_stays_noted() {
	run(|| {
		let first = submit(claim([line_in(1, FREE_VISIT, 100)]));
		pass(1_000);
		let second = submit(claim([line_in(1, DRUG, 100), line_in(1, FREE_VISIT, 100)]));
		assert_eq!(adjustments(second, 1), [oa(Duplicate, 100)]);
		set_time(START - 500 + RETENTION);
		assert_ok!(reap(first));
		assert_noop!(reap(second), Error::<Test>::StillNeeded);
		check();
	});
}

#[test]
fn somebody_has_to_sign() {
	run(|| {
		let id = submit(free_claim(1, 100));
		long_ago();
		for origin in nobody_signed() {
			assert_noop!(plainly(Claims::reap(origin, id)), DispatchError::BadOrigin);
		}
	});
}
