use crate::{
	mock::*, DecommissionReason, Error, Event, HoldReason, LotId, Lots, NewLot, Origins,
	ShipmentKind, Span, Target, UnitState, MAX_ORIGINS,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	end_of_day, Authority, LicenceKind, LicenceProblem, Measure, MeasureKind, MeasureReason,
	RecallDepth,
};
use sp_runtime::DispatchError;

fn transform(who: u64, inputs: &[Span], outputs: &[NewLot]) -> DispatchResult {
	let inputs = inputs.to_vec().try_into().unwrap();
	Provenance::transform(signed(who), inputs, outputs.to_vec().try_into().unwrap(), 2)
}

/// Makes `number` of `inputs`.
fn made(number: &str, inputs: &[Span]) -> LotId {
	assert_ok!(transform(MAKER, inputs, &[new_lot(MEDICINE, number)]));
	LotId::of(&MEDICINE, &self::number(number))
}

#[test]
fn units_become_other_lots_that_know_where_they_come_from() {
	run(|| {
		let (one, two) = (commission(MEDICINE, "A1"), commission(VIAL, "B1"));
		let inputs = [span(one, 0, 100), span(two, 50, 60)];
		let before = held(HoldReason::Lot, MAKER);
		assert_ok!(transform(MAKER, &inputs, &[new_lot(MEDICINE, "K1"), new_lot(VIAL, "K2")]));
		let outputs = vec![LotId::of(&MEDICINE, &number("K1")), LotId::of(&VIAL, &number("K2"))];
		for lot in &outputs {
			let entry = Lots::<Test>::get(lot).unwrap();
			assert!(entry.derived);
			assert_eq!((entry.deposit, entry.location), (108 + 2 * OriginDeposit::get(), 2));
			assert_eq!(Origins::<Test>::get(lot).to_vec(), inputs);
			assert_eq!(state(*lot, 5), UnitState::Active);
		}
		assert_eq!(held(HoldReason::Lot, MAKER) - before, 2 * (108 + 2 * OriginDeposit::get()));
		let transformed = UnitState::Decommissioned(DecommissionReason::Transformed);
		assert_eq!((state(one, 99), state(two, 50)), (transformed, transformed));
		assert_eq!(state(one, 100), UnitState::Active);
		let inputs = inputs.to_vec().try_into().unwrap();
		let outputs = outputs.try_into().unwrap();
		assert_eq!(last_event(), Event::Transformed { inputs, outputs });
	});
}

#[test]
fn what_is_used_up_is_not_used_again() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let output = [new_lot(MEDICINE, "K1")];
		assert_noop!(
			transform(MAKER, &[span(lot, 0, 10), span(lot, 0, 10)], &output),
			Error::<Test>::Gone
		);
		assert_noop!(
			transform(MAKER, &[span(lot, 0, 10), span(lot, 5, 15)], &output),
			Error::<Test>::NotInOnePlace
		);
		made("K1", &[span(lot, 0, 10)]);
		assert_noop!(
			transform(MAKER, &[span(lot, 0, 5)], &[new_lot(MEDICINE, "K2")]),
			Error::<Test>::Gone
		);
	});
}

#[test]
fn only_the_manufacturer_of_what_comes_out_transforms_what_it_has_in_stock() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (input, output) = (span(lot, 0, 10), [new_lot(MEDICINE, "K1")]);
		let unlicensed = || Error::<Test>::Unlicensed(LicenceProblem::NotHeld);
		for who in [WHOLESALER, PHARMACY, STRANGER] {
			assert_noop!(transform(who, &[input], &output), unlicensed());
		}
		let other = [new_lot(OTHER_MEDICINE, "K1")];
		assert_noop!(transform(OTHER_MAKER, &[input], &other), Error::<Test>::NotHolder);
		assert_noop!(transform(MAKER, &[input], &other), Error::<Test>::NotManufacturer);
		for (inputs, outputs) in [(vec![], output.to_vec()), (vec![input], vec![])] {
			assert_noop!(transform(MAKER, &inputs, &outputs), Error::<Test>::NothingToDo);
		}
		assert_noop!(
			transform(MAKER, &[span(LotId([0; 16]), 0, 1)], &output),
			Error::<Test>::UnknownLot
		);
		assert_noop!(
			transform(MAKER, &[input], &[new_lot(MEDICINE, "A1")]),
			Error::<Test>::AlreadyExists
		);
		let inside = open(MAKER, 1);
		assert_ok!(pack(MAKER, inside, &[units(lot, 0, 10)]));
		assert_noop!(transform(MAKER, &[input], &output), Error::<Test>::InContainer);
		// Somebody else's medicine, which a repackager bought.
		hand_over(MAKER, inside, OTHER_MAKER, ShipmentKind::Sale);
		assert_ok!(unpack(OTHER_MAKER, &[units(lot, 0, 10)]));
		assert_ok!(transform(OTHER_MAKER, &[input], &other));
		for origin in nobody_signed() {
			let inputs = vec![span(lot, 20, 30)].try_into().unwrap();
			let outputs = output.to_vec().try_into().unwrap();
			assert_noop!(
				Provenance::transform(origin, inputs, outputs, 1),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nothing_unfit_is_made_into_something() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let output = [new_lot(MEDICINE, "K1")];
		assert_ok!(Provenance::suspect(signed(MAKER), lot, 3, commitment(1)));
		assert_noop!(transform(MAKER, &[span(lot, 3, 4)], &output), Error::<Test>::Suspect);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		assert_noop!(transform(MAKER, &[span(lot, 3, 4)], &output), Error::<Test>::Suspect);
		// However shallow a measure is, it holds manufacturers back.
		let kind = recall(RecallDepth::Wholesale);
		let id = measure(Target::Span(span(lot, 10, 20)), kind);
		assert_noop!(
			transform(MAKER, &[span(lot, 19, 30)], &output),
			Error::<Test>::UnderMeasure(kind)
		);
		let measure = Lots::<Test>::get(lot).unwrap().measures[0].measure;
		assert_eq!(measure.id, id);
		assert_ok!(transform(MAKER, &[span(lot, 20, 30)], &output));
		measure_product(MEDICINE, Some(measure));
		assert_noop!(
			transform(MAKER, &[span(lot, 30, 40)], &[new_lot(MEDICINE, "K2")]),
			Error::<Test>::UnderMeasure(kind)
		);
		measure_product(MEDICINE, None);
		set_time(end_of_day(TODAY + 365));
		assert_noop!(
			transform(MAKER, &[span(lot, 30, 40)], &[new_lot(MEDICINE, "K2")]),
			Error::<Test>::Expired
		);
	});
}

#[test]
fn what_came_back_is_verified_before() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		hand_over(PHARMACY, back, MAKER, ShipmentKind::Return);
		assert_ok!(unpack(MAKER, &[units(lot, 0, 10)]));
		let output = [new_lot(MEDICINE, "K1")];
		assert_noop!(
			transform(MAKER, &[span(lot, 0, 1)], &output),
			Error::<Test>::ReturnNotVerified
		);
		let proven = vec![crate::ProvenUnit { unit: unit(0), proof: proof(0) }];
		assert_ok!(Provenance::verify_return(signed(MAKER), lot, 0, proven.try_into().unwrap()));
		assert_ok!(transform(MAKER, &[span(lot, 0, 1)], &output));
	});
}

#[test]
fn a_new_box_makes_nothing_good_for_longer() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let mut soon = new_lot(MEDICINE, "A2");
		soon.expires = TODAY + 10;
		assert_ok!(Provenance::commission(signed(MAKER), vec![soon].try_into().unwrap(), 1));
		let soon = LotId::of(&MEDICINE, &number("A2"));
		let inputs = [span(lot, 0, 10), span(soon, 0, 10)];
		let mut output = new_lot(MEDICINE, "K1");
		output.expires = TODAY + 11;
		let fresh = NewLot { expires: TODAY + 10, ..new_lot(MEDICINE, "K0") };
		assert_noop!(
			transform(MAKER, &inputs, &[fresh, output.clone()]),
			Error::<Test>::ExpiresLater
		);
		output.expires = TODAY + 10;
		assert_ok!(transform(MAKER, &inputs, &[output]));
	});
}

#[test]
fn a_recall_reaches_what_was_made_and_what_that_was_made_into() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let kit = made("K1", &[span(lot, 0, 100)]);
		let kit_of_kits = made("K2", &[span(kit, 0, 100)]);
		assert_eq!(
			Origins::<Test>::get(kit_of_kits).to_vec(),
			[span(kit, 0, 100), span(lot, 0, 100)]
		);
		let again = made("K3", &[span(kit_of_kits, 0, 100)]);
		let all = [kit, kit_of_kits, again];
		for (serial, kit) in all.into_iter().enumerate() {
			deliver(kit, 500, 510, PHARMACY, serial as u64);
		}
		let kind = recall(RecallDepth::Pharmacy);
		// Of units that are in none of them.
		measure(Target::Span(span(lot, 100, COUNT)), kind);
		for kit in all {
			assert_ok!(dispense(PHARMACY, kit, 501));
		}
		// Of a single one that is.
		let id = measure(Target::Span(span(lot, 99, 101)), kind);
		for kit in all {
			assert_noop!(dispense(PHARMACY, kit, 502), Error::<Test>::UnderMeasure(kind));
			let report = ask(kit, 502);
			assert_eq!(report.measure.map(|measure| measure.id), Some(id));
			assert!(!report.saleable);
			assert_noop!(
				transform(MAKER, &[span(kit, 200, 210)], &[new_lot(MEDICINE, "K9")]),
				Error::<Test>::UnderMeasure(kind)
			);
		}
		let told = Provenance::do_recall_check(MEDICINE, number("K3")).unwrap();
		assert!(told.measures.is_empty());
		assert_eq!(told.inherited.map(|measure| measure.id), Some(id));
		let lifted = Target::Span(span(lot, 99, 101));
		assert_ok!(Provenance::lift_measure(signed(REGULATOR), lifted, id, commitment(1)));
		assert_ok!(dispense(PHARMACY, again, 502));
	});
}

#[test]
fn a_recalled_product_reaches_what_it_was_made_into() {
	run(|| {
		let lot = commission(VIAL, "B1");
		let kit = made("K1", &[span(lot, 0, 100)]);
		let again = made("K2", &[span(kit, 0, 100)]);
		deliver(again, 0, 10, PHARMACY, 1);
		let kind = recall(RecallDepth::Patient);
		let (reason, by) = (MeasureReason::AdverseEvents, Authority::Regulator);
		measure_product(VIAL, Some(Measure { id: 99, kind, reason, by }));
		assert_noop!(dispense(PHARMACY, again, 0), Error::<Test>::UnderMeasure(kind));
		let told = Provenance::do_recall_check(MEDICINE, number("K2")).unwrap();
		assert_eq!(told.inherited.map(|measure| measure.id), Some(99));
	});
}

#[test]
fn nobody_washes_a_quarantine_away() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let inside = open(MAKER, 1);
		assert_ok!(pack(MAKER, inside, &[units(lot, 0, 10)]));
		measure(Target::Container(inside), MeasureKind::Quarantine);
		let output = [new_lot(MEDICINE, "K1")];
		assert_noop!(transform(MAKER, &[span(lot, 0, 10)], &output), Error::<Test>::InContainer);
		assert_noop!(
			unpack(MAKER, &[units(lot, 0, 10)]),
			Error::<Test>::UnderMeasure(MeasureKind::Quarantine)
		);
	});
}

#[test]
fn a_lot_is_made_of_sixteen_spans_with_those_before() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let spans = |from: u32, count: u32| -> Vec<Span> {
			(from..from + count).map(|at| span(lot, at, at + 1)).collect()
		};
		let all = made("K1", &spans(0, MAX_ORIGINS));
		assert_eq!(Origins::<Test>::get(all).len() as u32, MAX_ORIGINS);
		assert_noop!(
			transform(MAKER, &[span(all, 0, 1)], &[new_lot(MEDICINE, "K2")]),
			Error::<Test>::TooManyOrigins
		);
		let most = made("K3", &spans(100, MAX_ORIGINS - 1));
		made("K4", &[span(most, 0, 1)]);
		assert_noop!(
			transform(MAKER, &[span(most, 1, 2), span(lot, 200, 201)], &[new_lot(MEDICINE, "K5")]),
			Error::<Test>::TooManyOrigins
		);
	});
}

#[test]
fn what_was_made_is_paid_for_and_dispensed_like_any_other() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let kit = made("K1", &[span(lot, 0, 100)]);
		deliver(kit, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, kit, 0));
		assert_eq!(state(kit, 0), UnitState::Dispensed);
		license(STRANGER, LicenceKind::Pharmacy);
		assert_ok!(dispense(STRANGER, kit, 0));
		assert_eq!(state(kit, 0), UnitState::Suspect);
	});
}
