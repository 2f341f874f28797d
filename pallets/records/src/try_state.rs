//! What holds between any two calls.

use crate::{
	AccountIdOf, BalanceOf, Commitments, Config, HoldReason, NextRecordId, Pallet, Receipts,
	Records, Versions, FIRST_VERSION,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. Reads all of the pallet's state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::ids_are_given_out_in_order()?;
		Self::histories_have_no_gap()?;
		Self::commitments_stand_once()?;
		Self::receipts_belong_to_accesses()?;
		Self::deposits_are_on_hold()
	}

	/// Every record's id is below the next one.
	fn ids_are_given_out_in_order() -> Result<(), TryRuntimeError> {
		let next = NextRecordId::<T>::get();
		ensure!(Records::<T>::iter_keys().all(|id| id < next), "record id not given out yet");
		Ok(())
	}

	/// A record has every version from the first to the latest, and no other.
	fn histories_have_no_gap() -> Result<(), TryRuntimeError> {
		for (id, record) in Records::<T>::iter() {
			ensure!(record.version >= FIRST_VERSION, "record without a version");
			ensure!(
				(FIRST_VERSION..=record.version)
					.all(|version| Versions::<T>::contains_key(id, version)),
				"version missing"
			);
		}
		for (id, version) in Versions::<T>::iter_keys() {
			let latest = Records::<T>::get(id).ok_or("version of no record")?.version;
			ensure!((FIRST_VERSION..=latest).contains(&version), "version out of range");
		}
		Ok(())
	}

	/// No two versions have the same commitment, and the index leads from each to its record, with
	/// no other entry.
	fn commitments_stand_once() -> Result<(), TryRuntimeError> {
		let mut standing = BTreeMap::new();
		for (id, _, version) in Versions::<T>::iter() {
			ensure!(!version.commitment.is_zero(), "commitment to nothing");
			ensure!(standing.insert(version.commitment, id).is_none(), "commitment stands twice");
		}
		let index = Commitments::<T>::iter().collect::<BTreeMap<_, _>>();
		ensure!(index == standing, "commitment index differs from the versions");
		Ok(())
	}

	/// A receipt has an index and a version that its record had given out.
	fn receipts_belong_to_accesses() -> Result<(), TryRuntimeError> {
		for (id, index, receipt) in Receipts::<T>::iter() {
			let record = Records::<T>::get(id).ok_or("receipt of no record")?;
			ensure!(index < record.receipts, "receipt index not given out yet");
			ensure!(
				(FIRST_VERSION..=record.version).contains(&receipt.version),
				"receipt for an unknown version"
			);
		}
		Ok(())
	}

	/// What is on hold from a payer is the sum of the deposits stored with what it pays for.
	fn deposits_are_on_hold() -> Result<(), TryRuntimeError> {
		let records = Records::<T>::iter().map(|(id, record)| {
			let versions = Versions::<T>::iter_prefix_values(id).map(|version| version.deposit);
			(record.custodian, versions.fold(record.deposit, Saturating::saturating_add))
		});
		Self::are_on_hold(HoldReason::Record, records)?;
		let receipts =
			Receipts::<T>::iter_values().map(|receipt| (receipt.reader, receipt.deposit));
		Self::are_on_hold(HoldReason::Receipt, receipts)
	}

	fn are_on_hold(
		reason: HoldReason,
		deposits: impl Iterator<Item = (AccountIdOf<T>, BalanceOf<T>)>,
	) -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<_, BalanceOf<T>>::new();
		for (payer, deposit) in deposits {
			owed.entry(payer).or_default().saturating_accrue(deposit);
		}
		let reason = reason.into();
		ensure!(
			owed.into_iter()
				.all(|(payer, sum)| T::Currency::balance_on_hold(&reason, &payer) == sum),
			"deposits differ from what is on hold"
		);
		Ok(())
	}
}
