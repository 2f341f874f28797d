//! Handing in many claims at once.

use crate::{mock::*, DecidedBy, Error, Event, NewClaim, Outcome, MAX_BATCH};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Amount, ClaimId, ClaimKind, LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

fn submit_batch(claims: impl IntoIterator<Item = NewClaim<u64>>) {
	assert_ok!(Claims::submit_batch(signed(CLINIC), bounded(claims)));
}

fn decided(number: u32, amount: Amount) -> Event<Test> {
	Event::Decided {
		claim: ClaimId { plan: PLAN, number },
		provider: CLINIC,
		by: DecidedBy::Rules,
		outcome: Outcome::Complete,
		billed: amount,
		benefit: amount,
		share: 0,
		paid: amount,
		interest: 0,
		recouped: 0,
		waiting: false,
		first: None,
	}
}

fn not_filed(index: u32, error: Error<Test>) -> Event<Test> {
	Event::NotFiled { index, error: error.into() }
}

#[test]
fn bad_ones_do_not_spoil_the_others() {
	run(|| {
		let bad = NewClaim { document: NOTHING, ..free_claim(2, 200) };
		let unknown = NewClaim { plan: NO_PLAN, ..free_claim(3, 300) };
		submit_batch([free_claim(1, 100), bad, unknown, free_claim(4, 400)]);
		assert_eq!(
			events(),
			[
				decided(0, 100),
				not_filed(1, Error::ZeroCommitment),
				not_filed(2, Error::UnknownPlan),
				decided(1, 400),
				transferred(CLINIC, 500),
				Event::BatchFiled { provider: CLINIC, filed: 2, refused: 2 },
			]
		);
		assert_eq!(coins(CLINIC), PURSE + 500);
		assert_eq!(account(PLAN, CLINIC).taken, 8);
		assert_eq!(ledger(PLAN).claims, 2);
	});
}

#[test]
fn nothing_is_left_of_bad_ones() {
	run(|| {
		// The service with which a claim becomes too many.
		change_terms(PLAN, |terms| terms.filing_days = 300);
		let on = |day| crate::ClaimedService { date: TODAY - day, ..line_in(7, FREE_VISIT, 1) };
		for first in [0, 32, 64, 96] {
			submit(claim((first..first + 32).map(on)));
		}
		let id = certify(PLAN, MEMBER, CLINIC, &[(OPERATION, 9)]);
		let spoilt = [line_in(1, VISIT, 18_000), line_in(2, OPERATION, 9), on(128)];
		let spoilt = NewClaim { authorisation: Some(id), ..claim(spoilt) };
		let before = (ledger(PLAN), account(PLAN, CLINIC), bytes());
		let used = (shared(PLAN, MEMBER), authorised_used(id));
		submit_batch([spoilt.clone(), spoilt]);
		assert_eq!(
			events(),
			[
				not_filed(0, Error::TooManyServices),
				not_filed(1, Error::TooManyServices),
				Event::BatchFiled { provider: CLINIC, filed: 0, refused: 2 },
			]
		);
		assert_eq!((ledger(PLAN), account(PLAN, CLINIC), bytes()), before);
		assert_eq!((shared(PLAN, MEMBER), authorised_used(id)), used);
		// What they referred to can be claimed.
		let good = claim([line_in(1, VISIT, 18_000)]);
		assert_eq!(amounts(submit(good)), [(15_000, 4_000)]);
	});
}

#[test]
fn several_plans_pay_for_themselves() {
	run(|| {
		enrol(OTHER_PLAN, MEMBER, membership());
		let there = NewClaim { plan: OTHER_PLAN, ..free_claim(2, 20) };
		let there_again = NewClaim { plan: OTHER_PLAN, ..free_claim(4, 40) };
		submit_batch([free_claim(1, 100), there, free_claim(3, 300), there_again]);
		assert_eq!(coins(CLINIC), PURSE + 460);
		// One transfer from each, after what happened to the claims.
		let there = Event::Transferred { plan: OTHER_PLAN, provider: CLINIC, amount: 60 };
		assert_eq!(events()[4..6], [transferred(CLINIC, 400), there]);
		assert_eq!(events().len(), 7);
		assert_eq!(reserved(PAYER), TREASURE / 2 - 400);
		assert_eq!(reserved(OTHER_PAYER), TREASURE / 2 - 60);
	});
}

#[test]
fn the_sum_is_what_an_account_takes() {
	run(|| {
		// Each of them is too little for an account that is not there, both are enough.
		let claims = [free_claim(1, MINIMUM - 1), free_claim(2, 1)];
		assert_ok!(Claims::submit_batch(signed(PHYSICIAN), bounded(claims)));
		assert_eq!(coins(PHYSICIAN), MINIMUM);
	});
	run(|| {
		let claims = [free_claim(1, MINIMUM - 2), free_claim(2, 1)];
		assert_ok!(Claims::submit_batch(signed(PHYSICIAN), bounded(claims)));
		assert_eq!(coins(PHYSICIAN), 0);
		assert_eq!(ledger(PLAN).uncollected, MINIMUM - 1);
		let (first, second) =
			(ClaimId { plan: PLAN, number: 0 }, ClaimId { plan: PLAN, number: 1 });
		assert_eq!(
			events()[2..4],
			[
				Event::Uncollected { claim: first, amount: MINIMUM - 2 },
				Event::Uncollected { claim: second, amount: 1 },
			]
		);
	});
}

#[test]
fn later_ones_see_what_earlier_ones_used() {
	run(|| {
		let claims = [1, 2].map(|number| claim([line_in(number, VISIT, 15_000)]));
		submit_batch(claims);
		assert_eq!(amounts(ClaimId { plan: PLAN, number: 0 }), [(15_000, 4_000)]);
		assert_eq!(amounts(ClaimId { plan: PLAN, number: 1 }), [(15_000, 12_000)]);
	});
}

#[test]
fn a_licence_is_for_a_kind() {
	run(|| {
		license(CLINIC, LicenceKind::Facility, Err(LicenceProblem::Expired));
		license(CLINIC, LicenceKind::Pharmacy, Ok(()));
		let of = |kind, number| NewClaim { kind, ..free_claim(number, 100) };
		submit_batch([
			of(ClaimKind::Pharmacy, 1),
			of(ClaimKind::Vision, 2),
			of(ClaimKind::Vision, 3),
			of(ClaimKind::Pharmacy, 4),
		]);
		let unlicensed = || Error::Unlicensed(LicenceProblem::Expired);
		assert_eq!(
			events(),
			[
				decided(0, 100),
				not_filed(1, unlicensed()),
				not_filed(2, unlicensed()),
				decided(1, 100),
				transferred(CLINIC, 200),
				Event::BatchFiled { provider: CLINIC, filed: 2, refused: 2 },
			]
		);
	});
}

#[test]
fn room_ends_in_the_middle() {
	run_bare(|| {
		top_up(PLAN, 1_000);
		buy_room(CLINIC, PLAN, 9);
		submit_batch((0..4).map(|number| free_claim(number, 100)));
		assert_eq!(
			events(),
			[
				decided(0, 100),
				decided(1, 100),
				not_filed(2, Error::NoRoom),
				not_filed(3, Error::NoRoom),
				transferred(CLINIC, 200),
				Event::BatchFiled { provider: CLINIC, filed: 2, refused: 2 },
			]
		);
	});
}

#[test]
fn a_hundred_fit() {
	run(|| {
		submit_batch((0..MAX_BATCH.into()).map(|number| free_claim(number, 7)));
		assert_eq!(coins(CLINIC), PURSE + 700);
	});
}

#[test]
fn an_empty_one_is_none() {
	run(|| {
		let nothing = bounded([]);
		assert_noop!(
			Claims::submit_batch(signed(CLINIC), nothing.clone()),
			Error::<Test>::NothingToDo
		);
		for origin in nobody_signed() {
			assert_noop!(Claims::submit_batch(origin, nothing.clone()), DispatchError::BadOrigin);
		}
	});
}
