//! The reserve: what a payer has put aside for a plan, held in its own account.

use crate::{Config, Error, Event, HoldReason, Ledgers, Pallet};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungibles::{Inspect, Mutate, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use salus_primitives::{Amount, Coverage, PlanId, PlanInfo};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The plan, if `payer` is its payer.
	fn plan_of(
		payer: &T::AccountId,
		plan: PlanId,
	) -> Result<PlanInfo<T::AccountId, T::AssetId>, Error<T>> {
		let plan = T::Coverage::plan(plan).ok_or(Error::<T>::UnknownPlan)?;
		ensure!(plan.payer == *payer, Error::<T>::NotPayer);
		Ok(plan)
	}

	/// Puts `amount` of what `payer` has aside.
	fn put_aside(
		info: &PlanInfo<T::AccountId, T::AssetId>,
		plan: PlanId,
		amount: Amount,
	) -> DispatchResult {
		T::Reserves::hold(info.asset.clone(), &HoldReason::Reserve.into(), &info.payer, amount)?;
		Ledgers::<T>::try_mutate(plan, |ledger| {
			ledger.reserve =
				ledger.reserve.checked_add(amount).ok_or(Error::<T>::AmountTooLarge)?;
			Ok(())
		})
	}

	pub(crate) fn do_top_up(payer: T::AccountId, plan: PlanId, amount: Amount) -> DispatchResult {
		let info = Self::plan_of(&payer, plan)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		Self::put_aside(&info, plan, amount)?;
		let most = T::MaxSettled::get();
		Self::deposit_event(Event::ToppedUp { plan, amount });
		Self::settle_queue(plan, most)?;
		Ok(())
	}

	pub(crate) fn do_withdraw(payer: T::AccountId, plan: PlanId, amount: Amount) -> DispatchResult {
		let info = Self::plan_of(&payer, plan)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let mut ledger = Ledgers::<T>::get(plan);
		ensure!(!ledger.has_queue(), Error::<T>::Owing);
		ensure!(amount <= ledger.available(), Error::<T>::Owing);
		ledger.reserve = ledger.reserve.saturating_sub(amount);
		T::Reserves::release(
			info.asset,
			&HoldReason::Reserve.into(),
			&payer,
			amount,
			Precision::Exact,
		)?;
		Ledgers::<T>::insert(plan, ledger);
		Self::deposit_event(Event::Withdrawn { plan, amount });
		Ok(())
	}

	/// Takes up to `amount` of what `provider` has into the reserve. Answers with how much that was:
	/// nothing, if the asset does not let it go there.
	pub(crate) fn take_back(
		info: &PlanInfo<T::AccountId, T::AssetId>,
		provider: &T::AccountId,
		amount: Amount,
	) -> Amount {
		let PlanInfo { payer, asset, .. } = info;
		let liquid = T::Assets::reducible_balance(
			asset.clone(),
			provider,
			Preservation::Preserve,
			Fortitude::Polite,
		);
		let taken = amount.min(liquid);
		if taken == 0 {
			return 0;
		}
		let moved = with_storage_layer(|| {
			let keep = Preservation::Preserve;
			T::Assets::transfer(asset.clone(), provider, payer, taken, keep)?;
			T::Reserves::hold(asset.clone(), &HoldReason::Reserve.into(), payer, taken)
		});
		if moved.is_ok() {
			taken
		} else {
			0
		}
	}
}
