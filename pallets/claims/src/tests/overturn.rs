//! An appeal was right: a claim is decided anew.

use crate::{mock::*, ClaimStatus, ClaimedService, DecidedBy, Error, Event, Outcome, Payout};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	AdjustmentReason::*, Appealable, ClaimId, Commitment, Contested, LineDecision, LineDecision::*,
	Seconds, DAY,
};
use sp_runtime::DispatchResult;

fn appeal(id: ClaimId, open: bool) -> DispatchResult {
	<Claims as Appealable<u64>>::note_appeal(id, open)
}

fn overturn(id: ClaimId, decisions: &[LineDecision]) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| {
		<Claims as Appealable<u64>>::overturn(id, decisions, RECORD)
	})
}

fn contested(id: ClaimId) -> Option<Contested<u64>> {
	<Claims as Appealable<u64>>::contested(id)
}

const RECORD: Commitment = Commitment([3; 32]);

#[test]
fn what_is_allowed_is_paid() {
	run(|| {
		let late = |line| ClaimedService { date: TODAY - 100, ..line };
		let id = submit(claim([
			line(COSMETIC, 9_000),
			line(VISIT, 18_000),
			late(line(FREE_VISIT, 700)),
			line(UNKNOWN, 5),
		]));
		assert_eq!(coins(CLINIC), PURSE + 4_000);
		pass(DAY);
		assert_ok!(appeal(id, true));
		assert!(get(id).appealed);
		assert_ok!(overturn(id, &[Allow(8_000), ByRule, Allow(700), Deny]));
		assert_eq!(
			last_event_paying(CLINIC, 8_700),
			Event::Decided {
				claim: id,
				provider: CLINIC,
				by: DecidedBy::Appeal,
				outcome: Outcome::Partial,
				billed: 27_705,
				benefit: 12_700,
				share: 11_000,
				paid: 8_700,
				interest: 0,
				recouped: 0,
				waiting: false,
				first: None,
			}
		);
		assert!(!get(id).appealed);
		assert_eq!(get(id).reasons, Some(RECORD));
		let at = Seconds::floor(now()).unwrap();
		assert_eq!(status(id), ClaimStatus::Decided { at, by: DecidedBy::Appeal });
		assert_eq!(amounts(id), [(8_000, 8_000), (15_000, 4_000), (700, 700), (0, 0)]);
		assert_eq!(adjustments(id, 0), [co(FeeSchedule, 1_000)]);
		// The other lines stay as they were, those that are denied as well.
		assert_eq!(adjustments(id, 3), [co(UnknownService, 5)]);
		assert_eq!(coins(CLINIC), PURSE + 12_700);
		// What is paid now cannot be claimed again.
		let again = submit(claim([line(COSMETIC, 9_000)]));
		assert_eq!(adjustments(again, 0), [oa(Duplicate, 9_000)]);
	});
}

#[test]
fn it_is_paid_with_interest_from_when_it_was_due() {
	run(|| {
		let id = submit(claim([line(COSMETIC, 9_000)]));
		assert_ok!(appeal(id, true));
		set_time(get(id).due.moment() + 73 * DAY);
		assert_ok!(overturn(id, &[Allow(5_000)]));
		// 10 % for a fifth of a year.
		assert_eq!((get(id).paid, get(id).interest), (5_000, 100));
		assert_eq!(coins(CLINIC), PURSE + 5_100);
	});
}

#[test]
fn a_line_that_was_paid_can_be_paid_more_but_not_less() {
	run(|| {
		let id = submit(claim([line_in(1, VISIT, 18_000), line_in(2, VISIT, 15_000)]));
		assert_eq!(amounts(id), [(15_000, 4_000), (15_000, 12_000)]);
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[Allow(18_000), ByRule]));
		assert_eq!(amounts(id), [(18_000, 6_400), (15_000, 12_000)]);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 14_600));
		assert_eq!(coins(CLINIC), PURSE + 18_400);
		assert_ok!(appeal(id, true));
		assert_noop!(overturn(id, &[Allow(17_000), ByRule]), Error::<Test>::LessThanBefore);
		assert_noop!(overturn(id, &[Allow(18_000), Allow(1)]), Error::<Test>::LessThanBefore);
		assert_ok!(overturn(id, &[Allow(18_000), ByRule]));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 18_400, 0));
	});
}

#[test]
fn a_reversed_claim_is_judged_as_a_whole() {
	run(|| {
		let id = submit(claim([line_in(1, VISIT, 18_000), line_in(2, FREE_VISIT, 700)]));
		assert_ok!(Claims::pay_share(signed(CHARITY), id, 11_000));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_eq!(receivable(CLINIC), 4_700);
		assert_ok!(appeal(id, true));
		prepared();
		assert_ok!(overturn(id, &[Allow(15_000), ByRule]));
		// What the provider would get is what it owes.
		assert!(matches!(
			last_event(),
			Event::Decided { benefit: 4_700, paid: 0, recouped: 4_700, .. }
		));
		assert_eq!(amounts(id), [(15_000, 4_000), (700, 700)]);
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 15_700, 0));
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));
		assert_eq!(Claims::open_share(id), Some(0));
		assert_eq!(adjustments(submit(free_claim(2, 700)), 0), [oa(Duplicate, 700)]);
	});
}

#[test]
fn what_was_claimed_again_meanwhile_is_a_duplicate() {
	run(|| {
		let id = submit(free_claim(1, 700));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		let again = submit(free_claim(1, 700));
		assert_eq!(amounts(again), [(700, 700)]);
		assert_ok!(appeal(id, true));
		for decision in [Allow(700), Grant] {
			assert_noop!(overturn(id, &[decision]), Error::<Test>::StillRefused);
		}
		assert_ok!(appeal(id, false));
		// When the other one is gone, it is not.
		assert_ok!(Claims::void(signed(CLINIC), again));
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[Grant]));
		assert_eq!(amounts(id), [(700, 700)]);
	});
}

#[test]
fn no_appeal_makes_two_of_one() {
	run(|| {
		let id = submit(claim([line(FREE_VISIT, 700), line(FREE_VISIT, 700)]));
		assert_ok!(appeal(id, true));
		for decision in [Allow(700), Grant] {
			assert_noop!(overturn(id, &[ByRule, decision]), Error::<Test>::StillRefused);
		}
		// With a line that is paid, it stays a duplicate.
		assert_ok!(overturn(id, &[Allow(700), Grant]));
		assert_eq!(amounts(id), [(700, 700), (0, 0)]);
		assert_eq!(adjustments(id, 1), [oa(Duplicate, 700)]);
	});
}

#[test]
fn what_was_set_apart_is_set_apart_with_the_rest() {
	run(|| {
		let id = submit_by(PHYSICIAN, claim([line(FREE_VISIT, 5), line(COSMETIC, 9)]));
		assert_eq!(payout(id), Payout::Uncollected { amount: 5, interest: 0 });
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[ByRule, Allow(2)]));
		assert_eq!(payout(id), Payout::Uncollected { amount: 7, interest: 0 });
		assert_eq!(ledger(PLAN).uncollected, 7);
		check();
		// Together it is enough for an account.
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[ByRule, Allow(9)]));
		assert_eq!((payout(id), coins(PHYSICIAN)), (Payout::Settled, 14));
		assert_eq!((ledger(PLAN).uncollected, get(id).paid), (0, 14));
	});
}

#[test]
fn what_was_set_apart_may_have_to_wait() {
	run(|| {
		let id = submit_by(PHYSICIAN, claim([line(FREE_VISIT, 5), line(COSMETIC, 9_000)]));
		leave_in_reserve(PLAN, 1_000);
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[ByRule, Allow(9_000)]));
		assert_eq!(payout(id), Payout::Queued { place: 0 });
		assert_eq!((get(id).paid, get(id).unpaid), (0, 9_005));
		assert_eq!((ledger(PLAN).uncollected, ledger(PLAN).queued), (0, 9_005));
		top_up(PLAN, 8_005);
		assert_eq!((coins(PHYSICIAN), ledger(PLAN).reserve), (9_005, 0));
	});
}

#[test]
fn what_waits_in_the_queue_waits_with_the_rest() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let id = submit(claim([line(FREE_VISIT, 500), line(COSMETIC, 900)]));
		let other = submit(free_claim(1, 100));
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[ByRule, Allow(900)]));
		// Behind the other one.
		assert_eq!(payout(id), Payout::Queued { place: 2 });
		assert_eq!((get(id).unpaid, ledger(PLAN).queued), (1_400, 1_500));
		top_up(PLAN, 100);
		assert_eq!((get(other).unpaid, get(id).unpaid), (0, 1_400));
		top_up(PLAN, 1_400);
		assert_eq!(coins(CLINIC), PURSE + 1_500);
	});
}

#[test]
fn only_what_is_under_appeal() {
	run(|| {
		let id = submit(claim([line(COSMETIC, 900), line(RARE, 1)]));
		assert_noop!(overturn(id, &[Allow(1), Deny]), Error::<Test>::NotAppealed);
		assert_noop!(overturn(next(PLAN), &[Allow(1)]), Error::<Test>::UnknownClaim);
		assert_noop!(appeal(next(PLAN), true), Error::<Test>::UnknownClaim);
		assert_ok!(Claims::decide(signed(PAYER), id, bounded([ByRule, Deny]), REASONS));
		assert_ok!(appeal(id, true));
		assert_noop!(overturn(id, &[Allow(1)]), Error::<Test>::WrongNumber);
		assert_noop!(overturn(id, &[Allow(1); 3]), Error::<Test>::WrongNumber);
		assert_noop!(overturn(id, &[ByRule, Deny]), Error::<Test>::NothingToDo);
		assert_ok!(overturn(id, &[Allow(900), ByRule]));
		assert_noop!(overturn(id, &[Allow(900), ByRule]), Error::<Test>::NotAppealed);
		// Of a reversed claim, each line needs a fee or a decision.
		let id = submit(claim([line_in(1, COSMETIC, 900), line_in(1, RARE, 1)]));
		assert_ok!(Claims::decide(signed(PAYER), id, bounded([ByRule, Allow(1)]), REASONS));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_ok!(appeal(id, true));
		assert_noop!(overturn(id, &[Allow(900), ByRule]), Error::<Test>::Undecided);
		assert_ok!(overturn(id, &[Allow(900), Allow(1)]));
		assert_eq!(get(id).outcome(), Outcome::Complete);
	});
}

#[test]
fn what_is_granted_was_refused() {
	run(|| {
		// A person allowed less for the first, rules refuse the second for not being authorised, and the
		// third waits for a fee.
		let lines = [line(TRIAL, 20_000), line(OPERATION, 170_000), line(RARE, 700)];
		let id = submit(claim(lines));
		let decisions = bounded([Allow(5_000), ByRule, Deny]);
		assert_ok!(Claims::decide(signed(PAYER), id, decisions, REASONS));
		assert_eq!(amounts(id), [(5_000, 5_000), (0, 0), (0, 0)]);
		assert_ok!(appeal(id, true));
		// Lines that were not refused are no concern of it.
		assert_noop!(overturn(id, &[Grant, ByRule, Deny]), Error::<Test>::NothingToDo);
		assert_ok!(overturn(id, &[Grant, Grant, Grant]));
		// By the schedule; what was billed, if that says nothing.
		assert_eq!(amounts(id), [(5_000, 5_000), (100_000, 100_000), (700, 700)]);
		assert_eq!(adjustments(id, 1), [co(FeeSchedule, 70_000)]);
		assert_eq!(coins(CLINIC), PURSE + 105_700);
		// The cut is as it was, and can be appealed again.
		assert!(get(id).curtailed);
		assert!(contested(id).unwrap().refused);
	});
}

#[test]
fn of_a_reversed_claim_everything_is_granted() {
	run(|| {
		let id = submit(claim([line_in(1, VISIT, 18_000), line_in(2, FREE_VISIT, 700)]));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_ok!(appeal(id, true));
		assert_noop!(overturn(id, &[ByRule, ByRule]), Error::<Test>::NothingToDo);
		assert_noop!(overturn(id, &[ByRule, Deny]), Error::<Test>::NothingToDo);
		// Nothing stands that could be less than before.
		assert_ok!(overturn(id, &[Allow(12_000), Deny]));
		assert_eq!(amounts(id), [(12_000, 1_600), (0, 0)]);
		assert_eq!(receivable(CLINIC), 4_700 - 1_600);

		let id = submit(claim([line_in(3, DRUG, 2_000), line_in(4, FREE_VISIT, 700)]));
		assert_ok!(Claims::reverse(signed(PAYER), id, REASONS));
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[Grant, Grant]));
		assert_eq!(amounts(id), [(2_000, 1_500), (700, 700)]);
		assert!(!contested(id).unwrap().refused);
	});
}

#[test]
fn what_an_appeal_decided_stays() {
	run(|| {
		let id = submit(claim([line(COSMETIC, 900)]));
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[Grant]));
		assert_noop!(Claims::reverse(signed(PAYER), id, REASONS), Error::<Test>::DecidedOnAppeal);
		// The provider can still take it back.
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!(coins(CLINIC), PURSE);
	});
}

#[test]
fn what_is_allowed_for_less_can_be_appealed() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000), line(FREE_VISIT, 300)]));
		let decisions = bounded([Allow(12_000), ByRule]);
		assert_ok!(Claims::decide(signed(PAYER), id, decisions, REASONS));
		// Nothing was refused, but it was cut.
		assert_eq!((get(id).refused(), get(id).outcome()), (0, Outcome::Complete));
		assert_eq!(coins(CLINIC), PURSE + 12_300);
		assert!(contested(id).unwrap().refused);
		assert_ok!(appeal(id, true));
		assert_noop!(overturn(id, &[Allow(11_999), ByRule]), Error::<Test>::LessThanBefore);
		assert_ok!(overturn(id, &[Allow(15_000), ByRule]));
		assert_eq!(amounts(id), [(15_000, 15_000), (300, 300)]);
		// There is still less than was billed, until there is not.
		assert!(contested(id).unwrap().refused);
		assert_ok!(appeal(id, true));
		assert_ok!(overturn(id, &[Allow(20_000), Allow(300)]));
		assert_eq!(coins(CLINIC), PURSE + 20_300);
		assert!(!contested(id).unwrap().refused);
	});
}

#[test]
fn what_can_be_appealed() {
	run(|| {
		assert_eq!(contested(next(PLAN)), None);
		let pended = submit(claim([line(TRIAL, 1)]));
		assert_eq!(contested(pended), None);
		let id = submit(claim([line(COSMETIC, 900), line(FREE_VISIT, 1)]));
		let expected = Contested {
			provider: CLINIC,
			member: MEMBER,
			payer: PAYER,
			version: 0,
			lines: 2,
			decided: Seconds::floor(START).unwrap().moment(),
			refused: true,
		};
		assert_eq!(contested(id), Some(expected.clone()));
		let paid = submit(free_claim(9, 1));
		assert!(!contested(paid).unwrap().refused);
		pass(DAY);
		assert_ok!(Claims::reverse(signed(PAYER), paid, REASONS));
		let decided = Seconds::floor(now()).unwrap().moment();
		assert_eq!(contested(paid), Some(Contested { decided, lines: 1, ..expected }));
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!(contested(id), None);
	});
}
