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
//! - **Epoch**: how often the subject has revoked everything. A grant of an earlier epoch is void.
//!
//! ## States
//!
//! A grant is *pending* before its window, *active* in it, *expired* after it, and *void* once its
//! subject has revoked everything. Nobody moves it between these: it is decided at read. Revoking
//! removes it at once; an expired or void one is removed by anybody ([`Pallet::reap`]).
//!
//! ## The gate
//!
//! [`ConsentGate::check`] permits when one grant of the actor, of an organisation of the actor's, or
//! of a kind of licence of the actor's covers the whole request, and no denial of any of them touches
//! it. Nothing found is a refusal. Denials outlive [`Pallet::revoke_all`]: revoking never opens
//! anything.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. every provision names a purpose, an action, a segment and a form, and ends after it begins;
//! 2. the profiles' counts of denials add up to the denials, and no profile is empty;
//! 3. the held deposits are those that the entries record.
//!
//! ## State
//!
//! Grants and denials are keyed by a hash of subject and grantee, 16 bytes, so that state lists
//! neither a patient's physicians nor a physician's patients. With key, prefix and value a grant
//! takes at most 112 bytes while its deposit is below 2^30 units.
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
//!     version: 1,
//! };
//! assert!(terms.purposes.permits(Purpose::COC));
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::{ConsentId, Profile, Provision, Terms};
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::traits::fungible;
use salus_primitives::Grantee;

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A grantee of this runtime.
pub type GranteeOf<T> = Grantee<<T as frame_system::Config>::AccountId>;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Action, Credentials, Moment, Purpose, Refusal, Segments};

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

		/// Held from the subject for each grant and each denial, until it is removed.
		#[pallet::constant]
		type ConsentDeposit: Get<BalanceOf<Self>>;

		/// Held from the subject for their profile, which a first denial or revoke-all makes.
		#[pallet::constant]
		type ProfileDeposit: Get<BalanceOf<Self>>;

		/// How far from now a consent may end, in milliseconds.
		///
		/// A profile is kept for this long after a revoke-all, so that no grant which it voided comes
		/// back to life. Lowering the value therefore needs a migration of the profiles.
		#[pallet::constant]
		type MaxValidity: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a grant or a denial.
		#[codec(index = 0)]
		Consent,
		/// For a subject's profile.
		#[codec(index = 1)]
		Profile,
	}

	/// What subjects permit, by subject and grantee. What is found here may have expired or be void.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Identity, ConsentId, Provision<BalanceOf<T>>>;

	/// What subjects forbid, by subject and grantee. What is found here may have expired.
	#[pallet::storage]
	pub type Denials<T: Config> = StorageMap<_, Identity, ConsentId, Provision<BalanceOf<T>>>;

	/// What holds for all consents of a subject. Absent until a first denial or revoke-all.
	#[pallet::storage]
	pub type Profiles<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Profile<BalanceOf<T>>, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A subject permitted a grantee what `terms` say, in place of an earlier grant.
		Granted {
			/// Whose data.
			subject: T::AccountId,
			/// Who may.
			grantee: GranteeOf<T>,
			/// What they may.
			terms: Terms,
		},
		/// A subject forbade a grantee what `terms` say, in place of an earlier denial.
		Denied {
			/// Whose data.
			subject: T::AccountId,
			/// Who may not.
			grantee: GranteeOf<T>,
			/// What they may not.
			terms: Terms,
		},
		/// A subject revoked a grant.
		Revoked {
			/// Whose data.
			subject: T::AccountId,
			/// Who no longer may.
			grantee: GranteeOf<T>,
		},
		/// A subject lifted a denial.
		DenialLifted {
			/// Whose data.
			subject: T::AccountId,
			/// Whom the denial was about.
			grantee: GranteeOf<T>,
		},
		/// A subject revoked all grants.
		AllRevoked {
			/// Whose data.
			subject: T::AccountId,
			/// The epoch that grants need from now on.
			epoch: u32,
		},
		/// An expired or void grant, an expired denial, or both were removed.
		Reaped {
			/// Whose data.
			subject: T::AccountId,
			/// Whom they were about.
			grantee: GranteeOf<T>,
		},
		/// A profile that no consent needs any more was removed.
		ProfileReaped {
			/// Whose profile.
			subject: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The account does not exist, or the organisation is not licensed.
		UnknownGrantee,
		/// A subject needs no consent of their own.
		SelfGrant,
		/// No purpose is named.
		NoPurposes,
		/// A bit stands for no purpose.
		UnknownPurposes,
		/// No action is named.
		NoActions,
		/// A bit stands for no action.
		UnknownActions,
		/// No segment is named.
		NoSegments,
		/// The window ends when it begins, counted in whole seconds.
		EmptyWindow,
		/// The window ends before it begins.
		ReversedWindow,
		/// The window has ended already.
		WindowInPast,
		/// The window ends later than consents may.
		WindowTooLong,
		/// The commitment to the signed form is all zeros.
		ZeroCommitment,
		/// There is nothing of the kind for this subject and grantee.
		NotFound,
		/// What should be removed is still in force, or keeps void grants void.
		StillNeeded,
		/// A counter is at its end.
		Overflow,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Permit `grantee` what `terms` say, in place of an earlier grant to the same grantee.
		///
		/// Signed by the subject, from whom [`Config::ConsentDeposit`] is held unless a grant stood
		/// already. A denial still beats the grant.
		///
		/// Fails when the grantee is unknown or the subject ([`Error::UnknownGrantee`],
		/// [`Error::SelfGrant`]), when `terms` name nothing or something unknown
		/// ([`Error::NoPurposes`], [`Error::UnknownPurposes`], [`Error::NoActions`],
		/// [`Error::UnknownActions`], [`Error::NoSegments`], [`Error::ZeroCommitment`]), or when the
		/// window is none ([`Error::ReversedWindow`], [`Error::EmptyWindow`],
		/// [`Error::WindowInPast`], [`Error::WindowTooLong`]).
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::grant())]
		pub fn grant(origin: OriginFor<T>, grantee: GranteeOf<T>, terms: Terms) -> DispatchResult {
			let subject = ensure_signed(origin)?;
			Self::do_grant(subject, grantee, terms)
		}

		/// Forbid `grantee` what `terms` say, in place of an earlier denial about the same grantee.
		///
		/// A request is refused when it touches the denial in purpose, action and any segment,
		/// whatever grants there are. Denying a purpose denies everything below it.
		///
		/// Signed by the subject, from whom [`Config::ConsentDeposit`] is held unless a denial stood
		/// already, and [`Config::ProfileDeposit`] with the first. Fails as [`Pallet::grant`] does.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::deny())]
		pub fn deny(origin: OriginFor<T>, grantee: GranteeOf<T>, terms: Terms) -> DispatchResult {
			let subject = ensure_signed(origin)?;
			Self::do_deny(subject, grantee, terms)
		}

		/// Revoke the grant to `grantee`, from this call on.
		///
		/// Signed by the subject, whose deposit is returned. Fails with [`Error::NotFound`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::revoke())]
		pub fn revoke(origin: OriginFor<T>, grantee: GranteeOf<T>) -> DispatchResult {
			let subject = ensure_signed(origin)?;
			Self::do_revoke(subject, grantee)
		}

		/// Lift the denial about `grantee`.
		///
		/// Signed by the subject, whose deposit is returned. Fails with [`Error::NotFound`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::lift_denial())]
		pub fn lift_denial(origin: OriginFor<T>, grantee: GranteeOf<T>) -> DispatchResult {
			let subject = ensure_signed(origin)?;
			Self::do_lift_denial(subject, grantee)
		}

		/// Revoke all grants, from this call on, whatever their number. Denials stand.
		///
		/// Signed by the subject, from whom [`Config::ProfileDeposit`] is held if there is no profile
		/// and it can be: whoever cannot afford it may revoke all the same. The deposits of the
		/// grants return as they are reaped.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::revoke_all())]
		pub fn revoke_all(origin: OriginFor<T>) -> DispatchResult {
			let subject = ensure_signed(origin)?;
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
		/// revoke-all voided has expired.
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
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `actor` may perform `action` for `purpose` on all of `segments` of `subject`'s
		/// data: the grantee under whose consent they act, or why not.
		pub fn check(
			subject: T::AccountId,
			actor: T::AccountId,
			action: Action,
			purpose: Purpose,
			segments: Segments,
		) -> Result<GranteeOf<T>, Refusal> {
			Self::do_check(&subject, &actor, action, purpose, segments)
		}

		/// What `subject` permits `grantee`, be it in force or not.
		pub fn grant_of(
			subject: T::AccountId,
			grantee: GranteeOf<T>,
		) -> Option<Provision<BalanceOf<T>>> {
			Grants::<T>::get(ConsentId::new(&subject, &grantee))
		}

		/// What `subject` forbids `grantee`, be it in force or not.
		pub fn denial_of(
			subject: T::AccountId,
			grantee: GranteeOf<T>,
		) -> Option<Provision<BalanceOf<T>>> {
			Denials::<T>::get(ConsentId::new(&subject, &grantee))
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
