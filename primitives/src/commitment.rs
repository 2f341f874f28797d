//! Commitments: all that stands on chain of a document.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A salted commitment to a document that is kept, encrypted, off chain.
///
/// `blake2_256(domain ++ salt ++ blake2_256(ciphertext))` with a fresh secret salt of 32 bytes.
/// Without the salt, guessing the document recovers nothing; destroying salt, key and ciphertext is
/// the erasure.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Commitment(pub [u8; 32]);

impl Commitment {
	/// Domain of a record's commitment.
	pub const RECORD: &'static [u8] = b"salus/record/v1";
	/// Domain of the commitment to a signed consent form.
	pub const CONSENT_FORM: &'static [u8] = b"salus/consent-form/v1";
	/// Domain of the commitment to a statement: a justification, a request, an answer, evidence.
	pub const STATEMENT: &'static [u8] = b"salus/statement/v1";
	/// Domain of the commitment to the proof that a document was destroyed.
	pub const ERASURE: &'static [u8] = b"salus/erasure/v1";

	/// Commits to `ciphertext` in `domain`.
	pub fn new(domain: &[u8], salt: &[u8; 32], ciphertext: &[u8]) -> Self {
		let digest = BlakeTwo256::hash(ciphertext);
		Self(BlakeTwo256::hash(&[domain, salt.as_slice(), digest.as_bytes()].concat()).0)
	}

	/// Whether this is 32 zero bytes: a commitment to nothing.
	pub fn is_zero(&self) -> bool {
		self.0 == [0; 32]
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn domain_salt_and_ciphertext_all_count() {
		let base = Commitment::new(Commitment::RECORD, &[1; 32], b"ciphertext");
		assert_ne!(base, Commitment::new(Commitment::CONSENT_FORM, &[1; 32], b"ciphertext"));
		assert_ne!(base, Commitment::new(Commitment::RECORD, &[2; 32], b"ciphertext"));
		assert_ne!(base, Commitment::new(Commitment::RECORD, &[1; 32], b"ciphertexT"));
		assert!(!base.is_zero());
		assert!(Commitment::default().is_zero());
	}
}
