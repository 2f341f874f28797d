//! Spans: units are taken from one place and put into another, whole ranges or parts of them.

use crate::{
	word, Config, DepositOf, End, Error, HoldReason, LotId, LotOf, Lots, Pallet, Place, PlaceOf,
	Range, RangeOf, Ranges, Span, Stage, Words, MAX_CHECKED_WORDS, UNITS_PER_WORD,
};
use frame_support::{ensure, traits::Get};
use salus_primitives::Products;
use sp_runtime::{DispatchError, DispatchResult};

/// Units that were taken from somewhere: a range without an entry.
pub(crate) struct Piece<T: Config> {
	pub(crate) span: Span,
	pub(crate) lot: LotOf<T>,
	pub(crate) place: PlaceOf<T>,
	pub(crate) stage: Stage,
	pub(crate) suspect: bool,
	touched: bool,
	deposit: Option<DepositOf<T>>,
}

/// What is to become of units that are taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taking {
	/// They go elsewhere: none of them may be dispensed.
	Away,
	/// They stay where they are, as a range of their own.
	Apart,
}

impl<T: Config> Pallet<T> {
	/// The range of the unit `index`, and its end. `None` for a fresh one.
	pub(crate) fn covering(lot: &LotId, index: u32) -> Option<(u32, RangeOf<T>)> {
		// Keys are in the order of the ends: the first one after the unit is that of its range.
		let before = Ranges::<T>::hashed_key_for(lot, End::from(index));
		let (end, range) = Ranges::<T>::iter_prefix_from(lot, before).next()?;
		(range.start <= index).then_some((end.into(), range))
	}

	/// The same if that range ends at `end`: one read, where looking for it takes two.
	pub(crate) fn covering_until(lot: &LotId, index: u32, end: u32) -> Option<(u32, RangeOf<T>)> {
		let range = Ranges::<T>::get(lot, End::from(end))?;
		(range.start <= index && index < end).then_some((end, range))
	}

	/// Where the fresh units of `lot` are.
	pub(crate) fn fresh_place(lot: &LotOf<T>) -> Result<PlaceOf<T>, Error<T>> {
		let product = T::Products::product(&lot.gtin).ok_or(Error::<T>::UnknownProduct)?;
		Ok(Place::Stock { holder: product.manufacturer, location: lot.location })
	}

	/// Ensures that `span` names units of `lot`.
	pub(crate) fn ensure_within(lot: &LotOf<T>, span: &Span) -> Result<(), Error<T>> {
		ensure!(!span.is_empty(), Error::<T>::EmptySpan);
		ensure!(span.end <= lot.count, Error::<T>::IndexOutOfRange);
		Ok(())
	}

	/// Takes `span` out of the one range that it is in. What remains of that become ranges for which
	/// `payer` pays.
	pub(crate) fn take(
		span: Span,
		taking: Taking,
		payer: &T::AccountId,
	) -> Result<Piece<T>, DispatchError> {
		let lot = Self::lot(&span.lot)?;
		Self::ensure_within(&lot, &span)?;
		if span.start >= lot.fresh {
			return Self::take_fresh(span, lot, payer);
		}
		let (end, range) =
			Self::covering(&span.lot, span.start).ok_or(Error::<T>::NotInOnePlace)?;
		ensure!(span.end <= end, Error::<T>::NotInOnePlace);
		let Range { start, place, stage: stage_inside, touched, suspect, deposit } = range;
		let mut stage = stage_inside;
		if let (Place::Container(container), Taking::Away) = (&place, taking) {
			// The container is as good as new once it is empty, and does not know any more.
			if Self::chain(container)?.returns {
				stage = Stage::Returned;
			}
		}
		if touched && taking == Taking::Away {
			Self::ensure_undispensed(&span)?;
		}

		Ranges::<T>::remove(span.lot, End::from(end));
		let mut more_inside = 0;
		for (start, end) in [(start, span.start), (span.end, end)] {
			if start < end {
				let deposit = Self::hold(HoldReason::Range, payer, T::RangeDeposit::get())?;
				let place = place.clone();
				let stage = stage_inside;
				let rest = Range { start, place, stage, touched, suspect: false, deposit };
				Ranges::<T>::insert(span.lot, End::from(end), rest);
				more_inside = i64::saturating_add(more_inside, 1);
			}
		}
		if let Place::Container(container) = place {
			let gone = i64::from(taking == Taking::Away);
			Self::recount(&container, more_inside.saturating_sub(gone))?;
		}
		let touched = touched && taking == Taking::Apart;
		Ok(Piece { span, lot, place, stage, suspect, touched, deposit: Some(deposit) })
	}

	/// Takes `span` out of the fresh units of `lot`. Those before it become a range.
	fn take_fresh(
		span: Span,
		mut lot: LotOf<T>,
		payer: &T::AccountId,
	) -> Result<Piece<T>, DispatchError> {
		let place = Self::fresh_place(&lot)?;
		let (stage, touched, suspect) = (Stage::New, false, false);
		if lot.fresh < span.start {
			let deposit = Self::hold(HoldReason::Range, payer, T::RangeDeposit::get())?;
			let (start, place) = (lot.fresh, place.clone());
			let rest = Range { start, place, stage, touched, suspect, deposit };
			Ranges::<T>::insert(span.lot, End::from(span.start), rest);
		}
		lot.fresh = span.end;
		Lots::<T>::insert(span.lot, &lot);
		Ok(Piece { span, lot, place, stage, suspect, touched, deposit: None })
	}

	/// Puts what was taken where it is now. `payer` pays, if nobody did.
	pub(crate) fn put(piece: Piece<T>, payer: &T::AccountId) -> DispatchResult {
		let Piece { span, place, stage, touched, suspect, deposit, .. } = piece;
		let deposit = match deposit {
			Some(deposit) => deposit,
			None => Self::hold(HoldReason::Range, payer, T::RangeDeposit::get())?,
		};
		let range = Range { start: span.start, place, stage, touched, suspect, deposit };
		Ranges::<T>::insert(span.lot, End::from(span.end), range);
		Ok(())
	}

	/// Ensures that `who` has units that are in `place` at hand, where nothing keeps them.
	pub(crate) fn ensure_at_hand(who: &T::AccountId, place: &PlaceOf<T>) -> Result<(), Error<T>> {
		match place {
			Place::Stock { holder, .. } => ensure!(holder == who, Error::<T>::NotHolder),
			Place::Container(container) => {
				Self::chain(container)?.ensure_at_hand(who)?;
			}
			Place::Reported { .. } => return Err(Error::<T>::UnderReport),
			Place::Gone { .. } => return Err(Error::<T>::Gone),
		}
		Ok(())
	}

	/// Ensures that units that are in `place` are in the stock of `who`.
	pub(crate) fn ensure_in_stock(who: &T::AccountId, place: &PlaceOf<T>) -> Result<(), Error<T>> {
		match place {
			Place::Stock { holder, .. } => ensure!(holder == who, Error::<T>::NotHolder),
			Place::Container(_) => return Err(Error::<T>::InContainer),
			Place::Reported { .. } => return Err(Error::<T>::UnderReport),
			Place::Gone { .. } => return Err(Error::<T>::Gone),
		}
		Ok(())
	}

	/// Ensures that no unit of `span` is dispensed, or opened.
	fn ensure_undispensed(span: &Span) -> Result<(), Error<T>> {
		let last = span.end.saturating_sub(1);
		let (first_word, last_word) = (word::number(span.start), word::number(last));
		let words = u32::from(last_word.saturating_sub(first_word)).saturating_add(1);
		ensure!(words <= MAX_CHECKED_WORDS, Error::<T>::TooManyToCheck);
		for number in first_word..=last_word {
			let begins = u32::from(number).saturating_mul(UNITS_PER_WORD);
			let ends = begins.saturating_add(UNITS_PER_WORD.saturating_sub(1));
			let from = word::offset(span.start.max(begins));
			let to = word::offset(last.min(ends));
			let dispensed = Words::<T>::get(span.lot, number).any_dispensed(from, to);
			ensure!(!dispensed, Error::<T>::AlreadyDispensed);
		}
		Ok(())
	}

	pub(crate) fn do_join(holder: T::AccountId, lot: LotId, index: u32) -> DispatchResult {
		Self::lot(&lot)?;
		let (end, first) = Self::covering(&lot, index).ok_or(Error::<T>::NotInOnePlace)?;
		let (last, mut second) = Self::covering(&lot, end).ok_or(Error::<T>::NotAdjacent)?;
		Self::ensure_at_hand(&holder, &first.place)?;
		let alike = first.place == second.place && first.stage == second.stage;
		ensure!(alike && !first.suspect && !second.suspect, Error::<T>::NotAdjacent);

		Ranges::<T>::remove(lot, End::from(end));
		Self::release(HoldReason::Range, &first.deposit);
		second.start = first.start;
		second.touched |= first.touched;
		let span = Span { lot, start: first.start, end: last };
		if let Place::Container(container) = second.place {
			Self::recount(&container, -1)?;
		}
		Ranges::<T>::insert(lot, End::from(last), second);
		Self::deposit_event(crate::Event::Joined { span });
		Ok(())
	}
}
