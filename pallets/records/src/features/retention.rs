//! How long records are kept: by their custodian within the rules, and by order of a regulator.

use crate::{
	Config, ErasureGround, Error, Event, HoldReason, Holds, LegalHold, Pallet, RecordId, RecordOf,
	Records, RetentionClass, RetentionRules,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Moment};

impl<T: Config> Pallet<T> {
	/// A record does not leave a class for one that keeps it shorter.
	pub(crate) fn do_set_retention(
		custodian: T::AccountId,
		id: RecordId,
		class: RetentionClass,
		until: Moment,
	) -> DispatchResult {
		let mut record = Self::kept_by(&custodian, id)?;
		Self::ensure_licensed(&custodian)?;
		// Nobody puts off what was asked for by calling the record something else.
		let unchanged = class == record.class || record.erasure == ErasureGround::None;
		ensure!(unchanged, Error::<T>::ErasureRequested);
		let minimum = T::Retention::minimum(class);
		ensure!(minimum >= T::Retention::minimum(record.class), Error::<T>::BelowMinimum);
		ensure!(until >= record.registered_at.saturating_add(minimum), Error::<T>::BelowMinimum);

		record.class = class;
		record.retain_until = until;
		Records::<T>::insert(id, record);

		Self::deposit_event(Event::RetentionSet { record: id, class, until });
		Ok(())
	}

	pub(crate) fn do_place_hold(
		by: T::AccountId,
		id: RecordId,
		until: Moment,
		order: Commitment,
	) -> DispatchResult {
		Self::standing(id)?;
		Self::ensure_regulator(&by)?;
		Self::ensure_committed(&order)?;
		let now = T::Time::now();
		ensure!(until > now, Error::<T>::EndInPast);
		ensure!(until <= now.saturating_add(T::MaxHold::get()), Error::<T>::EndTooLate);

		let mut holds = Holds::<T>::get(id);
		if let Some(hold) = holds.iter_mut().find(|hold| hold.by == by) {
			(hold.until, hold.order) = (until, order);
		} else {
			let (kept, ended): (Vec<_>, Vec<_>) =
				holds.into_iter().partition(|hold| hold.until > now);
			holds = kept.try_into().unwrap_or_default();
			ensure!(!holds.is_full(), Error::<T>::TooManyHolds);
			let deposit = Self::hold(HoldReason::LegalHold, &by, T::HoldDeposit::get())?;
			let hold = LegalHold { by: by.clone(), until, order, deposit };
			holds.try_push(hold).map_err(|_| Error::<T>::TooManyHolds)?;
			for hold in ended {
				Self::release(HoldReason::LegalHold, &hold.by, hold.deposit);
			}
		}
		Holds::<T>::insert(id, holds);

		Self::deposit_event(Event::HoldPlaced { record: id, by, until, order });
		Ok(())
	}

	/// Whoever placed a hold may lift it, licensed still or not.
	pub(crate) fn do_lift_hold(by: T::AccountId, id: RecordId) -> DispatchResult {
		Self::standing(id)?;
		let mut holds = Holds::<T>::get(id);
		let position = holds.iter().position(|hold| hold.by == by).ok_or(Error::<T>::NotHeld)?;

		let hold = holds.remove(position);
		Self::release(HoldReason::LegalHold, &by, hold.deposit);
		if holds.is_empty() {
			Holds::<T>::remove(id);
		} else {
			Holds::<T>::insert(id, holds);
		}

		Self::deposit_event(Event::HoldLifted { record: id, by });
		Ok(())
	}

	/// Ensures that nothing keeps `record` from being erased.
	pub(crate) fn ensure_erasable(
		id: RecordId,
		record: &RecordOf<T>,
		now: Moment,
	) -> Result<(), Error<T>> {
		let held = Holds::<T>::get(id).iter().any(|hold| hold.until > now);
		ensure!(!held, Error::<T>::UnderHold);
		let kept_until = match record.erasure {
			ErasureGround::None => record.retain_until,
			ErasureGround::Requested => {
				record.registered_at.saturating_add(T::Retention::minimum(record.class))
			}
			ErasureGround::Ordered => now,
		};
		ensure!(now >= kept_until, Error::<T>::RetentionNotOver);
		Ok(())
	}

	/// Removes the holds of a record, which have all ended.
	pub(crate) fn remove_holds(id: RecordId) {
		for hold in Holds::<T>::take(id) {
			Self::release(HoldReason::LegalHold, &hold.by, hold.deposit);
		}
	}
}
