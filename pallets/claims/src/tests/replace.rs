//! The provider takes a claim back and hands in another one.

use crate::{mock::*, ClaimStatus, Error, Event, NewClaim};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{ClaimId, LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult};

fn replace(claim: ClaimId, with: NewClaim<u64>) -> DispatchResult {
	dispatch(CLINIC, RuntimeCall::Claims(crate::Call::replace { claim, with }))
}

#[test]
fn the_other_one_is_paid_instead() {
	run(|| {
		let id = submit(claim([line(VISIT, 18_000)]));
		let other = next(PLAN);
		assert_ok!(replace(id, claim([line(VISIT, 14_000), line(FREE_VISIT, 50)])));
		let events = events();
		assert_eq!(
			events[0],
			Event::Voided { claim: id, provider: CLINIC, returned: 4_000, receivable: 0 }
		);
		assert!(matches!(events[1], Event::Decided { claim, paid: 3_250, .. } if claim == other));
		assert_eq!(events[2..], [transferred(CLINIC, 3_250)]);
		assert!(matches!(status(id), ClaimStatus::Voided { .. }));
		// No duplicate: the first one does not count.
		assert_eq!(amounts(other), [(14_000, 3_200), (50, 50)]);
		assert_eq!(coins(CLINIC), PURSE + 3_250);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 10_800));
	});
}

#[test]
fn what_was_paid_of_the_share_counts_for_the_other_one() {
	run(|| {
		let id = submit(claim([line(VISIT, 18_000)]));
		assert_ok!(Claims::pay_share(signed(CHARITY), id, 8_000));
		assert_ok!(Claims::pay_share(signed(FRIEND), id, 3_000));
		let contributions = get(id).contributions;
		let other = next(PLAN);
		prepared();
		assert_ok!(replace(id, claim([line(VISIT, 14_000)])));
		// Nobody is refunded.
		assert!(!events().iter().any(|event| matches!(event, Event::ShareRefunded { .. })));
		assert_eq!([CHARITY, FRIEND].map(coins), [PURSE - 8_000, PURSE - 3_000]);
		assert!(get(id).contributions.is_empty());
		assert_eq!(get(other).contributions, contributions);
		// 10,800 are owed: 200 too much were paid.
		assert_eq!((get(other).share, Claims::open_share(other)), (10_800, Some(0)));
		assert_ok!(Claims::refund_share(signed(CLINIC), other));
		assert_eq!(coins(FRIEND), PURSE - 2_800);
	});
}

#[test]
fn what_was_paid_for_the_claim_before_counts_first() {
	run(|| {
		let lines = || [line(VISIT, 18_000)];
		// It was claimed before the other plan was known to pay first.
		change_member(OTHER_PLAN, DOUBLE_THERE, |member| member.after = None);
		let id = submit(claim_for(OTHER_PLAN, DOUBLE_THERE, lines()));
		assert_ok!(Claims::pay_share(signed(FRIEND), id, 5_000));
		change_member(OTHER_PLAN, DOUBLE_THERE, |member| member.after = after(PLAN, DOUBLE));
		let prior = submit(claim_for(PLAN, DOUBLE, lines()));
		assert_ok!(Claims::pay_share(signed(CHARITY), prior, 3_000));
		let with = claim_for(OTHER_PLAN, DOUBLE_THERE, lines());
		let other = next(OTHER_PLAN);
		assert_ok!(replace(id, NewClaim { prior: Some(prior), ..with }));
		let of = |id| get(id).contributions.iter().map(|part| part.from).collect::<Vec<_>>();
		assert_eq!((of(prior), of(other), of(id)), (vec![], vec![CHARITY], vec![FRIEND]));
		// What does not count is given back.
		assert_ok!(Claims::refund_share(signed(CLINIC), id));
		assert_eq!(coins(FRIEND), PURSE);
	});
}

#[test]
fn what_could_not_be_given_back_is_kept() {
	run(|| {
		let id = submit(free_claim(1, 1_000));
		burn_all_but(CLINIC, 0);
		assert_ok!(replace(id, free_claim(1, 1_500)));
		assert_eq!((coins(CLINIC), receivable(CLINIC)), (500, 0));
	});
}

#[test]
fn nothing_is_taken_back_for_what_is_not_filed() {
	run(|| {
		let id = submit(free_claim(1, 1_000));
		let good = || free_claim(1, 1_500);
		let refused = |with, error: Error<Test>| {
			assert_noop!(replace(id, with), error);
		};
		refused(NewClaim { plan: OTHER_PLAN, ..good() }, Error::OtherPlan);
		refused(NewClaim { member: PARENT, ..good() }, Error::OtherMember);
		refused(NewClaim { document: NOTHING, ..good() }, Error::ZeroCommitment);
		refused(free_claim(1, 0), Error::ZeroAmount);
		let problem = LicenceProblem::Expired;
		license(CLINIC, LicenceKind::Facility, Err(problem));
		refused(good(), Error::Unlicensed(problem));
		license(CLINIC, LicenceKind::Facility, Ok(()));
		assert_noop!(replace(next(PLAN), good()), Error::<Test>::UnknownClaim);
		let (claim, with) = (id, good());
		let call = RuntimeCall::Claims(crate::Call::replace { claim, with });
		assert_noop!(dispatch(PHYSICIAN, call), Error::<Test>::NotProvider);
		for origin in nobody_signed() {
			assert_noop!(Claims::replace(origin, id, good()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn the_first_one_keeps_its_room() {
	run_bare(|| {
		top_up(PLAN, 10_000);
		buy_room(CLINIC, PLAN, 7);
		let id = submit(free_claim(1, 1_000));
		assert_noop!(replace(id, free_claim(1, 900)), Error::<Test>::NoRoom);
		buy_room(CLINIC, PLAN, 1);
		assert_ok!(replace(id, free_claim(1, 900)));
	});
}
