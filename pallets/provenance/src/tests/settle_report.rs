use crate::{
	mock::*, DecommissionReason, Discrepancy, Error, Event, HoldReason, LotId, Place, Report,
	ReportOutcome, ShipmentKind, UnitState,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::DispatchError;

/// Ten units of the maker's of which the wholesaler reported those from 4 to 8.
pub fn reported(discrepancy: Discrepancy, number: &str, serial: u64) -> LotId {
	let lot = commission(MEDICINE, number);
	let container = open(MAKER, serial);
	assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
	assert_ok!(ship(MAKER, container, WHOLESALER, ShipmentKind::Sale));
	let reports = vec![Report { span: span(lot, 4, 8), discrepancy }].try_into().unwrap();
	assert_ok!(Provenance::receive(signed(WHOLESALER), container, 1, reports));
	lot
}

fn settle(who: u64, lot: LotId, index: u32, outcome: ReportOutcome) -> DispatchResult {
	Provenance::settle_report(signed(who), lot, index, outcome)
}

#[test]
fn what_never_left_is_in_stock() {
	run(|| {
		let lot = reported(Discrepancy::Short, "A1", 1);
		let before = held(HoldReason::Range, MAKER);
		assert_ok!(settle(MAKER, lot, 6, ReportOutcome::Found { location: 5 }));
		let place = Place::Stock { holder: MAKER, location: 5 };
		assert_eq!(last_event(), Event::ReportSettled { span: span(lot, 4, 8), place });
		assert_eq!((state(lot, 4), state(lot, 7)), (UnitState::Active, UnitState::Active));
		assert_eq!(held(HoldReason::Range, MAKER), before);
		assert_ok!(unpack(MAKER, &[units(lot, 5, 6)]));
		assert_noop!(settle(MAKER, lot, 4, ReportOutcome::Confirmed), Error::<Test>::NotReported);
	});
}

#[test]
fn what_is_confirmed_is_gone() {
	run(|| {
		for (serial, (discrepancy, reason)) in [
			(Discrepancy::Short, DecommissionReason::Lost),
			(Discrepancy::Lost, DecommissionReason::Lost),
			(Discrepancy::Damaged, DecommissionReason::Damaged),
			(Discrepancy::Stolen, DecommissionReason::Stolen),
		]
		.into_iter()
		.enumerate()
		{
			let lot = reported(discrepancy, &format!("A{serial}"), serial as u64);
			assert_ok!(settle(MAKER, lot, 4, ReportOutcome::Confirmed));
			let place = Place::Gone { holder: MAKER, reason };
			assert_eq!(last_event(), Event::ReportSettled { span: span(lot, 4, 8), place });
			assert_eq!(state(lot, 7), UnitState::Decommissioned(reason));
			assert_eq!(Provenance::do_outstanding(span(lot, 0, 10)), 6);
			assert_noop!(unpack(MAKER, &[units(lot, 4, 8)]), Error::<Test>::Gone);
		}
	});
}

#[test]
fn only_the_shipper_answers_a_report() {
	run(|| {
		let lot = reported(Discrepancy::Lost, "A1", 1);
		for who in [WHOLESALER, REGULATOR, STRANGER] {
			assert_noop!(settle(who, lot, 4, ReportOutcome::Confirmed), Error::<Test>::NotHolder);
		}
		let confirmed = ReportOutcome::Confirmed;
		assert_noop!(settle(MAKER, lot, 3, confirmed), Error::<Test>::NotReported);
		assert_noop!(settle(MAKER, lot, 10, confirmed), Error::<Test>::NotInOnePlace);
		assert_noop!(settle(MAKER, lot, COUNT, confirmed), Error::<Test>::NotInOnePlace);
		assert_noop!(settle(MAKER, LotId([0; 16]), 4, confirmed), Error::<Test>::UnknownLot);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::settle_report(origin, lot, 4, confirmed),
				DispatchError::BadOrigin
			);
		}
		// There is time enough until somebody else says so.
		set_time(START + 10 * ReportPeriod::get());
		assert_ok!(settle(MAKER, lot, 4, ReportOutcome::Found { location: 1 }));
	});
}

#[test]
fn a_reported_unit_goes_nowhere_before() {
	run(|| {
		let lot = reported(Discrepancy::Lost, "A1", 1);
		let into = open(MAKER, 2);
		let span = span(lot, 4, 8);
		let reason = DecommissionReason::Destroyed;
		for who in [MAKER, WHOLESALER] {
			assert_noop!(unpack(who, &[units(lot, 4, 8)]), Error::<Test>::UnderReport);
			assert_noop!(
				Provenance::decommission(signed(who), span, reason),
				Error::<Test>::UnderReport
			);
		}
		assert_noop!(pack(MAKER, into, &[units(lot, 5, 6)]), Error::<Test>::UnderReport);
	});
}
