//! What an account could not take is paid later.

use crate::{mock::*, Error, Event, Payout};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Amount, ClaimId};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const LITTLE: Amount = MINIMUM - 1;

fn collect(id: ClaimId) -> DispatchResult {
	Claims::collect(signed(STRANGER), id)
}

#[test]
fn it_is_set_apart_until_the_account_can_take_it() {
	run(|| {
		let id = next(PLAN);
		assert_ok!(Claims::submit(signed(PHYSICIAN), free_claim(1, LITTLE)));
		let events = events();
		assert!(matches!(events[0], Event::Decided { paid: LITTLE, waiting: false, .. }));
		assert_eq!(events[1], Event::Uncollected { claim: id, amount: LITTLE });
		assert_eq!(events.len(), 2);
		prepared();
		assert_eq!(payout(id), Payout::Uncollected { amount: LITTLE, interest: 0 });
		assert_eq!((get(id).paid, get(id).unpaid), (LITTLE, 0));
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2);
		assert_eq!(reserved(PAYER), TREASURE / 2);
		assert_eq!(ledger(PLAN).uncollected, LITTLE);
		assert_eq!(ledger(PLAN).available(), TREASURE / 2 - LITTLE);

		assert_noop!(collect(id), DispatchError::Token(TokenError::CannotCreate));
		mint(PHYSICIAN, MINIMUM);
		assert_ok!(collect(id));
		assert_eq!(
			last_event(),
			Event::Collected { claim: id, provider: PHYSICIAN, amount: LITTLE }
		);
		assert_eq!(coins(PHYSICIAN), MINIMUM + LITTLE);
		assert_eq!(payout(id), Payout::Settled);
		assert_eq!((ledger(PLAN).reserve, ledger(PLAN).uncollected), (TREASURE / 2 - LITTLE, 0));
		assert_noop!(collect(id), Error::<Test>::NothingToDo);
	});
}

#[test]
fn a_blocked_account_takes_nothing() {
	run(|| {
		assert_ok!(Assets::block(signed(PAYER), COIN, CLINIC));
		let id = submit(free_claim(1, 5_000));
		assert_eq!(payout(id), Payout::Uncollected { amount: 5_000, interest: 0 });
		assert_noop!(collect(id), DispatchError::Token(TokenError::CannotCreate));
		assert_ok!(Assets::thaw(signed(PAYER), COIN, CLINIC));
		assert_ok!(collect(id));
		assert_eq!(coins(CLINIC), PURSE + 5_000);
	});
}

#[test]
fn there_is_nothing_to_collect_of_what_was_paid_or_waits() {
	run(|| {
		let paid = submit(free_claim(1, 5_000));
		assert_noop!(collect(paid), Error::<Test>::NothingToDo);
		leave_in_reserve(PLAN, 0);
		let waits = submit(free_claim(2, 5_000));
		assert_noop!(collect(waits), Error::<Test>::NothingToDo);
		assert_noop!(collect(next(PLAN)), Error::<Test>::UnknownClaim);
		for origin in nobody_signed() {
			assert_noop!(Claims::collect(origin, paid), DispatchError::BadOrigin);
		}
	});
}
