use crate::{mock::*, Discrepancy, Error, Event, HoldReason, Report, ShipmentKind, Target};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::MeasureKind;
use sp_runtime::DispatchError;

fn join(who: u64, lot: crate::LotId, index: u32) -> frame_support::dispatch::DispatchResult {
	Provenance::join(signed(who), lot, index)
}

#[test]
fn two_ranges_become_one_and_a_deposit_returns() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_ok!(unpack(MAKER, &[units(lot, 0, 10), units(lot, 10, 15)]));
		assert_eq!(held(HoldReason::Range, MAKER), 2 * RangeDeposit::get());
		assert_ok!(join(MAKER, lot, 3));
		assert_eq!(last_event(), Event::Joined { span: span(lot, 0, 15) });
		assert_eq!(held(HoldReason::Range, MAKER), RangeDeposit::get());
		assert_eq!((range(lot, 7).0, range(lot, 7).1.start), (15, 0));
	});
}

#[test]
fn in_a_container_they_are_counted_as_one() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		assert_ok!(pack(MAKER, into, &[units(lot, 0, 10), units(lot, 10, 15), units(lot, 15, 16)]));
		assert_ok!(join(MAKER, lot, 9));
		assert_ok!(join(MAKER, lot, 0));
		assert_eq!(container(into).contents, 1);
		measure(Target::Container(into), MeasureKind::Quarantine);
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::NotAdjacent);
	});
}

#[test]
fn a_joined_range_remembers_that_units_of_it_were_dispensed() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(unpack(PHARMACY, &[units(lot, 0, 5)]));
		assert_ok!(dispense(PHARMACY, lot, 2));
		assert!(range(lot, 0).1.touched && !range(lot, 5).1.touched);
		assert_ok!(join(PHARMACY, lot, 0));
		assert!(range(lot, 5).1.touched);
		assert_noop!(unpack(PHARMACY, &[units(lot, 0, 10)]), Error::<Test>::AlreadyDispensed);
	});
}

#[test]
fn only_what_is_alike_is_joined() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::NotInOnePlace);
		assert_ok!(unpack(MAKER, &[units(lot, 0, 5), units(lot, 5, 10)]));
		// Next to fresh units, in another location, and next to a suspect one.
		assert_noop!(join(MAKER, lot, 7), Error::<Test>::NotAdjacent);
		assert_ok!(Provenance::unpack(signed(MAKER), items(&[units(lot, 5, 10)]), 2));
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::NotAdjacent);
		assert_ok!(unpack(MAKER, &[units(lot, 5, 10)]));
		assert_ok!(Provenance::suspect(signed(MAKER), lot, 5, commitment(1)));
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::NotAdjacent);
		assert_noop!(join(MAKER, lot, 5), Error::<Test>::NotAdjacent);
		let unknown = crate::LotId([0; 16]);
		assert_noop!(join(MAKER, unknown, 0), Error::<Test>::UnknownLot);
	});
}

#[test]
fn returned_units_are_not_joined_with_verified_ones() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		hand_over(PHARMACY, back, WHOLESALER, ShipmentKind::Return);
		assert_ok!(unpack(WHOLESALER, &[units(lot, 0, 5), units(lot, 5, 10)]));
		let proven = crate::ProvenUnit { unit: unit(4), proof: proof(4) };
		let proven = vec![proven].try_into().unwrap();
		assert_ok!(Provenance::verify_return(signed(WHOLESALER), lot, 4, proven));
		assert_noop!(join(WHOLESALER, lot, 4), Error::<Test>::NotAdjacent);
		assert_noop!(join(WHOLESALER, lot, 3), Error::<Test>::NotAdjacent);
	});
}

#[test]
fn only_who_has_them_at_hand_joins_them() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		assert_ok!(pack(MAKER, into, &[units(lot, 0, 5), units(lot, 5, 10)]));
		assert_noop!(join(WHOLESALER, lot, 0), Error::<Test>::NotHolder);
		let id = measure(Target::Container(into), MeasureKind::Quarantine);
		let under = || Error::<Test>::UnderMeasure(MeasureKind::Quarantine);
		assert_noop!(join(MAKER, lot, 0), under());
		let target = Target::Container(into);
		assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, id, commitment(1)));
		assert_ok!(ship(MAKER, into, WHOLESALER, ShipmentKind::Sale));
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::InTransit);
		let short =
			|start, end| Report { span: span(lot, start, end), discrepancy: Discrepancy::Short };
		let reports = vec![short(0, 5), short(5, 10)].try_into().unwrap();
		assert_ok!(Provenance::receive(signed(WHOLESALER), into, 1, reports));
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::UnderReport);
		for _ in 0..2 {
			set_time(now() + 2 * ReportPeriod::get());
			for index in [0, 5] {
				let _ = Provenance::lapse_report(signed(STRANGER), lot, index);
			}
		}
		assert_noop!(join(MAKER, lot, 0), Error::<Test>::Gone);
		for origin in nobody_signed() {
			assert_noop!(Provenance::join(origin, lot, 0), DispatchError::BadOrigin);
		}
	});
}
