//! Deposits: taken from the subject for every entry, recorded in it, and returned when it goes.

use crate::{BalanceOf, Config, HoldReason, Pallet, Profile};
use frame_support::traits::{
	fungible::{InspectHold, MutateHold},
	tokens::Precision,
	Defensive,
};
use sp_runtime::{
	traits::{Get, Zero},
	DispatchError,
};

impl<T: Config> Pallet<T> {
	/// Takes the deposit of a new grant or denial.
	pub(crate) fn hold_for_consent(subject: &T::AccountId) -> Result<BalanceOf<T>, DispatchError> {
		let amount = T::ConsentDeposit::get();
		T::Currency::hold(&HoldReason::Consent.into(), subject, amount)?;
		Ok(amount)
	}

	/// Takes the deposit of `profile` unless it is there already.
	pub(crate) fn hold_for_profile(
		subject: &T::AccountId,
		profile: &mut Profile<BalanceOf<T>>,
	) -> Result<(), DispatchError> {
		if profile.deposit.is_zero() {
			let amount = T::ProfileDeposit::get();
			T::Currency::hold(&HoldReason::Profile.into(), subject, amount)?;
			profile.deposit = amount;
		}
		Ok(())
	}

	/// Takes the deposit of `profile` unless it is there already or the subject cannot afford it.
	pub(crate) fn hold_for_profile_if_affordable(
		subject: &T::AccountId,
		profile: &mut Profile<BalanceOf<T>>,
	) -> Result<(), DispatchError> {
		let affordable =
			T::Currency::can_hold(&HoldReason::Profile.into(), subject, T::ProfileDeposit::get());
		if affordable {
			Self::hold_for_profile(subject, profile)?;
		}
		Ok(())
	}

	/// Returns a deposit. A consent can always be taken back, so this does not fail: at most what is
	/// on hold is released.
	pub(crate) fn release(reason: HoldReason, subject: &T::AccountId, amount: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), subject, amount, Precision::BestEffort)
			.defensive_proof("the subject has the deposit on hold");
	}
}
