use crate::{mock::*, Containers, Error, Event, LotId, Lots, Target};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Authority, Commitment, Custody, Measure, MeasureKind, MeasureReason};
use sp_runtime::DispatchError;

fn lift(who: u64, target: Target, id: u32) -> DispatchResult {
	Provenance::lift_measure(signed(who), target, id, commitment(4))
}

fn take(who: u64, target: Target) {
	let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Quality);
	assert_ok!(Provenance::take_measure(signed(who), target, kind, reason, commitment(3)));
}

#[test]
fn a_lifted_measure_is_gone_and_the_others_stay() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		let all = [Target::Lot(lot), Target::Span(span(lot, 5, 7)), Target::Container(container)];
		for target in all {
			take(MAKER, target);
			take(REGULATOR, target);
		}
		for (at, target) in all.into_iter().enumerate() {
			let (id, by) = (2 * at as u32, Authority::Manufacturer);
			assert_ok!(lift(MAKER, target, id));
			let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Quality);
			let measure = Measure { id, kind, reason, by };
			let evidence = commitment(4);
			assert_eq!(last_event(), Event::MeasureLifted { target, measure, evidence });
			assert_noop!(lift(MAKER, target, id), Error::<Test>::NotFound);
		}
		let left: Vec<u32> =
			Lots::<Test>::get(lot).unwrap().measures.iter().map(|left| left.measure.id).collect();
		assert_eq!(left, [1, 3]);
		assert_eq!(Containers::<Test>::get(container).unwrap().measures[0].id, 5);
	});
}

#[test]
fn a_measure_is_lifted_from_what_it_was_taken_on() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let [some, all] = [(5, 7), (0, COUNT)].map(|(start, end)| span(lot, start, end));
		take(MAKER, Target::Span(some));
		take(MAKER, Target::Lot(lot));
		let fewer = [(5, 6), (6, 7), (4, 7), (5, 8), (7, 5), (5, 5)];
		let others = fewer.map(|(start, end)| Target::Span(span(lot, start, end)));
		for target in others.into_iter().chain([Target::Lot(lot), Target::Span(all)]) {
			assert_noop!(lift(MAKER, target, 0), Error::<Test>::OtherTarget);
			assert_noop!(lift(REGULATOR, target, 0), Error::<Test>::OtherTarget);
		}
		for target in others.into_iter().chain([Target::Span(some)]) {
			assert_noop!(lift(MAKER, target, 1), Error::<Test>::OtherTarget);
		}
		assert_ok!(lift(MAKER, Target::Span(some), 0));
		// All of the units are the lot.
		assert_ok!(lift(MAKER, Target::Span(all), 1));
	});
}

#[test]
fn what_a_regulator_took_only_a_regulator_lifts() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		for (id, target) in [Target::Lot(lot), Target::Container(container)].into_iter().enumerate()
		{
			take(REGULATOR, target);
			assert_noop!(lift(MAKER, target, id as u32), Error::<Test>::NotYours);
			assert_ok!(lift(REGULATOR, target, id as u32));
		}
		// A manufacturer's it lifts as well, and a sensor's only it does.
		take(MAKER, Target::Lot(lot));
		assert_ok!(lift(REGULATOR, Target::Lot(lot), 2));
		assert_ok!(Provenance::quarantine(&container));
		assert_noop!(lift(MAKER, Target::Container(container), 3), Error::<Test>::NotYours);
		assert_ok!(lift(REGULATOR, Target::Container(container), 3));
	});
}

#[test]
fn nobody_else_lifts_anything() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		open(MAKER, 1);
		for (id, target) in [Target::Lot(lot), Target::Container(sscc(1))].into_iter().enumerate() {
			take(MAKER, target);
			for who in [OTHER_MAKER, WHOLESALER, PHARMACY, STRANGER] {
				assert_noop!(lift(who, target, id as u32), Error::<Test>::NotAuthorized);
			}
		}
		let nothing = Commitment::default();
		assert_noop!(
			Provenance::lift_measure(signed(MAKER), Target::Lot(lot), 0, nothing),
			Error::<Test>::ZeroCommitment
		);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::lift_measure(origin, Target::Lot(lot), 0, commitment(1)),
				DispatchError::BadOrigin
			);
		}
		// Measures of one thing are not those of another.
		assert_noop!(lift(MAKER, Target::Lot(lot), 1), Error::<Test>::NotFound);
		assert_noop!(lift(MAKER, Target::Container(sscc(1)), 0), Error::<Test>::NotFound);
		for who in [MAKER, REGULATOR] {
			assert_noop!(lift(who, Target::Lot(LotId([0; 16])), 0), Error::<Test>::UnknownLot);
			let unknown = Target::Container(sscc(9));
			assert_noop!(lift(who, unknown, 0), Error::<Test>::UnknownContainer);
		}
	});
}
