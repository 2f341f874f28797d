use crate::{mock::*, Case, CaseState, Error, Event, Finding, Review};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, MemberRole};
use sp_runtime::DispatchError;
use Finding::{Justified, Unjustified};

fn review(by: u64, id: u64, finding: Finding) -> DispatchResult {
	Glass::review(signed(by), id, finding, FINDINGS)
}

fn reviewed(id: u64, finding: Finding, overdue: bool) -> Event<Test> {
	let (subject, practitioner, reviewer) = (case(id).subject, MEDIC, REVIEWER);
	let findings = FINDINGS;
	Event::Reviewed { case: id, subject, practitioner, reviewer, finding, findings, overdue }
}

#[test]
fn a_case_is_found_justified() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		let before = case(id);
		set_time(START + 5);
		prepared();
		assert_ok!(review(REVIEWER, id, Justified));
		let review = Some(Review { reviewer: REVIEWER, findings: FINDINGS });
		assert_eq!(case(id), Case { state: CaseState::Justified, review, ..before });
		assert_eq!(conduct(MEDIC).unreviewed.into_inner(), []);
		assert_eq!(conduct(MEDIC).strikes, 0);
		// The emergency may not be over.
		assert_eq!(open(PATIENT, MEDIC), Some(SEGMENTS));
		assert_eq!(held(MEDIC), DEPOSIT);
		assert_eq!(last_event(), reviewed(id, Justified, false));
	});
}

#[test]
fn a_case_is_found_unjustified() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		let before = case(id);
		set_time(START + 5);
		prepared();
		assert_ok!(review(REVIEWER, id, Unjustified));
		let review = Some(Review { reviewer: REVIEWER, findings: FINDINGS });
		let state = CaseState::Unjustified;
		assert_eq!(case(id), Case { state, review, ..before });
		// A peer does not close it.
		assert_eq!(open(PATIENT, MEDIC), Some(SEGMENTS));
		assert_eq!(conduct(MEDIC).strikes, 1);
		assert!(!conduct(MEDIC).suspended);
		assert_eq!(last_event(), reviewed(id, Unjustified, false));
	});
}

#[test]
fn a_regulator_closes_what_was_unjustified() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		set_time(START + 5);
		assert_ok!(review(REGULATOR, id, Unjustified));
		assert_eq!(case(id).until, START + 5);
		assert_eq!(open(PATIENT, MEDIC), None);
	});
}

#[test]
fn what_has_ended_stays_ended_when_it_did() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		assert_ok!(Glass::end_access(signed(MEDIC), id));
		set_time(START + 5);
		assert_ok!(review(REVIEWER, id, Unjustified));
		assert_eq!(case(id).until, START);
	});
}

#[test]
fn the_third_strike_suspends_the_right() {
	run(|| {
		for n in 0..u64::from(STRIKES) {
			assert_ok!(breaks(MEDIC, CROWD + n));
			let id = n;
			prepared();
			assert_ok!(review(REVIEWER, id, Unjustified));
			let third = n + 1 == u64::from(STRIKES);
			assert_eq!(conduct(MEDIC).suspended, third);
			let mut expected = vec![reviewed(id, Unjustified, false)];
			if third {
				expected.push(Event::RightSuspended { practitioner: MEDIC });
			}
			assert_eq!(events(), expected);
		}
		assert_eq!(conduct(MEDIC).strikes, STRIKES);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::RightSuspended);
		assert_ok!(breaks(COLLEAGUE, PATIENT));
	});
}

#[test]
fn a_suspension_is_told_once() {
	run(|| {
		let cases: Vec<_> = (CROWD..CROWD + 4).map(|subject| broken(MEDIC, subject)).collect();
		for id in &cases[..3] {
			assert_ok!(review(REVIEWER, *id, Unjustified));
		}
		prepared();
		assert_ok!(review(REVIEWER, cases[3], Unjustified));
		assert_eq!(last_event(), reviewed(cases[3], Unjustified, false));
		assert_eq!(conduct(MEDIC).strikes, 4);
		assert!(conduct(MEDIC).suspended);
	});
}

#[test]
fn a_review_is_in_time_to_the_last_millisecond() {
	for (late, strikes) in [(false, 0), (true, 1)] {
		run(|| {
			let id = broken(MEDIC, PATIENT);
			set_time(START + REVIEW - u64::from(!late));
			prepared();
			assert_ok!(review(REVIEWER, id, Justified));
			assert_eq!(conduct(MEDIC).strikes, strikes);
			assert_eq!(case(id).state, CaseState::Justified);
			assert_eq!(last_event(), reviewed(id, Justified, late));
		});
	}
}

#[test]
fn a_case_is_one_strike_at_most() {
	for flagged in [false, true] {
		run(|| {
			let [id] = overdue(1)[..] else { panic!() };
			if flagged {
				assert_ok!(Glass::flag_overdue(signed(STRANGER), id));
			}
			prepared();
			assert_ok!(review(REVIEWER, id, Unjustified));
			assert_eq!(conduct(MEDIC).strikes, 1);
			assert_eq!(case(id).state, CaseState::Unjustified);
			assert_eq!(last_event(), reviewed(id, Unjustified, true));
		});
	}
}

#[test]
fn a_late_justification_does_not_undo_the_strike() {
	run(|| {
		let [id] = overdue(1)[..] else { panic!() };
		assert_ok!(Glass::flag_overdue(signed(STRANGER), id));
		assert_ok!(review(REVIEWER, id, Justified));
		assert_eq!(conduct(MEDIC).strikes, 1);
		assert_eq!(case(id).state, CaseState::Justified);
	});
}

#[test]
fn a_late_justification_suspends_all_the_same() {
	run(|| {
		let cases = overdue(STRIKES);
		for id in &cases {
			assert!(!conduct(MEDIC).suspended);
			assert_ok!(review(REVIEWER, *id, Justified));
		}
		assert!(conduct(MEDIC).suspended);
		assert_eq!(events().last(), Some(&Event::RightSuspended { practitioner: MEDIC }));
	});
}

#[test]
fn only_signed() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		for origin in nobody_signed() {
			let done = Glass::review(origin, id, Justified, FINDINGS);
			assert_noop!(done, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn by_a_practitioner_or_a_regulator() {
	for reviewer in [REVIEWER, SPECIALIST, REGULATOR] {
		run(|| {
			let id = broken(MEDIC, PATIENT);
			assert_ok!(review(reviewer, id, Justified));
			assert_eq!(case(id).review.map(|review| review.reviewer), Some(reviewer));
		});
	}
}

#[test]
fn only_with_a_valid_licence() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		let refused = |problem| Error::<Test>::Unlicensed(problem);
		assert_noop!(review(STRANGER, id, Justified), refused(LicenceProblem::NotHeld));
		assert_noop!(review(CLINIC, id, Justified), refused(LicenceProblem::NotHeld));
		license(REVIEWER, LicenceKind::Practitioner, Err(LicenceProblem::Expired));
		assert_noop!(review(REVIEWER, id, Justified), refused(LicenceProblem::Expired));
		// The licence that is closest to counting gives the reason, whichever it is.
		license(REVIEWER, LicenceKind::Regulator, Err(LicenceProblem::Suspended));
		assert_noop!(review(REVIEWER, id, Justified), refused(LicenceProblem::Suspended));
		license(REVIEWER, LicenceKind::Practitioner, Err(LicenceProblem::IssuerDiscredited));
		assert_noop!(review(REVIEWER, id, Justified), refused(LicenceProblem::IssuerDiscredited));
		license(REVIEWER, LicenceKind::Regulator, Ok(()));
		assert_ok!(review(REVIEWER, id, Justified));
	});
}

#[test]
fn nobody_reviews_themselves() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		assert_noop!(review(MEDIC, id, Justified), Error::<Test>::SelfReview);
		// Nor after they have left, or as a regulator.
		Members::mutate(|all| all.remove(&(HOSPITAL, MEDIC)));
		license(MEDIC, LicenceKind::Regulator, Ok(()));
		assert_noop!(review(MEDIC, id, Justified), Error::<Test>::SelfReview);
	});
}

#[test]
fn nobody_reviews_what_was_done_to_them() {
	run(|| {
		let id = broken(MEDIC, REVIEWER);
		assert_noop!(review(REVIEWER, id, Unjustified), Error::<Test>::NotIndependent);
		assert_ok!(review(SPECIALIST, id, Unjustified));
	});
}

#[test]
fn nobody_of_the_organisation_reviews() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		for colleague in [COLLEAGUE, DOCTOR] {
			assert_noop!(review(colleague, id, Justified), Error::<Test>::NotIndependent);
		}
		license(HOSPITAL, LicenceKind::Regulator, Ok(()));
		assert_noop!(review(HOSPITAL, id, Justified), Error::<Test>::NotIndependent);
		// Not even once the practitioner has left it.
		Members::mutate(|all| all.remove(&(HOSPITAL, MEDIC)));
		for colleague in [COLLEAGUE, DOCTOR, HOSPITAL] {
			assert_noop!(review(colleague, id, Justified), Error::<Test>::NotIndependent);
		}
	});
}

#[test]
fn nobody_of_another_organisation_of_the_practitioners_reviews() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		join(CLINIC, MEDIC, MemberRole::Doctor);
		assert_noop!(review(SPECIALIST, id, Justified), Error::<Test>::NotIndependent);
		license(CLINIC, LicenceKind::Regulator, Ok(()));
		assert_noop!(review(CLINIC, id, Justified), Error::<Test>::NotIndependent);
		Members::mutate(|all| all.remove(&(CLINIC, MEDIC)));
		assert_ok!(review(SPECIALIST, id, Justified));
	});
}

#[test]
fn nobody_reviews_for_nothing() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		assert_noop!(
			Glass::review(signed(REVIEWER), id, Justified, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn once() {
	for first in [Justified, Unjustified] {
		run(|| {
			let id = broken(MEDIC, PATIENT);
			assert_ok!(review(REVIEWER, id, first));
			for again in [Justified, Unjustified] {
				for by in [REVIEWER, SPECIALIST, REGULATOR, MEDIC] {
					assert_noop!(review(by, id, again), Error::<Test>::AlreadyReviewed);
				}
			}
		});
	}
}

#[test]
fn what_is_not_there_is_not_found() {
	run(|| {
		assert_noop!(review(REVIEWER, 0, Justified), Error::<Test>::NotFound);
	});
}
