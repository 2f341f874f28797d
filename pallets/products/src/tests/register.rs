use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CompanyPrefix, Gtin, LicenceKind, LicenceProblem, StorageLimits};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn register(who: u64, gtin: Gtin, prefix: CompanyPrefix) -> DispatchResult {
	Products::register(signed(who), gtin, prefix, ATTRIBUTES, None, 1)
}

#[test]
fn a_manufacturer_registers_what_it_makes() {
	run(|| {
		let limits = Some(FRIDGE);
		assert_ok!(Products::register(signed(MAKER), GTIN, PREFIX, ATTRIBUTES, limits, 10));
		let product = entry();
		assert_eq!((product.manufacturer, product.attributes), (MAKER, ATTRIBUTES));
		assert_eq!((product.limits, product.portions), (limits, 10));
		assert!(product.active && product.measures.is_empty());
		assert_eq!(held(HoldReason::Product, MAKER), PRODUCT_DEPOSIT);
		assert_eq!(
			last_event(),
			Event::ProductRegistered {
				gtin: GTIN,
				manufacturer: MAKER,
				attributes: ATTRIBUTES,
				limits,
				portions: 10
			}
		);
		assert_noop!(register(MAKER, GTIN, PREFIX), Error::<Test>::AlreadyRegistered);
	});
}

#[test]
fn the_gtin_is_one_and_its_prefix_the_callers() {
	run(|| {
		let wrong_digit = Gtin(GTIN.0 + 1);
		for gtin in [wrong_digit, Gtin(0), Gtin(u64::MAX)] {
			assert_noop!(register(MAKER, gtin, PREFIX), Error::<Test>::InvalidGtin);
		}
		let others = prefix(4_012_346, 7);
		assert_noop!(register(MAKER, GTIN, others), Error::<Test>::OtherPrefix);
		assert_noop!(register(OTHER_MAKER, GTIN, PREFIX), Error::<Test>::NotPrefixOwner);
		// Neither what begins it nor what is longer is anybody's.
		for (digits, length) in [(40_123, 5), (40_123_451, 8)] {
			assert_noop!(
				register(MAKER, GTIN, prefix(digits, length)),
				Error::<Test>::NotPrefixOwner
			);
		}
		assert_noop!(register(MAKER, GTIN, prefix(401, 3)), Error::<Test>::OtherPrefix);
	});
}

#[test]
fn it_is_described() {
	run(|| {
		let register = |attributes, limits, portions| {
			Products::register(signed(MAKER), GTIN, PREFIX, attributes, limits, portions)
		};
		assert_noop!(register(NOTHING, None, 1), Error::<Test>::ZeroCommitment);
		assert_noop!(register(ATTRIBUTES, None, 0), Error::<Test>::ZeroPortions);
		let reversed = StorageLimits { min: 801, ..FRIDGE };
		assert_noop!(register(ATTRIBUTES, Some(reversed), 1), Error::<Test>::ReversedLimits);
		let point = StorageLimits { min: 800, max: 800, budget: 0 };
		assert_ok!(register(ATTRIBUTES, Some(point), u16::MAX));
	});
}

#[test]
fn only_licensed_manufacturers() {
	run(|| {
		assert_noop!(
			register(STRANGER, GTIN, PREFIX),
			Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
		);
		for problem in [LicenceProblem::Suspended, LicenceProblem::Expired] {
			license(MAKER, LicenceKind::Manufacturer, Err(problem));
			assert_noop!(register(MAKER, GTIN, PREFIX), Error::<Test>::Unlicensed(problem));
		}
		for origin in nobody_signed() {
			assert_noop!(
				Products::register(origin, GTIN, PREFIX, ATTRIBUTES, None, 1),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_product_is_paid_for() {
	run(|| {
		assign(POOR, prefix(4_012_346, 7));
		let gtin = Gtin(4_012_346_111_117);
		assert!(gtin.is_valid());
		assert_noop!(register(POOR, gtin, prefix(4_012_346, 7)), TokenError::FundsUnavailable);
	});
}
