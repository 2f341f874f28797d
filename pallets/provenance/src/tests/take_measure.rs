use crate::{
	mock::*, Containers, Error, Event, LotId, LotMeasure, Lots, NextMeasureId, ShipmentKind,
	Target, MAX_MEASURES, RESERVED_MEASURES,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{
	Authority, Commitment, Custody, LicenceKind, Measure, MeasureKind, MeasureReason, RecallDepth,
};
use sp_runtime::DispatchError;

fn take(who: u64, target: Target) -> DispatchResult {
	let (kind, reason) = (recall(RecallDepth::Pharmacy), MeasureReason::Contamination);
	Provenance::take_measure(signed(who), target, kind, reason, commitment(3))
}

#[test]
fn measures_are_kept_with_what_they_are_against() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		let (kind, reason) = (recall(RecallDepth::Pharmacy), MeasureReason::Contamination);
		let measure = |id, by| Measure { id, kind, reason, by };
		let evidence = commitment(3);
		for (id, (who, target, by)) in [
			(MAKER, Target::Lot(lot), Authority::Manufacturer),
			(REGULATOR, Target::Span(span(lot, 5, 7)), Authority::Regulator),
			(MAKER, Target::Container(container), Authority::Manufacturer),
			(REGULATOR, Target::Container(container), Authority::Regulator),
		]
		.into_iter()
		.enumerate()
		{
			assert_ok!(take(who, target));
			let measure = measure(id as u32, by);
			assert_eq!(last_event(), Event::MeasureTaken { target, measure, evidence });
		}
		assert_eq!(
			Lots::<Test>::get(lot).unwrap().measures.to_vec(),
			[
				LotMeasure { start: 0, end: COUNT, measure: measure(0, Authority::Manufacturer) },
				LotMeasure { start: 5, end: 7, measure: measure(1, Authority::Regulator) },
			]
		);
		assert_eq!(Containers::<Test>::get(container).unwrap().measures.len(), 2);
	});
}

#[test]
fn only_whoever_is_responsible_or_a_regulator_takes_measures() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, WHOLESALER, 1);
		let (mine, theirs) = (open(WHOLESALER, 2), open(MAKER, 3));
		let targets = [Target::Lot(lot), Target::Span(span(lot, 0, 1)), Target::Container(theirs)];
		for target in targets {
			// Not even who has it.
			for who in [OTHER_MAKER, WHOLESALER, PHARMACY, STRANGER] {
				assert_noop!(take(who, target), Error::<Test>::NotAuthorized);
			}
			assert_ok!(take(MAKER, target));
			assert_ok!(take(REGULATOR, target));
		}
		// A wholesaler's own container is none of a manufacturer's, nor is one that it has given away.
		assert_noop!(take(WHOLESALER, Target::Container(mine)), Error::<Test>::NotAuthorized);
		for who in [MAKER, WHOLESALER] {
			assert_noop!(take(who, Target::Container(sscc(1))), Error::<Test>::NotAuthorized);
		}
		assert_ok!(take(REGULATOR, Target::Container(sscc(1))));
		unlicense(MAKER);
		for target in targets {
			assert_noop!(take(MAKER, target), Error::<Test>::NotAuthorized);
		}
		for origin in nobody_signed() {
			let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
			assert_noop!(
				Provenance::take_measure(origin, targets[0], kind, reason, commitment(1)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn nobody_is_the_regulator_of_their_own_products() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		license(MAKER, LicenceKind::Regulator);
		for target in [Target::Lot(lot), Target::Container(container)] {
			assert_ok!(take(MAKER, target));
			let Event::MeasureTaken { measure: taken, .. } = last_event() else { panic!() };
			assert_eq!(taken.by, Authority::Manufacturer);
			let id = measure(target, MeasureKind::Quarantine);
			assert_noop!(
				Provenance::lift_measure(signed(MAKER), target, id, commitment(1)),
				Error::<Test>::NotYours
			);
		}
	});
}

#[test]
fn a_measure_is_against_something_that_is_there() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let unknown = LotId([0; 16]);
		for who in [MAKER, REGULATOR] {
			assert_noop!(take(who, Target::Lot(unknown)), Error::<Test>::UnknownLot);
			assert_noop!(take(who, Target::Span(span(unknown, 0, 1))), Error::<Test>::UnknownLot);
			assert_noop!(take(who, Target::Container(sscc(1))), Error::<Test>::UnknownContainer);
			assert_noop!(take(who, Target::Span(span(lot, 5, 5))), Error::<Test>::EmptySpan);
			assert_noop!(
				take(who, Target::Span(span(lot, 0, COUNT + 1))),
				Error::<Test>::IndexOutOfRange
			);
		}
		let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
		let nothing = Commitment::default();
		assert_noop!(
			Provenance::take_measure(signed(MAKER), Target::Lot(lot), kind, reason, nothing),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn there_are_eight_measures_at_most_and_numbers_for_them() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		for target in [Target::Lot(lot), Target::Container(container)] {
			// A manufacturer leaves room for others.
			for _ in 0..MAX_MEASURES - RESERVED_MEASURES {
				assert_ok!(take(MAKER, target));
			}
			assert_noop!(take(MAKER, target), Error::<Test>::TooManyMeasures);
			for _ in 0..RESERVED_MEASURES {
				assert_ok!(take(REGULATOR, target));
			}
			assert_noop!(take(REGULATOR, target), Error::<Test>::TooManyMeasures);
		}
		assert_noop!(Provenance::quarantine(&container), Error::<Test>::TooManyMeasures);
		NextMeasureId::<Test>::put(u32::MAX);
		assert_noop!(take(REGULATOR, Target::Lot(lot)), Error::<Test>::Overflow);
	});
}

#[test]
fn a_sensor_quarantines_once() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		assert_ok!(ship(MAKER, container, WHOLESALER, ShipmentKind::Sale));
		// A regulator's measure is another one.
		measure(Target::Container(container), MeasureKind::Quarantine);
		assert_ok!(Provenance::quarantine(&container));
		let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::ColdChain);
		let measure = Measure { id: 1, kind, reason, by: Authority::Sensor };
		let (target, evidence) = (Target::Container(container), Commitment::default());
		assert_eq!(last_event(), Event::MeasureTaken { target, measure, evidence });
		let events = System::events().len();
		assert_ok!(Provenance::quarantine(&container));
		assert_eq!(System::events().len(), events);
		assert_eq!(Containers::<Test>::get(container).unwrap().measures.len(), 2);
		assert!(!ask(lot, 3).saleable && ask(lot, 10).saleable);
		// Once it is lifted, the sensor is listened to again.
		assert_ok!(Provenance::lift_measure(signed(REGULATOR), target, 1, commitment(1)));
		assert_ok!(Provenance::quarantine(&container));
		assert_eq!(Containers::<Test>::get(container).unwrap().measures[1].id, 2);
		assert_noop!(Provenance::quarantine(&sscc(9)), Error::<Test>::UnknownContainer);
	});
}
