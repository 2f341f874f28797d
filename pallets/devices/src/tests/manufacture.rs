use crate::{
	mock::*, possession_message, Device, DeviceId, DeviceState, Error, Event, HoldReason, Keys,
	ModelId, ProductionIdentifier,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	end_of_day, DeviceKey, DeviceSignature, LicenceKind, LicenceProblem, Moment,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn manufacture(who: u64, pi: ProductionIdentifier, secret: &Secret) -> DispatchResult {
	let device = DeviceId::of(&model(), &pi.serial);
	let proof = secret.sign(&possession_message(&GENESIS, &device, &secret.key()));
	MedicalDevices::manufacture(signed(who), model(), pi, secret.key(), proof)
}

#[test]
fn a_device_is_made_with_a_key_of_its_own() {
	run(|| {
		let model = registered();
		prepared();
		for n in [0, 1] {
			let device = make(n);
			let key = secret(n).key();
			assert_eq!(
				last_event(),
				Event::Manufactured { device, model, manufacturer: MAKER, key }
			);
			prepared();
		}
		let due = |seconds: u32| Some(end_of_day(TODAY) + Moment::from(seconds) * 1_000);
		assert_eq!(
			MedicalDevices::device(id(1)),
			Some(Device {
				model,
				pi: pi(1),
				key: secret(1).key(),
				owner: MAKER,
				offered_to: None,
				state: DeviceState::InUse,
				counter: 0,
				firmware: None,
				calibration_due: due(CALIBRATION),
				maintenance_due: due(MAINTENANCE),
				history: 0,
				deposit: DEVICE_DEPOSIT,
			})
		);
		assert_eq!(model_entry().devices, 2);
		assert_eq!(Keys::<Test>::get(secret(1).key()).unwrap().device, id(1));
		assert_eq!(held(HoldReason::Device, MAKER), 2 * DEVICE_DEPOSIT);
		assert_eq!(held(HoldReason::Key, MAKER), 2 * KEY_DEPOSIT);
	});
}

#[test]
fn serials_and_keys_are_taken_once() {
	run(|| {
		made();
		assert_noop!(manufacture(MAKER, pi(0), &secret(1)), Error::<Test>::AlreadyManufactured);
		assert_noop!(manufacture(MAKER, pi(1), &secret(0)), Error::<Test>::KeyTaken);
		assert_ok!(manufacture(MAKER, pi(1), &secret(1)));
	});
}

#[test]
fn a_key_is_taken_for_ever() {
	run(|| {
		let device = delivered();
		let reason = crate::DecommissionReason::Stolen;
		assert_ok!(MedicalDevices::decommission(signed(HOSPITAL), device, reason));
		set_time(START + RETENTION);
		assert_ok!(MedicalDevices::reap_device(signed(STRANGER), device));
		assert_noop!(manufacture(MAKER, pi(0), &secret(0)), Error::<Test>::KeyTaken);
		// The serial number is free, with a key that has signed nothing yet.
		assert_ok!(manufacture(MAKER, pi(0), &secret(1)));
	});
}

#[test]
fn labels_are_printable_and_days_in_order() {
	run(|| {
		registered();
		let with = |pi| manufacture(MAKER, pi, &secret(0));
		for text in ["", "SN 1", "SN\n", "SN\u{e4}"] {
			let wrong = label(text);
			let invalid = Error::<Test>::InvalidLabel;
			assert_noop!(with(ProductionIdentifier { serial: wrong.clone(), ..pi(0) }), invalid);
			let lot = Some(wrong.clone());
			assert_noop!(with(ProductionIdentifier { lot, ..pi(0) }), Error::<Test>::InvalidLabel);
			let software = Some(wrong);
			assert_noop!(
				with(ProductionIdentifier { software, ..pi(0) }),
				Error::<Test>::InvalidLabel
			);
		}
		assert_noop!(
			with(ProductionIdentifier { made: TODAY + 1, ..pi(0) }),
			Error::<Test>::MadeInFuture
		);
		assert_noop!(
			with(ProductionIdentifier { expires: Some(TODAY - 1), ..pi(0) }),
			Error::<Test>::ExpiresBeforeMade
		);
		let plain = ProductionIdentifier {
			lot: None,
			expires: None,
			software: None,
			made: TODAY - 5,
			..pi(0)
		};
		assert_ok!(with(plain));
	});
}

#[test]
fn the_device_shows_that_it_has_the_key() {
	run(|| {
		let model = registered();
		let with =
			|key, proof| MedicalDevices::manufacture(signed(MAKER), model, pi(0), key, proof);
		let key = secret(0).key();
		// Another device's proof, another key's, and a key that is none.
		let others = secret(0).sign(&possession_message(&GENESIS, &id(1), &key));
		assert_noop!(with(key, others), Error::<Test>::BadSignature);
		let others = secret(1).sign(&possession_message(&GENESIS, &id(0), &key));
		assert_noop!(with(key, others), Error::<Test>::BadSignature);
		let none = DeviceKey::P256([0; 33]);
		assert_noop!(with(none, possession(0)), Error::<Test>::InvalidKey);
		assert_noop!(with(key, DeviceSignature::P256([0; 64])), Error::<Test>::BadSignature);
	});
}

#[test]
fn only_the_models_licensed_manufacturer_makes_it() {
	run(|| {
		registered();
		for who in [OTHER_MAKER, HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(manufacture(who, pi(0), &secret(0)), Error::<Test>::NotManufacturer);
		}
		for origin in nobody_signed() {
			let (key, proof) = (secret(0).key(), possession(0));
			assert_noop!(
				MedicalDevices::manufacture(origin, model(), pi(0), key, proof),
				DispatchError::BadOrigin
			);
		}
		let (key, unknown) = (secret(0).key(), ModelId([0; 16]));
		assert_noop!(
			MedicalDevices::manufacture(signed(MAKER), unknown, pi(0), key, possession(0)),
			Error::<Test>::NotFound
		);
		change_model(|model| model.devices = u32::MAX);
		assert_noop!(manufacture(MAKER, pi(0), &secret(0)), Error::<Test>::TooManyDevices);
		change_model(|model| model.devices = 0);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(
			manufacture(MAKER, pi(0), &secret(0)),
			Error::<Test>::Unlicensed(LicenceProblem::Suspended)
		);
	});
}

#[test]
fn a_device_is_paid_for() {
	run(|| {
		registered();
		let change = |to| change_model(|model| model.manufacturer = to);
		change(POOR);
		assert_noop!(manufacture(POOR, pi(0), &secret(0)), TokenError::FundsUnavailable);
		change(MAKER);
	});
}
