//! Identifiers that end with a check digit: NPI and the GS1 keys.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A registered identifier of a person or an institution, as ASCII digits.
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
pub enum Identifier {
	/// National Provider Identifier of the United States, 10 digits (45 CFR 162.406).
	Npi([u8; 10]),
	/// GS1 Global Location Number, 13 digits.
	Gln([u8; 13]),
}

impl Identifier {
	/// Whether it consists of digits of which the last one checks the others.
	pub fn is_valid(&self) -> bool {
		match self {
			// The prefix says: health industry (80), United States (840).
			Self::Npi(digits) => {
				matches!(digits.first(), Some(b'1' | b'2')) && luhn(b"80840", digits)
			}
			Self::Gln(digits) => gs1_check_digit_is_valid(digits),
		}
	}
}

/// ISO/IEC 7812-1: from the right, every second digit counts double, digit by digit.
fn luhn(prefix: &[u8], digits: &[u8]) -> bool {
	checks(prefix.iter().chain(digits), |digit, second| match (second, digit) {
		(false, digit) => digit,
		(true, digit @ 0..=4) => digit.saturating_mul(2),
		(true, digit) => digit.saturating_mul(2).saturating_sub(9),
	})
}

/// GS1 General Specifications, 7.9: from the right, every second digit counts three times. For
/// GTIN, GLN and SSCC alike.
pub fn gs1_check_digit_is_valid(digits: &[u8]) -> bool {
	checks(digits.iter(), |digit, second| if second { digit.saturating_mul(3) } else { digit })
}

/// Whether ASCII `digits`, each weighed with whether it is a second one from the right, add up to a
/// multiple of ten.
fn checks<'a>(
	digits: impl DoubleEndedIterator<Item = &'a u8>,
	weigh: impl Fn(u32, bool) -> u32,
) -> bool {
	let mut sum = 0u32;
	let mut second = false;
	for byte in digits.rev() {
		if !byte.is_ascii_digit() {
			return false;
		}
		sum = sum.saturating_add(weigh(u32::from(byte.saturating_sub(b'0')), second));
		second = !second;
	}
	sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn published_examples_are_valid() {
		// CMS's example of an NPI, GS1's of a GLN and of an SSCC.
		assert!(Identifier::Npi(*b"1234567893").is_valid());
		assert!(Identifier::Gln(*b"4012345000009").is_valid());
		assert!(gs1_check_digit_is_valid(b"340123450000000000"));
	}

	#[test]
	fn every_wrong_digit_is_noticed() {
		let npi = *b"1234567893";
		let gln = *b"4012345000009";
		for at in 1..10 {
			for digit in b'0'..=b'9' {
				let mut wrong = npi;
				wrong[at] = digit;
				assert_eq!(Identifier::Npi(wrong).is_valid(), wrong == npi);
			}
		}
		for at in 0..13 {
			for digit in b'0'..=b'9' {
				let mut wrong = gln;
				wrong[at] = digit;
				assert_eq!(Identifier::Gln(wrong).is_valid(), wrong == gln);
			}
		}
	}

	#[test]
	fn letters_and_other_ranges_are_refused() {
		assert!(!Identifier::Npi(*b"12345678X3").is_valid());
		assert!(!Identifier::Gln(*b"401234500000 ").is_valid());
		// An NPI begins with 1 or 2.
		assert!(!Identifier::Npi(*b"0000000006").is_valid());
	}
}
