//! What an institution calls its places, partners and sensors on chain.

use crate::keys::Key;
use salus_primitives::{CompanyPrefix, Sscc, DAY};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A map from names in events to names on chain, as JSON has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct MapFile {
	locations: BTreeMap<String, u16>,
	parties: BTreeMap<String, String>,
	sensors: BTreeMap<String, Value>,
	prefixes: Vec<String>,
}

/// What the planner is told beside the documents.
#[derive(Clone, Debug)]
pub struct Settings {
	/// The institution's numbers of places, by GLN.
	locations: BTreeMap<String, u16>,
	/// Accounts of partners, by GLN.
	parties: BTreeMap<String, String>,
	/// How the cold chain names sensors, by key.
	sensors: BTreeMap<String, Value>,
	/// Company prefixes, to find in keys that do not show how long theirs is.
	pub prefixes: Vec<CompanyPrefix>,
	/// How long after an event a shipment is to be received, in milliseconds.
	pub receive_within: u64,
}

impl Default for Settings {
	fn default() -> Self {
		Self {
			locations: BTreeMap::new(),
			parties: BTreeMap::new(),
			sensors: BTreeMap::new(),
			prefixes: Vec::new(),
			receive_within: DAY.saturating_mul(30),
		}
	}
}

impl Settings {
	/// Reads a map.
	pub fn from_json(text: &str) -> Result<Self, String> {
		let file: MapFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
		let prefixes =
			file.prefixes.iter().map(|digits| prefix(digits)).collect::<Result<_, _>>()?;
		Ok(Self {
			locations: by_key(file.locations)?,
			parties: by_key(file.parties)?,
			sensors: by_key(file.sensors)?,
			prefixes,
			..Self::default()
		})
	}

	/// The institution's number of a place.
	pub fn location(&self, text: &str) -> Option<u16> {
		self.locations.get(&canonical(text).ok()?).copied()
	}

	/// The account of a partner: that of the GLN, if a part of a place has none of its own.
	pub fn party(&self, text: &str) -> Option<&str> {
		let exact = canonical(text).ok()?;
		let whole = match Key::parse(text) {
			Ok(Key::Place { gln, .. }) => Key::Place { gln, extension: None }.canonical(),
			_ => exact.clone(),
		};
		self.parties.get(&exact).or_else(|| self.parties.get(&whole)).map(String::as_str)
	}

	/// How the cold chain names a sensor.
	pub fn sensor(&self, text: &str) -> Option<&Value> {
		self.sensors.get(&canonical(text).ok()?)
	}

	/// The longest prefix that is in `sscc`.
	pub fn prefix_of(&self, sscc: &Sscc) -> Option<CompanyPrefix> {
		let fitting = self.prefixes.iter().filter(|prefix| sscc.has_prefix(prefix));
		fitting.max_by_key(|prefix| prefix.length).copied()
	}
}

/// A GLN may stand as its 13 digits.
fn canonical(text: &str) -> Result<String, String> {
	let is_gln = text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit());
	let text = if is_gln { format!("https://id.gs1.org/414/{text}") } else { text.into() };
	let key = Key::parse(&text).map_err(|problem| format!("{text}: {problem}"))?;
	Ok(key.canonical())
}

fn by_key<T>(map: BTreeMap<String, T>) -> Result<BTreeMap<String, T>, String> {
	map.into_iter().map(|(text, value)| Ok((canonical(&text)?, value))).collect()
}

fn prefix(digits: &str) -> Result<CompanyPrefix, String> {
	let read = || {
		let length = u8::try_from(digits.len()).ok()?;
		Some(CompanyPrefix { digits: digits.parse().ok()?, length }).filter(CompanyPrefix::is_valid)
	};
	read().ok_or(format!("{digits} is no company prefix of 4 to 12 digits"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_are_found_however_they_are_written() {
		let settings = Settings::from_json(
			r#"{"locations":{"urn:epc:id:sgln:4012345.00025.0":3},"parties":{"4012345000252":"5F"},
			"sensors":{"urn:epc:id:giai:4012345.7":{"id":7}},"prefixes":["40123","4012345"]}"#,
		)
		.unwrap();
		assert_eq!(settings.location("https://id.gs1.org/414/4012345000252"), Some(3));
		for party in ["pgln:4012345.00025", "sgln:4012345.00025.0", "sgln:4012345.00025.R1"] {
			assert_eq!(settings.party(&format!("urn:epc:id:{party}")), Some("5F"));
		}
		assert!(settings.sensor("urn:epc:id:giai:4012345.7").is_some());
		assert_eq!(settings.prefix_of(&Sscc(40_123_450_000_001_112)).map(|it| it.length), Some(7));
		assert!(Settings::from_json(r#"{"locations":{"4012345000253":3}}"#).is_err());
		assert!(Settings::from_json(r#"{"prefixes":["401"]}"#).is_err());
		assert!(Settings::from_json(r#"{"places":{}}"#).is_err());
	}
}
