//! Days: what is over, and for how long.

use crate::{Config, Error, Pallet};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{day_of, days_after, Day};

impl<T: Config> Pallet<T> {
	/// Today, in UTC.
	pub(crate) fn today() -> Day {
		day_of(T::Time::now())
	}

	/// That `day` is not before today.
	pub(crate) fn ensure_not_past(day: Day) -> Result<(), Error<T>> {
		ensure!(day >= Self::today(), Error::<T>::InThePast);
		Ok(())
	}

	/// Whether `day` began [`Config::Retention`] ago.
	pub(crate) fn retained_from(day: Day) -> bool {
		days_after(T::Retention::get(), day) <= T::Time::now()
	}

	/// Whether `day` ended [`Config::Retention`] ago.
	pub(crate) fn retained_after(day: Day) -> bool {
		day.checked_add(1).is_some_and(Self::retained_from)
	}
}
