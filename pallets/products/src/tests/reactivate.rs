use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn lots_are_made_again() {
	run(|| {
		registered();
		assert_noop!(Products::reactivate(signed(MAKER), GTIN), Error::<Test>::Active);
		assert_ok!(Products::discontinue(signed(MAKER), GTIN));
		prepared();
		assert_ok!(Products::reactivate(signed(MAKER), GTIN));
		assert!(Products::product(GTIN).unwrap().active);
		assert_eq!(last_event(), Event::ProductReactivated { gtin: GTIN });
	});
}

#[test]
fn only_its_licensed_manufacturer() {
	run(|| {
		assert_noop!(Products::reactivate(signed(MAKER), GTIN), Error::<Test>::UnknownProduct);
		registered();
		assert_ok!(Products::discontinue(signed(MAKER), GTIN));
		for who in [OTHER_MAKER, REGULATOR, GS1] {
			let done = Products::reactivate(signed(who), GTIN);
			assert_noop!(done, Error::<Test>::NotManufacturer);
		}
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		let problem = Error::<Test>::Unlicensed(LicenceProblem::Expired);
		assert_noop!(Products::reactivate(signed(MAKER), GTIN), problem);
		for origin in nobody_signed() {
			assert_noop!(Products::reactivate(origin, GTIN), DispatchError::BadOrigin);
		}
	});
}
