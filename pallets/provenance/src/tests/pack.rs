use crate::{
	mock::*, Containers, Error, Event, HoldReason, Item, LotId, Lots, Place, Ranges, ReportOutcome,
	ShipmentKind, Stage, Target, UnitState, MAX_DEPTH,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Custody, MeasureKind, RecallDepth, Sscc, StorageLimits};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn units_go_into_a_container() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		assert_ok!(pack(MAKER, into, &[units(lot, 0, 10)]));
		let items = items(&[units(lot, 0, 10)]);
		assert_eq!(last_event(), Event::Packed { container: into, items });
		assert_eq!(range(lot, 9).1.place, Place::Container(into));
		assert_eq!(Lots::<Test>::get(lot).unwrap().fresh, 10);
		assert_eq!(container(into).contents, 1);
		assert_eq!(held(HoldReason::Range, MAKER), RangeDeposit::get());
		assert_eq!(state(lot, 3), UnitState::Active);
	});
}

#[test]
fn what_is_cut_off_is_paid_for() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (one, two) = (open(MAKER, 1), open(MAKER, 2));
		// Those before them become a range, too.
		assert_ok!(pack(MAKER, one, &[units(lot, 100, 200)]));
		assert_eq!(held(HoldReason::Range, MAKER), 2 * RangeDeposit::get());
		// Out of the middle, from one container to another: two remain.
		assert_ok!(pack(MAKER, two, &[units(lot, 120, 130)]));
		assert_eq!(held(HoldReason::Range, MAKER), 4 * RangeDeposit::get());
		assert_eq!((container(one).contents, container(two).contents), (2, 1));
		let ends: Vec<u32> = Ranges::<Test>::iter_key_prefix(lot).map(Into::into).collect();
		assert_eq!(ends, [100, 120, 130, 200]);
		// Whole ranges move without a new deposit.
		assert_ok!(pack(MAKER, two, &[units(lot, 100, 120), units(lot, 130, 200)]));
		assert_eq!(held(HoldReason::Range, MAKER), 4 * RangeDeposit::get());
		assert_eq!((container(one).contents, container(two).contents), (0, 3));
	});
}

#[test]
fn a_range_is_paid_for() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		assert_ok!(Balances::transfer_all(signed(MAKER), STRANGER, true));
		assert_noop!(pack(MAKER, into, &[units(lot, 0, 10)]), TokenError::FundsUnavailable);
	});
}

#[test]
fn spans_are_of_units_in_one_place() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		let packed = |start, end| pack(MAKER, into, &[units(lot, start, end)]);
		assert_noop!(pack(MAKER, into, &[]), Error::<Test>::NothingToDo);
		assert_noop!(packed(5, 5), Error::<Test>::EmptySpan);
		assert_noop!(packed(6, 5), Error::<Test>::EmptySpan);
		assert_noop!(packed(0, COUNT + 1), Error::<Test>::IndexOutOfRange);
		assert_noop!(packed(u32::MAX - 1, u32::MAX), Error::<Test>::IndexOutOfRange);
		assert_ok!(packed(10, 20));
		for (start, end) in [(9, 11), (0, 30), (19, 21), (15, COUNT)] {
			assert_noop!(packed(start, end), Error::<Test>::NotInOnePlace);
		}
		let unknown = LotId::of(&VIAL, &number("B1"));
		assert_noop!(pack(MAKER, into, &[units(unknown, 0, 1)]), Error::<Test>::UnknownLot);
		assert_noop!(pack(MAKER, sscc(9), &[units(lot, 0, 1)]), Error::<Test>::UnknownContainer);
		assert_noop!(
			pack(MAKER, into, &[Item::Container(sscc(9))]),
			Error::<Test>::UnknownContainer
		);
		assert_ok!(packed(COUNT - 1, COUNT));
	});
}

#[test]
fn only_what_the_caller_has_at_hand_is_packed() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 20, WHOLESALER, 1);
		let (mine, theirs) = (open(WHOLESALER, 2), open(MAKER, 3));
		// Their units, their container, into their container.
		assert_noop!(pack(WHOLESALER, mine, &[units(lot, 500, 501)]), Error::<Test>::NotHolder);
		assert_noop!(pack(MAKER, theirs, &[units(lot, 0, 5)]), Error::<Test>::NotHolder);
		assert_noop!(pack(WHOLESALER, theirs, &[units(lot, 0, 5)]), Error::<Test>::NotHolder);
		assert_noop!(pack(WHOLESALER, mine, &[Item::Container(theirs)]), Error::<Test>::NotHolder);
		// Out of a container on its way, and into one, and one itself.
		assert_ok!(pack(WHOLESALER, mine, &[units(lot, 0, 5)]));
		assert_ok!(ship(WHOLESALER, mine, PHARMACY, ShipmentKind::Sale));
		let other = open(WHOLESALER, 4);
		for (into, what) in
			[(other, units(lot, 0, 5)), (mine, units(lot, 5, 6)), (other, Item::Container(mine))]
		{
			assert_noop!(pack(WHOLESALER, into, &[what]), Error::<Test>::InTransit);
		}
		// What is reported, and what is gone.
		let reports =
			vec![crate::Report { span: span(lot, 0, 2), discrepancy: crate::Discrepancy::Short }];
		assert_ok!(Provenance::receive(signed(PHARMACY), mine, 1, reports.try_into().unwrap()));
		assert_noop!(pack(WHOLESALER, other, &[units(lot, 0, 2)]), Error::<Test>::UnderReport);
		assert_ok!(Provenance::settle_report(signed(WHOLESALER), lot, 0, ReportOutcome::Confirmed));
		assert_noop!(pack(WHOLESALER, other, &[units(lot, 0, 2)]), Error::<Test>::Gone);
		for origin in nobody_signed() {
			let what = items(&[units(lot, 5, 6)]);
			assert_noop!(Provenance::pack(origin, other, what), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn dispensed_units_stay_where_they_are() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, COUNT, PHARMACY, 1);
		let into = open(PHARMACY, 2);
		assert_ok!(dispense(PHARMACY, lot, 300));
		for (start, end) in [(300, 301), (0, 301), (300, 600), (0, COUNT)] {
			assert_noop!(
				pack(PHARMACY, into, &[units(lot, start, end)]),
				Error::<Test>::AlreadyDispensed
			);
		}
		// On either side of it.
		assert_ok!(pack(PHARMACY, into, &[units(lot, 0, 300)]));
		assert_ok!(pack(PHARMACY, into, &[units(lot, 301, COUNT)]));
		assert_eq!(state(lot, 300), UnitState::Dispensed);
	});
}

#[test]
fn no_more_than_four_words_are_searched() {
	run(|| {
		let mut new = new_lot(MEDICINE, "A1");
		new.count = 3_000;
		let all = leaves(3_000);
		new.root = salus_primitives::merkle::Batch::of(&all).root;
		assert_ok!(Provenance::commission(signed(MAKER), vec![new].try_into().unwrap(), 1));
		let lot = crate::LotId::of(&MEDICINE, &number("A1"));
		deliver(lot, 0, 3_000, PHARMACY, 1);
		let into = open(PHARMACY, 2);
		let proof = salus_primitives::merkle::Batch::proof(&all, 2_999).unwrap();
		let (pharmacy, proof) = (signed(PHARMACY), proof.try_into().unwrap());
		assert_ok!(Provenance::dispense(pharmacy, lot, 2_999, unit(2_999), proof, None, None));
		for (start, end) in [(0, 1_025), (255, 1_025), (0, 2_999)] {
			assert_noop!(
				pack(PHARMACY, into, &[units(lot, start, end)]),
				Error::<Test>::TooManyToCheck
			);
		}
		assert_ok!(pack(PHARMACY, into, &[units(lot, 256, 1_280)]));
		// It is known of these now that none of them is dispensed.
		assert!(!range(lot, 256).1.touched && range(lot, 0).1.touched);
		assert_ok!(pack(PHARMACY, into, &[units(lot, 255, 256)]));
	});
}

fn nested(from: u64, how_many: u8) -> Vec<Sscc> {
	let all: Vec<Sscc> = (0..how_many).map(|level| open(MAKER, from + u64::from(level))).collect();
	for pair in all.windows(2) {
		assert_ok!(pack(MAKER, pair[1], &[Item::Container(pair[0])]));
	}
	all
}

#[test]
fn containers_are_eight_deep_and_no_deeper() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let all = nested(10, MAX_DEPTH);
		assert_eq!(Provenance::do_verify_container(all[0]).unwrap().depth, MAX_DEPTH - 1);
		assert_eq!(container(all[7]).height, MAX_DEPTH);
		assert_ok!(pack(MAKER, all[0], &[units(lot, 0, 5)]));
		assert_eq!(Provenance::holder(&all[0]), Some(MAKER));
		// From above, from below, and in the middle.
		let other = open(MAKER, 30);
		assert_noop!(pack(MAKER, other, &[Item::Container(all[7])]), Error::<Test>::TooDeep);
		assert_noop!(pack(MAKER, all[0], &[Item::Container(other)]), Error::<Test>::TooDeep);
		let two = nested(40, 2);
		assert_noop!(pack(MAKER, all[1], &[Item::Container(two[1])]), Error::<Test>::TooDeep);
		assert_ok!(pack(MAKER, all[2], &[Item::Container(two[1])]));
		// Units come out again from the very inside, and the rest is handed over at once.
		assert_ok!(unpack(MAKER, &[units(lot, 0, 2)]));
		hand_over(MAKER, all[7], WHOLESALER, ShipmentKind::Sale);
		assert_eq!(Provenance::holder(&all[0]), Some(WHOLESALER));
		assert_eq!(state(lot, 2), UnitState::Received);
		assert_eq!(state(lot, 1), UnitState::Active);
	});
}

#[test]
fn a_container_is_as_tall_as_it_was_until_it_is_empty() {
	run(|| {
		let all = nested(10, 7);
		let outer = open(MAKER, 30);
		let item = Item::Container(all[5]);
		assert_ok!(unpack(MAKER, &[item]));
		assert_eq!(container(all[6]).height, 1);
		assert_ok!(pack(MAKER, outer, &[Item::Container(all[6]), item]));
		assert_eq!(container(outer).height, 7);
		assert_ok!(unpack(MAKER, &[item]));
		assert_eq!(container(outer).height, 7);
		assert_ok!(unpack(MAKER, &[Item::Container(all[6])]));
		assert_eq!(container(outer).height, 1);
	});
}

#[test]
fn nothing_is_packed_into_itself() {
	run(|| {
		let all = nested(10, 4);
		for into in &all {
			assert_noop!(
				pack(MAKER, *into, &[Item::Container(all[3])]),
				Error::<Test>::PackedIntoItself
			);
		}
		assert_noop!(
			pack(MAKER, all[0], &[Item::Container(all[2])]),
			Error::<Test>::PackedIntoItself
		);
		// Out of it first is not enough when it is what the others are in.
		assert_noop!(
			pack(MAKER, all[1], &[Item::Container(all[0]), Item::Container(all[2])]),
			Error::<Test>::PackedIntoItself
		);
		// Up and down within the same pallet, and to where it is already.
		assert_ok!(pack(MAKER, all[3], &[Item::Container(all[0])]));
		assert_ok!(pack(MAKER, all[1], &[Item::Container(all[0])]));
		assert_ok!(pack(MAKER, all[1], &[Item::Container(all[0])]));
		assert_eq!(container(all[1]).contents, 1);
	});
}

#[test]
fn no_container_is_counted_beyond_its_end() {
	new_test_ext().execute_with(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		Containers::<Test>::mutate(into, |entry| entry.as_mut().unwrap().contents = u32::MAX);
		assert_noop!(pack(MAKER, into, &[units(lot, 0, 1)]), Error::<Test>::TooMuchInside);
	});
}

#[test]
fn limits_are_those_that_suit_everything() {
	run(|| {
		let cool = StorageLimits { min: 500, max: 1_500, budget: 60 };
		register(OTHER_MEDICINE, MAKER, Some(cool), 1);
		let (plain, vial) = (commission(MEDICINE, "A1"), commission(VIAL, "B1"));
		let (other, frozen) = (commission(OTHER_MEDICINE, "C1"), commission(FROZEN, "D1"));
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		assert_ok!(pack(MAKER, inner, &[units(plain, 0, 1)]));
		assert_eq!(Provenance::limits(&outer), None);
		assert_ok!(pack(MAKER, inner, &[units(vial, 0, 1)]));
		assert_eq!(Provenance::limits(&inner), Some(FRIDGE));
		assert_eq!(Provenance::limits(&outer), Some(FRIDGE));
		assert_ok!(pack(MAKER, outer, &[units(other, 0, 1)]));
		let both = StorageLimits { min: 500, max: 800, budget: 60 };
		assert_eq!(Provenance::limits(&outer), Some(both));
		assert_eq!(Provenance::limits(&inner), Some(FRIDGE));
		for into in [inner, outer] {
			assert_noop!(
				pack(MAKER, into, &[units(frozen, 0, 1)]),
				Error::<Test>::IncompatibleLimits
			);
		}
		// A container brings its own limits with it.
		let freezer = open(MAKER, 3);
		assert_ok!(pack(MAKER, freezer, &[units(frozen, 0, 1)]));
		assert_noop!(
			pack(MAKER, outer, &[Item::Container(freezer)]),
			Error::<Test>::IncompatibleLimits
		);
		// They stay as long as there is anything in it, and are forgotten then.
		assert_ok!(unpack(MAKER, &[units(vial, 0, 1)]));
		assert_eq!(Provenance::limits(&inner), Some(FRIDGE));
		assert_ok!(unpack(MAKER, &[units(plain, 0, 1)]));
		assert_eq!(Provenance::limits(&inner), None);
		assert_eq!(Provenance::limits(&outer), Some(both));
		assert_ok!(unpack(MAKER, &[units(other, 0, 1), Item::Container(inner)]));
		assert_ok!(pack(MAKER, outer, &[Item::Container(freezer)]));
		assert_eq!(Provenance::limits(&outer), Some(FREEZER));
	});
}

#[test]
fn a_quarantined_container_is_neither_filled_nor_emptied() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer, other) = (open(MAKER, 1), open(MAKER, 2), open(MAKER, 3));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner), units(lot, 10, 20)]));
		let under = || Error::<Test>::UnderMeasure(MeasureKind::Quarantine);
		let out = [units(lot, 0, 10), units(lot, 3, 4), Item::Container(inner)];
		let id = measure(Target::Container(outer), MeasureKind::Quarantine);
		for what in out.into_iter().chain([units(lot, 10, 20), Item::Container(outer)]) {
			assert_noop!(unpack(MAKER, &[what]), under());
			assert_noop!(pack(MAKER, other, &[what]), under());
		}
		assert_noop!(pack(MAKER, inner, &[units(lot, 20, 21)]), under());
		let target = Target::Container(outer);
		assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, id, commitment(1)));
		// An inner one keeps only what is in it.
		measure(Target::Container(inner), MeasureKind::Quarantine);
		for what in out {
			assert_noop!(unpack(MAKER, &[what]), under());
		}
		assert_ok!(unpack(MAKER, &[units(lot, 10, 20)]));
	});
}

#[test]
fn what_is_unfit_for_sale_goes_back_only() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 50, WHOLESALER, 1);
		let good = open(WHOLESALER, 2);
		assert_ok!(pack(WHOLESALER, good, &[units(lot, 0, 5)]));
		assert_ok!(Provenance::suspect(signed(WHOLESALER), lot, 5, commitment(1)));
		measure(Target::Span(span(lot, 10, 20)), recall(RecallDepth::Wholesale));
		for (serial, unfit) in [(3, units(lot, 5, 6)), (4, units(lot, 19, 25))] {
			assert_noop!(pack(WHOLESALER, good, &[unfit]), Error::<Test>::MixedReturns);
			let back = open(WHOLESALER, serial);
			assert_ok!(pack(WHOLESALER, back, &[unfit]));
			assert_noop!(
				ship(WHOLESALER, back, PHARMACY, ShipmentKind::Sale),
				Error::<Test>::ReturnsOnly
			);
			hand_over(WHOLESALER, back, MAKER, ShipmentKind::Return);
		}
		// What was packed before is on its way already; it is stopped where it is dispensed.
		assert_ok!(ship(WHOLESALER, good, PHARMACY, ShipmentKind::Sale));
		set_time(salus_primitives::end_of_day(TODAY + 365));
		let back = open(WHOLESALER, 5);
		assert_ok!(pack(WHOLESALER, back, &[units(lot, 30, 40)]));
		assert_noop!(
			ship(WHOLESALER, back, PHARMACY, ShipmentKind::Sale),
			Error::<Test>::ReturnsOnly
		);
	});
}

#[test]
fn what_came_back_is_not_mixed_with_what_did_not() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 20, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		hand_over(PHARMACY, back, MAKER, ShipmentKind::Return);
		let new = open(MAKER, 3);
		assert_ok!(pack(MAKER, new, &[units(lot, 20, 30)]));
		for (into, what) in [
			(back, units(lot, 30, 31)),
			(back, Item::Container(new)),
			(new, units(lot, 0, 1)),
			(new, Item::Container(back)),
		] {
			assert_noop!(pack(MAKER, into, &[what]), Error::<Test>::MixedReturns);
		}
		// What came back may be packed elsewhere, and still came back.
		let other = open(MAKER, 4);
		assert_ok!(pack(MAKER, other, &[units(lot, 0, 5), Item::Container(back)]));
		assert_eq!(range(lot, 0).1.stage, Stage::Returned);
		assert_eq!((state(lot, 0), state(lot, 7)), (UnitState::Returned, UnitState::Returned));
		assert_ok!(unpack(MAKER, &[Item::Container(back)]));
		assert!(container(back).returns);
	});
}
