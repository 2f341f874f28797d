use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn no_more_lots_are_made() {
	run(|| {
		registered();
		assert_ok!(Products::discontinue(signed(MAKER), GTIN));
		assert!(!Products::product(GTIN).unwrap().active);
		assert_eq!(last_event(), Event::ProductDiscontinued { gtin: GTIN });
		assert_noop!(Products::discontinue(signed(MAKER), GTIN), Error::<Test>::Discontinued);
	});
}

#[test]
fn only_its_manufacturer_licensed_or_not() {
	run(|| {
		assert_noop!(Products::discontinue(signed(MAKER), GTIN), Error::<Test>::UnknownProduct);
		registered();
		for who in [OTHER_MAKER, REGULATOR, GS1] {
			let done = Products::discontinue(signed(who), GTIN);
			assert_noop!(done, Error::<Test>::NotManufacturer);
		}
		for origin in nobody_signed() {
			assert_noop!(Products::discontinue(origin, GTIN), DispatchError::BadOrigin);
		}
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_ok!(Products::discontinue(signed(MAKER), GTIN));
	});
}
