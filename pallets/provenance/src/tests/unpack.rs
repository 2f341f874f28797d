use crate::{mock::*, Error, Event, HoldReason, Item, Place, ShipmentKind, Stage, UnitState};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn units_go_into_stock() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let from = open(MAKER, 1);
		assert_ok!(pack(MAKER, from, &[units(lot, 0, 10)]));
		hand_over(MAKER, from, PHARMACY, ShipmentKind::Sale);
		let what = items(&[units(lot, 2, 4), units(lot, 4, 10)]);
		assert_ok!(Provenance::unpack(signed(PHARMACY), what.clone(), 9));
		assert_eq!(last_event(), Event::Unpacked { holder: PHARMACY, location: 9, items: what });
		assert_eq!(range(lot, 2).1.place, Place::Stock { holder: PHARMACY, location: 9 });
		assert_eq!(range(lot, 0).1.place, Place::Container(from));
		assert_eq!(container(from).contents, 1);
		// The range was the maker's; cutting it in three costs the pharmacy two.
		assert_eq!(held(HoldReason::Range, MAKER), RangeDeposit::get());
		assert_eq!(held(HoldReason::Range, PHARMACY), 2 * RangeDeposit::get());
		assert_eq!(state(lot, 2), UnitState::Received);
	});
}

#[test]
fn units_move_within_the_stock() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_ok!(Provenance::unpack(signed(MAKER), items(&[units(lot, 0, 5)]), 7));
		assert_eq!(range(lot, 0).1.place, Place::Stock { holder: MAKER, location: 7 });
		assert_ok!(Provenance::unpack(signed(MAKER), items(&[units(lot, 0, 5)]), 8));
		assert_eq!(range(lot, 0).1.place, Place::Stock { holder: MAKER, location: 8 });
		assert_eq!(held(HoldReason::Range, MAKER), RangeDeposit::get());
	});
}

#[test]
fn containers_come_out_of_others_and_move() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 5)]));
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		assert_noop!(ship(MAKER, inner, PHARMACY, ShipmentKind::Sale), Error::<Test>::NotTopLevel);
		assert_ok!(unpack(MAKER, &[Item::Container(inner)]));
		assert_eq!((container(outer).contents, container(outer).height), (0, 1));
		assert_ok!(ship(MAKER, inner, PHARMACY, ShipmentKind::Sale));
	});
}

#[test]
fn others_things_stay_where_they_are() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 5)]));
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		let all =
			[units(lot, 0, 5), units(lot, 5, 6), Item::Container(inner), Item::Container(outer)];
		for what in all {
			assert_noop!(unpack(WHOLESALER, &[what]), Error::<Test>::NotHolder);
		}
		assert_ok!(ship(MAKER, outer, WHOLESALER, ShipmentKind::Sale));
		// The consignee does not hold it before it receives it, and the shipper keeps its hands off.
		for what in [all[0], all[2], all[3]] {
			assert_noop!(unpack(WHOLESALER, &[what]), Error::<Test>::NotHolder);
			assert_noop!(unpack(MAKER, &[what]), Error::<Test>::InTransit);
		}
		assert_noop!(unpack(MAKER, &[]), Error::<Test>::NothingToDo);
		assert_noop!(unpack(MAKER, &[Item::Container(sscc(9))]), Error::<Test>::UnknownContainer);
		for origin in nobody_signed() {
			let what = items(&[units(lot, 5, 6)]);
			assert_noop!(Provenance::unpack(origin, what, 1), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_came_back_says_so_wherever_it_is_unpacked() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 20, PHARMACY, 1);
		let (inner, back) = (open(PHARMACY, 2), open(PHARMACY, 3));
		assert_ok!(pack(PHARMACY, inner, &[units(lot, 0, 10)]));
		assert_ok!(pack(PHARMACY, back, &[Item::Container(inner), units(lot, 10, 20)]));
		hand_over(PHARMACY, back, WHOLESALER, ShipmentKind::Return);
		let what = [units(lot, 10, 20), units(lot, 0, 3), Item::Container(inner)];
		assert_ok!(unpack(WHOLESALER, &what));
		assert_eq!(range(lot, 10).1.stage, Stage::Returned);
		assert_eq!(range(lot, 0).1.stage, Stage::Returned);
		assert!(!container(back).returns, "an empty one is as good as new");
		assert_ok!(unpack(WHOLESALER, &[units(lot, 3, 10)]));
		assert_eq!(range(lot, 3).1.stage, Stage::Returned);
		assert!(!container(inner).returns);
	});
}
