use crate::{mock::*, Error, Event, ModelId};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{DeviceKey, LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn another_key_signs_from_now_on() {
	run(|| {
		let model = registered();
		released();
		prepared();
		let key = Secret::ed25519(91).key();
		assert_ok!(MedicalDevices::rotate_firmware_key(signed(MAKER), model, key));
		assert_eq!(model_entry().firmware_key, key);
		assert_eq!(last_event(), Event::FirmwareKeyRotated { model, key });
		let signature = release_signature(1, "2.1");
		assert_noop!(
			MedicalDevices::release_firmware(
				signed(MAKER),
				model,
				version("2.1"),
				IMAGE,
				signature
			),
			Error::<Test>::BadSignature
		);
	});
}

#[test]
fn only_its_licensed_manufacturer_rotates_it() {
	run(|| {
		let model = registered();
		let rotate = |who, model, key| MedicalDevices::rotate_firmware_key(who, model, key);
		let key = secret(0).key();
		let unknown = ModelId([0; 16]);
		assert_noop!(rotate(signed(MAKER), unknown, key), Error::<Test>::NotFound);
		for who in [OTHER_MAKER, HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(rotate(signed(who), model, key), Error::<Test>::NotManufacturer);
		}
		for origin in nobody_signed() {
			assert_noop!(rotate(origin, model, key), DispatchError::BadOrigin);
		}
		let none = DeviceKey::P256([0; 33]);
		assert_noop!(rotate(signed(MAKER), model, none), Error::<Test>::InvalidKey);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		assert_noop!(
			rotate(signed(MAKER), model, key),
			Error::<Test>::Unlicensed(LicenceProblem::Expired)
		);
	});
}
