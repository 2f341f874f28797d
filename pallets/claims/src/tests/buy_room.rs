//! Providers pay for the room that claims take.

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_deposit_is_held() {
	run_bare(|| {
		assert_ok!(Claims::buy_room(signed(CLINIC), PLAN, 10));
		assert_eq!(last_event(), Event::RoomBought { plan: PLAN, provider: CLINIC, room: 10 });
		let first = ACCOUNT_DEPOSIT + 10 * ROOM_DEPOSIT;
		assert_eq!((held(CLINIC), balance(CLINIC)), (first, ENDOWMENT - first));
		let account = || account(PLAN, CLINIC);
		assert_eq!((account().room, account().taken, account().free()), (10, 0, 10));
		assert_eq!(account().deposit, first);

		assert_ok!(Claims::buy_room(signed(CLINIC), PLAN, 2));
		assert_eq!(last_event(), Event::RoomBought { plan: PLAN, provider: CLINIC, room: 12 });
		assert_eq!(held(CLINIC), first + 2 * ROOM_DEPOSIT);
		assert_ok!(Claims::buy_room(signed(CLINIC), OTHER_PLAN, 1));
		assert_eq!(held(CLINIC), first + 2 * ROOM_DEPOSIT + ACCOUNT_DEPOSIT + ROOM_DEPOSIT);
	});
}

#[test]
fn not_what_nobody_can_pay_for() {
	run_bare(|| {
		let buy = |plan, units| Claims::buy_room(signed(CLINIC), plan, units);
		assert_noop!(buy(NO_PLAN, 1), Error::<Test>::UnknownPlan);
		assert_noop!(buy(PLAN, 0), Error::<Test>::NothingToDo);
		assert_noop!(buy(PLAN, u32::MAX), DispatchError::Token(TokenError::FundsUnavailable));
		buy_room(CLINIC, PLAN, 1);
		assert_noop!(buy(PLAN, u32::MAX), Error::<Test>::AmountTooLarge);
		for origin in nobody_signed() {
			assert_noop!(Claims::buy_room(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}
