use crate::{
	mock::*, Error, Event, Exceptions, LotId, Lots, Origins, Ranges, ShipmentKind, Target,
	VerificationProblem, Words, REAPED_PER_CALL,
};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::{DispatchResultWithPostInfo, Pays},
};
use salus_primitives::{end_of_day, MeasureKind, Moment};
use sp_runtime::DispatchError;

fn reap(lot: LotId) -> DispatchResultWithPostInfo {
	Provenance::reap_lot(signed(STRANGER), lot)
}

fn over() -> Moment {
	end_of_day(TODAY + 365) + RetentionPeriod::get()
}

#[test]
fn a_lot_leaves_long_after_it_expired_and_every_deposit_returns() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		deliver(lot, 0, 20, PHARMACY, 1);
		assert_ok!(dispense(PHARMACY, lot, 3));
		assert_ok!(dispense(OTHER_PHARMACY, lot, 3));
		let inputs = vec![span(lot, 100, 110)].try_into().unwrap();
		let outputs = vec![new_lot(MEDICINE, "K1")].try_into().unwrap();
		assert_ok!(Provenance::transform(signed(MAKER), inputs, outputs, 1));
		let kit = LotId::of(&MEDICINE, &number("K1"));
		assert_ok!(Provenance::close_case(signed(REGULATOR), 0, true, commitment(1)));
		set_time(over() - 1);
		assert_noop!(reap(lot), Error::<Test>::StillNeeded);
		set_time(over());
		for lot in [lot, kit] {
			assert_eq!(reap(lot).unwrap().pays_fee, Pays::No);
			assert_eq!(last_event(), Event::LotReaped { lot, whole: true });
			assert_noop!(reap(lot), Error::<Test>::UnknownLot);
		}
		assert_ok!(Provenance::reap_case(signed(STRANGER), 0));
		assert_ok!(Provenance::close_container(signed(PHARMACY), sscc(1)));
		for who in PEOPLE {
			assert_eq!(all_held(who), 0, "{who}");
		}
		let left = Lots::<Test>::iter().count()
			+ Ranges::<Test>::iter().count()
			+ Words::<Test>::iter().count()
			+ Exceptions::<Test>::iter().count()
			+ Origins::<Test>::iter().count();
		assert_eq!(left, 0);
		for origin in nobody_signed() {
			assert_noop!(Provenance::reap_lot(origin, lot), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_large_lot_leaves_bit_by_bit_and_is_not_used_meanwhile() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let into = open(MAKER, 1);
		for start in 0..REAPED_PER_CALL + 5 {
			assert_ok!(pack(MAKER, into, &[units(lot, start, start + 1)]));
		}
		set_time(over());
		assert_ok!(reap(lot));
		assert_eq!(last_event(), Event::LotReaped { lot, whole: false });
		assert_eq!(container(into).contents, 5);
		let unknown = || Error::<Test>::UnknownLot;
		assert_noop!(unpack(MAKER, &[units(lot, 66, 67)]), unknown());
		assert_noop!(dispense(PHARMACY, lot, 3), unknown());
		assert_noop!(Provenance::suspect(signed(MAKER), lot, 66, commitment(1)), unknown());
		assert_eq!(
			Provenance::do_verify_unit(lot, 66, unit(66), &proof(66)),
			Err(VerificationProblem::UnknownLot)
		);
		assert_eq!(Provenance::do_outstanding(span(lot, 0, COUNT)), 0);
		let lots = vec![new_lot(MEDICINE, "A1")].try_into().unwrap();
		// Its number is free again when it is gone.
		assert_noop!(Provenance::commission(signed(MAKER), lots, 1), Error::<Test>::Expired);
		assert_ok!(Provenance::do_try_state());
		assert_ok!(reap(lot));
		assert_eq!(last_event(), Event::LotReaped { lot, whole: true });
		assert_eq!(container(into).contents, 0);
	});
}

#[test]
fn exactly_as_much_as_one_call_reaps_takes_another_one() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		for start in 0..REAPED_PER_CALL {
			assert_ok!(unpack(MAKER, &[units(lot, start, start + 1)]));
		}
		set_time(over());
		assert_ok!(reap(lot));
		assert_eq!(last_event(), Event::LotReaped { lot, whole: false });
		assert_ok!(reap(lot));
		assert_eq!(all_held(MAKER), 0);
	});
}

#[test]
fn an_open_case_keeps_its_lot() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		// More of them than one call looks at, and the open one anywhere among them.
		for index in 0..REAPED_PER_CALL + 10 {
			assert_ok!(Provenance::suspect(signed(MAKER), lot, index, commitment(1)));
			if index != 50 {
				assert_ok!(Provenance::close_case(signed(REGULATOR), index, true, commitment(1)));
			}
		}
		set_time(over());
		let refused = (0..10).any(|_| match reap(lot) {
			Ok(_) => false,
			Err(error) => {
				assert_eq!(error.error, Error::<Test>::StillNeeded.into());
				true
			}
		});
		assert!(refused && Lots::<Test>::contains_key(lot));
		assert_ok!(Provenance::do_try_state());
		// It is decided even if some of the lot is gone, and then nothing keeps the rest.
		assert_ok!(Provenance::close_case(signed(REGULATOR), 50, false, commitment(1)));
		while Lots::<Test>::contains_key(lot) {
			assert_ok!(reap(lot));
		}
		assert_eq!(Exceptions::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_container_on_its_way_or_quarantined_is_emptied_as_well() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		set_time(over());
		assert_ok!(ship(MAKER, container, WHOLESALER, ShipmentKind::Return));
		measure(Target::Container(container), MeasureKind::Quarantine);
		assert_ok!(reap(lot));
		assert_eq!(self::container(container).contents, 0);
		let none = Default::default();
		assert_ok!(Provenance::receive(signed(WHOLESALER), container, 1, none));
		assert!(!self::container(container).returns);
	});
}
