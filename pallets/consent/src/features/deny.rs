//! Denying: a subject forbids, and lifts what was forbidden.

use crate::{Config, ConsentId, Denials, Error, Event, GranteeOf, Pallet, Profiles, Terms};
use frame_support::{ensure, traits::Time};
use salus_primitives::Acting;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_deny(
		acting: Acting<T::AccountId>,
		grantee: GranteeOf<T>,
		terms: Terms,
	) -> DispatchResult {
		let subject = acting.subject.clone();
		ensure!(terms.delegation == 0, Error::<T>::DenialDelegated);
		// A denial holds whatever becomes of the form that it was written on.
		let mut denial = Self::provision(&Terms { policy: None, ..terms.clone() })?;
		Self::ensure_known(&subject, &grantee)?;
		let id = ConsentId::new(&subject, &grantee);
		denial.deposit = match Denials::<T>::get(id) {
			Some(previous) => {
				// In its place, a narrower one opens what it leaves out, as lifting it would.
				if !denial.scope.forbids_all_of(&previous.scope, T::Time::now()) {
					ensure!(acting.by.is_none(), Error::<T>::DenialNarrowed);
					Self::ensure_may_open(&acting, &Profiles::<T>::get(&subject))?;
				}
				previous.deposit
			}
			None => {
				let mut profile = Profiles::<T>::get(&subject);
				profile.denials = profile.denials.checked_add(1).ok_or(Error::<T>::Overflow)?;
				Self::hold_for_profile(&subject, &mut profile)?;
				Profiles::<T>::insert(&subject, profile);
				Self::hold_for_consent(&subject)?
			}
		};

		Denials::<T>::insert(id, denial);
		Self::deposit_event(Event::Denied { subject, grantee, terms });
		Ok(())
	}

	pub(crate) fn do_lift_denial(
		acting: Acting<T::AccountId>,
		grantee: GranteeOf<T>,
	) -> DispatchResult {
		let subject = acting.subject.clone();
		Self::ensure_may_open(&acting, &Profiles::<T>::get(&subject))?;
		Self::remove_denial(&subject, ConsentId::new(&subject, &grantee))?;
		Self::deposit_event(Event::DenialLifted { subject, grantee });
		Ok(())
	}

	/// Removes a denial, and with the last one the profile if nothing else needs it.
	pub(crate) fn remove_denial(subject: &T::AccountId, id: ConsentId) -> DispatchResult {
		let denial = Denials::<T>::take(id).ok_or(Error::<T>::NotFound)?;
		Self::release_consent(subject, denial.deposit);

		let mut profile = Profiles::<T>::get(subject);
		profile.denials = profile.denials.saturating_sub(1);
		Self::keep_profile(subject, profile);
		Ok(())
	}
}
