//! The provider gives back what was paid of a share that is not owed.

use crate::{mock::*, Contribution, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Amount, Appealable, ClaimId, LineDecision::*};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn refund(id: ClaimId) -> DispatchResult {
	let call = crate::Call::refund_share { claim: id };
	dispatch(CLINIC, RuntimeCall::Claims(call))
}

/// A claim of which the patient owed 11,000, of which others paid so much.
fn paid(charity: Amount, friend: Amount) -> ClaimId {
	let id = submit(claim([line(VISIT, 18_000)]));
	assert_ok!(Claims::pay_share(signed(CHARITY), id, charity));
	assert_ok!(Claims::pay_share(signed(FRIEND), id, friend));
	prepared();
	id
}

#[test]
fn of_a_claim_that_was_taken_back_all_of_it() {
	run(|| {
		let id = paid(4_000, 3_000);
		assert_noop!(refund(id), Error::<Test>::NothingToDo);
		// When it was taken back, the provider did not have it.
		burn_all_but(CLINIC, 0);
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!((get(id).contributed(), receivable(CLINIC)), (7_000, 4_000));
		mint(CLINIC, 7_000 + PURSE);
		prepared();
		assert_ok!(refund(id));
		assert_eq!(last_event(), Event::ShareRefunded { claim: id, amount: 7_000 });
		assert_eq!([CHARITY, FRIEND, CLINIC].map(coins), [PURSE; 3]);
		assert!(get(id).contributions.is_empty());
		assert_noop!(refund(id), Error::<Test>::NothingToDo);
	});
}

#[test]
fn of_a_reversed_claim_too() {
	run(|| {
		let id = paid(4_000, 3_000);
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_ok!(refund(id));
		assert_eq!([CHARITY, FRIEND].map(coins), [PURSE; 2]);
	});
}

#[test]
fn who_paid_last_gets_it_first() {
	run(|| {
		// Of 11,000, an appeal leaves 5,000.
		let id = paid(6_000, 3_000);
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		assert_ok!(<Claims as Appealable<u64>>::overturn(id, &[Allow(5_000)], REASONS));
		prepared();
		assert_eq!(get(id).share, 5_000);
		assert_ok!(refund(id));
		assert_eq!(last_event(), Event::ShareRefunded { claim: id, amount: 4_000 });
		assert_eq!([CHARITY, FRIEND].map(coins), [PURSE - 5_000, PURSE]);
		let left = Contribution { from: CHARITY, amount: 5_000 };
		assert_eq!(get(id).contributions.to_vec(), [left]);
		assert_eq!(Claims::open_share(id), Some(0));
	});
}

#[test]
fn who_cannot_take_it_does_not_keep_the_others_from_theirs() {
	run(|| {
		let id = paid(4_000, 3_000);
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		for who in [FRIEND, CHARITY] {
			assert_ok!(Assets::block(signed(PAYER), COIN, who));
		}
		// Nobody can take it.
		let blocked = DispatchError::Token(TokenError::Blocked);
		assert_noop!(refund(id), blocked);
		assert_ok!(Assets::thaw(signed(PAYER), COIN, CHARITY));
		prepared();
		assert_ok!(refund(id));
		assert_eq!(last_event(), Event::ShareRefunded { claim: id, amount: 4_000 });
		assert_eq!(coins(CHARITY), PURSE);
		let left = Contribution { from: FRIEND, amount: 3_000 };
		assert_eq!(get(id).contributions.to_vec(), [left]);
		assert_noop!(refund(id), blocked);
		assert_ok!(Assets::thaw(signed(PAYER), COIN, FRIEND));
		assert_ok!(refund(id));
		assert_eq!(coins(FRIEND), PURSE);
	});
	// What the provider has goes as far as it does.
	run(|| {
		let id = paid(4_000, 3_000);
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		burn_all_but(CLINIC, 3_999);
		prepared();
		assert_ok!(refund(id));
		assert_eq!(last_event(), Event::ShareRefunded { claim: id, amount: 3_000 });
		assert_eq!([CHARITY, FRIEND, CLINIC].map(coins), [PURSE - 4_000, PURSE, 999]);
	});
}

#[test]
fn only_the_provider_does_with_what_it_has() {
	run(|| {
		let id = paid(4_000, 3_000);
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		let call = || RuntimeCall::Claims(crate::Call::refund_share { claim: id });
		assert_noop!(dispatch(PHYSICIAN, call()), Error::<Test>::NotProvider);
		burn_all_but(CLINIC, 2_999);
		assert_noop!(refund(id), DispatchError::Token(TokenError::FundsUnavailable));
		assert_noop!(refund(next(PLAN)), Error::<Test>::UnknownClaim);
		let pended = submit(claim([line(TRIAL, 1)]));
		assert_noop!(refund(pended), Error::<Test>::NotDecided);
		for origin in nobody_signed() {
			assert_noop!(Claims::refund_share(origin, id), DispatchError::BadOrigin);
		}
	});
}
