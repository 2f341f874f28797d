//! Services: what a plan has fees for.

use crate::{
	BalanceOf, Config, Error, Event, HoldReason, ListedService, ListedServiceOf, ListedServices,
	Pallet, PlanOf, Plans, Services, Tags,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get, BoundedVec};
use salus_primitives::{Day, PlanId, Service, ServiceTag, VersionId};
use sp_runtime::traits::{Saturating, Zero};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_list_services(
		who: T::AccountId,
		plan: PlanId,
		services: ListedServices,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		ensure!(!services.is_empty(), Error::<T>::NothingListed);
		let mut groups = BTreeMap::new();
		let mut seen = BTreeSet::new();
		for (tag, service) in &services {
			let taken = !seen.insert(*tag) || Services::<T>::contains_key(plan, tag);
			ensure!(!taken, Error::<T>::TagTaken);
			Self::ensure_possible(plan, &entry, service, &mut groups)?;
		}
		let count = services.len();
		let added = u32::try_from(count).map_err(|_| Error::<T>::OutOfNumbers)?;
		entry.services = entry.services.checked_add(added).ok_or(Error::<T>::OutOfNumbers)?;

		let deposit = T::ServiceDeposit::get();
		Self::hold(HoldReason::Service, &who, deposit.saturating_mul(added.into()))?;
		let tags = BoundedVec::truncate_from(services.iter().map(|(tag, _)| *tag).collect());
		for (tag, service) in services {
			Services::<T>::insert(plan, tag, ListedService { service, deposit });
		}
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::ServicesListed { plan, tags });
		Ok(())
	}

	pub(crate) fn do_end_service(
		who: T::AccountId,
		plan: PlanId,
		tag: ServiceTag,
		until: Day,
	) -> DispatchResult {
		Self::licensed_plan(&who, plan)?;
		let mut listed = Self::listed(plan, &tag)?;
		Self::ensure_not_past(until)?;
		ensure!(until >= listed.service.from, Error::<T>::ReversedDays);
		ensure!(until <= listed.service.until, Error::<T>::NotShorter);

		listed.service.until = until;
		Services::<T>::insert(plan, tag, listed);
		Self::deposit_event(Event::ServiceEnded { plan, tag, until });
		Ok(())
	}

	pub(crate) fn do_unlist_services(
		who: T::AccountId,
		plan: PlanId,
		tags: Tags,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		ensure!(!tags.is_empty(), Error::<T>::NothingListed);
		let today = Self::today();
		let mut seen = BTreeSet::new();
		let mut deposits = BalanceOf::<T>::zero();
		for tag in &tags {
			ensure!(seen.insert(*tag), Error::<T>::UnknownService);
			let ListedService { service, deposit } = Self::listed(plan, tag)?;
			let needed = service.from <= today && !Self::retained_after(service.until);
			ensure!(!needed, Error::<T>::StillNeeded);
			deposits.saturating_accrue(deposit);
		}

		for tag in &tags {
			Services::<T>::remove(plan, tag);
			entry.services = entry.services.saturating_sub(1);
		}
		Plans::<T>::insert(plan, entry);
		Self::release(HoldReason::Service, &who, deposits);
		Self::deposit_event(Event::ServicesUnlisted { plan, tags });
		Ok(())
	}

	fn listed(plan: PlanId, tag: &ServiceTag) -> Result<ListedServiceOf<T>, Error<T>> {
		Services::<T>::get(plan, tag).ok_or(Error::<T>::UnknownService)
	}

	/// That there can be such a service. `groups` remembers how many groups versions have, of which
	/// there are few and services many.
	fn ensure_possible(
		plan: PlanId,
		entry: &PlanOf<T>,
		service: &Service,
		groups: &mut BTreeMap<VersionId, usize>,
	) -> Result<(), Error<T>> {
		ensure!(service.from <= service.until, Error::<T>::ReversedDays);
		Self::ensure_not_past(service.until)?;
		let version = entry.version_from(service.from).ok_or(Error::<T>::NoTerms)?;
		let count = match groups.get(&version) {
			Some(count) => *count,
			None => {
				let count = Self::terms_of(plan, version)?.benefits.len();
				groups.insert(version, count);
				count
			}
		};
		ensure!(usize::from(service.group) < count, Error::<T>::UnknownGroup);
		service.benefit.as_ref().map_or(Ok(()), Self::ensure_parts)?;
		ensure!(!service.fees.is_empty(), Error::<T>::NoFees);
		let mut networks: Vec<_> = service.fees.iter().map(|(network, _)| *network).collect();
		networks.sort_unstable();
		networks.dedup();
		ensure!(networks.len() == service.fees.len(), Error::<T>::NetworkTwice);
		Ok(())
	}
}
