use crate::{mock::*, Counts, Error, Event, HoldReason, Kind, Representative};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, Moment, Power, Powers};
use sp_runtime::{DispatchError, TokenError};

fn register(parent: u64, majority: Moment) -> DispatchResult {
	Family::register_parent(signed(HOSPITAL), CHILD, parent, majority, ALL, EVIDENCE)
}

fn may(parent: u64) -> bool {
	Power::ALL.into_iter().all(|power| Family::may(CHILD, parent, power))
}

#[test]
fn the_facility_pays_and_the_parent_acts_at_once() {
	run(|| {
		assert_ok!(register(SPOUSE, UNTIL));
		assert_eq!(
			entry(CHILD, SPOUSE),
			Representative {
				kind: Kind::Parent,
				powers: ALL,
				until: UNTIL,
				contested: false,
				appointed_by: HOSPITAL,
				evidence: EVIDENCE,
				deposit: DEPOSIT,
			}
		);
		assert_eq!(Counts::<Test>::get(CHILD), 1);
		assert_eq!(held(HoldReason::Representation, HOSPITAL), DEPOSIT);
		assert!(may(SPOUSE));
		assert_eq!(
			last_event(),
			Event::ParentRegistered {
				subject: CHILD,
				parent: SPOUSE,
				facility: HOSPITAL,
				powers: ALL,
				majority: UNTIL,
			}
		);
	});
}

#[test]
fn a_childs_place_is_not_taken() {
	run(|| {
		enrol(CHILD, 1);
		assert_ok!(register(SPOUSE, UNTIL));
		assert_eq!(Places::get()[&CHILD], (1, 0));
		assert_eq!(held(HoldReason::Representation, HOSPITAL), DEPOSIT);
	});
}

#[test]
fn the_institution_that_pays_for_the_child_registers() {
	run(|| {
		Sponsors::set([(CHILD, CLINIC)].into());
		assert_noop!(register(SPOUSE, UNTIL), Error::<Test>::NotSponsor);
		Sponsors::set([(CHILD, HOSPITAL)].into());
		assert_ok!(register(SPOUSE, UNTIL));
	});
}

#[test]
fn authority_ends_by_itself_at_majority() {
	run(|| {
		assert_ok!(register(SPOUSE, UNTIL));
		set_time(UNTIL - 1);
		assert!(may(SPOUSE));
		set_time(UNTIL);
		assert!(!may(SPOUSE));
		for power in Power::ALL {
			assert!(!Family::may(CHILD, SPOUSE, power));
		}
	});
}

#[test]
fn two_parents_are_possible() {
	run(|| {
		assert_ok!(register(SPOUSE, UNTIL));
		assert_ok!(register(FRIEND, UNTIL));
		assert!(may(SPOUSE) && may(FRIEND));
		assert_eq!(Counts::<Test>::get(CHILD), 2);
	});
}

#[test]
fn only_licensed_facilities_register() {
	run(|| {
		let by = |origin| Family::register_parent(origin, CHILD, SPOUSE, UNTIL, ALL, EVIDENCE);
		for origin in nobody_signed() {
			assert_noop!(by(origin), DispatchError::BadOrigin);
		}
		assert_noop!(by(on_behalf(HOSPITAL)), DispatchError::BadOrigin);
		for who in [STRANGER, PHYSICIAN, COURT] {
			assert_noop!(by(signed(who)), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		}
		let problem = LicenceProblem::Suspended;
		license(HOSPITAL, LicenceKind::Facility, Err(problem));
		assert_noop!(by(signed(HOSPITAL)), Error::<Test>::Unlicensed(problem));
	});
}

#[test]
fn a_facility_is_no_parent() {
	run(|| {
		assert_noop!(register(HOSPITAL, UNTIL), Error::<Test>::ConflictOfInterest);
	});
}

#[test]
fn an_account_that_has_signed_is_no_newborns() {
	run(|| {
		System::inc_account_nonce(CHILD);
		assert_noop!(register(SPOUSE, UNTIL), Error::<Test>::SubjectHasActed);
	});
}

#[test]
fn majority_is_in_the_future_and_within_a_childhood() {
	run(|| {
		assert_noop!(register(SPOUSE, START - 1), Error::<Test>::MajorityInPast);
		assert_noop!(register(SPOUSE, START), Error::<Test>::MajorityInPast);
		assert_noop!(register(SPOUSE, START + MINORITY + 1), Error::<Test>::MajorityTooFar);
		assert_noop!(register(SPOUSE, Moment::MAX), Error::<Test>::MajorityTooFar);
		assert_ok!(register(SPOUSE, START + 1));
		assert_ok!(register(FRIEND, START + MINORITY));
	});
}

#[test]
fn the_parent_has_to_be_somebody_else_who_is_there() {
	run(|| {
		assert_noop!(register(CHILD, UNTIL), Error::<Test>::SelfRepresentation);
		assert_noop!(register(NOBODY, UNTIL), Error::<Test>::UnknownAccount);
		assert_ok!(register(SPOUSE, UNTIL));
		assert_noop!(register(SPOUSE, UNTIL), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn powers_and_evidence_say_something() {
	run(|| {
		let with = |powers, evidence| {
			Family::register_parent(signed(HOSPITAL), CHILD, SPOUSE, UNTIL, powers, evidence)
		};
		assert_noop!(with(Powers(0), EVIDENCE), Error::<Test>::NoPowers);
		assert_noop!(with(Powers(0b1_0001), EVIDENCE), Error::<Test>::UnknownPowers);
		assert_noop!(with(ALL, Commitment::default()), Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn there_is_a_limit() {
	run(|| {
		for parent in [PATIENT, FRIEND, SPOUSE, COURT] {
			assert_ok!(register(parent, UNTIL));
		}
		assert_eq!(Counts::<Test>::get(CHILD), MAX);
		assert_noop!(register(STRANGER, UNTIL), Error::<Test>::TooManyRepresentatives);
	});
}

#[test]
fn a_facility_without_the_deposit_cannot() {
	run(|| {
		license(POOR, LicenceKind::Facility, Ok(()));
		let poor =
			|parent| Family::register_parent(signed(POOR), CHILD, parent, UNTIL, ALL, EVIDENCE);
		assert_ok!(poor(SPOUSE));
		assert_noop!(poor(FRIEND), TokenError::FundsUnavailable);
	});
}
