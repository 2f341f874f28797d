//! The payer takes something out of the reserve.

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Amount;
use sp_runtime::{DispatchError, DispatchResult};

fn withdraw(amount: Amount) -> DispatchResult {
	Claims::withdraw(signed(PAYER), PLAN, amount)
}

#[test]
fn it_is_the_payers_again() {
	run(|| {
		assert_ok!(withdraw(1_000));
		assert_eq!(last_event(), Event::Withdrawn { plan: PLAN, amount: 1_000 });
		assert_eq!((coins(PAYER), reserved(PAYER)), (TREASURE / 2 + 1_000, TREASURE / 2 - 1_000));
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2 - 1_000);
		assert_noop!(withdraw(TREASURE / 2 - 999), Error::<Test>::Owing);
		assert_ok!(withdraw(TREASURE / 2 - 1_000));
		assert_eq!((coins(PAYER), reserved(PAYER)), (TREASURE, 0));
	});
}

#[test]
fn not_while_anybody_waits() {
	run(|| {
		leave_in_reserve(PLAN, 100);
		let id = submit(free_claim(1, 101));
		assert_noop!(withdraw(1), Error::<Test>::Owing);
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_ok!(withdraw(100));
	});
}

#[test]
fn what_is_set_apart_stays() {
	run(|| {
		leave_in_reserve(PLAN, 100);
		submit_by(PHYSICIAN, free_claim(1, MINIMUM - 1));
		assert_noop!(withdraw(100 - MINIMUM + 2), Error::<Test>::Owing);
		assert_ok!(withdraw(100 - MINIMUM + 1));
		assert_eq!(ledger(PLAN).reserve, MINIMUM - 1);
		// Nor is anything else paid with it.
		let waits = submit(free_claim(1, 1));
		assert_eq!(get(waits).unpaid, 1);
	});
}

#[test]
fn what_is_pended_is_not_owed_yet() {
	run(|| {
		submit(claim([line(TRIAL, 20_000)]));
		assert_ok!(withdraw(TREASURE / 2));
	});
}

#[test]
fn only_the_payer_does() {
	run(|| {
		for who in [OTHER_PAYER, CLINIC] {
			assert_noop!(Claims::withdraw(signed(who), PLAN, 1), Error::<Test>::NotPayer);
		}
		assert_noop!(Claims::withdraw(signed(PAYER), NO_PLAN, 1), Error::<Test>::UnknownPlan);
		assert_noop!(withdraw(0), Error::<Test>::ZeroAmount);
		for origin in nobody_signed() {
			assert_noop!(Claims::withdraw(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}
