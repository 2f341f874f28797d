//! What the chain answers to whoever asks.

use super::{CaseId, CaseStatus, DecommissionReason, Discrepancy, LotMeasure};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{merkle::ProofProblem, LicenceKinds, Measure, StorageLimits};
use scale_info::TypeInfo;

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
	/// Where the range ends that it is in, which [`Pallet::dispense`](crate::Pallet::dispense) takes.
	/// `None` for a fresh unit, which is in no range. Who moves its neighbours changes it.
	pub range_end: Option<u32>,
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
