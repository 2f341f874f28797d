//! Plans: what a payer offers.

use crate::{
	AssetIdOf, Config, Error, Event, HoldReason, NextPlan, Pallet, Plan, PlanOf, Plans, Versions,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungibles::Inspect, Get},
};
use salus_primitives::{Credentials, LicenceKind, PlanId, PlanLedger};
use sp_runtime::traits::{Saturating, Zero};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_plan(payer: T::AccountId, asset: AssetIdOf<T>) -> DispatchResult {
		Self::ensure_licensed(&payer)?;
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		let plan = NextPlan::<T>::get();
		let next = plan.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;

		let deposit = Self::hold(HoldReason::Plan, &payer, T::PlanDeposit::get())?;
		let entry = Plan {
			payer: payer.clone(),
			asset: asset.clone(),
			versions: Default::default(),
			next_version: 0,
			closed: false,
			members: 0,
			services: 0,
			contracts: 0,
			deposit,
		};
		NextPlan::<T>::put(next);
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::PlanOpened { plan, payer, asset });
		Ok(())
	}

	pub(crate) fn do_close_plan(who: T::AccountId, plan: PlanId) -> DispatchResult {
		let mut entry = Self::licensed_plan(&who, plan)?;
		ensure!(!entry.closed, Error::<T>::PlanClosed);

		entry.closed = true;
		Plans::<T>::insert(plan, entry);
		Self::deposit_event(Event::PlanClosed { plan });
		Ok(())
	}

	pub(crate) fn do_reap_plan(who: T::AccountId, plan: PlanId) -> DispatchResult {
		let entry = Self::own_plan(&who, plan)?;
		ensure!(entry.closed, Error::<T>::NotClosed);
		let used = [entry.members, entry.services, entry.contracts];
		ensure!(used.iter().all(Zero::is_zero), Error::<T>::StillInUse);
		ensure!(T::Ledger::is_settled(plan), Error::<T>::Unsettled);

		let versions = entry.versions.iter();
		let terms = versions.filter_map(|(_, version)| Versions::<T>::take(plan, version));
		let deposits = terms.map(|version| version.deposit);
		let deposits = deposits.fold(Zero::zero(), |sum, deposit| deposit.saturating_add(sum));
		Plans::<T>::remove(plan);
		T::Ledger::forget(plan);
		Self::release(HoldReason::Version, &who, deposits);
		Self::release(HoldReason::Plan, &who, entry.deposit);
		Self::deposit_event(Event::PlanReaped { plan });
		Ok(())
	}

	pub(crate) fn known_plan(plan: PlanId) -> Result<PlanOf<T>, Error<T>> {
		Plans::<T>::get(plan).ok_or(Error::<T>::UnknownPlan)
	}

	fn own_plan(who: &T::AccountId, plan: PlanId) -> Result<PlanOf<T>, Error<T>> {
		let entry = Self::known_plan(plan)?;
		ensure!(entry.payer == *who, Error::<T>::NotPayer);
		Ok(entry)
	}

	/// The plan of `who`, who has a licence.
	pub(crate) fn licensed_plan(who: &T::AccountId, plan: PlanId) -> Result<PlanOf<T>, Error<T>> {
		let entry = Self::own_plan(who, plan)?;
		Self::ensure_licensed(who)?;
		Ok(entry)
	}

	fn ensure_licensed(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Payer).map_err(Error::<T>::Unlicensed)
	}
}
