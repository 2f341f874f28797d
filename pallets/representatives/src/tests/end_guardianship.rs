use crate::{mock::*, Appointed, Counts, Error, Event, HoldReason, Representatives};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn any_court_ends_it_and_the_deposit_returns_to_the_one_that_paid() {
	for court in [COURT, OTHER_COURT] {
		run(|| {
			guarded_by(FRIEND);
			prepared();
			assert_ok!(Family::end_guardianship(signed(court), PATIENT, FRIEND));
			assert!(!Representatives::<Test>::contains_key(PATIENT, FRIEND));
			assert!(!Counts::<Test>::contains_key(PATIENT));
			assert_eq!(held(HoldReason::Representation, COURT), 0);
			assert_eq!(Balances::free_balance(COURT), ENDOWMENT);
			let (subject, guardian) = (PATIENT, FRIEND);
			assert_eq!(last_event(), Event::GuardianshipEnded { subject, guardian });
		});
	}
}

#[test]
fn custody_ends_alike() {
	run(|| {
		born_to(SPOUSE);
		assert_ok!(Family::end_guardianship(signed(COURT), CHILD, SPOUSE));
		assert!(!Representatives::<Test>::contains_key(CHILD, SPOUSE));
		assert_eq!(held(HoldReason::Representation, HOSPITAL), 0);
	});
}

#[test]
fn whom_a_subject_appointed_is_no_guardian() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		for who in [FRIEND, SPOUSE] {
			assert_noop!(
				Family::end_guardianship(signed(COURT), PATIENT, who),
				Error::<Test>::NotGuardian
			);
		}
	});
}

#[test]
fn only_courts_and_only_what_is_there() {
	run(|| {
		guarded_by(FRIEND);
		for origin in nobody_signed().into_iter().chain([on_behalf(COURT)]) {
			assert_noop!(
				Family::end_guardianship(origin, PATIENT, FRIEND),
				DispatchError::BadOrigin
			);
		}
		for who in [PATIENT, FRIEND, HOSPITAL, STRANGER] {
			assert_noop!(
				Family::end_guardianship(signed(who), PATIENT, FRIEND),
				Error::<Test>::NotCourt
			);
		}
		assert_noop!(
			Family::end_guardianship(signed(COURT), PATIENT, SPOUSE),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_court_that_is_none_any_more_ends_nothing() {
	run(|| {
		guarded_by(FRIEND);
		Courts::mutate(|courts| courts.remove(&COURT));
		assert_noop!(
			Family::end_guardianship(signed(COURT), PATIENT, FRIEND),
			Error::<Test>::NotCourt
		);
		assert_ok!(Family::end_guardianship(signed(OTHER_COURT), PATIENT, FRIEND));
	});
}
