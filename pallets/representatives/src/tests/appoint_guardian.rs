use crate::{mock::*, Counts, Error, Event, HoldReason, Kind, Representative};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, LicenceKind, Moment, Power, Powers};
use sp_runtime::{DispatchError, TokenError};

fn appoint(guardian: u64, until: Moment) -> DispatchResult {
	Family::appoint_guardian(signed(COURT), PATIENT, guardian, ALL, until, EVIDENCE)
}

#[test]
fn the_court_pays_and_the_guardian_acts_at_once() {
	run(|| {
		enrol(PATIENT, 1);
		enrol(COURT, 1);
		assert_ok!(appoint(FRIEND, UNTIL));
		assert_eq!(
			entry(PATIENT, FRIEND),
			Representative {
				kind: Kind::Guardian,
				powers: ALL,
				until: UNTIL,
				contested: false,
				appointed_by: COURT,
				evidence: EVIDENCE,
				deposit: DEPOSIT,
			}
		);
		assert_eq!(Counts::<Test>::get(PATIENT), 1);
		assert_eq!(held(HoldReason::Representation, COURT), DEPOSIT);
		// Places are for what subjects decide themselves.
		assert_eq!(Places::get(), [(PATIENT, (1, 0)), (COURT, (1, 0))].into());
		assert!(Power::ALL.into_iter().all(|power| may(FRIEND, power)));
		assert_eq!(
			last_event(),
			Event::GuardianAppointed {
				subject: PATIENT,
				guardian: FRIEND,
				court: COURT,
				powers: ALL,
				until: UNTIL,
			}
		);
	});
}

#[test]
fn authority_ends_with_the_term() {
	run(|| {
		assert_ok!(appoint(FRIEND, UNTIL));
		set_time(UNTIL - 1);
		assert!(may(FRIEND, Power::Read));
		set_time(UNTIL);
		assert!(!may(FRIEND, Power::Read));
	});
}

#[test]
fn only_courts_appoint() {
	run(|| {
		let by = |origin| Family::appoint_guardian(origin, PATIENT, FRIEND, ALL, UNTIL, EVIDENCE);
		for origin in nobody_signed() {
			assert_noop!(by(origin), DispatchError::BadOrigin);
		}
		assert_noop!(by(on_behalf(COURT)), DispatchError::BadOrigin);
		// A licence makes no court, accreditation does.
		license(STRANGER, LicenceKind::Court, Ok(()));
		for who in [PATIENT, FRIEND, HOSPITAL, PHYSICIAN, STRANGER] {
			assert_noop!(by(signed(who)), Error::<Test>::NotCourt);
		}
	});
}

#[test]
fn the_term_is_in_the_future_and_not_too_long() {
	run(|| {
		assert_noop!(appoint(FRIEND, START), Error::<Test>::EndInPast);
		assert_noop!(appoint(FRIEND, START + TERM + 1), Error::<Test>::EndTooLate);
		assert_ok!(appoint(FRIEND, START + 1));
		assert_ok!(appoint(SPOUSE, START + TERM));
	});
}

#[test]
fn the_guardian_has_to_be_somebody_else_who_is_there() {
	run(|| {
		assert_noop!(appoint(PATIENT, UNTIL), Error::<Test>::SelfRepresentation);
		assert_noop!(appoint(NOBODY, UNTIL), Error::<Test>::UnknownAccount);
		assert_ok!(appoint(FRIEND, UNTIL));
		assert_noop!(appoint(FRIEND, UNTIL), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn powers_and_evidence_say_something() {
	run(|| {
		let with = |powers, evidence| {
			Family::appoint_guardian(signed(COURT), PATIENT, FRIEND, powers, UNTIL, evidence)
		};
		assert_noop!(with(Powers(0), EVIDENCE), Error::<Test>::NoPowers);
		assert_noop!(with(Powers(u8::MAX), EVIDENCE), Error::<Test>::UnknownPowers);
		assert_noop!(with(ALL, Commitment::default()), Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn there_is_a_limit() {
	run(|| {
		for guardian in [FRIEND, SPOUSE, STRANGER, COLLEAGUE] {
			assert_ok!(appoint(guardian, UNTIL));
		}
		assert_noop!(appoint(POOR, UNTIL), Error::<Test>::TooManyRepresentatives);
	});
}

#[test]
fn a_court_without_the_deposit_cannot() {
	run(|| {
		Courts::mutate(|courts| courts.insert(POOR));
		let poor = |guardian| {
			Family::appoint_guardian(signed(POOR), PATIENT, guardian, ALL, UNTIL, EVIDENCE)
		};
		assert_ok!(poor(FRIEND));
		assert_noop!(poor(SPOUSE), TokenError::FundsUnavailable);
	});
}
