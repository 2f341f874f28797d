use crate::{mock::*, DeviceIdentifier, Error, Event, HoldReason, Model, ModelId, Models};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, CompanyPrefix, DeviceKey, Gtin, LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn register(
	who: u64,
	identifier: DeviceIdentifier,
	prefix: Option<CompanyPrefix>,
) -> DispatchResult {
	with(who, identifier, prefix, ATTRIBUTES, Some(1), firmware_secret().key())
}

fn with(
	who: u64,
	identifier: DeviceIdentifier,
	prefix: Option<CompanyPrefix>,
	attributes: Commitment,
	interval: Option<u32>,
	key: DeviceKey,
) -> DispatchResult {
	let who = signed(who);
	MedicalDevices::register_model(who, identifier, prefix, attributes, interval, Some(1), key)
}

#[test]
fn a_manufacturer_registers_a_model() {
	run(|| {
		let model = registered();
		assert_eq!(
			MedicalDevices::model(model),
			Some(Model {
				identifier: identifier(),
				manufacturer: MAKER,
				attributes: ATTRIBUTES,
				calibration_interval: Some(CALIBRATION),
				maintenance_interval: Some(MAINTENANCE),
				firmware_key: firmware_secret().key(),
				first_release: 0,
				next_release: 0,
				recalls: 0,
				devices: 0,
				measures: 0,
				deposit: MODEL_DEPOSIT,
			})
		);
		assert_eq!(held(HoldReason::Model, MAKER), MODEL_DEPOSIT);
		assert_eq!(
			last_event(),
			Event::ModelRegistered {
				model,
				identifier: identifier(),
				manufacturer: MAKER,
				attributes: ATTRIBUTES,
			}
		);
	});
}

#[test]
fn every_agency_has_its_form() {
	run(|| {
		for identifier in [hibc("+A123BJC5D6E71G"), isbt("=/A9999XYZ100T0944")] {
			assert_ok!(register(OTHER_MAKER, identifier.clone(), None));
			assert!(Models::<Test>::contains_key(ModelId::of(&identifier)));
		}
	});
}

#[test]
fn every_wrong_check_digit_is_refused() {
	run(|| {
		for gtin in GTIN.0 - GTIN.0 % 10..=GTIN.0 - GTIN.0 % 10 + 9 {
			if gtin != GTIN.0 {
				let wrong = DeviceIdentifier::Gs1(Gtin(gtin));
				assert_noop!(register(MAKER, wrong, Some(PREFIX)), Error::<Test>::InvalidGtin);
			}
		}
		for check in "0123456789ABCDEFHIJKLMNOPQRSTUVWXYZ-. $/+%".chars() {
			let wrong = hibc(&format!("+A123BJC5D6E71{check}"));
			assert_noop!(register(MAKER, wrong, None), Error::<Test>::WrongHibcCheck);
		}
		for wrong in ["", "A123BJC5D6E71G", "+1123BJC5D6E71G", "+A123BJC5D6E7XG"] {
			assert_noop!(register(MAKER, hibc(wrong), None), Error::<Test>::InvalidHibc);
		}
		for wrong in ["", "A9999XYZ100T0944", "=/A9999XYZ100T094", "=/A9999XYZ10010944"] {
			assert_noop!(register(MAKER, isbt(wrong), None), Error::<Test>::InvalidIsbt);
		}
	});
}

#[test]
fn a_gtin_has_the_callers_prefix_and_nothing_else_has_one() {
	run(|| {
		let other = CompanyPrefix { digits: 4_012_346, length: 7 };
		Prefixes::mutate(|all| all.insert(other, MAKER));
		assert_noop!(register(MAKER, identifier(), None), Error::<Test>::PrefixMissing);
		assert_noop!(register(MAKER, identifier(), Some(other)), Error::<Test>::PrefixMismatch);
		assert_noop!(
			register(OTHER_MAKER, identifier(), Some(PREFIX)),
			Error::<Test>::NotPrefixOwner
		);
		// Nobody has this one.
		let shorter = PREFIX.shortened(6);
		assert_noop!(register(MAKER, identifier(), shorter), Error::<Test>::NotPrefixOwner);
		let hibc = hibc("+A123BJC5D6E71G");
		assert_noop!(register(MAKER, hibc, Some(PREFIX)), Error::<Test>::PrefixUnexpected);
	});
}

#[test]
fn an_identifier_is_registered_once() {
	run(|| {
		registered();
		assert_noop!(register(MAKER, identifier(), Some(PREFIX)), Error::<Test>::AlreadyRegistered);
		assert_ok!(register(OTHER_MAKER, hibc("+A123BJC5D6E71G"), None));
		assert_noop!(
			register(MAKER, hibc("+A123BJC5D6E71G"), None),
			Error::<Test>::AlreadyRegistered
		);
	});
}

#[test]
fn there_is_something_to_it() {
	run(|| {
		let key = firmware_secret().key();
		let with = |attributes, interval, key| {
			with(MAKER, identifier(), Some(PREFIX), attributes, interval, key)
		};
		assert_noop!(with(Commitment::default(), None, key), Error::<Test>::ZeroCommitment);
		assert_noop!(with(ATTRIBUTES, Some(0), key), Error::<Test>::ZeroInterval);
		for wrong in
			[DeviceKey::P256([2; 33]), DeviceKey::P256([0; 33]), DeviceKey::Ed25519([0; 32])]
				.into_iter()
				.filter(|key| !key.is_valid())
		{
			assert_noop!(with(ATTRIBUTES, None, wrong), Error::<Test>::InvalidKey);
		}
		assert_noop!(
			MedicalDevices::register_model(
				signed(MAKER),
				identifier(),
				Some(PREFIX),
				ATTRIBUTES,
				None,
				Some(0),
				key
			),
			Error::<Test>::ZeroInterval
		);
		assert_ok!(with(ATTRIBUTES, None, key));
	});
}

#[test]
fn only_a_licensed_manufacturer_registers_and_pays() {
	run(|| {
		for who in [HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(
				register(who, identifier(), Some(PREFIX)),
				Error::<Test>::Unlicensed(LicenceProblem::NotHeld)
			);
		}
		for origin in nobody_signed() {
			let key = firmware_secret().key();
			assert_noop!(
				MedicalDevices::register_model(
					origin,
					identifier(),
					Some(PREFIX),
					ATTRIBUTES,
					None,
					None,
					key
				),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(register(POOR, hibc("+A123BJC5D6E71G"), None), TokenError::FundsUnavailable);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(
			register(MAKER, identifier(), Some(PREFIX)),
			Error::<Test>::Unlicensed(LicenceProblem::Suspended)
		);
	});
}
