//! Granting: a subject permits.

use crate::{
	Config, ConsentId, Error, Event, GranteeOf, Grants, Pallet, ProfileOf, Profiles, Terms,
};
use frame_support::ensure;
use salus_primitives::Acting;
use sp_runtime::DispatchError;

/// Whether a grant took a deposit of its own, which costs more than all the rest of it.
pub(crate) struct Held(pub(crate) bool);

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		acting: Acting<T::AccountId>,
		grantee: GranteeOf<T>,
		terms: Terms,
	) -> Result<Held, DispatchError> {
		let mut grant = Self::provision(&terms)?;
		let subject = &acting.subject;
		Self::ensure_known(subject, &grantee)?;
		let mut profile = Profiles::<T>::get(subject);
		Self::ensure_may_open(&acting, &profile)?;
		let id = ConsentId::new(subject, &grantee);
		grant.epoch = profile.epoch;
		let previous = Grants::<T>::get(id);
		let replaces = previous.is_some();
		grant.deposit = match previous {
			Some(previous) => previous.deposit,
			None => Self::hold_for_consent(subject)?,
		};
		let held = Held(!replaces && grant.deposit > 0);

		// The profile knows the epoch, and goes when the last grant that has one has ended.
		if profile.epoch > 0 && grant.scope.until > profile.voided_until {
			profile.voided_until = grant.scope.until;
			Profiles::<T>::insert(subject, profile);
		}
		Grants::<T>::insert(id, grant);
		Self::deposit_event(Event::Granted { subject: acting.subject, grantee, terms });
		Ok(held)
	}

	/// Nobody opens anything with the key of somebody who is dead. Closing is always possible, and
	/// representatives act on their own key.
	pub(crate) fn ensure_may_open(
		acting: &Acting<T::AccountId>,
		profile: &ProfileOf<T>,
	) -> Result<(), Error<T>> {
		ensure!(acting.by.is_some() || !profile.deceased, Error::<T>::Deceased);
		Ok(())
	}
}
