use crate::{mock::*, Disputed, Disputes, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn a_subject_takes_it_back() {
	run(|| {
		for (who, reply) in [(PATIENT, false), (GUARDIAN, true)] {
			let dispute = disputed();
			if reply {
				answered(dispute);
			}
			prepared();
			assert_ok!(Trail::withdraw_dispute(signed(who), dispute));
			assert_eq!(Disputes::<Test>::iter().count(), 0);
			assert_eq!(Disputed::<Test>::iter().count(), 0);
			assert_eq!(held(HoldReason::Dispute, PATIENT), 0);
			assert_eq!(last_event(), Event::DisputeWithdrawn { dispute });
		}
	});
}

#[test]
fn a_place_is_given_back() {
	run(|| {
		enrol(PATIENT, 1);
		let dispute = disputed();
		assert_ok!(Trail::withdraw_dispute(signed(PATIENT), dispute));
		assert_eq!(Places::get()[&PATIENT], (1, 0));
	});
}

#[test]
fn only_the_subject_and_before_it_is_decided() {
	run(|| {
		let dispute = disputed();
		let withdraw = |who, dispute| Trail::withdraw_dispute(signed(who), dispute);
		for who in [OTHER_PATIENT, HOSPITAL, REGULATOR] {
			assert_noop!(withdraw(who, dispute), Error::<Test>::NotSubject);
		}
		for origin in nobody_signed() {
			assert_noop!(Trail::withdraw_dispute(origin, dispute), DispatchError::BadOrigin);
		}
		assert_noop!(withdraw(PATIENT, dispute + 1), Error::<Test>::NotFound);
		closed(dispute);
		assert_noop!(withdraw(PATIENT, dispute), Error::<Test>::Closed);
	});
}
