//! GS1 keys: GTIN, SSCC and the company prefixes they are made of.

use crate::gs1_check_digit_is_valid;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Global Trade Item Number: 14 digits as a number, shorter ones with zeros before them (GS1 General
/// Specifications, AI 01).
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
pub struct Gtin(pub u64);

/// Serial Shipping Container Code: 18 digits as a number (AI 00).
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
pub struct Sscc(pub u64);

/// GS1 Company Prefix: the digits that GS1 has given to a company.
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
pub struct CompanyPrefix {
	/// The digits as a number.
	pub digits: u64,
	/// How many there are, zeros before the others included.
	pub length: u8,
}

impl CompanyPrefix {
	/// The fewest digits.
	pub const MIN_LENGTH: u8 = 4;
	/// The most digits.
	pub const MAX_LENGTH: u8 = 12;

	/// Whether there are as many digits as a prefix may have.
	pub fn is_valid(&self) -> bool {
		(Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&self.length)
			&& self.digits < power_of_ten(self.length)
	}

	/// The first `length` digits of it, `None` if it has not as many, or they would be no prefix.
	pub fn shortened(&self, length: u8) -> Option<Self> {
		let dropped = self.length.checked_sub(length)?;
		let digits = self.digits.checked_div(power_of_ten(dropped))?;
		Some(Self { digits, length }).filter(Self::is_valid)
	}

	/// Whether it stands at the second of `count` digits of `number`. The first one is the indicator
	/// of a GTIN, the extension of an SSCC.
	fn begins(&self, number: u64, count: u8) -> bool {
		let after = count.saturating_sub(1);
		let without_first = number.checked_rem(power_of_ten(after)).unwrap_or_default();
		let rest = after.saturating_sub(self.length);
		self.is_valid() && without_first.checked_div(power_of_ten(rest)) == Some(self.digits)
	}
}

impl Gtin {
	/// How many digits there are.
	pub const DIGITS: u8 = 14;

	/// Whether it has 14 digits at most, of which the last one checks the others.
	pub fn is_valid(&self) -> bool {
		is_checked::<{ Self::DIGITS as usize }>(self.0)
	}

	/// Whether `prefix` is the company's in it.
	pub fn has_prefix(&self, prefix: &CompanyPrefix) -> bool {
		prefix.begins(self.0, Self::DIGITS)
	}
}

impl Sscc {
	/// How many digits there are.
	pub const DIGITS: u8 = 18;

	/// Whether it has 18 digits at most, of which the last one checks the others.
	pub fn is_valid(&self) -> bool {
		is_checked::<{ Self::DIGITS as usize }>(self.0)
	}

	/// Whether `prefix` is the company's in it.
	pub fn has_prefix(&self, prefix: &CompanyPrefix) -> bool {
		prefix.begins(self.0, Self::DIGITS)
	}
}

fn power_of_ten(exponent: u8) -> u64 {
	10u64.saturating_pow(exponent.into())
}

/// Whether `number` has `COUNT` digits at most, of which the last one checks the others.
fn is_checked<const COUNT: usize>(number: u64) -> bool {
	let mut rest = number;
	let mut digits = [b'0'; COUNT];
	for digit in digits.iter_mut().rev() {
		*digit = b'0'.saturating_add((rest % 10) as u8);
		rest /= 10;
	}
	rest == 0 && number > 0 && gs1_check_digit_is_valid(&digits)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn published_keys_are_valid_and_their_prefixes_found() {
		// GS1's example company 4012345, as in the EPC Tag Data Standard.
		let sscc = Sscc(340_123_450_000_000_000);
		let prefix = CompanyPrefix { digits: 4_012_345, length: 7 };
		assert!(sscc.is_valid() && sscc.has_prefix(&prefix));
		let gtin = Gtin(4_012_345_111_118);
		assert!(gtin.is_valid() && gtin.has_prefix(&prefix));
		assert!(gtin.has_prefix(&CompanyPrefix { digits: 40_123, length: 5 }));
		assert!(!gtin.has_prefix(&CompanyPrefix { digits: 4_012_346, length: 7 }));
		// Zeros count: 0401234 is another company.
		assert!(!gtin.has_prefix(&CompanyPrefix { digits: 401_234, length: 7 }));
	}

	#[test]
	fn every_wrong_digit_and_every_surplus_one_is_noticed() {
		let gtin = 4_012_345_111_118u64;
		for position in 0..14 {
			let weight = 10u64.pow(position);
			let digit = gtin / weight % 10;
			for other in (0..10).filter(|other| *other != digit) {
				assert!(!Gtin(gtin - digit * weight + other * weight).is_valid());
			}
		}
		assert!(!Gtin(0).is_valid());
		assert!(!Gtin(u64::MAX).is_valid());
		assert!(!Sscc(u64::MAX).is_valid());
		// Another 14 digits in front change nothing for the checksum, but it is no GTIN any more.
		assert!(!Gtin(gtin + 100_000_000_000_000_000).is_valid());
	}

	#[test]
	fn prefixes_have_four_to_twelve_digits() {
		let prefix = |digits, length| CompanyPrefix { digits, length };
		assert!(prefix(0, 4).is_valid() && prefix(999_999_999_999, 12).is_valid());
		assert!(!prefix(123, 3).is_valid() && !prefix(10_000, 4).is_valid());
		assert!(!prefix(1, 13).is_valid() && !prefix(1, u8::MAX).is_valid());
		assert_eq!(prefix(401_234, 7).shortened(5), Some(prefix(4_012, 5)));
		assert_eq!(prefix(401_234, 7).shortened(3), None);
		assert_eq!(prefix(401_234, 7).shortened(8), None);
	}
}
