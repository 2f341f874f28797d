//! Measures: what is unsafe is held or called back, by whoever makes it or a regulator.

use crate::{
	Config, DeviceId, DeviceOf, Error, Event, HoldReason, LotId, MeasureEntry, Measures, ModelId,
	Models, NextMeasureId, Pallet, Target, MAX_BY_MANUFACTURER,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{
	Authority, Commitment, Credentials, LicenceKind, Measure, MeasureKind, MeasureReason,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_take_measure(
		who: T::AccountId,
		target: Target,
		kind: MeasureKind,
		reason: MeasureReason,
		evidence: Commitment,
	) -> DispatchResult {
		let model = match &target {
			Target::Model(model) | Target::Lot(model, _) => *model,
			Target::Device(device) => Self::active_device(device)?.model,
		};
		let by = Self::authority(&who, &Self::model_entry(&model)?.manufacturer)?;
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);
		let mut entries = Measures::<T>::get(target);
		let id = NextMeasureId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::MeasuresExhausted)?;

		let deposit = T::MeasureDeposit::get();
		let measure = Measure { id, kind, reason, by };
		let places = by == Authority::Regulator || by_manufacturer(&entries) < MAX_BY_MANUFACTURER;
		ensure!(places, Error::<T>::TooManyMeasures);
		entries
			.try_push(MeasureEntry { measure, by: who.clone(), deposit })
			.map_err(|_| Error::<T>::TooManyMeasures)?;
		Self::hold(HoldReason::Measure, &who, deposit)?;
		Measures::<T>::insert(target, entries);
		NextMeasureId::<T>::put(next);
		Self::count_measure(&target, |count| count.saturating_add(1));
		Self::deposit_event(Event::MeasureTaken { target, measure, evidence });
		Ok(())
	}

	pub(crate) fn do_lift_measure(
		who: T::AccountId,
		target: Target,
		id: u32,
		evidence: Commitment,
	) -> DispatchResult {
		let model = match &target {
			Target::Model(model) | Target::Lot(model, _) => *model,
			Target::Device(device) => Self::device_entry(device)?.model,
		};
		let by = Self::authority(&who, &Self::model_entry(&model)?.manufacturer)?;
		let mut entries = Measures::<T>::get(target);
		let position = entries.iter().position(|entry| entry.measure.id == id);
		let taken = entries.remove(position.ok_or(Error::<T>::NotFound)?);
		Self::ensure_may_lift(&who, by, taken.measure.by)?;
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);

		Self::release(HoldReason::Measure, &taken.by, taken.deposit);
		if entries.is_empty() {
			Measures::<T>::remove(target);
		} else {
			Measures::<T>::insert(target, entries);
		}
		Self::count_measure(&target, |count| count.saturating_sub(1));
		Self::deposit_event(Event::MeasureLifted { target, id, by, evidence });
		Ok(())
	}

	/// The severest measure in force against `device`, its lot or its model of those that reach where
	/// it is: a severer one that ends sooner does not hide one that reaches a patient.
	pub(crate) fn severest(device: &DeviceId, entry: &DeviceOf<T>) -> Option<Measure> {
		let lot = entry.pi.lot.as_ref().map(|lot| Target::Lot(entry.model, LotId::of(lot)));
		[Some(Target::Device(*device)), lot, Some(Target::Model(entry.model))]
			.into_iter()
			.flatten()
			.flat_map(Measures::<T>::get)
			.map(|taken| taken.measure)
			.filter(|measure| measure.kind.reaches(entry.level()))
			.max_by_key(|measure| measure.kind)
	}

	/// As what `who` acts on what `manufacturer` makes. Who makes it may warn, licensed or not, and is
	/// no regulator of it, even with a regulator's licence.
	pub(crate) fn authority(
		who: &T::AccountId,
		manufacturer: &T::AccountId,
	) -> Result<Authority, Error<T>> {
		if who == manufacturer {
			return Ok(Authority::Manufacturer);
		}
		let regulator = T::Credentials::holds(who, LicenceKind::Regulator);
		ensure!(regulator, Error::<T>::NotAuthority);
		Ok(Authority::Regulator)
	}

	/// Regulators undo anything, licensed manufacturers what they did themselves.
	pub(crate) fn ensure_may_lift(
		who: &T::AccountId,
		by: Authority,
		did: Authority,
	) -> Result<(), Error<T>> {
		if by == Authority::Regulator {
			return Ok(());
		}
		ensure!(did == Authority::Manufacturer, Error::<T>::RegulatorsDecision);
		Self::ensure_licensed(who, LicenceKind::Manufacturer)
	}

	/// Counts a measure against a model, or a lot of it, which then stays.
	fn count_measure(target: &Target, count: impl FnOnce(u32) -> u32) {
		let model: ModelId = match target {
			Target::Model(model) | Target::Lot(model, _) => *model,
			Target::Device(_) => return,
		};
		Models::<T>::mutate_extant(model, |entry| entry.measures = count(entry.measures));
	}
}

/// How many of these measures are no regulator's.
pub(crate) fn by_manufacturer<AccountId, Balance>(
	entries: &[MeasureEntry<AccountId, Balance>],
) -> u32 {
	let theirs = entries.iter().filter(|entry| entry.measure.by != Authority::Regulator);
	u32::try_from(theirs.count()).unwrap_or(u32::MAX)
}
