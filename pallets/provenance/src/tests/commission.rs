use crate::{
	mock::*, Error, Event, HoldReason, LotId, LotNumber, Lots, NewLot, UnitState, MAX_UNITS,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use salus_primitives::{Commitment, Gtin, LicenceKind, LicenceProblem, DAY};
use sp_core::H256;
use sp_runtime::{DispatchError, TokenError};

fn make(who: u64, lots: &[NewLot]) -> DispatchResult {
	Provenance::commission(signed(who), lots.to_vec().try_into().unwrap(), 3)
}

fn with(change: impl FnOnce(&mut NewLot)) -> DispatchResult {
	let mut lot = new_lot(MEDICINE, "A1");
	change(&mut lot);
	make(MAKER, &[lot])
}

#[test]
fn a_lot_is_in_its_manufacturers_stock() {
	run(|| {
		assert_ok!(make(MAKER, &[new_lot(MEDICINE, "A1")]));
		let lot = LotId::of(&MEDICINE, &number("A1"));
		assert_eq!(
			last_event(),
			Event::Commissioned { lot, gtin: MEDICINE, number: number("A1"), count: COUNT }
		);
		let entry = Lots::<Test>::get(lot).unwrap();
		assert_eq!((entry.fresh, entry.location, entry.derived), (0, 3, false));
		// A thousand units are in four words.
		assert_eq!(entry.deposit, LotDeposit::get() + 4 * WordDeposit::get());
		assert_eq!(held(HoldReason::Lot, MAKER), entry.deposit);
		assert_eq!(state(lot, 0), UnitState::Active);
		assert_eq!(state(lot, COUNT - 1), UnitState::Active);
	});
}

#[test]
fn several_are_commissioned_at_once_and_none_twice() {
	run(|| {
		let (one, two) = (new_lot(MEDICINE, "A1"), new_lot(VIAL, "A1"));
		assert_noop!(
			make(MAKER, &[one.clone(), two.clone(), one.clone()]),
			Error::<Test>::AlreadyExists
		);
		assert_ok!(make(MAKER, &[one.clone(), two]));
		assert_eq!(Lots::<Test>::iter().count(), 2);
		assert_noop!(make(MAKER, &[one]), Error::<Test>::AlreadyExists);
		assert_noop!(make(MAKER, &[]), Error::<Test>::NothingToDo);
	});
}

#[test]
fn only_who_makes_a_product_commissions_lots_of_it() {
	run(|| {
		for who in [WHOLESALER, PHARMACY, REGULATOR, STRANGER] {
			assert_noop!(
				make(who, &[new_lot(MEDICINE, "A1")]),
				Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
			);
		}
		assert_noop!(make(OTHER_MAKER, &[new_lot(MEDICINE, "A1")]), Error::<Test>::NotManufacturer);
		assert_noop!(with(|lot| lot.gtin = Gtin(7)), Error::<Test>::UnknownProduct);
		Registered::mutate(|all| all.get_mut(&MEDICINE).unwrap().active = false);
		assert_noop!(with(|_| ()), Error::<Test>::Discontinued);
	});
}

#[test]
fn only_a_signature_will_do() {
	run(|| {
		for origin in nobody_signed() {
			let lots = vec![new_lot(MEDICINE, "A1")].try_into().unwrap();
			assert_noop!(Provenance::commission(origin, lots, 1), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn lot_numbers_are_of_gs1s_characters() {
	run(|| {
		for wrong in ["", "A 1", "A#1", "A\n", "Ä", "A$", "A@B", "[A]", "a^", "~"] {
			assert_noop!(with(|lot| lot.number = number(wrong)), Error::<Test>::InvalidLotNumber);
		}
		assert!(LotNumber::try_from(vec![b'A'; 21]).is_err());
		for right in ["A", "!\"%&'()*+,-./_:;<=>?", "ABCXYZabcxyz01234567"] {
			assert_ok!(with(|lot| lot.number = number(right)));
		}
	});
}

#[test]
fn a_lot_has_units_and_commits_to_them() {
	run(|| {
		assert_noop!(with(|lot| lot.count = 0), Error::<Test>::ZeroCount);
		assert_noop!(with(|lot| lot.count = MAX_UNITS + 1), Error::<Test>::TooManyUnits);
		assert_noop!(with(|lot| lot.root = H256::zero()), Error::<Test>::ZeroRoot);
		assert_noop!(
			with(|lot| lot.attributes = Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		assert_ok!(with(|lot| lot.count = MAX_UNITS));
		assert_eq!(held(HoldReason::Lot, MAKER), 100 + 2 * (MAX_UNITS as u64 / 256));
		assert_ok!(with(|lot| (lot.number, lot.count) = (number("B"), 1)));
	});
}

#[test]
fn nothing_is_made_that_has_expired() {
	run(|| {
		assert_noop!(with(|lot| lot.expires = TODAY - 1), Error::<Test>::Expired);
		set_time(START + DAY - 1);
		assert_ok!(with(|lot| lot.expires = TODAY));
		set_time(START + DAY);
		let late = |lot: &mut NewLot| (lot.number, lot.expires) = (number("B"), TODAY);
		assert_noop!(with(late), Error::<Test>::Expired);
	});
}

#[test]
fn a_lot_is_paid_for() {
	run(|| {
		license(POOR_PHARMACY, LicenceKind::Manufacturer);
		register(MEDICINE, POOR_PHARMACY, None, 1);
		assert_noop!(make(POOR_PHARMACY, &[new_lot(MEDICINE, "A1")]), TokenError::FundsUnavailable);
	});
}
