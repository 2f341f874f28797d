//! The payer puts something aside.

use crate::{mock::*, Error, Event, Payout, WaitingPlans};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::DAY;
use sp_runtime::{DispatchError, TokenError};

#[test]
fn it_is_held_in_the_payers_account() {
	run_bare(|| {
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 1_000));
		assert_eq!(last_event(), Event::ToppedUp { plan: PLAN, amount: 1_000 });
		assert_eq!((coins(PAYER), reserved(PAYER)), (TREASURE - 1_000, 1_000));
		assert_eq!(ledger(PLAN).reserve, 1_000);
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 1));
		assert_eq!(ledger(PLAN).reserve, 1_001);
		// Another plan of the same payer has a reserve of its own.
		open(7, PAYER, COIN, TODAY, terms());
		assert_ok!(Claims::top_up(signed(PAYER), 7, 500));
		assert_eq!((reserved(PAYER), ledger(7).reserve, ledger(PLAN).reserve), (1_501, 500, 1_001));
	});
}

#[test]
fn claims_that_wait_are_paid_in_their_order_with_interest() {
	run(|| {
		change_terms(PLAN, |terms| terms.prompt_pay_days = 10);
		leave_in_reserve(PLAN, 1_000);
		let first = submit(free_claim(1, 365_000));
		pass(DAY);
		// There would be enough for it, but others wait.
		let second = submit_by(PHYSICIAN, free_claim(2, 1_000));
		let third = submit(free_claim(3, 73_000));
		assert_eq!(payout(first), Payout::Queued { place: 0 });
		assert_eq!(payout(second), Payout::Queued { place: 1 });
		assert_eq!(payout(third), Payout::Queued { place: 2 });
		assert_eq!(ledger(PLAN).queued, 439_000);

		// The first is a hundred days late, the others a day less: 10 % a year are 10,000 and 1,980.
		set_time(get(first).due.moment() + 100 * DAY);
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 374_000 + 1_027 - 1));
		assert_eq!(
			events(),
			[
				Event::ToppedUp { plan: PLAN, amount: 375_026 },
				Event::Paid {
					claim: first,
					provider: CLINIC,
					paid: 375_000,
					interest: 10_000,
					recouped: 0,
				},
				transferred(CLINIC, 375_000),
			]
		);
		// A unit is missing for the second.
		assert_eq!(payout(second), Payout::Queued { place: 1 });
		assert_eq!(ledger(PLAN).reserve, 1_026);
		prepared();
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 1));
		assert_eq!(
			events()[1..],
			[
				Event::Paid {
					claim: second,
					provider: PHYSICIAN,
					paid: 1_027,
					interest: 27,
					recouped: 0,
				},
				transferred(PHYSICIAN, 1_027),
			]
		);
		assert_eq!((ledger(PLAN).reserve, ledger(PLAN).queued), (0, 73_000));
		top_up(PLAN, 100_000);
		assert_eq!(get(third).interest, 73_000 * 99 / 3_650);
		assert_eq!(coins(CLINIC), PURSE + 375_000 + 73_000 + 1_980);
		assert_eq!(coins(PHYSICIAN), 1_027);
		assert_eq!((ledger(PLAN).queued, ledger(PLAN).has_queue()), (0, false));
	});
}

#[test]
fn each_provider_gets_its_claims_at_once() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let first = submit(free_claim(1, 100));
		let second = submit_by(PHYSICIAN, free_claim(2, 20));
		let third = submit(free_claim(3, 300));
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 420));
		let paid =
			|claim, provider, paid| Event::Paid { claim, provider, paid, interest: 0, recouped: 0 };
		assert_eq!(
			events(),
			[
				Event::ToppedUp { plan: PLAN, amount: 420 },
				paid(first, CLINIC, 100),
				paid(second, PHYSICIAN, 20),
				paid(third, CLINIC, 300),
				transferred(CLINIC, 400),
				transferred(PHYSICIAN, 20),
			]
		);
	});
}

#[test]
fn so_many_are_paid_at_once_and_the_others_by_and_by() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let ids = [0, 1, 2, 3, 4, 5, 6].map(|number| submit(free_claim(number, 100)));
		let paid = || ids.iter().filter(|id| payout(**id) == Payout::Settled).count();
		top_up(PLAN, 10_000);
		assert_eq!(paid(), 3);
		assert!(WaitingPlans::<Test>::contains_key(PLAN));
		idle();
		assert_eq!(paid(), 6);
		assert!(WaitingPlans::<Test>::contains_key(PLAN));
		idle();
		assert_eq!(paid(), 7);
		assert!(!WaitingPlans::<Test>::contains_key(PLAN));
		// Four were paid in two blocks, each with a transfer.
		assert_eq!(events().len(), 4 + 2);
		assert_eq!(coins(CLINIC), PURSE + 700);
	});
}

#[test]
fn what_waits_for_the_payer_is_not_tried_again_and_again() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		for number in 0..5 {
			submit(free_claim(number, 100));
		}
		// Enough for just as many as are paid at once.
		top_up(PLAN, 300);
		assert!(WaitingPlans::<Test>::contains_key(PLAN));
		idle();
		assert!(!WaitingPlans::<Test>::contains_key(PLAN));
		assert_eq!(ledger(PLAN).queued, 200);
	});
}

#[test]
fn a_block_pays_as_many_as_it_has_time_for() {
	use frame_support::{traits::Hooks, weights::Weight};
	run(|| {
		leave_in_reserve(PLAN, 0);
		for number in 0..7 {
			submit(free_claim(number, 100));
		}
		top_up(PLAN, 10_000);
		let weight = |claims| <() as crate::WeightInfo>::top_up(claims);
		let read: Weight = <Test as frame_system::Config>::DbWeight::get().reads(1);
		let read = read + Weight::from_parts(0, 8_192);
		assert_eq!(Claims::on_idle(1, weight(1) - Weight::from_parts(1, 0)), read);
		assert_eq!(ledger(PLAN).queued, 400);
		assert_eq!(Claims::on_idle(1, weight(1) + read), weight(1) + read);
		assert_eq!(ledger(PLAN).queued, 300);
		// Three do not fit: half as many, rounded down, do.
		assert_eq!(Claims::on_idle(1, weight(2) + read), weight(1) + read);
		assert_eq!(ledger(PLAN).queued, 200);
		assert_eq!(Claims::on_idle(1, weight(3) + read), weight(3) + read);
		assert_eq!(ledger(PLAN).queued, 0);
		assert_eq!(Claims::on_idle(1, Weight::MAX), read);
		assert_eq!(Claims::on_idle(1, Weight::zero()), Weight::zero());
	});
}

#[test]
fn only_the_payer_puts_aside_what_it_has() {
	run(|| {
		for who in [OTHER_PAYER, CLINIC] {
			assert_noop!(Claims::top_up(signed(who), PLAN, 1), Error::<Test>::NotPayer);
		}
		assert_noop!(Claims::top_up(signed(PAYER), NO_PLAN, 1), Error::<Test>::UnknownPlan);
		assert_noop!(Claims::top_up(signed(PAYER), PLAN, 0), Error::<Test>::ZeroAmount);
		assert_noop!(
			Claims::top_up(signed(PAYER), PLAN, TREASURE),
			DispatchError::Token(TokenError::FundsUnavailable)
		);
		for origin in nobody_signed() {
			assert_noop!(Claims::top_up(origin, PLAN, 1), DispatchError::BadOrigin);
		}
	});
}
