//! Who pays for what is stored.

use crate::{BalanceOf, Config, DisputeOf, HoldReason, Pallet};
use frame_support::traits::{fungible::MutateHold, tokens::Precision, Defensive, Get};
use salus_primitives::Sponsorship;
use sp_runtime::{traits::Zero, DispatchError};

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

	/// Pays for a dispute: with a place, which is a deposit of zero, or else with the subject's
	/// deposit.
	pub(crate) fn pay_for_dispute(subject: &T::AccountId) -> Result<BalanceOf<T>, DispatchError> {
		if T::Sponsorship::take_place(subject) {
			return Ok(Zero::zero());
		}
		Self::hold(HoldReason::Dispute, subject, T::DisputeDeposit::get())
	}

	/// Returns what was paid for `dispute`, which was not closed before.
	pub(crate) fn pay_back(dispute: &DisputeOf<T>) {
		if dispute.deposit.is_zero() {
			T::Sponsorship::give_back(&dispute.subject);
		} else {
			Self::release(HoldReason::Dispute, &dispute.subject, dispute.deposit);
		}
	}

	/// Returns a deposit. Nothing is kept from going for want of money, so this does not fail: at
	/// most what is on hold is released.
	pub(crate) fn release(reason: HoldReason, payer: &T::AccountId, deposit: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), payer, deposit, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
