//! Days: a custodian commits to all accesses of a day, or says that there was none.

use crate::{
	end_of, Config, CustodianDays, Custodians, Day, DayEntry, Days, Error, Event, HoldReason,
	Pallet, ReceiptProblem, DAYS_PER_CALL,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{merkle::Batch, Credentials, Moment};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_anchor_day(custodian: T::AccountId, day: Day, batch: Batch) -> DispatchResult {
		Self::ensure_organisation(&custodian)?;
		ensure!(batch.count > 0, Error::<T>::ZeroCount);
		ensure!(batch.count <= T::MaxReceiptsPerDay::get(), Error::<T>::TooManyReceipts);
		ensure!(!batch.root.is_zero(), Error::<T>::ZeroRoot);

		Self::anchor(&custodian, day, Some(batch))?;
		let Batch { root, count } = batch;
		Self::deposit_event(Event::DayAnchored { custodian, day, root, count });
		Ok(())
	}

	pub(crate) fn do_declare_quiet_day(custodian: T::AccountId, day: Day) -> DispatchResult {
		Self::ensure_organisation(&custodian)?;

		Self::anchor(&custodian, day, None)?;
		Self::deposit_event(Event::QuietDayDeclared { custodian, day });
		Ok(())
	}

	/// Stores what `custodian` says of `day`, once and for all.
	fn anchor(custodian: &T::AccountId, day: Day, batch: Option<Batch>) -> DispatchResult {
		let now = T::Time::now();
		ensure!(end_of(day) <= now, Error::<T>::DayNotOver);
		// What may have been reaped cannot be told anew.
		ensure!(!Self::retention_is_over(end_of(day), now), Error::<T>::DayTooOld);
		ensure!(!Days::<T>::contains_key(custodian, day), Error::<T>::AlreadyAnchored);

		let deposit = Self::hold(HoldReason::Day, custodian, T::DayDeposit::get())?;
		let entry = DayEntry { batch, anchored_at: now, deposit };
		let days = Custodians::<T>::get(custodian).unwrap_or_else(|| CustodianDays::empty(day));
		Days::<T>::insert(custodian, day, entry);
		Custodians::<T>::insert(custodian, days.with(day));
		Ok(())
	}

	/// Removes the first day of `custodian`, be it anchored or missing.
	pub(crate) fn do_reap_day(custodian: T::AccountId) -> DispatchResult {
		let days = Custodians::<T>::get(&custodian).ok_or(Error::<T>::NotFound)?;
		let day = days.first;
		let entry = Days::<T>::get(&custodian, day);
		let since = entry.as_ref().map_or(end_of(day), |entry| entry.anchored_at);
		ensure!(Self::retention_is_over(since, T::Time::now()), Error::<T>::StillNeeded);

		let gone = u32::from(entry.is_some());
		let first = day.saturating_add(1);
		let rest = CustodianDays { first, anchored: days.anchored.saturating_sub(gone), ..days };
		// The last day is always an anchored one.
		Custodians::<T>::set(&custodian, (day < days.last).then_some(rest));
		Days::<T>::remove(&custodian, day);
		if let Some(entry) = entry {
			Self::release(HoldReason::Day, &custodian, entry.deposit);
		}
		Self::deposit_event(Event::DayReaped { custodian, day });
		Ok(())
	}

	/// Every day from `from` to `to`, inclusive, that is over and not anchored.
	pub(crate) fn do_missing_days(custodian: &T::AccountId, from: Day, to: Day) -> Vec<Day> {
		let now = T::Time::now();
		(from..=to)
			.take_while(|day| end_of(*day) <= now)
			.take(usize::try_from(DAYS_PER_CALL).unwrap_or_default())
			.filter(|day| !Days::<T>::contains_key(custodian, day))
			.collect()
	}

	pub(crate) fn do_verify_receipt(
		custodian: &T::AccountId,
		day: Day,
		index: u32,
		leaf: H256,
		proof: &[H256],
	) -> Result<(), ReceiptProblem> {
		let entry = Days::<T>::get(custodian, day).ok_or(ReceiptProblem::UnknownDay)?;
		let batch = entry.batch.ok_or(ReceiptProblem::QuietDay)?;
		batch.verify(index, leaf, proof).map_err(ReceiptProblem::Proof)
	}

	pub(crate) fn ensure_organisation(who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(T::Credentials::licence_kinds(who).any_organisation(), Error::<T>::NotOrganisation);
		Ok(())
	}

	pub(crate) fn retention_is_over(since: Moment, now: Moment) -> bool {
		now >= since.saturating_add(T::RetentionPeriod::get())
	}
}

impl<T> From<ReceiptProblem> for Error<T> {
	fn from(problem: ReceiptProblem) -> Self {
		match problem {
			ReceiptProblem::UnknownDay => Self::UnknownDay,
			ReceiptProblem::QuietDay => Self::QuietDay,
			ReceiptProblem::Proof(problem) => Self::Proof(problem),
		}
	}
}
