use crate::{mock::*, DisputeState, Error, Event, Finding, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult};

fn close(who: u64, dispute: u64) -> DispatchResult {
	Trail::close(signed(who), dispute, Finding::Upheld, RULING)
}

#[test]
fn a_regulator_decides_and_the_deposit_returns() {
	run(|| {
		for finding in [Finding::Upheld, Finding::Dismissed] {
			accessed(PATIENT, HOSPITAL);
			let dispute = disputed();
			answered(dispute);
			prepared();
			assert_ok!(Trail::close(signed(REGULATOR), dispute, finding, RULING));
			let state = DisputeState::Closed {
				answer: Some(ANSWERED),
				finding,
				ruling: RULING,
				by: REGULATOR,
				at: START,
			};
			assert_eq!((entry(dispute).state, entry(dispute).deposit), (state, 0));
			assert_eq!(held(HoldReason::Dispute, PATIENT), 0);
			assert_eq!(
				last_event(),
				Event::DisputeClosed { dispute, finding, ruling: RULING, by: REGULATOR }
			);
			set_time(START + RETENTION);
			assert_ok!(Trail::reap_dispute(signed(STRANGER), dispute));
			set_time(START);
		}
	});
}

#[test]
fn a_place_is_given_back() {
	run(|| {
		enrol(PATIENT, 1);
		let dispute = disputed();
		assert_eq!(Places::get()[&PATIENT], (1, 1));
		closed(dispute);
		assert_eq!(Places::get()[&PATIENT], (1, 0));
	});
}

#[test]
fn the_custodian_is_heard_first_but_not_for_ever() {
	run(|| {
		let dispute = disputed();
		set_time(START + ANSWER - 1);
		assert!(!entry(dispute).is_overdue(START + ANSWER - 1));
		assert_noop!(close(REGULATOR, dispute), Error::<Test>::AwaitingAnswer);
		set_time(START + ANSWER);
		assert!(entry(dispute).is_overdue(START + ANSWER));
		assert_ok!(close(REGULATOR, dispute));
		let DisputeState::Closed { answer, .. } = entry(dispute).state else { panic!() };
		assert_eq!(answer, None);
	});
}

#[test]
fn once() {
	run(|| {
		let dispute = disputed();
		closed(dispute);
		assert_noop!(close(REGULATOR, dispute), Error::<Test>::Closed);
		assert_noop!(close(REGULATOR, dispute + 1), Error::<Test>::NotFound);
	});
}

#[test]
fn only_a_licensed_regulator_with_reasons() {
	run(|| {
		let dispute = disputed();
		answered(dispute);
		for who in [STRANGER, HOSPITAL, PATIENT] {
			assert_noop!(close(who, dispute), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		}
		assert_noop!(
			Trail::close(signed(REGULATOR), dispute, Finding::Upheld, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		license(REGULATOR, LicenceKind::Regulator, Err(LicenceProblem::Suspended));
		assert_noop!(
			close(REGULATOR, dispute),
			Error::<Test>::Unlicensed(LicenceProblem::Suspended)
		);
		for origin in nobody_signed() {
			assert_noop!(
				Trail::close(origin, dispute, Finding::Upheld, RULING),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nobody_decides_their_own_dispute() {
	run(|| {
		let dispute = disputed();
		answered(dispute);
		for party in [HOSPITAL, PATIENT, PHYSICIAN] {
			license(party, LicenceKind::Regulator, Ok(()));
			assert_noop!(close(party, dispute), Error::<Test>::ConflictOfInterest);
		}
		Members::set([(HOSPITAL, REGULATOR)].into());
		assert_noop!(close(REGULATOR, dispute), Error::<Test>::ConflictOfInterest);
		Members::set(Default::default());
		assert_ok!(close(REGULATOR, dispute));
	});
}
