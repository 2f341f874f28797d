use crate::{
	mock::*, Error, Event, HoldReason, LotId, ProvenUnit, ShipmentKind, Stage, Target, UnitState,
	MAX_RETURNS,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{merkle::ProofProblem, MeasureKind};
use sp_runtime::DispatchError;

fn proven(index: u32) -> ProvenUnit {
	ProvenUnit { unit: unit(index), proof: proof(index) }
}

fn verify(who: u64, lot: LotId, start: u32, units: Vec<ProvenUnit>) -> DispatchResult {
	Provenance::verify_return(signed(who), lot, start, units.try_into().unwrap())
}

/// Ten units that came back to the wholesaler.
fn returned() -> LotId {
	let lot = commission(MEDICINE, "A1");
	deliver(lot, 0, 10, WHOLESALER, 1);
	for (serial, from, to, kind) in [
		(2, WHOLESALER, PHARMACY, ShipmentKind::Sale),
		(3, PHARMACY, WHOLESALER, ShipmentKind::Return),
	] {
		let container = open(from, serial);
		assert_ok!(pack(from, container, &[units(lot, 0, 10)]));
		hand_over(from, container, to, kind);
		assert_ok!(unpack(to, &[units(lot, 0, 10)]));
	}
	lot
}

#[test]
fn what_came_back_is_sold_again_once_it_is_verified() {
	run(|| {
		let lot = returned();
		assert_eq!(state(lot, 3), UnitState::Returned);
		let sale = open(WHOLESALER, 4);
		assert_ok!(pack(WHOLESALER, sale, &[units(lot, 0, 2)]));
		assert_noop!(
			ship(WHOLESALER, sale, PHARMACY, ShipmentKind::Sale),
			Error::<Test>::ReturnsOnly
		);
		assert_ok!(unpack(WHOLESALER, &[units(lot, 0, 2)]));
		let before = held(HoldReason::Range, WHOLESALER);
		assert_ok!(verify(WHOLESALER, lot, 3, vec![proven(3), proven(4)]));
		assert_eq!(last_event(), Event::ReturnVerified { span: span(lot, 3, 5) });
		assert_eq!(held(HoldReason::Range, WHOLESALER), before + 2 * RangeDeposit::get());
		assert_eq!(
			[2, 3, 4, 5].map(|index| state(lot, index)),
			[UnitState::Returned, UnitState::Verified, UnitState::Verified, UnitState::Returned]
		);
		assert_noop!(verify(WHOLESALER, lot, 3, vec![proven(3)]), Error::<Test>::NotReturned);
		assert_ok!(pack(WHOLESALER, sale, &[units(lot, 3, 5)]));
		assert_eq!(state(lot, 3), UnitState::Resold);
		hand_over(WHOLESALER, sale, PHARMACY, ShipmentKind::Sale);
		assert_ok!(unpack(PHARMACY, &[units(lot, 3, 5)]));
		assert_ok!(dispense(PHARMACY, lot, 3));
		// And back once more.
		let back = open(PHARMACY, 5);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 4, 5)]));
		hand_over(PHARMACY, back, WHOLESALER, ShipmentKind::Return);
		assert_eq!(state(lot, 4), UnitState::Returned);
		assert_ok!(unpack(WHOLESALER, &[units(lot, 4, 5)]));
		assert_eq!(range(lot, 4).1.stage, Stage::Returned);
	});
}

#[test]
fn every_one_of_them_is_proven() {
	run(|| {
		let lot = returned();
		let mismatch = || Error::<Test>::Proof(ProofProblem::Mismatch);
		assert_noop!(verify(WHOLESALER, lot, 3, vec![]), Error::<Test>::NothingToDo);
		assert_noop!(verify(WHOLESALER, lot, 3, vec![proven(4)]), mismatch());
		assert_noop!(verify(WHOLESALER, lot, 3, vec![proven(3), proven(3)]), mismatch());
		assert_noop!(verify(WHOLESALER, lot, 3, vec![proven(3), proven(5)]), mismatch());
		let mut short = proven(3);
		short.proof.pop();
		assert_noop!(
			verify(WHOLESALER, lot, 3, vec![short]),
			Error::<Test>::Proof(ProofProblem::Length)
		);
		assert_noop!(
			verify(WHOLESALER, lot, COUNT, vec![proven(3)]),
			Error::<Test>::Proof(ProofProblem::Index)
		);
		assert_noop!(
			verify(WHOLESALER, LotId([0; 16]), 3, vec![proven(3)]),
			Error::<Test>::UnknownLot
		);
		assert_noop!(
			verify(WHOLESALER, lot, 9, vec![proven(9), proven(10)]),
			Error::<Test>::NotInOnePlace
		);
	});
}

#[test]
fn only_who_has_them_in_stock_verifies_them() {
	run(|| {
		let lot = returned();
		for who in [MAKER, PHARMACY, STRANGER] {
			assert_noop!(verify(who, lot, 3, vec![proven(3)]), Error::<Test>::NotHolder);
		}
		assert_noop!(verify(MAKER, lot, 10, vec![proven(10)]), Error::<Test>::NotReturned);
		let container = open(WHOLESALER, 4);
		assert_ok!(pack(WHOLESALER, container, &[units(lot, 3, 4)]));
		assert_noop!(verify(WHOLESALER, lot, 3, vec![proven(3)]), Error::<Test>::InContainer);
		for origin in nobody_signed() {
			let units = vec![proven(4)].try_into().unwrap();
			assert_noop!(
				Provenance::verify_return(origin, lot, 4, units),
				DispatchError::BadOrigin
			);
		}
		let reason = crate::DecommissionReason::Lost;
		assert_ok!(Provenance::decommission(signed(WHOLESALER), span(lot, 5, 6), reason));
		assert_noop!(verify(WHOLESALER, lot, 5, vec![proven(5)]), Error::<Test>::Gone);
	});
}

#[test]
fn thirty_two_are_verified_at_once() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 40, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 40)]));
		hand_over(PHARMACY, back, MAKER, ShipmentKind::Return);
		assert_ok!(unpack(MAKER, &[units(lot, 0, 40)]));
		assert_ok!(verify(MAKER, lot, 0, (0..MAX_RETURNS).map(proven).collect()));
		assert_eq!((state(lot, 31), state(lot, 32)), (UnitState::Verified, UnitState::Returned));
	});
}

#[test]
fn a_verified_unit_is_as_recalled_as_before() {
	run(|| {
		let lot = returned();
		measure(Target::Lot(lot), MeasureKind::Quarantine);
		assert_ok!(verify(WHOLESALER, lot, 3, vec![proven(3)]));
		assert_eq!(state(lot, 3), UnitState::Verified);
		assert!(!ask(lot, 3).saleable);
	});
}
