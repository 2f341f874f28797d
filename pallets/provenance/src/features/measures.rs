//! Measures: quarantine and recall. Kept in one place, found at read.

use crate::{
	Config, Containers, Error, Event, LotId, LotMeasure, LotOf, Lots, NextMeasureId, Origins,
	Pallet, Span, Target, MAX_MEASURES, RESERVED_MEASURES,
};
use frame_support::ensure;
use salus_primitives::{
	Authority, Commitment, Credentials, LicenceKind, Measure, MeasureKind, MeasureReason, Products,
	RecallDepth, Sscc,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_take_measure(
		who: T::AccountId,
		target: Target,
		kind: MeasureKind,
		reason: MeasureReason,
		evidence: Commitment,
	) -> DispatchResult {
		Self::ensure_committed(&evidence)?;
		let by = Self::authority(&who, &target)?;
		let measure = Measure { id: Self::next_measure()?, kind, reason, by };
		match target {
			Target::Lot(id) => {
				let count = Self::lot(&id)?.count;
				Self::add_measure(&id, LotMeasure { start: 0, end: count, measure })?;
			}
			Target::Span(span) => {
				Self::ensure_within(&Self::lot(&span.lot)?, &span)?;
				let Span { lot, start, end } = span;
				Self::add_measure(&lot, LotMeasure { start, end, measure })?;
			}
			Target::Container(sscc) => Self::add_container_measure(&sscc, measure)?,
		}
		Self::deposit_event(Event::MeasureTaken { target, measure, evidence });
		Ok(())
	}

	pub(crate) fn do_lift_measure(
		who: T::AccountId,
		target: Target,
		id: u32,
		evidence: Commitment,
	) -> DispatchResult {
		Self::ensure_committed(&evidence)?;
		let by = Self::authority(&who, &target)?;
		let measure = match target {
			Target::Lot(lot) | Target::Span(Span { lot, .. }) => {
				let mut entry = Self::lot(&lot)?;
				let found = entry.measures.iter().position(|known| known.measure.id == id);
				let found = entry.measures.remove(found.ok_or(Error::<T>::NotFound)?);
				// Once it is lifted, only the event tells what it was on.
				let named = match target {
					Target::Span(Span { start, end, .. }) => (start, end),
					_ => (0, entry.count),
				};
				ensure!((found.start, found.end) == named, Error::<T>::OtherTarget);
				Lots::<T>::insert(lot, entry);
				found.measure
			}
			Target::Container(sscc) => {
				let mut container = Self::container(&sscc)?;
				let found = container.measures.iter().position(|known| known.id == id);
				let measure = container.measures.remove(found.ok_or(Error::<T>::NotFound)?);
				Containers::<T>::insert(sscc, container);
				measure
			}
		};
		// What a regulator ordered or a sensor saw, only a regulator lifts.
		let may = by == Authority::Regulator || measure.by == Authority::Manufacturer;
		ensure!(may, Error::<T>::NotYours);
		Self::deposit_event(Event::MeasureLifted { target, measure, evidence });
		Ok(())
	}

	/// As what `who` may take measures against `target`. A manufacturer that is a regulator as well is
	/// not one of what it is responsible for.
	fn authority(who: &T::AccountId, target: &Target) -> Result<Authority, Error<T>> {
		let responsible = match target {
			Target::Lot(id) | Target::Span(Span { lot: id, .. }) => {
				T::Products::product(&Self::lot(id)?.gtin).map(|product| product.manufacturer)
			}
			// Whose goods are in it now is the holder's business, and the regulators'.
			Target::Container(sscc) => {
				let opener = Self::container(sscc)?.deposit.payer;
				let holder = Self::chain(sscc)?.holder;
				(opener == holder).then_some(opener)
			}
		};
		let (kind, authority) = if responsible.as_ref() == Some(who) {
			(LicenceKind::Manufacturer, Authority::Manufacturer)
		} else {
			(LicenceKind::Regulator, Authority::Regulator)
		};
		ensure!(T::Credentials::holds(who, kind), Error::<T>::NotAuthorized);
		Ok(authority)
	}

	fn next_measure() -> Result<u32, DispatchError> {
		let id = NextMeasureId::<T>::get();
		NextMeasureId::<T>::put(id.checked_add(1).ok_or(Error::<T>::Overflow)?);
		Ok(id)
	}

	fn add_measure(id: &LotId, measure: LotMeasure) -> DispatchResult {
		let mut lot = Self::lot(id)?;
		Self::ensure_room(lot.measures.len(), measure.measure.by)?;
		lot.measures.try_push(measure).map_err(|_| Error::<T>::TooManyMeasures)?;
		Lots::<T>::insert(id, lot);
		Ok(())
	}

	fn add_container_measure(sscc: &Sscc, measure: Measure) -> DispatchResult {
		let mut container = Self::container(sscc)?;
		Self::ensure_room(container.measures.len(), measure.by)?;
		container.measures.try_push(measure).map_err(|_| Error::<T>::TooManyMeasures)?;
		Containers::<T>::insert(sscc, container);
		Ok(())
	}

	/// Manufacturers leave room for the measures of others.
	fn ensure_room(known: usize, by: Authority) -> Result<(), Error<T>> {
		let own = MAX_MEASURES.saturating_sub(RESERVED_MEASURES);
		let own = usize::try_from(own).unwrap_or_default();
		ensure!(by != Authority::Manufacturer || known < own, Error::<T>::TooManyMeasures);
		Ok(())
	}

	/// Quarantines a container on the word of a sensor, unless it is already.
	pub(crate) fn do_quarantine_for(sscc: &Sscc, reason: MeasureReason) -> DispatchResult {
		let by = Authority::Sensor;
		let known = Self::container(sscc)?.measures;
		if known.iter().any(|known| known.by == by) {
			return Ok(());
		}
		// Nothing undoes what a trait's function has done when it fails.
		ensure!(!known.is_full(), Error::<T>::TooManyMeasures);
		let kind = MeasureKind::Quarantine;
		let measure = Measure { id: Self::next_measure()?, kind, reason, by };
		Self::add_container_measure(sscc, measure)?;
		Self::deposit_event(Event::MeasureTaken {
			target: Target::Container(*sscc),
			measure,
			evidence: Commitment::default(),
		});
		Ok(())
	}

	/// The severest measure that reaches a unit of `span` of `lot` at this `level`, by itself, its
	/// product, or what it was made of. One read for the product, and two for each origin of a derived
	/// lot.
	pub(crate) fn measure_on(
		id: &LotId,
		lot: &LotOf<T>,
		span: &Span,
		level: RecallDepth,
	) -> Option<Measure> {
		let own = Self::own_measure(lot, span, level);
		let inherited = lot.derived.then(|| Self::inherited_measure(id, level)).flatten();
		Self::severest(own.iter().chain(inherited.iter()))
	}

	/// The severest measure that reaches what a derived lot was made of.
	pub(crate) fn inherited_measure(id: &LotId, level: RecallDepth) -> Option<Measure> {
		let mut severest = None;
		for origin in Origins::<T>::get(id) {
			let measure =
				Lots::<T>::get(origin.lot).and_then(|lot| Self::own_measure(&lot, &origin, level));
			severest = Self::severest(severest.iter().chain(measure.iter()));
		}
		severest
	}

	pub(crate) fn own_measure(lot: &LotOf<T>, span: &Span, level: RecallDepth) -> Option<Measure> {
		let overlaps = |known: &&LotMeasure| known.start < span.end && span.start < known.end;
		let own = lot.measures.iter().filter(overlaps).map(|known| &known.measure);
		let product = T::Products::product(&lot.gtin);
		let product = product.iter().flat_map(|product| product.measures.iter());
		Self::severest(own.chain(product).filter(|measure| measure.kind.reaches(level)))
	}
}
