//! Dispensing: to a patient, once.

use crate::{
	word, CaseStatus, Config, End, Error, Event, ExceptionOf, Exceptions, HoldReason, LotId, LotOf,
	Pallet, Portions, Ranges, Span, Stage, WeightInfo, Word, Words,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	end_of_day,
	merkle::{Batch, ProofProblem},
	LicenceKind, ProductInfo, Products, RecallDepth,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_dispense(
		pharmacy: T::AccountId,
		id: LotId,
		index: u32,
		unit: H256,
		proof: &[H256],
		portions: Option<u16>,
		range_end: Option<u32>,
	) -> DispatchResultWithPostInfo {
		Self::ensure_licensed(&pharmacy, LicenceKind::Pharmacy)?;
		let lot = Self::lot(&id)?;
		Self::ensure_proven(&lot, index, unit, proof).map_err(Error::<T>::Proof)?;
		let (number, at) = (word::number(index), word::offset(index));
		let mut word = Words::<T>::get(id, number);
		let exception = word.is_marked(at).then(|| Exceptions::<T>::get(id, index)).flatten();
		let opened = exception.as_ref().and_then(|exception| exception.portions);
		let used_up = opened.is_none_or(|portions| portions.left == 0);
		let hinted = range_end.and_then(|end| Self::covering_until(&id, index, end));
		let is_hinted = hinted.is_some();
		// The range may have been split since, and whoever has a copy says what they like.
		let range = hinted.or_else(|| Self::covering(&id, index));
		if word.is_dispensed(at) {
			// Only who opened a unit goes on dispensing it.
			let (_, range) = range.as_ref().ok_or(Error::<T>::NotInOnePlace)?;
			if used_up || Self::ensure_in_stock(&pharmacy, &range.place).is_err() {
				Self::report_copy(pharmacy, id, index, &mut word, exception, range)?;
				return Ok(Some(T::WeightInfo::dispense_again()).into());
			}
		}

		let Some((end, mut range)) = range else {
			// Fresh units have to be unpacked, too, before there is somewhere to note it.
			Self::ensure_in_stock(&pharmacy, &Self::fresh_place(&lot)?)?;
			return Err(Error::<T>::InContainer.into());
		};
		Self::ensure_in_stock(&pharmacy, &range.place)?;
		ensure!(range.stage != Stage::Returned, Error::<T>::ReturnNotVerified);
		let product = T::Products::product(&lot.gtin).ok_or(Error::<T>::UnknownProduct)?;
		let span = Span { lot: id, start: index, end: index.saturating_add(1) };
		Self::ensure_fit(&id, &lot, &span, RecallDepth::Pharmacy)?;
		if let Some((_, status)) = exception.as_ref().and_then(|exception| exception.case) {
			Self::ensure_legitimate(status)?;
		}
		let divided = portions.is_some() || opened.is_some();
		let mut left = 0;
		if divided {
			left = Self::take_portions(&pharmacy, id, index, &product, exception, portions)?;
			word.mark(at);
		}

		if opened.is_none() {
			word.dispense(at, Self::generation());
		}
		Words::<T>::insert(id, number, word);
		if !range.touched {
			range.touched = true;
			Ranges::<T>::insert(id, End::from(end), range);
		}
		Self::deposit_event(Event::Dispensed { lot: id, index, pharmacy, left });
		let weight = match (lot.derived, divided) {
			(true, _) => return Ok(().into()),
			(false, true) => T::WeightInfo::dispense_portions(),
			(false, false) if is_hinted => T::WeightInfo::dispense(),
			(false, false) => T::WeightInfo::dispense_unhinted(),
		};
		Ok(Some(weight).into())
	}

	/// Whether the unit `index` of `lot` commits to its serial by `unit`.
	pub(crate) fn ensure_proven(
		lot: &LotOf<T>,
		index: u32,
		unit: H256,
		proof: &[H256],
	) -> Result<(), ProofProblem> {
		let batch = Batch { root: lot.root, count: lot.count };
		batch.verify(index, crate::unit_leaf(index, unit), proof)
	}

	/// Ensures that units of `lot` are still good, and under no measure that reaches this `level`.
	pub(crate) fn ensure_fit(
		id: &LotId,
		lot: &LotOf<T>,
		span: &Span,
		level: RecallDepth,
	) -> Result<(), Error<T>> {
		ensure!(T::Time::now() < end_of_day(lot.expires), Error::<T>::Expired);
		match Self::measure_on(id, lot, span, level) {
			Some(measure) => Err(Error::<T>::UnderMeasure(measure.kind)),
			None => Ok(()),
		}
	}

	/// The same at the level of wholesalers, without what the lot was made of.
	pub(crate) fn ensure_fit_by_itself(lot: &LotOf<T>, span: &Span) -> Result<(), Error<T>> {
		ensure!(T::Time::now() < end_of_day(lot.expires), Error::<T>::Expired);
		match Self::own_measure(lot, span, RecallDepth::Wholesale) {
			Some(measure) => Err(Error::<T>::UnderMeasure(measure.kind)),
			None => Ok(()),
		}
	}

	/// Ensures that no case keeps a unit from being used.
	pub(crate) fn ensure_legitimate(status: CaseStatus) -> Result<(), Error<T>> {
		match status {
			CaseStatus::Suspect => Err(Error::<T>::Suspect),
			CaseStatus::Quarantined => Err(Error::<T>::Quarantined),
			CaseStatus::Illegitimate => Err(Error::<T>::Illegitimate),
			CaseStatus::Cleared => Ok(()),
		}
	}

	/// Takes `wanted` portions, or all that are left, out of a unit, which has `exception`. Answers
	/// with how many are left.
	fn take_portions(
		pharmacy: &T::AccountId,
		lot: LotId,
		index: u32,
		product: &ProductInfo<T::AccountId>,
		exception: Option<ExceptionOf<T>>,
		wanted: Option<u16>,
	) -> Result<u16, DispatchError> {
		ensure!(product.portions > 1, Error::<T>::NotDivisible);
		let opened = exception.as_ref().and_then(|exception| exception.portions);
		let there = opened.map_or(product.portions, |portions| portions.left);
		let last = wanted.unwrap_or(there);
		ensure!(last > 0, Error::<T>::NothingToDo);
		let left = there.checked_sub(last).ok_or(Error::<T>::TooManyPortions)?;
		let mut exception = match exception {
			Some(exception) => exception,
			None => ExceptionOf::<T> {
				case: None,
				portions: None,
				deposit: Self::hold(HoldReason::Exception, pharmacy, T::ExceptionDeposit::get())?,
			},
		};
		exception.portions = Some(Portions { left, last, at: Self::now() });
		Exceptions::<T>::insert(lot, index, exception);
		Ok(left)
	}

	pub(crate) fn do_undo_dispense(
		pharmacy: T::AccountId,
		id: LotId,
		index: u32,
	) -> DispatchResult {
		Self::ensure_licensed(&pharmacy, LicenceKind::Pharmacy)?;
		let lot = Self::lot(&id)?;
		let (_, range) = Self::covering(&id, index).ok_or(Error::<T>::NotInOnePlace)?;
		Self::ensure_in_stock(&pharmacy, &range.place)?;
		let (number, at) = (word::number(index), word::offset(index));
		let mut word = Words::<T>::get(id, number);
		ensure!(word.is_dispensed(at), Error::<T>::NotDispensed);
		let exception = word.is_marked(at).then(|| Exceptions::<T>::get(id, index)).flatten();
		let case = exception.as_ref().and_then(|exception| exception.case);
		ensure!(!case.is_some_and(|(_, status)| status.is_open()), Error::<T>::CaseOpen);
		let illegitimate = case.is_some_and(|(_, status)| status == CaseStatus::Illegitimate);
		ensure!(!illegitimate, Error::<T>::Illegitimate);
		// Commission Delegated Regulation (EU) 2016/161, article 13(1).
		let span = Span { lot: id, start: index, end: index.saturating_add(1) };
		Self::ensure_fit(&id, &lot, &span, RecallDepth::Pharmacy)?;

		match exception {
			Some(ExceptionOf::<T> { portions: Some(portions), case, deposit }) => {
				let until = portions.at.moment().saturating_add(T::UndoPeriod::get());
				let in_time = portions.last > 0 && T::Time::now() <= until;
				ensure!(in_time, Error::<T>::UndoTooLate);
				let whole =
					T::Products::product(&lot.gtin).map_or(u16::MAX, |product| product.portions);
				let left = portions.left.saturating_add(portions.last);
				let portions =
					(left < whole).then_some(Portions { left, last: 0, at: portions.at });
				if portions.is_none() {
					word.undo(at);
				}
				let exception = ExceptionOf::<T> { portions, case, deposit };
				Self::keep_exception(id, index, &mut word, exception);
			}
			_ => {
				ensure!(word.is_recent(at, Self::generation()), Error::<T>::UndoTooLate);
				word.undo(at);
			}
		}
		Self::keep_word(id, number, word);
		Self::deposit_event(Event::DispensingUndone { lot: id, index, pharmacy });
		Ok(())
	}

	/// Stores `exception`, or returns its deposit if it says nothing.
	pub(crate) fn keep_exception(
		lot: LotId,
		index: u32,
		word: &mut Word,
		exception: ExceptionOf<T>,
	) {
		let at = word::offset(index);
		if exception.case.is_none() && exception.portions.is_none() {
			word.unmark(at);
			Exceptions::<T>::remove(lot, index);
			Self::release(HoldReason::Exception, &exception.deposit);
		} else {
			word.mark(at);
			Exceptions::<T>::insert(lot, index, exception);
		}
	}

	/// Stores `word`, or removes it if it says nothing.
	pub(crate) fn keep_word(lot: LotId, number: u16, word: Word) {
		if word.is_blank() {
			Words::<T>::remove(lot, number);
		} else {
			Words::<T>::insert(lot, number, word);
		}
	}
}
