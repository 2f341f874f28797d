use crate::{
	mock::*, CaseStatus, Error, Event, Exceptions, HoldReason, LotId, Target, UnitState, Words,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{end_of_day, LicenceProblem, RecallDepth, DAY};
use sp_runtime::DispatchError;

fn undo(who: u64, lot: LotId, index: u32) -> DispatchResult {
	Provenance::undo_dispense(signed(who), lot, index)
}

fn stocked() -> LotId {
	let lot = commission(MEDICINE, "A1");
	deliver(lot, 0, 10, PHARMACY, 1);
	lot
}

#[test]
fn what_is_undone_is_as_if_it_never_was() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(undo(PHARMACY, lot, 3));
		assert_eq!(last_event(), Event::DispensingUndone { lot, index: 3, pharmacy: PHARMACY });
		assert_eq!(state(lot, 3), UnitState::Received);
		assert_eq!(Words::<Test>::iter().count(), 0);
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::NotDispensed);
		// It can be moved, and dispensed again.
		assert_ok!(unpack(PHARMACY, &[units(lot, 3, 4)]));
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_eq!(state(lot, 3), UnitState::Dispensed);
	});
}

#[test]
fn others_stay_dispensed() {
	run(|| {
		let lot = stocked();
		for index in [2, 3, 4] {
			assert_ok!(dispense(PHARMACY, lot, index));
		}
		assert_ok!(undo(PHARMACY, lot, 3));
		assert_eq!(
			[2, 3, 4].map(|index| state(lot, index)),
			[UnitState::Dispensed, UnitState::Received, UnitState::Dispensed]
		);
	});
}

#[test]
fn there_is_half_a_period_at_least_and_a_whole_one_at_most() {
	let half = UndoPeriod::get() / 2;
	let whole = UndoPeriod::get();
	// When generations begin and end.
	let begins = START.div_ceil(half) * half;
	for (at, last) in [
		(begins, begins + whole - 1),
		(begins + half - 1, begins + whole - 1),
		(begins + half, begins + half + whole - 1),
		(begins + whole, begins + 2 * whole - 1),
	] {
		assert!(last - at >= half && last - at < whole);
		run(|| {
			let lot = stocked();
			set_time(at);
			assert_ok!(dispense(PHARMACY, lot, 3));
			set_time(last + 1);
			assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::UndoTooLate);
			// Another one in the same word, later, changes nothing about it.
			assert_ok!(dispense(PHARMACY, lot, 4));
			assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::UndoTooLate);
			assert_ok!(undo(PHARMACY, lot, 4));
		});
		run(|| {
			let lot = stocked();
			set_time(at);
			assert_ok!(dispense(PHARMACY, lot, 3));
			set_time(last);
			assert_ok!(dispense(PHARMACY, lot, 4));
			assert_ok!(undo(PHARMACY, lot, 3));
		});
	}
}

#[test]
fn only_the_pharmacy_that_dispensed_undoes() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_noop!(undo(OTHER_PHARMACY, lot, 3), Error::<Test>::NotHolder);
		assert_noop!(undo(WHOLESALER, lot, 3), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		assert_noop!(undo(PHARMACY, lot, 4), Error::<Test>::NotDispensed);
		assert_noop!(undo(PHARMACY, lot, 10), Error::<Test>::NotInOnePlace);
		assert_noop!(undo(PHARMACY, LotId([0; 16]), 3), Error::<Test>::UnknownLot);
		for origin in nobody_signed() {
			assert_noop!(Provenance::undo_dispense(origin, lot, 3), DispatchError::BadOrigin);
		}
		unlicense(PHARMACY);
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
	});
}

#[test]
fn nobody_undoes_away_a_case() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::CaseOpen);
		assert_ok!(Provenance::quarantine_unit(signed(PHARMACY), 0));
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::CaseOpen);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::Illegitimate);
		assert_ok!(dispense(PHARMACY, lot, 4));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 4));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 1, false, commitment(1)));
		assert_ok!(undo(PHARMACY, lot, 4));
		assert_eq!(state(lot, 4), UnitState::Cleared);
		assert_eq!(ask(lot, 4).case, Some((1, CaseStatus::Cleared)));
	});
}

#[test]
fn what_would_not_be_dispensed_does_not_come_back() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		let kind = recall(RecallDepth::Pharmacy);
		let id = measure(Target::Lot(lot), kind);
		assert_noop!(undo(PHARMACY, lot, 3), Error::<Test>::UnderMeasure(kind));
		let target = Target::Lot(lot);
		assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, id, commitment(1)));
		measure(Target::Lot(lot), recall(RecallDepth::Wholesale));
		assert_ok!(undo(PHARMACY, lot, 3));
		set_time(end_of_day(TODAY + 365) - 1);
		assert_ok!(dispense(PHARMACY, lot, 4));
		set_time(end_of_day(TODAY + 365));
		assert_noop!(undo(PHARMACY, lot, 4), Error::<Test>::Expired);
	});
}

#[test]
fn the_last_portions_come_back_and_no_others() {
	run(|| {
		let lot = commission(VIAL, "B1");
		deliver(lot, 0, 10, PHARMACY, 1);
		let left = |left| UnitState::PartlyDispensed { left };
		for portions in [3, 3, 4] {
			assert_ok!(portion(PHARMACY, lot, 0, portions));
		}
		assert_eq!(state(lot, 0), UnitState::Dispensed);
		assert_ok!(undo(PHARMACY, lot, 0));
		assert_eq!(state(lot, 0), left(4));
		assert_noop!(undo(PHARMACY, lot, 0), Error::<Test>::UndoTooLate);
		assert_ok!(portion(PHARMACY, lot, 0, 1));
		assert_ok!(undo(PHARMACY, lot, 0));
		assert_eq!(state(lot, 0), left(4));
		assert_noop!(undo(PHARMACY, lot, 0), Error::<Test>::UndoTooLate);
		assert_eq!(held(HoldReason::Exception, PHARMACY), ExceptionDeposit::get());
	});
}

#[test]
fn a_vial_from_which_nothing_was_taken_is_closed_again() {
	run(|| {
		let lot = commission(VIAL, "B1");
		deliver(lot, 0, 10, PHARMACY, 1);
		for all_at_once in [3, 10] {
			assert_ok!(portion(PHARMACY, lot, 0, all_at_once));
			assert_eq!(held(HoldReason::Exception, PHARMACY), ExceptionDeposit::get());
			assert_ok!(undo(PHARMACY, lot, 0));
			assert_eq!(state(lot, 0), UnitState::Received);
			assert_eq!(held(HoldReason::Exception, PHARMACY), 0);
			assert_eq!(Exceptions::<Test>::iter().count() + Words::<Test>::iter().count(), 0);
		}
		assert_ok!(unpack(PHARMACY, &[units(lot, 0, 10)]));
	});
}

#[test]
fn portions_come_back_for_a_whole_period() {
	run(|| {
		let lot = commission(VIAL, "B1");
		deliver(lot, 0, 10, PHARMACY, 1);
		set_time(START + DAY);
		assert_ok!(portion(PHARMACY, lot, 0, 3));
		set_time(START + 2 * DAY);
		assert_ok!(portion(PHARMACY, lot, 0, 3));
		set_time(START + 2 * DAY + UndoPeriod::get() + 1);
		assert_noop!(undo(PHARMACY, lot, 0), Error::<Test>::UndoTooLate);
		set_time(START + 2 * DAY + UndoPeriod::get());
		assert_ok!(undo(PHARMACY, lot, 0));
		assert_eq!(state(lot, 0), UnitState::PartlyDispensed { left: 7 });
	});
}
