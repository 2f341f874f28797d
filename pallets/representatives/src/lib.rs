//! # Representatives
//!
//! Who acts for a patient who cannot, or need not, act themselves.
//!
//! ## Terms
//!
//! - **Subject**: the patient, an account.
//! - **Representative**: an account that acts for a subject, with some powers, until a moment. A
//!   *parent* is registered by a facility before the child has ever signed, a *guardian* is
//!   appointed by a court, a *proxy* and an *executor* by the subject. An account is one of these.
//! - **Condition**: *incapacity* or *death*. It holds once two practitioners of two organisations
//!   have attested it, neither of whom represents the subject.
//! - **Contest**: a subject objects to a representative, who opens nothing until it is settled.
//!
//! ## States
//!
//! A representation is *dormant* while it waits for its condition (a proxy for incapacity, an
//! executor for death), *active*, *lapsed* when the subject's death has ended it (anybody's but an
//! executor's), and *ended* from `until` on. That is decided at read; what has ended is reaped.
//!
//! ## Acting
//!
//! A representative wraps a call in [`Pallet::act`]. [`Config::CallPowers`] says what power it
//! takes, if it may be called for somebody at all. It is dispatched with
//! [`RawOrigin::Representative`], which only calls that take [`EnsureSubject`] accept: what asks
//! for a signature cannot be done in somebody else's name. After death the subject's own key
//! closes, and opens nothing.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. nobody represents themselves, everybody has a power and evidence, and proxies and executors
//!    were appointed by the subject;
//! 2. the counts of representatives are exact, and within their bound;
//! 3. a condition is attested by others than the subject: two of them, of two organisations;
//! 4. the held deposits are those that the entries record, and the others have places.
//!
//! ## Example
//!
//! ```
//! use pallet_representatives::{Condition, Kind};
//!
//! // A health care proxy acts once two physicians say that it is time.
//! assert_eq!(Kind::Proxy.waits_for(), Some(Condition::Incapacity));
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use impls::EnsureSubject;
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
/// A representative of this runtime.
pub type RepresentativeOf<T> = Representative<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// An attestation of this runtime.
pub type AttestationOf<T> = Attestation<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// What was attested about a subject of this runtime.
pub type ConditionStateOf<T> = ConditionState<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		dispatch::{GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::Time,
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Commitment, Credentials, LicenceProblem, LifeEvents, Moment, Power, Powers, Sponsorship,
	};
	use sp_runtime::traits::{Dispatchable, StaticLookup, Zero};

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

		/// The runtime's origin, which a representative's is one of.
		type RuntimeOrigin: From<Origin<Self>>
			+ Into<Result<Origin<Self>, <Self as Config>::RuntimeOrigin>>
			+ IsType<<Self as frame_system::Config>::RuntimeOrigin>;

		/// The runtime's call.
		type RuntimeCall: Parameter
			+ Dispatchable<
				RuntimeOrigin = <Self as frame_system::Config>::RuntimeOrigin,
				PostInfo = PostDispatchInfo,
			> + GetDispatchInfo
			+ From<frame_system::Call<Self>>;

		/// What power a call in a subject's name takes; no call of this pallet can be made so.
		type CallPowers: PowerNeeded<<Self as Config>::RuntimeCall>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what, and a member of which organisation.
		type Credentials: Credentials<Self::AccountId>;

		/// Who pays for the state of those who have no tokens.
		type Sponsorship: Sponsorship<Self::AccountId>;

		/// Who hears of a death.
		type LifeEvents: LifeEvents<Self::AccountId>;

		/// Held for a representative from who names them. Not zero: an entry without a deposit has
		/// a place that an institution paid for.
		#[pallet::constant]
		type RepresentationDeposit: Get<BalanceOf<Self>>;

		/// Held from the practitioner for an attestation.
		#[pallet::constant]
		type AttestationDeposit: Get<BalanceOf<Self>>;

		/// How many representatives a subject may have, ended ones included until they are reaped.
		#[pallet::constant]
		type MaxRepresentatives: Get<u32>;

		/// How far from now a child's majority may be, in milliseconds.
		#[pallet::constant]
		type MaxMinority: Get<Moment>;

		/// How far from now the term of anybody but a parent may end, in milliseconds.
		#[pallet::constant]
		type MaxTerm: Get<Moment>;

		/// How long after the first attestation the second one may follow, in milliseconds.
		#[pallet::constant]
		type AttestationValidity: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// A representative, in a subject's name.
	#[pallet::origin]
	pub type Origin<T> = RawOrigin<<T as frame_system::Config>::AccountId>;

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a representative.
		#[codec(index = 0)]
		Representation,
		/// For an attestation.
		#[codec(index = 1)]
		Attestation,
	}

	/// Who represents whom, by subject and representative, be they active or not.
	#[pallet::storage]
	pub type Representatives<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AccountId,
		RepresentativeOf<T>,
	>;

	/// How many representatives a subject has, at most [`Config::MaxRepresentatives`].
	#[pallet::storage]
	pub type Counts<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// What was attested about a subject. There are two conditions, so that nobody chooses a key.
	#[pallet::storage]
	pub type Conditions<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		Condition,
		ConditionStateOf<T>,
	>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Register `parent` for the child `subject`, with `powers`, until `majority` (in ms).
		///
		/// By a licensed facility, from which [`Config::RepresentationDeposit`] is held. The
		/// child's account must never have signed; if an institution pays for it, no other registers.
		/// Errors: [`Error::Unlicensed`], [`Error::ConflictOfInterest`], [`Error::NotSponsor`], [`Error::SubjectHasActed`], [`Error::MajorityInPast`],
		/// [`Error::MajorityTooFar`], those of [`Pallet::appoint`] about the representative, or the
		/// currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_parent())]
		pub fn register_parent(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			parent: AccountIdLookupOf<T>,
			majority: Moment,
			powers: Powers,
			evidence: Commitment,
		) -> DispatchResult {
			let facility = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let parent = T::Lookup::lookup(parent)?;
			Self::do_register_parent(facility, subject, parent, majority, powers, evidence)
		}

		/// Appoint `representative` as a proxy, who acts once incapacity holds, or as an executor,
		/// who acts once death does; with `powers`, until `until` (milliseconds, exclusive).
		///
		/// By the subject, never in their name. A place is taken, or
		/// [`Config::RepresentationDeposit`] held from them. Errors: [`Error::NotAuthorized`],
		/// [`Error::Deceased`], [`Error::EndInPast`], [`Error::EndTooLate`]; about the
		/// representative [`Error::SelfRepresentation`], [`Error::UnknownAccount`],
		/// [`Error::NoPowers`], [`Error::UnknownPowers`], [`Error::ZeroCommitment`],
		/// [`Error::AlreadyExists`], [`Error::TooManyRepresentatives`]; or the currency's.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::appoint())]
		pub fn appoint(
			origin: OriginFor<T>,
			representative: AccountIdLookupOf<T>,
			kind: Appointed,
			powers: Powers,
			until: Moment,
			evidence: Commitment,
		) -> DispatchResult {
			let subject = Self::ensure_subject_themselves(origin)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_appoint(subject, representative, kind, powers, until, evidence)
		}

		/// Appoint `guardian` for `subject`, with `powers`, until `until` (in ms, exclusive).
		///
		/// By an accredited court, from which [`Config::RepresentationDeposit`] is held.
		/// Errors: [`Error::NotCourt`], and those of [`Pallet::appoint`] about term and
		/// representative.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::appoint_guardian())]
		pub fn appoint_guardian(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			guardian: AccountIdLookupOf<T>,
			powers: Powers,
			until: Moment,
			evidence: Commitment,
		) -> DispatchResult {
			let court = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let guardian = T::Lookup::lookup(guardian)?;
			Self::do_appoint_guardian(court, subject, guardian, powers, until, evidence)
		}

		/// Attest that `condition` holds for `subject`, as a member of `organisation`. The first of
		/// two attestations waits for the second, which confirms the condition, for
		/// [`Config::AttestationValidity`]; a later one takes its place.
		///
		/// By a licensed practitioner, from whom [`Config::AttestationDeposit`] is held.
		/// Errors: [`Error::SelfAttestation`], [`Error::Unlicensed`], [`Error::NotMember`],
		/// [`Error::ConflictOfInterest`], [`Error::ZeroCommitment`], [`Error::ConditionHolds`],
		/// [`Error::AlreadyAttested`], [`Error::SameOrganisation`], or the currency's.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::attest().max(T::WeightInfo::renew_attestation()))]
		pub fn attest(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			condition: Condition,
			organisation: AccountIdLookupOf<T>,
			evidence: Commitment,
		) -> DispatchResult {
			let practitioner = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let organisation = T::Lookup::lookup(organisation)?;
			Self::do_attest(practitioner, subject, condition, organisation, evidence)
		}

		/// Remove what was attested of `condition` about `subject`. The deposits return.
		///
		/// By either practitioner; incapacity by the subject as well, death by an accredited court.
		/// Errors: [`Error::NotFound`], [`Error::NotAuthorized`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::lift_condition())]
		pub fn lift_condition(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			condition: Condition,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_lift_condition(who, subject, condition)
		}

		/// Object to `representative`, who may not use [`Power::Grant`] until it is settled. The
		/// other powers stay. `statement` commits to the reasons.
		///
		/// By the subject, never in their name. Errors: [`Error::NotAuthorized`],
		/// [`Error::ZeroCommitment`], [`Error::NotFound`], [`Error::AlreadyContested`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::contest())]
		pub fn contest(
			origin: OriginFor<T>,
			representative: AccountIdLookupOf<T>,
			statement: Commitment,
		) -> DispatchResult {
			let subject = Self::ensure_subject_themselves(origin)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_contest(subject, representative, statement)
		}

		/// Take back what was objected to `representative`.
		///
		/// By the subject, never in their name. Errors: [`Error::NotAuthorized`],
		/// [`Error::Deceased`], [`Error::NotFound`], [`Error::NotContested`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw_contest())]
		pub fn withdraw_contest(
			origin: OriginFor<T>,
			representative: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let subject = Self::ensure_subject_themselves(origin)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_withdraw_contest(subject, representative)
		}

		/// Settle what `subject` objected to `representative`: they stay, or are removed and the
		/// deposit returned.
		///
		/// By an accredited court. Errors: [`Error::NotCourt`], [`Error::NotFound`],
		/// [`Error::NotContested`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::settle_contest())]
		pub fn settle_contest(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			representative: AccountIdLookupOf<T>,
			outcome: Outcome,
		) -> DispatchResult {
			let court = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_settle_contest(court, subject, representative, outcome)
		}

		/// Dismiss a proxy or executor, dormant or not. The deposit is returned.
		///
		/// By the subject, never in their name. Errors: [`Error::NotAuthorized`],
		/// [`Error::NotFound`], [`Error::NotDismissible`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::dismiss())]
		pub fn dismiss(
			origin: OriginFor<T>,
			representative: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let subject = Self::ensure_subject_themselves(origin)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_dismiss(subject, representative)
		}

		/// End the authority of a guardian or parent of `subject`. The deposit is returned.
		///
		/// By any accredited court. Errors: [`Error::NotCourt`], [`Error::NotFound`],
		/// [`Error::NotGuardian`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::end_guardianship())]
		pub fn end_guardianship(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			guardian: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let court = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let guardian = T::Lookup::lookup(guardian)?;
			Self::do_end_guardianship(court, subject, guardian)
		}

		/// Represent `subject` no longer. The deposit returns to who paid it.
		///
		/// By the representative. Errors: [`Error::NotFound`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::resign())]
		pub fn resign(origin: OriginFor<T>, subject: AccountIdLookupOf<T>) -> DispatchResult {
			let representative = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_resign(subject, representative)
		}

		/// Remove a representative whose term has ended. The deposit returns to who paid it.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`], [`Error::NotEnded`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::reap())]
		pub fn reap(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			representative: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			let representative = T::Lookup::lookup(representative)?;
			Self::do_reap(subject, representative)?;
			Ok(Pays::No.into())
		}

		/// Dispatch `call` in the name of `subject`.
		///
		/// By an active representative with the power that `call` takes, who pays the fee. What
		/// `call` holds is held from the subject. When `call` fails, this fails with its error.
		/// Errors: [`Error::NotRepresentable`], [`Error::NotRepresentative`], [`Error::Ended`],
		/// [`Error::Deceased`], [`Error::Dormant`], [`Error::PowerMissing`], [`Error::Contested`],
		/// or those of `call`.
		#[pallet::call_index(12)]
		#[pallet::weight({
			let info = call.get_dispatch_info();
			(T::WeightInfo::act().saturating_add(info.call_weight), info.class)
		})]
		pub fn act(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let by = ensure_signed(origin.clone())?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_act(origin, subject, by, *call)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Everybody who represents `subject`, and whether they may act now.
		pub fn representatives(
			subject: T::AccountId,
		) -> Vec<(T::AccountId, RepresentativeOf<T>, Standing)> {
			Self::do_representatives(&subject)
		}

		/// What was attested of `condition` about `subject`.
		pub fn condition(
			subject: T::AccountId,
			condition: Condition,
		) -> Option<ConditionStateOf<T>> {
			Conditions::<T>::get(subject, condition)
		}

		/// Whether `who` may use `power` in the name of `subject` now.
		pub fn may(subject: T::AccountId, who: T::AccountId, power: Power) -> bool {
			Self::authorise(&subject, &who, power).is_ok()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(!T::RepresentationDeposit::get().is_zero(), "no deposit means a place");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
