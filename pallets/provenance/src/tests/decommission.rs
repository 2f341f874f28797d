use crate::{
	mock::*, DecommissionReason, Error, Event, HoldReason, Item, LotId, Place, ShipmentKind, Span,
	Target, UnitState,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Custody, MeasureKind, RecallDepth};
use sp_runtime::DispatchError;

use DecommissionReason::*;

fn retire(who: u64, span: Span, reason: DecommissionReason) -> DispatchResult {
	Provenance::decommission(signed(who), span, reason)
}

#[test]
fn units_are_put_out_of_use_for_good() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		for (index, reason) in
			[Destroyed, Sample, Exported, Stolen, Lost, Damaged].into_iter().enumerate()
		{
			let span = span(lot, index as u32 * 10, index as u32 * 10 + 5);
			assert_ok!(retire(MAKER, span, reason));
			assert_eq!(last_event(), Event::Decommissioned { span, holder: MAKER, reason });
			assert_eq!(state(lot, span.start), UnitState::Decommissioned(reason));
			assert_eq!(range(lot, span.start).1.place, Place::Gone { holder: MAKER, reason });
			assert!(!ask(lot, span.start).saleable);
		}
		assert_eq!(held(HoldReason::Range, MAKER), 11 * RangeDeposit::get());
		assert_eq!(Provenance::do_outstanding(span(lot, 0, COUNT)), COUNT - 30);
		// There is no way back.
		let into = open(MAKER, 1);
		let gone = span(lot, 0, 5);
		assert_noop!(retire(MAKER, gone, Lost), Error::<Test>::Gone);
		assert_noop!(unpack(MAKER, &[units(lot, 0, 5)]), Error::<Test>::Gone);
		assert_noop!(pack(MAKER, into, &[units(lot, 0, 1)]), Error::<Test>::Gone);
		let suspect = Provenance::suspect(signed(MAKER), lot, 0, commitment(1));
		assert_noop!(suspect, Error::<Test>::Gone);
	});
}

#[test]
fn nobody_says_that_units_were_transformed() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		assert_noop!(retire(MAKER, span(lot, 0, 1), Transformed), Error::<Test>::InvalidReason);
	});
}

#[test]
fn only_their_holder_puts_units_out_of_use() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let inside = open(MAKER, 1);
		assert_ok!(pack(MAKER, inside, &[units(lot, 0, 10)]));
		for span in [span(lot, 0, 5), span(lot, 20, 25)] {
			for who in [WHOLESALER, REGULATOR] {
				assert_noop!(retire(who, span, Destroyed), Error::<Test>::NotHolder);
			}
		}
		assert_noop!(retire(MAKER, span(lot, 5, 15), Lost), Error::<Test>::NotInOnePlace);
		assert_noop!(retire(MAKER, span(lot, 5, 5), Lost), Error::<Test>::EmptySpan);
		assert_noop!(retire(MAKER, span(lot, 0, COUNT + 1), Lost), Error::<Test>::IndexOutOfRange);
		assert_noop!(retire(MAKER, span(LotId([0; 16]), 0, 1), Lost), Error::<Test>::UnknownLot);
		assert_ok!(ship(MAKER, inside, WHOLESALER, ShipmentKind::Sale));
		assert_noop!(retire(MAKER, span(lot, 0, 5), Lost), Error::<Test>::InTransit);
		for origin in nobody_signed() {
			let span = span(lot, 20, 21);
			assert_noop!(Provenance::decommission(origin, span, Lost), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_is_quarantined_or_recalled_is_destroyed_where_it_is() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		assert_ok!(Provenance::quarantine(&outer));
		measure(Target::Lot(lot), recall(RecallDepth::Patient));
		assert_ok!(retire(MAKER, span(lot, 0, 4), Destroyed));
		assert_eq!(container(inner).contents, 1);
		assert_ok!(retire(MAKER, span(lot, 4, 10), Destroyed));
		assert_eq!(container(inner).contents, 0);
		// The quarantine stays.
		assert_noop!(
			pack(MAKER, inner, &[units(lot, 10, 11)]),
			Error::<Test>::UnderMeasure(MeasureKind::Quarantine)
		);
		assert_ok!(retire(MAKER, span(lot, 10, 11), Destroyed));
	});
}

#[test]
fn nobody_destroys_evidence() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		for (case, illegitimate, then) in
			[(0, false, UnitState::Decommissioned(Destroyed)), (1, true, UnitState::Illegitimate)]
		{
			let unit = span(lot, case, case + 1);
			assert_ok!(Provenance::suspect(signed(MAKER), lot, case, commitment(1)));
			assert_noop!(retire(MAKER, unit, Destroyed), Error::<Test>::CaseOpen);
			assert_ok!(Provenance::quarantine_unit(signed(MAKER), case));
			assert_noop!(retire(MAKER, unit, Destroyed), Error::<Test>::CaseOpen);
			let ruling = commitment(1);
			assert_ok!(Provenance::close_case(signed(REGULATOR), case, illegitimate, ruling));
			assert_ok!(retire(MAKER, unit, Destroyed));
			assert_eq!(state(lot, case), then);
		}
	});
}
