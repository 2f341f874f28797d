//! What a consent has to say, and about whom it may be.

use crate::{BalanceOf, Config, Error, GranteeOf, Pallet, Provision, Terms};
use frame_support::{ensure, traits::Time};
use salus_primitives::{Credentials, Grantee, Seconds};
use sp_runtime::{
	traits::{Get, Zero},
	DispatchError,
};

impl<T: Config> Pallet<T> {
	/// A consent is about somebody else, who is known to the chain.
	pub(crate) fn ensure_known(
		subject: &T::AccountId,
		grantee: &GranteeOf<T>,
	) -> Result<(), DispatchError> {
		let known = match grantee {
			Grantee::Account(account) => {
				ensure!(account != subject, Error::<T>::SelfGrant);
				frame_system::Pallet::<T>::account_exists(account)
			}
			Grantee::Organisation(account) => {
				T::Credentials::licence_kinds(account).any_organisation()
			}
			Grantee::Licence(_) => true,
		};
		ensure!(known, Error::<T>::UnknownGrantee);
		Ok(())
	}

	/// `terms` as they are kept, or what is wrong with them. The window is rounded to whole seconds,
	/// inwards. Epoch and deposit are left at zero.
	pub(crate) fn provision(terms: &Terms) -> Result<Provision<BalanceOf<T>>, DispatchError> {
		let Terms { purposes, actions, segments, from, until, form, version } = *terms;
		ensure!(!purposes.is_empty(), Error::<T>::NoPurposes);
		ensure!(purposes.is_known(), Error::<T>::UnknownPurposes);
		ensure!(!actions.is_empty(), Error::<T>::NoActions);
		ensure!(actions.is_known(), Error::<T>::UnknownActions);
		ensure!(!segments.is_empty(), Error::<T>::NoSegments);
		ensure!(!form.is_zero(), Error::<T>::ZeroCommitment);

		let now = T::Time::now();
		ensure!(from <= until, Error::<T>::ReversedWindow);
		ensure!(until > now, Error::<T>::WindowInPast);
		ensure!(until <= now.saturating_add(T::MaxValidity::get()), Error::<T>::WindowTooLong);
		let until = Seconds::floor(until).ok_or(Error::<T>::WindowTooLong)?;
		let from = Seconds::ceil(from).ok_or(Error::<T>::WindowTooLong)?;
		ensure!(from < until, Error::<T>::EmptyWindow);

		let (epoch, deposit) = (0, Zero::zero());
		Ok(Provision { purposes, actions, segments, from, until, form, version, epoch, deposit })
	}
}
