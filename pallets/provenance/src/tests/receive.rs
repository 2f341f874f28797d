use crate::{
	mock::*, Discrepancy, Error, Event, HoldReason, Item, LotId, Place, Report, ShipmentKind,
	Stage, Target, UnitState,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Custody, LicenceProblem, MeasureKind, Seconds, Sscc, DAY};
use sp_runtime::DispatchError;

use ShipmentKind::{Return, Sale};

fn receive(who: u64, container: Sscc, reports: &[Report]) -> DispatchResult {
	Provenance::receive(signed(who), container, 4, reports.to_vec().try_into().unwrap())
}

fn report(lot: LotId, start: u32, end: u32, discrepancy: Discrepancy) -> Report {
	Report { span: span(lot, start, end), discrepancy }
}

/// Twenty units on their way from the maker to the wholesaler, half of them in an inner container.
fn shipped() -> (LotId, Sscc, Sscc) {
	let lot = commission(MEDICINE, "A1");
	let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
	assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
	assert_ok!(pack(MAKER, outer, &[Item::Container(inner), units(lot, 10, 20)]));
	assert_ok!(ship(MAKER, outer, WHOLESALER, Sale));
	(lot, inner, outer)
}

#[test]
fn everything_in_it_is_the_consignees_at_once() {
	run(|| {
		let (lot, inner, outer) = shipped();
		assert_ok!(receive(WHOLESALER, outer, &[]));
		let (shipper, consignee, reports) = (MAKER, WHOLESALER, Default::default());
		assert_eq!(last_event(), Event::Received { container: outer, shipper, consignee, reports });
		assert_eq!(Provenance::holder(&inner), Some(WHOLESALER));
		assert_eq!((state(lot, 0), state(lot, 15)), (UnitState::Received, UnitState::Received));
		assert_noop!(receive(WHOLESALER, outer, &[]), Error::<Test>::NotShipped);
		assert_noop!(unpack(MAKER, &[units(lot, 0, 10)]), Error::<Test>::NotHolder);
	});
}

#[test]
fn what_is_reported_stays_with_the_shipper() {
	run(|| {
		let (lot, inner, outer) = shipped();
		let reports =
			[report(lot, 3, 5, Discrepancy::Damaged), report(lot, 10, 20, Discrepancy::Stolen)];
		assert_ok!(receive(WHOLESALER, outer, &reports));
		let due = Seconds::ceil(START + ReportPeriod::get()).unwrap();
		let (holder, consignee) = (MAKER, WHOLESALER);
		for (index, discrepancy) in [(3, Discrepancy::Damaged), (10, Discrepancy::Stolen)] {
			let place = Place::Reported { holder, consignee, discrepancy, due };
			assert_eq!(range(lot, index).1.place, place);
			assert_eq!(state(lot, index), UnitState::Reported(discrepancy));
			assert!(!ask(lot, index).saleable);
		}
		assert_eq!((container(inner).contents, container(outer).contents), (2, 1));
		// Who reports pays for what is cut.
		assert_eq!(held(HoldReason::Range, WHOLESALER), 2 * RangeDeposit::get());
		assert_eq!((state(lot, 2), state(lot, 5)), (UnitState::Received, UnitState::Received));
	});
}

#[test]
fn a_container_of_which_nothing_came_is_empty() {
	run(|| {
		let (lot, inner, outer) = shipped();
		let reports =
			[report(lot, 0, 10, Discrepancy::Lost), report(lot, 10, 20, Discrepancy::Short)];
		assert_ok!(receive(WHOLESALER, outer, &reports));
		assert_eq!((container(inner).contents, container(outer).contents), (0, 1));
		assert_ok!(unpack(WHOLESALER, &[Item::Container(inner)]));
		for empty in [inner, outer] {
			assert_ok!(Provenance::close_container(signed(WHOLESALER), empty));
		}
		assert_eq!(held(HoldReason::Container, MAKER), 0);
	});
}

#[test]
fn an_emptied_return_is_no_return() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		assert_ok!(ship(PHARMACY, back, WHOLESALER, Return));
		assert_ok!(receive(WHOLESALER, back, &[report(lot, 0, 10, Discrepancy::Short)]));
		assert!(!container(back).returns);
		// They never left, and did not come back.
		assert_eq!(range(lot, 0).1.stage, Stage::New);
	});
}

#[test]
fn a_return_came_back_but_for_what_was_short() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		assert_ok!(ship(PHARMACY, back, WHOLESALER, Return));
		assert_ok!(receive(WHOLESALER, back, &[report(lot, 0, 1, Discrepancy::Short)]));
		assert!(container(back).returns);
		assert_eq!(state(lot, 1), UnitState::Returned);
	});
}

#[test]
fn only_units_in_the_container_are_reported() {
	run(|| {
		let (lot, inner, outer) = shipped();
		let elsewhere = open(MAKER, 3);
		assert_ok!(pack(MAKER, elsewhere, &[units(lot, 20, 30)]));
		let try_with =
			|start, end| receive(WHOLESALER, outer, &[report(lot, start, end, Discrepancy::Short)]);
		// In another container, and in stock.
		assert_noop!(try_with(20, 30), Error::<Test>::NotInContainer);
		assert_noop!(try_with(30, 31), Error::<Test>::NotInContainer);
		assert_noop!(try_with(5, 15), Error::<Test>::NotInOnePlace);
		assert_noop!(try_with(5, 5), Error::<Test>::EmptySpan);
		assert_noop!(try_with(5, COUNT + 1), Error::<Test>::IndexOutOfRange);
		let twice = [report(lot, 0, 5, Discrepancy::Lost), report(lot, 0, 5, Discrepancy::Lost)];
		assert_noop!(receive(WHOLESALER, outer, &twice), Error::<Test>::NotInContainer);
		let unknown = report(LotId([0; 16]), 0, 1, Discrepancy::Lost);
		assert_noop!(receive(WHOLESALER, outer, &[unknown]), Error::<Test>::UnknownLot);
		assert_noop!(receive(WHOLESALER, inner, &[]), Error::<Test>::NotShipped);
	});
}

#[test]
fn a_report_gets_nothing_out_of_a_quarantine() {
	run(|| {
		for quarantined in [0, 1] {
			let number = ["A1", "A2"][quarantined];
			let lot = commission(MEDICINE, number);
			let serial = 10 * quarantined as u64;
			let (inner, outer) = (open(MAKER, serial + 1), open(MAKER, serial + 2));
			assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
			assert_ok!(pack(MAKER, outer, &[Item::Container(inner), units(lot, 10, 20)]));
			assert_ok!(ship(MAKER, outer, WHOLESALER, Sale));
			assert_ok!(Provenance::quarantine(&[inner, outer][quarantined]));
			assert_noop!(
				receive(WHOLESALER, outer, &[report(lot, 0, 5, Discrepancy::Short)]),
				Error::<Test>::UnderMeasure(MeasureKind::Quarantine)
			);
			// It is received nevertheless.
			assert_ok!(receive(WHOLESALER, outer, &[]));
		}
	});
}

#[test]
fn only_the_licensed_consignee_receives() {
	run(|| {
		let (_, _, outer) = shipped();
		for who in [MAKER, PHARMACY, REGULATOR] {
			assert_noop!(receive(who, outer, &[]), Error::<Test>::NotConsignee);
		}
		assert_noop!(receive(WHOLESALER, sscc(9), &[]), Error::<Test>::UnknownContainer);
		for origin in nobody_signed() {
			let none = Default::default();
			assert_noop!(Provenance::receive(origin, outer, 1, none), DispatchError::BadOrigin);
		}
		unlicense(WHOLESALER);
		assert_noop!(
			receive(WHOLESALER, outer, &[]),
			Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
		);
	});
}

#[test]
fn it_is_received_in_time_or_not_at_all() {
	run(|| {
		let (_, _, outer) = shipped();
		set_time(START + DAY + 1);
		assert_noop!(receive(WHOLESALER, outer, &[]), Error::<Test>::Overdue);
		assert!(Provenance::do_verify_container(outer).unwrap().overdue);
		set_time(START + DAY);
		assert!(!Provenance::do_verify_container(outer).unwrap().overdue);
		assert_ok!(receive(WHOLESALER, outer, &[]));
	});
}

#[test]
fn a_measure_of_the_way_is_there_on_arrival() {
	run(|| {
		let (lot, _, outer) = shipped();
		measure(Target::Container(outer), MeasureKind::Quarantine);
		assert_ok!(receive(WHOLESALER, outer, &[]));
		assert_noop!(
			unpack(WHOLESALER, &[units(lot, 10, 20)]),
			Error::<Test>::UnderMeasure(MeasureKind::Quarantine)
		);
		assert!(!ask(lot, 10).saleable);
	});
}
