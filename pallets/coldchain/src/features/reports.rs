//! Reports: what sensors measured, signed by them.

use crate::{
	reading_leaf, report_payload, AttachmentOf, Config, Error, Event, HoldReason, Journeys,
	KeptReport, Pallet, ReadingProblem, RegistrationId, Report, Reports, SensorOf, Sensors,
	MAX_READINGS,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	storage::with_storage_layer,
	traits::{Get, Time},
};
use salus_primitives::{Custody, DeviceKey, DeviceSignature, Seconds};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report(
		sensor: DeviceKey,
		report: Report,
		signature: DeviceSignature,
	) -> DispatchResult {
		let mut entry = Self::sensor_entry(&sensor)?;
		let mut attachment = entry.attachment.clone().ok_or(Error::<T>::NotAttached)?;
		let container = attachment.container.clone();
		Self::ensure_follows(&entry, &attachment, &report)?;
		Self::ensure_sound(&report)?;
		let mut journey = Journeys::<T>::get(&container).ok_or(Error::<T>::NotFound)?;
		let payload = report_payload(&Self::genesis(), entry.registration, &container, &report);
		ensure!(sensor.verifies(&payload, &signature), Error::<T>::InvalidSignature);

		let current = T::Custody::limits(&container);
		let limits = attachment.limits_for(&report, current);
		let outside = report.outside_of(&limits);
		let gap = entry.leaves_gap(&attachment, report.from);
		journey.gaps = journey.gaps.saturating_add(gap.into());
		journey.spent = journey.spent.saturating_add(outside);
		if attachment.detached.is_some() {
			journey.watched = journey.watched.max(report.until);
		}
		let spent = journey.spent;
		Journeys::<T>::insert(&container, journey);
		let kept = Self::keep(&entry, &container, &report);
		attachment.watched = attachment.watched.max(report.until);
		if current == Some(report.limits) {
			attachment.limits = report.limits;
		}
		let foreign = attachment.detached.is_some()
			&& T::Custody::holder(&container).is_some_and(|holder| holder != entry.owner);
		entry.attachment = Some(attachment);
		entry.sequence = report.sequence;
		entry.until = report.until;
		Sensors::<T>::insert(sensor, entry);

		let event = if spent > limits.budget {
			// What was measured counts even if it cannot be quarantined. Whoever holds the goods can take
			// off a sensor of somebody else's, and is at its mercy no longer.
			let quarantined =
				!foreign && with_storage_layer(|| T::Custody::quarantine(&container)).is_ok();
			Event::ExcursionExceeded {
				sensor,
				container,
				report,
				outside,
				spent,
				gap,
				kept,
				quarantined,
			}
		} else {
			Event::Reported { sensor, container, report, outside, spent, gap, kept }
		};
		Self::deposit_event(event);
		Ok(())
	}

	/// Checks that `report` is the next one of `sensor`, about the time of `attachment`.
	fn ensure_follows(
		sensor: &SensorOf<T>,
		attachment: &AttachmentOf<T>,
		report: &Report,
	) -> Result<(), Error<T>> {
		let Report { sequence, from, until, .. } = *report;
		ensure!(sequence > sensor.sequence, Error::<T>::Replayed);
		ensure!(sensor.sequence.checked_add(1) == Some(sequence), Error::<T>::SequenceGap);
		ensure!(from < until, Error::<T>::ReversedTime);
		ensure!(from >= sensor.until, Error::<T>::Overlaps);
		ensure!(from >= attachment.since, Error::<T>::BeforeAttachment);
		let latest = |now: Seconds| now.0.saturating_add(T::ClockTolerance::get());
		if let Some(detached) = attachment.detached {
			ensure!(from < detached && until.0 <= latest(detached), Error::<T>::AfterDetachment);
			ensure!(Self::may_report(detached), Error::<T>::TooLate);
		}
		ensure!(until.0 <= latest(Self::now()?), Error::<T>::InTheFuture);
		Ok(())
	}

	/// Checks what `report` says for itself.
	fn ensure_sound(report: &Report) -> Result<(), Error<T>> {
		ensure!(report.readings.count > 0, Error::<T>::ZeroCount);
		ensure!(report.readings.count <= MAX_READINGS, Error::<T>::TooManyReadings);
		ensure!(!report.readings.root.is_zero(), Error::<T>::ZeroRoot);
		ensure!(report.min <= report.max, Error::<T>::ReversedReadings);
		ensure!(report.is_consistent(), Error::<T>::Inconsistent);
		Ok(())
	}

	/// Keeps what proofs of readings need, unless the owner cannot pay for it: being out of money is
	/// no way to keep a report from counting.
	fn keep(sensor: &SensorOf<T>, container: &crate::ContainerOf<T>, report: &Report) -> bool {
		let payer = sensor.owner.clone();
		let held =
			with_storage_layer(|| Self::hold(HoldReason::Report, &payer, T::ReportDeposit::get()));
		let Ok(deposit) = held else { return false };
		let kept = KeptReport {
			readings: report.readings,
			container: container.clone(),
			reported_at: T::Time::now(),
			payer,
			deposit,
		};
		Reports::<T>::insert(sensor.registration, report.sequence, kept);
		true
	}

	pub(crate) fn do_reap_report(registration: RegistrationId, sequence: u32) -> DispatchResult {
		let kept = Reports::<T>::get(registration, sequence).ok_or(Error::<T>::NotFound)?;
		let over = kept.reported_at.saturating_add(T::RetentionPeriod::get());
		ensure!(T::Time::now() >= over, Error::<T>::StillNeeded);

		Reports::<T>::remove(registration, sequence);
		Self::release(HoldReason::Report, &kept.payer, kept.deposit);
		Self::deposit_event(Event::ReportReaped { registration, sequence });
		Ok(())
	}

	pub(crate) fn do_verify_reading(
		registration: RegistrationId,
		sequence: u32,
		index: u32,
		at: Seconds,
		temperature: i16,
		proof: &[H256],
	) -> Result<(), ReadingProblem> {
		let kept =
			Reports::<T>::get(registration, sequence).ok_or(ReadingProblem::UnknownReport)?;
		let leaf = reading_leaf(index, at, temperature);
		kept.readings.verify(index, leaf, proof).map_err(ReadingProblem::Proof)
	}
}
