//! Claims that wait are paid.

use crate::{mock::*, Error, Event, Payout};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::ClaimId;
use sp_runtime::{DispatchError, DispatchResult};

fn settle(most: u32) -> DispatchResult {
	Claims::settle(signed(STRANGER), PLAN, most)
}

/// So many claims wait, and the reserve has enough for all of them.
fn waiting(count: u64) -> Vec<ClaimId> {
	leave_in_reserve(PLAN, 0);
	let ids = (0..count).map(|number| submit(free_claim(number, 100))).collect();
	// The first three are paid, to make room for others.
	top_up(PLAN, 100_000);
	ids
}

fn paid(claim: ClaimId) -> Event<Test> {
	Event::Paid { claim, provider: CLINIC, paid: 100, interest: 0, recouped: 0 }
}

#[test]
fn anybody_has_them_paid_in_their_order() {
	run(|| {
		let ids = waiting(8);
		assert_ok!(settle(1));
		assert_eq!(last_event_paying(CLINIC, 100), paid(ids[3]));
		assert_eq!(payout(ids[4]), Payout::Queued { place: 4 });
		assert_ok!(settle(2));
		// What goes to a provider goes at once.
		assert_eq!(events(), [paid(ids[4]), paid(ids[5]), transferred(CLINIC, 200)]);
		prepared();
		// No more than may be paid at once.
		assert_ok!(settle(u32::MAX));
		assert_eq!(events(), [paid(ids[6]), paid(ids[7]), transferred(CLINIC, 200)]);
		assert_eq!(coins(CLINIC), PURSE + 800);
		assert_noop!(settle(1), Error::<Test>::NothingToDo);
	});
	run(|| {
		let ids = waiting(10);
		assert_ok!(settle(u32::MAX));
		let all = [3, 4, 5].map(|index| paid(ids[index]));
		assert_eq!(events()[..3], all);
		assert_eq!(events()[3..], [transferred(CLINIC, 300)]);
		assert_eq!(ledger(PLAN).queued, 400);
	});
}

#[test]
fn what_was_taken_back_is_passed_over() {
	run(|| {
		let ids = waiting(8);
		for gap in [3, 4, 6] {
			assert_ok!(Claims::void(signed(CLINIC), ids[gap]));
		}
		prepared();
		assert_ok!(settle(3));
		assert_eq!(last_event_paying(CLINIC, 100), paid(ids[5]));
		assert_ok!(settle(3));
		assert_eq!(last_event_paying(CLINIC, 100), paid(ids[7]));
		assert!(!ledger(PLAN).has_queue());
	});
}

#[test]
fn money_that_came_back_pays_them() {
	run(|| {
		let first = submit(free_claim(1, 1_000));
		leave_in_reserve(PLAN, 0);
		let second = submit(free_claim(2, 1_000));
		assert_noop!(settle(1), Error::<Test>::NothingToDo);
		assert_ok!(Claims::void(signed(CLINIC), first));
		prepared();
		assert_ok!(settle(1));
		let event = last_event_paying(CLINIC, 1_000);
		assert!(matches!(event, Event::Paid { claim, paid: 1_000, .. } if claim == second));
	});
}

#[test]
fn what_a_provider_owes_pays_its_claims() {
	run(|| {
		let first = submit(free_claim(1, 1_000));
		leave_in_reserve(PLAN, 0);
		let second = submit(free_claim(2, 900));
		assert_ok!(Claims::reverse(signed(PAYER), first, REASONS));
		prepared();
		// The reserve has nothing, and nothing is needed.
		assert_ok!(settle(1));
		assert_eq!(
			last_event(),
			Event::Paid { claim: second, provider: CLINIC, paid: 0, interest: 0, recouped: 900 }
		);
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 1_000, 100));
	});
}

#[test]
fn what_an_account_cannot_take_is_set_apart() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let id = submit_by(PHYSICIAN, free_claim(1, MINIMUM - 1));
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 100));
		assert_eq!(payout(id), Payout::Uncollected { amount: MINIMUM - 1, interest: 0 });
		let last = events().pop();
		assert_eq!(last, Some(Event::Uncollected { claim: id, amount: MINIMUM - 1 }));
		assert_eq!((ledger(PLAN).reserve, ledger(PLAN).uncollected), (100, MINIMUM - 1));
	});
}

#[test]
fn nothing_to_pay_is_no_call() {
	run(|| {
		assert_noop!(settle(1), Error::<Test>::NothingToDo);
		waiting(4);
		assert_noop!(settle(0), Error::<Test>::NothingToDo);
		assert_noop!(Claims::settle(signed(STRANGER), NO_PLAN, 1), Error::<Test>::UnknownPlan);
		for origin in nobody_signed() {
			assert_noop!(Claims::settle(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}
