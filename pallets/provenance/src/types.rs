//! What is stored, said and answered.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	merkle::{leaf, ProofProblem},
	Commitment, Gtin, LicenceKinds, Measure, Seconds, Sscc, StorageLimits,
};
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

/// What the transaction reports say is wrong with units.
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
pub enum Discrepancy {
	/// They were not there.
	Short,
	/// They are damaged.
	Damaged,
	/// They were lost on the way.
	Lost,
	/// They were stolen on the way.
	Stolen,
}

/// Why units are not used any more.
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
pub enum DecommissionReason {
	/// They were destroyed.
	Destroyed,
	/// They were given away, or analysed, as samples.
	Sample,
	/// They left the jurisdiction.
	Exported,
	/// They were stolen.
	Stolen,
	/// They were lost.
	Lost,
	/// They are damaged.
	Damaged,
	/// They were made into other lots. Nobody says so: a transformation does.
	Transformed,
}

impl From<Discrepancy> for DecommissionReason {
	fn from(discrepancy: Discrepancy) -> Self {
		match discrepancy {
			Discrepancy::Short | Discrepancy::Lost => Self::Lost,
			Discrepancy::Damaged => Self::Damaged,
			Discrepancy::Stolen => Self::Stolen,
		}
	}
}

/// Where units are.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Place<AccountId> {
	/// In somebody's stock.
	Stock {
		/// Whose.
		holder: AccountId,
		/// Where, by the holder's own numbers.
		location: u16,
	},
	/// In a container.
	Container(Sscc),
	/// With whoever shipped them, who is to say what became of them.
	Reported {
		/// Who shipped them.
		holder: AccountId,
		/// Who reported them.
		consignee: AccountId,
		/// What is wrong.
		discrepancy: Discrepancy,
		/// Until when the shipper may answer undisturbed.
		due: Seconds,
	},
	/// Nowhere any more.
	Gone {
		/// Who had them last.
		holder: AccountId,
		/// Why.
		reason: DecommissionReason,
	},
}

/// Whether units came back.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Stage {
	/// They did not.
	#[default]
	New,
	/// They did, and nobody has verified them since.
	Returned,
	/// They did, and each of them was verified.
	Verified,
	/// They were packed again after that.
	Resold,
}

/// Units of a lot that are in one place. Its end is its key.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Range<AccountId, Balance> {
	/// The first unit.
	pub start: u32,
	/// Where they are.
	pub place: Place<AccountId>,
	/// Whether they came back.
	pub stage: Stage,
	/// Whether some may be dispensed or opened. Such units stay where they are.
	pub touched: bool,
	/// Whether it is one unit, about which a case is open or that is illegitimate.
	pub suspect: bool,
	/// Held for the entry.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What was dispensed of 256 units, and of which of them there is more to say.
///
/// Two bits for each unit tell whether it was dispensed, and whether that was in one of the last two
/// *generations* of half an undo period each: within those it can be undone.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Word {
	pub(crate) even: [u8; 32],
	pub(crate) odd: [u8; 32],
	/// The generation in which this was written.
	pub(crate) written: u32,
	/// The units of which there is more to say, see `Exceptions`, in order.
	pub(crate) marked: BoundedVec<u8, ConstU32<UNITS_PER_WORD>>,
}

/// What is left of an opened unit.
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
pub struct Portions {
	/// How many are left.
	pub left: u16,
	/// How many were dispensed last, and can be taken back.
	pub last: u16,
	/// When.
	pub at: Seconds,
}

/// How far a suspicion got (DSCSA, section 582).
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
pub enum CaseStatus {
	/// There is reason to believe that it is illegitimate.
	Suspect,
	/// It was set apart.
	Quarantined,
	/// It is what it says.
	Cleared,
	/// It is not.
	Illegitimate,
}

impl CaseStatus {
	/// Whether nobody has decided yet.
	pub fn is_open(self) -> bool {
		matches!(self, Self::Suspect | Self::Quarantined)
	}
}

/// What there is to say of a single unit.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Exception<AccountId, Balance> {
	/// The latest case about it.
	pub case: Option<(CaseId, CaseStatus)>,
	/// What is left of it, if it was opened.
	pub portions: Option<Portions>,
	/// Held for the entry, if whoever caused it could pay.
	pub deposit: Deposit<AccountId, Balance>,
}

/// A suspicion about a unit.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Case<AccountId, Balance> {
	/// The lot of the unit.
	pub lot: LotId,
	/// Its index.
	pub index: u32,
	/// Where it was dispensed, or who held it.
	pub first: AccountId,
	/// Where it was to be dispensed again, or who reported it.
	pub second: AccountId,
	/// How often it was to be dispensed again.
	pub attempts: u16,
	/// How far it got.
	pub status: CaseStatus,
	/// When it was opened, or closed.
	pub since: Seconds,
	/// Held from who opened it, if they could pay.
	pub deposit: Deposit<AccountId, Balance>,
}

/// Where a container is.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum ContainerPlace<AccountId> {
	/// With somebody.
	Held {
		/// With whom.
		holder: AccountId,
		/// Where, by the holder's own numbers.
		location: u16,
	},
	/// In another one.
	Within(Sscc),
}

/// Why something is shipped.
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
pub enum ShipmentKind {
	/// On its way to patients.
	Sale,
	/// Back.
	Return,
}

/// A container on its way.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Shipment<AccountId> {
	/// Who is to receive it.
	pub consignee: AccountId,
	/// Why it is shipped.
	pub kind: ShipmentKind,
	/// Commits to the transaction information and statement (DSCSA TI and TS).
	pub documents: Commitment,
	/// Until when it can be received.
	pub receive_by: Seconds,
}

/// A logistic unit: a case, a tote, a pallet.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Container<AccountId, Balance> {
	/// Where it is.
	pub place: ContainerPlace<AccountId>,
	/// How many levels of containers it has at most, itself included, since it was empty last.
	pub height: u8,
	/// How many ranges and containers are directly in it.
	pub contents: u32,
	/// Whether what is in it came back. Says something of containers in no other one.
	pub returns: bool,
	/// What suits everything that was in it since it was empty last.
	pub limits: Option<StorageLimits>,
	/// Where it is going. Only containers in no other one do.
	pub shipment: Option<Shipment<AccountId>>,
	/// What is done about it.
	pub measures: BoundedVec<Measure, ConstU32<MAX_MEASURES>>,
	/// Held from who opened it.
	pub deposit: Deposit<AccountId, Balance>,
}

/// What a consignee says of units that are not there as they should be.
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
pub struct Report {
	/// Which ones.
	pub span: Span,
	/// What is wrong.
	pub discrepancy: Discrepancy,
}

/// What a shipper says of reported units.
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
pub enum ReportOutcome {
	/// They never left, and are in stock.
	Found {
		/// Where.
		location: u16,
	},
	/// It is as reported.
	Confirmed,
}

/// What a measure is taken against.
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
pub enum Target {
	/// A whole lot, and what was made of it.
	Lot(LotId),
	/// Some of its units, and what was made of them.
	Span(Span),
	/// A container, with what is in it.
	Container(Sscc),
}

/// A unit, and the proof of it.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ProvenUnit {
	/// The commitment to its serial.
	pub unit: H256,
	/// The proof that it is in its lot.
	pub proof: UnitProof,
}

/// What state a unit is in.
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
pub enum UnitState {
	/// With its manufacturer.
	Active,
	/// On its way.
	InTransit,
	/// With somebody else.
	Received,
	/// Reported by its consignee.
	Reported(Discrepancy),
	/// There is reason to believe that it is illegitimate.
	Suspect,
	/// It was set apart.
	Quarantined,
	/// It was suspect, and is what it says.
	Cleared,
	/// It is not what it says.
	Illegitimate,
	/// Some of it was dispensed.
	PartlyDispensed {
		/// How many portions are left.
		left: u16,
	},
	/// It was dispensed.
	Dispensed,
	/// It is not used any more.
	Decommissioned(DecommissionReason),
	/// It came back.
	Returned,
	/// It came back and was verified.
	Verified,
	/// It came back, was verified and is for sale again.
	Resold,
}

/// What the chain says of a unit.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct UnitReport {
	/// What state it is in.
	pub state: UnitState,
	/// As what its holder is licensed.
	pub holder: LicenceKinds,
	/// The last day on which it is good, in days since the Unix epoch.
	pub expires: u16,
	/// Whether that day is over.
	pub expired: bool,
	/// The severest measure that reaches it.
	pub measure: Option<Measure>,
	/// The latest case about it.
	pub case: Option<(CaseId, CaseStatus)>,
	/// Whether it may be sold or dispensed as far as the chain knows: the answer to the question of a
	/// verification router about a saleable return.
	pub saleable: bool,
}

/// Why nothing can be said of a unit or a lot.
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
pub enum VerificationProblem {
	/// There is no such lot, or it was reaped.
	UnknownLot,
	/// There is no such container.
	UnknownContainer,
	/// The unit is not in the lot: a falsified one, or a wrong proof.
	Proof(ProofProblem),
}

/// What the chain says of a container.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ContainerReport {
	/// As what its holder is licensed.
	pub holder: LicenceKinds,
	/// Whether it, or what it is in, is on its way.
	pub in_transit: bool,
	/// Whether it was not received in time.
	pub overdue: bool,
	/// In how many others it is.
	pub depth: u8,
	/// How many ranges and containers are directly in it.
	pub contents: u32,
	/// The severest measure against it, or what it is in.
	pub measure: Option<Measure>,
	/// Between which temperatures it has to be kept.
	pub limits: Option<StorageLimits>,
}

/// What the chain says of a lot to everybody, naming nobody.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct LotReport {
	/// The last day on which it is good, in days since the Unix epoch.
	pub expires: u16,
	/// Whether that day is over.
	pub expired: bool,
	/// What is done about it, or some of its units.
	pub measures: alloc::vec::Vec<LotMeasure>,
	/// The severest measure against its product, or what it was made of.
	pub inherited: Option<Measure>,
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
