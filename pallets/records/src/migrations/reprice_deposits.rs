//! Lower prices for the records that stand already.

use crate::{
	BalanceOf, Config, Event, HoldReason, NextRecordId, Pallet, RecordId, RecordOf, Records,
	WeightInfo,
};
use alloc::{vec, vec::Vec};
use core::marker::PhantomData;
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	storage::StoragePrefixedMap,
	traits::{fungible::MutateHold, tokens::Precision, Get},
	weights::WeightMeter,
};
use sp_runtime::traits::{Saturating, Zero};

/// What the migration is known by, beside the number of its prices.
const NAME: &[u8; 21] = b"pallet_records/prices";

/// Brings what custodians have on hold for their records down to what the runtime that runs it asks
/// for them: [`Config::RecordDeposit`], and [`Config::VersionDeposit`] for each version. The rest is
/// released to them. Nobody is asked for more: where prices rose, what is held stays as it is.
///
/// The prices are those number `PRICES`, from 1. Who lowers them another time runs it with the next
/// number, because a migration is run once.
///
/// - It goes through the records in the order of their keys; the cursor is the last one it is done
///   with. A step is done with as many as its meter allows for, and at least one.
/// - A record that cannot be decoded ends it, with [`SteppedMigrationError::Failed`], and is left as
///   it is. The records before it are done, those after it are not. Once it is repaired, the
///   migration may be run from that cursor, or from the beginning, which comes to the same: a record
///   that costs what it should is left alone.
/// - A release that the currency refuses leaves the record with what is held for it.
/// - Erased records are left alone: their deposit goes back as a whole when they are swept.
pub struct RepriceDeposits<T, const PRICES: u8 = 1>(PhantomData<T>);

impl<T: Config, const PRICES: u8> SteppedMigration for RepriceDeposits<T, PRICES> {
	type Cursor = RecordId;
	type Identifier = MigrationId<{ NAME.len() }>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *NAME, version_from: PRICES.saturating_sub(1), version_to: PRICES }
	}

	/// A step is done with a record, so that it takes no more steps than records were registered,
	/// and one to see that there are no more.
	fn max_steps() -> Option<u32> {
		u32::try_from(NextRecordId::<T>::get()).ok().map(|records| records.saturating_add(1))
	}

	fn migrating_prefixes() -> Option<impl IntoIterator<Item = Vec<u8>>> {
		Some(vec![Records::<T>::final_prefix().to_vec()])
	}

	fn step(
		cursor: Option<Self::Cursor>,
		meter: &mut WeightMeter,
	) -> Result<Option<Self::Cursor>, SteppedMigrationError> {
		// What comes after a key is the same whether or not the key is still there.
		let mut ids = match cursor {
			Some(id) => Records::<T>::iter_keys_from_key(id),
			None => Records::<T>::iter_keys(),
		};
		let required = T::WeightInfo::reprice_deposits();
		let (mut records, mut amount) = (0u32, BalanceOf::<T>::zero());
		let mut last = None;

		// An error undoes the step. It is for the first record only: before another one, the step ends
		// well, so that what it did stays done, and the next step meets what is in the way.
		let result = loop {
			if meter.try_consume(required).is_err() {
				break last.map(Some).ok_or(SteppedMigrationError::InsufficientWeight { required });
			}
			let Some(id) = ids.next() else { break Ok(None) };
			let Some(record) = Records::<T>::get(id) else {
				break last.map(Some).ok_or(SteppedMigrationError::Failed);
			};
			let released = lower_deposit::<T>(id, record);
			if !released.is_zero() {
				records = records.saturating_add(1);
				amount.saturating_accrue(released);
			}
			last = Some(id);
		};

		if records > 0 {
			Pallet::<T>::deposit_event(Event::DepositsLowered { records, amount });
		}
		result
	}

	#[cfg(feature = "try-runtime")]
	fn pre_upgrade() -> Result<Vec<u8>, sp_runtime::TryRuntimeError> {
		state_before::<T>()
	}

	#[cfg(feature = "try-runtime")]
	fn post_upgrade(state: Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
		verify_state_after::<T>(&state)
	}
}

/// Releases what is held for `record` beyond today's price, and answers with how much that is.
fn lower_deposit<T: Config>(id: RecordId, mut record: RecordOf<T>) -> BalanceOf<T> {
	let versions = T::VersionDeposit::get().saturating_mul(record.version.into());
	let price = T::RecordDeposit::get().saturating_add(versions);
	let excess = record.deposit.saturating_sub(price);
	if excess.is_zero() {
		return excess;
	}
	let reason = HoldReason::Record.into();
	match T::Currency::release(&reason, &record.custodian, excess, Precision::Exact) {
		Ok(released) => {
			record.deposit = record.deposit.saturating_sub(released);
			Records::<T>::insert(id, record);
			released
		}
		Err(_) => Zero::zero(),
	}
}

#[cfg(any(test, feature = "try-runtime"))]
pub(crate) use checks::{state_before, verify_state_after};

#[cfg(any(test, feature = "try-runtime"))]
mod checks {
	use super::*;
	use crate::{Commitments, Versions};
	use codec::{Decode, Encode};
	use frame_support::ensure;
	use sp_core::H256;
	use sp_runtime::{
		traits::{BlakeTwo256, Hash},
		TryRuntimeError,
	};

	/// The records, and a digest of their versions and commitments.
	type Snapshot<T> = (Vec<(RecordId, RecordOf<T>)>, H256);

	fn snapshot<T: Config>() -> Snapshot<T> {
		let versions = Versions::<T>::iter().collect::<Vec<_>>();
		let commitments = Commitments::<T>::iter().collect::<Vec<_>>();
		(Records::<T>::iter().collect(), BlakeTwo256::hash_of(&(versions, commitments)))
	}

	/// What has to be the same afterwards. Refuses a state that the migration would fail on.
	pub(crate) fn state_before<T: Config>() -> Result<Vec<u8>, TryRuntimeError> {
		let before = snapshot::<T>();
		ensure!(
			before.0.len() == Records::<T>::iter_keys().count(),
			"a record cannot be decoded: the migration would fail"
		);
		Pallet::<T>::do_try_state()?;
		Ok(before.encode())
	}

	/// Nothing changed but deposits, none of which grew, and what is on hold is their sum.
	pub(crate) fn verify_state_after<T: Config>(before: &[u8]) -> Result<(), TryRuntimeError> {
		let (before, history) = <Snapshot<T>>::decode(&mut &before[..])
			.map_err(|_| "the state before cannot be decoded")?;
		let (after, history_after) = snapshot::<T>();
		ensure!(history == history_after, "a version or a commitment changed");
		ensure!(before.len() == after.len(), "a record came or went");
		for ((id, mut record), (id_after, record_after)) in before.into_iter().zip(after) {
			ensure!(record_after.deposit <= record.deposit, "a deposit grew");
			record.deposit = record_after.deposit;
			ensure!(id == id_after && record == record_after, "a record changed");
		}
		Pallet::<T>::do_try_state()
	}
}
