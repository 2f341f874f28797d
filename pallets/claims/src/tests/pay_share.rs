//! Somebody pays what the patient owes.

use crate::{mock::*, Contribution, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Amount, ClaimId};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn pay(from: u64, id: ClaimId, amount: Amount) -> DispatchResult {
	Claims::pay_share(signed(from), id, amount)
}

/// A claim of which the patient owes 11,000.
fn owed() -> ClaimId {
	submit(claim([line(VISIT, 18_000)]))
}

#[test]
fn several_pay_for_the_patient() {
	run(|| {
		let id = owed();
		assert_ok!(pay(CHARITY, id, 4_000));
		assert_eq!(
			last_event(),
			Event::SharePaid { claim: id, from: CHARITY, amount: 4_000, left: 7_000 }
		);
		assert_eq!((coins(CHARITY), coins(CLINIC)), (PURSE - 4_000, PURSE + 8_000));
		assert_eq!(Claims::open_share(id), Some(7_000));
		assert_ok!(pay(FRIEND, id, 1));
		assert_ok!(pay(CHARITY, id, 6_998));
		prepared();
		assert_noop!(pay(FRIEND, id, 2), Error::<Test>::MoreThanOwed);
		assert_ok!(pay(FRIEND, id, 1));
		assert_eq!(last_event(), Event::SharePaid { claim: id, from: FRIEND, amount: 1, left: 0 });
		assert_eq!(
			get(id).contributions.to_vec(),
			[
				Contribution { from: CHARITY, amount: 10_998 },
				Contribution { from: FRIEND, amount: 2 },
			]
		);
		assert_eq!(coins(CLINIC), PURSE + 15_000);
		assert_noop!(pay(FRIEND, id, 1), Error::<Test>::MoreThanOwed);
	});
}

#[test]
fn even_the_member_and_the_payer_may() {
	run(|| {
		let id = owed();
		mint(MEMBER, 1_000);
		// The last of what somebody has.
		assert_ok!(pay(MEMBER, id, 1_000));
		assert_eq!(coins(MEMBER), 0);
		assert_ok!(pay(PAYER, id, 10_000));
		assert_eq!(Claims::open_share(id), Some(0));
	});
}

#[test]
fn so_many_pay_for_a_claim() {
	run(|| {
		let id = owed();
		for from in [CHARITY, FRIEND, PAYER] {
			assert_ok!(pay(from, id, 10));
		}
		assert_noop!(pay(OTHER_PAYER, id, 10), Error::<Test>::TooManyContributors);
		assert_ok!(pay(FRIEND, id, 10));
		// One place is the member's.
		mint(MEMBER, 1_000);
		assert_ok!(pay(MEMBER, id, 10));
		assert_eq!(get(id).contributions.len(), crate::MAX_CONTRIBUTORS as usize);
		assert_noop!(pay(OTHER_PAYER, id, 10), Error::<Test>::TooManyContributors);
		assert_ok!(pay(MEMBER, id, 10));
	});
}

#[test]
fn a_share_is_owed_of_what_was_decided() {
	run(|| {
		let pended = submit(claim([line(VISIT, 18_000), line(TRIAL, 1)]));
		assert_noop!(pay(CHARITY, pended, 1), Error::<Test>::NotDecided);
		let voided = submit(claim([line_in(55, VISIT, 18_000)]));
		assert_ok!(Claims::void(signed(CLINIC), voided));
		assert_noop!(pay(CHARITY, voided, 1), Error::<Test>::NotDecided);
		let free = submit(free_claim(1, 100));
		assert_noop!(pay(CHARITY, free, 1), Error::<Test>::MoreThanOwed);
		assert_noop!(pay(CHARITY, next(PLAN), 1), Error::<Test>::UnknownClaim);
	});
}

#[test]
fn nobody_pays_nothing_or_themselves() {
	run(|| {
		let id = owed();
		assert_noop!(pay(CLINIC, id, 1), Error::<Test>::OwnClaim);
		assert_noop!(pay(CHARITY, id, 0), Error::<Test>::ZeroAmount);
		// The asset has the last word.
		assert_noop!(pay(STRANGER, id, 1_000), DispatchError::Token(TokenError::FundsUnavailable));
		for origin in nobody_signed() {
			assert_noop!(Claims::pay_share(origin, id, 1), DispatchError::BadOrigin);
		}
	});
}
