//! Granting: a subject permits.

use crate::{Config, ConsentId, Event, GranteeOf, Grants, Pallet, Profiles, Terms};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		subject: T::AccountId,
		grantee: GranteeOf<T>,
		terms: Terms,
	) -> DispatchResult {
		let mut grant = Self::provision(&terms)?;
		Self::ensure_known(&subject, &grantee)?;
		let id = ConsentId::new(&subject, &grantee);
		grant.epoch = Profiles::<T>::get(&subject).epoch;
		grant.deposit = match Grants::<T>::get(id) {
			Some(previous) => previous.deposit,
			None => Self::hold_for_consent(&subject)?,
		};

		Grants::<T>::insert(id, grant);
		Self::deposit_event(Event::Granted { subject, grantee, terms });
		Ok(())
	}
}
