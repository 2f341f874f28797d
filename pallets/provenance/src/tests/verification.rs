use crate::{
	mock::*, CaseStatus, DecommissionReason, Discrepancy, LotId, ProvenUnit, Report, ReportOutcome,
	ShipmentKind, Span, Target, UnitState, VerificationProblem,
};
use frame_support::assert_ok;
use salus_primitives::{
	end_of_day, merkle::ProofProblem, Custody, Gtin, LicenceKind, MeasureKind, RecallDepth, DAY,
};

use ShipmentKind::{Return, Sale};

/// What is said of the unit 3, and whether it is saleable.
#[track_caller]
fn told(lot: LotId, state: UnitState, saleable: bool, holder: LicenceKind) {
	let report = ask(lot, 3);
	assert_eq!((report.state, report.saleable), (state, saleable));
	assert_eq!(report.holder, [holder].into_iter().collect());
}

#[test]
fn a_unit_is_followed_through_its_life() {
	use LicenceKind::{Manufacturer, Pharmacy, Wholesaler};
	run(|| {
		let lot = commission(MEDICINE, "A1");
		told(lot, UnitState::Active, true, Manufacturer);
		let case = open(MAKER, 1);
		assert_ok!(pack(MAKER, case, &[units(lot, 0, 10)]));
		told(lot, UnitState::Active, true, Manufacturer);
		assert_ok!(ship(MAKER, case, WHOLESALER, Sale));
		told(lot, UnitState::InTransit, true, Manufacturer);
		assert_ok!(Provenance::receive(signed(WHOLESALER), case, 1, Default::default()));
		told(lot, UnitState::Received, true, Wholesaler);
		hand_over(WHOLESALER, case, PHARMACY, Sale);
		assert_ok!(unpack(PHARMACY, &[units(lot, 0, 10)]));
		told(lot, UnitState::Received, true, Pharmacy);
		let back = open(PHARMACY, 2);
		assert_ok!(pack(PHARMACY, back, &[units(lot, 0, 10)]));
		hand_over(PHARMACY, back, WHOLESALER, Return);
		// That a router says it is what it says is the answer, not the end of the question.
		told(lot, UnitState::Returned, true, Wholesaler);
		assert_ok!(unpack(WHOLESALER, &[units(lot, 0, 10)]));
		told(lot, UnitState::Returned, true, Wholesaler);
		let proven = vec![ProvenUnit { unit: unit(3), proof: proof(3) }].try_into().unwrap();
		assert_ok!(Provenance::verify_return(signed(WHOLESALER), lot, 3, proven));
		told(lot, UnitState::Verified, true, Wholesaler);
		let again = open(WHOLESALER, 3);
		assert_ok!(pack(WHOLESALER, again, &[units(lot, 3, 4)]));
		told(lot, UnitState::Resold, true, Wholesaler);
		hand_over(WHOLESALER, again, PHARMACY, Sale);
		assert_ok!(unpack(PHARMACY, &[units(lot, 3, 4)]));
		told(lot, UnitState::Resold, true, Pharmacy);
		assert_ok!(dispense(PHARMACY, lot, 3));
		told(lot, UnitState::Dispensed, false, Pharmacy);
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		told(lot, UnitState::Suspect, false, Pharmacy);
		assert_ok!(Provenance::quarantine_unit(signed(PHARMACY), 0));
		told(lot, UnitState::Quarantined, false, Pharmacy);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, false, commitment(1)));
		told(lot, UnitState::Dispensed, false, Pharmacy);
		assert_eq!(ask(lot, 3).case, Some((0, CaseStatus::Cleared)));
		assert_ok!(Provenance::suspect(signed(PHARMACY), lot, 3, commitment(1)));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 1, true, commitment(1)));
		told(lot, UnitState::Illegitimate, false, Pharmacy);
	});
}

#[test]
fn exceptions_are_told() {
	use LicenceKind::{Manufacturer, Pharmacy};
	run(|| {
		let lot = commission(VIAL, "B1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		assert_ok!(ship(MAKER, container, PHARMACY, Sale));
		let discrepancy = Discrepancy::Damaged;
		let reports = vec![Report { span: span(lot, 3, 4), discrepancy }].try_into().unwrap();
		assert_ok!(Provenance::receive(signed(PHARMACY), container, 1, reports));
		told(lot, UnitState::Reported(discrepancy), false, Manufacturer);
		let found = ReportOutcome::Found { location: 1 };
		assert_ok!(Provenance::settle_report(signed(MAKER), lot, 3, found));
		told(lot, UnitState::Active, true, Manufacturer);
		assert_ok!(Provenance::suspect(signed(MAKER), lot, 3, commitment(1)));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, false, commitment(1)));
		told(lot, UnitState::Cleared, true, Manufacturer);
		let container = open(MAKER, 2);
		assert_ok!(pack(MAKER, container, &[units(lot, 3, 4)]));
		hand_over(MAKER, container, PHARMACY, Sale);
		assert_ok!(unpack(PHARMACY, &[units(lot, 3, 4)]));
		told(lot, UnitState::Cleared, true, Pharmacy);
		assert_ok!(portion(PHARMACY, lot, 3, 9));
		told(lot, UnitState::PartlyDispensed { left: 1 }, false, Pharmacy);
		assert_ok!(portion(PHARMACY, lot, 3, 1));
		told(lot, UnitState::Dispensed, false, Pharmacy);
		let reason = DecommissionReason::Exported;
		assert_ok!(Provenance::decommission(signed(MAKER), span(lot, 20, 21), reason));
		assert_eq!(state(lot, 20), UnitState::Decommissioned(reason));
	});
}

#[test]
fn it_is_told_where_the_range_ends() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_eq!([0, 3].map(|index| ask(lot, index).range_end), [None; 2]);
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 4, 10)]));
		let told = [3, 4, 9, 10].map(|index| ask(lot, index).range_end);
		assert_eq!(told, [Some(4), Some(10), Some(10), None]);
		let last = units(lot, COUNT - 1, COUNT);
		assert_ok!(pack(MAKER, container, &[last]));
		assert_eq!(ask(lot, COUNT - 2).range_end, Some(COUNT - 1));
		assert_eq!(ask(lot, COUNT - 1).range_end, Some(COUNT));
	});
}

#[test]
fn who_has_no_pack_is_told_nothing() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let verify =
			|lot, index, unit| Provenance::do_verify_unit(lot, index, unit, &proof(3)).unwrap_err();
		let problem = VerificationProblem::Proof;
		assert_eq!(verify(lot, 3, unit(4)), problem(ProofProblem::Mismatch));
		assert_eq!(verify(lot, 4, unit(3)), problem(ProofProblem::Mismatch));
		assert_eq!(verify(lot, COUNT, unit(3)), problem(ProofProblem::Index));
		assert_eq!(
			Provenance::do_verify_unit(lot, 3, unit(3), &proof(3)[1..]).unwrap_err(),
			problem(ProofProblem::Length)
		);
		assert_eq!(verify(LotId([0; 16]), 3, unit(3)), VerificationProblem::UnknownLot);
	});
}

#[test]
fn a_recall_is_told_to_whom_it_reaches() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		deliver(lot, 10, 20, WHOLESALER, 2);
		assert_ok!(dispense(PHARMACY, lot, 0));
		for (kind, reached) in [
			(recall(RecallDepth::Wholesale), [false, false, true]),
			(MeasureKind::Quarantine, [false, true, true]),
			(recall(RecallDepth::Pharmacy), [false, true, true]),
			(recall(RecallDepth::Patient), [true, true, true]),
		] {
			let id = measure(Target::Lot(lot), kind);
			// With a patient, in a pharmacy, with a wholesaler.
			let told = [0, 1, 10].map(|index| ask(lot, index).measure.is_some());
			assert_eq!(told, reached, "{kind:?}");
			let target = Target::Lot(lot);
			assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, id, commitment(1)));
		}
	});
}

#[test]
fn what_is_left_of_a_vial_is_still_in_the_pharmacy() {
	run(|| {
		let lot = commission(VIAL, "B1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(portion(PHARMACY, lot, 0, 3));
		assert_ok!(portion(PHARMACY, lot, 1, 10));
		measure(Target::Lot(lot), recall(RecallDepth::Pharmacy));
		assert_eq!([0, 1].map(|index| ask(lot, index).measure.is_some()), [true, false]);
	});
}

#[test]
fn what_is_in_a_quarantined_container_is_not_saleable() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
		assert_ok!(pack(MAKER, outer, &[crate::Item::Container(inner)]));
		assert_ok!(Provenance::quarantine(&outer));
		let measure = ask(lot, 3).measure.unwrap();
		assert_eq!(measure.kind, MeasureKind::Quarantine);
		assert!(!ask(lot, 3).saleable && ask(lot, 10).saleable);
		assert_eq!(Provenance::do_verify_container(inner).unwrap().measure, Some(measure));
	});
}

#[test]
fn what_expired_is_not_saleable() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		set_time(end_of_day(TODAY + 365) - 1);
		assert!(!ask(lot, 3).expired && ask(lot, 3).saleable);
		set_time(end_of_day(TODAY + 365));
		assert!(ask(lot, 3).expired && !ask(lot, 3).saleable);
		assert_eq!(ask(lot, 3).state, UnitState::Active);
	});
}

#[test]
fn a_container_says_where_it_is() {
	run(|| {
		let vials = commission(VIAL, "B1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(vials, 0, 10), units(vials, 20, 30)]));
		assert_ok!(pack(MAKER, outer, &[crate::Item::Container(inner)]));
		assert_ok!(ship(MAKER, outer, WHOLESALER, Sale));
		assert_eq!((Provenance::outer(&inner), Provenance::outer(&outer)), (Some(outer), None));
		assert_eq!(Provenance::outer(&sscc(9)), None);
		let report = Provenance::do_verify_container(inner).unwrap();
		assert_eq!((report.depth, report.contents, report.limits), (1, 2, Some(FRIDGE)));
		assert!(report.in_transit && !report.overdue && report.measure.is_none());
		assert_eq!(report.holder, [LicenceKind::Manufacturer].into_iter().collect());
		set_time(START + DAY + 1);
		assert!(Provenance::do_verify_container(inner).unwrap().overdue);
		assert_eq!(
			Provenance::do_verify_container(sscc(9)),
			Err(VerificationProblem::UnknownContainer)
		);
		assert_eq!(Provenance::holder(&sscc(9)), None);
		assert_eq!(Provenance::limits(&sscc(9)), None);
	});
}

#[test]
fn everybody_learns_of_a_recall_and_of_nobody() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let check = || Provenance::do_recall_check(MEDICINE, number("A1")).unwrap();
		assert!(check().measures.is_empty() && check().inherited.is_none());
		let span = Span { lot, start: 5, end: 9 };
		let id = measure(Target::Span(span), recall(RecallDepth::Patient));
		let told = check().measures;
		assert_eq!((told[0].start, told[0].end, told[0].measure.id), (5, 9, id));
		measure_product(MEDICINE, Some(told[0].measure));
		assert_eq!(check().inherited, Some(told[0].measure));
		assert!(!check().expired);
		set_time(end_of_day(TODAY + 365));
		assert!(check().expired);
		for (gtin, text) in [(MEDICINE, "A2"), (VIAL, "A1"), (Gtin(1), "A1")] {
			assert_eq!(
				Provenance::do_recall_check(gtin, number(text)),
				Err(VerificationProblem::UnknownLot)
			);
		}
	});
}

#[test]
fn what_can_still_reach_a_patient_is_counted() {
	run(|| {
		let lot = commission(VIAL, "B1");
		let outstanding = |start, end| Provenance::do_outstanding(span(lot, start, end));
		assert_eq!(outstanding(0, COUNT), COUNT);
		deliver(lot, 200, 600, PHARMACY, 1);
		for index in [255, 256, 300, 599] {
			assert_ok!(dispense(PHARMACY, lot, index));
		}
		assert_ok!(portion(PHARMACY, lot, 400, 9));
		let reason = DecommissionReason::Lost;
		assert_ok!(Provenance::decommission(signed(MAKER), span(lot, 700, 710), reason));
		assert_eq!(outstanding(0, COUNT), COUNT - 14);
		assert_eq!(outstanding(255, 257), 0);
		assert_eq!(outstanding(254, 258), 2);
		assert_eq!(outstanding(599, 705), 100);
		// An opened vial can.
		assert_eq!(outstanding(400, 401), 1);
		assert_ok!(portion(PHARMACY, lot, 400, 1));
		assert_eq!(outstanding(400, 401), 0);
		// Nothing is there beyond the end.
		assert_eq!(outstanding(COUNT - 1, u32::MAX), 1);
		for (start, end) in [(COUNT, COUNT + 5), (5, 5), (6, 5), (u32::MAX, u32::MAX)] {
			assert_eq!(outstanding(start, end), 0);
		}
		assert_eq!(Provenance::do_outstanding(span(LotId([0; 16]), 0, 5)), 0);
	});
}
