//! Accessing records, and the receipts that accesses leave.

use crate::{
	Config, Error, Event, HoldReason, Pallet, Receipt, ReceiptOf, Receipts, RecordId, Records,
	RECEIPTS_PER_PAGE,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{AccessMonitor, Action, Basis, ConsentGate, Purpose, Sighting};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_access(
		reader: T::AccountId,
		id: RecordId,
		action: Action,
		purpose: Purpose,
	) -> Result<Basis<T::AccountId>, DispatchError> {
		let mut record = Self::active(id)?;
		let basis =
			T::ConsentGate::check(&record.subject, &reader, action, purpose, record.segment.into())
				.map_err(Error::<T>::Refused)?;
		let (index, version) = (record.receipts, record.version);
		record.receipts = index.checked_add(1).ok_or(Error::<T>::TooManyReceipts)?;

		let deposit = Self::hold(HoldReason::Receipt, &reader, T::ReceiptDeposit::get())?;
		Receipts::<T>::insert(
			id,
			index,
			Receipt {
				reader: reader.clone(),
				basis: basis.clone(),
				action,
				purpose,
				version,
				at: T::Time::now(),
				deposit,
			},
		);
		if basis != Basis::Subject {
			T::Monitor::note(&reader, Sighting::Subject(&record.subject));
		}
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::Accessed {
			record: id,
			index,
			reader,
			basis: basis.clone(),
			action,
			purpose,
			version,
		});
		Ok(basis)
	}

	pub(crate) fn do_reap_receipt(id: RecordId, index: u32) -> DispatchResult {
		let receipt = Receipts::<T>::get(id, index).ok_or(Error::<T>::NotFound)?;
		let retained_until = receipt.at.saturating_add(T::ReceiptRetention::get());
		ensure!(T::Time::now() >= retained_until, Error::<T>::NotExpired);

		Self::release(HoldReason::Receipt, &receipt.reader, receipt.deposit);
		Receipts::<T>::remove(id, index);

		Self::deposit_event(Event::ReceiptReaped { record: id, index });
		Ok(())
	}

	pub(crate) fn do_receipts(id: RecordId, from: u32) -> Vec<(u32, ReceiptOf<T>)> {
		let count = Records::<T>::get(id).map_or(0, |record| record.receipts);
		(from..from.saturating_add(RECEIPTS_PER_PAGE).min(count))
			.filter_map(|index| Some((index, Receipts::<T>::get(id, index)?)))
			.collect()
	}
}
