//! # Products
//!
//! Who may make what: company prefixes, the products that manufacturers register, and measures
//! against all of a product.
//!
//! ## Terms
//!
//! - **Company prefix**: the digits that GS1 has given to a company, with which its GTINs begin.
//!   *Assigned* on chain by somebody accredited for manufacturers' licences: GS1's member
//!   organisations. What begins the prefix of somebody is nobody's own, but a *branch*.
//! - **Product**: what has a GTIN. A licensed manufacturer registers it under its own prefix.
//! - **Portions**: how many parts of a unit can be dispensed one by one.
//! - **Limits**: between which temperatures it is kept, and how long it may be outside.
//! - **Measure**: all of a product is quarantined or recalled, by its *manufacturer* or by a
//!   *regulator*. Of those that reach somewhere, the severest one counts there.
//!
//! ## States
//!
//! A prefix is *free*, *owned* or a *branch*. A product is *active* or *discontinued*: no lots are
//! made of it, while those there are stay good. It is never removed, for the pallet does not know
//! who still has some. Measures are in force until they are lifted, whatever becomes of the product,
//! of its prefix and of its manufacturer's licence.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. no company prefix begins another one, and branches count those below them;
//! 2. a product has a GTIN, master data, portions, and limits that are possible;
//! 3. every measure has a number of its own, and there is always room for regulators' ones;
//! 4. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_products::Product;
//! use salus_primitives::{
//!     Authority, Commitment, Measure, MeasureKind, MeasureReason, RecallClass, RecallDepth,
//! };
//!
//! let recall = |class, depth| MeasureKind::Recall { class, depth };
//! let severe = recall(RecallClass::I, RecallDepth::Wholesale);
//! let deep = recall(RecallClass::II, RecallDepth::Patient);
//! let measure = |id, kind, by| Measure { id, kind, reason: MeasureReason::Quality, by };
//! let product = Product {
//!     manufacturer: "a maker of vaccines",
//!     attributes: Commitment([1; 32]),
//!     limits: None,
//!     portions: 10,
//!     active: true,
//!     measures: vec![
//!         measure(0, deep, Authority::Regulator),
//!         measure(1, severe, Authority::Manufacturer),
//!     ]
//!     .try_into()
//!     .unwrap(),
//!     deposit: 5u128,
//! };
//! // A severer recall that ends sooner does not keep a deeper one from patients.
//! let measures = product.into_info().measures;
//! let kinds = || measures.iter().map(|measure| measure.kind);
//! let at = |level| kinds().filter(|kind| kind.reaches(level)).max();
//! assert_eq!(at(RecallDepth::Wholesale), Some(severe));
//! assert_eq!(at(RecallDepth::Patient), Some(deep));
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod features;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::{pallet_macros::import_section, traits::fungible};

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// What there is about some first digits, in this runtime.
pub type PrefixEntryOf<T> = PrefixEntry<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A product of this runtime.
pub type ProductOf<T> = Product<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Commitment, CompanyPrefix, Credentials, Gtin, LicenceProblem, Measure, MeasureKind,
		MeasureReason, ProductInfo, StorageLimits,
	};
	use sp_runtime::traits::StaticLookup;

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The currency of deposits, which benchmarks mint.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// Who is licensed as what, and accredited for what.
		type Credentials: Credentials<Self::AccountId>;

		/// Held from whoever assigns a company prefix, for the prefix itself.
		#[pallet::constant]
		type PrefixDeposit: Get<BalanceOf<Self>>;

		/// Held from whoever assigns a company prefix, for each shorter one that begins it: none to
		/// eight, of 4 digits on.
		#[pallet::constant]
		type BranchDeposit: Get<BalanceOf<Self>>;

		/// Held from a manufacturer for each product, with as many measures as it may have.
		#[pallet::constant]
		type ProductDeposit: Get<BalanceOf<Self>>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a company prefix, from whoever assigned it.
		#[codec(index = 0)]
		Prefix,
		/// For a product, from the manufacturer.
		#[codec(index = 1)]
		Product,
	}

	/// Company prefixes, and whatever begins one.
	#[pallet::storage]
	pub type Prefixes<T: Config> = StorageMap<_, Blake2_128Concat, CompanyPrefix, PrefixEntryOf<T>>;

	/// The products.
	#[pallet::storage]
	pub type Catalogue<T: Config> = StorageMap<_, Blake2_128Concat, Gtin, ProductOf<T>>;

	/// The number that the next measure gets. None is used twice.
	#[pallet::storage]
	pub type NextMeasureId<T> = StorageValue<_, u32, ValueQuery>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Assign `prefix` to the organisation `holder`, licensed at present or not.
		///
		/// By an account that is accredited for manufacturers' licences, from which
		/// [`Config::PrefixDeposit`] is held, and [`Config::BranchDeposit`] for every digit but the
		/// first four, until it withdraws the prefix. Errors: [`Error::NotAccredited`],
		/// [`Error::NotOrganisation`], [`Error::InvalidPrefix`], [`Error::PrefixTaken`],
		/// [`Error::PrefixOverlaps`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::assign_prefix())]
		pub fn assign_prefix(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			prefix: CompanyPrefix,
		) -> DispatchResult {
			let assigner = ensure_signed(origin)?;
			let holder = T::Lookup::lookup(holder)?;
			Self::do_assign_prefix(assigner, holder, prefix)
		}

		/// Withdraw `prefix`. No more products are registered under it; those there are stay their
		/// manufacturer's.
		///
		/// By who assigned it, accredited or not, to whom the deposit returns. Errors:
		/// [`Error::NotFound`], [`Error::NotAssigner`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_prefix())]
		pub fn withdraw_prefix(origin: OriginFor<T>, prefix: CompanyPrefix) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_prefix(who, prefix)
		}

		/// Register the product `gtin` under `prefix`. `attributes` commits to its master data; a
		/// unit has `portions`, at least 1, which never change.
		///
		/// By a licensed manufacturer whose company prefix this is, from which
		/// [`Config::ProductDeposit`] is held for good. Errors: [`Error::Unlicensed`],
		/// [`Error::InvalidGtin`], [`Error::OtherPrefix`], [`Error::NotPrefixOwner`],
		/// [`Error::AlreadyRegistered`], [`Error::ZeroPortions`], [`Error::ZeroCommitment`],
		/// [`Error::ReversedLimits`], or the currency's.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			gtin: Gtin,
			prefix: CompanyPrefix,
			attributes: Commitment,
			limits: Option<StorageLimits>,
			portions: u16,
		) -> DispatchResult {
			let manufacturer = ensure_signed(origin)?;
			Self::do_register(manufacturer, gtin, prefix, attributes, limits, portions)
		}

		/// Replace master data and limits of the product `gtin`. The limits count
		/// for what is packed from now on; the event tells what they were.
		///
		/// By its licensed manufacturer. Errors: [`Error::UnknownProduct`],
		/// [`Error::NotManufacturer`], [`Error::Unlicensed`], [`Error::ZeroCommitment`],
		/// [`Error::ReversedLimits`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::update())]
		pub fn update(
			origin: OriginFor<T>,
			gtin: Gtin,
			attributes: Commitment,
			limits: Option<StorageLimits>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update(who, gtin, attributes, limits)
		}

		/// Make no more lots of the product `gtin`.
		///
		/// By its manufacturer, licensed or not. Errors: [`Error::UnknownProduct`],
		/// [`Error::NotManufacturer`], [`Error::Discontinued`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::discontinue())]
		pub fn discontinue(origin: OriginFor<T>, gtin: Gtin) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_discontinue(who, gtin)
		}

		/// Make lots of the product `gtin` again.
		///
		/// By its licensed manufacturer. Errors: [`Error::UnknownProduct`],
		/// [`Error::NotManufacturer`], [`Error::Unlicensed`], [`Error::Active`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reactivate())]
		pub fn reactivate(origin: OriginFor<T>, gtin: Gtin) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reactivate(who, gtin)
		}

		/// Quarantine or recall all of the product `gtin`. `evidence` commits to what is known. At
		/// most [`MAX_MEASURES`] are in force, [`MAX_BY_MANUFACTURER`] of them the manufacturer's.
		///
		/// By its licensed manufacturer or by a licensed regulator; paid for with the product.
		/// Errors: [`Error::UnknownProduct`], [`Error::NotAuthorized`], [`Error::ZeroCommitment`],
		/// [`Error::TooManyMeasures`], [`Error::OutOfNumbers`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::take_measure())]
		pub fn take_measure(
			origin: OriginFor<T>,
			gtin: Gtin,
			kind: MeasureKind,
			reason: MeasureReason,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_take_measure(who, gtin, kind, reason, evidence)
		}

		/// Lift the measure `id` against the product `gtin`. `evidence` commits to why.
		///
		/// By a licensed regulator, or, if the manufacturer took it, by the licensed manufacturer.
		/// Errors: [`Error::UnknownProduct`], [`Error::NotAuthorized`], [`Error::NotFound`],
		/// [`Error::NotYours`], [`Error::ZeroCommitment`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::lift_measure())]
		pub fn lift_measure(
			origin: OriginFor<T>,
			gtin: Gtin,
			id: u32,
			evidence: Commitment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_lift_measure(who, gtin, id, evidence)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What there is to know about the product with this GTIN.
		pub fn product(gtin: Gtin) -> Option<ProductInfo<T::AccountId>> {
			Catalogue::<T>::get(gtin).map(Product::into_info)
		}

		/// The measures in force against this product, in the order in which they were taken.
		pub fn measures(gtin: Gtin) -> Measures {
			Catalogue::<T>::get(gtin).map(|product| product.measures).unwrap_or_default()
		}

		/// Whose company prefix this is.
		pub fn prefix_owner(prefix: CompanyPrefix) -> Option<T::AccountId> {
			Self::owner(&prefix)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
