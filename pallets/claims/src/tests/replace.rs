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
		assert_eq!(events.len(), 2);
		assert!(matches!(status(id), ClaimStatus::Voided { .. }));
		// No duplicate: the first one does not count.
		assert_eq!(amounts(other), [(14_000, 3_200), (50, 50)]);
		assert_eq!(coins(CLINIC), PURSE + 3_250);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 10_800));
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
