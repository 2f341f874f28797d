//! Who pays for what is stored.

use crate::{BalanceOf, Config, HoldReason, Pallet};
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Defensive};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Takes `deposit` from `payer`, and answers with it, to be stored.
	pub(crate) fn hold(
		reason: HoldReason,
		payer: &T::AccountId,
		deposit: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		T::Currency::hold(&reason.into(), payer, deposit)?;
		Ok(deposit)
	}

	/// Returns a deposit. Nothing is kept from going for want of money, so this does not fail: at
	/// most what is on hold is released.
	pub(crate) fn release(reason: HoldReason, payer: &T::AccountId, deposit: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), payer, deposit, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
