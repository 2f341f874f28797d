use crate::{
	mock::*, Case, CaseState, Cases, Error, Event, Finding, Latest, NextCaseId, Reason, SubjectUse,
	Window,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, MemberRole, Segments};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn the_glass_breaks() {
	run(|| {
		NextCaseId::<Test>::put(41);
		assert_ok!(breaks(MEDIC, PATIENT));
		let (until, review_due) = (START + ACCESS, START + REVIEW);
		assert_eq!(
			case(41),
			Case {
				practitioner: MEDIC,
				organisation: HOSPITAL,
				subject: PATIENT,
				segments: SEGMENTS,
				reason: REASON,
				justification: JUSTIFICATION,
				opened_at: START,
				until,
				review_due,
				state: CaseState::Unreviewed,
				review: None,
				deposit: DEPOSIT,
			}
		);
		assert_eq!(NextCaseId::<Test>::get(), 42);
		assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), Some(41));
		assert_eq!(conduct(MEDIC).unreviewed.into_inner(), [(41, review_due)]);
		let once = Window { from: START, uses: 1 };
		assert_eq!(conduct(MEDIC).window, once);
		assert_eq!(SubjectUse::<Test>::get(PATIENT), Some(once));
		assert_eq!((held(MEDIC), held(PATIENT), held(HOSPITAL)), (DEPOSIT, 0, 0));
		assert_eq!(Sightings::get(), [MEDIC]);
		assert_eq!(
			last_event(),
			Event::GlassBroken {
				case: 41,
				subject: PATIENT,
				practitioner: MEDIC,
				organisation: HOSPITAL,
				privacy_officer: Some(OFFICER),
				segments: SEGMENTS,
				reason: REASON,
				justification: JUSTIFICATION,
				until,
				review_due,
			}
		);
	});
}

#[test]
fn an_organisation_need_not_have_a_privacy_officer() {
	run(|| {
		assert_ok!(breaks(SPECIALIST, PATIENT));
		let Event::GlassBroken { privacy_officer, .. } = last_event() else { panic!() };
		assert_eq!(privacy_officer, None);
	});
}

#[test]
fn every_reason_is_one() {
	run(|| {
		for (subject, reason) in (CROWD..).zip(&Reason::ALL[..4]) {
			let origin = signed(MEDIC);
			assert_ok!(Glass::break_glass(
				origin,
				subject,
				HOSPITAL,
				SEGMENTS,
				*reason,
				JUSTIFICATION
			));
			assert_eq!(case(subject - CROWD).reason, *reason);
		}
		let codes: std::collections::BTreeSet<_> = Reason::ALL.map(Reason::code).into();
		assert_eq!(codes.len(), Reason::ALL.len());
	});
}

#[test]
fn only_signed() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(
				Glass::break_glass(origin, PATIENT, HOSPITAL, SEGMENTS, REASON, JUSTIFICATION),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn only_with_a_valid_licence() {
	run(|| {
		for problem in [
			LicenceProblem::NotHeld,
			LicenceProblem::Expired,
			LicenceProblem::Suspended,
			LicenceProblem::IssuerDiscredited,
		] {
			license(MEDIC, LicenceKind::Practitioner, Err(problem));
			assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::Unlicensed(problem));
		}
		// Another licence does not do.
		license(MEDIC, LicenceKind::Regulator, Ok(()));
		license(MEDIC, LicenceKind::Practitioner, Err(LicenceProblem::NotHeld));
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
	});
}

#[test]
fn only_by_an_emergency_practitioner_of_the_organisation_now() {
	run(|| {
		let refused = || Error::<Test>::NotEmergencyPractitioner;
		assert_noop!(breaks(DOCTOR, PATIENT), refused());
		assert_noop!(breaks(REVIEWER, PATIENT), refused());
		let elsewhere = |organisation| {
			let origin = signed(MEDIC);
			Glass::break_glass(origin, PATIENT, organisation, SEGMENTS, REASON, JUSTIFICATION)
		};
		assert_noop!(elsewhere(CLINIC), refused());
		join(CLINIC, MEDIC, MemberRole::Doctor);
		assert_noop!(elsewhere(CLINIC), refused());
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Suspended));
		assert_noop!(elsewhere(HOSPITAL), refused());
		license(HOSPITAL, LicenceKind::Facility, Ok(()));
		assert_ok!(elsewhere(HOSPITAL));
		Members::mutate(|all| all.remove(&(HOSPITAL, MEDIC)));
		assert_noop!(breaks(MEDIC, CROWD), refused());
	});
}

#[test]
fn not_to_ones_own_data() {
	run(|| {
		assert_noop!(breaks(MEDIC, MEDIC), Error::<Test>::SelfAccess);
	});
}

#[test]
fn not_without_segments_or_justification() {
	run(|| {
		let with = |segments, justification| {
			let origin = signed(MEDIC);
			Glass::break_glass(origin, PATIENT, HOSPITAL, segments, REASON, justification)
		};
		assert_noop!(with(Segments(0), JUSTIFICATION), Error::<Test>::NoSegments);
		assert_noop!(with(SEGMENTS, Commitment::default()), Error::<Test>::ZeroCommitment);
		assert_ok!(with(Segments::ALL, JUSTIFICATION));
	});
}

#[test]
fn only_what_the_subject_leaves_open() {
	run(|| {
		leaves_open(PATIENT, None);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::SubjectFrozen);
		for open in [Segments(0), Segments(0b0100), Segments(!0b0100)] {
			leaves_open(PATIENT, Some(open));
			assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::SegmentsLocked);
		}
		leaves_open(PATIENT, Some(SEGMENTS));
		assert_ok!(breaks(MEDIC, PATIENT));
		assert_eq!(case(0).segments, SEGMENTS);
	});
}

#[test]
fn a_case_is_not_prolonged_by_another_one() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::ReviewPending);
		for now in [START + 1, START + ACCESS - 1, START + ACCESS, START + REVIEW] {
			set_time(now);
			assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::ReviewPending);
		}
		// Flagging it is no way out.
		assert_ok!(Glass::flag_overdue(signed(MEDIC), id));
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::ReviewPending);
		assert_eq!(case(id).until, START + ACCESS);
		// Others have their own.
		assert_ok!(breaks(COLLEAGUE, PATIENT));
		assert_ok!(breaks(MEDIC, CROWD));
	});
}

#[test]
fn ending_early_is_no_way_to_another_case() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		assert_ok!(Glass::end_access(signed(MEDIC), id));
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::ReviewPending);
	});
}

#[test]
fn a_reviewed_case_makes_way_for_another_one() {
	run(|| {
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Justified);
		let second = broken(MEDIC, PATIENT);
		assert_ne!(first, second);
		assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), Some(second));
		assert_eq!(held(MEDIC), 2 * DEPOSIT);
		assert_eq!(case(first).state, CaseState::Justified);
	});
}

#[test]
fn only_with_the_deposit() {
	run(|| {
		let id = broken(POOR, PATIENT);
		assert_eq!(held(POOR), DEPOSIT);
		assert_noop!(breaks(POOR, CROWD), TokenError::FundsUnavailable);
		assert_eq!(case(id).deposit, DEPOSIT);
	});
}

#[test]
fn numbers_run_out() {
	run(|| {
		NextCaseId::<Test>::put(u64::MAX);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::TooManyCases);
		NextCaseId::<Test>::put(u64::MAX - 1);
		assert_ok!(breaks(MEDIC, PATIENT));
		assert!(Cases::<Test>::contains_key(u64::MAX - 1));
	});
}
