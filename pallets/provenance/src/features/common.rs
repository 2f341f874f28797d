//! What several features ask.

use crate::{BalanceOf, Config, DepositOf, Error, HoldReason, LotId, LotOf, Lots, Pallet};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Defensive, Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, LicenceProblem, Seconds};
use sp_runtime::{traits::Zero, DispatchError};

/// Who may hold medicines.
const SUPPLY_CHAIN: [LicenceKind; 5] = [
	LicenceKind::Manufacturer,
	LicenceKind::Wholesaler,
	LicenceKind::Carrier,
	LicenceKind::Pharmacy,
	LicenceKind::Facility,
];

impl<T: Config> Pallet<T> {
	/// The lot, unless it is on its way out of the state.
	pub(crate) fn lot(id: &LotId) -> Result<LotOf<T>, Error<T>> {
		Lots::<T>::get(id).filter(|lot| !lot.reaping).ok_or(Error::<T>::UnknownLot)
	}

	/// Ensures that `who` holds a valid licence of `kind`.
	pub(crate) fn ensure_licensed(who: &T::AccountId, kind: LicenceKind) -> Result<(), Error<T>> {
		T::Credentials::standing(who, kind).map_err(Error::<T>::Unlicensed)
	}

	/// Whether `who` may hold medicines now.
	pub(crate) fn is_in_supply_chain(who: &T::AccountId) -> bool {
		let kinds = T::Credentials::licence_kinds(who);
		SUPPLY_CHAIN.into_iter().any(|kind| kinds.contains(kind))
	}

	/// Ensures that `who` may hold medicines now.
	pub(crate) fn ensure_in_supply_chain(who: &T::AccountId) -> Result<(), Error<T>> {
		let not_held = Error::<T>::Unlicensed(LicenceProblem::NotHeld);
		ensure!(Self::is_in_supply_chain(who), not_held);
		Ok(())
	}

	/// Ensures that `commitment` commits to something.
	pub(crate) fn ensure_committed(commitment: &Commitment) -> Result<(), Error<T>> {
		ensure!(!commitment.is_zero(), Error::<T>::ZeroCommitment);
		Ok(())
	}

	/// Now, in whole seconds that have passed.
	pub(crate) fn now() -> Seconds {
		Seconds::floor(T::Time::now()).unwrap_or(Seconds(u32::MAX))
	}

	/// The half of an undo period that it is now.
	pub(crate) fn generation() -> u32 {
		let length = (T::UndoPeriod::get() / 2).max(1);
		let generation = T::Time::now().checked_div(length).unwrap_or_default();
		u32::try_from(generation).unwrap_or(u32::MAX)
	}

	/// Holds `amount` from `payer`, and answers with what is to be stored of it.
	pub(crate) fn hold(
		reason: HoldReason,
		payer: &T::AccountId,
		amount: BalanceOf<T>,
	) -> Result<DepositOf<T>, DispatchError> {
		T::Currency::hold(&reason.into(), payer, amount)?;
		Ok(DepositOf::<T> { payer: payer.clone(), amount })
	}

	/// Returns a deposit. Nothing is kept for want of it, so this does not fail: at most what is on
	/// hold is released.
	pub(crate) fn release(reason: HoldReason, deposit: &DepositOf<T>) {
		if deposit.amount.is_zero() {
			return;
		}
		let precision = Precision::BestEffort;
		let _ = T::Currency::release(&reason.into(), &deposit.payer, deposit.amount, precision)
			.defensive_proof("the payer has the deposit on hold");
	}
}
