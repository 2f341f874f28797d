//! Conduct: strikes, and the right that they cost.

use crate::{CaseId, Conduct, ConductOf, Config, Error, Event, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::Moment;

impl<T: Config> Pallet<T> {
	/// Ensures that the practitioner with this conduct may break the glass.
	pub(crate) fn ensure_right(conduct: &ConductOf<T>, now: Moment) -> Result<(), Error<T>> {
		ensure!(
			!conduct.suspended && conduct.strikes_at(now) < T::StrikeLimit::get(),
			Error::<T>::RightSuspended
		);
		Ok(())
	}

	/// Takes a case off the list of those that await their review in time, with a strike or without.
	/// Answers whether that suspended the right.
	pub(crate) fn settle(practitioner: &T::AccountId, id: CaseId, strike: bool) -> bool {
		Conduct::<T>::mutate(practitioner, |conduct| {
			conduct.unreviewed.retain(|(unreviewed, _)| *unreviewed != id);
			if !strike {
				return false;
			}
			conduct.strikes = conduct.strikes.saturating_add(1);
			let suspends = !conduct.suspended && conduct.strikes >= T::StrikeLimit::get();
			conduct.suspended |= suspends;
			suspends
		})
	}

	pub(crate) fn do_reinstate(practitioner: T::AccountId) -> DispatchResult {
		let mut conduct = Conduct::<T>::get(&practitioner);
		// A lower limit after an upgrade takes the right from those who have reached it already.
		ensure!(
			conduct.suspended || conduct.strikes >= T::StrikeLimit::get(),
			Error::<T>::NotSuspended
		);

		conduct.strikes = 0;
		conduct.suspended = false;
		Conduct::<T>::insert(&practitioner, conduct);
		Self::deposit_event(Event::Reinstated { practitioner });
		Ok(())
	}
}
