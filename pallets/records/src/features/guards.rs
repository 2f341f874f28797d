//! What several features ask before they change anything.

use crate::{
	AccountIdLookupOf, Authorship, BalanceOf, Commitments, Config, Error, HoldReason, NextRecordId,
	Pallet, RecordId, RecordOf, RecordStatus, Records,
};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision, Defensive},
};
use salus_primitives::{Commitment, Credentials, LicenceKind};
use sp_runtime::{traits::StaticLookup, DispatchError};

impl<T: Config> Pallet<T> {
	/// The record, unless it was erased.
	pub(crate) fn standing(id: RecordId) -> Result<RecordOf<T>, Error<T>> {
		Records::<T>::get(id).ok_or_else(|| match Self::do_is_erased(id) {
			true => Error::<T>::Erased,
			false => Error::<T>::NotFound,
		})
	}

	/// Whether there was a record, and is none any more.
	pub(crate) fn do_is_erased(id: RecordId) -> bool {
		id < NextRecordId::<T>::get() && !Records::<T>::contains_key(id)
	}

	/// The record, unless it was erased or entered in error.
	pub(crate) fn active(id: RecordId) -> Result<RecordOf<T>, Error<T>> {
		let record = Self::standing(id)?;
		ensure!(record.status == RecordStatus::Active, Error::<T>::EnteredInError);
		Ok(record)
	}

	/// The record, for its `custodian`, be it licensed or not.
	pub(crate) fn kept_by(custodian: &T::AccountId, id: RecordId) -> Result<RecordOf<T>, Error<T>> {
		let record = Self::standing(id)?;
		ensure!(record.custodian == *custodian, Error::<T>::NotCustodian);
		Ok(record)
	}

	/// The record, for a change by `custodian`.
	pub(crate) fn in_custody_of(
		custodian: &T::AccountId,
		id: RecordId,
	) -> Result<RecordOf<T>, Error<T>> {
		let record = Self::active(id)?;
		ensure!(record.custodian == *custodian, Error::<T>::NotCustodian);
		Self::ensure_licensed(custodian)?;
		Ok(record)
	}

	/// The record, for a request of its `subject`.
	pub(crate) fn about(subject: &T::AccountId, id: RecordId) -> Result<RecordOf<T>, Error<T>> {
		let record = Self::standing(id)?;
		ensure!(record.subject == *subject, Error::<T>::NotSubject);
		Ok(record)
	}

	/// Ensures that `who` holds a valid facility licence.
	pub(crate) fn ensure_licensed(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Facility).map_err(Error::<T>::Unlicensed)
	}

	/// Ensures that `who` holds a valid regulator's licence.
	pub(crate) fn ensure_regulator(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Regulator).map_err(Error::<T>::NotRegulator)
	}

	/// The practitioner of `custodian` who is to sign what `custodian` registers.
	pub(crate) fn awaited(
		custodian: &T::AccountId,
		author: Option<AccountIdLookupOf<T>>,
	) -> Result<Authorship<T::AccountId>, DispatchError> {
		let Some(author) = author else { return Ok(Authorship::None) };
		let author = T::Lookup::lookup(author)?;
		T::Credentials::standing(&author, LicenceKind::Practitioner)
			.map_err(Error::<T>::AuthorUnlicensed)?;
		ensure!(
			T::Credentials::member_role(custodian, &author).is_some(),
			Error::<T>::AuthorNotMember
		);
		Ok(Authorship::Awaited(author))
	}

	/// Ensures that `commitment` commits to something.
	pub(crate) fn ensure_committed(commitment: &Commitment) -> Result<(), Error<T>> {
		ensure!(!commitment.is_zero(), Error::<T>::CommitmentZero);
		Ok(())
	}

	/// Ensures that `commitment` commits to something, and stands nowhere yet.
	pub(crate) fn ensure_fresh(commitment: &Commitment) -> Result<(), Error<T>> {
		Self::ensure_committed(commitment)?;
		ensure!(!Commitments::<T>::contains_key(commitment), Error::<T>::AlreadyExists);
		Ok(())
	}

	/// Holds a deposit from `who`, and answers with it, to be stored with what it pays for.
	pub(crate) fn hold(
		reason: HoldReason,
		who: &T::AccountId,
		deposit: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		T::Currency::hold(&reason.into(), who, deposit)?;
		Ok(deposit)
	}

	/// Returns a deposit. Nothing is kept for want of it, so this does not fail: at most what is on
	/// hold is released.
	pub(crate) fn release(reason: HoldReason, who: &T::AccountId, deposit: BalanceOf<T>) {
		let _ = T::Currency::release(&reason.into(), who, deposit, Precision::BestEffort)
			.defensive_proof("the payer has the deposit on hold");
	}
}
