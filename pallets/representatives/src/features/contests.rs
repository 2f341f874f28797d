//! Contests: a subject objects to a representative, and a court decides.

use crate::{Condition, Config, Error, Event, Outcome, Pallet, Representatives};
use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::Commitment;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_contest(
		subject: T::AccountId,
		representative: T::AccountId,
		statement: Commitment,
	) -> DispatchResult {
		ensure!(!statement.is_zero(), Error::<T>::ZeroCommitment);
		let mut entry = Self::entry(&subject, &representative)?;
		ensure!(!entry.contested, Error::<T>::AlreadyContested);

		entry.contested = true;
		Representatives::<T>::insert(&subject, &representative, entry);
		Self::deposit_event(Event::Contested { subject, representative, statement });
		Ok(())
	}

	pub(crate) fn do_withdraw_contest(
		subject: T::AccountId,
		representative: T::AccountId,
	) -> DispatchResult {
		ensure!(!Self::holds(&subject, Condition::Death), Error::<T>::Deceased);
		let mut entry = Self::entry(&subject, &representative)?;
		ensure!(entry.contested, Error::<T>::NotContested);

		entry.contested = false;
		Representatives::<T>::insert(&subject, &representative, entry);
		Self::deposit_event(Event::ContestWithdrawn { subject, representative });
		Ok(())
	}

	pub(crate) fn do_settle_contest(
		court: T::AccountId,
		subject: T::AccountId,
		representative: T::AccountId,
		outcome: Outcome,
	) -> DispatchResult {
		Self::ensure_court(&court)?;
		let mut entry = Self::entry(&subject, &representative)?;
		ensure!(entry.contested, Error::<T>::NotContested);

		match outcome {
			Outcome::Upheld => {
				entry.contested = false;
				Representatives::<T>::insert(&subject, &representative, entry);
			}
			Outcome::Removed => Self::remove(&subject, &representative, entry),
		}
		Self::deposit_event(Event::ContestSettled { subject, representative, outcome });
		Ok(())
	}
}
