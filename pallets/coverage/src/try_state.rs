//! What always holds.

use crate::{
	BalanceOf, Config, Contracts, Families, HoldReason, Members, NextPlan, Pallet, Plans, Services,
	Versions,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::{CoverageRef, PlanId, Shared, MAX_YEARS, OUT_OF_NETWORK};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::entries_are_counted()?;
		Self::versions_are_in_order()?;
		Self::services_can_be_judged()?;
		Self::contracts_have_a_past()?;
		Self::members_can_be_judged()?;
		Self::no_coverage_pays_before_itself()?;
		Self::orders_have_one_asset()?;
		Self::families_used_what_members_did()?;
		Self::deposits_are_held()
	}

	/// Every plan has a number that was given out, and as many members, services and contracts as it
	/// says; and there are none of other plans.
	fn entries_are_counted() -> Result<(), TryRuntimeError> {
		let next = NextPlan::<T>::get();
		let mut members = count(Members::<T>::iter_keys().map(|(plan, _)| plan));
		let mut services = count(Services::<T>::iter_keys().map(|(plan, _)| plan));
		let mut contracts = count(Contracts::<T>::iter_keys().map(|(plan, _)| plan));
		for (plan, entry) in Plans::<T>::iter() {
			ensure!(plan < next, "a plan was not given out");
			let known = members.remove(&plan).unwrap_or_default();
			ensure!(known == entry.members, "members are miscounted");
			let known = services.remove(&plan).unwrap_or_default();
			ensure!(known == entry.services, "services are miscounted");
			let known = contracts.remove(&plan).unwrap_or_default();
			ensure!(known == entry.contracts, "contracts are miscounted");
		}
		ensure!(members.is_empty(), "a member is of no plan");
		ensure!(services.is_empty(), "a service is of no plan");
		ensure!(contracts.is_empty(), "a contract is of no plan");
		Ok(())
	}

	/// A plan's versions have numbers and days in order, and are stored, and no others. Their terms are
	/// sound, and have no less than those before.
	fn versions_are_in_order() -> Result<(), TryRuntimeError> {
		let mut stored: BTreeSet<_> = Versions::<T>::iter_keys().collect();
		for (plan, entry) in Plans::<T>::iter() {
			let mut before = None;
			for (from, version) in &entry.versions {
				ensure!(*version < entry.next_version, "a version was not given out");
				ensure!(stored.remove(&(plan, *version)), "a version is not stored");
				let terms = Self::terms_of(plan, *version)?;
				ensure!(!terms.tiers.is_empty() && !terms.benefits.is_empty(), "terms say nothing");
				let has = (terms.year, terms.tiers.len(), terms.benefits.len());
				if let Some((day, number, (year, tiers, benefits))) =
					before.replace((*from, *version, has))
				{
					ensure!(day < *from && number < *version, "versions are out of order");
					ensure!(
						year <= has.0 && tiers <= has.1 && benefits <= has.2,
						"terms have less than before"
					);
				}
			}
		}
		ensure!(stored.is_empty(), "a version is unknown to its plan");
		Ok(())
	}

	/// Every service has days, fees and a benefit in the last version.
	fn services_can_be_judged() -> Result<(), TryRuntimeError> {
		let benefits: BTreeMap<_, _> = Plans::<T>::iter_keys()
			.map(|plan| (plan, Self::last_terms(plan).map_or(0, |terms| terms.benefits.len())))
			.collect();
		for (plan, _, listed) in Services::<T>::iter() {
			let service = listed.service;
			ensure!(service.from <= service.until, "a service ends before it begins");
			ensure!(!service.fees.is_empty(), "a service has no fees");
			let networks: BTreeSet<_> = service.fees.iter().map(|(network, _)| *network).collect();
			ensure!(networks.len() == service.fees.len(), "a service has two fees for a network");
			let benefits = benefits.get(&plan).copied().unwrap_or_default();
			ensure!(usize::from(service.group) < benefits, "a service has no benefit");
		}
		Ok(())
	}

	/// Every contract has periods, one after the other, each in a network.
	fn contracts_have_a_past() -> Result<(), TryRuntimeError> {
		for contract in Contracts::<T>::iter_values() {
			ensure!(!contract.periods.is_empty(), "a contract has no periods");
			let mut before = None;
			for period in &contract.periods {
				ensure!(period.network != OUT_OF_NETWORK, "a contract is out of network");
				ensure!(period.from <= period.until, "a period ends before it begins");
				let ordered = before.replace(period.until).is_none_or(|end| end < period.from);
				ensure!(ordered, "periods overlap");
			}
		}
		Ok(())
	}

	/// Every member's tier is in the last version. What they used is of a few years, in order, with no
	/// benefit twice.
	fn members_can_be_judged() -> Result<(), TryRuntimeError> {
		let tiers: BTreeMap<_, _> = Plans::<T>::iter_keys()
			.map(|plan| (plan, Self::last_terms(plan).map_or(0, |terms| terms.tiers.len())))
			.collect();
		for (plan, _, member) in Members::<T>::iter() {
			let membership = member.membership;
			let tiers = tiers.get(&plan).copied().unwrap_or_default();
			ensure!(usize::from(membership.tier) < tiers, "a member has no tier");
			let years = membership.used.iter().map(|used| used.year);
			ensure!(ascends(years), "a member's years are out of order");
			for used in &membership.used {
				let groups: BTreeSet<_> = used.benefits.iter().map(|used| used.group).collect();
				ensure!(groups.len() == used.benefits.len(), "a benefit was used twice in a year");
			}
		}
		Ok(())
	}

	/// Nobody comes back to a coverage by going to what pays before it.
	fn no_coverage_pays_before_itself() -> Result<(), TryRuntimeError> {
		for (plan, member) in Members::<T>::iter_keys() {
			let before = Self::all_before(&CoverageRef { plan, member });
			ensure!(before.is_ok(), "a coverage pays before itself");
		}
		Ok(())
	}

	/// Whoever pays first pays in the same asset, as long as their plan is there.
	fn orders_have_one_asset() -> Result<(), TryRuntimeError> {
		let assets: BTreeMap<_, _> =
			Plans::<T>::iter().map(|(plan, entry)| (plan, entry.asset)).collect();
		for (plan, _, member) in Members::<T>::iter() {
			let Some(after) = member.membership.after else { continue };
			let Some(first) = assets.get(&after.plan) else { continue };
			ensure!(assets.get(&plan) == Some(first), "a coverage pays first in another asset");
		}
		Ok(())
	}

	/// Every family is as large as it says, and used at least what its members did: some may have left.
	/// It may have forgotten a year that a member, who used nothing since, has not.
	fn families_used_what_members_did() -> Result<(), TryRuntimeError> {
		let mut members = BTreeMap::<(PlanId, u32), u32>::new();
		let mut used = BTreeMap::<(PlanId, u32, u16), Shared>::new();
		for (plan, _, member) in Members::<T>::iter() {
			let Some(family) = member.membership.family else { continue };
			members.entry((plan, family)).or_default().saturating_inc();
			for year in &member.membership.used {
				let sum = used.entry((plan, family, year.year)).or_default();
				sum.deductible = sum.deductible.saturating_add(year.shared.deductible);
				sum.out_of_pocket = sum.out_of_pocket.saturating_add(year.shared.out_of_pocket);
			}
		}
		for (plan, family, entry) in Families::<T>::iter() {
			let known = members.remove(&(plan, family));
			ensure!(known == Some(entry.members), "a family is miscounted");
			let years = entry.used.iter().map(|used| used.year);
			ensure!(ascends(years), "a family's years are out of order");
		}
		ensure!(members.is_empty(), "a family is missing");
		for ((plan, family, year), sum) in used {
			let known = Families::<T>::get(plan, family).map(|family| family.used);
			let known = known.unwrap_or_default();
			let first = known.first().map(|used| used.year).filter(|_| known.is_full());
			if first.is_some_and(|first| year < first) {
				continue;
			}
			let shared = known.iter().find(|used| used.year == year).map(|used| used.shared);
			let shared = shared.unwrap_or_default();
			ensure!(
				shared.deductible >= sum.deductible && shared.out_of_pocket >= sum.out_of_pocket,
				"a family used less than its members"
			);
		}
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let plans = Plans::<T>::iter().map(|(plan, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Plan, plans)?;
		let versions = Versions::<T>::iter().map(|(plan, _, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Version, versions)?;
		let services = Services::<T>::iter().map(|(plan, _, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Service, services)?;
		let contracts = Contracts::<T>::iter().map(|(plan, _, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Contract, contracts)?;
		let members = Members::<T>::iter().map(|(plan, _, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Member, members)?;
		let families = Families::<T>::iter().map(|(plan, _, entry)| (plan, entry.deposit));
		Self::is_held(HoldReason::Family, families)
	}

	fn is_held(
		reason: HoldReason,
		deposits: impl Iterator<Item = (PlanId, BalanceOf<T>)>,
	) -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (plan, deposit) in deposits {
			let payer = Plans::<T>::get(plan).ok_or("a deposit is of no plan")?.payer;
			owed.entry(payer).or_default().saturating_accrue(deposit);
		}
		let reason = reason.into();
		let accounts = frame_system::Account::<T>::iter_keys();
		for account in accounts.chain(owed.keys().cloned()) {
			let recorded = owed.get(&account).copied().unwrap_or_default();
			ensure!(
				T::Currency::balance_on_hold(&reason, &account) == recorded,
				"a deposit is not what is held"
			);
		}
		Ok(())
	}

	fn last_terms(plan: PlanId) -> Option<salus_primitives::Terms> {
		let version = Plans::<T>::get(plan)?.versions.last().map(|(_, version)| *version)?;
		Versions::<T>::get(plan, version).map(|version| version.terms)
	}
}

/// How often each plan comes.
fn count(plans: impl Iterator<Item = PlanId>) -> BTreeMap<PlanId, u32> {
	let mut counts = BTreeMap::<_, u32>::new();
	plans.for_each(|plan| counts.entry(plan).or_default().saturating_inc());
	counts
}

/// Whether `years` are in order, and not too many.
fn ascends(years: impl Iterator<Item = u16>) -> bool {
	let years: alloc::vec::Vec<_> = years.collect();
	let few = u32::try_from(years.len()).is_ok_and(|count| count <= MAX_YEARS);
	few && years.windows(2).all(|pair| pair.first() < pair.last())
}
