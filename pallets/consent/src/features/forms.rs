//! Forms: institutions publish the versions of their consent forms.

use crate::{Config, Error, Event, HoldReason, LastPolicyId, Pallet, Policies, Policy, PolicyId};
use frame_support::{ensure, traits::fungible::MutateHold};
use salus_primitives::{Commitment, Credentials};
use sp_runtime::{traits::Get, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_form(institution: T::AccountId, form: Commitment) -> DispatchResult {
		ensure!(
			T::Credentials::licence_kinds(&institution).any_organisation(),
			Error::<T>::NotAuthorized
		);
		ensure!(!form.is_zero(), Error::<T>::ZeroCommitment);
		let policy = LastPolicyId::<T>::get().checked_add(1).ok_or(Error::<T>::Overflow)?;
		let deposit = T::FormDeposit::get();
		T::Currency::hold(&HoldReason::Form.into(), &institution, deposit)?;

		LastPolicyId::<T>::put(policy);
		let entry =
			Policy { institution: institution.clone(), latest: 1, required: 1, form, deposit };
		Policies::<T>::insert(policy, entry);
		Self::deposit_event(Event::FormPublished { policy, institution, form });
		Ok(())
	}

	pub(crate) fn do_publish_version(
		institution: T::AccountId,
		policy: PolicyId,
		form: Commitment,
		reconsent: bool,
	) -> DispatchResult {
		ensure!(!form.is_zero(), Error::<T>::ZeroCommitment);
		let mut entry = Self::policy_of(&institution, policy)?;
		let version = entry.latest.checked_add(1).ok_or(Error::<T>::Overflow)?;
		entry.latest = version;
		entry.form = form;
		if reconsent {
			entry.required = version;
		}

		Policies::<T>::insert(policy, entry);
		Self::deposit_event(Event::VersionPublished { policy, version, form, reconsent });
		Ok(())
	}

	pub(crate) fn do_require_reconsent(
		institution: T::AccountId,
		policy: PolicyId,
	) -> DispatchResult {
		let mut entry = Self::policy_of(&institution, policy)?;
		let version = entry.latest;
		entry.required = version;

		Policies::<T>::insert(policy, entry);
		Self::deposit_event(Event::ReconsentRequired { policy, version });
		Ok(())
	}

	pub(crate) fn do_retire_policy(institution: T::AccountId, policy: PolicyId) -> DispatchResult {
		let entry = Self::policy_of(&institution, policy)?;

		Policies::<T>::remove(policy);
		Self::release(HoldReason::Form, &institution, entry.deposit);
		Self::deposit_event(Event::PolicyRetired { policy });
		Ok(())
	}

	/// The form, if it is `institution`'s.
	fn policy_of(
		institution: &T::AccountId,
		policy: PolicyId,
	) -> Result<crate::PolicyOf<T>, Error<T>> {
		let entry = Policies::<T>::get(policy).ok_or(Error::<T>::UnknownPolicy)?;
		ensure!(entry.institution == *institution, Error::<T>::NotAuthorized);
		Ok(entry)
	}
}
