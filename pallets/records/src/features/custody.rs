//! Handing records from facility to facility: offered by one, accepted by the other.

use crate::{Config, CustodyOffers, Error, Event, HoldReason, Pallet, RecordId, Records};
use frame_support::{dispatch::DispatchResult, ensure};
use salus_primitives::{Credentials, LicenceKind};

impl<T: Config> Pallet<T> {
	/// A facility that lost its licence hands over what it still keeps: it is not asked for one.
	pub(crate) fn do_offer_custody(
		custodian: T::AccountId,
		id: RecordId,
		to: T::AccountId,
	) -> DispatchResult {
		let record = Self::kept_by(&custodian, id)?;
		ensure!(to != custodian, Error::<T>::AlreadyCustodian);
		ensure!(to != record.subject, Error::<T>::SubjectIsCustodian);
		Self::ensure_recipient(&to)?;

		CustodyOffers::<T>::insert(id, to.clone());

		Self::deposit_event(Event::CustodyOffered { record: id, to });
		Ok(())
	}

	pub(crate) fn do_accept_custody(to: T::AccountId, id: RecordId) -> DispatchResult {
		let mut record = Self::standing(id)?;
		let offered = CustodyOffers::<T>::get(id).ok_or(Error::<T>::NoOffer)?;
		ensure!(offered == to, Error::<T>::NotRecipient);
		Self::ensure_recipient(&to)?;

		Self::hold(HoldReason::Record, &to, record.deposit)?;
		Self::release(HoldReason::Record, &record.custodian, record.deposit);
		let from = core::mem::replace(&mut record.custodian, to.clone());
		CustodyOffers::<T>::remove(id);
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::CustodyTransferred { record: id, from, to });
		Ok(())
	}

	pub(crate) fn do_cancel_custody_offer(by: T::AccountId, id: RecordId) -> DispatchResult {
		let record = Self::standing(id)?;
		let offered = CustodyOffers::<T>::get(id).ok_or(Error::<T>::NoOffer)?;
		ensure!(by == record.custodian || by == offered, Error::<T>::NotRecipient);

		CustodyOffers::<T>::remove(id);

		Self::deposit_event(Event::CustodyOfferCancelled { record: id, by });
		Ok(())
	}

	fn ensure_recipient(to: &T::AccountId) -> Result<(), Error<T>> {
		T::Credentials::standing(to, LicenceKind::Facility).map_err(Error::<T>::RecipientUnlicensed)
	}
}
