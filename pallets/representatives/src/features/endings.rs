//! Endings: by the subject, by a court, by the representative, by time.

use crate::{Config, Error, Event, Kind, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_dismiss(
		subject: T::AccountId,
		representative: T::AccountId,
	) -> DispatchResult {
		let entry = Self::entry(&subject, &representative)?;
		ensure!(entry.kind.is_appointed(), Error::<T>::NotDismissible);

		Self::remove(&subject, &representative, entry);
		Self::deposit_event(Event::Dismissed { subject, representative });
		Ok(())
	}

	pub(crate) fn do_end_guardianship(
		court: T::AccountId,
		subject: T::AccountId,
		guardian: T::AccountId,
	) -> DispatchResult {
		Self::ensure_court(&court)?;
		let entry = Self::entry(&subject, &guardian)?;
		ensure!(matches!(entry.kind, Kind::Guardian | Kind::Parent), Error::<T>::NotGuardian);

		Self::remove(&subject, &guardian, entry);
		Self::deposit_event(Event::GuardianshipEnded { subject, guardian });
		Ok(())
	}

	pub(crate) fn do_resign(subject: T::AccountId, representative: T::AccountId) -> DispatchResult {
		let entry = Self::entry(&subject, &representative)?;

		Self::remove(&subject, &representative, entry);
		Self::deposit_event(Event::Resigned { subject, representative });
		Ok(())
	}

	pub(crate) fn do_reap(subject: T::AccountId, representative: T::AccountId) -> DispatchResult {
		let entry = Self::entry(&subject, &representative)?;
		ensure!(entry.has_ended(T::Time::now()), Error::<T>::NotEnded);

		Self::remove(&subject, &representative, entry);
		Self::deposit_event(Event::Reaped { subject, representative });
		Ok(())
	}
}
