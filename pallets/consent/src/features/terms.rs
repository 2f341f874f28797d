//! What a consent has to say, and about whom it may be.

use crate::{
	Config, Error, GranteeOf, Pallet, Policies, PolicyVersion, Provision, Scope, Terms,
	MAX_DELEGATION,
};
use frame_support::{ensure, traits::Time};
use salus_primitives::{Actions, Credentials, Grantee, Moment, Purposes, Seconds, Segments};
use sp_runtime::{traits::Get, DispatchError};

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
			Grantee::Organisation(account) => T::Credentials::is_organisation(account),
			Grantee::Licence(_) => true,
		};
		ensure!(known, Error::<T>::UnknownGrantee);
		Ok(())
	}

	/// `terms` as they are kept, or what is wrong with them. Epoch and deposit are left at zero.
	pub(crate) fn provision(terms: &Terms) -> Result<Provision, DispatchError> {
		let Terms { purposes, actions, segments, from, until, form, delegation, policy } = *terms;
		let scope = Self::scope(purposes, actions, segments, from, until)?;
		ensure!(!form.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(delegation <= MAX_DELEGATION, Error::<T>::DelegationTooDeep);
		let PolicyVersion { policy, version } = match policy {
			Some(signed) => Self::current(signed)?,
			None => PolicyVersion { policy: 0, version: 0 },
		};
		Ok(Provision { scope, delegation, form, policy, version, epoch: 0, deposit: 0 })
	}

	/// What a grant or a delegation is about. The window is rounded to whole seconds, inwards, and
	/// begins now if it began before: what is given again later is another one.
	pub(crate) fn scope(
		purposes: Purposes,
		actions: Actions,
		segments: Segments,
		from: Moment,
		until: Moment,
	) -> Result<Scope, DispatchError> {
		ensure!(!purposes.is_empty(), Error::<T>::NoPurposes);
		ensure!(purposes.is_known(), Error::<T>::UnknownPurposes);
		ensure!(!actions.is_empty(), Error::<T>::NoActions);
		ensure!(actions.is_known(), Error::<T>::UnknownActions);
		ensure!(!segments.is_empty(), Error::<T>::NoSegments);

		let now = T::Time::now();
		ensure!(from <= until, Error::<T>::ReversedWindow);
		ensure!(until > now, Error::<T>::WindowInPast);
		ensure!(until <= now.saturating_add(T::MaxValidity::get()), Error::<T>::WindowTooLong);
		let until = Seconds::floor(until).ok_or(Error::<T>::WindowTooLong)?;
		let from = Seconds::ceil(from).ok_or(Error::<T>::WindowTooLong)?;
		ensure!(from < until, Error::<T>::EmptyWindow);
		let from = Seconds::floor(now).map_or(from, |now| from.max(now));
		ensure!(from < until, Error::<T>::WindowInPast);
		Ok(Scope { purposes, actions, segments, from, until })
	}

	/// The published form that was signed, if it still counts.
	fn current(signed: PolicyVersion) -> Result<PolicyVersion, Error<T>> {
		let policy = Policies::<T>::get(signed.policy).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!((1..=policy.latest).contains(&signed.version), Error::<T>::UnknownVersion);
		ensure!(signed.version >= policy.required, Error::<T>::FormOutdated);
		Ok(signed)
	}
}
