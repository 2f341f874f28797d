//! What holds between any two calls.

use crate::{
	AccountIdOf, AmendmentState, Amendments, BalanceOf, Batches, Commitments, Config,
	CustodyOffers, ErasedLeaves, HoldReason, Holds, Leftovers, NextBatchId, NextRecordId, Pallet,
	Receipts, RecordId, Records, Versions, FIRST_VERSION,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. Reads all of the pallet's state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::ids_are_given_out_in_order()?;
		Self::histories_have_no_gap()?;
		Self::commitments_stand_once()?;
		Self::receipts_belong_to_accesses()?;
		Self::requests_and_orders_are_about_records()?;
		Self::leaves_are_proven_once()?;
		Self::remains_are_of_erased_records()?;
		Self::deposits_are_on_hold()
	}

	/// Every record's id is below the next one, and every batch's.
	fn ids_are_given_out_in_order() -> Result<(), TryRuntimeError> {
		let next = NextRecordId::<T>::get();
		ensure!(Records::<T>::iter_keys().all(|id| id < next), "record id not given out yet");
		let next = NextBatchId::<T>::get();
		ensure!(Batches::<T>::iter_keys().all(|id| id < next), "batch id not given out yet");
		Ok(())
	}

	/// How many versions of a record stand, and how many receipts were left: of an erased one, as
	/// long as it has not been swept.
	fn extent(id: RecordId) -> Option<(u32, u32)> {
		let record = Records::<T>::get(id).map(|record| (record.version, record.receipts));
		record.or_else(|| Leftovers::<T>::get(id).map(|left| (left.versions, left.receipts)))
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
			let (latest, _) = Self::extent(id).ok_or("version of no record")?;
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
			let (_, receipts) = Self::extent(id).ok_or("receipt of no record")?;
			ensure!(index < receipts, "receipt index not given out yet");
			let latest = Records::<T>::get(id).map_or(u32::MAX, |record| record.version);
			ensure!(
				(FIRST_VERSION..=latest).contains(&receipt.version),
				"receipt for an unknown version"
			);
		}
		Ok(())
	}

	/// Requests to amend, offers of custody and legal holds are about records that stand, one hold a
	/// regulator. Nobody is offered what they keep.
	fn requests_and_orders_are_about_records() -> Result<(), TryRuntimeError> {
		for (id, request) in Amendments::<T>::iter() {
			ensure!(Records::<T>::contains_key(id), "request to amend no record");
			let answered_before = match request.state {
				AmendmentState::Refused { at, .. } => at < request.requested_at,
				AmendmentState::Pending => false,
			};
			ensure!(!answered_before, "request answered before it was made");
		}
		for (id, to) in CustodyOffers::<T>::iter() {
			let record = Records::<T>::get(id).ok_or("offer of no record")?;
			ensure!(record.custodian != to && record.subject != to, "offer to the wrong party");
		}
		for (id, holds) in Holds::<T>::iter() {
			ensure!(Records::<T>::contains_key(id), "hold on no record");
			let regulators = holds.iter().map(|hold| &hold.by).collect::<BTreeSet<_>>();
			ensure!(
				!holds.is_empty() && regulators.len() == holds.len(),
				"not one hold for each regulator"
			);
		}
		Ok(())
	}

	/// A leaf is of a batch that has it, unless that is retired, and became one record, which either
	/// stands or was erased.
	fn leaves_are_proven_once() -> Result<(), TryRuntimeError> {
		let mut seen = ErasedLeaves::<T>::iter_keys().collect::<BTreeSet<_>>();
		for leaf in Records::<T>::iter_values().filter_map(|record| record.leaf) {
			ensure!(seen.insert(leaf), "leaf proven twice");
		}
		for (batch, index) in seen {
			ensure!(batch < NextBatchId::<T>::get(), "leaf of no batch");
			let in_range = Batches::<T>::get(batch).is_none_or(|batch| index < batch.batch.count);
			ensure!(in_range, "leaf out of range");
		}
		Ok(())
	}

	/// What is to be swept is of records that were, and are not any more.
	fn remains_are_of_erased_records() -> Result<(), TryRuntimeError> {
		for (id, remains) in Leftovers::<T>::iter() {
			ensure!(Self::do_is_erased(id), "remains of a record that was not erased");
			ensure!(remains.versions > 0 || remains.receipts > 0, "remains of nothing");
		}
		Ok(())
	}

	/// What is on hold from a payer is the sum of the deposits stored with what it pays for.
	fn deposits_are_on_hold() -> Result<(), TryRuntimeError> {
		let records = Records::<T>::iter_values()
			.map(|record| (record.custodian, record.deposit))
			.chain(Leftovers::<T>::iter_values().map(|left| (left.custodian, left.deposit)));
		Self::are_on_hold(HoldReason::Record, records)?;
		let receipts =
			Receipts::<T>::iter_values().map(|receipt| (receipt.reader, receipt.deposit));
		Self::are_on_hold(HoldReason::Receipt, receipts)?;
		let requests = Amendments::<T>::iter()
			.filter(|(_, request)| !request.deposit.is_zero())
			.filter_map(|(id, request)| Some((Records::<T>::get(id)?.subject, request.deposit)));
		Self::are_on_hold(HoldReason::Amendment, requests)?;
		let batches = Batches::<T>::iter_values().map(|batch| (batch.custodian, batch.deposit));
		Self::are_on_hold(HoldReason::Batch, batches)?;
		let holds = Holds::<T>::iter_values().flatten().map(|hold| (hold.by, hold.deposit));
		Self::are_on_hold(HoldReason::LegalHold, holds)
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
