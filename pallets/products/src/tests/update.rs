use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, StorageLimits};
use sp_runtime::{DispatchError, DispatchResult};

fn update(who: u64, limits: Option<StorageLimits>) -> DispatchResult {
	Products::update(signed(who), GTIN, EVIDENCE, limits)
}

#[test]
fn the_event_tells_what_the_limits_were() {
	run(|| {
		registered();
		let measure = measured(REGULATOR, salus_primitives::MeasureKind::Quarantine);
		let frozen = StorageLimits { min: -2_500, max: -1_500, budget: 0 };
		for (limits_before, limits) in [(Some(FRIDGE), Some(frozen)), (Some(frozen), None)] {
			assert_ok!(update(MAKER, limits));
			let product = entry();
			assert_eq!((product.limits, product.attributes), (limits, EVIDENCE));
			// The rest stays.
			assert_eq!((product.portions, product.deposit), (10, PRODUCT_DEPOSIT));
			assert_eq!(product.measures[0].id, measure);
			let (gtin, attributes) = (GTIN, EVIDENCE);
			let event = Event::ProductUpdated { gtin, attributes, limits, limits_before };
			assert_eq!(last_event(), event);
		}
	});
}

#[test]
fn it_stays_described() {
	run(|| {
		assert_noop!(update(MAKER, None), Error::<Test>::UnknownProduct);
		registered();
		let reversed = StorageLimits { max: 199, ..FRIDGE };
		assert_noop!(update(MAKER, Some(reversed)), Error::<Test>::ReversedLimits);
		assert_noop!(
			Products::update(signed(MAKER), GTIN, NOTHING, None),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn only_its_licensed_manufacturer() {
	run(|| {
		registered();
		for who in [OTHER_MAKER, REGULATOR, GS1] {
			assert_noop!(update(who, None), Error::<Test>::NotManufacturer);
		}
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		let problem = Error::<Test>::Unlicensed(LicenceProblem::Suspended);
		assert_noop!(update(MAKER, None), problem);
		for origin in nobody_signed() {
			let updated = Products::update(origin, GTIN, ATTRIBUTES, None);
			assert_noop!(updated, DispatchError::BadOrigin);
		}
	});
}
