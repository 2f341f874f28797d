//! What the pallets of the supply chain share: products and their limits, measures against what is
//! unsafe, and who asks whom.

use crate::{CompanyPrefix, Gtin, Moment};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{weights::Weight, PalletError};
use scale_info::TypeInfo;
use sp_runtime::DispatchResult;

/// How urgent a recall is (21 CFR 7.3(m); the classes of the EU's rapid alerts are alike).
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
	PalletError,
)]
pub enum RecallClass {
	/// Unlikely to harm.
	III,
	/// May harm for a time, or mistreat.
	II,
	/// May harm seriously, or kill.
	I,
}

/// How far down the chain a recall goes (21 CFR 7.42(b)(1)).
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
	PalletError,
)]
pub enum RecallDepth {
	/// To what manufacturers, wholesalers and carriers have.
	Wholesale,
	/// To what pharmacies and hospitals have, too.
	Pharmacy,
	/// To what patients have, too.
	Patient,
}

/// What is done about something unsafe, in order of severity.
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
	PalletError,
)]
pub enum MeasureKind {
	/// Held back until it is clear whether it is safe.
	Quarantine,
	/// Called back.
	Recall {
		/// How urgently.
		class: RecallClass,
		/// How far down.
		depth: RecallDepth,
	},
}

impl MeasureKind {
	/// Whether it is about what is as far down the chain as `level`. What patients have is not set
	/// apart, but called back.
	pub fn reaches(self, level: RecallDepth) -> bool {
		match self {
			Self::Quarantine => level < RecallDepth::Patient,
			Self::Recall { depth, .. } => level <= depth,
		}
	}
}

/// Why.
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
pub enum MeasureReason {
	/// Out of specification.
	Quality,
	/// Contaminated, or not sterile.
	Contamination,
	/// Labelled or packed wrongly.
	Labelling,
	/// Falsified or counterfeit.
	Falsified,
	/// Kept too warm, too cold, or without a record of either.
	ColdChain,
	/// Harm was seen in patients.
	AdverseEvents,
	/// Does not do what it should.
	Malfunction,
	/// Anything else, which the evidence tells.
	Other,
}

/// Who took a measure.
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
pub enum Authority {
	/// Whoever makes it.
	Manufacturer,
	/// A regulator.
	Regulator,
	/// The chain itself, on the word of a sensor.
	Sensor,
}

/// A measure that is in force.
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
pub struct Measure {
	/// Its number, which the pallet that keeps it gives to no other.
	pub id: u32,
	/// What is done.
	pub kind: MeasureKind,
	/// Why.
	pub reason: MeasureReason,
	/// By whom.
	pub by: Authority,
}

/// Between which temperatures something is kept, and how long it may be outside. In hundredths of a
/// degree Celsius, and in seconds.
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
pub struct StorageLimits {
	/// Not below.
	pub min: i16,
	/// Not above.
	pub max: i16,
	/// Seconds that it may be outside, all in all.
	pub budget: u32,
}

impl StorageLimits {
	/// Whether `min` is not above `max`.
	pub fn is_valid(&self) -> bool {
		self.min <= self.max
	}

	/// What suits whatever these limits and `other` are for: may be no temperature at all.
	pub fn strictest(&self, other: &Self) -> Self {
		Self {
			min: self.min.max(other.min),
			max: self.max.min(other.max),
			budget: self.budget.min(other.budget),
		}
	}
}

/// What there is to know about a product.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ProductInfo<AccountId> {
	/// The manufacturer that registered it.
	pub manufacturer: AccountId,
	/// How it is kept, if that matters.
	pub limits: Option<StorageLimits>,
	/// How many portions a unit has, which may be dispensed one by one: at least 1.
	pub portions: u16,
	/// Whether new lots may be made of it.
	pub active: bool,
	/// The measures in force against all of it. Which of them reaches somewhere depends on where.
	pub measures: Vec<Measure>,
}

/// Answers what is registered of products. Implemented by the products pallet.
pub trait Products<AccountId> {
	/// The product with this GTIN. One read.
	fn product(gtin: &Gtin) -> Option<ProductInfo<AccountId>>;

	/// Whose company prefix this is. One read.
	fn prefix_owner(prefix: &CompanyPrefix) -> Option<AccountId>;

	/// Registers a product of the licensed `manufacturer` with this GTIN, in many portions; with as
	/// many measures against it as there may be, none of which reaches pharmacies.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_product(gtin: &Gtin, manufacturer: &AccountId);

	/// Lifts whatever measures there are against a product.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_unmeasured(gtin: &Gtin);

	/// Gives `owner` this company prefix.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_prefix(prefix: &CompanyPrefix, owner: &AccountId);
}

/// Answers where goods are, and holds them back. Implemented by the provenance pallet for its
/// containers.
pub trait Custody<AccountId> {
	/// How the chain names a container.
	type Container: Clone
		+ PartialEq
		+ core::fmt::Debug
		+ Encode
		+ Decode
		+ DecodeWithMemTracking
		+ MaxEncodedLen
		+ TypeInfo
		+ Send
		+ Sync
		+ 'static;

	/// Who holds `container`, shipped or not. One read for each level that it is packed in.
	fn holder(container: &Self::Container) -> Option<AccountId>;

	/// The container that `container` is in. One read.
	fn outer(container: &Self::Container) -> Option<Self::Container>;

	/// Between which temperatures everything in `container` has to be kept, `None` if it does not
	/// matter. One read.
	fn limits(container: &Self::Container) -> Option<StorageLimits>;

	/// Quarantines `container` and everything in it, for [`MeasureReason::ColdChain`]. Repeats are
	/// harmless. One read and one write.
	fn quarantine(container: &Self::Container) -> DispatchResult;

	/// The worst that [`Custody::holder`] costs.
	fn holder_weight() -> Weight;

	/// A container of `holder`'s, packed as deeply as may be, with `limits`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_container(holder: &AccountId, limits: Option<StorageLimits>) -> Self::Container;
}

/// When something that expires on `day`, days since the Unix epoch, is no longer good: when that day
/// is over, in UTC.
pub fn end_of_day(day: u16) -> Moment {
	Moment::from(day).saturating_add(1).saturating_mul(crate::DAY)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_strictest_limits_suit_both() {
		let fridge = StorageLimits { min: 200, max: 800, budget: 3_600 };
		let room = StorageLimits { min: 500, max: 2_500, budget: 600 };
		let both = StorageLimits { min: 500, max: 800, budget: 600 };
		assert_eq!(fridge.strictest(&room), both);
		assert_eq!(room.strictest(&fridge), both);
		let frozen = StorageLimits { min: -2_500, max: -1_500, budget: 0 };
		assert!(!fridge.strictest(&frozen).is_valid(), "no temperature suits both");
	}

	#[test]
	fn severity_is_ordered() {
		use MeasureKind::*;
		let recall = |class, depth| Recall { class, depth };
		assert!(Quarantine < recall(RecallClass::III, RecallDepth::Wholesale));
		assert!(
			recall(RecallClass::II, RecallDepth::Patient)
				< recall(RecallClass::I, RecallDepth::Wholesale)
		);
	}

	#[test]
	fn a_recall_reaches_as_far_as_its_depth() {
		use RecallDepth::*;
		let recall = |depth| MeasureKind::Recall { class: RecallClass::I, depth };
		let reached =
			|kind: MeasureKind| [Wholesale, Pharmacy, Patient].map(|level| kind.reaches(level));
		assert_eq!(reached(recall(Wholesale)), [true, false, false]);
		assert_eq!(reached(recall(Pharmacy)), [true, true, false]);
		assert_eq!(reached(recall(Patient)), [true, true, true]);
		assert_eq!(reached(MeasureKind::Quarantine), [true, true, false]);
	}

	#[test]
	fn what_expires_on_a_day_is_good_all_that_day() {
		assert_eq!(end_of_day(0), crate::DAY);
	}
}
