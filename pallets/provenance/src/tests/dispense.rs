use crate::{
	mock::*, CaseStatus, Cases, Discrepancy, Error, Event, Exceptions, HoldReason, LotId,
	ReportOutcome, ShipmentKind, Target, UnitState, WeightInfo, Words,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResultWithPostInfo, Pays},
};
use salus_primitives::{
	end_of_day, merkle::ProofProblem, LicenceKind, LicenceProblem, MeasureKind, RecallDepth,
};
use sp_core::H256;
use sp_runtime::{DispatchError, TokenError};

fn stocked() -> LotId {
	let lot = commission(MEDICINE, "A1");
	deliver(lot, 0, 10, PHARMACY, 1);
	lot
}

fn vials() -> LotId {
	let lot = commission(VIAL, "B1");
	deliver(lot, 0, 10, PHARMACY, 1);
	lot
}

fn dispense_with(
	lot: LotId,
	index: u32,
	unit: H256,
	proof: Vec<H256>,
) -> DispatchResultWithPostInfo {
	let proof = proof.try_into().unwrap();
	Provenance::dispense(signed(PHARMACY), lot, index, unit, proof, None, None)
}

#[test]
fn a_unit_is_dispensed() {
	run(|| {
		let lot = stocked();
		let before = all_held(PHARMACY);
		let post = dispense(PHARMACY, lot, 3).unwrap();
		assert_eq!(post.pays_fee, Pays::Yes);
		let (index, pharmacy, left) = (3, PHARMACY, 0);
		assert_eq!(last_event(), Event::Dispensed { lot, index, pharmacy, left });
		assert_eq!(state(lot, 3), UnitState::Dispensed);
		assert!(!ask(lot, 3).saleable);
		assert_eq!(all_held(PHARMACY), before, "the manufacturer paid for it");
		assert_eq!((Words::<Test>::iter().count(), Exceptions::<Test>::iter().count()), (1, 0));
	});
}

#[test]
fn another_pharmacy_dispenses_a_copy() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		// The call succeeds, so that what it found is kept.
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_eq!(
			last_event(),
			Event::SuspectedCounterfeit {
				lot,
				index: 3,
				first: PHARMACY,
				second: OTHER_PHARMACY,
				case: 0
			}
		);
		let case = Cases::<Test>::get(0).unwrap();
		assert_eq!((case.first, case.second, case.attempts), (PHARMACY, OTHER_PHARMACY, 1));
		assert_eq!((case.lot, case.index, case.status), (lot, 3, CaseStatus::Suspect));
		assert_eq!(held(HoldReason::Case, OTHER_PHARMACY), CaseDeposit::get());
		assert_eq!(held(HoldReason::Exception, OTHER_PHARMACY), ExceptionDeposit::get());
		assert_eq!(state(lot, 3), UnitState::Suspect);
		// The next ones are about the same case.
		assert_ok!(dispense(POOR_PHARMACY, lot, 3));
		assert_ok!(dispense(PHARMACY, lot, 3));
		let case = Cases::<Test>::get(0).unwrap();
		assert_eq!((case.first, case.second, case.attempts), (PHARMACY, PHARMACY, 3));
		assert_eq!(Cases::<Test>::iter().count(), 1);
	});
}

#[test]
fn the_same_pharmacy_dispenses_a_copy() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(dispense(PHARMACY, lot, 3));
		let (first, second) = (PHARMACY, PHARMACY);
		let event = Event::SuspectedCounterfeit { lot, index: 3, first, second, case: 0 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn a_case_is_paid_for_and_further_attempts_cost_nothing() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_noop!(dispense(POOR_PHARMACY, lot, 3), TokenError::FundsUnavailable);
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_ok!(dispense(POOR_PHARMACY, lot, 3));
		assert_eq!(Cases::<Test>::get(0).unwrap().second, POOR_PHARMACY);
		assert_eq!(all_held(POOR_PHARMACY), 0);
	});
}

#[test]
fn after_a_ruling_another_attempt_is_another_case() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		for (case, illegitimate, then) in
			[(0, false, UnitState::Dispensed), (1, true, UnitState::Illegitimate)]
		{
			assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
			assert_eq!(state(lot, 3), UnitState::Suspect);
			assert_eq!(ask(lot, 3).case, Some((case, CaseStatus::Suspect)));
			let ruling = commitment(1);
			assert_ok!(Provenance::close_case(signed(REGULATOR), case, illegitimate, ruling));
			assert_eq!(state(lot, 3), then);
		}
		// What is illegitimate stays so, and only counts.
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_eq!(ask(lot, 3).case, Some((1, CaseStatus::Illegitimate)));
		assert_eq!(Cases::<Test>::get(1).unwrap().attempts, 2);
		assert_eq!(Cases::<Test>::iter().count(), 2);
		assert_eq!(held(HoldReason::Case, OTHER_PHARMACY), 2 * CaseDeposit::get());
		// There is one exception of it.
		assert_eq!(held(HoldReason::Exception, OTHER_PHARMACY), ExceptionDeposit::get());
	});
}

#[test]
fn a_copy_is_reported_whatever_else_there_is_against_it() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		measure(Target::Lot(lot), recall(RecallDepth::Patient));
		set_time(end_of_day(TODAY + 365));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_eq!(Cases::<Test>::iter().count(), 1);
		// Without the pack, nobody accuses anybody.
		assert_noop!(
			Provenance::dispense(signed(OTHER_PHARMACY), lot, 3, unit(4), proof(3), None, None),
			Error::<Test>::Proof(ProofProblem::Mismatch)
		);
		for who in [WHOLESALER, STRANGER] {
			assert_noop!(dispense(who, lot, 3), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		}
	});
}

#[test]
fn a_pack_proves_itself_and_no_other() {
	run(|| {
		let lot = stocked();
		let mismatch = || Error::<Test>::Proof(ProofProblem::Mismatch);
		let length = || Error::<Test>::Proof(ProofProblem::Length);
		let proof_of = |index| proof(index).into_inner();
		// Another unit's serial, another's proof, and both.
		assert_noop!(dispense_with(lot, 3, unit(4), proof_of(3)), mismatch());
		assert_noop!(dispense_with(lot, 3, unit(3), proof_of(4)), mismatch());
		assert_noop!(dispense_with(lot, 3, unit(4), proof_of(4)), mismatch());
		assert_noop!(dispense_with(lot, 3, H256::zero(), proof_of(3)), mismatch());
		let mut shorter = proof_of(3);
		shorter.pop();
		assert_noop!(dispense_with(lot, 3, unit(3), shorter), length());
		let longer = [proof_of(3), vec![H256::zero()]].concat();
		assert_noop!(dispense_with(lot, 3, unit(3), longer), length());
		assert_noop!(dispense_with(lot, 3, unit(3), vec![]), length());
		assert_noop!(
			dispense_with(lot, COUNT, unit(3), proof_of(3)),
			Error::<Test>::Proof(ProofProblem::Index)
		);
		// Another lot's.
		let mut new = new_lot(MEDICINE, "A2");
		new.root = H256::repeat_byte(1);
		assert_ok!(Provenance::commission(signed(MAKER), vec![new].try_into().unwrap(), 1));
		let other = LotId::of(&MEDICINE, &number("A2"));
		deliver(other, 0, 10, PHARMACY, 2);
		assert_noop!(dispense(PHARMACY, other, 3), mismatch());
		assert_noop!(dispense(PHARMACY, LotId([0; 16]), 3), Error::<Test>::UnknownLot);
		assert_ok!(dispense(PHARMACY, lot, 3));
	});
}

#[test]
fn only_the_pharmacy_that_has_it_in_stock_dispenses_it() {
	run(|| {
		let lot = stocked();
		assert_noop!(dispense(OTHER_PHARMACY, lot, 3), Error::<Test>::NotHolder);
		assert_noop!(dispense(PHARMACY, lot, 10), Error::<Test>::NotHolder);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::dispense(origin, lot, 3, unit(3), proof(3), None, None),
				DispatchError::BadOrigin
			);
		}
		let inside = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, inside, &[units(lot, 3, 6)]));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::InContainer);
		assert_ok!(ship(PHARMACY, inside, WHOLESALER, ShipmentKind::Return));
		let report = crate::Report { span: span(lot, 3, 6), discrepancy: Discrepancy::Short };
		let reports = vec![report].try_into().unwrap();
		assert_ok!(Provenance::receive(signed(WHOLESALER), inside, 1, reports));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::UnderReport);
		let confirmed = ReportOutcome::Confirmed;
		assert_ok!(Provenance::settle_report(signed(PHARMACY), lot, 3, confirmed));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::Gone);
		// A maker's own pharmacy unpacks first, too.
		license(MAKER, LicenceKind::Pharmacy);
		assert_noop!(dispense(MAKER, lot, 500), Error::<Test>::InContainer);
		assert_ok!(unpack(MAKER, &[units(lot, 500, 501)]));
		assert_ok!(dispense(MAKER, lot, 500));
	});
}

#[test]
fn nothing_is_dispensed_after_its_last_day() {
	run(|| {
		let lot = stocked();
		set_time(end_of_day(TODAY + 365) - 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		set_time(end_of_day(TODAY + 365));
		assert_noop!(dispense(PHARMACY, lot, 4), Error::<Test>::Expired);
		assert!(ask(lot, 4).expired && !ask(lot, 4).saleable);
	});
}

#[test]
fn a_recall_stops_pharmacies_if_it_goes_as_deep() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 0));
		let lift = |id| {
			let target = Target::Lot(lot);
			assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, id, commitment(1)));
		};
		let id = measure(Target::Lot(lot), recall(RecallDepth::Wholesale));
		assert_ok!(dispense(PHARMACY, lot, 1));
		assert!(ask(lot, 2).saleable && !ask(lot, 20).saleable);
		lift(id);
		for kind in
			[MeasureKind::Quarantine, recall(RecallDepth::Pharmacy), recall(RecallDepth::Patient)]
		{
			let id = measure(Target::Lot(lot), kind);
			assert_noop!(dispense(PHARMACY, lot, 2), Error::<Test>::UnderMeasure(kind));
			assert!(!ask(lot, 2).saleable);
			// What a patient has is told of a recall that goes as far as that.
			let told = kind == recall(RecallDepth::Patient);
			assert_eq!(ask(lot, 0).measure.is_some(), told);
			lift(id);
		}
		assert_ok!(dispense(PHARMACY, lot, 2));
	});
}

#[test]
fn measures_reach_spans_and_products() {
	run(|| {
		let lot = stocked();
		let kind = MeasureKind::Quarantine;
		measure(Target::Span(span(lot, 3, 5)), kind);
		for index in [3, 4] {
			assert_noop!(dispense(PHARMACY, lot, index), Error::<Test>::UnderMeasure(kind));
		}
		assert_ok!(dispense(PHARMACY, lot, 2));
		assert_ok!(dispense(PHARMACY, lot, 5));
		let severe = recall(RecallDepth::Pharmacy);
		let id = measure(Target::Lot(commission(VIAL, "B1")), severe);
		let lots: Vec<_> =
			crate::Lots::<Test>::iter_values().flat_map(|lot| lot.measures).collect();
		let recall = lots.iter().find(|known| known.measure.id == id).unwrap().measure;
		measure_product(MEDICINE, Some(recall));
		assert_noop!(dispense(PHARMACY, lot, 6), Error::<Test>::UnderMeasure(severe));
		// The severest one is named.
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::UnderMeasure(severe));
		measure_product(MEDICINE, None);
		assert_ok!(dispense(PHARMACY, lot, 6));
	});
}

#[test]
fn suspects_are_not_dispensed() {
	run(|| {
		let lot = stocked();
		assert_ok!(Provenance::suspect(signed(PHARMACY), lot, 3, commitment(1)));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::Suspect);
		assert_ok!(Provenance::quarantine_unit(signed(PHARMACY), 0));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::Quarantined);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		assert_noop!(dispense(PHARMACY, lot, 3), Error::<Test>::Illegitimate);
		assert_ok!(Provenance::suspect(signed(PHARMACY), lot, 4, commitment(1)));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 1, false, commitment(1)));
		assert_ok!(dispense(PHARMACY, lot, 4));
		assert_eq!(state(lot, 4), UnitState::Dispensed);
	});
}

#[test]
fn what_came_back_is_not_dispensed_unverified() {
	run(|| {
		let lot = stocked();
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 5)]));
		hand_over(PHARMACY, back, OTHER_PHARMACY, ShipmentKind::Return);
		assert_ok!(unpack(OTHER_PHARMACY, &[units(lot, 0, 5)]));
		assert_noop!(dispense(OTHER_PHARMACY, lot, 0), Error::<Test>::ReturnNotVerified);
		let proven = vec![crate::ProvenUnit { unit: unit(0), proof: proof(0) }];
		let proven = proven.try_into().unwrap();
		assert_ok!(Provenance::verify_return(signed(OTHER_PHARMACY), lot, 0, proven));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 0));
		assert_noop!(dispense(OTHER_PHARMACY, lot, 1), Error::<Test>::ReturnNotVerified);
	});
}

#[test]
fn a_vial_is_dispensed_in_portions() {
	run(|| {
		let lot = vials();
		let (index, pharmacy) = (0, PHARMACY);
		for (portions, left) in [(3, 7), (3, 4)] {
			assert_ok!(portion(PHARMACY, lot, 0, portions));
			assert_eq!(last_event(), Event::Dispensed { lot, index, pharmacy, left });
			assert_eq!(state(lot, 0), UnitState::PartlyDispensed { left });
			assert_eq!(Provenance::do_outstanding(span(lot, 0, 10)), 10);
		}
		assert_noop!(portion(PHARMACY, lot, 0, 5), Error::<Test>::TooManyPortions);
		assert_noop!(portion(PHARMACY, lot, 0, 0), Error::<Test>::NothingToDo);
		assert_eq!(held(HoldReason::Exception, PHARMACY), ExceptionDeposit::get());
		assert_ok!(portion(PHARMACY, lot, 0, 4));
		assert_eq!(last_event(), Event::Dispensed { lot, index, pharmacy, left: 0 });
		assert_eq!(state(lot, 0), UnitState::Dispensed);
		assert_eq!(Provenance::do_outstanding(span(lot, 0, 10)), 9);
		// Whoever wants more, has a copy.
		assert_ok!(portion(PHARMACY, lot, 0, 1));
		assert_eq!(Cases::<Test>::get(0).unwrap().attempts, 1);
	});
}

#[test]
fn the_rest_of_a_vial_is_dispensed_without_counting() {
	run(|| {
		let lot = vials();
		assert_noop!(portion(PHARMACY, lot, 1, 11), Error::<Test>::TooManyPortions);
		assert_ok!(dispense(PHARMACY, lot, 1));
		assert_eq!(state(lot, 1), UnitState::Dispensed);
		assert_ok!(portion(PHARMACY, lot, 2, 4));
		assert_ok!(dispense(PHARMACY, lot, 2));
		let event = Event::Dispensed { lot, index: 2, pharmacy: PHARMACY, left: 0 };
		assert_eq!(last_event(), event);
		assert_eq!(state(lot, 2), UnitState::Dispensed);
	});
}

#[test]
fn another_pharmacys_portion_of_an_opened_vial_is_a_copy() {
	run(|| {
		let lot = vials();
		assert_ok!(portion(PHARMACY, lot, 0, 3));
		assert_ok!(portion(OTHER_PHARMACY, lot, 0, 1));
		let (first, second) = (PHARMACY, OTHER_PHARMACY);
		let event = Event::SuspectedCounterfeit { lot, index: 0, first, second, case: 0 };
		assert_eq!(last_event(), event);
		assert_eq!(state(lot, 0), UnitState::Suspect);
		assert_noop!(portion(PHARMACY, lot, 0, 3), Error::<Test>::Suspect);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, false, commitment(1)));
		assert_eq!(state(lot, 0), UnitState::PartlyDispensed { left: 7 });
		assert_ok!(portion(PHARMACY, lot, 0, 7));
	});
}

#[test]
fn packs_that_are_no_vials_are_not_divided() {
	run(|| {
		let lot = stocked();
		assert_noop!(portion(PHARMACY, lot, 3, 1), Error::<Test>::NotDivisible);
		assert_ok!(dispense(PHARMACY, lot, 3));
	});
}

#[test]
fn an_opened_vial_is_paid_for() {
	run(|| {
		let lot = commission(VIAL, "B1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 5)]));
		hand_over(MAKER, container, POOR_PHARMACY, ShipmentKind::Sale);
		assert_ok!(unpack(POOR_PHARMACY, &[units(lot, 0, 5)]));
		assert_noop!(portion(POOR_PHARMACY, lot, 0, 3), TokenError::FundsUnavailable);
		assert_ok!(dispense(POOR_PHARMACY, lot, 0));
	});
}

#[test]
fn dispensed_units_go_nowhere() {
	run(|| {
		let lot = stocked();
		let vials = commission(VIAL, "B1");
		deliver(vials, 0, 10, PHARMACY, 3);
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(portion(PHARMACY, vials, 3, 1));
		let into = open(PHARMACY, 4);
		for lot in [lot, vials] {
			let dispensed = || Error::<Test>::AlreadyDispensed;
			assert_noop!(pack(PHARMACY, into, &[units(lot, 0, 10)]), dispensed());
			assert_noop!(unpack(PHARMACY, &[units(lot, 3, 4)]), dispensed());
			assert_noop!(
				Provenance::decommission(
					signed(PHARMACY),
					span(lot, 3, 4),
					crate::DecommissionReason::Lost
				),
				dispensed()
			);
			license(PHARMACY, LicenceKind::Manufacturer);
			let inputs = vec![span(lot, 3, 4)].try_into().unwrap();
			let outputs = vec![new_lot(MEDICINE, "C1")].try_into().unwrap();
			assert_noop!(Provenance::transform(signed(PHARMACY), inputs, outputs, 1), dispensed());
		}
	});
}

#[test]
fn where_the_range_ends_saves_looking_for_it() {
	run(|| {
		let lot = stocked();
		assert_eq!(ask(lot, 3).range_end, Some(10));
		let cost = |index, range_end| {
			dispense_hinted(PHARMACY, lot, index, range_end).unwrap().actual_weight.unwrap()
		};
		let hinted = <() as WeightInfo>::dispense();
		let unhinted = <() as WeightInfo>::dispense_unhinted();
		assert_eq!(cost(3, ask(lot, 3).range_end), hinted);
		assert_eq!(cost(4, None), unhinted);
		// Before the unit, within the range, after it, fresh, and past every index.
		for (index, wrong) in
			[(5, 0), (6, 5), (7, 7), (8, 9), (9, 11), (0, COUNT), (1, COUNT + 1), (2, u32::MAX)]
		{
			assert_eq!(cost(index, Some(wrong)), unhinted);
		}
		assert!((0..10).all(|index| state(lot, index) == UnitState::Dispensed));
		assert!(Cases::<Test>::iter().next().is_none());
	});
}

#[test]
fn where_the_range_ended_before_it_was_split_does_no_harm() {
	run(|| {
		let lot = stocked();
		let asked = ask(lot, 3).range_end;
		assert_ok!(unpack(PHARMACY, &[units(lot, 5, 7)]));
		assert_eq!([3, 5, 8].map(|index| ask(lot, index).range_end), [Some(5), Some(7), Some(10)]);
		// The key is still there: it is that of what remained.
		for index in [3, 5, 8] {
			assert_ok!(dispense_hinted(PHARMACY, lot, index, asked));
			assert_eq!(state(lot, index), UnitState::Dispensed);
		}
		assert_eq!([3, 5, 8].map(|index| range(lot, index).1.touched), [true; 3]);
		// What somebody else has, nobody gets by naming a range of their own.
		deliver(lot, 10, 20, OTHER_PHARMACY, 2);
		let refused = dispense_hinted(PHARMACY, lot, 12, asked);
		assert_noop!(refused, Error::<Test>::NotHolder);
		assert_noop!(dispense_hinted(PHARMACY, lot, 500, asked), Error::<Test>::NotHolder);
	});
}

#[test]
fn a_copy_is_reported_whatever_range_is_named() {
	run(|| {
		let lot = stocked();
		deliver(lot, 10, 20, OTHER_PHARMACY, 2);
		assert_ok!(dispense(PHARMACY, lot, 3));
		let named = [None, Some(10), Some(3), Some(20), Some(COUNT), Some(u32::MAX)];
		for (who, attempts) in [PHARMACY, OTHER_PHARMACY].into_iter().cycle().zip(1..=12) {
			let range_end = named[usize::from(attempts) / 2 % named.len()];
			assert_ok!(dispense_hinted(who, lot, 3, range_end));
			let (first, second) = (PHARMACY, who);
			let event = Event::SuspectedCounterfeit { lot, index: 3, first, second, case: 0 };
			assert_eq!(last_event(), event);
			assert_eq!(Cases::<Test>::get(0).unwrap().attempts, attempts);
		}
		assert_eq!(Cases::<Test>::iter().count(), 1);
		assert_eq!(Provenance::do_outstanding(span(lot, 0, 10)), 9);
	});
}

#[test]
fn cases_have_numbers_as_long_as_there_are_any() {
	run(|| {
		let lot = stocked();
		assert_ok!(dispense(PHARMACY, lot, 3));
		crate::NextCaseId::<Test>::put(u32::MAX);
		assert_noop!(dispense(OTHER_PHARMACY, lot, 3), Error::<Test>::Overflow);
		assert_noop!(
			Provenance::suspect(signed(PHARMACY), lot, 4, commitment(1)),
			Error::<Test>::Overflow
		);
	});
}
