//! What holds between any two calls.

use crate::{
	word, BalanceOf, Cases, Config, ContainerPlace, Containers, DepositOf, Exceptions, HoldReason,
	LotId, Lots, Origins, Pallet, Place, Ranges, Words, MAX_DEPTH,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::{Products, Sscc};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks every invariant. Reads all of the pallet's state.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::every_unit_is_in_one_place()?;
		Self::containers_know_what_is_in_them()?;
		Self::dispensed_units_stay_where_they_are()?;
		Self::exceptions_are_marked()?;
		Self::cases_are_about_suspects()?;
		Self::measures_are_about_units()?;
		Self::deposits_are_on_hold()
	}

	/// The ranges of a lot follow each other without a gap, up to the fresh units; those are the rest.
	fn every_unit_is_in_one_place() -> Result<(), TryRuntimeError> {
		// Those of a lot that is on its way out start late.
		let mut ends = BTreeMap::<LotId, (u32, u32)>::new();
		for (id, end, range) in Ranges::<T>::iter() {
			let (_, at) = ends.entry(id).or_insert((range.start, range.start));
			ensure!(range.start == *at, "units in no place, or in two");
			ensure!(range.start < u32::from(end), "empty range");
			*at = end.into();
		}
		for (id, lot) in Lots::<T>::iter() {
			let (start, end) = ends.remove(&id).unwrap_or_default();
			let whole = start == 0 && end == lot.fresh;
			ensure!(lot.reaping || whole, "units vanished, or appeared");
			ensure!(lot.fresh <= lot.count, "units vanished, or appeared");
		}
		ensure!(ends.is_empty(), "range of no lot");
		Ok(())
	}

	/// Containers are counted and tall enough, in no circle, and not too deep. What is in one is whole.
	fn containers_know_what_is_in_them() -> Result<(), TryRuntimeError> {
		let mut contents = BTreeMap::<Sscc, u32>::new();
		for (_, _, range) in Ranges::<T>::iter() {
			if let Place::Container(sscc) = range.place {
				ensure!(Containers::<T>::contains_key(sscc), "range in no container");
				contents.entry(sscc).or_default().saturating_inc();
			}
		}
		for container in Containers::<T>::iter_values() {
			let (mut at, mut above) = (container.clone(), 1u8);
			while let ContainerPlace::Within(outer) = at.place {
				ensure!(at.shipment.is_none(), "shipped from inside another one");
				above.saturating_inc();
				ensure!(above <= MAX_DEPTH, "too deep, or a circle");
				let inside = at.height;
				at = Containers::<T>::get(outer).ok_or("container in no container")?;
				ensure!(at.height > inside, "taller than what it is in");
			}
			if let ContainerPlace::Within(outer) = container.place {
				contents.entry(outer).or_default().saturating_inc();
			}
			ensure!(container.height <= MAX_DEPTH, "too tall");
		}
		for (sscc, container) in Containers::<T>::iter() {
			let counted = contents.get(&sscc).copied().unwrap_or_default();
			ensure!(container.contents == counted, "miscounted container");
			ensure!(container.contents > 0 || !container.returns, "nothing came back");
		}
		Ok(())
	}

	/// What is dispensed, or opened, is in stock, in a range that says so.
	fn dispensed_units_stay_where_they_are() -> Result<(), TryRuntimeError> {
		for (id, number, word) in Words::<T>::iter() {
			ensure!(!word.is_blank(), "word that says nothing");
			if Lots::<T>::get(id).is_none_or(|lot| lot.reaping) {
				continue;
			}
			for index in word.dispensed().map(|at| word::index(number, at)) {
				let (_, range) = Self::covering(&id, index).ok_or("dispensed, but fresh")?;
				ensure!(range.touched, "dispensed from an untouched range");
				ensure!(matches!(range.place, Place::Stock { .. }), "dispensed, but not in stock");
			}
		}
		Ok(())
	}

	/// Words mark the units that have an exception, and no other. An exception says something.
	fn exceptions_are_marked() -> Result<(), TryRuntimeError> {
		for (id, index, exception) in Exceptions::<T>::iter() {
			let word = Words::<T>::get(id, word::number(index));
			ensure!(word.is_marked(word::offset(index)), "exception without a mark");
			ensure!(
				exception.case.is_some() || exception.portions.is_some(),
				"exception that says nothing"
			);
			let opened = exception.portions.is_some();
			let dispensed = word.is_dispensed(word::offset(index));
			ensure!(!opened || dispensed, "opened, but not dispensed from");
		}
		for (id, number, word) in Words::<T>::iter() {
			if Lots::<T>::get(id).is_none_or(|lot| lot.reaping) {
				continue;
			}
			for index in word.marked.iter().map(|at| word::index(number, *at)) {
				ensure!(Exceptions::<T>::contains_key(id, index), "mark without an exception");
			}
		}
		Ok(())
	}

	/// The unit of an open case is suspect, and apart from the others unless it was dispensed. Its lot
	/// knows how many there are, and stays.
	fn cases_are_about_suspects() -> Result<(), TryRuntimeError> {
		let mut open = BTreeMap::<LotId, u32>::new();
		for (id, case) in Cases::<T>::iter() {
			ensure!(id < crate::NextCaseId::<T>::get(), "case not opened yet");
			if !case.status.is_open() {
				continue;
			}
			open.entry(case.lot).or_default().saturating_inc();
			let exception =
				Exceptions::<T>::get(case.lot, case.index).ok_or("case about nothing")?;
			ensure!(exception.case == Some((id, case.status)), "case that its unit does not know");
			let word = Words::<T>::get(case.lot, word::number(case.index));
			let (end, range) = Self::covering(&case.lot, case.index).ok_or("suspect, but fresh")?;
			let apart =
				range.suspect && range.start == case.index && end == case.index.saturating_add(1);
			let dispensed = word.is_dispensed(word::offset(case.index));
			ensure!(dispensed || apart, "suspect among others");
		}
		for (id, lot) in Lots::<T>::iter() {
			let counted = open.remove(&id).unwrap_or_default();
			ensure!(lot.open_cases == counted, "miscounted cases");
		}
		ensure!(open.is_empty(), "case about no lot");
		Ok(())
	}

	/// Measures against spans are about units of their lot.
	fn measures_are_about_units() -> Result<(), TryRuntimeError> {
		for lot in Lots::<T>::iter_values() {
			let within =
				lot.measures.iter().all(|known| known.start < known.end && known.end <= lot.count);
			ensure!(within, "measure against nothing");
		}
		for (id, origins) in Origins::<T>::iter() {
			ensure!(Lots::<T>::get(id).is_some_and(|lot| lot.derived), "origins of nothing");
			ensure!(!origins.is_empty(), "made of nothing");
		}
		Ok(())
	}

	/// What is held from each account is what the entries say.
	fn deposits_are_on_hold() -> Result<(), TryRuntimeError> {
		let lots = Lots::<T>::iter_values().filter_map(|lot| {
			let payer = T::Products::product(&lot.gtin)?.manufacturer;
			Some(DepositOf::<T> { payer, amount: lot.deposit })
		});
		Self::held_for(HoldReason::Lot, lots)?;
		let ranges = Ranges::<T>::iter_values().map(|range| range.deposit);
		Self::held_for(HoldReason::Range, ranges)?;
		let containers = Containers::<T>::iter_values().map(|container| container.deposit);
		Self::held_for(HoldReason::Container, containers)?;
		let exceptions = Exceptions::<T>::iter_values().map(|exception| exception.deposit);
		Self::held_for(HoldReason::Exception, exceptions)?;
		Self::held_for(HoldReason::Case, Cases::<T>::iter_values().map(|case| case.deposit))
	}

	fn held_for(
		reason: HoldReason,
		deposits: impl Iterator<Item = DepositOf<T>>,
	) -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for DepositOf::<T> { payer, amount } in deposits {
			let sum = owed.entry(payer).or_insert_with(Zero::zero);
			*sum = sum.saturating_add(amount);
		}
		let reason = reason.into();
		let accounts = frame_system::Account::<T>::iter_keys();
		for account in accounts.chain(owed.keys().cloned()) {
			let sum = owed.get(&account).copied().unwrap_or_else(Zero::zero);
			ensure!(T::Currency::balance_on_hold(&reason, &account) == sum, "deposit not on hold");
		}
		Ok(())
	}
}
