//! What patients owe: paid by whoever wants to, and given back when it is not owed any more.

use crate::{
	ClaimOf, ClaimStatus, Claims, Config, Contribution, Error, Event, Pallet, MAX_CONTRIBUTORS,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{fungibles::Mutate, tokens::Preservation},
};
use salus_primitives::{Amount, ClaimId, Coverage};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The claim, and the asset of its plan.
	fn claim_and_asset(id: ClaimId) -> Result<(ClaimOf<T>, T::AssetId), DispatchError> {
		let claim = Claims::<T>::get(id.plan, id.number).ok_or(Error::<T>::UnknownClaim)?;
		let plan = T::Coverage::plan(id.plan).ok_or(Error::<T>::UnknownPlan)?;
		Ok((claim, plan.asset))
	}

	pub(crate) fn do_pay_share(from: T::AccountId, id: ClaimId, amount: Amount) -> DispatchResult {
		let (mut claim, asset) = Self::claim_and_asset(id)?;
		ensure!(claim.is_decided(), Error::<T>::NotDecided);
		// Also when that claim is gone: what was paid of the share went with it.
		ensure!(claim.next.is_none(), Error::<T>::Coordinated);
		ensure!(claim.provider != from, Error::<T>::OwnClaim);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		let owed = claim.share.saturating_sub(claim.contributed());
		ensure!(amount <= owed, Error::<T>::MoreThanOwed);

		match claim.contributions.iter_mut().find(|part| part.from == from) {
			Some(part) => part.amount = part.amount.saturating_add(amount),
			None => {
				// There is always a place for the patient.
				let others =
					claim.contributions.iter().filter(|part| part.from != claim.member).count();
				ensure!(
					from == claim.member || others.saturating_add(1) < MAX_CONTRIBUTORS as usize,
					Error::<T>::TooManyContributors
				);
				claim
					.contributions
					.try_push(Contribution { from: from.clone(), amount })
					.map_err(|_| Error::<T>::TooManyContributors)?;
			}
		}
		let left = owed.saturating_sub(amount);
		T::Assets::transfer(asset, &from, &claim.provider, amount, Preservation::Expendable)?;
		Claims::<T>::insert(id.plan, id.number, claim);
		Self::deposit_event(Event::SharePaid { claim: id, from, amount, left });
		Ok(())
	}

	pub(crate) fn do_refund_share(provider: T::AccountId, id: ClaimId) -> DispatchResult {
		let (mut claim, asset) = Self::claim_and_asset(id)?;
		ensure!(claim.provider == provider, Error::<T>::NotProvider);
		ensure!(!matches!(claim.status, ClaimStatus::Pended { .. }), Error::<T>::NotDecided);
		let refund = claim.contributed().saturating_sub(claim.share);
		ensure!(refund > 0, Error::<T>::NothingToDo);

		// Who paid last gets it back first. One who cannot take it does not keep the others from it.
		let mut left = refund;
		let mut failure = None;
		for part in claim.contributions.iter_mut().rev() {
			let back = part.amount.min(left);
			if back == 0 {
				break;
			}
			let made = with_storage_layer(|| {
				T::Assets::transfer(
					asset.clone(),
					&provider,
					&part.from,
					back,
					Preservation::Expendable,
				)
			});
			match made {
				Ok(_) => {
					left = left.saturating_sub(back);
					part.amount = part.amount.saturating_sub(back);
				}
				Err(error) => failure = Some(error),
			}
		}
		let refunded = refund.saturating_sub(left);
		if let (0, Some(error)) = (refunded, failure) {
			return Err(error);
		}
		claim.contributions.retain(|part| part.amount > 0);
		Claims::<T>::insert(id.plan, id.number, claim);
		Self::deposit_event(Event::ShareRefunded { claim: id, amount: refunded });
		Ok(())
	}
}
