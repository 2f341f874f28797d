use crate::{mock::*, Counts, Error, Event, HoldReason, Outcome, Representatives};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Power;
use sp_runtime::DispatchError;
use Outcome::{Removed, Upheld};

#[test]
fn an_upheld_representative_may_open_again() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		prepared();
		assert_ok!(Family::settle_contest(signed(OTHER_COURT), PATIENT, FRIEND, Upheld));
		assert!(!entry(PATIENT, FRIEND).contested && may(FRIEND, Power::Grant));
		assert_eq!(held(HoldReason::Representation, COURT), DEPOSIT);
		let (subject, representative, outcome) = (PATIENT, FRIEND, Upheld);
		assert_eq!(last_event(), Event::ContestSettled { subject, representative, outcome });
	});
}

#[test]
fn a_removed_representative_is_gone_and_the_deposit_returned() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		prepared();
		assert_ok!(Family::settle_contest(signed(OTHER_COURT), PATIENT, FRIEND, Removed));
		assert!(!Representatives::<Test>::contains_key(PATIENT, FRIEND));
		assert!(!Counts::<Test>::contains_key(PATIENT));
		assert_eq!(held(HoldReason::Representation, COURT), 0);
		assert!(!may(FRIEND, Power::Read));
		let (subject, representative, outcome) = (PATIENT, FRIEND, Removed);
		assert_eq!(last_event(), Event::ContestSettled { subject, representative, outcome });
	});
}

#[test]
fn only_courts_settle() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		for outcome in [Upheld, Removed] {
			for origin in nobody_signed().into_iter().chain([on_behalf(COURT)]) {
				assert_noop!(
					Family::settle_contest(origin, PATIENT, FRIEND, outcome),
					DispatchError::BadOrigin
				);
			}
			for who in [PATIENT, FRIEND, HOSPITAL, STRANGER] {
				assert_noop!(
					Family::settle_contest(signed(who), PATIENT, FRIEND, outcome),
					Error::<Test>::NotCourt
				);
			}
		}
	});
}

#[test]
fn there_has_to_be_a_contest() {
	run(|| {
		guarded_by(FRIEND);
		for outcome in [Upheld, Removed] {
			let settle = |who| Family::settle_contest(signed(COURT), PATIENT, who, outcome);
			assert_noop!(settle(FRIEND), Error::<Test>::NotContested);
			assert_noop!(settle(SPOUSE), Error::<Test>::NotFound);
		}
	});
}
