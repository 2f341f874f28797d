//! # Credentials: who is who
//!
//! The trust registry. Every other pallet asks it, through [`salus_primitives::Credentials`],
//! whether somebody is what they claim to be.
//!
//! ## Terms and actors
//!
//! - **Governance** accredits and discredits issuers ([`Config::AccreditationOrigin`]), decides
//!   appeals, and can suspend, reinstate and revoke every licence ([`Config::SafetyOrigin`]).
//! - An **issuer** is accredited for licence kinds in jurisdictions; a country has its subdivisions.
//! - A **holder** has licences: at most one for each kind and jurisdiction, from one issuer.
//! - An **organisation** is a holder of a licence of an organisational kind. It admits **members**
//!   with a role and an end.
//!
//! The issuer pays the deposits for licences and identifiers, the organisation those for members and
//! endpoints, a person none but for an appeal. They go back to their payer when the entry goes.
//!
//! ## States
//!
//! A licence is *active* or *suspended*; from its end on it is *expired* in either state. Only an
//! active licence before its end is *valid*. A membership counts before its end, while the
//! organisation has a valid licence of an organisational kind. All of this is decided when asked,
//! whether or not anybody has reaped what has expired.
//!
//! The licences of an issuer that *retires* run out, in the hands of governance alone. Those of one
//! that is *discredited* for fraud fall at once and for good; another issuer may grant anew in their
//! place. A suspension can be appealed to governance, which upholds or overturns it.
//!
//! The issuer of a licence registers the holder's NPI or GLN: the chain verifies check digit and
//! uniqueness, the rest is the issuer's word. Organisations publish their endpoints (FHIR `Endpoint`).
//!
//! ## Invariants
//!
//! Lists are not empty and have no duplicates, member counts are exact, privacy officers have that
//! role, nobody is accredited for what they are discredited for, identifiers lead to their holders
//! and back, appeals are about suspended licences, and what is on hold is what the entries say.
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
mod errors;
mod events;
mod features;
mod genesis;
mod impls;
#[cfg(test)]
mod mock;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_support::traits::{fungible::MutateHold, Time};
use frame_support::{pallet_macros::import_section, pallet_prelude::*};
use frame_system::pallet_prelude::*;
use salus_primitives::{Commitment, Identifier, Jurisdiction, LicenceKind, LicenceProblem, Moment};
use sp_runtime::traits::StaticLookup;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(genesis::genesis)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Governance: accredits and discredits issuers.
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

		/// Governance: decides appeals, and can suspend, reinstate and revoke every licence and remove
		/// every identifier.
		type SafetyOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// What an issuer has on hold for each licence.
		#[pallet::constant]
		type LicenceDeposit: Get<BalanceOf<Self>>;

		/// What an organisation has on hold for each member. Covers the membership, the count of
		/// members and the entry of the privacy officer.
		#[pallet::constant]
		type MembershipDeposit: Get<BalanceOf<Self>>;

		/// What an issuer has on hold for each identifier. Covers its entry and the holder's list.
		#[pallet::constant]
		type IdentifierDeposit: Get<BalanceOf<Self>>;

		/// What an organisation has on hold for each endpoint, however short its address is.
		#[pallet::constant]
		type EndpointDeposit: Get<BalanceOf<Self>>;

		/// What a holder has on hold for an appeal, until it is decided or has no object any more.
		#[pallet::constant]
		type AppealDeposit: Get<BalanceOf<Self>>;

		/// How long, in milliseconds, governance has to decide an appeal. One overdue stays undecided.
		#[pallet::constant]
		type AppealPeriod: Get<Moment>;

		/// How far ahead, in milliseconds, a licence or membership may end.
		#[pallet::constant]
		type MaxValidity: Get<Moment>;

		/// The most accreditations of one issuer. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxAccreditations: Get<u32>;

		/// The most licences of one holder. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxLicences: Get<u32>;

		/// The most organisations of one member. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxAffiliations: Get<u32>;

		/// The most members of one organisation.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// The most bytes of an endpoint's address. Must not shrink below what is stored.
		#[pallet::constant]
		type MaxAddressLength: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
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

		/// The registered identifiers of `who`.
		pub fn identifiers(who: T::AccountId) -> Vec<Identifier> {
			IdentifiersOf::<T>::get(who).into_inner()
		}

		/// Who has `identifier`. Registered is not licensed: ask for the standing too.
		pub fn holder_of(identifier: Identifier) -> Option<T::AccountId> {
			Identifiers::<T>::get(identifier).map(|entry| entry.holder)
		}

		/// Where the services of `organisation` are, whether or not it is licensed now.
		pub fn endpoints(organisation: T::AccountId) -> Vec<(ConnectionType, Vec<u8>)> {
			Self::endpoints_of(&organisation)
		}

		/// The appeal of `holder` against the suspension of a licence.
		pub fn appeal(
			holder: T::AccountId,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
		) -> Option<AppealOf<T>> {
			Appeals::<T>::get(holder, Accreditation { kind, jurisdiction })
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Accredits `issuer` for licences of `kind` in `jurisdiction` and its subdivisions.
		///
		/// By governance; no deposit. Fails with `MalformedJurisdiction`, `UnknownAccount`,
		/// `AlreadyAccredited`, `Discredited` or `TooManyAccreditations`.
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

		/// Withdraws an accreditation. After retirement the licences issued under it run out, and only
		/// governance can suspend, reinstate or revoke them, unless another accreditation covers them.
		/// For fraud it need not stand any more: all licences of the issuer that it covers stop being
		/// valid at once and for good, and every accreditation that overlaps with it goes too.
		///
		/// By governance. Retirement fails with `NotAccredited` unless there is this very one, fraud
		/// with `MalformedJurisdiction`, `AlreadyDiscredited` or `TooManyAccreditations`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_accreditation())]
		pub fn withdraw_accreditation(
			origin: OriginFor<T>,
			issuer: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			reason: Withdrawal,
		) -> DispatchResult {
			T::AccreditationOrigin::ensure_origin(origin)?;
			let issuer = T::Lookup::lookup(issuer)?;
			Self::do_withdraw_accreditation(issuer, kind, jurisdiction, reason)
		}

		/// Grants `holder` a licence until `until`.
		///
		/// By an issuer accredited for `kind` in a jurisdiction that covers this one; holds
		/// [`Config::LicenceDeposit`] from it. Replaces a licence of a discredited issuer, which gets
		/// its deposit back. Fails with `MalformedJurisdiction`, `NotAccredited`,
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

		/// Lifts a suspension. An appeal against it goes, and its deposit back.
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

		/// Removes a licence and returns the deposit to its issuer. An appeal about it goes too.
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

		/// Admits `member` until `until`. A member who is admitted again gets the new role and end. The
		/// privacy officer who was admitted last is the organisation's.
		///
		/// By an organisation with a valid licence; holds [`Config::MembershipDeposit`] from it for
		/// a new member. Fails with `NotAnOrganisation`, `LicenceExpired`, `LicenceSuspended`,
		/// `IssuerDiscredited`, `SelfMembership`, `UnknownAccount`, `EndInPast`, `EndTooLate`,
		/// `TooManyAffiliations` or `TooManyMembers`.
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

		/// Clears a licence away that has expired or whose issuer is discredited; the deposit goes back to
		/// its issuer.
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

		/// Registers an identifier of `holder`: an NPI or a GLN.
		///
		/// By the issuer of one of the holder's licences, valid or not, while accredited for it: it
		/// answers for the identifier being the holder's. Holds [`Config::IdentifierDeposit`] from it.
		/// Fails with `InvalidIdentifier`, `NotIssuer`, `NotAccredited`, `ForeignJurisdiction`,
		/// `IdentifierTaken` or `AlreadyIdentified`.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::register_identifier())]
		pub fn register_identifier(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			identifier: Identifier,
		) -> DispatchResult {
			let registrar = ensure_signed(origin)?;
			Self::do_register_identifier(registrar, T::Lookup::lookup(holder)?, identifier)
		}

		/// Takes an identifier from its holder and returns the deposit.
		///
		/// By who registered it, or by governance; by anybody when who registered it is discredited.
		/// Fails with `NotFound` or `NotIssuer`.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::remove_identifier())]
		pub fn remove_identifier(origin: OriginFor<T>, identifier: Identifier) -> DispatchResult {
			let by = Self::ensure_issuer_or_governance(origin)?;
			Self::do_remove_identifier(by, identifier)
		}

		/// Says where the caller's service of this kind is, in place of what was said before.
		///
		/// By an organisation with a valid licence; holds [`Config::EndpointDeposit`] from it. Fails
		/// with `NotAnOrganisation`, `LicenceExpired`, `LicenceSuspended`, `IssuerDiscredited`,
		/// `TooLong` or `MalformedAddress`.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::set_endpoint())]
		pub fn set_endpoint(
			origin: OriginFor<T>,
			connection: ConnectionType,
			address: Vec<u8>,
		) -> DispatchResult {
			Self::do_set_endpoint(ensure_signed(origin)?, connection, address)
		}

		/// Ends a service and returns the deposit.
		///
		/// By the organisation, licensed or not. Fails with `NotFound`.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::remove_endpoint())]
		pub fn remove_endpoint(origin: OriginFor<T>, connection: ConnectionType) -> DispatchResult {
			Self::do_remove_endpoint(ensure_signed(origin)?, connection)
		}

		/// Appeals to governance against the suspension of the caller's licence.
		///
		/// By its holder, from whom [`Config::AppealDeposit`] is held. `grounds` is a commitment to a
		/// statement. Fails with `ZeroCommitment`, `NotFound`, `NotSuspended` or `AlreadyAppealed`.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::appeal_suspension())]
		pub fn appeal_suspension(
			origin: OriginFor<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			grounds: Commitment,
		) -> DispatchResult {
			Self::do_appeal_suspension(ensure_signed(origin)?, kind, jurisdiction, grounds)
		}

		/// Decides an appeal, in time or late: the suspension stands, or is lifted. The issuer may
		/// suspend again, for new facts; the holder may appeal again. The deposit goes back either way.
		///
		/// By governance. Fails with `NotFound`.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::decide_appeal())]
		pub fn decide_appeal(
			origin: OriginFor<T>,
			holder: AccountIdLookupOf<T>,
			kind: LicenceKind,
			jurisdiction: Jurisdiction,
			outcome: Outcome,
		) -> DispatchResult {
			T::SafetyOrigin::ensure_origin(origin)?;
			Self::do_decide_appeal(T::Lookup::lookup(holder)?, kind, jurisdiction, outcome)
		}
	}
}
