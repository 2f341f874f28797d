use crate::{mock::*, Error, Event, HoldReason, NextRegistration};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, DeviceKey, LicenceKind, LicenceProblem, Seconds};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn sensors_of_both_kinds_get_numbers() {
	run(|| {
		for (registration, device) in (0..).zip([Device::new(1), Device::p256(2)]) {
			assert_ok!(try_register(MAKER, &device));
			let entry = Coldchain::sensor(device.key()).unwrap();
			assert_eq!((entry.owner, entry.registration), (MAKER, registration));
			assert_eq!((entry.identity, entry.interval), (IDENTITY, INTERVAL));
			assert_eq!((entry.sequence, entry.until), (0, Seconds(0)));
			assert_eq!((entry.attachment, entry.deposit), (None, SENSOR_DEPOSIT));
			assert_eq!(
				last_event(),
				Event::SensorRegistered {
					sensor: device.key(),
					registration,
					owner: MAKER,
					identity: IDENTITY,
					interval: INTERVAL,
				}
			);
		}
		assert_eq!(held(HoldReason::Sensor, MAKER), 2 * SENSOR_DEPOSIT);
	});
}

#[test]
fn a_key_is_registered_once() {
	run(|| {
		let device = Device::new(1);
		register(MAKER, &device);
		for who in [MAKER, WHOLESALER] {
			assert_noop!(try_register(who, &device), Error::<Test>::AlreadyRegistered);
		}
	});
}

#[test]
fn nobody_registers_what_is_not_theirs() {
	run(|| {
		let device = Device::new(1);
		let register = |who, key, identity, proof| {
			Coldchain::register_sensor(signed(who), key, identity, INTERVAL, 0, proof)
		};
		// What it signed for another owner, of another identity, or as another key.
		let proof = device.proof(MAKER);
		assert_noop!(
			register(WHOLESALER, device.key(), IDENTITY, proof),
			Error::<Test>::InvalidSignature
		);
		let other = Commitment([9; 32]);
		assert_noop!(register(MAKER, device.key(), other, proof), Error::<Test>::InvalidSignature);
		assert_noop!(
			register(MAKER, Device::new(2).key(), IDENTITY, proof),
			Error::<Test>::InvalidSignature
		);
		// A report is no proof, and neither is what was signed on another chain.
		let report = device.signature(&calm(1, 0, 1));
		assert_noop!(
			register(MAKER, device.key(), IDENTITY, report),
			Error::<Test>::InvalidSignature
		);
		let elsewhere = sp_core::H256::repeat_byte(1);
		let key = device.key();
		let payload = crate::sensor_payload(&elsewhere, 0, &MAKER, &key, &IDENTITY, INTERVAL);
		assert_noop!(
			register(MAKER, device.key(), IDENTITY, device.sign(&payload)),
			Error::<Test>::InvalidSignature
		);
		assert_ok!(register(MAKER, device.key(), IDENTITY, proof));
	});
}

#[test]
fn what_is_no_key_is_refused() {
	run(|| {
		let proof = Device::new(1).proof(MAKER);
		for key in [DeviceKey::Ed25519([0; 32]), DeviceKey::P256([0; 33])] {
			assert_noop!(
				Coldchain::register_sensor(signed(MAKER), key, IDENTITY, INTERVAL, 0, proof),
				Error::<Test>::InvalidKey
			);
		}
	});
}

#[test]
fn intervals_and_identities_say_something() {
	run(|| {
		let device = Device::new(1);
		let proof = device.proof(MAKER);
		let register = |identity, interval| {
			Coldchain::register_sensor(signed(MAKER), device.key(), identity, interval, 0, proof)
		};
		assert_noop!(register(IDENTITY, 0), Error::<Test>::ZeroInterval);
		assert_noop!(register(IDENTITY, MAX_INTERVAL + 1), Error::<Test>::IntervalTooLong);
		let nothing = Commitment::default();
		assert_noop!(register(nothing, INTERVAL), Error::<Test>::ZeroCommitment);
		// The sensor signed for another one.
		assert_noop!(register(IDENTITY, MAX_INTERVAL), Error::<Test>::InvalidSignature);
		assert_ok!(register(IDENTITY, INTERVAL));
	});
}

#[test]
fn only_those_who_make_move_or_keep_goods() {
	run(|| {
		for who in [STRANGER, REGULATOR, PHYSICIAN] {
			let device = Device::new(1);
			assert_noop!(try_register(who, &device), Error::<Test>::NotInSupplyChain);
		}
		for (seed, kind) in (1..).zip([
			LicenceKind::Manufacturer,
			LicenceKind::Wholesaler,
			LicenceKind::Carrier,
			LicenceKind::Pharmacy,
			LicenceKind::Facility,
			LicenceKind::Laboratory,
		]) {
			Licences::set(Default::default());
			license(STRANGER, kind, Err(LicenceProblem::Suspended));
			let device = Device::new(seed);
			assert_noop!(try_register(STRANGER, &device), Error::<Test>::NotInSupplyChain);
			license(STRANGER, kind, Ok(()));
			assert_ok!(try_register(STRANGER, &device));
		}
		let device = Device::new(9);
		for origin in nobody_signed() {
			let (key, proof) = (device.key(), device.proof(MAKER));
			assert_noop!(
				Coldchain::register_sensor(origin, key, IDENTITY, INTERVAL, 0, proof),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn numbers_end_and_a_sensor_is_paid_for() {
	run(|| {
		let device = Device::new(1);
		assert_noop!(try_register(POOR, &device), TokenError::FundsUnavailable);
		NextRegistration::<Test>::put(u32::MAX);
		assert_noop!(try_register(MAKER, &device), Error::<Test>::OutOfNumbers);
	});
}

#[test]
fn a_proof_is_good_for_one_registration() {
	run(|| {
		let device = Device::new(1);
		let (key, proof) = (device.key(), device.proof(MAKER));
		let register = |number| {
			Coldchain::register_sensor(signed(MAKER), key, IDENTITY, INTERVAL, number, proof)
		};
		assert_noop!(register(1), Error::<Test>::StaleProof);
		assert_ok!(register(0));
		// It is sold: who had it before has the proof, and no sensor.
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), key));
		assert_noop!(register(0), Error::<Test>::StaleProof);
		assert_noop!(register(1), Error::<Test>::InvalidSignature);
		assert_ok!(try_register(WHOLESALER, &device));
	});
}

#[test]
fn intervals_are_signed_up_to_the_longest() {
	run(|| {
		let device = Device::new(1);
		let key = device.key();
		let genesis = genesis();
		let payload = crate::sensor_payload(&genesis, 0, &MAKER, &key, &IDENTITY, MAX_INTERVAL);
		let proof = device.sign(&payload);
		let register =
			|interval| Coldchain::register_sensor(signed(MAKER), key, IDENTITY, interval, 0, proof);
		assert_noop!(register(INTERVAL), Error::<Test>::InvalidSignature);
		assert_ok!(register(MAX_INTERVAL));
	});
}
