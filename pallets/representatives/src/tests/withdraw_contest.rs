use crate::{mock::*, Appointed, Condition, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Power;
use sp_runtime::DispatchError;

#[test]
fn the_representative_may_open_again() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		prepared();
		assert_ok!(Family::withdraw_contest(signed(PATIENT), FRIEND));
		assert!(!entry(PATIENT, FRIEND).contested);
		assert!(may(FRIEND, Power::Grant));
		let (subject, representative) = (PATIENT, FRIEND);
		assert_eq!(last_event(), Event::ContestWithdrawn { subject, representative });
	});
}

#[test]
fn only_the_subject_themselves_withdraws() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		for origin in nobody_signed() {
			assert_noop!(Family::withdraw_contest(origin, FRIEND), DispatchError::BadOrigin);
		}
		assert_noop!(
			Family::withdraw_contest(on_behalf(FRIEND), FRIEND),
			Error::<Test>::NotAuthorized
		);
		for who in [FRIEND, COURT, STRANGER] {
			assert_noop!(Family::withdraw_contest(signed(who), FRIEND), Error::<Test>::NotFound);
		}
	});
}

#[test]
fn there_has_to_be_a_contest() {
	run(|| {
		let withdraw = |who| Family::withdraw_contest(signed(PATIENT), who);
		guarded_by(FRIEND);
		assert_noop!(withdraw(FRIEND), Error::<Test>::NotContested);
		assert_noop!(withdraw(SPOUSE), Error::<Test>::NotFound);
	});
}

#[test]
fn the_key_of_the_dead_withdraws_nothing() {
	run(|| {
		appointed(Appointed::Executor, FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		confirmed(Condition::Death);
		assert_noop!(Family::withdraw_contest(signed(PATIENT), FRIEND), Error::<Test>::Deceased);
	});
}
