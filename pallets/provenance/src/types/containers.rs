//! Containers, how they are handed over, and what is said of what is in them.

use super::{Deposit, Discrepancy, LotId, Span, UnitProof, MAX_MEASURES};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Commitment, Measure, Seconds, Sscc, StorageLimits};
use scale_info::TypeInfo;
use sp_core::H256;

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
