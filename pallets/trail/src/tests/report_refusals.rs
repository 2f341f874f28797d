use crate::{mock::*, Counts, Error, Event, Signal, MAX_REFUSALS};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Commitment;
use sp_runtime::{DispatchError, DispatchResult};

fn report(count: u32) -> DispatchResult {
	Trail::report_refusals(signed(HOSPITAL), STRANGER, count, EVIDENCE)
}

#[test]
fn refusals_are_counted_and_the_reporter_is_named() {
	run(|| {
		assert_ok!(report(19));
		assert_eq!(Trail::activity(STRANGER), Counts { refusals: 19, ..Default::default() });
		let (reporter, actor, evidence) = (HOSPITAL, STRANGER, EVIDENCE);
		assert_eq!(last_event(), Event::RefusalsReported { reporter, actor, count: 19, evidence });
	});
}

#[test]
fn many_refusals_are_unusual_once_in_a_bucket() {
	run(|| {
		assert_ok!(report(19));
		assert_eq!(signals(STRANGER), []);
		assert_ok!(Trail::report_refusals(signed(CLINIC), STRANGER, 1, EVIDENCE));
		assert_eq!(signals(STRANGER), [(Signal::Refusals, 20)]);
		assert_ok!(report(MAX_REFUSALS));
		assert_eq!(signals(STRANGER), []);
		// The next bucket still counts this one, and says so once more.
		set_time(START + BUCKET);
		assert_ok!(report(1));
		assert_eq!(signals(STRANGER), [(Signal::Refusals, 1_021)]);
		assert_ok!(report(1));
		assert_eq!(signals(STRANGER), []);
	});
}

#[test]
fn the_report_comes_before_the_noise() {
	run(|| {
		assert_ok!(report(20));
		let (reporter, actor, evidence) = (HOSPITAL, STRANGER, EVIDENCE);
		assert_eq!(
			System::read_events_for_pallet::<Event<Test>>(),
			[
				Event::RefusalsReported { reporter, actor, count: 20, evidence },
				Event::UnusualAccess { actor, signal: Signal::Refusals, count: 20 },
			]
		);
	});
}

#[test]
fn a_report_is_of_some_and_not_too_many() {
	run(|| {
		assert_noop!(report(0), Error::<Test>::ZeroCount);
		assert_noop!(report(MAX_REFUSALS + 1), Error::<Test>::TooMany);
		assert_ok!(report(1));
		assert_ok!(report(MAX_REFUSALS));
	});
}

#[test]
fn a_report_has_evidence_and_is_about_somebody_else() {
	run(|| {
		assert_noop!(
			Trail::report_refusals(signed(HOSPITAL), STRANGER, 1, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		assert_noop!(
			Trail::report_refusals(signed(HOSPITAL), HOSPITAL, 1, EVIDENCE),
			Error::<Test>::SelfReport
		);
	});
}

#[test]
fn only_organisations_report() {
	run(|| {
		for who in [PHYSICIAN, PATIENT] {
			assert_noop!(
				Trail::report_refusals(signed(who), STRANGER, 1, EVIDENCE),
				Error::<Test>::NotOrganisation
			);
		}
		for origin in nobody_signed() {
			assert_noop!(
				Trail::report_refusals(origin, STRANGER, 1, EVIDENCE),
				DispatchError::BadOrigin
			);
		}
	});
}
