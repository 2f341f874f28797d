//! GS1 keys as events write them: EPC URNs and GS1 Digital Links.

use salus_primitives::{gs1_check_digit_is_valid, CompanyPrefix, Gtin, Sscc};
use std::fmt;

/// What an event names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
	/// One unit of a product: GTIN and serial number (AI 01, 21).
	Unit {
		/// The product.
		gtin: Gtin,
		/// The unit's serial number.
		serial: String,
		/// The lot, where the key names it (AI 10).
		lot: Option<String>,
	},
	/// All of a lot: GTIN and lot number (AI 01, 10).
	Lot {
		/// The product.
		gtin: Gtin,
		/// The lot's number.
		number: String,
	},
	/// All of a product (AI 01).
	Product {
		/// The product.
		gtin: Gtin,
	},
	/// A logistic unit (AI 00).
	Container {
		/// Its number.
		sscc: Sscc,
		/// Who made it, where the key shows how long the prefix is.
		prefix: Option<CompanyPrefix>,
	},
	/// A place or a party (AI 414, 417), 13 digits.
	Place {
		/// Its number.
		gln: String,
		/// What of it (AI 254).
		extension: Option<String>,
	},
	/// Anything else, which the chain has no name for.
	Other(String),
}

/// Why something is no GS1 key, although it looks like one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyProblem {
	/// Parts are missing, or there are too many.
	Parts,
	/// Something other than digits, or too few or too many of them.
	Digits,
	/// The last digit does not check the others.
	CheckDigit,
	/// A serial or lot number that is empty, longer than 20 characters, or of others than GS1 allows.
	Text,
}

impl fmt::Display for KeyProblem {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::Parts => "parts of the key are missing or surplus",
			Self::Digits => "the key has not as many digits as it has to have",
			Self::CheckDigit => "the check digit is wrong",
			Self::Text => "a serial or lot number has 1 to 20 characters of those that GS1 allows",
		})
	}
}

impl std::error::Error for KeyProblem {}

/// The longest serial or lot number.
pub const MAX_TEXT: usize = 20;

impl Key {
	/// Reads `text`. Whatever is neither an EPC URN nor a Digital Link of a key that is known here is
	/// [`Key::Other`].
	pub fn parse(text: &str) -> Result<Self, KeyProblem> {
		let text = text.trim();
		if let Some(urn) = text.strip_prefix("urn:epc:id:") {
			return Self::from_urn(urn, text);
		}
		if let Some(lgtin) = text.strip_prefix("urn:epc:class:lgtin:") {
			let (prefix, item, number) = three(lgtin)?;
			return Ok(Self::Lot { gtin: gtin_of(prefix, item)?, number: decoded(number)? });
		}
		if let Some(pattern) = text.strip_prefix("urn:epc:idpat:sgtin:") {
			let (prefix, item, rest) = three(pattern)?;
			if rest != "*" {
				return Err(KeyProblem::Parts);
			}
			return Ok(Self::Product { gtin: gtin_of(prefix, item)? });
		}
		match text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
			Some(link) => Self::from_link(link, text),
			None => Ok(Self::Other(text.into())),
		}
	}

	/// One spelling for all that mean the same, by which objects are compared.
	pub fn canonical(&self) -> String {
		match self {
			Self::Unit { gtin, serial, .. } => format!("01/{}/21/{serial}", gtin_text(gtin)),
			Self::Lot { gtin, number } => format!("01/{}/10/{number}", gtin_text(gtin)),
			Self::Product { gtin } => format!("01/{}", gtin_text(gtin)),
			Self::Container { sscc, .. } => format!("00/{}", sscc_text(sscc)),
			Self::Place { gln, extension: None } => format!("414/{gln}"),
			Self::Place { gln, extension: Some(extension) } => format!("414/{gln}/254/{extension}"),
			Self::Other(text) => text.clone(),
		}
	}

	fn from_urn(urn: &str, whole: &str) -> Result<Self, KeyProblem> {
		let (scheme, rest) = urn.split_once(':').ok_or(KeyProblem::Parts)?;
		match scheme {
			"sgtin" => {
				let (prefix, item, serial) = three(rest)?;
				Ok(Self::Unit { gtin: gtin_of(prefix, item)?, serial: decoded(serial)?, lot: None })
			}
			"sscc" => {
				let (prefix, reference) = rest.split_once('.').ok_or(KeyProblem::Parts)?;
				let digits = moved(prefix, reference)?;
				let sscc = Sscc(checked::<18>(&digits)?);
				Ok(Self::Container { sscc, prefix: Some(company(prefix)?) })
			}
			"sgln" => {
				let (prefix, reference, extension) = three(rest)?;
				company(prefix)?;
				let gln = with_check_digit::<13>(&[prefix, reference].concat())?;
				let extension = match extension {
					"0" => None,
					other => Some(decoded(other)?),
				};
				Ok(Self::Place { gln, extension })
			}
			"pgln" => {
				let (prefix, reference) = rest.split_once('.').ok_or(KeyProblem::Parts)?;
				company(prefix)?;
				let gln = with_check_digit::<13>(&[prefix, reference].concat())?;
				Ok(Self::Place { gln, extension: None })
			}
			_ => Ok(Self::Other(whole.into())),
		}
	}

	fn from_link(link: &str, whole: &str) -> Result<Self, KeyProblem> {
		let path = link.split(['?', '#']).next().unwrap_or_default();
		let mut parts = path.trim_end_matches('/').split('/').skip(1);
		while let Some(part) = parts.next() {
			match part {
				"01" | "gtin" => {
					let digits = parts.next().ok_or(KeyProblem::Parts)?;
					if !matches!(digits.len(), 8 | 12 | 13 | 14) {
						return Err(KeyProblem::Digits);
					}
					let gtin = Gtin(valid::<14>(&format!("{digits:0>14}"))?);
					let (mut number, mut serial) = (None, None);
					while let Some(qualifier) = parts.next() {
						let value = parts.next().ok_or(KeyProblem::Parts)?;
						match qualifier {
							"10" | "lot" => number = Some(decoded(value)?),
							"21" | "ser" => serial = Some(decoded(value)?),
							// The variant of a consumer product changes neither.
							"22" | "cpv" => {}
							_ => return Ok(Self::Other(whole.into())),
						}
					}
					return Ok(match (serial, number) {
						(Some(serial), lot) => Self::Unit { gtin, serial, lot },
						(None, Some(number)) => Self::Lot { gtin, number },
						(None, None) => Self::Product { gtin },
					});
				}
				"00" | "sscc" => {
					let digits = parts.next().ok_or(KeyProblem::Parts)?;
					let sscc = Sscc(valid::<18>(digits)?);
					return Ok(Self::Container { sscc, prefix: None });
				}
				"414" | "gln" | "417" | "party" => {
					let digits = parts.next().ok_or(KeyProblem::Parts)?;
					valid::<13>(digits)?;
					let extension = match (parts.next(), parts.next()) {
						(Some("254"), Some(extension)) => Some(decoded(extension)?),
						_ => None,
					};
					return Ok(Self::Place { gln: digits.into(), extension });
				}
				_ => {}
			}
		}
		Ok(Self::Other(whole.into()))
	}
}

/// The 14 digits of `gtin`.
pub fn gtin_text(gtin: &Gtin) -> String {
	format!("{:014}", gtin.0)
}

/// The 18 digits of `sscc`.
pub fn sscc_text(sscc: &Sscc) -> String {
	format!("{:018}", sscc.0)
}

/// Reads a GTIN of 8, 12, 13 or 14 digits, whose check digit is right.
pub fn parse_gtin(digits: &str) -> Result<Gtin, KeyProblem> {
	if !matches!(digits.len(), 8 | 12 | 13 | 14) {
		return Err(KeyProblem::Digits);
	}
	valid::<14>(&format!("{digits:0>14}")).map(Gtin)
}

/// Whether `text` may be a serial or lot number: 1 to 20 characters of GS1's set 82.
pub fn is_text(text: &str) -> bool {
	let allowed =
		|byte: u8| byte.is_ascii_alphanumeric() || b"!\"%&'()*+,-./:;<=>?_".contains(&byte);
	(1..=MAX_TEXT).contains(&text.len()) && text.bytes().all(allowed)
}

fn three(text: &str) -> Result<(&str, &str, &str), KeyProblem> {
	let mut parts = text.splitn(3, '.');
	match (parts.next(), parts.next(), parts.next()) {
		(Some(first), Some(second), Some(third)) => Ok((first, second, third)),
		_ => Err(KeyProblem::Parts),
	}
}

/// The company's prefix that a URN begins with.
fn company(digits: &str) -> Result<CompanyPrefix, KeyProblem> {
	// A URN has 6 digits at least, where the chain allows for the shorter ones that GS1 gives too.
	let length = u8::try_from(digits.len()).map_err(|_| KeyProblem::Digits)?;
	let prefix = CompanyPrefix { digits: number(digits)?, length };
	if length >= 6 && prefix.is_valid() {
		Ok(prefix)
	} else {
		Err(KeyProblem::Digits)
	}
}

/// The first digit of `reference` goes before the prefix, the others after it.
fn moved(prefix: &str, reference: &str) -> Result<String, KeyProblem> {
	number(reference)?;
	company(prefix)?;
	let (first, rest) = reference.split_at_checked(1).ok_or(KeyProblem::Digits)?;
	Ok([first, prefix, rest].concat())
}

fn gtin_of(prefix: &str, item: &str) -> Result<Gtin, KeyProblem> {
	checked::<14>(&moved(prefix, item)?).map(Gtin)
}

fn number(digits: &str) -> Result<u64, KeyProblem> {
	if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
		return Err(KeyProblem::Digits);
	}
	digits.parse().map_err(|_| KeyProblem::Digits)
}

/// `digits` and the one that checks them.
fn with_check_digit<const COUNT: usize>(digits: &str) -> Result<String, KeyProblem> {
	number(digits)?;
	if digits.len().checked_add(1) != Some(COUNT) {
		return Err(KeyProblem::Digits);
	}
	('0'..='9')
		.map(|last| format!("{digits}{last}"))
		.find(|whole| gs1_check_digit_is_valid(whole.as_bytes()))
		.ok_or(KeyProblem::CheckDigit)
}

fn checked<const COUNT: usize>(digits: &str) -> Result<u64, KeyProblem> {
	number(&with_check_digit::<COUNT>(digits)?)
}

fn valid<const COUNT: usize>(digits: &str) -> Result<u64, KeyProblem> {
	let value = number(digits)?;
	if digits.len() != COUNT {
		return Err(KeyProblem::Digits);
	}
	let checks = value > 0 && gs1_check_digit_is_valid(digits.as_bytes());
	checks.then_some(value).ok_or(KeyProblem::CheckDigit)
}

/// `text` without percent encoding, if it may be a serial or lot number.
fn decoded(text: &str) -> Result<String, KeyProblem> {
	let mut bytes = Vec::with_capacity(text.len());
	let mut rest = text.bytes();
	while let Some(byte) = rest.next() {
		bytes.push(match byte {
			b'%' => {
				let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
				let code = digit().zip(digit()).ok_or(KeyProblem::Text)?;
				u8::try_from(code.0.saturating_mul(16).saturating_add(code.1))
					.map_err(|_| KeyProblem::Text)?
			}
			other => other,
		});
	}
	let text = String::from_utf8(bytes).map_err(|_| KeyProblem::Text)?;
	is_text(&text).then_some(text).ok_or(KeyProblem::Text)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn unit(text: &str) -> (u64, String) {
		match Key::parse(text).unwrap() {
			Key::Unit { gtin, serial, .. } => (gtin.0, serial),
			other => panic!("{other:?}"),
		}
	}

	#[test]
	fn both_forms_name_the_same() {
		// The examples of the Tag Data Standard and of EPCIS.
		let pairs = [
			(
				"urn:epc:id:sgtin:0614141.712345.32a%2Fb",
				"https://id.gs1.org/01/70614141123451/21/32a%2Fb",
			),
			("urn:epc:id:sscc:4012345.0000000111", "https://id.gs1.org/00/040123450000001112"),
			(
				"urn:epc:class:lgtin:4012345.012345.998877",
				"https://id.gs1.org/01/04012345123456/10/998877",
			),
			("urn:epc:id:sgln:4012345.00025.0", "https://id.gs1.org/414/4012345000252"),
			("urn:epc:id:sgln:4012345.00025.A1", "http://example.com/x/414/4012345000252/254/A1"),
			("urn:epc:id:pgln:4012345.00025", "https://example.com/party/4012345000252/"),
			("urn:epc:idpat:sgtin:4012345.012345.*", "https://id.gs1.org/gtin/4012345123456"),
		];
		for (urn, link) in pairs {
			let (urn, link) = (Key::parse(urn).unwrap(), Key::parse(link).unwrap());
			assert_eq!(urn.canonical(), link.canonical());
			assert!(!matches!(urn, Key::Other(_)));
		}
		let prefix = CompanyPrefix { digits: 4_012_345, length: 7 };
		match Key::parse("urn:epc:id:sscc:4012345.0000000111").unwrap() {
			Key::Container { sscc, prefix: Some(found) } => {
				assert!(sscc.is_valid() && sscc.has_prefix(&prefix) && found == prefix);
			}
			other => panic!("{other:?}"),
		}
	}

	#[test]
	fn links_of_any_host_with_lot_and_serial() {
		let link = "https://medicines.example/de/01/04012345123456/10/L%2D1/21/S1?17=271231";
		let lot = Some("L-1".into());
		let expected = Key::Unit { gtin: Gtin(4_012_345_123_456), serial: "S1".into(), lot };
		assert_eq!(Key::parse(link), Ok(expected));
		assert_eq!(
			unit("http://a.example/gtin/4012345123456/ser/7"),
			(4_012_345_123_456, "7".into())
		);
	}

	#[test]
	fn what_is_wrong_is_named() {
		let problem = |text: &str| Key::parse(text).unwrap_err();
		assert_eq!(problem("https://id.gs1.org/01/04012345123457/21/1"), KeyProblem::CheckDigit);
		assert_eq!(problem("https://id.gs1.org/00/040123450000001113"), KeyProblem::CheckDigit);
		assert_eq!(problem("https://id.gs1.org/00/0401234500000011"), KeyProblem::Digits);
		assert_eq!(problem("https://id.gs1.org/01/401234512345"), KeyProblem::CheckDigit);
		assert_eq!(problem("https://id.gs1.org/01/00000000000000/21/1"), KeyProblem::CheckDigit);
		assert_eq!(problem("https://id.gs1.org/01/04012345123456/21"), KeyProblem::Parts);
		assert_eq!(problem("urn:epc:id:sgtin:4012345.012345"), KeyProblem::Parts);
		assert_eq!(problem("urn:epc:id:sgtin:4012345.01234.1"), KeyProblem::Digits);
		assert_eq!(problem("urn:epc:id:sgtin:401234x.012345.1"), KeyProblem::Digits);
		assert_eq!(problem("urn:epc:id:sgtin:40123.01234567.1"), KeyProblem::Digits);
		assert_eq!(problem("urn:epc:id:sgtin:4012345..1"), KeyProblem::Digits);
		assert_eq!(problem("urn:epc:id:sgtin:4012345.012345."), KeyProblem::Text);
		assert_eq!(problem("urn:epc:id:sgtin:4012345.012345.%2"), KeyProblem::Text);
		assert_eq!(problem("urn:epc:id:sgtin:4012345.012345.%C3%A4"), KeyProblem::Text);
		assert_eq!(
			problem("urn:epc:id:sgtin:4012345.012345.123456789012345678901"),
			KeyProblem::Text
		);
	}

	#[test]
	fn other_keys_are_kept_as_they_are() {
		for text in ["urn:epc:id:giai:4012345.11", "https://example.com/thing/7", "anything"] {
			assert_eq!(Key::parse(text), Ok(Key::Other(text.into())));
		}
	}
}
