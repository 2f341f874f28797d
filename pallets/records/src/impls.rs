//! What the pallet answers to others.

use crate::{Config, Pallet, Receipts, Records};
use salus_primitives::{AccessReceipts, ReceiptParties};

impl<T: Config> AccessReceipts<T::AccountId> for Pallet<T> {
	fn parties(record: u64, index: u32) -> Option<ReceiptParties<T::AccountId>> {
		let reader = Receipts::<T>::get(record, index)?.reader;
		let record = Records::<T>::get(record)?;
		Some(ReceiptParties { subject: record.subject, custodian: record.custodian, reader })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_receipt(subject: &T::AccountId, custodian: &T::AccountId) -> (u64, u32) {
		crate::benchmarking::ensure_receipt::<T>(subject, custodian)
	}
}
