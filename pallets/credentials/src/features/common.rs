//! What the features share.

use crate::*;
use frame_support::traits::{tokens::Precision, Defensive};

impl<T: Config> Pallet<T> {
	/// The account exists on this chain.
	pub(super) fn ensure_account(who: &T::AccountId) -> DispatchResult {
		ensure!(frame_system::Pallet::<T>::account_exists(who), Error::<T>::UnknownAccount);
		Ok(())
	}

	/// `until` is an end that a licence or membership may be given now.
	pub(super) fn ensure_end(until: Moment) -> DispatchResult {
		let now = T::Time::now();
		ensure!(now < until, Error::<T>::EndInPast);
		ensure!(until <= now.saturating_add(T::MaxValidity::get()), Error::<T>::EndTooLate);
		Ok(())
	}

	/// Returns a deposit. A right can always be taken away, so this does not fail: at most what is on
	/// hold is released.
	pub(super) fn release(reason: HoldReason, payer: &T::AccountId, deposit: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), payer, deposit, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}

/// Takes the entry that is `wanted` out of a stored list; nothing stays stored of an emptied list.
pub(super) fn take_entry<Entry, Bound: Get<u32>>(
	stored: &mut Option<BoundedVec<Entry, Bound>>,
	wanted: impl Fn(&Entry) -> bool,
) -> Option<Entry> {
	let entries = stored.as_mut()?;
	let index = entries.iter().position(wanted)?;
	let entry = entries.remove(index);
	if entries.is_empty() {
		*stored = None;
	}
	Some(entry)
}
