use crate::{
	mock::*, Appointed, Condition, Counts, Error, Event, HoldReason, Kind, Representative,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, Moment, Power, Powers};
use sp_runtime::{DispatchError, TokenError};

fn appoint(representative: u64, until: Moment) -> DispatchResult {
	let kind = Appointed::Proxy;
	Family::appoint(signed(PATIENT), representative, kind, ALL, until, EVIDENCE)
}

#[test]
fn the_subject_pays_and_the_proxy_waits() {
	run(|| {
		assert_ok!(appoint(FRIEND, UNTIL));
		assert_eq!(
			entry(PATIENT, FRIEND),
			Representative {
				kind: Kind::Proxy,
				powers: ALL,
				until: UNTIL,
				contested: false,
				appointed_by: PATIENT,
				evidence: EVIDENCE,
				deposit: DEPOSIT,
			}
		);
		assert_eq!(Counts::<Test>::get(PATIENT), 1);
		assert_eq!(held(HoldReason::Representation, PATIENT), DEPOSIT);
		assert!(!may(FRIEND, Power::Read));
		assert_eq!(
			last_event(),
			Event::Appointed {
				subject: PATIENT,
				representative: FRIEND,
				kind: Appointed::Proxy,
				powers: ALL,
				until: UNTIL,
			}
		);
	});
}

#[test]
fn an_executor_is_appointed_alike() {
	run(|| {
		appointed(Appointed::Executor, FRIEND);
		assert_eq!(entry(PATIENT, FRIEND).kind, Kind::Executor);
		assert!(!may(FRIEND, Power::Read));
	});
}

#[test]
fn a_place_is_taken_before_the_subject_pays() {
	run(|| {
		enrol(PATIENT, 1);
		assert_ok!(appoint(FRIEND, UNTIL));
		assert_eq!(entry(PATIENT, FRIEND).deposit, 0);
		assert_eq!(Places::get()[&PATIENT], (1, 1));
		assert_eq!(held(HoldReason::Representation, PATIENT), 0);
		assert_ok!(appoint(SPOUSE, UNTIL));
		assert_eq!(entry(PATIENT, SPOUSE).deposit, DEPOSIT);
		assert_eq!(held(HoldReason::Representation, PATIENT), DEPOSIT);
	});
}

#[test]
fn only_the_subject_themselves_appoints() {
	run(|| {
		let by = |origin| Family::appoint(origin, FRIEND, Appointed::Proxy, ALL, UNTIL, EVIDENCE);
		for origin in nobody_signed() {
			assert_noop!(by(origin), DispatchError::BadOrigin);
		}
		assert_noop!(by(on_behalf(SPOUSE)), Error::<Test>::NotAuthorized);
		// Signed by somebody else, it is about that somebody.
		assert_ok!(by(signed(STRANGER)));
		assert_eq!(Counts::<Test>::get(PATIENT), 0);
	});
}

#[test]
fn the_term_is_in_the_future_and_not_too_long() {
	run(|| {
		assert_noop!(appoint(FRIEND, START - 1), Error::<Test>::EndInPast);
		assert_noop!(appoint(FRIEND, START), Error::<Test>::EndInPast);
		assert_noop!(appoint(FRIEND, START + TERM + 1), Error::<Test>::EndTooLate);
		assert_noop!(appoint(FRIEND, Moment::MAX), Error::<Test>::EndTooLate);
		assert_ok!(appoint(FRIEND, START + 1));
		assert_ok!(appoint(SPOUSE, START + TERM));
	});
}

#[test]
fn the_representative_has_to_be_somebody_else_who_is_there() {
	run(|| {
		assert_noop!(appoint(PATIENT, UNTIL), Error::<Test>::SelfRepresentation);
		assert_noop!(appoint(NOBODY, UNTIL), Error::<Test>::UnknownAccount);
	});
}

#[test]
fn powers_and_evidence_say_something() {
	run(|| {
		let with = |powers, evidence| {
			let kind = Appointed::Executor;
			Family::appoint(signed(PATIENT), FRIEND, kind, powers, UNTIL, evidence)
		};
		assert_noop!(with(Powers(0), EVIDENCE), Error::<Test>::NoPowers);
		assert_noop!(with(Powers(1 << 4), EVIDENCE), Error::<Test>::UnknownPowers);
		assert_noop!(with(ALL, Commitment::default()), Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn nobody_is_two_things_for_a_subject() {
	run(|| {
		guarded_by(FRIEND);
		assert_noop!(appoint(FRIEND, UNTIL), Error::<Test>::AlreadyExists);
		// Not even when the former has ended, until it is reaped.
		set_time(UNTIL);
		assert_noop!(appoint(FRIEND, UNTIL + 1), Error::<Test>::AlreadyExists);
		assert_ok!(Family::reap(signed(STRANGER), PATIENT, FRIEND));
		assert_ok!(appoint(FRIEND, UNTIL + 1));
	});
}

#[test]
fn there_is_a_limit() {
	run(|| {
		for representative in [FRIEND, SPOUSE, STRANGER, COLLEAGUE] {
			assert_ok!(appoint(representative, UNTIL));
		}
		assert_noop!(appoint(POOR, UNTIL), Error::<Test>::TooManyRepresentatives);
		assert_ok!(Family::resign(signed(FRIEND), PATIENT));
		assert_ok!(appoint(POOR, UNTIL));
	});
}

#[test]
fn a_subject_without_deposit_or_place_cannot() {
	run(|| {
		let poor = |representative| {
			let kind = Appointed::Proxy;
			Family::appoint(signed(POOR), representative, kind, ALL, UNTIL, EVIDENCE)
		};
		assert_ok!(poor(FRIEND));
		assert_noop!(poor(SPOUSE), TokenError::FundsUnavailable);
	});
}

#[test]
fn the_key_of_the_dead_appoints_nobody() {
	run(|| {
		confirmed(Condition::Incapacity);
		assert_ok!(appoint(FRIEND, UNTIL));
		confirmed(Condition::Death);
		assert_noop!(appoint(SPOUSE, UNTIL), Error::<Test>::Deceased);
		assert_ok!(Family::lift_condition(signed(COURT), PATIENT, Condition::Death));
		assert_ok!(appoint(SPOUSE, UNTIL));
	});
}
