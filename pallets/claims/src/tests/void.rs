//! The provider takes a claim back.

use crate::{mock::*, ClaimStatus, Error, Event, Payout};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{AdjustmentReason::*, Appealable, ClaimId, Seconds};
use sp_runtime::{DispatchError, DispatchResult};

fn void(id: ClaimId) -> DispatchResult {
	Claims::void(signed(CLINIC), id)
}

fn voided(claim: ClaimId, returned: u128, receivable: u128) -> Event<Test> {
	Event::Voided { claim, provider: CLINIC, returned, receivable }
}

#[test]
fn what_was_paid_is_given_back_at_once() {
	run(|| {
		let authorisation = Some(certify(PLAN, MEMBER, CLINIC, &[(OPERATION, 5)]));
		let lines = [line(VISIT, 18_000), units(THERAPY, 2, 10_000), units(OPERATION, 3, 900)];
		let id = submit(crate::NewClaim { authorisation, ..claim(lines.clone()) });
		assert_eq!(coins(CLINIC), PURSE + 14_900);
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (2, 10_000));
		assert_eq!(authorised_used(0), [3]);

		assert_ok!(void(id));
		assert_eq!(last_event(), voided(id, 14_900, 0));
		assert_eq!(coins(CLINIC), PURSE);
		assert_eq!(reserved(PAYER), TREASURE / 2);
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2);
		assert_eq!(shared(PLAN, MEMBER), (0, 0));
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (0, 0));
		assert_eq!(authorised_used(0), [0]);
		assert_eq!(status(id), ClaimStatus::Voided { at: Seconds::floor(START).unwrap() });
		let entry = get(id);
		assert_eq!((entry.paid, entry.unpaid, entry.interest, entry.share), (0, 0, 0, 0));
		assert_eq!(Claims::open_share(id), Some(0));
		// It still takes room, and can be claimed again.
		assert_eq!(account(PLAN, CLINIC).taken, 6);
		let again = submit(crate::NewClaim { authorisation, ..claim(lines) });
		assert_eq!(amounts(again), [(15_000, 4_000), (10_000, 10_000), (900, 900)]);
	});
}

#[test]
fn what_is_not_there_is_kept_of_the_next_payments() {
	run(|| {
		let id = submit(free_claim(1, 10_000));
		burn_all_but(CLINIC, 3_000);
		assert_ok!(void(id));
		// An account is kept alive.
		assert_eq!(last_event(), voided(id, 3_000 - MINIMUM, 7_000 + MINIMUM));
		assert_eq!(coins(CLINIC), MINIMUM);
		assert_eq!(receivable(CLINIC), 7_000 + MINIMUM);
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2 - 7_000 - MINIMUM);

		submit(free_claim(2, 7_000));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (MINIMUM, MINIMUM));
		submit(free_claim(3, 7_000));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (7_000, 0));
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2 - 14_000);
	});
}

#[test]
fn a_provider_without_an_account_owes_all_of_it() {
	run(|| {
		let id = submit(free_claim(1, 10_000));
		burn_all_but(CLINIC, 0);
		assert_ok!(void(id));
		assert_eq!(last_event(), voided(id, 0, 10_000));
	});
}

#[test]
fn a_payer_without_an_account_gets_it_back_later() {
	run(|| {
		leave_in_reserve(PLAN, 10_000);
		let id = submit(free_claim(1, 10_000));
		assert_eq!(reserved(PAYER), 0);
		burn_all_but(PAYER, 0);
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!(last_event(), voided(id, 0, 10_000));
		assert_eq!(coins(CLINIC), PURSE + 10_000);
		assert_eq!(receivable(CLINIC), 10_000);
	});
}

#[test]
fn a_claim_that_waits_for_the_payer_goes() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000)]));
		assert_ok!(void(id));
		assert_eq!(last_event(), voided(id, 0, 0));
		let again = submit(claim([line(TRIAL, 20_000)]));
		assert!(matches!(status(again), ClaimStatus::Pended { .. }));
	});
}

#[test]
fn a_claim_that_waits_for_the_reserve_leaves_the_queue() {
	run(|| {
		leave_in_reserve(PLAN, 100);
		let ids = [1, 2, 3].map(|number| submit(free_claim(number, 1_000)));
		assert_eq!(ledger(PLAN).queued, 3_000);
		assert_ok!(void(ids[1]));
		assert_eq!(last_event(), voided(ids[1], 0, 0));
		assert_eq!(payout(ids[1]), Payout::Settled);
		assert_eq!(ledger(PLAN).queued, 2_000);
		assert!(ledger(PLAN).has_queue());
		assert_ok!(void(ids[0]));
		assert_ok!(void(ids[2]));
		assert_eq!(ledger(PLAN).queued, 0);
		assert!(!ledger(PLAN).has_queue());
		// Nobody waits, so that what comes next does not have to.
		submit(free_claim(4, 100));
		assert_eq!(coins(CLINIC), PURSE + 100);
	});
}

#[test]
fn what_was_set_apart_stays_with_the_plan() {
	run(|| {
		let id = submit_by(PHYSICIAN, free_claim(1, MINIMUM - 1));
		assert_eq!(payout(id), Payout::Uncollected { amount: MINIMUM - 1, interest: 0 });
		assert_ok!(Claims::void(signed(PHYSICIAN), id));
		assert_eq!(
			last_event(),
			Event::Voided { claim: id, provider: PHYSICIAN, returned: 0, receivable: 0 }
		);
		assert_eq!(ledger(PLAN).uncollected, 0);
		assert_eq!(ledger(PLAN).reserve, TREASURE / 2);
	});
}

#[test]
fn interest_is_given_back_too() {
	run(|| {
		leave_in_reserve(PLAN, 0);
		let id = submit(free_claim(1, 365_000));
		set_time(get(id).due.moment() + 10 * salus_primitives::DAY);
		top_up(PLAN, 500_000);
		assert_eq!(get(id).interest, 1_000);
		assert_eq!(coins(CLINIC), PURSE + 366_000);
		assert_ok!(void(id));
		assert_eq!(last_event(), voided(id, 366_000, 0));
		assert_eq!(ledger(PLAN).reserve, 500_000);
	});
}

#[test]
fn what_was_paid_of_the_share_is_given_back_too() {
	let paid = || {
		let id = submit(claim([line(VISIT, 18_000)]));
		assert_ok!(Claims::pay_share(signed(CHARITY), id, 8_000));
		assert_ok!(Claims::pay_share(signed(FRIEND), id, 3_000));
		prepared();
		id
	};
	let refunded = |claim, amount| Event::ShareRefunded { claim, amount };
	run(|| {
		let id = paid();
		assert_ok!(void(id));
		assert_eq!(events(), [voided(id, 4_000, 0), refunded(id, 11_000)]);
		assert_eq!([CHARITY, FRIEND, CLINIC].map(coins), [PURSE; 3]);
		assert!(get(id).contributions.is_empty());
	});
	// As far as the provider has it.
	run(|| {
		let id = paid();
		burn_all_but(CLINIC, 4_000 + 5_000);
		assert_ok!(void(id));
		assert_eq!(events(), [voided(id, 4_000, 0), refunded(id, 3_000)]);
		assert_eq!([CHARITY, FRIEND, CLINIC].map(coins), [PURSE - 8_000, PURSE, 2_000]);
		assert_eq!(get(id).contributed(), 8_000);
	});
	// And if it has nothing, the claim is taken back nevertheless.
	run(|| {
		let id = paid();
		burn_all_but(CLINIC, 0);
		assert_ok!(void(id));
		assert_eq!(last_event(), voided(id, 0, 4_000));
		assert_eq!(get(id).contributed(), 11_000);
	});
}

#[test]
fn only_who_made_it_takes_it_back_once() {
	run(|| {
		let id = submit(free_claim(1, 100));
		for who in [PAYER, PHYSICIAN, STRANGER] {
			assert_noop!(Claims::void(signed(who), id), Error::<Test>::NotProvider);
		}
		assert_noop!(void(next(PLAN)), Error::<Test>::UnknownClaim);
		for origin in nobody_signed() {
			assert_noop!(Claims::void(origin, id), DispatchError::BadOrigin);
		}
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, true));
		assert_noop!(void(id), Error::<Test>::UnderAppeal);
		assert_ok!(<Claims as Appealable<u64>>::note_appeal(id, false));
		assert_ok!(void(id));
		assert_noop!(void(id), Error::<Test>::NotStanding);
	});
}

#[test]
fn without_a_licence_it_is_taken_back_nevertheless() {
	run(|| {
		let id = submit(free_claim(1, 100));
		tables(|tables| tables.licences.clear());
		consent(Err(salus_primitives::Refusal::Revoked));
		assert_ok!(void(id));
	});
}

#[test]
fn the_second_of_two_that_are_alike_can_be_claimed_when_the_first_is_gone() {
	run(|| {
		let id = submit(claim([line(FREE_VISIT, 100), line(FREE_VISIT, 100)]));
		assert_eq!(adjustments(id, 1), [oa(Duplicate, 100)]);
		assert_ok!(void(id));
		assert_eq!(amounts(submit(claim([line(FREE_VISIT, 100)]))), [(100, 100)]);
	});
}
