use crate::{mock::*, CaseStatus, Cases, Error, Event, HoldReason, LotId, UnitState};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, Seconds, DAY};
use sp_runtime::DispatchError;

fn close(who: u64, case: u32, illegitimate: bool) -> DispatchResult {
	Provenance::close_case(signed(who), case, illegitimate, commitment(8))
}

fn suspected() -> LotId {
	let lot = commission(MEDICINE, "A1");
	deliver(lot, 0, 10, PHARMACY, 1);
	assert_ok!(Provenance::suspect(signed(PHARMACY), lot, 3, commitment(1)));
	lot
}

#[test]
fn a_cleared_unit_is_used_again() {
	run(|| {
		let lot = suspected();
		set_time(START + DAY);
		assert_ok!(close(REGULATOR, 0, false));
		let (regulator, illegitimate, ruling) = (REGULATOR, false, commitment(8));
		assert_eq!(last_event(), Event::CaseClosed { case: 0, regulator, illegitimate, ruling });
		let case = Cases::<Test>::get(0).unwrap();
		assert_eq!(case.status, CaseStatus::Cleared);
		assert_eq!(case.since, Seconds::floor(START + DAY).unwrap());
		assert_eq!(state(lot, 3), UnitState::Cleared);
		assert!(ask(lot, 3).saleable && !range(lot, 3).1.suspect);
		// What was told apart can be joined again.
		assert_ok!(Provenance::join(signed(PHARMACY), lot, 2));
		assert_ok!(dispense(PHARMACY, lot, 3));
		// The case is kept, and its deposits.
		assert_eq!(held(HoldReason::Case, PHARMACY), CaseDeposit::get());
	});
}

#[test]
fn an_illegitimate_unit_is_only_destroyed() {
	run(|| {
		let lot = suspected();
		assert_ok!(close(REGULATOR, 0, true));
		assert_eq!(state(lot, 3), UnitState::Illegitimate);
		assert!(!ask(lot, 3).saleable && range(lot, 3).1.suspect);
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::Illegitimate);
		let reason = crate::DecommissionReason::Destroyed;
		assert_ok!(Provenance::decommission(signed(PHARMACY), span(lot, 3, 4), reason));
		assert_eq!(state(lot, 3), UnitState::Illegitimate);
	});
}

#[test]
fn only_a_regulator_who_is_no_party_decides() {
	run(|| {
		let lot = suspected();
		for who in [PHARMACY, MAKER, STRANGER] {
			assert_noop!(close(who, 0, false), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		}
		license(PHARMACY, LicenceKind::Regulator);
		assert_noop!(close(PHARMACY, 0, false), Error::<Test>::ConflictOfInterest);
		assert_noop!(close(REGULATOR, 1, false), Error::<Test>::NotFound);
		let nothing = Commitment::default();
		assert_noop!(
			Provenance::close_case(signed(REGULATOR), 0, false, nothing),
			Error::<Test>::ZeroCommitment
		);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::close_case(origin, 0, false, commitment(1)),
				DispatchError::BadOrigin
			);
		}
		assert_eq!(state(lot, 3), UnitState::Suspect);
		assert_ok!(close(REGULATOR, 0, false));
		assert_noop!(close(REGULATOR, 0, true), Error::<Test>::CaseClosed);
	});
}

#[test]
fn neither_who_made_it_nor_who_dispensed_it_again_decides() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		license(OTHER_PHARMACY, LicenceKind::Regulator);
		license(MAKER, LicenceKind::Regulator);
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		for party in [MAKER, OTHER_PHARMACY] {
			assert_noop!(close(party, 0, false), Error::<Test>::ConflictOfInterest);
		}
		assert_ok!(close(REGULATOR, 0, false));
	});
}

#[test]
fn a_regulator_may_decide_what_it_reported() {
	run(|| {
		let lot = suspected();
		assert_ok!(Provenance::suspect(signed(REGULATOR), lot, 4, commitment(1)));
		assert_ok!(close(REGULATOR, 1, true));
		assert_eq!(state(lot, 4), UnitState::Illegitimate);
	});
}
