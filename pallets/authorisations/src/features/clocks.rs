//! Clocks: what it means that nobody said anything.

use crate::{
	AuthorisationOf, Authorisations, Config, Deadline, Error, Event, Pallet, Standing, State,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::AuthorisationId;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_lapse(id: AuthorisationId) -> DispatchResult {
		let before = Self::entry(id)?;
		ensure!(before.deadline().is_some(), Error::<T>::AlreadyDecided);
		let entry = before.at(T::Time::now());
		ensure!(entry.deadline().is_none(), Error::<T>::ClockRunning);

		Authorisations::<T>::insert(id, &entry);
		Self::note_lapse(id, &entry);
		Ok(())
	}

	/// Says that the end of a clock decided `entry`.
	pub(crate) fn note_lapse(id: AuthorisationId, entry: &AuthorisationOf<T>) {
		let certified = matches!(entry.state, State::Certified { .. });
		Self::deposit_event(Event::Lapsed { id, certified });
	}

	/// The authorisation as it is now, whether or not anybody noted that a clock is over.
	pub(crate) fn as_it_is(id: AuthorisationId) -> Option<AuthorisationOf<T>> {
		Authorisations::<T>::get(id).map(|entry| entry.at(T::Time::now()))
	}

	pub(crate) fn do_state_of(id: AuthorisationId) -> Option<Standing> {
		Self::as_it_is(id).map(|entry| entry.standing(Self::today()))
	}

	pub(crate) fn do_deadline(id: AuthorisationId) -> Option<Deadline> {
		Self::as_it_is(id)?.deadline()
	}
}
