use crate::{mock::*, CaseStatus, Cases, Error, Event, ShipmentKind, UnitState};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::DispatchError;

fn quarantine(who: u64, case: u32) -> DispatchResult {
	Provenance::quarantine_unit(signed(who), case)
}

#[test]
fn its_holder_sets_a_suspect_apart() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(Provenance::suspect(signed(REGULATOR), lot, 3, commitment(1)));
		for who in [MAKER, REGULATOR, STRANGER] {
			assert_noop!(quarantine(who, 0), Error::<Test>::NotHolder);
		}
		assert_noop!(quarantine(PHARMACY, 1), Error::<Test>::NotFound);
		for origin in nobody_signed() {
			assert_noop!(Provenance::quarantine_unit(origin, 0), DispatchError::BadOrigin);
		}
		assert_ok!(quarantine(PHARMACY, 0));
		assert_eq!(last_event(), Event::UnitQuarantined { case: 0 });
		assert_eq!(state(lot, 3), UnitState::Quarantined);
		assert_eq!(Cases::<Test>::get(0).unwrap().status, CaseStatus::Quarantined);
		assert_noop!(quarantine(PHARMACY, 0), Error::<Test>::Quarantined);
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		assert_noop!(quarantine(PHARMACY, 0), Error::<Test>::CaseClosed);
	});
}

#[test]
fn the_holder_is_who_has_it_now() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		assert_ok!(Provenance::suspect(signed(MAKER), lot, 3, commitment(1)));
		hand_over(MAKER, container, WHOLESALER, ShipmentKind::Sale);
		assert_noop!(quarantine(MAKER, 0), Error::<Test>::NotHolder);
		assert_ok!(quarantine(WHOLESALER, 0));
	});
}

#[test]
fn a_dispensed_unit_is_set_apart_where_it_was_dispensed() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 10, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		assert_noop!(quarantine(OTHER_PHARMACY, 0), Error::<Test>::NotHolder);
		assert_ok!(quarantine(PHARMACY, 0));
		// Further attempts are still counted.
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		let case = Cases::<Test>::get(0).unwrap();
		assert_eq!((case.attempts, case.status), (2, CaseStatus::Quarantined));
		assert_eq!(state(lot, 3), UnitState::Quarantined);
	});
}
