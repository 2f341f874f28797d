//! Where the money is, to the unit.

use crate::{mock::*, Event, Payout};
use frame_support::assert_ok;
use salus_primitives::{interest, Amount, Appealable, LineDecision, DAY};

/// What everybody has together, free and put aside.
fn everything() -> Amount {
	let free: Amount = (PAYER..=DOUBLE_THIRD).map(coins).sum();
	let aside: Amount = [PAYER, OTHER_PAYER, THIRD_PAYER].map(reserved).iter().sum();
	free + aside
}

#[test]
fn nothing_is_made_or_lost() {
	run(|| {
		let (all, issued_before) = (everything(), issued());
		assert_eq!(all, issued_before);
		leave_in_reserve(PLAN, 5_000);
		let first = submit(claim([line_in(1, VISIT, 18_000), line_in(1, DRUG, 2_000)]));
		let second = submit_by(PHYSICIAN, free_claim(2, 7));
		let third = submit(free_claim(3, 100_000));
		assert_ok!(Claims::pay_share(signed(FRIEND), first, 5_000));
		pass(100 * DAY);
		top_up(PLAN, 200_000);
		assert_ok!(Claims::void(signed(CLINIC), first));
		assert_eq!(coins(FRIEND), PURSE);
		assert_ok!(Claims::reverse(signed(PAYER), third, REASONS));
		assert_ok!(Claims::repay(signed(CLINIC), PLAN, 10));
		mint(PHYSICIAN, MINIMUM);
		assert_ok!(Claims::collect(signed(STRANGER), second));
		assert_eq!((everything(), issued()), (all + MINIMUM, issued_before + MINIMUM));
	});
}

#[test]
fn interest_begins_after_the_day_it_is_due() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let ids = [1, 2, 3].map(|number| submit(free_claim(number, 1_000_000)));
		let due = get(ids[0]).due.moment();
		set_time(due);
		top_up(PLAN, 1_000_000);
		assert_eq!((get(ids[0]).unpaid, get(ids[0]).interest), (0, 0));
		// Of a second that is not over there is none: 315.36 s bring a unit.
		set_time(due + 315_999);
		top_up(PLAN, 1_000_000);
		assert_eq!((get(ids[1]).unpaid, get(ids[1]).interest), (0, 0));
		set_time(due + 316_000);
		top_up(PLAN, 1_000_000);
		assert_eq!(get(ids[2]).unpaid, 1_000_000);
		top_up(PLAN, 1);
		assert_eq!((get(ids[2]).unpaid, get(ids[2]).interest), (0, 1));
		assert_eq!(interest(1_000_000, INTEREST, 316_000), 1);
		assert_eq!(coins(CLINIC), PURSE + 3_000_001);
	});
}

#[test]
fn without_a_rate_being_late_costs_nothing() {
	run(|| {
		change_terms(PLAN, |terms| terms.interest = 0);
		leave_in_reserve(PLAN, 0);
		let id = submit(free_claim(1, 1_000_000));
		pass(1_000 * DAY);
		top_up(PLAN, 1_000_000);
		assert_eq!((get(id).paid, get(id).interest), (1_000_000, 0));
	});
}

#[test]
fn what_is_owed_is_kept_of_interest_as_well() {
	run(|| {
		let first = submit(free_claim(1, 365_500));
		leave_in_reserve(PLAN, 0);
		let second = submit(free_claim(2, 365_000));
		assert_ok!(Claims::reverse(signed(PAYER), first, REASONS));
		set_time(get(second).due.moment() + 10 * DAY);
		prepared();
		// 366,000 are due, of which 365,500 are owed.
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 499));
		assert!(matches!(payout(second), Payout::Queued { .. }));
		prepared();
		assert_ok!(Claims::top_up(signed(PAYER), PLAN, 1));
		assert_eq!(
			events()[1],
			Event::Paid {
				claim: second,
				provider: CLINIC,
				paid: 500,
				interest: 1_000,
				recouped: 365_500,
			}
		);
		assert_eq!((get(second).paid, get(second).interest), (365_000, 1_000));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 366_000, 0));
		assert_eq!(ledger(PLAN).reserve, 0);
	});
}

#[test]
fn interest_that_is_set_apart_is_kept_apart() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		assert_ok!(Assets::block(signed(PAYER), COIN, CLINIC));
		let id = submit(claim([line(FREE_VISIT, 365_000), line(COSMETIC, 3_650)]));
		let due = get(id).due.moment();
		set_time(due + 10 * DAY);
		top_up(PLAN, 1_000_000);
		assert_eq!(payout(id), Payout::Uncollected { amount: 366_000, interest: 1_000 });
		assert_eq!((get(id).paid, get(id).interest), (365_000, 1_000));

		// Due again, it brings interest from the beginning: on 368,650 for 20 days, none of it twice.
		set_time(due + 20 * DAY);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		let decisions = [LineDecision::ByRule, LineDecision::Grant];
		assert_ok!(<Claims as Appealable<u64>>::overturn(id, &decisions, REASONS));
		assert_eq!(payout(id), Payout::Uncollected { amount: 370_670, interest: 2_020 });
		assert_eq!((get(id).paid, get(id).interest), (368_650, 2_020));
		assert_eq!(ledger(PLAN).uncollected, 370_670);
		check();
		assert_ok!(Assets::thaw(signed(PAYER), COIN, CLINIC));
		assert_ok!(Claims::collect(signed(STRANGER), id));
		assert_eq!(coins(CLINIC), PURSE + 370_670);
	});
}

#[test]
fn what_is_kept_of_a_payment_is_no_interest_that_is_set_apart() {
	run(|| {
		let first = submit(free_claim(1, 365_500));
		leave_in_reserve(PLAN, 0);
		let second = submit(claim([line(FREE_VISIT, 365_000), line(COSMETIC, 3_650)]));
		assert_ok!(Claims::reverse(signed(PAYER), first, REASONS));
		assert_ok!(Assets::block(signed(PAYER), COIN, CLINIC));
		let due = get(second).due.moment();
		set_time(due + 10 * DAY);
		top_up(PLAN, 1_000_000);
		// Of 366,000, all but 500 of the interest are kept.
		assert_eq!(payout(second), Payout::Uncollected { amount: 500, interest: 500 });
		assert_eq!((get(second).paid, get(second).interest), (365_000, 1_000));
		assert_eq!(receivable(CLINIC), 0);

		// What was kept stays paid: 3,650 are due, with 100 % of 20 days.
		set_time(due + 20 * DAY);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(second, true));
		let decisions = [LineDecision::ByRule, LineDecision::Grant];
		assert_ok!(<Claims as Appealable<u64>>::overturn(second, &decisions, REASONS));
		assert_eq!(payout(second), Payout::Uncollected { amount: 3_670, interest: 20 });
		assert_eq!((get(second).paid, get(second).interest), (368_650, 520));
	});
}

#[test]
fn nobody_overtakes() {
	run(|| {
		leave_in_reserve(PLAN, 500);
		let large = submit(free_claim(1, 501));
		// The reserve would have it, but the first one waits.
		let small = submit_by(PHYSICIAN, free_claim(1, 100));
		assert_eq!(payout(small), Payout::Queued { place: 1 });
		// Not even an own one that needs nothing of the reserve.
		let paid = submit(free_claim(2, 1));
		assert!(matches!(payout(paid), Payout::Queued { place: 2 }));
		// What pays nothing does not wait.
		let nothing = submit(claim([line(COSMETIC, 1)]));
		assert_eq!(payout(nothing), Payout::Settled);
		top_up(PLAN, 1);
		assert_eq!((get(large).unpaid, get(small).unpaid), (0, 100));
	});
}

#[test]
fn a_reserve_is_used_to_the_last_unit() {
	run(|| {
		leave_in_reserve(PLAN, 500);
		let all = submit(free_claim(1, 500));
		assert_eq!((get(all).paid, ledger(PLAN).reserve), (500, 0));
		let none = submit(free_claim(2, 1));
		assert_eq!(get(none).unpaid, 1);
		assert_eq!(coins(PAYER), TREASURE - 500);
	});
}

#[test]
fn a_batch_waits_in_its_order() {
	run(|| {
		leave_in_reserve(PLAN, 150);
		let claims = [100, 60, 50].into_iter().zip(0..);
		let claims = claims.map(|(amount, number)| free_claim(number, amount));
		let first = next(PLAN).number;
		assert_ok!(Claims::submit_batch(signed(CLINIC), bounded(claims)));
		let unpaid = (first..first + 3)
			.map(|number| get(salus_primitives::ClaimId { plan: PLAN, number }).unpaid);
		assert!(unpaid.eq([0, 60, 50]));
		assert_eq!(coins(CLINIC), PURSE + 100);
	});
}

#[test]
fn plans_of_a_payer_have_reserves_of_their_own() {
	run(|| {
		open(7, PAYER, COIN, TODAY, terms());
		list(7, FREE_VISIT, service(FREE, 1_000));
		enrol(7, MEMBER, membership());
		buy_room(CLINIC, 7, 10);
		let waits = submit(crate::NewClaim { plan: 7, ..free_claim(1, 10) });
		assert_eq!((get(waits).unpaid, reserved(PAYER)), (10, TREASURE / 2));
		top_up(7, 10);
		assert_eq!((get(waits).unpaid, reserved(PAYER)), (0, TREASURE / 2));
	});
}
