//! Where units are, what was dispensed of them, and what else there is to say.

use super::{CaseId, Deposit, LotId, UNITS_PER_WORD};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Seconds, Sscc};
use scale_info::TypeInfo;

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
	/// Held for the entry, from whoever caused it.
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
	/// Held from who opened it.
	pub deposit: Deposit<AccountId, Balance>,
}
