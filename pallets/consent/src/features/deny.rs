//! Denying: a subject forbids, and lifts what was forbidden.

use crate::{
	Config, ConsentId, Denials, Error, Event, GranteeOf, HoldReason, Pallet, Profiles, Terms,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_deny(
		subject: T::AccountId,
		grantee: GranteeOf<T>,
		terms: Terms,
	) -> DispatchResult {
		let mut denial = Self::provision(&terms)?;
		Self::ensure_known(&subject, &grantee)?;
		let id = ConsentId::new(&subject, &grantee);
		denial.deposit = match Denials::<T>::get(id) {
			Some(previous) => previous.deposit,
			None => {
				let mut profile = Profiles::<T>::get(&subject);
				profile.denials = profile.denials.checked_add(1).ok_or(Error::<T>::Overflow)?;
				Self::hold_for_profile(&subject, &mut profile)?;
				Profiles::<T>::insert(&subject, profile);
				Self::hold_for_consent(&subject)?
			}
		};

		Denials::<T>::insert(id, denial);
		Self::deposit_event(Event::Denied { subject, grantee, terms });
		Ok(())
	}

	pub(crate) fn do_lift_denial(subject: T::AccountId, grantee: GranteeOf<T>) -> DispatchResult {
		Self::remove_denial(&subject, ConsentId::new(&subject, &grantee))?;
		Self::deposit_event(Event::DenialLifted { subject, grantee });
		Ok(())
	}

	/// Removes a denial, and with the last one the profile if nothing else needs it.
	pub(crate) fn remove_denial(subject: &T::AccountId, id: ConsentId) -> DispatchResult {
		let denial = Denials::<T>::take(id).ok_or(Error::<T>::NotFound)?;
		Self::release(HoldReason::Consent, subject, denial.deposit);

		let mut profile = Profiles::<T>::get(subject);
		profile.denials = profile.denials.saturating_sub(1);
		if profile.is_kept() {
			Profiles::<T>::insert(subject, profile);
		} else {
			Self::remove_profile(subject, profile);
		}
		Ok(())
	}
}
