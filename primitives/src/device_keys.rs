//! Keys of sensors and medical devices, which sign for themselves.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use p256::ecdsa::{signature::Verifier, Signature as P256Signature, VerifyingKey};
use scale_info::TypeInfo;
use sp_core::ed25519;

/// The public key of a device.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum DeviceKey {
	/// Ed25519 (RFC 8032).
	Ed25519([u8; 32]),
	/// ECDSA on NIST P-256 with SHA-256 (FIPS 186-5), as secure elements have it: a compressed point.
	P256([u8; 33]),
}

/// What such a key signed.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum DeviceSignature {
	/// By an Ed25519 key.
	Ed25519([u8; 64]),
	/// By a P-256 key: r and s. The lower one of the two possible s, so that nobody makes another
	/// signature of one.
	P256([u8; 64]),
}

impl DeviceKey {
	/// Whether it is a key at all: a point of its curve.
	pub fn is_valid(&self) -> bool {
		match self {
			// A key that is none verifies nothing, and looking for points of small order is not what
			// the chain needs: whoever registers one harms themselves.
			Self::Ed25519(key) => *key != [0; 32],
			Self::P256(key) => {
				matches!(key.first(), Some(2 | 3)) && VerifyingKey::from_sec1_bytes(key).is_ok()
			}
		}
	}

	/// Whether this key signed `message`.
	pub fn verifies(&self, message: &[u8], signature: &DeviceSignature) -> bool {
		match (self, signature) {
			(Self::Ed25519(key), DeviceSignature::Ed25519(signature)) => {
				sp_io::crypto::ed25519_verify(
					&ed25519::Signature::from_raw(*signature),
					message,
					&ed25519::Public::from_raw(*key),
				)
			}
			(Self::P256(key), DeviceSignature::P256(signature)) => {
				let key = VerifyingKey::from_sec1_bytes(key);
				let signature = P256Signature::from_slice(signature);
				match (key, signature) {
					(Ok(key), Ok(signature)) => {
						signature.normalize_s().is_none() && key.verify(message, &signature).is_ok()
					}
					_ => false,
				}
			}
			_ => false,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use p256::ecdsa::{signature::Signer, SigningKey};
	use sp_core::Pair;

	const MESSAGE: &[u8] = b"what was measured";

	fn p256() -> (DeviceKey, DeviceSignature) {
		let pair = SigningKey::from_slice(&[7; 32]).unwrap();
		let signature: P256Signature = pair.sign(MESSAGE);
		let signature = signature.normalize_s().unwrap_or(signature);
		let key = pair.verifying_key().to_encoded_point(true);
		(
			DeviceKey::P256(key.as_bytes().try_into().unwrap()),
			DeviceSignature::P256(signature.to_bytes().into()),
		)
	}

	fn ed25519() -> (DeviceKey, DeviceSignature) {
		let pair = ed25519::Pair::from_seed(&[7; 32]);
		(DeviceKey::Ed25519(pair.public().0), DeviceSignature::Ed25519(pair.sign(MESSAGE).0))
	}

	#[test]
	fn both_kinds_verify_what_they_signed_and_nothing_else() {
		for (key, signature) in [p256(), ed25519()] {
			assert!(key.is_valid());
			assert!(key.verifies(MESSAGE, &signature));
			assert!(!key.verifies(b"something else", &signature));
			let bytes = match signature {
				DeviceSignature::Ed25519(bytes) | DeviceSignature::P256(bytes) => bytes,
			};
			for at in 0..64 {
				let mut wrong = bytes;
				wrong[at] ^= 1;
				let wrong = match signature {
					DeviceSignature::Ed25519(_) => DeviceSignature::Ed25519(wrong),
					DeviceSignature::P256(_) => DeviceSignature::P256(wrong),
				};
				assert!(!key.verifies(MESSAGE, &wrong), "byte {at}");
			}
			let other_kind = match signature {
				DeviceSignature::Ed25519(_) => DeviceSignature::P256(bytes),
				DeviceSignature::P256(_) => DeviceSignature::Ed25519(bytes),
			};
			assert!(!key.verifies(MESSAGE, &other_kind));
		}
	}

	#[test]
	fn the_other_signature_of_p256_is_refused() {
		let (key, DeviceSignature::P256(bytes)) = p256() else { unreachable!() };
		let signature = P256Signature::from_slice(&bytes).unwrap();
		let high = P256Signature::from_scalars(signature.r(), -*signature.s()).unwrap();
		assert!(!key.verifies(MESSAGE, &DeviceSignature::P256(high.to_bytes().into())));
	}

	#[test]
	fn what_is_no_point_is_no_key() {
		assert!(!DeviceKey::P256([0; 33]).is_valid());
		let mut past_the_field = [0xff; 33];
		past_the_field[0] = 2;
		assert!(!DeviceKey::P256(past_the_field).is_valid());
		let DeviceKey::P256(mut untagged) = p256().0 else { unreachable!() };
		untagged[0] = 5;
		assert!(!DeviceKey::P256(untagged).is_valid());
		assert!(!DeviceKey::Ed25519([0; 32]).is_valid());
	}
}
