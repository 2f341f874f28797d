//! Where a licence counts.

use alloc::string::{String, ToString};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

/// A country (ISO 3166-1 alpha-2, `DE`) or one of its subdivisions (ISO 3166-2, `US-CA`).
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
pub struct Jurisdiction {
	/// Two capital letters.
	country: [u8; 2],
	/// One to three capital letters or digits, padded with zeros; all zeros for the whole country.
	subdivision: [u8; 3],
}

impl Jurisdiction {
	/// Whether the codes have the form that ISO 3166 gives them. Decoding does not check it.
	pub fn is_well_formed(&self) -> bool {
		let used = self.subdivision.iter().take_while(|byte| **byte != 0).count();
		let (code, padding) = self.subdivision.split_at_checked(used).unwrap_or_default();
		self.country.iter().all(u8::is_ascii_uppercase)
			&& code.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
			&& padding.iter().all(|byte| *byte == 0)
	}

	/// Whether what counts here counts in `other` too: a country covers its subdivisions.
	pub fn covers(&self, other: &Self) -> bool {
		self == other || (self.country == other.country && self.subdivision == [0; 3])
	}
}

impl FromStr for Jurisdiction {
	type Err = &'static str;

	fn from_str(code: &str) -> Result<Self, Self::Err> {
		const FORM: &str = "expected an ISO 3166 code such as DE or US-CA";
		let (country, subdivision) = code.split_once('-').unwrap_or((code, ""));
		let country = country.as_bytes().try_into().map_err(|_| FORM)?;
		let mut padded = [0; 3];
		padded.get_mut(..subdivision.len()).ok_or(FORM)?.copy_from_slice(subdivision.as_bytes());
		let jurisdiction = Self { country, subdivision: padded };
		let complete = code.contains('-') != subdivision.is_empty();
		(complete && jurisdiction.is_well_formed()).then_some(jurisdiction).ok_or(FORM)
	}
}

impl fmt::Display for Jurisdiction {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		let used = self.subdivision.iter().take_while(|byte| **byte != 0).count();
		f.write_str(core::str::from_utf8(&self.country).unwrap_or("??"))?;
		match self.subdivision.get(..used).map(core::str::from_utf8) {
			Some(Ok(subdivision)) if !subdivision.is_empty() => write!(f, "-{subdivision}"),
			_ => Ok(()),
		}
	}
}

impl Serialize for Jurisdiction {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.serialize_str(&self.to_string())
	}
}

impl<'de> Deserialize<'de> for Jurisdiction {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn iso_codes_parse_and_print() {
		for code in ["DE", "US-CA", "GB-ENG", "FR-75", "AT-9"] {
			assert_eq!(code.parse::<Jurisdiction>().map(|j| j.to_string()), Ok(code.to_string()));
		}
	}

	#[test]
	fn anything_else_is_refused() {
		for code in ["", "D", "de", "DEU", "DE-", "DE-abcd", "US-ca", "D1", "-CA", "US-C\0A", "DÉ"]
		{
			assert!(code.parse::<Jurisdiction>().is_err(), "{code}");
		}
		let gap = Jurisdiction { country: *b"US", subdivision: [b'C', 0, b'A'] };
		assert!(!gap.is_well_formed());
	}

	#[test]
	fn a_country_covers_its_subdivisions_only() {
		let [us, california, texas, de]: [Jurisdiction; 4] =
			["US", "US-CA", "US-TX", "DE"].map(|code| code.parse().expect("well formed"));
		assert!(us.covers(&us) && us.covers(&california));
		assert!(!california.covers(&us) && !california.covers(&texas));
		assert!(!us.covers(&de));
	}
}
