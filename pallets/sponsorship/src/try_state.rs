//! What always holds.

use crate::{BalanceOf, Config, Enrolments, HoldReason, Offers, Pallet};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::places_suffice()?;
		Self::enrolled_accounts_exist()?;
		Self::offers_come_from_others()?;
		Self::deposits_are_held()
	}

	/// No more places are taken than there are, and an enrolment that has ended has none.
	fn places_suffice() -> Result<(), TryRuntimeError> {
		for enrolment in Enrolments::<T>::iter_values() {
			ensure!(enrolment.taken <= enrolment.places, "more places are taken than there are");
			ensure!(
				enrolment.ended == (enrolment.places == 0),
				"places after the end, or none before"
			);
			ensure!(
				!enrolment.ended || enrolment.place_deposit.is_zero(),
				"a deposit for places after the end"
			);
		}
		Ok(())
	}

	/// Every enrolled account exists, whether or not it has tokens, and is not its own sponsor.
	fn enrolled_accounts_exist() -> Result<(), TryRuntimeError> {
		for (patient, enrolment) in Enrolments::<T>::iter() {
			ensure!(enrolment.sponsor != patient, "a patient is their own sponsor");
			ensure!(
				frame_system::Pallet::<T>::sufficients(&patient) > 0,
				"an enrolled account does not exist by itself"
			);
		}
		Ok(())
	}

	/// Offers are made to patients with a sponsor, and not by that sponsor.
	fn offers_come_from_others() -> Result<(), TryRuntimeError> {
		for (patient, offer) in Offers::<T>::iter() {
			let enrolment = Enrolments::<T>::get(&patient).ok_or("an offer to a stranger")?;
			ensure!(!enrolment.ended, "an offer after the end");
			ensure!(enrolment.sponsor != offer.institution, "an offer of the sponsor");
		}
		Ok(())
	}

	/// What is held from an account is the sum of what its enrolments and offers say.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<_, BalanceOf<T>>::new();
		for enrolment in Enrolments::<T>::iter_values() {
			let deposit = enrolment.deposit();
			owed.entry(enrolment.sponsor).or_default().saturating_accrue(deposit);
		}
		for offer in Offers::<T>::iter_values() {
			owed.entry(offer.institution).or_default().saturating_accrue(offer.deposit);
		}
		for account in frame_system::Account::<T>::iter_keys() {
			let held = T::Currency::balance_on_hold(&HoldReason::Enrolment.into(), &account);
			let recorded = owed.remove(&account).unwrap_or_default();
			ensure!(held == recorded, "deposits differ from what is on hold");
		}
		ensure!(owed.is_empty(), "a sponsor does not exist");
		Ok(())
	}
}
