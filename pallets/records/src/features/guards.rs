//! What several features ask before they change anything.

use crate::{
	BalanceOf, Commitments, Config, Error, HoldReason, Pallet, RecordId, RecordOf, RecordStatus,
	Records,
};
use frame_support::{ensure, traits::fungible::MutateHold};
use salus_primitives::{Commitment, Credentials, LicenceKind};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The record, unless it was entered in error.
	pub(crate) fn active(id: RecordId) -> Result<RecordOf<T>, Error<T>> {
		let record = Records::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(record.status == RecordStatus::Active, Error::<T>::EnteredInError);
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

	/// Ensures that `who` holds a valid facility licence.
	pub(crate) fn ensure_licensed(who: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(who, LicenceKind::Facility).map_err(Error::<T>::Unlicensed)
	}

	/// Ensures that `commitment` commits to something, and stands nowhere yet.
	pub(crate) fn ensure_fresh(commitment: &Commitment) -> Result<(), Error<T>> {
		ensure!(!commitment.is_zero(), Error::<T>::CommitmentZero);
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
}
