//! Deposits: for every entry, recorded in it, and returned when it goes.
//!
//! The institution that enrolled a subject has paid for places in advance; an entry that took one has
//! a deposit of zero. Everybody else pays themselves.

use crate::{BalanceOf, Config, HoldReason, Pallet, ProfileOf, Profiles};
use frame_support::traits::{
	fungible::{InspectHold, MutateHold},
	tokens::Precision,
	Defensive,
};
use salus_primitives::Sponsorship;
use sp_runtime::{
	traits::{CheckedDiv, Get, Saturating, UniqueSaturatedInto, Zero},
	DispatchError,
};

impl<T: Config> Pallet<T> {
	/// Takes the deposit of a new grant or denial: answers with it in units of
	/// [`Config::DepositUnit`].
	pub(crate) fn hold_for_consent(subject: &T::AccountId) -> Result<u16, DispatchError> {
		if T::Sponsorship::take_place(subject) {
			return Ok(0);
		}
		T::Currency::hold(&HoldReason::Consent.into(), subject, T::ConsentDeposit::get())?;
		Ok(Self::consent_units())
	}

	/// [`Config::ConsentDeposit`] in units of [`Config::DepositUnit`].
	pub(crate) fn consent_units() -> u16 {
		T::ConsentDeposit::get()
			.checked_div(&T::DepositUnit::get())
			.unwrap_or_default()
			.unique_saturated_into()
	}

	/// What `units` are worth.
	pub(crate) fn worth(units: u16) -> BalanceOf<T> {
		T::DepositUnit::get().saturating_mul(units.into())
	}

	/// Returns the deposit of a grant or a denial.
	pub(crate) fn release_consent(subject: &T::AccountId, units: u16) {
		if units == 0 {
			T::Sponsorship::give_back(subject);
		} else {
			Self::release(HoldReason::Consent, subject, Self::worth(units));
		}
	}

	/// Takes the deposit of `profile` unless it is there already.
	pub(crate) fn hold_for_profile(
		subject: &T::AccountId,
		profile: &mut ProfileOf<T>,
	) -> Result<(), DispatchError> {
		if profile.sponsored || !profile.deposit.is_zero() {
			return Ok(());
		}
		if T::Sponsorship::take_place(subject) {
			profile.sponsored = true;
		} else {
			let amount = T::ProfileDeposit::get();
			T::Currency::hold(&HoldReason::Profile.into(), subject, amount)?;
			profile.deposit = amount;
		}
		Ok(())
	}

	/// Takes the deposit of `profile` unless it is there already or cannot be paid: nobody is kept
	/// from closing what is theirs for want of money.
	pub(crate) fn hold_for_profile_if_affordable(
		subject: &T::AccountId,
		profile: &mut ProfileOf<T>,
	) -> Result<(), DispatchError> {
		if profile.sponsored || !profile.deposit.is_zero() {
			return Ok(());
		}
		if T::Sponsorship::take_place(subject) {
			profile.sponsored = true;
			return Ok(());
		}
		let amount = T::ProfileDeposit::get();
		let reason = HoldReason::Profile.into();
		if T::Currency::can_hold(&reason, subject, amount) {
			T::Currency::hold(&reason, subject, amount)?;
			profile.deposit = amount;
		}
		Ok(())
	}

	/// Stores `profile`, or removes it when it says nothing.
	pub(crate) fn keep_profile(subject: &T::AccountId, profile: ProfileOf<T>) {
		if profile.is_kept() {
			Profiles::<T>::insert(subject, profile);
		} else {
			Self::remove_profile(subject, profile);
		}
	}

	/// Removes a profile.
	pub(crate) fn remove_profile(subject: &T::AccountId, profile: ProfileOf<T>) {
		Profiles::<T>::remove(subject);
		if profile.sponsored {
			T::Sponsorship::give_back(subject);
		}
		if !profile.deposit.is_zero() {
			Self::release(HoldReason::Profile, subject, profile.deposit);
		}
	}

	/// Returns a deposit. A consent can always be taken back, so this does not fail: at most what is
	/// on hold is released.
	pub(crate) fn release(reason: HoldReason, payer: &T::AccountId, amount: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), payer, amount, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
