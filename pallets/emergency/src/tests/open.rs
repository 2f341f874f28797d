//! What the consent pallet asks.

use crate::{mock::*, Finding};
use frame_support::assert_ok;
use salus_primitives::{
	EmergencyAccess, EmergencyGrant, LicenceKind, LicenceProblem, MemberRole, Segments,
};

fn asked(subject: u64, practitioner: u64) -> Option<EmergencyGrant> {
	<Glass as EmergencyAccess<u64>>::open(&subject, &practitioner)
}

#[test]
fn broken_glass_is_open_to_who_broke_it() {
	run(|| {
		assert_eq!(asked(PATIENT, MEDIC), None);
		let id = broken(MEDIC, PATIENT);
		let grant = EmergencyGrant { case: id, segments: SEGMENTS };
		assert_eq!(asked(PATIENT, MEDIC), Some(grant));
		for (subject, practitioner) in
			[(PATIENT, COLLEAGUE), (PATIENT, HOSPITAL), (CROWD, MEDIC), (MEDIC, PATIENT)]
		{
			assert_eq!(asked(subject, practitioner), None);
		}
	});
}

#[test]
fn it_closes_to_the_millisecond() {
	run(|| {
		broken(MEDIC, PATIENT);
		set_time(START + ACCESS - 1);
		assert!(asked(PATIENT, MEDIC).is_some());
		set_time(START + ACCESS);
		assert_eq!(asked(PATIENT, MEDIC), None);
	});
}

#[test]
fn a_licence_that_counts_no_more_closes_it_at_once() {
	run(|| {
		broken(MEDIC, PATIENT);
		for problem in
			[LicenceProblem::Suspended, LicenceProblem::Expired, LicenceProblem::IssuerDiscredited]
		{
			license(MEDIC, LicenceKind::Practitioner, Err(problem));
			assert_eq!(asked(PATIENT, MEDIC), None);
		}
		license(MEDIC, LicenceKind::Practitioner, Ok(()));
		assert!(asked(PATIENT, MEDIC).is_some());
	});
}

#[test]
fn another_role_on_the_next_shift_does_not_close_it() {
	run(|| {
		broken(MEDIC, PATIENT);
		join(HOSPITAL, MEDIC, MemberRole::Doctor);
		assert!(asked(PATIENT, MEDIC).is_some());
	});
}

#[test]
fn the_latest_case_is_the_one() {
	run(|| {
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Justified);
		let segments = Segments(0b1000);
		let origin = signed(MEDIC);
		assert_ok!(Glass::break_glass(origin, PATIENT, HOSPITAL, segments, REASON, JUSTIFICATION));
		let second = EmergencyGrant { case: first + 1, segments };
		assert_eq!(asked(PATIENT, MEDIC), Some(second));
		// What closes it does not open the one before.
		found(first + 1, Finding::Unjustified);
		assert_eq!(asked(PATIENT, MEDIC), None);
	});
}

#[test]
fn a_suspended_right_does_not_close_other_cases() {
	run(|| {
		broken(MEDIC, PATIENT);
		for subject in (CROWD..).take(STRIKES as usize) {
			let id = broken(MEDIC, subject);
			found(id, Finding::Unjustified);
		}
		assert!(conduct(MEDIC).suspended);
		assert!(asked(PATIENT, MEDIC).is_some());
	});
}
