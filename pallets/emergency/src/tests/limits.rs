//! How often the glass may be broken, and how much may be left unreviewed.

use crate::{mock::*, Error, Finding, SubjectUse, Window};
use frame_support::{assert_noop, assert_ok};

/// The medic's cases about `count` subjects, every one of them justified.
fn uses(count: u32) {
	for subject in (CROWD..).take(count as usize) {
		let id = broken(MEDIC, subject);
		found(id, Finding::Justified);
	}
}

/// `count` justified cases about the patient.
fn uses_of_the_patient(count: u32) {
	for _ in 0..count {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
	}
}

#[test]
fn unreviewed_cases_are_limited() {
	run(|| {
		let cases: Vec<_> =
			(CROWD..).take(MAX_UNREVIEWED as usize).map(|n| broken(MEDIC, n)).collect();
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::TooManyUnreviewed);
		// That their access has ended does not matter.
		assert_ok!(Glass::end_access(signed(MEDIC), cases[0]));
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::TooManyUnreviewed);
		found(cases[1], Finding::Justified);
		assert_ok!(breaks(MEDIC, PATIENT));
	});
}

#[test]
fn a_practitioner_has_so_many_a_period() {
	run(|| {
		uses(PRACTITIONER_LIMIT);
		let full = conduct(MEDIC);
		assert_eq!(full.window, Window { from: START, uses: PRACTITIONER_LIMIT });
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::PractitionerLimitReached);
		set_time(START + RATE - 1);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::PractitionerLimitReached);
		set_time(START + RATE);
		assert_ok!(breaks(MEDIC, PATIENT));
		assert_eq!(conduct(MEDIC).window, Window { from: START + RATE, uses: 1 });
	});
}

#[test]
fn one_practitioners_limit_is_not_anothers() {
	run(|| {
		uses(PRACTITIONER_LIMIT);
		assert_ok!(breaks(COLLEAGUE, PATIENT));
	});
}

#[test]
fn a_subject_has_so_many_a_period() {
	run(|| {
		uses_of_the_patient(SUBJECT_LIMIT);
		let full = Some(Window { from: START, uses: SUBJECT_LIMIT });
		assert_eq!(SubjectUse::<Test>::get(PATIENT), full);
		for practitioner in [MEDIC, COLLEAGUE, SPECIALIST] {
			assert_noop!(breaks(practitioner, PATIENT), Error::<Test>::SubjectLimitReached);
		}
		assert_ok!(breaks(MEDIC, CROWD));
		set_time(START + RATE - 1);
		assert_noop!(breaks(SPECIALIST, PATIENT), Error::<Test>::SubjectLimitReached);
		set_time(START + RATE);
		assert_ok!(breaks(SPECIALIST, PATIENT));
		let anew = Some(Window { from: START + RATE, uses: 1 });
		assert_eq!(SubjectUse::<Test>::get(PATIENT), anew);
	});
}

#[test]
fn a_window_starts_with_its_first_use() {
	run(|| {
		uses(1);
		set_time(START + RATE - 1);
		uses(PRACTITIONER_LIMIT - 1);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::PractitionerLimitReached);
		// The whole window goes at once.
		set_time(START + RATE);
		uses(MAX_UNREVIEWED);
		assert_eq!(conduct(MEDIC).window, Window { from: START + RATE, uses: MAX_UNREVIEWED });
	});
}

#[test]
fn what_is_refused_does_not_count() {
	run(|| {
		leaves_open(PATIENT, None);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::SubjectFrozen);
		assert_eq!(conduct(MEDIC).window, Window::default());
		assert_eq!(SubjectUse::<Test>::get(PATIENT), None);
		assert!(Sightings::get().is_empty());
	});
}
