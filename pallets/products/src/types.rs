//! What this pallet stores.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{Authority, Commitment, Measure, ProductInfo, StorageLimits};
use scale_info::TypeInfo;

/// How many measures against a product may be in force at a time.
pub const MAX_MEASURES: u32 = 4;

/// How many of them may be the manufacturer's, so that there is always room for regulators'.
pub const MAX_BY_MANUFACTURER: u32 = 2;

/// The measures in force against a product, in the order in which they were taken.
pub type Measures = BoundedVec<Measure, ConstU32<MAX_MEASURES>>;

/// What there is about some first digits.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum PrefixEntry<AccountId, Balance> {
	/// They are somebody's company prefix.
	Owned {
		/// Whose.
		holder: AccountId,
		/// Who assigned it, and can withdraw it.
		assigner: AccountId,
		/// What is held from the assigner, for this entry and for the branches above it.
		deposit: Balance,
	},
	/// So many company prefixes begin with them: they are nobody's.
	Branch(u32),
}

/// A product.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Product<AccountId, Balance> {
	/// The manufacturer that registered it.
	pub manufacturer: AccountId,
	/// Commitment to its master data: name, strength, form, leaflet.
	pub attributes: Commitment,
	/// How it is kept, if that matters.
	pub limits: Option<StorageLimits>,
	/// How many portions a unit has: at least 1. Never changes, since units may be partly dispensed.
	pub portions: u16,
	/// Whether new lots may be made of it.
	pub active: bool,
	/// The measures in force against all of it.
	pub measures: Measures,
	/// What is held from the manufacturer for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Product<AccountId, Balance> {
	/// How many of the measures in force are no regulator's.
	pub(crate) fn by_manufacturer(&self) -> u32 {
		let theirs = self.measures.iter().filter(|measure| measure.by != Authority::Regulator);
		u32::try_from(theirs.count()).unwrap_or(u32::MAX)
	}

	/// What other pallets need to know. All measures are told: the severest one may not reach where
	/// a milder one does.
	pub fn into_info(self) -> ProductInfo<AccountId> {
		let Self { manufacturer, limits, portions, active, measures, .. } = self;
		ProductInfo { manufacturer, limits, portions, active, measures: measures.into_inner() }
	}
}
