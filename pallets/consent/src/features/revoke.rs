//! Revoking: a subject takes back one grant, or all of them.

use crate::{Config, ConsentId, Error, Event, GranteeOf, Grants, Pallet, Profiles};
use frame_support::traits::Time;
use salus_primitives::Seconds;
use sp_runtime::{traits::Get, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_revoke(subject: T::AccountId, grantee: GranteeOf<T>) -> DispatchResult {
		Self::remove_grant(&subject, ConsentId::new(&subject, &grantee))?;
		Self::deposit_event(Event::Revoked { subject, grantee });
		Ok(())
	}

	pub(crate) fn do_revoke_all(subject: T::AccountId) -> DispatchResult {
		let mut profile = Profiles::<T>::get(&subject);
		let epoch = profile.epoch.checked_add(1).ok_or(Error::<T>::Overflow)?;
		// Past 2106 every consent has ended: whole seconds reach no further.
		let last_end = T::Time::now().saturating_add(T::MaxValidity::get());
		profile.voided_until = Seconds::ceil(last_end).unwrap_or(Seconds(u32::MAX));
		profile.epoch = epoch;
		Self::hold_for_profile_if_affordable(&subject, &mut profile)?;

		Profiles::<T>::insert(&subject, profile);
		Self::deposit_event(Event::AllRevoked { subject, epoch });
		Ok(())
	}

	/// Removes a grant.
	pub(crate) fn remove_grant(subject: &T::AccountId, id: ConsentId) -> DispatchResult {
		let grant = Grants::<T>::take(id).ok_or(Error::<T>::NotFound)?;
		Self::release_consent(subject, grant.deposit);
		Ok(())
	}
}
