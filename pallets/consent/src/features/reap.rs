//! Reaping: what has no effect any more leaves the state.

use crate::{Config, ConsentId, Denials, Error, Event, GranteeOf, Grants, Pallet, Profiles};
use frame_support::{ensure, traits::Time};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reap(subject: T::AccountId, grantee: GranteeOf<T>) -> DispatchResult {
		let id = ConsentId::new(&subject, &grantee);
		let now = T::Time::now();
		let epoch = Profiles::<T>::get(&subject).epoch;
		let (grant, denial) = (Grants::<T>::get(id), Denials::<T>::get(id));
		ensure!(grant.is_some() || denial.is_some(), Error::<T>::NotFound);
		let grant = grant.filter(|grant| grant.scope.has_ended(now) || grant.epoch != epoch);
		let denial = denial.filter(|denial| denial.scope.has_ended(now));
		ensure!(grant.is_some() || denial.is_some(), Error::<T>::StillNeeded);

		if grant.is_some() {
			Self::remove_grant(&subject, id)?;
		}
		if denial.is_some() {
			Self::remove_denial(&subject, id)?;
		}
		Self::deposit_event(Event::Reaped { subject, grantee });
		Ok(())
	}

	pub(crate) fn do_reap_profile(subject: T::AccountId) -> DispatchResult {
		let profile = Profiles::<T>::get(&subject);
		ensure!(profile.is_kept(), Error::<T>::NotFound);
		ensure!(profile.is_dispensable(T::Time::now()), Error::<T>::StillNeeded);

		Self::remove_profile(&subject, profile);
		Self::deposit_event(Event::ProfileReaped { subject });
		Ok(())
	}
}
