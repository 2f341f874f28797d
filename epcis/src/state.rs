//! What a run knows of earlier ones: lots and where their units are, containers, events seen; and the
//! secrets behind the commitments.

use crate::{
	keys::{gtin_text, sscc_text},
	lots::{lot_id, unit, LotId, LotSecret, Tree},
};
use salus_primitives::{Commitment, Gtin, Sscc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sp_core::H256;
use std::{
	collections::{BTreeMap, BTreeSet, HashMap},
	io,
};

/// Where units are, as far as the events say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
	/// In somebody's stock.
	Stock,
	/// In a container.
	Container(u64),
	/// Under a report of its consignee.
	Reported,
	/// Out of use.
	Gone,
}

/// Units that the chain keeps as one range: what is taken and put is a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Range {
	/// The first one.
	pub start: u32,
	/// The one after the last.
	pub end: u32,
	/// Where they are.
	pub place: Place,
}

/// A lot whose units are known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct KnownLot {
	/// The product.
	pub gtin: u64,
	/// The lot's number.
	pub number: String,
	/// The last day on which it is good, in days since the Unix epoch.
	pub expires: u16,
	/// The serial numbers, by index.
	pub serials: Vec<String>,
	/// Its ranges, in order.
	ranges: Vec<Range>,
	/// What was dispensed.
	dispensed: BTreeSet<u32>,
	/// The times of the last events: of how many units, and when.
	times: Vec<(u32, u64)>,
	#[serde(skip)]
	latest: Vec<u64>,
	#[serde(skip)]
	by_start: BTreeMap<u32, Range>,
}

/// What is known of a container.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KnownContainer {
	/// What it is in.
	pub parent: Option<u64>,
	/// How far it got.
	pub stage: Stage,
}

/// How far a container got.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
	/// With who packed it.
	Open,
	/// On its way.
	Shipped,
	/// With who received it.
	Received,
}

/// One unit: a lot and an index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitRef {
	/// The lot.
	pub lot: LotId,
	/// The index.
	pub index: u32,
}

/// Consecutive units of a lot in one range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
	/// The lot.
	pub lot: LotId,
	/// The index of the first one.
	pub start: u32,
	/// The index after the last one.
	pub end: u32,
}

/// What is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
	/// Lots, by GTIN and number.
	lots: BTreeMap<String, KnownLot>,
	/// Containers, by SSCC.
	pub containers: BTreeMap<u64, KnownContainer>,
	/// Hashes of events, and where each of them was first.
	pub seen: BTreeMap<String, String>,
	/// When other objects were in an event last: unknown units, containers and the rest.
	pub others: BTreeMap<String, u64>,
	/// The secrets, when no other file keeps them.
	#[serde(default, skip_serializing_if = "Option::is_none")]
	pub secrets: Option<Secrets>,
	#[serde(skip)]
	names: HashMap<LotId, String>,
	#[serde(skip)]
	units: HashMap<(u64, String), UnitRef>,
}

impl KnownLot {
	/// A lot that is in the stock of who made it.
	pub fn new(gtin: Gtin, number: &str, expires: u16, serials: Vec<String>, at: u64) -> Self {
		let end = u32::try_from(serials.len()).unwrap_or(u32::MAX);
		let fresh = Range { start: 0, end, place: Place::Stock };
		let latest = vec![at; serials.len()];
		Self {
			gtin: gtin.0,
			number: number.into(),
			expires,
			serials,
			latest,
			by_start: [(0, fresh)].into(),
			..Self::default()
		}
	}

	fn range(&self, index: u32) -> Option<Range> {
		let (_, range) = self.by_start.range(..=index).next_back()?;
		(index < range.end).then_some(*range)
	}

	/// The Merkle tree over its units.
	pub fn tree(&self, secret: &LotSecret) -> Tree {
		let units = (0u32..).zip(&self.serials);
		Tree::over(units.map(|(index, serial)| unit(secret, index, serial.as_bytes())))
	}
}

impl State {
	/// Reads what [`State::to_json`] wrote.
	pub fn from_json(text: &str) -> Result<Self, String> {
		let mut state: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
		for (name, lot) in &mut state.lots {
			let id = lot_id(&Gtin(lot.gtin), &lot.number);
			let count = u32::try_from(lot.serials.len()).map_err(|_| "a lot is too large")?;
			let mut end = 0;
			for range in &lot.ranges {
				if range.start != end || range.end <= range.start {
					return Err(format!("the ranges of lot {name} are not in order"));
				}
				end = range.end;
			}
			if end != count {
				return Err(format!("the ranges of lot {name} are not all of it"));
			}
			let ranges = std::mem::take(&mut lot.ranges);
			lot.by_start = ranges.into_iter().map(|range| (range.start, range)).collect();
			for (times, at) in std::mem::take(&mut lot.times) {
				lot.latest.extend((0..times.min(count)).map(|_| at));
			}
			lot.latest.resize(lot.serials.len(), 0);
			for (index, serial) in (0u32..).zip(&lot.serials) {
				state.units.insert((lot.gtin, serial.clone()), UnitRef { lot: id, index });
			}
			state.names.insert(id, name.clone());
		}
		Ok(state)
	}

	/// What the next run is to know.
	pub fn to_json(&self) -> Result<String, String> {
		let mut state = self.clone();
		for lot in state.lots.values_mut() {
			lot.ranges = lot.by_start.values().copied().collect();
			let same = lot.latest.chunk_by(|one, next| one == next);
			lot.times = same
				.filter_map(|times| Some((u32::try_from(times.len()).ok()?, *times.first()?)))
				.collect();
		}
		serde_json::to_string(&state).map_err(|error| error.to_string())
	}

	/// The lot `number` of `gtin`.
	pub fn lot(&self, gtin: &Gtin, number: &str) -> Option<&KnownLot> {
		self.lots.get(&lot_name(gtin, number))
	}

	/// The lot with this identifier.
	pub fn lot_by_id(&self, id: &LotId) -> Option<&KnownLot> {
		self.lots.get(self.names.get(id)?)
	}

	/// The unit with this serial.
	pub fn unit(&self, gtin: &Gtin, serial: &str) -> Option<UnitRef> {
		self.units.get(&(gtin.0, serial.to_string())).copied()
	}

	/// Learns of a lot.
	pub fn insert_lot(&mut self, lot: KnownLot) {
		let gtin = Gtin(lot.gtin);
		let id = lot_id(&gtin, &lot.number);
		for (index, serial) in (0u32..).zip(&lot.serials) {
			self.units.insert((lot.gtin, serial.clone()), UnitRef { lot: id, index });
		}
		let name = lot_name(&gtin, &lot.number);
		self.names.insert(id, name.clone());
		self.lots.insert(name, lot);
	}

	fn lot_mut(&mut self, id: &LotId) -> Option<&mut KnownLot> {
		self.lots.get_mut(self.names.get(id)?)
	}

	/// Where a unit is.
	pub fn place(&self, unit: &UnitRef) -> Option<Place> {
		Some(self.lot_by_id(&unit.lot)?.range(unit.index)?.place)
	}

	/// Whether a unit is dispensed.
	pub fn is_dispensed(&self, unit: &UnitRef) -> bool {
		self.lot_by_id(&unit.lot).is_some_and(|lot| lot.dispensed.contains(&unit.index))
	}

	/// Dispenses a unit, which stays where it is.
	pub fn set_dispensed(&mut self, unit: &UnitRef) {
		if let Some(lot) = self.lot_mut(&unit.lot) {
			lot.dispensed.insert(unit.index);
		}
	}

	/// The spans that `units` make: consecutive ones that are in one range of the chain.
	pub fn spans(&self, units: impl IntoIterator<Item = UnitRef>) -> Vec<Span> {
		let units: BTreeSet<_> = units.into_iter().collect();
		let mut spans: Vec<Span> = Vec::new();
		let mut range_end = 0;
		for UnitRef { lot, index } in units {
			let next = index.saturating_add(1);
			match spans.last_mut() {
				Some(last) if last.lot == lot && last.end == index && index < range_end => {
					last.end = next;
				}
				_ => {
					let range = self.lot_by_id(&lot).and_then(|lot| lot.range(index));
					range_end = range.map_or(next, |range| range.end);
					spans.push(Span { lot, start: index, end: next });
				}
			}
		}
		spans
	}

	/// Puts a span, which is in one range, somewhere else. As on chain, ranges are split and never
	/// joined.
	pub fn put(&mut self, span: &Span, place: Place) {
		let Some(lot) = self.lot_mut(&span.lot) else { return };
		let Some(range) = lot.range(span.start) else { return };
		lot.by_start.remove(&range.start);
		for (start, end, place) in [
			(range.start, span.start, range.place),
			(span.start, span.end, place),
			(span.end, range.end, range.place),
		] {
			if start < end {
				lot.by_start.insert(start, Range { start, end, place });
			}
		}
	}

	/// The spans in a container.
	pub fn contents(&self, container: u64) -> Vec<Span> {
		let within = |(id, name): (&LotId, &String)| {
			let lot = self.lots.get(name)?;
			let ranges = lot.by_start.values().filter(|it| it.place == Place::Container(container));
			let spans = ranges.map(|it| Span { lot: *id, start: it.start, end: it.end });
			Some(spans.collect::<Vec<_>>())
		};
		let mut spans: Vec<_> = self.names.iter().filter_map(within).flatten().collect();
		spans.sort_by_key(|span| (span.lot, span.start));
		spans
	}

	/// The containers in a container.
	pub fn containers_in(&self, container: u64) -> Vec<u64> {
		let children = self.containers.iter().filter(|(_, it)| it.parent == Some(container));
		children.map(|(sscc, _)| *sscc).collect()
	}

	/// Notes that something happened to a unit at `at`. Answers with when something last did.
	pub fn touch_unit(&mut self, unit: &UnitRef, at: u64) -> Option<u64> {
		let index = usize::try_from(unit.index).ok()?;
		let latest = self.lot_mut(&unit.lot)?.latest.get_mut(index)?;
		let before = *latest;
		*latest = before.max(at);
		Some(before)
	}

	/// Notes that something happened to another object, likewise.
	pub fn touch_other(&mut self, object: &str, at: u64) -> Option<u64> {
		match self.others.get_mut(object) {
			Some(latest) => {
				let before = *latest;
				*latest = before.max(at);
				Some(before)
			}
			None => self.others.insert(object.into(), at),
		}
	}
}

/// A document that was committed to, and the salt with which that can be shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opening {
	/// `Commitment::new("salus/statement/v1", salt, content)`.
	pub commitment: String,
	/// 32 random bytes.
	pub salt: String,
	/// The document: the bytes of this text.
	pub content: String,
}

/// Secrets of lots and of documents. Whoever has them can show what is behind the commitments;
/// destroying them is the erasure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Secrets {
	/// Of lots, by GTIN and number.
	pub lots: BTreeMap<String, String>,
	/// Of documents, by event and purpose.
	pub documents: BTreeMap<String, Opening>,
	/// How many were made since the file was read.
	#[serde(skip)]
	pub made: u32,
}

/// Where 32 random bytes come from.
pub type Random<'a> = &'a mut dyn FnMut() -> io::Result<[u8; 32]>;

impl Secrets {
	/// The secret of a lot, made if there is none.
	pub fn lot(
		&mut self,
		gtin: &Gtin,
		number: &str,
		random: Random<'_>,
	) -> Result<LotSecret, String> {
		let name = lot_name(gtin, number);
		if let Some(text) = self.lots.get(&name) {
			return from_hex(text).ok_or(format!("the secret of lot {name} is not 32 bytes"));
		}
		let secret = random().map_err(|error| error.to_string())?;
		self.lots.insert(name, to_hex(&secret));
		self.made = self.made.saturating_add(1);
		Ok(secret)
	}

	/// Takes over what `other` has and these have not.
	pub fn add(&mut self, other: Self) {
		for (name, secret) in other.lots {
			self.lots.entry(name).or_insert(secret);
		}
		for (name, opening) in other.documents {
			self.documents.entry(name).or_insert(opening);
		}
	}

	/// The secret of a lot, if it is known.
	pub fn known_lot(&self, lot: &KnownLot) -> Option<LotSecret> {
		from_hex(self.lots.get(&lot_name(&Gtin(lot.gtin), &lot.number))?)
	}

	/// Commits to `content` for `purpose`. The same document has the same commitment in every run.
	pub fn commit(
		&mut self,
		purpose: &str,
		content: &Value,
		random: Random<'_>,
	) -> Result<String, String> {
		let content = content.to_string();
		// What was committed to is never overwritten: its salt would be lost.
		let names = (1u32..).map(|number| match number {
			1 => purpose.to_string(),
			_ => format!("{purpose}/{number}"),
		});
		let mut free = String::new();
		for name in names {
			match self.documents.get(&name) {
				Some(known) if known.content == content => return Ok(known.commitment.clone()),
				Some(_) => {}
				None => {
					free = name;
					break;
				}
			}
		}
		let salt = random().map_err(|error| error.to_string())?;
		let commitment = Commitment::new(Commitment::STATEMENT, &salt, content.as_bytes());
		let commitment = to_hex(&commitment.0);
		let opening = Opening { commitment: commitment.clone(), salt: to_hex(&salt), content };
		self.documents.insert(free, opening);
		self.made = self.made.saturating_add(1);
		Ok(commitment)
	}
}

/// How a lot is called in files.
pub fn lot_name(gtin: &Gtin, number: &str) -> String {
	format!("{}/{number}", gtin_text(gtin))
}

/// How a container is called in texts.
pub fn container_name(sscc: u64) -> String {
	sscc_text(&Sscc(sscc))
}

/// Bytes as `0x…`.
pub fn to_hex(bytes: &[u8]) -> String {
	use std::fmt::Write;
	bytes.iter().fold(String::from("0x"), |mut text, byte| {
		// Writing to a string does not fail.
		let _ = write!(text, "{byte:02x}");
		text
	})
}

/// A hash as `0x…`.
pub fn hash_hex(hash: &H256) -> String {
	to_hex(hash.as_bytes())
}

/// 32 bytes from hexadecimal digits, with `0x` or without.
pub fn from_hex(text: &str) -> Option<[u8; 32]> {
	let digits = text.strip_prefix("0x").unwrap_or(text);
	if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
		return None;
	}
	let mut bytes = [0u8; 32];
	for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
		*byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
	}
	Some(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn known() -> (State, LotId) {
		let gtin = Gtin(4_012_345_123_456);
		let mut state = State::default();
		let serials = (0..10).map(|number| format!("S{number}")).collect();
		state.insert_lot(KnownLot::new(gtin, "L1", 20_000, serials, 5));
		(state, lot_id(&gtin, "L1"))
	}

	#[test]
	fn spans_end_where_the_ranges_of_the_chain_do() {
		let (mut state, lot) = known();
		let units =
			|indexes: std::ops::Range<u32>| indexes.map(move |index| UnitRef { lot, index });
		let span = |start, end| Span { lot, start, end };
		assert_eq!(state.spans(units(2..5)), [span(2, 5)]);
		state.put(&span(2, 5), Place::Container(7));
		assert_eq!(state.contents(7), [span(2, 5)]);
		state.put(&span(2, 5), Place::Stock);
		// All are in stock again, but in three ranges.
		assert_eq!(state.spans(units(0..10)), [span(0, 2), span(2, 5), span(5, 10)]);
		let some = [9, 0, 4, 3, 0].map(|index| UnitRef { lot, index });
		assert_eq!(state.spans(some), [span(0, 1), span(3, 5), span(9, 10)]);
	}

	#[test]
	fn a_state_is_the_same_after_a_rest() {
		let (mut state, lot) = known();
		let unit = UnitRef { lot, index: 3 };
		state.put(&Span { lot, start: 3, end: 4 }, Place::Container(7));
		state.set_dispensed(&unit);
		assert_eq!(state.touch_unit(&unit, 9), Some(5));
		let mut again = State::from_json(&state.to_json().unwrap()).unwrap();
		assert_eq!(again.place(&unit), Some(Place::Container(7)));
		assert!(again.is_dispensed(&unit));
		assert_eq!(again.unit(&Gtin(4_012_345_123_456), "S3"), Some(unit));
		assert_eq!(again.touch_unit(&unit, 7), Some(9));
		assert_eq!(again.to_json().unwrap(), state.to_json().unwrap());
		assert!(State::from_json("{}").is_err());
	}

	#[test]
	fn commitments_are_opened_by_their_salts() {
		let mut secrets = Secrets::default();
		let mut salts = [[1; 32], [2; 32]].into_iter();
		let mut random = || salts.next().ok_or_else(|| io::Error::other("no more"));
		let content = serde_json::json!({ "a": 1 });
		let commitment = secrets.commit("one", &content, &mut random).unwrap();
		assert_eq!(secrets.commit("one", &content, &mut random).unwrap(), commitment);
		assert_ne!(secrets.commit("two", &content, &mut random).unwrap(), commitment);
		assert_eq!(secrets.made, 2);
		let opening = &secrets.documents["one"];
		let salt = from_hex(&opening.salt).unwrap();
		let expected = Commitment::new(Commitment::STATEMENT, &salt, opening.content.as_bytes());
		assert_eq!(to_hex(&expected.0), commitment);
		assert!(secrets.commit("three", &content, &mut random).is_err());
		assert_eq!(from_hex("0x12"), None);
		assert_eq!(from_hex(&"é".repeat(32)), None);
	}
}
