//! Deposits: held from the institution for a patient's account and places, enrolled or offered.

use crate::{BalanceOf, Config, Error, HoldReason, Pallet};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Defensive},
};
use salus_primitives::Credentials;
use sp_runtime::{
	traits::{Get, Saturating},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Ensures that `who` is a licensed organisation.
	pub(crate) fn ensure_organisation(who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(T::Credentials::licence_kinds(who).any_organisation(), Error::<T>::NotOrganisation);
		Ok(())
	}

	/// The deposit of `places`, if a patient can have that many.
	pub(crate) fn price_of(places: u16) -> Result<BalanceOf<T>, Error<T>> {
		ensure!(places > 0, Error::<T>::NoPlaces);
		ensure!(places <= T::MaxPlaces::get(), Error::<T>::TooManyPlaces);
		Ok(T::PlaceDeposit::get().saturating_mul(places.into()))
	}

	/// Takes a deposit.
	pub(crate) fn hold(payer: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		T::Currency::hold(&HoldReason::Enrolment.into(), payer, amount)
	}

	/// Returns a deposit. What is over can always go, so this does not fail: at most what is on hold
	/// is released.
	pub(crate) fn release(payer: &T::AccountId, amount: BalanceOf<T>) {
		let reason = HoldReason::Enrolment.into();
		let _ = T::Currency::release(&reason, payer, amount, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
