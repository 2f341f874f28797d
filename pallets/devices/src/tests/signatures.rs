//! Every byte of everything that is signed, and of every signature, counts.

use crate::{
	challenge_message, install_message, mock::*, possession_message, release_message, Challenge,
	Error,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::DeviceSignature;
use sp_core::H256;
use sp_runtime::DispatchResult;

/// Expects `call` to refuse what `secret` signs when any byte of `message` is another one, or any
/// byte of the signature, or somebody else signs; and to take the right one.
fn only(secret: &Secret, message: &[u8], call: impl Fn(DeviceSignature) -> DispatchResult) {
	for at in 0..message.len() {
		let mut other = message.to_vec();
		other[at] ^= 1;
		assert_noop!(call(secret.sign(&other)), Error::<Test>::BadSignature);
	}
	let longer = [message, &[0]].concat();
	assert_noop!(call(secret.sign(&longer)), Error::<Test>::BadSignature);
	let right = secret.sign(message);
	for at in 0..64 {
		assert_noop!(call(flipped(right, at)), Error::<Test>::BadSignature);
	}
	for stranger in [Secret::ed25519(77), Secret::p256(77)] {
		assert_noop!(call(stranger.sign(message)), Error::<Test>::BadSignature);
	}
	set_genesis(H256::repeat_byte(0x12));
	assert_noop!(call(right), Error::<Test>::BadSignature);
	set_genesis(GENESIS);
	assert_ok!(call(right));
}

#[test]
fn of_a_proof_of_possession() {
	run(|| {
		let model = registered();
		for n in [0, 1] {
			let key = secret(n).key();
			only(&secret(n), &possession_message(&GENESIS, &id(n), &key), |proof| {
				MedicalDevices::manufacture(signed(MAKER), model, pi(n), key, proof)
			});
		}
	});
}

#[test]
fn of_an_answer() {
	run(|| {
		registered();
		for n in [0, 1] {
			let (device, asked) = (make(n), challenge(1));
			only(&secret(n), &challenge_message(&GENESIS, &device, &CLINIC, &asked), |signature| {
				MedicalDevices::authenticate(signed(CLINIC), device, asked, signature)
			});
		}
	});
}

#[test]
fn of_a_release() {
	run(|| {
		let model = registered();
		let message = release_message(&GENESIS, &model, 0, b"2.0", &IMAGE);
		only(&firmware_secret(), &message, |signature| {
			let version = version("2.0");
			MedicalDevices::release_firmware(signed(MAKER), model, version, IMAGE, signature)
		});
		// The same once more would be the release number 1.
		let again = firmware_secret().sign(&message);
		assert_noop!(
			MedicalDevices::release_firmware(signed(MAKER), model, version("2.0"), IMAGE, again),
			Error::<Test>::BadSignature
		);
	});
}

#[test]
fn of_an_attestation() {
	run(|| {
		registered();
		released();
		for n in [0, 1] {
			let device = make(n);
			only(&secret(n), &install_message(&GENESIS, &device, 0, 1), |attestation| {
				MedicalDevices::install(signed(MAKER), device, 0, 1, attestation)
			});
		}
	});
}

#[test]
fn of_every_field_of_what_is_asked() {
	run(|| {
		let device = delivered();
		let asked = challenge(5);
		let right = answer(0, CLINIC, &asked);
		let refused = |challenge: Challenge| {
			assert_noop!(
				MedicalDevices::authenticate(signed(CLINIC), device, challenge, right),
				Error::<Test>::BadSignature
			);
		};
		for at in 0..32 {
			let mut nonce = asked.nonce;
			nonce.0[at] ^= 1;
			refused(Challenge { nonce, ..asked });
		}
		refused(Challenge { expires: asked.expires + 1, ..asked });
		refused(Challenge { expires: asked.expires - 1, ..asked });
		refused(Challenge { counter: 6, ..asked });
		refused(Challenge { counter: 4, ..asked });
		// What was signed for something else, with the same key.
		released();
		let other = secret(0).sign(&install_message(&GENESIS, &device, 0, 5));
		assert_noop!(
			MedicalDevices::authenticate(signed(CLINIC), device, asked, other),
			Error::<Test>::BadSignature
		);
		assert_noop!(
			MedicalDevices::install(signed(HOSPITAL), device, 0, 5, right),
			Error::<Test>::BadSignature
		);
		assert_ok!(MedicalDevices::authenticate(signed(CLINIC), device, asked, right));
	});
}
