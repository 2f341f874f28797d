//! Conditions: two physicians who have nothing to do with each other attest incapacity or death.

use crate::{
	Attestation, AttestationOf, Condition, ConditionState, Conditions, Config, Error, Event,
	HoldReason, Pallet, Representatives,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::MutateHold, Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, LifeEvents};

impl<T: Config> Pallet<T> {
	/// Whether `condition` is confirmed for `subject`.
	pub(crate) fn holds(subject: &T::AccountId, condition: Condition) -> bool {
		Conditions::<T>::get(subject, condition).is_some_and(|state| state.holds())
	}

	pub(crate) fn do_attest(
		by: T::AccountId,
		subject: T::AccountId,
		condition: Condition,
		organisation: T::AccountId,
		evidence: Commitment,
	) -> DispatchResult {
		ensure!(by != subject, Error::<T>::SelfAttestation);
		T::Credentials::standing(&by, LicenceKind::Practitioner).map_err(Error::<T>::Unlicensed)?;
		ensure!(T::Credentials::member_role(&organisation, &by).is_some(), Error::<T>::NotMember);
		ensure!(!Representatives::<T>::contains_key(&subject, &by), Error::<T>::ConflictOfInterest);
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);
		let earlier = Conditions::<T>::get(&subject, condition);
		ensure!(!earlier.as_ref().is_some_and(|state| state.holds()), Error::<T>::ConditionHolds);

		let deposit = T::AttestationDeposit::get();
		let at = T::Time::now();
		let attestation = Attestation {
			by: by.clone(),
			organisation: organisation.clone(),
			at,
			evidence,
			deposit,
		};
		let first = earlier.map(|state| state.first);
		let counting = first.as_ref().filter(|first| Self::still_counts(&subject, first));
		let confirmed = counting.is_some();
		let state = match counting {
			Some(first) => {
				Self::ensure_independent(first, &attestation)?;
				ConditionState { first: first.clone(), second: Some(attestation) }
			}
			None => ConditionState { first: attestation, second: None },
		};

		if let (false, Some(outdated)) = (confirmed, first) {
			Self::release(HoldReason::Attestation, &outdated.by, outdated.deposit);
		}
		T::Currency::hold(&HoldReason::Attestation.into(), &by, deposit)?;
		Conditions::<T>::insert(&subject, condition, state);
		if confirmed {
			if condition == Condition::Death {
				T::LifeEvents::note_death(&subject, true);
			}
			Self::deposit_event(Event::ConditionConfirmed { subject, condition });
		} else {
			Self::deposit_event(Event::Attested { subject, condition, by, organisation });
		}
		Ok(())
	}

	pub(crate) fn do_lift_condition(
		who: T::AccountId,
		subject: T::AccountId,
		condition: Condition,
	) -> DispatchResult {
		let state = Conditions::<T>::get(&subject, condition).ok_or(Error::<T>::NotFound)?;
		let entitled = state.attestations().any(|attestation| attestation.by == who)
			|| match condition {
				Condition::Incapacity => who == subject,
				Condition::Death => T::Credentials::is_accredited(&who, LicenceKind::Court),
			};
		ensure!(entitled, Error::<T>::NotAuthorized);

		Conditions::<T>::remove(&subject, condition);
		for attestation in state.attestations() {
			Self::release(HoldReason::Attestation, &attestation.by, attestation.deposit);
		}
		if state.holds() && condition == Condition::Death {
			T::LifeEvents::note_death(&subject, false);
		}
		Self::deposit_event(Event::ConditionLifted { subject, condition });
		Ok(())
	}

	/// Whether a second attestation may follow `first`: soon enough, and unless who attested it has
	/// become a representative, who would profit.
	fn still_counts(subject: &T::AccountId, first: &AttestationOf<T>) -> bool {
		T::Time::now() < first.at.saturating_add(T::AttestationValidity::get())
			&& !Representatives::<T>::contains_key(subject, &first.by)
	}

	/// Ensures that the two know the subject independently of each other: neither belongs, now, to
	/// the organisation for which the other one attests.
	fn ensure_independent(
		first: &AttestationOf<T>,
		second: &AttestationOf<T>,
	) -> Result<(), Error<T>> {
		ensure!(first.by != second.by, Error::<T>::AlreadyAttested);
		ensure!(
			first.organisation != second.organisation
				&& T::Credentials::member_role(&first.organisation, &second.by).is_none()
				&& T::Credentials::member_role(&second.organisation, &first.by).is_none(),
			Error::<T>::SameOrganisation
		);
		Ok(())
	}
}
