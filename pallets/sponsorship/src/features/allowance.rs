//! The allowance: how many calls of a patient are sponsored in a day.

use crate::{CallClass, Config, EnrolmentOf, Enrolments, Pallet, SponsoredCall};
use frame_support::traits::Time;
use salus_primitives::DAY;
use sp_runtime::traits::Get;

impl<T: Config> Pallet<T> {
	/// Who sponsors `call` of `who`, and of which class it is, if some of the allowance is left.
	///
	/// Reads the enrolment, and the time of those who have one; nothing for a call that is not on the
	/// list.
	pub(crate) fn sponsor_of(
		who: &T::AccountId,
		call: &T::RuntimeCall,
	) -> Option<(T::AccountId, CallClass)> {
		let class = T::SponsoredCalls::class(call)?;
		let enrolment = Enrolments::<T>::get(who)?;
		(Self::left_today(&enrolment) > 0).then_some((enrolment.sponsor, class))
	}

	/// Uses up one call of today's allowance.
	pub(crate) fn consume_call(who: &T::AccountId) {
		let today = Self::today();
		Enrolments::<T>::mutate_extant(who, |enrolment| {
			if enrolment.day != today {
				enrolment.day = today;
				enrolment.calls = 0;
			}
			enrolment.calls = enrolment.calls.saturating_add(1);
		});
	}

	/// Whether `who` has called little enough today for a protective call that nobody can pay for.
	pub(crate) fn may_go_unpaid(who: &T::AccountId) -> bool {
		Enrolments::<T>::get(who)
			.is_some_and(|enrolment| Self::used_today(&enrolment) < T::DailyUnpaidCalls::get())
	}

	pub(crate) fn do_allowance_left(who: &T::AccountId) -> u32 {
		Enrolments::<T>::get(who).map_or(0, |enrolment| Self::left_today(&enrolment))
	}

	fn left_today(enrolment: &EnrolmentOf<T>) -> u32 {
		if enrolment.ended {
			return 0;
		}
		T::DailyCalls::get().saturating_sub(Self::used_today(enrolment))
	}

	fn used_today(enrolment: &EnrolmentOf<T>) -> u32 {
		if enrolment.day == Self::today() {
			enrolment.calls.into()
		} else {
			0
		}
	}

	/// Today, in days since the Unix epoch.
	fn today() -> u32 {
		u32::try_from(T::Time::now() / DAY).unwrap_or(u32::MAX)
	}
}
