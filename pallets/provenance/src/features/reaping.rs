//! Reaping: a lot that nobody needs any more leaves the state, a bounded step at a time.

use crate::{
	Config, DepositOf, Error, Event, Exceptions, HoldReason, LotId, Lots, Origins, Pallet, Place,
	Ranges, Words, REAPED_PER_CALL,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{end_of_day, Products};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reap_lot(id: LotId) -> DispatchResult {
		let mut lot = Lots::<T>::get(id).ok_or(Error::<T>::UnknownLot)?;
		let until = end_of_day(lot.expires).saturating_add(T::RetentionPeriod::get());
		// A lot of the same number could be mistaken for the one that an open case is about.
		let over = T::Time::now() >= until && lot.open_cases == 0;
		ensure!(over, Error::<T>::StillNeeded);

		let limit = usize::try_from(REAPED_PER_CALL).unwrap_or_default();
		let mut room = limit;
		let exceptions: Vec<_> = Exceptions::<T>::iter_prefix(id).take(room).collect();
		room = room.saturating_sub(exceptions.len());
		for (index, exception) in exceptions {
			Exceptions::<T>::remove(id, index);
			Self::release(HoldReason::Exception, &exception.deposit);
		}
		let words: Vec<_> = Words::<T>::iter_key_prefix(id).take(room).collect();
		room = room.saturating_sub(words.len());
		words.into_iter().for_each(|number| Words::<T>::remove(id, number));
		let ranges: Vec<_> = Ranges::<T>::iter_prefix(id).take(room).collect();
		room = room.saturating_sub(ranges.len());
		for (end, range) in ranges {
			Ranges::<T>::remove(id, end);
			Self::release(HoldReason::Range, &range.deposit);
			if let Place::Container(container) = range.place {
				Self::recount(&container, -1)?;
			}
		}

		let whole = room > 0;
		if whole {
			Origins::<T>::remove(id);
			Lots::<T>::remove(id);
			if let Some(product) = T::Products::product(&lot.gtin) {
				let deposit = DepositOf::<T> { payer: product.manufacturer, amount: lot.deposit };
				Self::release(HoldReason::Lot, &deposit);
			}
		} else {
			lot.reaping = true;
			Lots::<T>::insert(id, lot);
		}
		Self::deposit_event(Event::LotReaped { lot: id, whole });
		Ok(())
	}
}
