//! Entries and their deposits: what naming and removing a representative have in common.

use crate::{
	BalanceOf, Config, Counts, EnsureSubject, Error, HoldReason, Pallet, RepresentativeOf,
	Representatives,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Defensive, EnsureOrigin, Get},
};
use frame_system::pallet_prelude::OriginFor;
use salus_primitives::{Acting, Commitment, Credentials, LicenceKind, Powers, Sponsorship};
use sp_runtime::{traits::Zero, DispatchError};

impl<T: Config> Pallet<T> {
	/// The subject, who signed themselves.
	pub(crate) fn ensure_subject_themselves(
		origin: OriginFor<T>,
	) -> Result<T::AccountId, DispatchError> {
		let Acting { subject, by } = EnsureSubject::<T>::ensure_origin(origin)?;
		ensure!(by.is_none(), Error::<T>::NotAuthorized);
		Ok(subject)
	}

	pub(crate) fn ensure_court(who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(T::Credentials::is_accredited(who, LicenceKind::Court), Error::<T>::NotCourt);
		Ok(())
	}

	/// Ensures that `representative` can be named for `subject`.
	pub(crate) fn ensure_nameable(
		subject: &T::AccountId,
		representative: &T::AccountId,
		powers: Powers,
		evidence: Commitment,
	) -> Result<(), Error<T>> {
		ensure!(subject != representative, Error::<T>::SelfRepresentation);
		ensure!(
			frame_system::Pallet::<T>::account_exists(representative),
			Error::<T>::UnknownAccount
		);
		ensure!(!powers.is_empty(), Error::<T>::NoPowers);
		ensure!(powers.is_known(), Error::<T>::UnknownPowers);
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(
			!Representatives::<T>::contains_key(subject, representative),
			Error::<T>::AlreadyExists
		);
		ensure!(
			Counts::<T>::get(subject) < T::MaxRepresentatives::get(),
			Error::<T>::TooManyRepresentatives
		);
		Ok(())
	}

	/// Stores an entry that was found to be nameable and is paid for.
	pub(crate) fn enter(
		subject: &T::AccountId,
		representative: &T::AccountId,
		entry: RepresentativeOf<T>,
	) {
		Counts::<T>::mutate(subject, |count| *count = count.saturating_add(1));
		Representatives::<T>::insert(subject, representative, entry);
	}

	pub(crate) fn entry(
		subject: &T::AccountId,
		representative: &T::AccountId,
	) -> Result<RepresentativeOf<T>, Error<T>> {
		Representatives::<T>::get(subject, representative).ok_or(Error::<T>::NotFound)
	}

	/// Removes `entry`, and returns what was paid for it.
	pub(crate) fn remove(
		subject: &T::AccountId,
		representative: &T::AccountId,
		entry: RepresentativeOf<T>,
	) {
		Representatives::<T>::remove(subject, representative);
		Counts::<T>::mutate_exists(subject, |count| {
			*count = count.and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
		});
		if entry.deposit.is_zero() {
			T::Sponsorship::give_back(subject);
		} else {
			Self::release(HoldReason::Representation, &entry.appointed_by, entry.deposit);
		}
	}

	/// Takes the deposit of an entry from `payer`, and answers with it, to be stored.
	pub(crate) fn hold_for_entry(payer: &T::AccountId) -> Result<BalanceOf<T>, DispatchError> {
		let deposit = T::RepresentationDeposit::get();
		T::Currency::hold(&HoldReason::Representation.into(), payer, deposit)?;
		Ok(deposit)
	}

	/// Pays for an entry of the subject's own: with a place, which is a deposit of zero, or else
	/// with their deposit.
	pub(crate) fn pay_for_own_entry(subject: &T::AccountId) -> Result<BalanceOf<T>, DispatchError> {
		if T::Sponsorship::take_place(subject) {
			return Ok(Zero::zero());
		}
		Self::hold_for_entry(subject)
	}

	/// Returns a deposit. Nothing is kept from going for want of money, so this does not fail: at
	/// most what is on hold is released.
	pub(crate) fn release(reason: HoldReason, payer: &T::AccountId, deposit: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), payer, deposit, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
