//! Providers give back what they owe.

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Amount;
use sp_runtime::{DispatchError, DispatchResult};

fn repay(amount: Amount) -> DispatchResult {
	dispatch(CLINIC, RuntimeCall::Claims(crate::Call::repay { plan: PLAN, amount }))
}

/// The clinic owes so much.
fn owing(amount: Amount) {
	let id = submit(free_claim(1, amount));
	assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
	prepared();
}

#[test]
fn it_goes_into_the_reserve() {
	run(|| {
		owing(1_000);
		assert_ok!(repay(300));
		assert_eq!(last_event(), Event::Repaid { plan: PLAN, provider: CLINIC, amount: 300 });
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 700, 700));
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2 - 700);
		assert_eq!(coins(PAYER), TREASURE / 2);
		assert_noop!(repay(701), Error::<Test>::MoreThanOwed);
		assert_ok!(repay(700));
		assert_eq!(receivable(CLINIC), 0);
		assert_eq!(reserved(PAYER), TREASURE / 2);
		assert_noop!(repay(1), Error::<Test>::MoreThanOwed);
	});
}

#[test]
fn not_more_than_there_is() {
	run(|| {
		owing(1_000);
		burn_all_but(CLINIC, 500);
		assert_noop!(repay(501 - MINIMUM), Error::<Test>::NotEnough);
		assert_ok!(repay(500 - MINIMUM));
		burn_all_but(CLINIC, 0);
		assert_noop!(repay(1), Error::<Test>::NotEnough);
	});
}

#[test]
fn nothing_is_no_payment() {
	run(|| {
		owing(1_000);
		assert_noop!(repay(0), Error::<Test>::ZeroAmount);
		assert_noop!(Claims::repay(signed(CLINIC), NO_PLAN, 1), Error::<Test>::UnknownPlan);
		assert_noop!(Claims::repay(signed(STRANGER), PLAN, 1), Error::<Test>::NothingToDo);
		for origin in nobody_signed() {
			assert_noop!(Claims::repay(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}
