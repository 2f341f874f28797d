//! Verifying documents against the chain.

use crate::{Config, Pallet, RecordId, RecordStatus, Records, Verification, Versions};
use salus_primitives::Commitment;

impl<T: Config> Pallet<T> {
	/// Whether the document is genuine decides before what has become of it since.
	pub(crate) fn do_verify(id: RecordId, number: u32, commitment: Commitment) -> Verification {
		let Some(record) = Records::<T>::get(id) else {
			return match Self::do_is_erased(id) {
				true => Verification::Erased,
				false => Verification::UnknownRecord,
			};
		};
		let Some(version) = Versions::<T>::get(id, number) else {
			return Verification::UnknownVersion;
		};
		match record.status {
			_ if version.commitment != commitment => Verification::Mismatch,
			RecordStatus::EnteredInError => Verification::EnteredInError,
			RecordStatus::Active if number == record.version => Verification::Current,
			RecordStatus::Active => Verification::Superseded { by: record.version },
		}
	}
}
