//! What the pallet offers to others.

use crate::{Config, Enrolments, Pallet};
use salus_primitives::Sponsorship;

impl<T: Config> Sponsorship<T::AccountId> for Pallet<T> {
	fn take_place(subject: &T::AccountId) -> bool {
		Enrolments::<T>::try_mutate_exists(subject, |stored| {
			let enrolment = stored
				.as_mut()
				.filter(|enrolment| !enrolment.ended && enrolment.taken < enrolment.places)
				.ok_or(())?;
			enrolment.taken = enrolment.taken.saturating_add(1);
			Ok::<_, ()>(())
		})
		.is_ok()
	}

	fn sponsor(subject: &T::AccountId) -> Option<T::AccountId> {
		Enrolments::<T>::get(subject)
			.filter(|enrolment| !enrolment.ended)
			.map(|enrolment| enrolment.sponsor)
	}

	fn give_back(subject: &T::AccountId) {
		Enrolments::<T>::mutate_extant(subject, |enrolment| {
			enrolment.taken = enrolment.taken.saturating_sub(1);
		});
	}

	fn taken(subject: &T::AccountId) -> u32 {
		Enrolments::<T>::get(subject).map_or(0, |enrolment| enrolment.taken.into())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_place(subject: &T::AccountId) {
		crate::benchmarking::ensure_place::<T>(subject);
	}
}
