use crate::{mock::*, Error, Event, Item, ShipmentKind, Target, UnitState};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, Custody, LicenceProblem, MeasureKind, Moment, Seconds, Sscc};
use sp_runtime::DispatchError;

use ShipmentKind::{Return, Sale};

/// A container with ten units of the maker's.
fn filled() -> Sscc {
	let lot = commission(MEDICINE, "A1");
	let container = open(MAKER, 1);
	assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
	container
}

fn ship_until(container: Sscc, receive_by: Moment) -> DispatchResult {
	Provenance::ship(signed(MAKER), container, WHOLESALER, Sale, commitment(2), receive_by)
}

#[test]
fn a_shipped_container_is_on_its_way_and_still_the_shippers() {
	run(|| {
		let container = filled();
		assert_ok!(ship(MAKER, container, WHOLESALER, Sale));
		let (shipper, consignee, kind) = (MAKER, WHOLESALER, Sale);
		let documents = commitment(2);
		assert_eq!(last_event(), Event::Shipped { container, shipper, consignee, kind, documents });
		let lot = crate::LotId::of(&MEDICINE, &number("A1"));
		assert_eq!(state(lot, 3), UnitState::InTransit);
		assert_eq!(Provenance::holder(&container), Some(MAKER));
		let report = Provenance::do_verify_container(container).unwrap();
		assert!(report.in_transit && !report.overdue);
		// Once is enough.
		assert_noop!(ship(MAKER, container, PHARMACY, Sale), Error::<Test>::InTransit);
	});
}

#[test]
fn a_deadline_is_ahead_and_not_too_far() {
	run(|| {
		let filled = filled();
		for wrong in [0, START - 1, START, START + MaxTransit::get() + 1, Moment::MAX] {
			assert_noop!(ship_until(filled, wrong), Error::<Test>::InvalidDeadline);
		}
		assert_ok!(ship_until(filled, START + 1));
		// Seconds are kept: it is never too late before the deadline that was said.
		let shipment = container(filled).shipment.unwrap();
		assert_eq!(shipment.receive_by, Seconds::ceil(START + 1).unwrap());
		assert_ok!(Provenance::void_shipment(signed(MAKER), filled));
		assert_ok!(ship_until(filled, START + MaxTransit::get()));
	});
}

#[test]
fn it_goes_to_somebody_else_who_is_licensed() {
	run(|| {
		let container = filled();
		assert_noop!(ship(MAKER, container, MAKER, Sale), Error::<Test>::ShippedToSelf);
		for who in [REGULATOR, STRANGER] {
			for kind in [Sale, Return] {
				assert_noop!(ship(MAKER, container, who, kind), Error::<Test>::ConsigneeUnlicensed);
			}
		}
		unlicense(MAKER);
		assert_noop!(
			ship(MAKER, container, WHOLESALER, Sale),
			Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
		);
	});
}

#[test]
fn only_its_holder_ships_an_outermost_container_with_something_in_it() {
	run(|| {
		let (inner, outer) = (filled(), open(MAKER, 2));
		assert_noop!(ship(MAKER, outer, PHARMACY, Sale), Error::<Test>::EmptyContainer);
		assert_noop!(ship(WHOLESALER, inner, PHARMACY, Sale), Error::<Test>::NotHolder);
		assert_noop!(ship(MAKER, sscc(9), PHARMACY, Sale), Error::<Test>::UnknownContainer);
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		assert_noop!(ship(MAKER, inner, PHARMACY, Sale), Error::<Test>::NotTopLevel);
		let (zero, by) = (Commitment::default(), now() + 1);
		assert_noop!(
			Provenance::ship(signed(MAKER), outer, PHARMACY, Sale, zero, by),
			Error::<Test>::ZeroCommitment
		);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::ship(origin, outer, PHARMACY, Sale, commitment(1), by),
				DispatchError::BadOrigin
			);
		}
		assert_ok!(ship(MAKER, outer, PHARMACY, Sale));
	});
}

#[test]
fn what_is_quarantined_only_goes_back() {
	run(|| {
		let container = filled();
		hand_over(MAKER, container, WHOLESALER, Sale);
		measure(Target::Container(container), MeasureKind::Quarantine);
		assert_noop!(
			ship(WHOLESALER, container, PHARMACY, Sale),
			Error::<Test>::UnderMeasure(MeasureKind::Quarantine)
		);
		hand_over(WHOLESALER, container, MAKER, Return);
		assert!(Provenance::do_verify_container(container).unwrap().measure.is_some());
	});
}

#[test]
fn what_came_back_goes_further_back_only() {
	run(|| {
		let container = filled();
		hand_over(MAKER, container, WHOLESALER, Sale);
		hand_over(WHOLESALER, container, PHARMACY, Sale);
		hand_over(PHARMACY, container, WHOLESALER, Return);
		assert_noop!(ship(WHOLESALER, container, PHARMACY, Sale), Error::<Test>::ReturnsOnly);
		// Repacking does not help, unit by unit or as a whole.
		let lot = crate::LotId::of(&MEDICINE, &number("A1"));
		let other = open(WHOLESALER, 2);
		assert_ok!(pack(WHOLESALER, other, &[units(lot, 0, 5)]));
		assert_noop!(ship(WHOLESALER, other, PHARMACY, Sale), Error::<Test>::ReturnsOnly);
		assert_ok!(unpack(WHOLESALER, &[units(lot, 0, 5)]));
		assert_ok!(pack(WHOLESALER, other, &[units(lot, 0, 5), Item::Container(container)]));
		assert_noop!(ship(WHOLESALER, other, PHARMACY, Sale), Error::<Test>::ReturnsOnly);
		assert_ok!(unpack(WHOLESALER, &[Item::Container(container)]));
		assert_noop!(ship(WHOLESALER, container, PHARMACY, Sale), Error::<Test>::ReturnsOnly);
		// Nor does it to ship it back to somebody who refuses it.
		assert_ok!(ship(WHOLESALER, container, MAKER, Return));
		assert_ok!(Provenance::reject(signed(MAKER), container, commitment(1)));
		assert_noop!(ship(WHOLESALER, container, PHARMACY, Sale), Error::<Test>::ReturnsOnly);
		hand_over(WHOLESALER, container, MAKER, Return);
	});
}
