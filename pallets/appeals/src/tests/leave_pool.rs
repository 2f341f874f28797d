use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn the_deposit_returns_and_the_others_keep_their_order() {
	run_with(4, || {
		assert_ok!(Appeals::leave_pool(signed(FIRST + 1)));
		assert_eq!(last_event(), Event::ReviewerLeft { reviewer: FIRST + 1 });
		let left = pool().iter().map(|reviewer| reviewer.account).collect::<Vec<_>>();
		assert_eq!(left, [FIRST, FIRST + 2, FIRST + 3]);
		assert_eq!(held(HoldReason::Reviewer, FIRST + 1), 0);
		assert_eq!(Balances::free_balance(FIRST + 1), ENDOWMENT);
		// And comes back at the end.
		assert_ok!(Appeals::join_pool(signed(FIRST + 1)));
		assert_eq!(pool().last().map(|one| (one.account, one.since)), Some((FIRST + 1, START)));
	});
}

#[test]
fn licensed_or_not() {
	run_with(1, || {
		suspend(FIRST);
		assert_ok!(Appeals::leave_pool(signed(FIRST)));
	});
}

#[test]
fn only_who_is_in_it() {
	run_with(1, || {
		assert_noop!(Appeals::leave_pool(signed(DOCTOR)), Error::<Test>::NotInPool);
		assert_ok!(Appeals::leave_pool(signed(FIRST)));
		assert_noop!(Appeals::leave_pool(signed(FIRST)), Error::<Test>::NotInPool);
	});
}

#[test]
fn not_while_there_are_cases() {
	run_with(1, || {
		let [first, second] = [CLAIM, OTHER].map(escalated);
		assert_eq!((first, second, cases(FIRST)), (FIRST, FIRST, 2));
		for claim in [CLAIM, OTHER] {
			assert_noop!(Appeals::leave_pool(signed(FIRST)), Error::<Test>::HasCases);
			assert_ok!(Appeals::review(signed(FIRST), claim, None, FINDINGS));
		}
		assert_ok!(Appeals::leave_pool(signed(FIRST)));
	});
}

#[test]
fn signed_only() {
	run_with(1, || {
		for origin in nobody_signed() {
			assert_noop!(Appeals::leave_pool(origin), DispatchError::BadOrigin);
		}
	});
}
