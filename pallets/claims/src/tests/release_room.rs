//! Providers give room back.

use crate::{mock::*, Error, Event, Ledgers, ProviderAccounts};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::PlanLedger;
use sp_runtime::{DispatchError, DispatchResult};

fn release(units: u32) -> DispatchResult {
	Claims::release_room(signed(CLINIC), PLAN, units)
}

#[test]
fn the_deposit_is_given_back() {
	run_bare(|| {
		buy_room(CLINIC, PLAN, 10);
		assert_ok!(release(4));
		assert_eq!(last_event(), Event::RoomReleased { plan: PLAN, provider: CLINIC, room: 6 });
		assert_eq!(held(CLINIC), ACCOUNT_DEPOSIT + 6 * ROOM_DEPOSIT);
		assert_ok!(release(6));
		assert_eq!(last_event(), Event::RoomReleased { plan: PLAN, provider: CLINIC, room: 0 });
		assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
		assert!(!ProviderAccounts::<Test>::contains_key(PLAN, CLINIC));
	});
}

#[test]
fn only_what_is_free() {
	run_bare(|| {
		top_up(PLAN, 1_000);
		buy_room(CLINIC, PLAN, 10);
		submit(free_claim(1, 100));
		assert_noop!(release(7), Error::<Test>::NoRoom);
		assert_ok!(release(6));
		assert_noop!(release(1), Error::<Test>::NoRoom);
		assert_noop!(release(0), Error::<Test>::NothingToDo);
		assert_noop!(Claims::release_room(signed(PHYSICIAN), PLAN, 1), Error::<Test>::NoRoom);
		for origin in nobody_signed() {
			assert_noop!(Claims::release_room(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}

/// The clinic has to give 100 back, and no claim is left.
fn something_to_give_back() {
	top_up(PLAN, 100);
	buy_room(CLINIC, PLAN, 4);
	let id = submit(free_claim(1, 100));
	assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
	pass(RETENTION);
	assert_ok!(plainly(Claims::reap(signed(STRANGER), id)));
	assert_eq!((receivable(CLINIC), ledger(PLAN).reserve), (100, 0));
}

/// The plan is closed.
fn close() {
	assert!(Claims::is_settled(PLAN));
	tables(|tables| tables.plans.remove(&PLAN));
	Claims::forget(PLAN);
	assert!(!Ledgers::<Test>::contains_key(PLAN));
}

#[test]
fn nobody_owes_a_plan_that_is_gone() {
	run_bare(|| {
		something_to_give_back();
		close();
		assert_ok!(release(3));
		assert_eq!(receivable(CLINIC), 100);
		assert_ok!(release(1));
		assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
		assert_eq!(bytes(), 0);
	});
	// Whose room went before the plan did gets the deposit of the account back as well.
	run_bare(|| {
		something_to_give_back();
		assert_ok!(release(4));
		assert_eq!(held(CLINIC), ACCOUNT_DEPOSIT);
		assert_noop!(release(0), Error::<Test>::NothingToDo);
		close();
		assert_noop!(release(1), Error::<Test>::NoRoom);
		assert_ok!(release(0));
		assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
		assert_eq!(bytes(), 0);
		assert_noop!(release(0), Error::<Test>::NoRoom);
	});
}

#[test]
fn an_account_stays_while_there_is_something_to_give_back() {
	run_bare(|| {
		top_up(PLAN, 1_000);
		buy_room(CLINIC, PLAN, 4);
		let id = submit(free_claim(1, 100));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		pass(RETENTION + 500);
		assert_ok!(plainly(Claims::reap(signed(STRANGER), id)));
		assert_ok!(release(4));
		assert_eq!(account(PLAN, CLINIC).receivable, 100);
		assert_eq!(held(CLINIC), ACCOUNT_DEPOSIT);
		check();
		assert_ok!(Claims::repay(signed(CLINIC), PLAN, 100));
		buy_room(CLINIC, PLAN, 1);
		assert_ok!(release(1));
		assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
		assert!(!ProviderAccounts::<Test>::contains_key(PLAN, CLINIC));
	});
}
