use crate::{
	mock::*, CaseStatus, Cases, Error, Event, Exceptions, HoldReason, LotId, ShipmentKind,
	UnitState,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, Seconds};
use sp_runtime::{DispatchError, TokenError};

fn suspect(who: u64, lot: LotId, index: u32) -> DispatchResult {
	Provenance::suspect(signed(who), lot, index, commitment(6))
}

#[test]
fn a_suspect_is_told_apart() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(suspect(PHARMACY, lot, 3));
		let evidence = commitment(6);
		assert_eq!(last_event(), Event::Suspected { case: 0, lot, index: 3, evidence });
		let case = Cases::<Test>::get(0).unwrap();
		assert_eq!((case.first, case.second, case.attempts), (PHARMACY, PHARMACY, 0));
		assert_eq!(
			(case.status, case.since),
			(CaseStatus::Suspect, Seconds::floor(START).unwrap())
		);
		let (end, apart) = range(lot, 3);
		assert!(apart.suspect && apart.start == 3 && end == 4);
		assert!(!range(lot, 2).1.suspect && !range(lot, 4).1.suspect);
		assert_eq!(held(HoldReason::Case, PHARMACY), CaseDeposit::get());
		assert_eq!(held(HoldReason::Exception, PHARMACY), ExceptionDeposit::get());
		assert_eq!(held(HoldReason::Range, PHARMACY), 2 * RangeDeposit::get());
		assert_eq!(state(lot, 3), UnitState::Suspect);
		assert!(!ask(lot, 3).saleable && ask(lot, 2).saleable);
		// A second case is opened when this one is closed.
		assert_noop!(suspect(REGULATOR, lot, 3), Error::<Test>::CaseOpen);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, false, commitment(1)));
		assert_ok!(suspect(REGULATOR, lot, 3));
		assert_eq!(ask(lot, 3).case, Some((1, CaseStatus::Suspect)));
	});
}

#[test]
fn fresh_units_and_those_in_containers_are_suspected_as_well() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_ok!(suspect(MAKER, lot, 500));
		assert_eq!(held(HoldReason::Range, MAKER), 2 * RangeDeposit::get());
		assert_eq!(state(lot, 500), UnitState::Suspect);
		let inside = open(MAKER, 1);
		assert_ok!(pack(MAKER, inside, &[units(lot, 600, 610)]));
		assert_ok!(ship(MAKER, inside, WHOLESALER, ShipmentKind::Sale));
		// A regulator looks into a van, and pays for what that cuts.
		assert_ok!(suspect(REGULATOR, lot, 605));
		assert_eq!(container(inside).contents, 3);
		assert_eq!(held(HoldReason::Range, REGULATOR), 2 * RangeDeposit::get());
		assert_eq!(Cases::<Test>::get(1).unwrap().first, MAKER);
		assert_ok!(suspect(REGULATOR, lot, COUNT - 1));
		assert_ok!(suspect(REGULATOR, lot, 0));
	});
}

#[test]
fn a_dispensed_unit_is_suspected_where_it_is() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(suspect(PHARMACY, lot, 3));
		assert_eq!((range(lot, 3).0, range(lot, 3).1.start), (10, 0));
		assert!(!range(lot, 3).1.suspect);
		assert_eq!(state(lot, 3), UnitState::Suspect);
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_eq!(Cases::<Test>::get(0).unwrap().attempts, 1);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, false, commitment(1)));
		assert_eq!(state(lot, 3), UnitState::Dispensed);
	});
}

#[test]
fn only_its_holder_or_a_regulator_suspects_a_unit() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		for who in [MAKER, WHOLESALER, OTHER_PHARMACY, STRANGER] {
			assert_noop!(suspect(who, lot, 3), Error::<Test>::NotAuthorized);
		}
		assert_noop!(suspect(PHARMACY, lot, 10), Error::<Test>::NotAuthorized);
		assert_noop!(suspect(REGULATOR, lot, COUNT), Error::<Test>::IndexOutOfRange);
		assert_noop!(suspect(REGULATOR, lot, u32::MAX), Error::<Test>::EmptySpan);
		assert_noop!(suspect(REGULATOR, LotId([0; 16]), 0), Error::<Test>::UnknownLot);
		let nothing = Commitment::default();
		assert_noop!(
			Provenance::suspect(signed(PHARMACY), lot, 3, nothing),
			Error::<Test>::ZeroCommitment
		);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::suspect(origin, lot, 3, commitment(1)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_case_is_paid_for() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 5), units(lot, 5, 6)]));
		hand_over(MAKER, container, POOR_PHARMACY, ShipmentKind::Sale);
		assert_noop!(suspect(POOR_PHARMACY, lot, 3), TokenError::FundsUnavailable);
		assert_noop!(suspect(POOR_PHARMACY, lot, 5), TokenError::FundsUnavailable);
		assert_eq!(Exceptions::<Test>::iter().count(), 0);
	});
}

#[test]
fn what_is_illegitimate_stays_so() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_ok!(suspect(MAKER, lot, 3));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		for who in [MAKER, REGULATOR] {
			assert_noop!(suspect(who, lot, 3), Error::<Test>::Illegitimate);
		}
	});
}
