//! Reaping: what nobody needs any more goes, and the deposits return.

use crate::{
	CaseId, CaseOf, Cases, Conduct, Config, Error, Event, HoldReason, Latest, Pallet, SubjectUse,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Defensive, Get, Time},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn existing(id: CaseId) -> Result<CaseOf<T>, Error<T>> {
		Cases::<T>::get(id).ok_or(Error::<T>::NotFound)
	}

	pub(crate) fn do_reap_case(id: CaseId) -> DispatchResult {
		let case = Self::existing(id)?;
		ensure!(
			!case.state.awaits_review()
				&& T::Time::now() >= case.opened_at.saturating_add(T::RetentionPeriod::get()),
			Error::<T>::StillNeeded
		);

		Cases::<T>::remove(id);
		if Latest::<T>::get(&case.subject, &case.practitioner) == Some(id) {
			Latest::<T>::remove(&case.subject, &case.practitioner);
		}
		// Nothing is kept from going for want of money: at most what is on hold is released.
		let reason = HoldReason::Case.into();
		let _ =
			T::Currency::release(&reason, &case.practitioner, case.deposit, Precision::BestEffort)
				.defensive_proof("the practitioner has the deposit on hold");
		Self::deposit_event(Event::CaseReaped { case: id });
		Ok(())
	}

	pub(crate) fn do_reap_use(subject: T::AccountId) -> DispatchResult {
		let window = SubjectUse::<T>::get(&subject).ok_or(Error::<T>::NotFound)?;
		ensure!(window.has_passed(T::Time::now(), T::RatePeriod::get()), Error::<T>::StillNeeded);

		SubjectUse::<T>::remove(&subject);
		Self::deposit_event(Event::UseReaped { subject });
		Ok(())
	}

	pub(crate) fn do_reap_conduct(practitioner: T::AccountId) -> DispatchResult {
		let conduct = Conduct::<T>::try_get(&practitioner).map_err(|()| Error::<T>::NotFound)?;
		ensure!(conduct.is_spent(T::Time::now(), T::RatePeriod::get()), Error::<T>::StillNeeded);

		Conduct::<T>::remove(&practitioner);
		Self::deposit_event(Event::ConductReaped { practitioner });
		Ok(())
	}
}
