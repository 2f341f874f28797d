//! Whatever is changed of what was signed, it is refused.

use crate::{mock::*, Error, Report};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{DeviceKey, DeviceSignature};
use sp_runtime::{DispatchError, DispatchResult};

fn both() -> [Device; 2] {
	[Device::new(1), Device::p256(1)]
}

/// Every way to change one byte by one bit, and by all of them.
fn changed(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
	let masks = (0..8).map(|bit| 1u8 << bit).chain([0xff]);
	(0..bytes.len()).flat_map(move |at| {
		masks.clone().map(move |mask| {
			let mut changed = bytes.to_vec();
			changed[at] ^= mask;
			changed
		})
	})
}

#[track_caller]
fn refused(done: DispatchResult, before: &[u8]) {
	assert!(done.is_err());
	assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
}

#[test]
fn of_a_report() {
	for device in both() {
		run(|| {
			register(MAKER, &device);
			attach(&device, BOX);
			set_now(START + 1_000);
			let report = warm(1, 100, 900, 50);
			let signature = device.signature(&report);
			let hand_in = |report, signature| {
				Coldchain::report(signed(MAKER), device.key(), report, signature)
			};
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			let mut signatures_failed = 0;
			for bytes in changed(&report.encode()) {
				let changed = Report::decode_all(&mut &bytes[..]).unwrap();
				assert_ne!(changed, report);
				let done = hand_in(changed, signature);
				signatures_failed += u32::from(done == Err(Error::<Test>::InvalidSignature.into()));
				refused(done, &before);
			}
			assert!(signatures_failed > 300, "roots, counts and temperatures that could be");
			for bytes in changed(&signature.encode()) {
				let Ok(changed) = DeviceSignature::decode(&mut &bytes[..]) else { continue };
				refused(hand_in(report, changed), &before);
			}
			assert_ok!(hand_in(report, signature));
		});
	}
}

/// Every field that could be another one without being refused for itself is refused for the
/// signature.
#[test]
fn of_a_report_that_could_be() {
	for device in both() {
		run(|| {
			register(MAKER, &device);
			attach(&device, BOX);
			set_now(START + 1_000);
			let report = warm(1, 100, 900, 50);
			let signature = device.signature(&report);
			let mut readings = report.readings;
			readings.root.0[0] ^= 1;
			let mut fewer = report.readings;
			fewer.count -= 1;
			for changed in [
				Report { from: salus_primitives::Seconds(report.from.0 + 1), ..report },
				Report { until: salus_primitives::Seconds(report.until.0 + 1), ..report },
				Report { readings, ..report },
				Report { readings: fewer, ..report },
				Report { min: 401, ..report },
				Report { max: 801, ..report },
				Report { outside: 1, ..report },
			] {
				let done = Coldchain::report(signed(MAKER), device.key(), changed, signature);
				assert_noop!(done, Error::<Test>::InvalidSignature);
			}
			let limits = salus_primitives::StorageLimits { budget: 1_000, ..FRIDGE };
			set_limits(BOX, Some(limits));
			let changed = Report { limits, ..report };
			let done = Coldchain::report(signed(MAKER), device.key(), changed, signature);
			assert_noop!(done, Error::<Test>::InvalidSignature);
		});
	}
}

/// Chain, registration, container and domain are signed, though nobody hands them in.
#[test]
fn of_what_a_report_is_about() {
	for device in both() {
		run(|| {
			// Not the first one, so that there are numbers before and after it.
			register(MAKER, &Device::new(9));
			let registration = register(MAKER, &device);
			attach(&device, BOX);
			set_now(START + 1_000);
			let report = calm(1, 100, 900);
			let payload = crate::report_payload(&genesis(), registration, &BOX, &report);
			let hand_in = |payload: &[u8]| {
				Coldchain::report(signed(MAKER), device.key(), report, device.sign(payload))
			};
			for changed in changed(&payload) {
				let done: Result<(), DispatchError> = hand_in(&changed);
				assert_noop!(done, Error::<Test>::InvalidSignature);
			}
			assert_noop!(hand_in(&payload[1..]), Error::<Test>::InvalidSignature);
			let longer = [payload.as_slice(), &[0]].concat();
			assert_noop!(hand_in(&longer), Error::<Test>::InvalidSignature);
			assert_ok!(hand_in(&payload));
		});
	}
}

#[test]
fn of_a_proof_of_possession() {
	for device in both() {
		run(|| {
			// Not the first one, so that there are numbers before and after it.
			register(MAKER, &Device::new(9));
			let (key, identity) = (device.key(), IDENTITY);
			let payload = crate::sensor_payload(&genesis(), 1, &MAKER, &key, &identity, INTERVAL);
			let register = |key: DeviceKey, proof| {
				Coldchain::register_sensor(signed(MAKER), key, IDENTITY, INTERVAL, 1, proof)
			};
			for changed in changed(&payload) {
				let done = register(device.key(), device.sign(&changed));
				assert_noop!(done, Error::<Test>::InvalidSignature);
			}
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			let proof = device.sign(&payload);
			for bytes in changed(&device.key().encode()) {
				let Ok(changed) = DeviceKey::decode(&mut &bytes[..]) else { continue };
				refused(register(changed, proof), &before);
			}
			assert_ok!(register(device.key(), proof));
		});
	}
}
