use crate::{mock::*, CaseStatus, Cases, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::DAY;
use sp_runtime::DispatchError;

#[test]
fn a_case_is_kept_for_as_long_as_it_may_be_asked_for() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		let reap = |case| Provenance::reap_case(signed(STRANGER), case);
		// An open one for ever.
		set_time(START + 2 * RetentionPeriod::get());
		assert_noop!(reap(0), Error::<Test>::StillNeeded);
		assert_ok!(Provenance::quarantine_unit(signed(PHARMACY), 0));
		assert_noop!(reap(0), Error::<Test>::StillNeeded);
		let closed = START + 3 * RetentionPeriod::get() + DAY;
		set_time(closed);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		set_time(closed + RetentionPeriod::get() - 1);
		assert_noop!(reap(0), Error::<Test>::StillNeeded);
		set_time(closed + RetentionPeriod::get());
		assert_noop!(reap(1), Error::<Test>::NotFound);
		assert_eq!(held(HoldReason::Case, OTHER_PHARMACY), CaseDeposit::get());
		assert_eq!(reap(0).unwrap().pays_fee, Pays::No);
		assert_eq!(last_event(), Event::CaseReaped { case: 0 });
		assert_eq!(held(HoldReason::Case, OTHER_PHARMACY), 0);
		assert_eq!(Cases::<Test>::iter().count(), 0);
		assert_noop!(reap(0), Error::<Test>::NotFound);
		// What was decided is still known.
		assert_eq!(ask(lot, 3).case, Some((0, CaseStatus::Illegitimate)));
		for origin in nobody_signed() {
			assert_noop!(Provenance::reap_case(origin, 0), DispatchError::BadOrigin);
		}
	});
}
