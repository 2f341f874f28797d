//! Lots, and how their units are named and committed to.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{merkle::leaf, Commitment, Gtin, Measure, Sscc};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_io::hashing::{blake2_128, blake2_256};

/// The most units of a lot.
pub const MAX_UNITS: u32 = 1 << 24;
/// The most siblings in the proof of a unit: enough for [`MAX_UNITS`].
pub const MAX_UNIT_PROOF: u32 = 24;
/// The most characters of a lot number (GS1 AI 10).
pub const MAX_LOT_NUMBER: u32 = 20;
/// The most lots of one call.
pub const MAX_LOTS: u32 = 32;
/// The most spans and containers of one call.
pub const MAX_ITEMS: u32 = 16;
/// The most returned units that one call verifies.
pub const MAX_RETURNS: u32 = 32;
/// The most spans that a lot is made of.
pub const MAX_ORIGINS: u32 = 16;
/// The most measures in force against a lot, and against a container.
pub const MAX_MEASURES: u32 = 8;
/// How many of these manufacturers leave to regulators and sensors.
pub const RESERVED_MEASURES: u32 = 2;
/// The most containers inside one another.
pub const MAX_DEPTH: u8 = 8;
/// How many units share a word.
pub const UNITS_PER_WORD: u32 = 256;
/// The most words that are looked at to move a span of units of which some may be dispensed.
pub const MAX_CHECKED_WORDS: u32 = 4;
/// The most entries of a lot that one call reaps.
pub const REAPED_PER_CALL: u32 = 64;

/// Domain of a lot's id.
pub const LOT_DOMAIN: &[u8] = b"salus/lot/v1";
/// Domain of a unit's leaf.
pub const UNIT_DOMAIN: &[u8] = b"salus/unit/v1";
/// Domain of a unit's key.
pub const UNIT_KEY_DOMAIN: &[u8] = b"salus/unit-key/v1";
/// Domain of the commitment to a serial.
pub const SERIAL_DOMAIN: &[u8] = b"salus/serial/v1";

/// The key of the unit `index` in a lot with this secret: `blake2_256(domain ++ secret ++ index)`. It
/// opens that unit's commitment and no other.
pub fn unit_key(lot_secret: &[u8; 32], index: u32) -> [u8; 32] {
	blake2_256(&[UNIT_KEY_DOMAIN, lot_secret.as_slice(), index.to_le_bytes().as_slice()].concat())
}

/// The commitment to the serial of a unit: `blake2_256(domain ++ key ++ serial)`.
pub fn unit_commitment(unit_key: &[u8; 32], serial: &[u8]) -> H256 {
	blake2_256(&[SERIAL_DOMAIN, unit_key.as_slice(), serial].concat()).into()
}

/// The leaf of the unit `index` with this commitment in its lot's tree.
pub fn unit_leaf(index: u32, unit: H256) -> H256 {
	leaf(UNIT_DOMAIN, index, &unit)
}

/// How many there are in a list, as weights take it.
pub(crate) fn counted<T, S>(list: &BoundedVec<T, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// A lot number, as it is printed.
pub type LotNumber = BoundedVec<u8, ConstU32<MAX_LOT_NUMBER>>;
/// The proof of a unit: the siblings, from the leaf up.
pub type UnitProof = BoundedVec<H256, ConstU32<MAX_UNIT_PROOF>>;
/// The number of a case.
pub type CaseId = u32;

/// Names a lot: `blake2_128(domain ++ GTIN ++ number)`, SCALE encoded. Whoever reads both from a pack
/// knows it.
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
pub struct LotId(pub [u8; 16]);

impl LotId {
	/// The lot `number` of the product `gtin`.
	pub fn of(gtin: &Gtin, number: &LotNumber) -> Self {
		let mut bytes = LOT_DOMAIN.to_vec();
		(gtin, number).encode_to(&mut bytes);
		Self(blake2_128(&bytes))
	}
}

/// The end of a range, as the key of one: in an order in which keys are sorted as numbers are, so that
/// the range of a unit is the first one that ends after it.
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
pub struct End([u8; 4]);

impl From<u32> for End {
	fn from(end: u32) -> Self {
		Self(end.to_be_bytes())
	}
}

impl From<End> for u32 {
	fn from(end: End) -> Self {
		Self::from_be_bytes(end.0)
	}
}

/// Units of a lot.
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
pub struct Span {
	/// Their lot.
	pub lot: LotId,
	/// The index of the first one.
	pub start: u32,
	/// The index after the last one.
	pub end: u32,
}

impl Span {
	/// How many units there are.
	pub fn len(&self) -> u32 {
		self.end.saturating_sub(self.start)
	}

	/// Whether there is none.
	pub fn is_empty(&self) -> bool {
		self.len() == 0
	}
}

/// What is packed and unpacked.
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
pub enum Item {
	/// Units that are in one place.
	Units(Span),
	/// A container, with whatever is in it.
	Container(Sscc),
}

/// Several of them.
pub type Items = BoundedVec<Item, ConstU32<MAX_ITEMS>>;

/// A lot that is to be.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct NewLot {
	/// Its product.
	pub gtin: Gtin,
	/// Its number, in characters of GS1's set 82.
	pub number: LotNumber,
	/// The last day on which it is good, in days since the Unix epoch.
	pub expires: u16,
	/// Commits to whatever else there is to say of it.
	pub attributes: Commitment,
	/// How many units it has.
	pub count: u32,
	/// The root over their leaves.
	pub root: H256,
}

/// Who paid a deposit, and how much.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Deposit<AccountId, Balance> {
	/// To whom it returns.
	pub payer: AccountId,
	/// How much is held.
	pub amount: Balance,
}

/// A measure against some units of a lot.
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
pub struct LotMeasure {
	/// The first unit.
	pub start: u32,
	/// The one after the last.
	pub end: u32,
	/// What is done.
	pub measure: Measure,
}

/// A lot of serialised units.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Lot<Balance> {
	/// Its product, whose manufacturer commissioned it.
	pub gtin: Gtin,
	/// Its number.
	pub number: LotNumber,
	/// The last day on which it is good, in days since the Unix epoch.
	pub expires: u16,
	/// How many units it has.
	pub count: u32,
	/// Units from this one on are where they were commissioned, in one piece: in the manufacturer's
	/// stock. Those before are in ranges.
	pub fresh: u32,
	/// Where in the manufacturer's stock.
	pub location: u16,
	/// The root over the leaves of its units.
	pub root: H256,
	/// Commits to whatever else there is to say of it.
	pub attributes: Commitment,
	/// Whether it was made of units of other lots, see `Origins`.
	pub derived: bool,
	/// Whether it is on its way out of the state.
	pub reaping: bool,
	/// How many cases about its units are open.
	pub open_cases: u32,
	/// What is done about it.
	pub measures: BoundedVec<LotMeasure, ConstU32<MAX_MEASURES>>,
	/// Held from the manufacturer, for the words of all of its units, too.
	pub deposit: Balance,
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ends_are_sorted_as_numbers_are() {
		let ends = [0u32, 1, 255, 256, 65_535, 65_536, 1 << 24];
		for pair in ends.windows(2) {
			assert!(End::from(pair[0]).encode() < End::from(pair[1]).encode());
			assert_eq!(u32::from(End::from(pair[0])), pair[0]);
		}
	}

	#[test]
	fn commitments_of_units_tell_nothing_of_each_other() {
		let secret = [1; 32];
		let one = unit_commitment(&unit_key(&secret, 0), b"SERIAL");
		assert_ne!(one, unit_commitment(&unit_key(&secret, 1), b"SERIAL"));
		assert_ne!(one, unit_commitment(&unit_key(&[2; 32], 0), b"SERIAL"));
		assert_ne!(one, unit_commitment(&unit_key(&secret, 0), b"SERIAM"));
	}

	#[test]
	fn lots_are_told_apart_by_product_and_number() {
		let number = |text: &[u8]| LotNumber::try_from(text.to_vec()).unwrap();
		let lot = LotId::of(&Gtin(1), &number(b"A1"));
		assert_ne!(lot, LotId::of(&Gtin(2), &number(b"A1")));
		assert_ne!(lot, LotId::of(&Gtin(1), &number(b"A")));
	}
}
