//! Cases: suspicions about units, until a regulator closes them.

use super::spans::Taking;
use crate::{
	word, Case, CaseId, CaseStatus, Cases, Config, End, Error, Event, ExceptionOf, Exceptions,
	HoldReason, LotId, Lots, NextCaseId, Pallet, Place, PlaceOf, RangeOf, Ranges, Span, Word,
	Words,
};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Commitment, Credentials, LicenceKind, Products};
use sp_runtime::{DispatchError, DispatchResult, Saturating};

impl<T: Config> Pallet<T> {
	/// Remembers that `second` wanted to dispense a unit that is dispensed already.
	pub(crate) fn report_copy(
		second: T::AccountId,
		lot: LotId,
		index: u32,
		word: &mut Word,
		exception: Option<ExceptionOf<T>>,
		range: &RangeOf<T>,
	) -> DispatchResult {
		let first = Self::last_holder(&range.place)?;
		let open = exception.as_ref().and_then(|exception| exception.case);
		// Only a regulator decides about it, and what is illegitimate stays so.
		let id = match open.filter(|(_, status)| *status != CaseStatus::Cleared) {
			Some((id, _)) => {
				Cases::<T>::mutate_extant(id, |case| {
					case.second = second.clone();
					case.attempts = case.attempts.saturating_add(1);
				});
				id
			}
			None => {
				let id = Self::open_case(lot, index, first.clone(), second.clone(), 1)?;
				Self::note_case(&second, lot, index, word, exception, id)?;
				Words::<T>::insert(lot, word::number(index), word);
				id
			}
		};
		Self::deposit_event(Event::SuspectedCounterfeit { lot, index, first, second, case: id });
		Ok(())
	}

	pub(crate) fn do_suspect(
		reporter: T::AccountId,
		id: LotId,
		index: u32,
		evidence: Commitment,
	) -> DispatchResult {
		Self::ensure_committed(&evidence)?;
		let lot = Self::lot(&id)?;
		let span = Span { lot: id, start: index, end: index.saturating_add(1) };
		Self::ensure_within(&lot, &span)?;
		let place = match Self::covering(&id, index) {
			Some((_, range)) => range.place,
			None => Self::fresh_place(&lot)?,
		};
		ensure!(!matches!(place, Place::Gone { .. }), Error::<T>::Gone);
		let first = Self::last_holder(&place)?;
		let may = reporter == first || T::Credentials::holds(&reporter, LicenceKind::Regulator);
		ensure!(may, Error::<T>::NotAuthorized);
		let number = word::number(index);
		let mut word = Words::<T>::get(id, number);
		let exception = Exceptions::<T>::get(id, index);
		let known = exception.as_ref().and_then(|exception| exception.case);
		match known {
			Some((_, CaseStatus::Illegitimate)) => return Err(Error::<T>::Illegitimate.into()),
			Some((_, status)) => ensure!(!status.is_open(), Error::<T>::CaseOpen),
			None => {}
		}

		// What was dispensed stays in its range. Anything else is told apart, so that nobody has to look
		// for it among the others.
		if !word.is_dispensed(word::offset(index)) {
			let mut piece = Self::take(span, Taking::Apart, &reporter)?;
			piece.suspect = true;
			Self::put(piece, &reporter)?;
		}
		let case = Self::open_case(id, index, first, reporter.clone(), 0)?;
		Self::note_case(&reporter, id, index, &mut word, exception, case)?;
		Words::<T>::insert(id, number, word);
		Self::deposit_event(Event::Suspected { case, lot: id, index, evidence });
		Ok(())
	}

	pub(crate) fn do_quarantine_unit(holder: T::AccountId, id: CaseId) -> DispatchResult {
		let mut case = Cases::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(case.status.is_open(), Error::<T>::CaseClosed);
		ensure!(case.status == CaseStatus::Suspect, Error::<T>::Quarantined);
		let (_, range) = Self::covering(&case.lot, case.index).ok_or(Error::<T>::NotInOnePlace)?;
		ensure!(Self::last_holder(&range.place)? == holder, Error::<T>::NotHolder);

		case.status = CaseStatus::Quarantined;
		Self::tell_exception(&case.lot, case.index, id, case.status);
		Cases::<T>::insert(id, case);
		Self::deposit_event(Event::UnitQuarantined { case: id });
		Ok(())
	}

	pub(crate) fn do_close_case(
		regulator: T::AccountId,
		id: CaseId,
		illegitimate: bool,
		ruling: Commitment,
	) -> DispatchResult {
		Self::ensure_committed(&ruling)?;
		Self::ensure_licensed(&regulator, LicenceKind::Regulator)?;
		let mut case = Cases::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(case.status.is_open(), Error::<T>::CaseClosed);
		let gtin = Lots::<T>::get(case.lot).map(|lot| lot.gtin);
		let product = gtin.and_then(|gtin| T::Products::product(&gtin));
		let maker = product.map(|product| product.manufacturer);
		let party = regulator == case.first
			|| maker.as_ref() == Some(&regulator)
			|| (case.attempts > 0 && regulator == case.second);
		ensure!(!party, Error::<T>::ConflictOfInterest);

		case.status = if illegitimate { CaseStatus::Illegitimate } else { CaseStatus::Cleared };
		case.since = Self::now();
		let known = Self::tell_exception(&case.lot, case.index, id, case.status);
		if known && !illegitimate {
			if let Some((end, mut range)) = Self::covering(&case.lot, case.index) {
				if range.suspect {
					range.suspect = false;
					Ranges::<T>::insert(case.lot, End::from(end), range);
				}
			}
		}
		Lots::<T>::mutate_extant(case.lot, |lot| lot.open_cases.saturating_dec());
		Cases::<T>::insert(id, case);
		Self::deposit_event(Event::CaseClosed { case: id, regulator, illegitimate, ruling });
		Ok(())
	}

	pub(crate) fn do_reap_case(id: CaseId) -> DispatchResult {
		let case = Cases::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let until = case.since.moment().saturating_add(T::RetentionPeriod::get());
		let over = !case.status.is_open() && T::Time::now() >= until;
		ensure!(over, Error::<T>::StillNeeded);

		Cases::<T>::remove(id);
		Self::release(HoldReason::Case, &case.deposit);
		Self::deposit_event(Event::CaseReaped { case: id });
		Ok(())
	}

	fn open_case(
		lot: LotId,
		index: u32,
		first: T::AccountId,
		second: T::AccountId,
		attempts: u16,
	) -> Result<CaseId, DispatchError> {
		let id = NextCaseId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let deposit = Self::hold(HoldReason::Case, &second, T::CaseDeposit::get())?;
		NextCaseId::<T>::put(next);
		Lots::<T>::mutate_extant(lot, |lot| lot.open_cases.saturating_inc());
		let (status, since) = (CaseStatus::Suspect, Self::now());
		let case = Case { lot, index, first, second, attempts, status, since, deposit };
		Cases::<T>::insert(id, case);
		Ok(id)
	}

	/// Marks the unit that a case is about.
	fn note_case(
		payer: &T::AccountId,
		lot: LotId,
		index: u32,
		word: &mut Word,
		exception: Option<ExceptionOf<T>>,
		case: CaseId,
	) -> DispatchResult {
		let mut exception = match exception {
			Some(exception) => exception,
			None => {
				let amount = T::ExceptionDeposit::get();
				let deposit = Self::hold(HoldReason::Exception, payer, amount)?;
				ExceptionOf::<T> { case: None, portions: None, deposit }
			}
		};
		exception.case = Some((case, CaseStatus::Suspect));
		Self::keep_exception(lot, index, word, exception);
		Ok(())
	}

	/// Tells a unit how far the case about it got. Answers whether it knows that case.
	fn tell_exception(lot: &LotId, index: u32, id: CaseId, status: CaseStatus) -> bool {
		let exception = Exceptions::<T>::get(lot, index);
		let is_known = |of: &ExceptionOf<T>| of.case.is_some_and(|(known, _)| known == id);
		let Some(mut exception) = exception.filter(is_known) else { return false };
		exception.case = Some((id, status));
		Exceptions::<T>::insert(lot, index, exception);
		true
	}

	/// Who has what is in `place`, or had it last.
	pub(crate) fn last_holder(place: &PlaceOf<T>) -> Result<T::AccountId, Error<T>> {
		match place {
			Place::Container(container) => Ok(Self::chain(container)?.holder),
			Place::Stock { holder, .. }
			| Place::Reported { holder, .. }
			| Place::Gone { holder, .. } => Ok(holder.clone()),
		}
	}
}
