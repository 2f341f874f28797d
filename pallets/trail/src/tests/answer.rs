use crate::{mock::*, DisputeState, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult};

fn answer(who: u64, dispute: u64) -> DispatchResult {
	Trail::answer(signed(who), dispute, ANSWERED)
}

#[test]
fn the_custodian_answers() {
	run(|| {
		let dispute = disputed();
		set_time(START + 1);
		prepared();
		assert_ok!(answer(HOSPITAL, dispute));
		let state = DisputeState::Answered { answer: ANSWERED, at: START + 1 };
		assert_eq!(entry(dispute).state, state);
		assert_eq!(held(HoldReason::Dispute, PATIENT), DISPUTE_DEPOSIT);
		assert_eq!(last_event(), Event::DisputeAnswered { dispute, answer: ANSWERED });
	});
}

#[test]
fn in_time_and_not_after() {
	run(|| {
		let dispute = disputed();
		set_time(START + ANSWER);
		assert_noop!(answer(HOSPITAL, dispute), Error::<Test>::AnswerOverdue);
		set_time(START + ANSWER - 1);
		assert_ok!(answer(HOSPITAL, dispute));
		set_time(START + ANSWER);
		assert!(!entry(dispute).is_overdue(START + ANSWER));
		assert_noop!(answer(HOSPITAL, dispute), Error::<Test>::AlreadyAnswered);
	});
}

#[test]
fn once_and_before_a_regulator_has_decided() {
	run(|| {
		let dispute = disputed();
		answered(dispute);
		assert_noop!(answer(HOSPITAL, dispute), Error::<Test>::AlreadyAnswered);
		assert_ok!(Trail::close(signed(REGULATOR), dispute, crate::Finding::Dismissed, RULING));
		assert_noop!(answer(HOSPITAL, dispute), Error::<Test>::Closed);
		assert_noop!(answer(HOSPITAL, dispute + 1), Error::<Test>::NotFound);
	});
}

#[test]
fn nobody_but_the_custodian_who_stays_responsible() {
	run(|| {
		let dispute = disputed();
		for who in [CLINIC, PHYSICIAN, PATIENT, REGULATOR] {
			assert_noop!(answer(who, dispute), Error::<Test>::NotCustodian);
		}
		for origin in nobody_signed() {
			assert_noop!(Trail::answer(origin, dispute, ANSWERED), DispatchError::BadOrigin);
		}
		assert_noop!(
			Trail::answer(signed(HOSPITAL), dispute, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Expired));
		accessed(PATIENT, CLINIC);
		assert_noop!(answer(CLINIC, dispute), Error::<Test>::NotCustodian);
		assert_ok!(answer(HOSPITAL, dispute));
	});
}
