use crate::{
	mock::*, Dispute, DisputeState, Disputed, Disputes, Error, Event, HoldReason, NextDisputeId,
	Target,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Commitment;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const TARGET: Target = Target::Receipt { record: RECORD, index: RECEIPT };

fn dispute(who: u64) -> DispatchResult {
	Trail::dispute_receipt(signed(who), RECORD, RECEIPT, STATEMENT)
}

#[test]
fn a_subject_disputes_an_access() {
	run(|| {
		assert_ok!(dispute(PATIENT));
		assert_eq!(
			Trail::dispute(0),
			Some(Dispute {
				subject: PATIENT,
				custodian: HOSPITAL,
				reader: Some(PHYSICIAN),
				target: TARGET,
				statement: STATEMENT,
				opened_at: START,
				due: START + ANSWER,
				state: DisputeState::Open,
				deposit: DISPUTE_DEPOSIT,
			})
		);
		assert_eq!(Disputed::<Test>::get((None::<u64>, TARGET)), Some(0));
		assert_eq!(NextDisputeId::<Test>::get(), 1);
		assert_eq!(held(HoldReason::Dispute, PATIENT), DISPUTE_DEPOSIT);
		assert_eq!(
			last_event(),
			Event::DisputeOpened {
				dispute: 0,
				subject: PATIENT,
				custodian: HOSPITAL,
				target: TARGET,
				statement: STATEMENT,
				by: None,
			}
		);
	});
}

#[test]
fn a_representative_disputes_in_their_name() {
	run(|| {
		assert_ok!(dispute(GUARDIAN));
		assert_eq!(entry(0).subject, PATIENT);
		assert_eq!(held(HoldReason::Dispute, PATIENT), DISPUTE_DEPOSIT);
		assert_eq!(held(HoldReason::Dispute, GUARDIAN), 0);
		let Event::DisputeOpened { by, .. } = last_event() else { panic!() };
		assert_eq!(by, Some(GUARDIAN));
	});
}

#[test]
fn an_institution_may_pay() {
	run(|| {
		accessed(POOR, HOSPITAL);
		assert_noop!(dispute(POOR), TokenError::FundsUnavailable);
		enrol(POOR, 1);
		assert_ok!(dispute(POOR));
		assert_eq!(entry(0).deposit, 0);
		assert_eq!(Places::get()[&POOR], (1, 1));
		assert_eq!(held(HoldReason::Dispute, POOR), 0);
	});
}

#[test]
fn only_ones_own_and_what_there_is() {
	run(|| {
		let receipt =
			|record, index| Trail::dispute_receipt(signed(PATIENT), record, index, STATEMENT);
		assert_noop!(receipt(RECORD + 1, RECEIPT), Error::<Test>::NotFound);
		assert_noop!(receipt(RECORD, RECEIPT + 1), Error::<Test>::NotFound);
		for who in [OTHER_PATIENT, HOSPITAL, PHYSICIAN] {
			assert_noop!(dispute(who), Error::<Test>::NotSubject);
		}
		for origin in nobody_signed() {
			assert_noop!(
				Trail::dispute_receipt(origin, RECORD, RECEIPT, STATEMENT),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			Trail::dispute_receipt(signed(PATIENT), RECORD, RECEIPT, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn an_access_is_disputed_once() {
	run(|| {
		assert_ok!(dispute(PATIENT));
		assert_noop!(dispute(PATIENT), Error::<Test>::AlreadyDisputed);
		// Not even when the record has moved to another custodian, or a regulator has decided.
		accessed(PATIENT, CLINIC);
		assert_noop!(dispute(PATIENT), Error::<Test>::AlreadyDisputed);
		closed(0);
		assert_noop!(dispute(PATIENT), Error::<Test>::AlreadyDisputed);
	});
}

#[test]
fn numbers_are_not_used_twice() {
	run(|| {
		assert_ok!(dispute(PATIENT));
		assert_ok!(Trail::withdraw_dispute(signed(PATIENT), 0));
		assert_ok!(dispute(PATIENT));
		assert!(Disputes::<Test>::iter_keys().eq([1]));
		assert_ok!(Trail::withdraw_dispute(signed(PATIENT), 1));
		NextDisputeId::<Test>::put(u64::MAX);
		assert_noop!(dispute(PATIENT), Error::<Test>::TooManyDisputes);
	});
}
