//! What always holds.

use crate::{BalanceOf, Config, Denials, Grants, HoldReason, Pallet, Profiles};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::provisions_say_something()?;
		Self::profiles_count_denials()?;
		Self::deposits_are_held()
	}

	/// Every provision names a purpose, an action, a segment and a form, and ends after it begins.
	fn provisions_say_something() -> Result<(), TryRuntimeError> {
		for provision in Grants::<T>::iter_values().chain(Denials::<T>::iter_values()) {
			ensure!(
				!provision.purposes.is_empty() && provision.purposes.is_known(),
				"a provision is for no or an unknown purpose"
			);
			ensure!(
				!provision.actions.is_empty() && provision.actions.is_known(),
				"a provision is about no or an unknown action"
			);
			ensure!(!provision.segments.is_empty(), "a provision is about no segment");
			ensure!(!provision.form.is_zero(), "a provision has no form");
			ensure!(provision.from < provision.until, "a provision ends before it begins");
		}
		Ok(())
	}

	/// The profiles' counts add up to the denials, and no profile is empty.
	fn profiles_count_denials() -> Result<(), TryRuntimeError> {
		let mut counted = 0u64;
		for profile in Profiles::<T>::iter_values() {
			ensure!(profile.is_kept(), "a profile is empty");
			counted.saturating_accrue(profile.denials.into());
		}
		ensure!(
			Denials::<T>::iter_keys().count() as u64 == counted,
			"profiles and denials do not add up"
		);
		Ok(())
	}

	/// What is held is what the entries record. Keys name nobody, so consents are summed over all
	/// accounts.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut recorded = BalanceOf::<T>::zero();
		for provision in Grants::<T>::iter_values().chain(Denials::<T>::iter_values()) {
			recorded.saturating_accrue(provision.deposit);
		}
		let mut held = BalanceOf::<T>::zero();
		for account in frame_system::Account::<T>::iter_keys() {
			let on_hold =
				|reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &account);
			held.saturating_accrue(on_hold(HoldReason::Consent));
			ensure!(
				on_hold(HoldReason::Profile) == Profiles::<T>::get(&account).deposit,
				"a profile's deposit is not what is held"
			);
		}
		ensure!(held == recorded, "the consents' deposits are not what is held");
		Ok(())
	}
}
