//! The payer takes its decision back.

use crate::{mock::*, ClaimStatus, Error, Event, Payout};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Appealable, ClaimId, LicenceKind, LicenceProblem, LineDecision, Seconds, DAY, YEAR,
};
use sp_runtime::{DispatchError, DispatchResult};

fn reverse(id: ClaimId) -> DispatchResult {
	Claims::reverse(signed(PAYER), id, REASONS)
}

fn reversed(claim: ClaimId, receivable: u128) -> Event<Test> {
	Event::Reversed { claim, provider: CLINIC, receivable }
}

#[test]
fn what_was_paid_is_kept_of_the_next_payments() {
	run(|| {
		let id = submit(claim([line(VISIT, 18_000)]));
		assert_ok!(reverse(id));
		assert_eq!(last_event(), reversed(id, 4_000));
		// Nothing is taken from the provider's account.
		assert_eq!(coins(CLINIC), PURSE + 4_000);
		assert_eq!(receivable(CLINIC), 4_000);
		assert_eq!(shared(PLAN, MEMBER), (0, 0));
		assert_eq!(status(id), ClaimStatus::Reversed { at: Seconds::floor(START).unwrap() });
		assert_eq!(get(id).reasons, Some(REASONS));
		let entry = get(id);
		assert_eq!((entry.paid, entry.unpaid, entry.share), (0, 0, 0));
		// What it was decided to be can still be read.
		assert_eq!(amounts(id), [(15_000, 4_000)]);

		let (small, large) = (free_claim(1, 1_500), free_claim(2, 3_000));
		submit(small);
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 4_000, 2_500));
		let last = next(PLAN);
		assert_ok!(Claims::submit(signed(CLINIC), large));
		assert!(matches!(
			last_event_paying(CLINIC, 500),
			Event::Decided { claim, paid: 500, recouped: 2_500, .. } if claim == last
		));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 4_500, 0));
		assert_eq!(get(last).paid, 3_000);
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2 - 4_500);
	});
}

#[test]
fn other_plans_and_providers_are_not_concerned() {
	run(|| {
		let id = submit(free_claim(1, 5_000));
		assert_ok!(reverse(id));
		enrol(OTHER_PLAN, MEMBER, membership());
		submit(crate::NewClaim { plan: OTHER_PLAN, ..free_claim(2, 1_000) });
		submit_by(PHYSICIAN, free_claim(1, 1_000));
		assert_eq!(coins(CLINIC), PURSE + 6_000);
		assert_eq!(coins(PHYSICIAN), 1_000);
		assert_eq!(receivable(CLINIC), 5_000);
	});
}

#[test]
fn it_can_be_claimed_again() {
	run(|| {
		let id = submit(free_claim(1, 5_000));
		assert_ok!(reverse(id));
		let again = submit(free_claim(1, 5_000));
		assert_eq!(amounts(again), [(5_000, 5_000)]);
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 5_000, 0));
	});
}

#[test]
fn a_claim_that_waits_is_not_paid_any_more() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let id = submit(free_claim(1, 5_000));
		assert_ok!(reverse(id));
		assert_eq!(last_event(), reversed(id, 0));
		assert_eq!(payout(id), Payout::Settled);
		assert_eq!(ledger(PLAN).queued, 0);
	});
}

#[test]
fn what_was_paid_brings_interest_from_then_on() {
	let appeal_a_year_later = |id| {
		pass(YEAR);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		let granted = [LineDecision::Grant];
		assert_ok!(<Claims as Appealable<u64>>::overturn(id, &granted, REASONS));
	};
	run(|| {
		let id = submit(free_claim(1, 10_000));
		let due = get(id).due;
		set_time(due.moment() + 100 * DAY + 999);
		assert_ok!(reverse(id));
		assert_eq!(get(id).due, Seconds::floor(now()).unwrap());
		// 10 % for a year, and not for what was before.
		appeal_a_year_later(id);
		assert_eq!((get(id).paid, get(id).interest), (10_000, 1_000));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (PURSE + 11_000, 0));
	});
	// Before it is due it brings none.
	run(|| {
		let id = submit(free_claim(1, 10_000));
		let due = get(id).due;
		assert_ok!(reverse(id));
		assert_eq!(get(id).due, due);
	});
	// What was never paid was due all the time.
	run(|| {
		leave_in_reserve(PLAN, 0);
		let id = submit(free_claim(1, 10_000));
		let due = get(id).due;
		set_time(due.moment() + YEAR);
		assert_ok!(reverse(id));
		assert_eq!(get(id).due, due);
		top_up(PLAN, 20_000);
		appeal_a_year_later(id);
		assert_eq!((get(id).paid, get(id).interest), (10_000, 2_000));
	});
}

#[test]
fn what_was_set_apart_is_not_owed() {
	run(|| {
		let id = submit_by(PHYSICIAN, free_claim(1, 5));
		assert_ok!(reverse(id));
		assert_eq!(last_event(), Event::Reversed { claim: id, provider: PHYSICIAN, receivable: 0 });
		assert_eq!(ledger(PLAN).uncollected, 0);
		assert_eq!(receivable(PHYSICIAN), 0);
	});
}

#[test]
fn only_the_licensed_payer_reverses_what_is_decided() {
	run(|| {
		let id = submit(free_claim(1, 5_000));
		for who in [OTHER_PAYER, CLINIC] {
			assert_noop!(Claims::reverse(signed(who), id, REASONS), Error::<Test>::NotPayer);
		}
		let problem = LicenceProblem::Expired;
		license(PAYER, LicenceKind::Payer, Err(problem));
		assert_noop!(reverse(id), Error::<Test>::Unlicensed(problem));
		license(PAYER, LicenceKind::Payer, Ok(()));
		assert_noop!(Claims::reverse(signed(PAYER), id, NOTHING), Error::<Test>::ZeroCommitment);
		assert_noop!(reverse(next(PLAN)), Error::<Test>::UnknownClaim);
		for origin in nobody_signed() {
			assert_noop!(Claims::reverse(origin, id, REASONS), DispatchError::BadOrigin);
		}
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		assert_noop!(reverse(id), Error::<Test>::UnderAppeal);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, false));
		assert_ok!(reverse(id));
		assert_noop!(reverse(id), Error::<Test>::NotDecided);
		assert_noop!(Claims::void(signed(CLINIC), id), Error::<Test>::NotStanding);

		let pended = submit(claim([line(TRIAL, 20_000)]));
		assert_noop!(reverse(pended), Error::<Test>::NotDecided);
	});
}
