use crate::{mock::*, Error, Event, HoldReason, Reviewer};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_licensed_practitioner_joins() {
	run(|| {
		assert_ok!(Appeals::join_pool(signed(DOCTOR)));
		assert_eq!(last_event(), Event::ReviewerJoined { reviewer: DOCTOR });
		let reviewer =
			Reviewer { account: DOCTOR, since: START, open: 0, deposit: REVIEWER_DEPOSIT };
		assert_eq!(pool(), [reviewer]);
		assert_eq!(held(HoldReason::Reviewer, DOCTOR), REVIEWER_DEPOSIT);
		assert_eq!(held(HoldReason::Appeal, DOCTOR), 0);
	});
}

#[test]
fn others_do_not() {
	run(|| {
		let unlicensed = |problem| Error::<Test>::Unlicensed(problem);
		assert_noop!(Appeals::join_pool(signed(STRANGER)), unlicensed(LicenceProblem::NotHeld));
		license(STRANGER, LicenceKind::Facility, Ok(()));
		assert_noop!(Appeals::join_pool(signed(STRANGER)), unlicensed(LicenceProblem::NotHeld));
		for problem in [LicenceProblem::Expired, LicenceProblem::Suspended] {
			license(DOCTOR, LicenceKind::Practitioner, Err(problem));
			assert_noop!(Appeals::join_pool(signed(DOCTOR)), unlicensed(problem));
		}
	});
}

#[test]
fn once() {
	run(|| {
		assert_ok!(Appeals::join_pool(signed(DOCTOR)));
		assert_noop!(Appeals::join_pool(signed(DOCTOR)), Error::<Test>::AlreadyInPool);
	});
}

#[test]
fn while_there_is_room() {
	run_with(u64::from(MAX_REVIEWERS) - 1, || {
		assert_ok!(Appeals::join_pool(signed(DOCTOR)));
		let late = FIRST + u64::from(MAX_REVIEWERS);
		assert_noop!(Appeals::join_pool(signed(late)), Error::<Test>::PoolFull);
		assert_ok!(Appeals::leave_pool(signed(DOCTOR)));
		assert_ok!(Appeals::join_pool(signed(late)));
	});
}

#[test]
fn for_a_deposit() {
	run(|| {
		assert_noop!(Appeals::join_pool(signed(POOR)), TokenError::FundsUnavailable);
		assert!(pool().is_empty());
	});
}

#[test]
fn signed_only() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Appeals::join_pool(origin), DispatchError::BadOrigin);
		}
	});
}
