//! Device identifiers (UDI-DI) in the forms of the three issuing agencies, and their checks.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::Gtin;
use scale_info::TypeInfo;

/// What names a model of device: the UDI-DI, as its issuing agency writes it. Each has one form
/// only, which is what a scanner reads, flag and check character included.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum DeviceIdentifier {
	/// By GS1: a GTIN.
	Gs1(Gtin),
	/// By HIBCC: a HIBC primary data structure (ANSI/HIBC 2.6), 8 to 25 characters. `+`, the
	/// labeler's code of a letter and three alphanumerics, 1 to 18 alphanumerics for the product, a
	/// digit for the unit of measure and the check character.
	Hibcc(BoundedVec<u8, ConstU32<25>>),
	/// By ICCBBA: an ISBT 128 processor product identification code (data structure 034), 18
	/// characters. `=/`, five alphanumerics for the facility, six for its product, and the product
	/// description code: a letter and four alphanumerics. It has no check character.
	Iccbba(BoundedVec<u8, ConstU32<18>>),
}

/// What is wrong with a device identifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum UdiProblem {
	/// Not a GTIN, or its check digit is another one.
	Gtin,
	/// Not a HIBC primary data structure.
	HibcForm,
	/// The check character of a HIBC is another one.
	HibcCheck,
	/// Not an ISBT 128 processor product identification code.
	Isbt,
}

/// The characters of a HIBC in the order of their values.
const HIBC_ALPHABET: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

impl DeviceIdentifier {
	/// Checks form, and check digit or character.
	pub fn check(&self) -> Result<(), UdiProblem> {
		match self {
			Self::Gs1(gtin) => gtin.is_valid().then_some(()).ok_or(UdiProblem::Gtin),
			Self::Hibcc(bytes) => check_hibc(bytes),
			Self::Iccbba(bytes) => is_isbt(bytes).then_some(()).ok_or(UdiProblem::Isbt),
		}
	}
}

/// The check character of `data`, from the flag to the unit of measure: the character whose value is
/// the sum of theirs modulo 43. `None` for a character that HIBC has not.
pub fn hibc_check_character(data: &[u8]) -> Option<u8> {
	let value = |byte: &u8| HIBC_ALPHABET.iter().position(|other| other == byte);
	let sum = data.iter().try_fold(0usize, |sum, byte| sum.checked_add(value(byte)?))?;
	HIBC_ALPHABET.get(sum.checked_rem(HIBC_ALPHABET.len())?).copied()
}

fn check_hibc(bytes: &[u8]) -> Result<(), UdiProblem> {
	let (check, data) = bytes.split_last().ok_or(UdiProblem::HibcForm)?;
	if !is_hibc(data) {
		return Err(UdiProblem::HibcForm);
	}
	if hibc_check_character(data) != Some(*check) {
		return Err(UdiProblem::HibcCheck);
	}
	Ok(())
}

/// Whether `data` is a primary data structure but for its check character.
fn is_hibc(data: &[u8]) -> bool {
	let [b'+', letter, labeler @ .., unit] = data else { return false };
	// Three characters of the labeler's, and the product's.
	letter.is_ascii_uppercase()
		&& (4..=21).contains(&labeler.len())
		&& labeler.iter().all(is_alphanumeric)
		&& unit.is_ascii_digit()
}

fn is_isbt(bytes: &[u8]) -> bool {
	let [b'=', b'/', code @ ..] = bytes else { return false };
	code.len() == 16
		&& code.iter().all(is_alphanumeric)
		&& code.get(11).is_some_and(u8::is_ascii_uppercase)
}

fn is_alphanumeric(byte: &u8) -> bool {
	byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn hibc(text: &str) -> Result<(), UdiProblem> {
		DeviceIdentifier::Hibcc(text.as_bytes().to_vec().try_into().unwrap()).check()
	}

	fn isbt(text: &str) -> Result<(), UdiProblem> {
		DeviceIdentifier::Iccbba(text.as_bytes().to_vec().try_into().unwrap()).check()
	}

	#[test]
	fn published_examples_are_valid() {
		// ANSI/HIBC 2.6: figures of the primary data structure and of appendix C.
		assert_eq!(hibc("+A123BJC5D6E71G"), Ok(()));
		assert_eq!(hibc("+H123ABC01234567890D"), Ok(()));
		assert_eq!(hibc_check_character(b"+A123BJC5D6E71"), Some(b'G'));
		// FDA, UDI formats by FDA-accredited issuing agency.
		assert_eq!(isbt("=/A9999XYZ100T0944"), Ok(()));
		let gtin = |number| DeviceIdentifier::Gs1(Gtin(number)).check();
		assert_eq!(gtin(51_022_222_233_336), Ok(()));
		assert_eq!(gtin(51_022_222_233_335), Err(UdiProblem::Gtin));
	}

	#[test]
	fn every_other_check_character_is_noticed() {
		for check in HIBC_ALPHABET.iter().filter(|check| **check != b'G') {
			let text = format!("+A123BJC5D6E71{}", char::from(*check));
			assert_eq!(hibc(&text), Err(UdiProblem::HibcCheck));
		}
		// Lower case is no other way to write it.
		assert_eq!(hibc("+A123BJC5D6E71g"), Err(UdiProblem::HibcCheck));
	}

	#[test]
	fn every_single_wrong_character_of_a_hibc_is_noticed() {
		let right = b"+A123BJC5D6E71G";
		for at in 0..right.len() {
			for byte in (0..=u8::MAX).filter(|byte| *byte != right[at]) {
				let mut wrong = right.to_vec();
				wrong[at] = byte;
				let identifier = DeviceIdentifier::Hibcc(wrong.try_into().unwrap());
				assert!(identifier.check().is_err(), "{byte} at {at}");
			}
		}
	}

	#[test]
	fn a_hibc_has_its_parts_in_their_lengths() {
		let checked = |data: &str| {
			let check = hibc_check_character(data.as_bytes()).unwrap();
			hibc(&format!("{data}{}", char::from(check)))
		};
		assert_eq!(checked("+A12310"), Ok(()));
		assert_eq!(checked("+A1231234567890123456780"), Ok(()));
		for wrong in [
			"", "+", "+A", "+A1230", "1A12310", "+112310", "+A1231A", "+A12-10", "+A123-10",
			"+A123 10",
		] {
			assert_eq!(checked(wrong), Err(UdiProblem::HibcForm), "{wrong}");
		}
		assert_eq!(hibc("+A1231234567890123456789012"[..25].trim()), Err(UdiProblem::HibcCheck));
		assert_eq!(hibc(""), Err(UdiProblem::HibcForm));
		assert_eq!(hibc("+a12310X"), Err(UdiProblem::HibcForm));
		assert_eq!(hibc_check_character(b"+a"), None);
	}

	#[test]
	fn an_isbt_code_has_its_parts() {
		for wrong in [
			"",
			"A9999XYZ100T0944",
			"=/A9999XYZ100T094",
			"/=A9999XYZ100T0944",
			"=/A9999XYZ10010944",
			"=/a9999XYZ100T0944",
			"=/A9999XYZ10-T0944",
			"=,A9999XYZ100T0944",
		] {
			assert_eq!(isbt(wrong), Err(UdiProblem::Isbt), "{wrong}");
		}
	}
}
