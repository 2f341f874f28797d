use crate::{mock::*, Case, CaseState, Error, Event, Finding};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn access_ends_early() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		let before = case(id);
		set_time(START + 5);
		prepared();
		assert_ok!(Glass::end_access(signed(MEDIC), id));
		assert_eq!(case(id), Case { until: START + 5, ..before });
		assert_eq!(open(PATIENT, MEDIC), None);
		let (subject, practitioner) = (PATIENT, MEDIC);
		assert_eq!(last_event(), Event::AccessEnded { case: id, subject, practitioner });
		// The review is due all the same.
		assert_eq!(case(id).state, CaseState::Unreviewed);
		assert_eq!(conduct(MEDIC).unreviewed.into_inner(), [(id, START + REVIEW)]);
		assert_eq!(held(MEDIC), DEPOSIT);
	});
}

#[test]
fn only_by_its_practitioner() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		for origin in nobody_signed() {
			assert_noop!(Glass::end_access(origin, id), DispatchError::BadOrigin);
		}
		for who in [PATIENT, HOSPITAL, COLLEAGUE, STRANGER] {
			assert_noop!(Glass::end_access(signed(who), id), Error::<Test>::NotAuthorized);
		}
	});
}

#[test]
fn only_while_it_is_open() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		set_time(START + ACCESS);
		assert_noop!(Glass::end_access(signed(MEDIC), id), Error::<Test>::AlreadyEnded);
		set_time(START + ACCESS - 1);
		assert_ok!(Glass::end_access(signed(MEDIC), id));
		assert_noop!(Glass::end_access(signed(MEDIC), id), Error::<Test>::AlreadyEnded);
	});
}

#[test]
fn a_justified_access_ends_early_too() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		assert_ok!(Glass::end_access(signed(MEDIC), id));
		assert_eq!(case(id).state, CaseState::Justified);
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	run(|| {
		assert_noop!(Glass::end_access(signed(MEDIC), 0), Error::<Test>::NotFound);
	});
}
