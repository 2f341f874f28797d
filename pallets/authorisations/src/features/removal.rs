//! Removal, with which the deposit returns.

use crate::{AuthorisationOf, Authorisations, Config, Error, Event, Pallet, State};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::AuthorisationId;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_withdraw(provider: T::AccountId, id: AuthorisationId) -> DispatchResult {
		let entry = Self::entry(id)?.at(T::Time::now());
		ensure!(entry.provider == provider, Error::<T>::NotRequester);
		ensure!(!entry.is_used(), Error::<T>::AlreadyUsed);
		let refused = matches!(entry.state, State::Refused { .. });
		ensure!(!refused, Error::<T>::AlreadyRefused);

		Self::remove(id, entry);
		Self::deposit_event(Event::Withdrawn { id });
		Ok(())
	}

	pub(crate) fn do_reap(id: AuthorisationId) -> DispatchResult {
		let now = T::Time::now();
		let entry = Self::entry(id)?.at(now);
		let over = entry.over().ok_or(Error::<T>::StillNeeded)?;
		ensure!(now >= over.saturating_add(T::Retention::get()), Error::<T>::StillNeeded);

		Self::remove(id, entry);
		Self::deposit_event(Event::Reaped { id });
		Ok(())
	}

	fn remove(id: AuthorisationId, entry: AuthorisationOf<T>) {
		Authorisations::<T>::remove(id);
		Self::release(&entry.provider, entry.deposit);
	}
}
