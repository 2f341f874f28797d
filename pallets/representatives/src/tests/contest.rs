use crate::{mock::*, Appointed, Condition, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, Power};
use sp_runtime::DispatchError;

#[test]
fn a_contested_representative_opens_nothing_and_keeps_the_rest() {
	run(|| {
		guarded_by(FRIEND);
		prepared();
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		assert!(entry(PATIENT, FRIEND).contested);
		for power in Power::ALL {
			assert_eq!(may(FRIEND, power), power != Power::Grant, "{power:?}");
		}
		let (subject, representative, statement) = (PATIENT, FRIEND, EVIDENCE);
		assert_eq!(last_event(), Event::Contested { subject, representative, statement });
	});
}

#[test]
fn everybody_who_represents_can_be_contested() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		confirmed(Condition::Death);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		// Closing is possible after death, too.
		assert_ok!(Family::contest(signed(PATIENT), SPOUSE, EVIDENCE));
		assert!(!may(SPOUSE, Power::Grant) && may(SPOUSE, Power::Revoke));
		born_to(STRANGER);
		assert_ok!(Family::contest(signed(CHILD), STRANGER, EVIDENCE));
		assert!(!Family::may(CHILD, STRANGER, Power::Grant));
	});
}

#[test]
fn only_the_subject_themselves_contests() {
	run(|| {
		guarded_by(FRIEND);
		for origin in nobody_signed() {
			assert_noop!(Family::contest(origin, FRIEND, EVIDENCE), DispatchError::BadOrigin);
		}
		assert_noop!(
			Family::contest(on_behalf(FRIEND), FRIEND, EVIDENCE),
			Error::<Test>::NotAuthorized
		);
		assert_noop!(Family::contest(signed(COURT), FRIEND, EVIDENCE), Error::<Test>::NotFound);
	});
}

#[test]
fn once_is_enough_and_reasons_are_needed() {
	run(|| {
		let contest = |who, statement| Family::contest(signed(PATIENT), who, statement);
		guarded_by(FRIEND);
		assert_noop!(contest(FRIEND, Commitment::default()), Error::<Test>::ZeroCommitment);
		assert_noop!(contest(SPOUSE, EVIDENCE), Error::<Test>::NotFound);
		assert_ok!(contest(FRIEND, EVIDENCE));
		assert_noop!(contest(FRIEND, EVIDENCE), Error::<Test>::AlreadyContested);
	});
}
