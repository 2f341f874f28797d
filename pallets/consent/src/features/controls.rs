//! What a subject controls beside single consents: freezing, locking, opting out. And their death.

use crate::{Config, Error, Event, Pallet, Profiles};
use frame_support::ensure;
use salus_primitives::{Acting, LifeEvents, Segments, SubjectControls};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_freeze(subject: T::AccountId) -> DispatchResult {
		let mut profile = Profiles::<T>::get(&subject);
		ensure!(!profile.frozen, Error::<T>::AlreadyFrozen);
		profile.frozen = true;
		Self::hold_for_profile_if_affordable(&subject, &mut profile)?;

		Profiles::<T>::insert(&subject, profile);
		Self::deposit_event(Event::Frozen { subject });
		Ok(())
	}

	pub(crate) fn do_unfreeze(acting: Acting<T::AccountId>) -> DispatchResult {
		let mut profile = Profiles::<T>::get(&acting.subject);
		Self::ensure_may_open(&acting, &profile)?;
		ensure!(profile.frozen, Error::<T>::NotFrozen);
		profile.frozen = false;

		Self::keep_profile(&acting.subject, profile);
		Self::deposit_event(Event::Unfrozen { subject: acting.subject });
		Ok(())
	}

	pub(crate) fn do_lock_for_emergencies(
		acting: Acting<T::AccountId>,
		segments: Segments,
	) -> DispatchResult {
		let mut profile = Profiles::<T>::get(&acting.subject);
		if !segments.contains(profile.locked) {
			Self::ensure_may_open(&acting, &profile)?;
		}
		profile.locked = segments;
		if profile.is_kept() {
			Self::hold_for_profile_if_affordable(&acting.subject, &mut profile)?;
		}

		Self::keep_profile(&acting.subject, profile);
		Self::deposit_event(Event::LockedForEmergencies { subject: acting.subject, segments });
		Ok(())
	}

	pub(crate) fn do_opt_out_of_research(subject: T::AccountId) -> DispatchResult {
		let mut profile = Profiles::<T>::get(&subject);
		ensure!(!profile.research_opt_out, Error::<T>::AlreadyOptedOut);
		profile.research_opt_out = true;
		Self::hold_for_profile_if_affordable(&subject, &mut profile)?;

		Profiles::<T>::insert(&subject, profile);
		Self::deposit_event(Event::OptedOutOfResearch { subject });
		Ok(())
	}
}

impl<T: Config> SubjectControls<T::AccountId> for Pallet<T> {
	fn open_to_emergencies(subject: &T::AccountId) -> Option<Segments> {
		let profile = Profiles::<T>::get(subject);
		(!profile.frozen && !profile.deceased).then_some(Segments(!profile.locked.0))
	}
}

impl<T: Config> LifeEvents<T::AccountId> for Pallet<T> {
	fn note_death(subject: &T::AccountId, dead: bool) {
		let mut profile = Profiles::<T>::get(subject);
		profile.deceased = dead;
		Self::keep_profile(subject, profile);
	}
}
