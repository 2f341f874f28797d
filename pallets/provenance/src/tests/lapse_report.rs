use super::settle_report::reported;
use crate::{mock::*, DecommissionReason, Discrepancy, Error, Event, LotId, Place, UnitState};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn silence_confirms_a_report() {
	run(|| {
		let lot = reported(Discrepancy::Stolen, "A1", 1);
		let lapse = |index| Provenance::lapse_report(signed(STRANGER), lot, index);
		set_time(START + ReportPeriod::get());
		assert_noop!(lapse(4), Error::<Test>::NotYetDue);
		set_time(START + ReportPeriod::get() + 1);
		let before = all_held(STRANGER);
		assert_ok!(lapse(7));
		let reason = DecommissionReason::Stolen;
		let place = Place::Gone { holder: MAKER, reason };
		assert_eq!(last_event(), Event::ReportSettled { span: span(lot, 4, 8), place });
		assert_eq!(state(lot, 4), UnitState::Decommissioned(reason));
		assert_eq!(all_held(STRANGER), before);
		assert_noop!(lapse(4), Error::<Test>::NotReported);
	});
}

#[test]
fn only_what_is_reported_lapses() {
	run(|| {
		let lot = reported(Discrepancy::Lost, "A1", 1);
		set_time(START + 2 * ReportPeriod::get());
		let lapse = |lot, index| Provenance::lapse_report(signed(STRANGER), lot, index);
		assert_noop!(lapse(lot, 3), Error::<Test>::NotReported);
		assert_noop!(lapse(lot, 500), Error::<Test>::NotInOnePlace);
		assert_noop!(lapse(LotId([0; 16]), 4), Error::<Test>::UnknownLot);
		for origin in nobody_signed() {
			assert_noop!(Provenance::lapse_report(origin, lot, 4), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_suspect_among_the_reported_stays_suspect() {
	run(|| {
		let lot = reported(Discrepancy::Short, "A1", 1);
		assert_ok!(Provenance::suspect(signed(MAKER), lot, 5, commitment(1)));
		set_time(START + 2 * ReportPeriod::get());
		assert_ok!(Provenance::lapse_report(signed(STRANGER), lot, 5));
		assert_eq!(state(lot, 5), UnitState::Suspect);
		assert_eq!(state(lot, 4), UnitState::Reported(Discrepancy::Short));
	});
}
