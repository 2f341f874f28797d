//! Erasing records, and sweeping what they leave.
//!
//! Erasing drops what says whom a record was about at once. Its versions and receipts may be many:
//! they are swept within a bound, the rest by later calls and in idle time.

use crate::{
	Amendments, Commitments, Config, CustodyOffers, ErasedLeaves, ErasureGround, Error, Event,
	HoldReason, Leftovers, Pallet, Receipts, RecordId, Records, Remains, RemainsOf, Versions,
	WeightInfo, MAX_ERASED,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	pallet_prelude::{BoundedVec, ConstU32},
	traits::{Get, Time},
	weights::{Weight, WeightMeter},
};
use salus_primitives::Commitment;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request_erasure(subject: T::AccountId, id: RecordId) -> DispatchResult {
		let mut record = Self::about(&subject, id)?;
		ensure!(record.erasure == ErasureGround::None, Error::<T>::AlreadyRequested);

		record.erasure = ErasureGround::Requested;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::ErasureRequested { record: id });
		Ok(())
	}

	pub(crate) fn do_order_erasure(
		by: T::AccountId,
		id: RecordId,
		order: Commitment,
	) -> DispatchResult {
		let mut record = Self::standing(id)?;
		Self::ensure_regulator(&by)?;
		Self::ensure_committed(&order)?;
		ensure!(record.erasure != ErasureGround::Ordered, Error::<T>::AlreadyOrdered);

		record.erasure = ErasureGround::Ordered;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::ErasureOrdered { record: id, by, order });
		Ok(())
	}

	/// A facility that lost its licence still erases what it has to: it is not asked for one.
	pub(crate) fn do_erase(
		custodian: T::AccountId,
		records: BoundedVec<RecordId, ConstU32<MAX_ERASED>>,
		receipt: Commitment,
	) -> DispatchResult {
		ensure!(!records.is_empty(), Error::<T>::NothingToErase);
		Self::ensure_committed(&receipt)?;
		let now = T::Time::now();
		let mut budget = T::SweepPerCall::get();
		for id in &records {
			let record = Self::kept_by(&custodian, *id)?;
			Self::ensure_erasable(*id, &record, now)?;

			Records::<T>::remove(id);
			CustodyOffers::<T>::remove(id);
			if let Some(request) = Amendments::<T>::get(id) {
				Self::remove_amendment(*id, &record.subject, request);
			}
			Self::remove_holds(*id);
			if let Some((batch, index)) = record.leaf {
				ErasedLeaves::<T>::insert(batch, index, ());
			}
			let remains = Remains {
				custodian: record.custodian,
				versions: record.version,
				receipts: record.receipts,
				deposit: record.deposit,
			};
			budget = Self::sweep_up(*id, remains, budget);
		}

		Self::deposit_event(Event::Erased { records, receipt });
		Ok(())
	}

	pub(crate) fn do_sweep(id: RecordId) -> DispatchResult {
		let remains = Leftovers::<T>::get(id).ok_or(Error::<T>::NothingToSweep)?;
		Self::sweep_up(id, remains, T::SweepPerCall::get());
		Ok(())
	}

	/// Sweeps in the time that a block has left.
	pub(crate) fn sweep_in_idle_time(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		let look = T::DbWeight::get().reads(1);
		while meter.try_consume(look).is_ok() {
			let Some((id, remains)) = Leftovers::<T>::iter().next() else { break };
			let entries = (1..=T::SweepPerCall::get())
				.rev()
				.find(|entries| meter.can_consume(T::WeightInfo::sweep(*entries)));
			let Some(entries) = entries else { break };
			meter.consume(T::WeightInfo::sweep(entries));
			Self::sweep_up(id, remains, entries);
		}
		meter.consumed()
	}

	/// Removes up to `budget` versions and receipts of an erased record, and answers with how many
	/// more may be removed. An index of a receipt that is gone already counts: looking costs, too.
	fn sweep_up(id: RecordId, mut remains: RemainsOf<T>, mut budget: u32) -> u32 {
		while budget > 0 && remains.receipts > 0 {
			remains.receipts = remains.receipts.saturating_sub(1);
			budget = budget.saturating_sub(1);
			if let Some(receipt) = Receipts::<T>::take(id, remains.receipts) {
				Self::release(HoldReason::Receipt, &receipt.reader, receipt.deposit);
			}
		}
		while budget > 0 && remains.versions > 0 {
			if let Some(version) = Versions::<T>::take(id, remains.versions) {
				Commitments::<T>::remove(version.commitment);
			}
			remains.versions = remains.versions.saturating_sub(1);
			budget = budget.saturating_sub(1);
		}

		if remains.versions > 0 || remains.receipts > 0 {
			Leftovers::<T>::insert(id, remains);
		} else {
			Leftovers::<T>::remove(id);
			Self::release(HoldReason::Record, &remains.custodian, remains.deposit);
			Self::deposit_event(Event::Swept { record: id });
		}
		budget
	}
}
