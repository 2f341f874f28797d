//! # Coverage
//!
//! Health plans: what they pay, for whom, and to whom.
//!
//! ## Terms
//!
//! - **Plan**: what a licensed *payer* offers. It settles in one asset.
//! - **Version**: the terms of a plan from a day on, until the next version: *benefits*, by the group of
//!   a service; *tiers*, which say what members share in the costs; and clocks. What is published is
//!   never changed; it is only withdrawn before it is in force.
//! - **Service**: what is paid for, as a *tag* which nobody but the payer and its providers can read,
//!   with fees by *network*.
//! - **Contract**: when a *provider* is in which network. Without one, it is in network 0.
//! - **Member**: a pseudonym of a person, who is covered from a day until another one, and what they
//!   *used* in their benefit years. Members in a **family** share limits.
//! - **Order of benefits**: a coverage may name the one that pays before it does.
//!
//! Days are UTC days since the Unix epoch, amounts the smallest units of the plan's asset.
//!
//! ## States
//!
//! A plan is *open* or *closed*: nobody is enrolled any more, and nobody's coverage gets longer. A
//! version is *published*, *in force* from its day on, and *superseded* by the next one. Services,
//! contracts and coverages *begin* and are *over* with their days (decided at read), and stay for
//! [`Config::Retention`], for claims may come late.
//!
//! Nothing reaches back: days that were covered stay covered, in the same tier and order of benefits;
//! providers stay in the network in which they were; and terms begin tomorrow at the earliest, but for a
//! plan's first ones.
//!
//! Versions have no fewer tiers and benefits than those before them. So whatever a member or a service
//! refers to when it begins is there as long as it is.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. plans count their members, services and contracts;
//! 2. versions are in order and stored, and none has less than those before it;
//! 3. services and members refer to what there is; contracts have periods that do not overlap;
//! 4. no coverage pays before itself, or in another asset than the one after it;
//! 5. families are as large as they say, and used no less than their members;
//! 6. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_coverage::{Contract, Period};
//! use salus_primitives::OUT_OF_NETWORK;
//!
//! // A hospital was in network 1, and is in network 2 from day 20_200 on.
//! let contract = Contract {
//!     periods: vec![
//!         Period { network: 1, from: 20_000, until: 20_099 },
//!         Period { network: 2, from: 20_200, until: 20_299 },
//!     ]
//!     .try_into()
//!     .unwrap(),
//!     deposit: 5u128,
//! };
//! // A claim about the first period comes during the second one.
//! assert_eq!(contract.network_on(20_050), 1);
//! assert_eq!(contract.network_on(20_150), OUT_OF_NETWORK);
//! assert_eq!(contract.network_on(20_299), 2);
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod config;
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

use frame_support::{
	pallet_macros::import_section,
	traits::{fungible, fungibles},
};

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The balance in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// How this runtime names an asset.
pub type AssetIdOf<T> = <<T as Config>::Assets as fungibles::Inspect<AccountIdOf<T>>>::AssetId;
/// A plan of this runtime.
pub type PlanOf<T> = Plan<AccountIdOf<T>, AssetIdOf<T>, BalanceOf<T>>;
/// A version of this runtime.
pub type VersionOf<T> = Version<BalanceOf<T>>;
/// A service of this runtime.
pub type ListedServiceOf<T> = ListedService<BalanceOf<T>>;
/// A contract of this runtime.
pub type ContractOf<T> = Contract<BalanceOf<T>>;
/// A member of this runtime.
pub type MemberOf<T> = Member<AccountIdOf<T>, BalanceOf<T>>;
/// A family of this runtime.
pub type FamilyOf<T> = Family<BalanceOf<T>>;

#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Amount, CoverageRef, Credentials, Day, LicenceProblem, Membership, Moment, NetworkId,
		PlanId, PlanLedger, Service, ServiceTag, Terms, VersionId, DAY,
	};
	use sp_runtime::traits::StaticLookup;

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Open a plan that settles in `asset`, under the next number.
		///
		/// By a licensed payer, from which [`Config::PlanDeposit`] is held until the plan is reaped.
		/// Errors: [`Error::Unlicensed`], [`Error::UnknownAsset`], [`Error::OutOfNumbers`], or the
		/// currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open_plan())]
		pub fn open_plan(origin: OriginFor<T>, asset: AssetIdOf<T>) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_open_plan(payer, asset)
		}

		/// Publish `terms` of `plan`, in force from the day `from` on, tomorrow at the earliest, or today
		/// if the plan has none. Their clocks have at most [`MAX_DAYS`] or [`MAX_HOURS`], and services are
		/// claimed within less than [`Config::Retention`]. If there are
		/// [`salus_primitives::MAX_VERSIONS`], the oldest one makes room, [`Config::Retention`] after the
		/// one that followed it came into force.
		///
		/// By the plan's licensed payer, from which [`Config::VersionDeposit`] is held, and
		/// [`Config::TermsByteDeposit`] for each byte. Errors: [`Error::UnknownPlan`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::InThePast`], [`Error::NoTiers`],
		/// [`Error::NoBenefits`], [`Error::TooManyBasisPoints`], [`Error::ReversedLimit`],
		/// [`Error::ZeroClock`], [`Error::ClockTooLong`], [`Error::NotLater`], [`Error::TooSoon`],
		/// [`Error::YearBackwards`], [`Error::FewerTiers`], [`Error::FewerBenefits`], [`Error::TooManyVersions`],
		/// [`Error::OutOfNumbers`], or the currency's.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::publish_version())]
		pub fn publish_version(
			origin: OriginFor<T>,
			plan: PlanId,
			from: Day,
			terms: Terms,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_version(who, plan, from, terms)
		}

		/// Withdraw the last version of `plan`, which is not in force yet. If it has tiers that those
		/// before have not, the plan must have no members, and if it has such benefits, no services.
		///
		/// By the plan's licensed payer, to which the deposit returns. Errors: [`Error::UnknownPlan`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::NoTerms`], [`Error::InForce`],
		/// [`Error::StillReferred`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::withdraw_version())]
		pub fn withdraw_version(origin: OriginFor<T>, plan: PlanId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_version(who, plan)
		}

		/// List `services` of `plan`, each under a new tag: 1 to [`MAX_LISTED`], all of them or none. A
		/// service's group has a benefit in all terms that apply from its first day on.
		///
		/// By the plan's licensed payer, from which [`Config::ServiceDeposit`] is held for each. Errors:
		/// [`Error::UnknownPlan`], [`Error::NotPayer`], [`Error::Unlicensed`],
		/// [`Error::NothingListed`], [`Error::TagTaken`], [`Error::ReversedDays`],
		/// [`Error::InThePast`], [`Error::NoTerms`], [`Error::UnknownGroup`],
		/// [`Error::TooManyBasisPoints`], [`Error::NoFees`], [`Error::NetworkTwice`],
		/// [`Error::OutOfNumbers`], or the currency's.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::list_services(u32::try_from(services.len()).unwrap_or(MAX_LISTED)))]
		pub fn list_services(
			origin: OriginFor<T>,
			plan: PlanId,
			services: ListedServices,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_list_services(who, plan, services)
		}

		/// Let the service `tag` of `plan` end earlier than it does: `until` is its last day, today at the
		/// earliest.
		///
		/// By the plan's licensed payer. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`],
		/// [`Error::Unlicensed`], [`Error::UnknownService`], [`Error::InThePast`],
		/// [`Error::ReversedDays`], [`Error::NotShorter`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::end_service())]
		pub fn end_service(
			origin: OriginFor<T>,
			plan: PlanId,
			tag: ServiceTag,
			until: Day,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_end_service(who, plan, tag, until)
		}

		/// Remove services of `plan`, 1 to [`MAX_LISTED`], all of them or none: those that have not begun,
		/// and those that are over for [`Config::Retention`].
		///
		/// By the plan's licensed payer, to which the deposits return. Errors: [`Error::UnknownPlan`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::NothingListed`],
		/// [`Error::UnknownService`], [`Error::StillNeeded`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::unlist_services(u32::try_from(tags.len()).unwrap_or(MAX_LISTED)))]
		pub fn unlist_services(origin: OriginFor<T>, plan: PlanId, tags: Tags) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_unlist_services(who, plan, tags)
		}

		/// Have `provider` in `network`, not 0, from a day, today at the earliest, until another. A period
		/// in the same network that reaches up to this one is prolonged; one in force is not changed
		/// otherwise; one that has not begun is replaced. Of [`MAX_PERIODS`], the oldest one makes room
		/// once it is over for [`Config::Retention`].
		///
		/// By the plan's licensed payer, from which [`Config::ContractDeposit`] is held for the first
		/// period of a provider, who has a valid licence as practitioner, facility, pharmacy or
		/// laboratory. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`], [`Error::Unlicensed`],
		/// [`Error::ZeroNetwork`], [`Error::ReversedDays`], [`Error::InThePast`],
		/// [`Error::NotProvider`], [`Error::PeriodOverlaps`], [`Error::TooManyPeriods`],
		/// [`Error::OutOfNumbers`], or the currency's.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::contract())]
		pub fn contract(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: AccountIdLookupOf<T>,
			network: NetworkId,
			from: Day,
			until: Day,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let provider = T::Lookup::lookup(provider)?;
			Self::do_contract(who, plan, provider, Period { network, from, until })
		}

		/// Let the contract of `provider` end earlier than it does: `until` is its last day, today at the
		/// earliest. A contract that would not begin any more is removed, and its deposit returned.
		///
		/// By the plan's licensed payer. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`],
		/// [`Error::Unlicensed`], [`Error::UnknownContract`], [`Error::InThePast`],
		/// [`Error::NotShorter`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::end_contract())]
		pub fn end_contract(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: AccountIdLookupOf<T>,
			until: Day,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let provider = T::Lookup::lookup(provider)?;
			Self::do_end_contract(who, plan, provider, until)
		}

		/// Remove the contract of `provider`, which is over for [`Config::Retention`].
		///
		/// By anybody, free of charge; the deposit returns to the payer. Errors:
		/// [`Error::UnknownPlan`], [`Error::UnknownContract`], [`Error::StillNeeded`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::reap_contract())]
		pub fn reap_contract(
			origin: OriginFor<T>,
			plan: PlanId,
			provider: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let provider = T::Lookup::lookup(provider)?;
			Self::do_reap_contract(plan, provider)?;
			Ok(Pays::No.into())
		}

		/// Enrol `member`, a pseudonym that is not one's own account, from a day until another, in a `tier`
		/// which all terms have that apply from the first day on. Members of the same `family` share
		/// limits. `after` is the coverage that pays first, if another one does: of another plan that
		/// settles in the same asset, with at most [`MAX_CHAIN`] from this one on.
		///
		/// By the plan's licensed payer, from which [`Config::MemberDeposit`] is held, and
		/// [`Config::FamilyDeposit`] for the first one of a family. Errors: [`Error::UnknownPlan`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::PlanClosed`],
		/// [`Error::PayerAsMember`], [`Error::AlreadyMember`], [`Error::ReversedDays`],
		/// [`Error::NoTerms`], [`Error::UnknownTier`], [`Error::SamePlan`],
		/// [`Error::UnknownCoverage`], [`Error::OtherAsset`], [`Error::CircularOrder`],
		/// [`Error::ChainTooLong`], [`Error::OutOfNumbers`], or the currency's.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::enrol())]
		#[allow(clippy::too_many_arguments)]
		pub fn enrol(
			origin: OriginFor<T>,
			plan: PlanId,
			member: AccountIdLookupOf<T>,
			from: Day,
			until: Day,
			tier: u8,
			family: Option<u32>,
			after: Option<CoverageRef<T::AccountId>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let member = T::Lookup::lookup(member)?;
			let used = Default::default();
			let membership = Membership { from, until, tier, family, after, used };
			Self::do_enrol(who, plan, member, membership)
		}

		/// Set the last day of `member`, whose coverage is not over, today at the earliest, and, before the
		/// coverage begins, its tier and order of benefits, which are as they were afterwards. If it ends
		/// before it begins, it is cancelled. The family stays. Whoever comes back after a coverage that is
		/// over, or changes the tier or order of one that has begun, is enrolled under another pseudonym.
		///
		/// By the plan's licensed payer; if the plan is closed, not for longer. Errors:
		/// [`Error::UnknownPlan`], [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::NotMember`],
		/// [`Error::CoverageOver`], [`Error::InThePast`], [`Error::PlanClosed`],
		/// [`Error::AlreadyBegun`], [`Error::UnknownTier`], [`Error::SamePlan`],
		/// [`Error::UnknownCoverage`], [`Error::OtherAsset`], [`Error::CircularOrder`],
		/// [`Error::ChainTooLong`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::change_enrolment())]
		pub fn change_enrolment(
			origin: OriginFor<T>,
			plan: PlanId,
			member: AccountIdLookupOf<T>,
			until: Day,
			tier: u8,
			after: Option<CoverageRef<T::AccountId>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let member = T::Lookup::lookup(member)?;
			Self::do_change_enrolment(who, plan, member, until, tier, after)
		}

		/// Remove `member`, whose coverage is over for [`Config::Retention`] or was cancelled, and the
		/// family if this was its last one.
		///
		/// By anybody, free of charge; the deposits return to the payer. Errors:
		/// [`Error::UnknownPlan`], [`Error::NotMember`], [`Error::StillNeeded`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::remove_member())]
		pub fn remove_member(
			origin: OriginFor<T>,
			plan: PlanId,
			member: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let member = T::Lookup::lookup(member)?;
			Self::do_remove_member(plan, member)?;
			Ok(Pays::No.into())
		}

		/// Enrol nobody in `plan` any more, for good. Who is a member stays covered as long as before.
		///
		/// By the plan's licensed payer. Errors: [`Error::UnknownPlan`], [`Error::NotPayer`],
		/// [`Error::Unlicensed`], [`Error::PlanClosed`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::close_plan())]
		pub fn close_plan(origin: OriginFor<T>, plan: PlanId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_close_plan(who, plan)
		}

		/// Remove `plan`, which is closed, with its versions, and have the ledger forget it. It must have
		/// no members, services and contracts, and owe nothing.
		///
		/// By its payer, licensed or not, to which the deposits return. Errors: [`Error::UnknownPlan`],
		/// [`Error::NotPayer`], [`Error::NotClosed`], [`Error::StillInUse`], [`Error::Unsettled`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::reap_plan())]
		pub fn reap_plan(origin: OriginFor<T>, plan: PlanId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reap_plan(who, plan)
		}

		/// Ask what `member` is covered for on `day`, so that it is known that somebody asked. The answer,
		/// be it that there is no such plan or member, is in the event, and nothing is stored.
		///
		/// By somebody licensed as a practitioner, facility, pharmacy or laboratory. Errors:
		/// [`Error::NotProvider`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::check_eligibility())]
		pub fn check_eligibility(
			origin: OriginFor<T>,
			plan: PlanId,
			member: AccountIdLookupOf<T>,
			day: Day,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			let member = T::Lookup::lookup(member)?;
			Self::do_check_eligibility(provider, plan, member, day)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The plan with this number.
		pub fn plan(plan: PlanId) -> Option<PlanOf<T>> {
			Plans::<T>::get(plan)
		}

		/// The terms of a version of `plan`.
		pub fn terms(plan: PlanId, version: VersionId) -> Option<Terms> {
			Versions::<T>::get(plan, version).map(|version| version.terms)
		}

		/// The terms of `plan` that are in force on `day`, and the number of their version.
		pub fn terms_on(plan: PlanId, day: Day) -> Option<(VersionId, Terms)> {
			let version = Plans::<T>::get(plan)?.version_on(day)?;
			Some((version, Versions::<T>::get(plan, version)?.terms))
		}

		/// What `plan` knows of the service with this tag.
		pub fn service(plan: PlanId, tag: ServiceTag) -> Option<Service> {
			Services::<T>::get(plan, tag).map(|listed| listed.service)
		}

		/// The contract of `provider` with `plan`.
		pub fn provider_contract(plan: PlanId, provider: T::AccountId) -> Option<ContractOf<T>> {
			Contracts::<T>::get(plan, provider)
		}

		/// The member, and what they used.
		pub fn membership(plan: PlanId, member: T::AccountId) -> Option<Membership<T::AccountId>> {
			Members::<T>::get(plan, member).map(|member| member.membership)
		}

		/// What `member` is covered for on `day`, with `provider` if one is named.
		pub fn eligibility(
			plan: PlanId,
			member: T::AccountId,
			provider: Option<T::AccountId>,
			day: Day,
		) -> Result<Eligibility<T::AccountId>, EligibilityProblem> {
			Self::do_eligibility(plan, &member, provider.as_ref(), day)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::Retention::get() > DAY, "there is a day to claim what was done");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
