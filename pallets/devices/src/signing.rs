//! What devices and manufacturers sign, and how an implant is tied to a patient.
//!
//! Every message is its domain and then, SCALE encoded, the genesis hash of the chain and what is
//! signed for.

use crate::{Challenge, DeviceId, ModelId, ReleaseNumber};
use alloc::vec::Vec;
use codec::Encode;
use salus_primitives::{Commitment, DeviceKey};
use sp_core::H256;

/// Domain of the proof that a new device has its key.
pub const POSSESSION_DOMAIN: &[u8] = b"salus/device-possession/v1";
/// Domain of a device's answer to a challenge.
pub const CHALLENGE_DOMAIN: &[u8] = b"salus/device-challenge/v1";
/// Domain of a manufacturer's word that firmware is theirs.
pub const RELEASE_DOMAIN: &[u8] = b"salus/device-firmware/v1";
/// Domain of a device's word that it runs a release.
pub const INSTALL_DOMAIN: &[u8] = b"salus/device-install/v1";
/// Domain of the commitment to the patient who has an implant.
pub const IMPLANT_DOMAIN: &[u8] = b"salus/device-implant/v1";

fn message(domain: &[u8], content: impl Encode) -> Vec<u8> {
	let mut bytes = domain.to_vec();
	content.encode_to(&mut bytes);
	bytes
}

/// What a new device signs with its `key`.
pub fn possession_message(genesis: &impl Encode, device: &DeviceId, key: &DeviceKey) -> Vec<u8> {
	message(POSSESSION_DOMAIN, (genesis, device, key))
}

/// What a device signs to show that it is there to the account `by`, who asks: the answer is of no use
/// to anybody else.
pub fn challenge_message(
	genesis: &impl Encode,
	device: &DeviceId,
	by: &impl Encode,
	challenge: &Challenge,
) -> Vec<u8> {
	message(CHALLENGE_DOMAIN, (genesis, device, by, challenge))
}

/// What a model's firmware key signs: the release with this `number` has this `version` and `image`.
pub fn release_message(
	genesis: &impl Encode,
	model: &ModelId,
	number: ReleaseNumber,
	version: &[u8],
	image: &H256,
) -> Vec<u8> {
	message(RELEASE_DOMAIN, (genesis, model, number, version, image))
}

/// What a device signs when it runs `release`, with its next counter.
pub fn install_message(
	genesis: &impl Encode,
	device: &DeviceId,
	release: ReleaseNumber,
	counter: u64,
) -> Vec<u8> {
	message(INSTALL_DOMAIN, (genesis, device, release, counter))
}

/// Commits to who has the implant `device`: `blake2_256(`[`IMPLANT_DOMAIN`]` ++ salt ++
/// blake2_256(device ++ subject))`.
///
/// The salt is 32 secret bytes, fresh for every implant, that facility and patient keep. `subject` is
/// whatever both call the patient by, such as an account. Without the salt, nobody finds out who it
/// is; with it, the patient finds their device and whatever happens to it.
pub fn patient_commitment(device: &DeviceId, salt: &[u8; 32], subject: &[u8]) -> Commitment {
	Commitment::new(IMPLANT_DOMAIN, salt, &[device.0.as_slice(), subject].concat())
}
