//! Contracts: which providers are in which network.

use crate::{
	Config, Contract, ContractOf, Contracts, Error, Event, HoldReason, Pallet, Period, Plans,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{Credentials, Day, LicenceKind, PlanId, OUT_OF_NETWORK};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_contract(
		who: T::AccountId,
		plan: PlanId,
		provider: T::AccountId,
		period: Period,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		ensure!(period.network != OUT_OF_NETWORK, Error::<T>::ZeroNetwork);
		ensure!(period.from <= period.until, Error::<T>::ReversedDays);
		Self::ensure_not_past(period.from)?;
		ensure!(Self::is_provider(&provider), Error::<T>::NotProvider);
		let contract = match Contracts::<T>::get(plan, &provider) {
			Some(mut contract) => {
				Self::add_period(&mut contract, period)?;
				contract
			}
			None => {
				entry.contracts = entry.contracts.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
				let deposit = Self::hold(HoldReason::Contract, &who, T::ContractDeposit::get())?;
				let mut contract = Contract { periods: Default::default(), deposit };
				Self::add_period(&mut contract, period)?;
				Plans::<T>::insert(plan, entry);
				contract
			}
		};

		Contracts::<T>::insert(plan, &provider, contract);
		Self::deposit_event(Event::ProviderContracted { plan, provider, period });
		Ok(())
	}

	/// Adds `period` to `contract`. Claims about days that are over may still come, so that these stay
	/// as they were: what is in force is only prolonged, and what has not begun is replaced.
	fn add_period(contract: &mut ContractOf<T>, period: Period) -> Result<(), Error<T>> {
		let today = Self::today();
		contract.periods.retain(|other| other.from <= today);
		if let Some(last) = contract.periods.last_mut() {
			let joins = last.network == period.network
				&& last.until.saturating_add(1) >= period.from
				&& last.until < period.until;
			if joins {
				last.until = period.until;
				return Ok(());
			}
			ensure!(last.until < period.from, Error::<T>::PeriodOverlaps);
		}
		if contract.periods.is_full() {
			let oldest = contract.periods.first().map(|oldest| oldest.until);
			ensure!(oldest.is_some_and(Self::retained_after), Error::<T>::TooManyPeriods);
			contract.periods.remove(0);
		}
		contract.periods.try_push(period).map_err(|_| Error::<T>::TooManyPeriods)
	}

	pub(crate) fn do_end_contract(
		who: T::AccountId,
		plan: PlanId,
		provider: T::AccountId,
		until: Day,
	) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		let mut contract = Self::contract_with(plan, &provider)?;
		Self::ensure_not_past(until)?;
		let ends = contract.until().is_some_and(|end| until <= end);
		ensure!(ends, Error::<T>::NotShorter);

		contract.periods.retain(|period| period.from <= until);
		if let Some(last) = contract.periods.last_mut() {
			last.until = last.until.min(until);
			Contracts::<T>::insert(plan, &provider, contract);
		} else {
			// It never began.
			Contracts::<T>::remove(plan, &provider);
			entry.contracts = entry.contracts.saturating_sub(1);
			Plans::<T>::insert(plan, entry);
			Self::release(HoldReason::Contract, &who, contract.deposit);
		}
		Self::deposit_event(Event::ContractEnded { plan, provider, until });
		Ok(())
	}

	pub(crate) fn do_reap_contract(plan: PlanId, provider: T::AccountId) -> DispatchResult {
		let mut entry = Self::known_plan(plan)?;
		let contract = Self::contract_with(plan, &provider)?;
		let over = contract.until().is_none_or(Self::retained_after);
		ensure!(over, Error::<T>::StillNeeded);

		Contracts::<T>::remove(plan, &provider);
		entry.contracts = entry.contracts.saturating_sub(1);
		Self::release(HoldReason::Contract, &entry.payer, contract.deposit);
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::ContractReaped { plan, provider });
		Ok(())
	}

	fn contract_with(plan: PlanId, provider: &T::AccountId) -> Result<ContractOf<T>, Error<T>> {
		Contracts::<T>::get(plan, provider).ok_or(Error::<T>::UnknownContract)
	}

	/// Whether `who` treats patients, or provides them with something.
	pub(crate) fn is_provider(who: &T::AccountId) -> bool {
		let held = T::Credentials::licence_kinds(who);
		[
			LicenceKind::Practitioner,
			LicenceKind::Facility,
			LicenceKind::Pharmacy,
			LicenceKind::Laboratory,
		]
		.into_iter()
		.any(|kind| held.contains(kind))
	}
}
