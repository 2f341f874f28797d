//! # Consent
//!
//! Who may do what with whose health data.
//!
//! ## Terms
//!
//! - **Subject**: the patient, an account (or one account for every institution).
//! - **Grantee**: whom a consent is for: an account, a licensed organisation with its members, or
//!   everybody with a kind of licence ([`Grantee`]).
//! - **Grant** and **denial**: what the subject permits or forbids a grantee; a FHIR
//!   `Consent.provision` of type `permit` or `deny`. At most one of each stands for a pair of subject
//!   and grantee; a newer one takes the place of the older.
//! - **Provision**: what a grant or denial says: purposes, actions, segments, a validity window, the
//!   commitment to the signed form and the form's version.
//! - **Delegation**: what a grantee passes on of a grant, narrower, over as many links as the subject
//!   allowed.
//! - **Form**: a consent form that an institution publishes, in versions. It can make consents under
//!   older versions stale.
//! - **Profile**: what a subject decided beside single consents: denials are counted here, everything
//!   can be frozen, segments locked for emergencies, research opted out of for good.
//! - **Epoch**: how often the subject has revoked everything. A grant of an earlier epoch is void.
//!
//! ## States
//!
//! A grant is *pending* before its window, *active* in it, *expired* after it, and *void* once its
//! subject has revoked everything. Nobody moves it between these: it is decided at read. Revoking
//! removes it at once; an expired or void one is removed by anybody ([`Pallet::reap`]).
//!
//! A delegation stands as long as everything above it does, decided at read as well.
//!
//! ## The gate
//!
//! [`ConsentGate::check`](salus_primitives::ConsentGate::check) permits what one grant or delegation
//! of the actor, of an organisation of the actor's, or of a kind of licence of the actor's covers,
//! unless a denial of any of them touches it. Nothing found is a refusal. Who represents the subject
//! reads as the subject; who has broken the glass reads what the subject left open. Denials outlive
//! [`Pallet::revoke_all`]: revoking never opens anything.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. every grant, denial and delegation names a purpose, an action and a segment, and ends after it
//!    begins;
//! 2. the profiles' counts of denials add up to the denials, and no profile is empty;
//! 3. a form's required version is one of its versions;
//! 4. the held deposits are those that the entries record, and the others have places.
//!
//! ## State
//!
//! Grants, denials and delegations are keyed by a hash of subject and grantee, 16 bytes, so that
//! state lists neither a patient's physicians nor a physician's patients. With key, prefix and value
//! a grant takes 112 bytes.
//!
//! Deposits never stand in the way of taking something back: what is on hold is returned as far as
//! it is there.
//!
//! ## Example
//!
//! ```
//! use salus_primitives::*;
//!
//! let terms = pallet_consent::Terms {
//!     purposes: [Purpose::TREAT].into_iter().collect(),
//!     actions: [Action::Access].into_iter().collect(),
//!     segments: Segment::new(7).expect("below 32").into(),
//!     from: 0,
//!     until: 30 * DAY,
//!     form: Commitment::new(Commitment::CONSENT_FORM, &[42; 32], b"the signed form, encrypted"),
//!     delegation: 0,
//!     policy: None,
//! };
//! assert!(terms.purposes.permits(Purpose::COC));
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
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::{pallet_macros::import_section, traits::fungible};
use salus_primitives::Grantee;
use sp_runtime::traits::StaticLookup;

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A grantee of this runtime.
pub type GranteeOf<T> = Grantee<<T as frame_system::Config>::AccountId>;
/// A delegation of this runtime.
pub type DelegationOf<T> = Delegation<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A form of this runtime.
pub type PolicyOf<T> = Policy<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A profile of this runtime.
pub type ProfileOf<T> = Profile<BalanceOf<T>>;
/// How a call names an account.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Acting, Action, Basis, Commitment, Credentials, EmergencyAccess, Moment, Purpose, Refusal,
		Representation, Segments, Sponsorship,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The currency of deposits.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what, and a member of which organisation.
		type Credentials: Credentials<Self::AccountId>;

		/// A subject, or who represents them.
		type SubjectOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Acting<Self::AccountId>>;

		/// Who pays for the state of those who have no tokens.
		type Sponsorship: Sponsorship<Self::AccountId>;

		/// Who represents whom.
		type Representation: Representation<Self::AccountId>;

		/// Who has broken the glass.
		type Emergency: EmergencyAccess<Self::AccountId>;

		/// The unit in which grants and denials record their deposits, to be small. Must not change
		/// while any stands.
		#[pallet::constant]
		type DepositUnit: Get<BalanceOf<Self>>;

		/// Held for each grant and each denial, until it is removed; a multiple of
		/// [`Config::DepositUnit`], by 1 to 65,535.
		#[pallet::constant]
		type ConsentDeposit: Get<BalanceOf<Self>>;

		/// Held for a subject's profile.
		#[pallet::constant]
		type ProfileDeposit: Get<BalanceOf<Self>>;

		/// Held from the delegator for what they pass on.
		#[pallet::constant]
		type DelegationDeposit: Get<BalanceOf<Self>>;

		/// Held from the institution for a form.
		#[pallet::constant]
		type FormDeposit: Get<BalanceOf<Self>>;

		/// How far from now a consent may end, in milliseconds.
		///
		/// A profile is kept at least this long after a revoke-all, so that no grant which it voided comes
		/// back to life. Lowering the value therefore needs a migration of the profiles.
		#[pallet::constant]
		type MaxValidity: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Permit `grantee` what `terms` say, in place of an earlier grant to the same grantee.
		///
		/// By the subject, or in their name; [`Config::ConsentDeposit`] is held unless a grant stood
		/// already, or an institution paid for a place: then it costs less. A denial still beats the
		/// grant.
		///
		/// Fails when the grantee is unknown or the subject ([`Error::UnknownGrantee`],
		/// [`Error::SelfGrant`]), when `terms` name nothing or something unknown
		/// ([`Error::NoPurposes`], [`Error::UnknownPurposes`], [`Error::NoActions`],
		/// [`Error::UnknownActions`], [`Error::NoSegments`], [`Error::ZeroCommitment`],
		/// [`Error::UnknownPolicy`], [`Error::UnknownVersion`]), when the form no longer counts
		/// ([`Error::FormOutdated`]), when the window is none ([`Error::ReversedWindow`],
		/// [`Error::EmptyWindow`], [`Error::WindowInPast`], [`Error::WindowTooLong`]), or with
		/// [`Error::DelegationTooDeep`] or [`Error::Deceased`].
		#[pallet::call_index(0)]
		#[pallet::weight(match terms.policy {
			None => T::WeightInfo::grant(),
			Some(_) => T::WeightInfo::grant_under_form(),
		}.saturating_add(T::DbWeight::get().writes(1)))]
		pub fn grant(
			origin: OriginFor<T>,
			grantee: GranteeOf<T>,
			terms: Terms,
		) -> DispatchResultWithPostInfo {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			let simple = terms.policy.is_none() && !matches!(grantee, Grantee::Organisation(_));
			let held = Self::do_grant(acting, grantee, terms)?;
			let weight =
				T::WeightInfo::grant_on_place().saturating_add(T::DbWeight::get().writes(1));
			Ok((simple && !held.0).then_some(weight).into())
		}

		/// Forbid `grantee` what `terms` say, in place of an earlier denial about the same grantee.
		///
		/// A request is refused when it touches the denial in purpose, action and any segment,
		/// whatever grants there are. Denying a purpose denies everything below it.
		///
		/// By the subject, from whom [`Config::ConsentDeposit`] is held unless a denial stood
		/// already, and [`Config::ProfileDeposit`] with the first; places are taken before. The form
		/// that `terms` name is not looked at. Fails as [`Pallet::grant`] does otherwise, with
		/// [`Error::DenialDelegated`], and when it is narrower than the one it replaces, with
		/// [`Error::DenialNarrowed`] if a representative calls and [`Error::Deceased`] after death.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::deny())]
		pub fn deny(origin: OriginFor<T>, grantee: GranteeOf<T>, terms: Terms) -> DispatchResult {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_deny(acting, grantee, terms)
		}

		/// Revoke the grant to `grantee`, from this call on.
		///
		/// By the subject, whose deposit is returned. Fails with [`Error::NotFound`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::revoke())]
		pub fn revoke(origin: OriginFor<T>, grantee: GranteeOf<T>) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_revoke(subject, grantee)
		}

		/// Lift the denial about `grantee`.
		///
		/// By the subject, whose deposit is returned. Fails with [`Error::NotFound`],
		/// [`Error::Deceased`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::lift_denial())]
		pub fn lift_denial(origin: OriginFor<T>, grantee: GranteeOf<T>) -> DispatchResult {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_lift_denial(acting, grantee)
		}

		/// Revoke all grants, from this call on, whatever their number. Denials stand.
		///
		/// By the subject, from whom [`Config::ProfileDeposit`] is held if there is no profile
		/// and it can be: whoever cannot afford it may revoke all the same. The deposits of the
		/// grants return as they are reaped. Fails with [`Error::Overflow`] after 65,535 times, which
		/// nobody reaches: freezing is left to them.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::revoke_all())]
		pub fn revoke_all(origin: OriginFor<T>) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_revoke_all(subject)
		}

		/// Remove the grant and the denial between `subject` and `grantee` as far as they have expired
		/// or are void.
		///
		/// Signed by anybody, free of charge when something was removed; the deposits return to the
		/// subject. Fails with [`Error::NotFound`] or [`Error::StillNeeded`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reap())]
		pub fn reap(
			origin: OriginFor<T>,
			subject: T::AccountId,
			grantee: GranteeOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap(subject, grantee)?;
			Ok(Pays::No.into())
		}

		/// Remove the profile of `subject` once there are no denials and every grant that a
		/// revoke-all voided, or that was given since, has expired.
		///
		/// Signed by anybody, free of charge when the profile was removed; the deposit returns to the
		/// subject. Fails with [`Error::NotFound`] or [`Error::StillNeeded`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::reap_profile())]
		pub fn reap_profile(
			origin: OriginFor<T>,
			subject: T::AccountId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_profile(subject)?;
			Ok(Pays::No.into())
		}

		/// Publish a consent form, version 1 of a new one.
		///
		/// By a licensed organisation, from which [`Config::FormDeposit`] is held. `form` commits to
		/// the text in all languages. Fails with [`Error::NotAuthorized`], [`Error::ZeroCommitment`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::publish_form())]
		pub fn publish_form(origin: OriginFor<T>, form: Commitment) -> DispatchResult {
			Self::do_publish_form(ensure_signed(origin)?, form)
		}

		/// Publish another version of a form. With `reconsent`, grants under older versions stop
		/// counting from this call on.
		///
		/// By its institution. Fails with [`Error::UnknownPolicy`], [`Error::NotAuthorized`],
		/// [`Error::ZeroCommitment`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::publish_version())]
		pub fn publish_version(
			origin: OriginFor<T>,
			policy: PolicyId,
			form: Commitment,
			reconsent: bool,
		) -> DispatchResult {
			Self::do_publish_version(ensure_signed(origin)?, policy, form, reconsent)
		}

		/// Make grants under all versions of a form but the latest stop counting.
		///
		/// By its institution. Fails with [`Error::UnknownPolicy`], [`Error::NotAuthorized`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::require_reconsent())]
		pub fn require_reconsent(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			Self::do_require_reconsent(ensure_signed(origin)?, policy)
		}

		/// Withdraw a form. Grants under it stop counting.
		///
		/// By its institution, whose deposit is returned. Fails with [`Error::UnknownPolicy`],
		/// [`Error::NotAuthorized`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::retire_policy())]
		pub fn retire_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
			Self::do_retire_policy(ensure_signed(origin)?, policy)
		}

		/// Pass on to `to` what `subject` consented to the caller, or to the organisation that the
		/// caller is, or what was passed on to them: nothing more, and nothing longer.
		///
		/// By the delegator, from whom [`Config::DelegationDeposit`] is held. It takes the place of
		/// what the same delegator passed on to the same grantee before.
		///
		/// Fails with the errors of [`Pallet::grant`] about `terms` and `to`, with
		/// [`Error::NotDelegable`], [`Error::NotAuthorized`], [`Error::NotFound`] when there is
		/// nothing to pass on, [`Error::ParentEnded`], [`Error::DelegationTooDeep`],
		/// [`Error::Widening`], [`Error::DelegationCycle`], [`Error::AlreadyExists`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::delegate())]
		pub fn delegate(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			capacity: Capacity,
			to: GranteeOf<T>,
			terms: DelegatedTerms,
		) -> DispatchResult {
			let delegator = ensure_signed(origin)?;
			Self::do_delegate(delegator, T::Lookup::lookup(subject)?, capacity, to, terms)
		}

		/// Take back, or give up, what was passed on to `to`.
		///
		/// By the delegator or by whom it was passed on to; the deposit returns to the delegator.
		/// Fails with [`Error::NotFound`], [`Error::NotAuthorized`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::end_delegation())]
		pub fn end_delegation(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			to: GranteeOf<T>,
		) -> DispatchResult {
			let caller = ensure_signed(origin)?;
			Self::do_end_delegation(caller, T::Lookup::lookup(subject)?, to)
		}

		/// Revoke what somebody passed on to `to`.
		///
		/// By the subject; the deposit returns to the delegator. Fails with [`Error::NotFound`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::revoke_delegation())]
		pub fn revoke_delegation(origin: OriginFor<T>, to: GranteeOf<T>) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_revoke_delegation(subject, to)
		}

		/// Remove what was passed on to `to` once it can never be used again.
		///
		/// Signed by anybody, free of charge when it was removed; the deposit returns to the
		/// delegator. Fails with [`Error::NotFound`], [`Error::StillNeeded`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::reap_delegation())]
		pub fn reap_delegation(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			to: GranteeOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_delegation(T::Lookup::lookup(subject)?, to)?;
			Ok(Pays::No.into())
		}

		/// Freeze everything: nobody gets in by a consent, be it one's own or passed on, or in an
		/// emergency. Whoever wants to be helped in an emergency revokes all instead.
		///
		/// By the subject, from whom [`Config::ProfileDeposit`] is held if there is no profile and it
		/// can be. Fails with [`Error::AlreadyFrozen`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::freeze())]
		pub fn freeze(origin: OriginFor<T>) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_freeze(subject)
		}

		/// End the freeze: what was permitted before and has not ended is permitted again.
		///
		/// By the subject. Fails with [`Error::NotFrozen`], [`Error::Deceased`].
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::unfreeze())]
		pub fn unfreeze(origin: OriginFor<T>) -> DispatchResult {
			Self::do_unfreeze(T::SubjectOrigin::ensure_origin(origin)?)
		}

		/// Keep `segments` closed in emergencies, and leave the others open. Takes effect at once,
		/// also on an emergency access that is under way.
		///
		/// By the subject, from whom [`Config::ProfileDeposit`] is held if there is no profile and it
		/// can be. Fails with [`Error::Deceased`] when it would open something.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::lock_for_emergencies())]
		pub fn lock_for_emergencies(origin: OriginFor<T>, segments: Segments) -> DispatchResult {
			Self::do_lock_for_emergencies(T::SubjectOrigin::ensure_origin(origin)?, segments)
		}

		/// Opt out of research, for good: no later grant permits it, and nothing undoes this.
		///
		/// By the subject, from whom [`Config::ProfileDeposit`] is held if there is no profile and it
		/// can be. Fails with [`Error::AlreadyOptedOut`].
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::opt_out_of_research())]
		pub fn opt_out_of_research(origin: OriginFor<T>) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_opt_out_of_research(subject)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `actor` may perform `action` for `purpose` on all of `segments` of `subject`'s
		/// data: the right by which they act, or why not.
		pub fn check(
			subject: T::AccountId,
			actor: T::AccountId,
			action: Action,
			purpose: Purpose,
			segments: Segments,
		) -> Result<Basis<T::AccountId>, Refusal> {
			Self::do_check(&subject, &actor, action, purpose, segments)
		}

		/// What `subject` permits `grantee`, be it in force or not.
		pub fn grant_of(subject: T::AccountId, grantee: GranteeOf<T>) -> Option<Provision> {
			Grants::<T>::get(ConsentId::new(&subject, &grantee))
		}

		/// What `subject` forbids `grantee`, be it in force or not.
		pub fn denial_of(subject: T::AccountId, grantee: GranteeOf<T>) -> Option<Provision> {
			Denials::<T>::get(ConsentId::new(&subject, &grantee))
		}

		/// What somebody passed on to `to` of `subject`'s consent, be it in force or not.
		pub fn delegation_of(subject: T::AccountId, to: GranteeOf<T>) -> Option<DelegationOf<T>> {
			Delegations::<T>::get(ConsentId::new(&subject, &to))
		}

		/// A form.
		pub fn policy(policy: PolicyId) -> Option<PolicyOf<T>> {
			Policies::<T>::get(policy)
		}

		/// What `subject` decided beside single consents.
		pub fn profile(subject: T::AccountId) -> ProfileOf<T> {
			Profiles::<T>::get(subject)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let (units, deposit) = (Self::consent_units(), T::ConsentDeposit::get());
			assert!(units > 0, "a deposit of zero means a place");
			assert!(Self::worth(units) == deposit, "the deposit is a multiple of its unit");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
