//! # Emergency
//!
//! Break the glass: access to the data of a patient who cannot be asked.
//!
//! ## Terms
//!
//! - **Subject**: the patient. They say, in the consent pallet, what emergencies may open.
//! - **Practitioner**: a licensed one, who is emergency practitioner of an organisation.
//! - **Case**: one time that a practitioner broke the glass to a subject's segments.
//! - **Reviewer**: a licensed practitioner or a regulator who has to do with neither of them.
//! - **Strike**: a case that was unjustified, or not reviewed in time.
//!
//! ## A case
//!
//! It is open for [`Config::AccessPeriod`], or until the practitioner ends it, a regulator finds it
//! unjustified, or the practitioner's licence counts no more. There is no prolonging it: the same
//! practitioner opens the same subject's data again only after the review. The subject and the
//! organisation's privacy officer learn of it from the event in the same block.
//!
//! A review is due [`Config::ReviewPeriod`] after the glass was broken. It never has to be asked
//! for by the practitioner, but it is theirs to see to: overdue counts against them at once, flagged
//! or not, and what was found later does not undo it. With [`Config::StrikeLimit`] strikes the right
//! is suspended, until governance reinstates it.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. a case is somebody else's, of some segments, justified by a document, open for no longer than
//!    may be, and has a review when it is reviewed;
//! 2. the latest case of a subject and practitioner is their newest, and the only one without a
//!    review;
//! 3. what a practitioner has unreviewed are their unreviewed cases;
//! 4. the held deposits are those that the cases record.
//!
//! ## Example
//!
//! ```
//! use pallet_emergency::{CaseState, Finding, Reason, Window};
//!
//! assert_eq!(Reason::LifeThreatening.code(), "life-threatening");
//! // A case that is overdue may still be reviewed.
//! assert!(CaseState::Overdue.awaits_review());
//! assert!(!CaseState::from(Finding::Unjustified).awaits_review());
//! // Two uses in a period of 10 ms, and no third one before it has passed.
//! let window = Window::default().used(5, 10, 2).and_then(|window| window.used(14, 10, 2)).unwrap();
//! assert_eq!(window.used(14, 10, 2), None);
//! assert_eq!(window.used(15, 10, 2), Some(Window { from: 15, uses: 1 }));
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
/// A case of this runtime.
pub type CaseOf<T> = Case<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// What is remembered about a practitioner of this runtime.
pub type ConductOf<T> = PractitionerConduct<<T as Config>::MaxOpenCases>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AccessMonitor, Commitment, Credentials, EmergencyAccess, LicenceProblem, Moment, Segments,
		SubjectControls,
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

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what, and a member of which organisation.
		type Credentials: Credentials<Self::AccountId>;

		/// What a subject leaves open to emergencies.
		type Controls: SubjectControls<Self::AccountId>;

		/// Who counts how often somebody breaks the glass.
		type Monitor: AccessMonitor<Self::AccountId>;

		/// Who gives a practitioner back the right to break the glass.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// How long broken glass stays open, in milliseconds.
		#[pallet::constant]
		type AccessPeriod: Get<Moment>;

		/// How long after the glass was broken a review is overdue, in milliseconds. Not shorter
		/// than the access.
		#[pallet::constant]
		type ReviewPeriod: Get<Moment>;

		/// How long after the glass was broken a reviewed case stays, in milliseconds. Not shorter
		/// than the time to review.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Held from the practitioner for a case, until it is reaped.
		#[pallet::constant]
		type CaseDeposit: Get<BalanceOf<Self>>;

		/// How many unreviewed cases a practitioner may have; those flagged as overdue are strikes,
		/// and not counted.
		#[pallet::constant]
		type MaxOpenCases: Get<u32>;

		/// How often a practitioner may break the glass within [`Config::RatePeriod`].
		#[pallet::constant]
		type PractitionerLimit: Get<u32>;

		/// How often a subject's glass may be broken within [`Config::RatePeriod`].
		#[pallet::constant]
		type SubjectLimit: Get<u32>;

		/// How long the window of either limit lasts from its first use, in milliseconds.
		#[pallet::constant]
		type RatePeriod: Get<Moment>;

		/// With how many strikes a practitioner's right is suspended.
		#[pallet::constant]
		type StrikeLimit: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a case.
		#[codec(index = 0)]
		Case,
	}

	/// The number of the next case.
	#[pallet::storage]
	pub type NextCaseId<T> = StorageValue<_, CaseId, ValueQuery>;

	/// Every case that was not reaped.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Twox64Concat, CaseId, CaseOf<T>>;

	/// The latest case of a subject and a practitioner: the only one of theirs that opens anything.
	#[pallet::storage]
	pub type Latest<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, T::AccountId, CaseId>;

	/// How a practitioner has used the right to break the glass.
	#[pallet::storage]
	pub type Conduct<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, ConductOf<T>, ValueQuery>;

	/// How often a subject's glass was broken lately.
	#[pallet::storage]
	pub type SubjectUse<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Window>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Break the glass to `segments` of `subject`'s data, for [`Config::AccessPeriod`].
		/// `justification` commits to why.
		///
		/// By a licensed practitioner who is emergency practitioner of `organisation` now, from whom
		/// [`Config::CaseDeposit`] is held. Errors: [`Error::Unlicensed`],
		/// [`Error::NotEmergencyPractitioner`], [`Error::SelfAccess`], [`Error::NoSegments`],
		/// [`Error::ZeroCommitment`], [`Error::SubjectFrozen`], [`Error::SegmentsLocked`],
		/// [`Error::RightSuspended`], [`Error::ReviewPending`], [`Error::TooManyUnreviewed`],
		/// [`Error::PractitionerLimitReached`], [`Error::SubjectLimitReached`],
		/// [`Error::TooManyCases`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::break_glass())]
		pub fn break_glass(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			organisation: AccountIdLookupOf<T>,
			segments: Segments,
			reason: Reason,
			justification: Commitment,
		) -> DispatchResult {
			let practitioner = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let organisation = T::Lookup::lookup(organisation)?;
			Self::do_break_glass(
				practitioner,
				subject,
				organisation,
				segments,
				reason,
				justification,
			)
		}

		/// End the access of `case` before its time. The review is due all the same.
		///
		/// By its practitioner. Errors: [`Error::NotFound`], [`Error::NotAuthorized`],
		/// [`Error::AlreadyEnded`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::end_access())]
		pub fn end_access(origin: OriginFor<T>, case: CaseId) -> DispatchResult {
			let practitioner = ensure_signed(origin)?;
			Self::do_end_access(practitioner, case)
		}

		/// Review `case`. `findings` commits to the reasons. What is found unjustified is a
		/// strike, and ends at once if a regulator finds it: the patient of a peer's finding may still be
		/// on the table. A review that comes too late is a strike, too.
		///
		/// By a licensed practitioner or regulator who is not the subject, and who neither is nor
		/// belongs to the case's organisation, nor an organisation that its practitioner belongs to.
		/// Errors: [`Error::NotFound`], [`Error::AlreadyReviewed`], [`Error::SelfReview`],
		/// [`Error::Unlicensed`], [`Error::NotIndependent`], [`Error::ZeroCommitment`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::review())]
		pub fn review(
			origin: OriginFor<T>,
			case: CaseId,
			finding: Finding,
			findings: Commitment,
		) -> DispatchResult {
			let reviewer = ensure_signed(origin)?;
			Self::do_review(reviewer, case, finding, findings)
		}

		/// Flag that `case` was not reviewed in time, which is a strike. It may still be reviewed.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::NotOverdue`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::flag_overdue())]
		pub fn flag_overdue(origin: OriginFor<T>, case: CaseId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_flag_overdue(case)?;
			Ok(Pays::No.into())
		}

		/// Clear the strikes of `practitioner`, and give them back the right to break the glass.
		/// What is overdue and not flagged counts from then on.
		///
		/// By [`Config::GovernanceOrigin`]. Errors: [`Error::NotSuspended`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::reinstate())]
		pub fn reinstate(
			origin: OriginFor<T>,
			practitioner: AccountIdLookupOf<T>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let practitioner = T::Lookup::lookup(practitioner)?;
			Self::do_reinstate(practitioner)
		}

		/// Remove `case` once it is reviewed and [`Config::RetentionPeriod`] has passed. The deposit
		/// returns to the practitioner.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reap_case())]
		pub fn reap_case(origin: OriginFor<T>, case: CaseId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_case(case)?;
			Ok(Pays::No.into())
		}

		/// Remove the count of `subject`'s emergencies once its window has passed.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reap_use())]
		pub fn reap_use(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_reap_use(subject)?;
			Ok(Pays::No.into())
		}

		/// Remove what is remembered about `practitioner` once the window has passed, unless they
		/// have unreviewed cases or strikes.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::reap_conduct())]
		pub fn reap_conduct(
			origin: OriginFor<T>,
			practitioner: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let practitioner = T::Lookup::lookup(practitioner)?;
			Self::do_reap_conduct(practitioner)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The case with this number.
		pub fn case(id: CaseId) -> Option<CaseOf<T>> {
			Cases::<T>::get(id)
		}

		/// How `practitioner` has used the right to break the glass.
		pub fn conduct(practitioner: T::AccountId) -> ConductOf<T> {
			Conduct::<T>::get(practitioner)
		}

		/// The case by which `practitioner` may access `subject`'s data now, and which segments.
		pub fn open(
			subject: T::AccountId,
			practitioner: T::AccountId,
		) -> Option<(CaseId, Segments)> {
			<Self as EmergencyAccess<_>>::open(&subject, &practitioner)
				.map(|grant| (grant.case, grant.segments))
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::AccessPeriod::get() > 0, "broken glass opens nothing");
			assert!(T::ReviewPeriod::get() >= T::AccessPeriod::get(), "overdue while it is open");
			assert!(
				T::RetentionPeriod::get() >= T::ReviewPeriod::get(),
				"reaped before its review"
			);
			assert!(T::StrikeLimit::get() > 0, "suspended without a strike");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
