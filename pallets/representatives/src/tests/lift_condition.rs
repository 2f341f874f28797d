use crate::{mock::*, Appointed, Condition, Conditions, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::Power;
use sp_runtime::DispatchError;
use Condition::{Death, Incapacity};

fn lift(by: u64, condition: Condition) -> DispatchResult {
	Family::lift_condition(signed(by), PATIENT, condition)
}

#[test]
fn the_attestations_go_and_their_deposits_return() {
	run(|| {
		confirmed(Incapacity);
		prepared();
		assert_ok!(lift(PATIENT, Incapacity));
		assert!(!Conditions::<Test>::contains_key(PATIENT, Incapacity));
		for practitioner in [PHYSICIAN, SPECIALIST] {
			assert_eq!(held(HoldReason::Attestation, practitioner), 0);
		}
		assert_eq!(Deaths::get(), []);
		let (subject, condition) = (PATIENT, Incapacity);
		assert_eq!(last_event(), Event::ConditionLifted { subject, condition });
		assert_noop!(lift(PATIENT, Incapacity), Error::<Test>::NotFound);
		// Another one can be attested.
		confirmed(Incapacity);
	});
}

#[test]
fn incapacity_is_lifted_by_the_subject_or_either_practitioner() {
	for by in [PATIENT, PHYSICIAN, SPECIALIST] {
		run(|| {
			confirmed(Incapacity);
			assert_ok!(lift(by, Incapacity));
			assert!(!holds(Incapacity));
		});
	}
}

#[test]
fn death_is_lifted_by_either_practitioner_or_a_court_and_told() {
	for by in [PHYSICIAN, SPECIALIST, COURT, OTHER_COURT] {
		run(|| {
			confirmed(Death);
			assert_ok!(lift(by, Death));
			assert!(!holds(Death));
			assert_eq!(Deaths::get(), [(PATIENT, true), (PATIENT, false)]);
		});
	}
}

#[test]
fn nobody_else_lifts_anything() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		confirmed(Incapacity);
		confirmed(Death);
		for who in [FRIEND, SPOUSE, HOSPITAL, COLLEAGUE, STRANGER] {
			assert_noop!(lift(who, Incapacity), Error::<Test>::NotAuthorized);
			assert_noop!(lift(who, Death), Error::<Test>::NotAuthorized);
		}
		assert_noop!(lift(COURT, Incapacity), Error::<Test>::NotAuthorized);
		// The dead do not rise by their key.
		assert_noop!(lift(PATIENT, Death), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn only_signed() {
	run(|| {
		confirmed(Incapacity);
		for origin in nobody_signed() {
			assert_noop!(
				Family::lift_condition(origin, PATIENT, Incapacity),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			Family::lift_condition(on_behalf(FRIEND), PATIENT, Incapacity),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn an_unconfirmed_death_is_lifted_without_a_word() {
	run(|| {
		assert_ok!(Family::attest(signed(PHYSICIAN), PATIENT, Death, HOSPITAL, EVIDENCE));
		assert_noop!(lift(SPECIALIST, Death), Error::<Test>::NotAuthorized);
		assert_ok!(lift(PHYSICIAN, Death));
		assert_eq!(Deaths::get(), []);
		assert_eq!(held(HoldReason::Attestation, PHYSICIAN), 0);
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	run(|| {
		confirmed(Incapacity);
		assert_noop!(lift(PHYSICIAN, Death), Error::<Test>::NotFound);
		assert_noop!(
			Family::lift_condition(signed(PHYSICIAN), FRIEND, Incapacity),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn a_proxy_sleeps_again() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		confirmed(Incapacity);
		assert!(may(FRIEND, Power::Grant));
		assert_ok!(lift(PATIENT, Incapacity));
		assert!(!may(FRIEND, Power::Grant));
		confirmed(Incapacity);
		assert!(may(FRIEND, Power::Grant));
	});
}
