//! # Credentials: who is who
//!
//! The trust registry. Every other pallet asks it, through [`salus_primitives::Credentials`],
//! whether somebody is what they claim to be.
//!
//! ## Terms and actors
//!
//! - **Governance** ([`Config::AccreditationOrigin`]) accredits issuers and can suspend, reinstate
//!   and revoke every licence.
//! - An **issuer** is accredited for licence kinds in jurisdictions. A country covers its
//!   subdivisions.
//! - A **holder** has licences: at most one for each kind and jurisdiction, from one issuer.
//! - An **organisation** is a holder of a licence of an organisational kind. It admits **members**
//!   with a role and an end.
//!
//! The issuer pays the deposit for a licence and the organisation that for a membership, never the
//! person. It is kept with the entry and goes back to its payer when the entry goes.
//!
//! ## States
//!
//! A licence is *active* or *suspended*; from its end on it is *expired* in either state. Only an
//! active licence before its end is *valid*. A membership counts before its end, while the
//! organisation has a valid licence of an organisational kind. All of this is decided when asked,
//! whether or not anybody has reaped what has expired. When an accreditation is withdrawn, the
//! licences issued under it run out, in the hands of governance alone.
//!
//! ## Invariants
//!
//! No stored list is empty or has duplicates, jurisdictions are well formed, member counts are exact
//! and within [`Config::MaxMembers`], and what is on hold is what the entries say.
//!
//! ## Example
//!
//! Another pallet knows this one by its trait only:
//!
//! ```
//! use salus_primitives::{Credentials, LicenceKind, LicenceProblem};
//!
//! fn ensure_facility<C: Credentials<u64>>(who: &u64) -> Result<(), LicenceProblem> {
//!     C::standing(who, LicenceKind::Facility)
//! }
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::MutateHold, Time},
};
use frame_system::pallet_prelude::*;
use salus_primitives::{Jurisdiction, LicenceKind, LicenceProblem, Moment};
use sp_runtime::traits::StaticLookup;

#[frame_support::pallet]
pub mod pallet {
	use super::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Governance: accredits issuers, and can suspend, reinstate and revoke every licence.
		type AccreditationOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// What deposits are held in.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// What deposits are held in.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ frame_support::traits::fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// What an issuer has on hold for each licence.
		#[pallet::constant]
		type LicenceDeposit: Get<BalanceOf<Self>>;

		/// What an organisation has on hold for each member.
		#[pallet::constant]
		type MembershipDeposit: Get<BalanceOf<Self>>;

		/// How far ahead, in milliseconds, a licence or membership may end.
		#[pallet::constant]
		type MaxValidity: Get<Moment>;

		/// The most accreditations of one issuer. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxAccreditations: Get<u32>;

		/// The most licences of one holder. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxLicences: Get<u32>;

		/// The most organisations that one account is a member of. Must not shrink below what is
		/// stored.
		#[pallet::constant]
		type MaxAffiliations: Get<u32>;

		/// The most members of one organisation.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// What each issuer is accredited for; at most [`Config::MaxAccreditations`], never an empty
	/// list.
	#[pallet::storage]
	pub type Accreditations<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<Accreditation, T::MaxAccreditations>,
		ValueQuery,
	>;

	/// The licences of each holder, expired ones included until they are reaped; at most
	/// [`Config::MaxLicences`], never an empty list. One value, so that one read answers everything
	/// about a holder.
	#[pallet::storage]
	pub type Licences<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<LicenceOf<T>, T::MaxLicences>,
		ValueQuery,
	>;

	/// The memberships of each member, expired ones included until they are reaped; at most
	/// [`Config::MaxAffiliations`], never an empty list.
	#[pallet::storage]
	pub type Affiliations<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<MembershipOf<T>, T::MaxAffiliations>,
		ValueQuery,
	>;

	/// How many members each organisation has, expired memberships included until they are reaped;
	/// at most [`Config::MaxMembers`], absent when none.
	#[pallet::storage]
	pub type MemberCounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// Why funds are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// An issuer's deposit for a licence.
		#[codec(index = 0)]
		Licence,
		/// An organisation's deposit for a membership.
		#[codec(index = 1)]
		Membership,
	}

	/// Issuers that are accredited from the start.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Issuer, licence kind and jurisdiction (an ISO 3166 code such as `DE`).
		pub accreditations: Vec<(T::AccountId, LicenceKind, Jurisdiction)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (issuer, kind, jurisdiction) in &self.accreditations {
				let added = Pallet::<T>::add_accreditation(issuer, *kind, *jurisdiction);
				assert!(
					added.is_ok(),
					"cannot accredit {issuer:?} for {kind:?} in {jurisdiction}: {added:?}"
				);
			}
		}
	}

	/// What happened. Fields are named after the arguments of the calls.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An issuer was accredited.
		Accredited { issuer: T::AccountId, kind: LicenceKind, jurisdiction: Jurisdiction },
		/// An issuer's accreditation was withdrawn; its licences run out.
		AccreditationWithdrawn {
			issuer: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		},
		/// A licence was granted.
		LicenceGranted {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			issuer: T::AccountId,
			until: Moment,
		},
		/// A licence was given a later end.
		LicenceRenewed {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			until: Moment,
		},
		/// A licence was suspended: `by` its issuer, or by governance (`None`).
		LicenceSuspended {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// A suspension was lifted: `by` the issuer, or by governance (`None`).
		LicenceReinstated {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// A licence was revoked: `by` its issuer, or by governance (`None`).
		LicenceRevoked {
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			by: Option<T::AccountId>,
		},
		/// An organisation admitted a member, or gave one a new role and end.
		MemberAdmitted {
			organisation: T::AccountId,
			member: T::AccountId,
			role: MemberRole,
			until: Moment,
		},
		/// An organisation removed a member.
		MemberRemoved { organisation: T::AccountId, member: T::AccountId },
		/// A member left an organisation.
		MemberLeft { organisation: T::AccountId, member: T::AccountId },
		/// An expired licence was cleared away.
		LicenceReaped { holder: T::AccountId, kind: LicenceKind, jurisdiction: Jurisdiction },
		/// An expired membership was cleared away.
		MembershipReaped { organisation: T::AccountId, member: T::AccountId },
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The issuer is not accredited for this licence kind.
		NotAccredited,
		/// The issuer has this very accreditation.
		AlreadyAccredited,
		/// The issuer is accredited for the licence kind, but not in this jurisdiction.
		ForeignJurisdiction,
		/// The jurisdiction is not of the form that ISO 3166 gives.
		MalformedJurisdiction,
		/// The issuer has as many accreditations as fit.
		TooManyAccreditations,
		/// The account does not exist on this chain.
		UnknownAccount,
		/// There is no such licence or membership.
		NotFound,
		/// The holder has a licence of this kind and jurisdiction, be it suspended or expired.
		AlreadyExists,
		/// The licence was granted by another issuer.
		NotIssuer,
		/// The holder has as many licences as fit.
		TooManyLicences,
		/// The end is not in the future.
		EndInPast,
		/// The end is further ahead than allowed.
		EndTooLate,
		/// A renewal has to end later than the licence does.
		EndNotLater,
		/// The licence is suspended.
		AlreadySuspended,
		/// The licence is not suspended.
		NotSuspended,
		/// The account has no licence of an organisational kind.
		NotAnOrganisation,
		/// The organisation's licence has expired.
		LicenceExpired,
		/// The organisation's licence is suspended.
		LicenceSuspended,
		/// The member belongs to as many organisations as fit.
		TooManyAffiliations,
		/// The organisation has as many members as fit.
		TooManyMembers,
		/// The licence or membership has not ended yet.
		NotExpired,
		/// An organisation cannot be its own member.
		SelfMembership,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether `who` may act under a licence of `kind` now, and if not, why.
		pub fn standing(who: T::AccountId, kind: LicenceKind) -> Result<(), LicenceProblem> {
			<Self as salus_primitives::Credentials<_>>::standing(&who, kind)
		}

		/// All licences of `who`, valid or not.
		pub fn licences(who: T::AccountId) -> Vec<LicenceOf<T>> {
			Licences::<T>::get(who).into_inner()
		}

		/// All memberships of `who`, expired or not.
		pub fn memberships(who: T::AccountId) -> Vec<MembershipOf<T>> {
			Affiliations::<T>::get(who).into_inner()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Accredits `issuer` for licences of `kind` in `jurisdiction` and its subdivisions.
		///
		/// By governance; no deposit. Fails with `MalformedJurisdiction`, `UnknownAccount`,
		/// `AlreadyAccredited` or `TooManyAccreditations`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::accredit())]
		pub fn accredit(
			origin: OriginFor<T>,
			issuer: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			T::AccreditationOrigin::ensure_origin(origin)?;
			Self::do_accredit(T::Lookup::lookup(issuer)?, kind, jurisdiction)
		}

		/// Withdraws an accreditation. The licences issued under it run out, and only governance
		/// can suspend, reinstate or revoke them, unless another accreditation of the issuer covers
		/// them.
		///
		/// By governance. Fails with `NotAccredited` when there is not this very one.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_accreditation())]
		pub fn withdraw_accreditation(
			origin: OriginFor<T>,
			issuer: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			T::AccreditationOrigin::ensure_origin(origin)?;
			Self::do_withdraw_accreditation(T::Lookup::lookup(issuer)?, kind, jurisdiction)
		}

		/// Grants `holder` a licence until `until`.
		///
		/// By an issuer accredited for `kind` in a jurisdiction that covers this one; holds
		/// [`Config::LicenceDeposit`] from it. Fails with `MalformedJurisdiction`, `NotAccredited`,
		/// `ForeignJurisdiction`, `UnknownAccount`, `EndInPast`, `EndTooLate`, `AlreadyExists` or
		/// `TooManyLicences`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::grant_licence())]
		pub fn grant_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			until: Moment,
		) -> DispatchResult {
			let issuer = ensure_signed(origin)?;
			let holder = T::Lookup::lookup(holder)?;
			Self::do_grant_licence(issuer, holder, kind, jurisdiction, until)
		}

		/// Gives a licence a later end. An expired one may be renewed; a suspended one stays
		/// suspended.
		///
		/// By its issuer while accredited; the deposit stays. Fails with `NotFound`, `NotIssuer`,
		/// `NotAccredited`, `ForeignJurisdiction`, `EndInPast`, `EndTooLate` or `EndNotLater`.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::renew_licence())]
		pub fn renew_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			until: Moment,
		) -> DispatchResult {
			let issuer = ensure_signed(origin)?;
			let holder = T::Lookup::lookup(holder)?;
			Self::do_renew_licence(issuer, holder, kind, jurisdiction, until)
		}

		/// Suspends a licence: it stops being valid until it is reinstated.
		///
		/// By its issuer while accredited, or by governance. Fails with `NotFound`, `NotIssuer`,
		/// `NotAccredited`, `ForeignJurisdiction` or `AlreadySuspended`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::suspend_licence())]
		pub fn suspend_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			let by = Self::ensure_issuer_or_governance(origin)?;
			Self::do_suspend_licence(by, T::Lookup::lookup(holder)?, kind, jurisdiction)
		}

		/// Lifts a suspension.
		///
		/// By the licence's issuer while accredited, or by governance. Fails with `NotFound`,
		/// `NotIssuer`, `NotAccredited`, `ForeignJurisdiction` or `NotSuspended`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reinstate_licence())]
		pub fn reinstate_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			let by = Self::ensure_issuer_or_governance(origin)?;
			Self::do_reinstate_licence(by, T::Lookup::lookup(holder)?, kind, jurisdiction)
		}

		/// Removes a licence and returns the deposit to its issuer.
		///
		/// By its issuer while accredited, or by governance. Fails with `NotFound`, `NotIssuer`,
		/// `NotAccredited` or `ForeignJurisdiction`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::revoke_licence())]
		pub fn revoke_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			let by = Self::ensure_issuer_or_governance(origin)?;
			Self::do_revoke_licence(by, T::Lookup::lookup(holder)?, kind, jurisdiction)
		}

		/// Admits `member` until `until`. A member who is admitted again gets the new role and end.
		///
		/// By an organisation with a valid licence; holds [`Config::MembershipDeposit`] from it for
		/// a new member. Fails with `NotAnOrganisation`, `LicenceExpired`, `LicenceSuspended`,
		/// `SelfMembership`, `UnknownAccount`, `EndInPast`, `EndTooLate`, `TooManyAffiliations` or
		/// `TooManyMembers`.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::admit_member())]
		pub fn admit_member(
			origin: OriginFor<T>,
			member: AccountIdLookupOf<T>,
			role: MemberRole,
			until: Moment,
		) -> DispatchResult {
			let organisation = ensure_signed(origin)?;
			Self::do_admit_member(organisation, T::Lookup::lookup(member)?, role, until)
		}

		/// Ends a membership and returns the deposit.
		///
		/// By the organisation, licensed or not. Fails with `NotFound`.
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::remove_member())]
		pub fn remove_member(origin: OriginFor<T>, member: AccountIdLookupOf<T>) -> DispatchResult {
			let organisation = ensure_signed(origin)?;
			Self::do_remove_member(organisation, T::Lookup::lookup(member)?)
		}

		/// Ends the caller's membership; the deposit goes back to the organisation.
		///
		/// By the member. Fails with `NotFound`.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>, organisation: AccountIdLookupOf<T>) -> DispatchResult {
			let member = ensure_signed(origin)?;
			Self::do_leave(member, T::Lookup::lookup(organisation)?)
		}

		/// Clears an expired licence away; the deposit goes back to its issuer.
		///
		/// By anybody, for free when it succeeds. Fails with `NotFound` or `NotExpired`.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::reap_licence())]
		pub fn reap_licence(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_licence(T::Lookup::lookup(holder)?, kind, jurisdiction)?;
			Ok(Pays::No.into())
		}

		/// Clears an expired membership away; the deposit goes back to the organisation.
		///
		/// By anybody, for free when it succeeds. Fails with `NotFound` or `NotExpired`.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::reap_membership())]
		pub fn reap_membership(
			origin: OriginFor<T>,
			member: AccountIdLookupOf<T>,
			organisation: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let organisation = T::Lookup::lookup(organisation)?;
			Self::do_reap_membership(T::Lookup::lookup(member)?, organisation)?;
			Ok(Pays::No.into())
		}
	}
}
