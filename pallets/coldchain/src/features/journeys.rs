//! Journeys: which sensors watch a container, and what it has been through.

use crate::{
	Attachment, Config, ContainerOf, Error, Event, HoldReason, Journey, JourneyOf, Journeys,
	Pallet, Sensors, MAX_OUTER,
};
use alloc::vec::Vec;
use core::iter::successors;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{DefensiveOption, Get, Time},
};
use salus_primitives::{Custody, DeviceKey, Seconds};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_attach(
		who: T::AccountId,
		sensor: DeviceKey,
		container: ContainerOf<T>,
	) -> DispatchResult {
		let mut entry = Self::sensor_entry(&sensor)?;
		ensure!(entry.owner == who, Error::<T>::NotOwner);
		ensure!(entry.attached().is_none(), Error::<T>::StillAttached);
		Self::ensure_last_word(&entry)?;
		ensure!(T::Custody::holder(&container).as_ref() == Some(&who), Error::<T>::NotHolder);
		let limits = T::Custody::limits(&container).ok_or(Error::<T>::NoLimits)?;
		ensure!(limits.is_valid(), Error::<T>::ImpossibleLimits);
		// Rounded up, so that no reading is from before; a report may reach a little into the future.
		let now = Seconds::ceil(T::Time::now()).ok_or(Error::<T>::TimeOutOfRange)?;
		let since = now.max(entry.until);

		let mut journey = match Journeys::<T>::get(&container) {
			Some(journey) => journey,
			None => Self::begin(who, since)?,
		};
		// What is in another container was where that one was.
		journey.spent = journey.spent.max(Self::spent_around(&container));
		// Who comes where nobody watches answers for how long nobody did.
		let watched = if journey.sensors.is_empty() { journey.watched.min(since) } else { since };
		journey.sensors.try_push(sensor).map_err(|_| Error::<T>::TooManySensors)?;
		Journeys::<T>::insert(&container, journey);
		let (at, detached) = (container.clone(), None);
		entry.attachment = Some(Attachment { container: at, since, watched, limits, detached });
		Sensors::<T>::insert(sensor, entry);
		Self::deposit_event(Event::SensorAttached { sensor, container, since });
		Ok(())
	}

	fn begin(
		payer: T::AccountId,
		watched: Seconds,
	) -> Result<JourneyOf<T>, sp_runtime::DispatchError> {
		let deposit = Self::hold(HoldReason::Journey, &payer, T::JourneyDeposit::get())?;
		Ok(Journey {
			spent: 0,
			gaps: 0,
			watched,
			left: Seconds::default(),
			sensors: Default::default(),
			payer,
			deposit,
		})
	}

	/// The most that is spent of any of the containers that `container` is in.
	fn spent_around(container: &ContainerOf<T>) -> u32 {
		let outer = successors(T::Custody::outer(container), T::Custody::outer);
		let journeys = outer.take(MAX_OUTER).filter_map(Journeys::<T>::get);
		journeys.map(|journey| journey.spent).max().unwrap_or_default()
	}

	pub(crate) fn do_detach(by: T::AccountId, sensor: DeviceKey) -> DispatchResult {
		let mut entry = Self::sensor_entry(&sensor)?;
		let mut attachment = entry.attached().cloned().ok_or(Error::<T>::NotAttached)?;
		let container = attachment.container.clone();
		let holder = T::Custody::holder(&container);
		let limits = T::Custody::limits(&container);
		// Where there is nothing to watch, nobody has to wait for the owner.
		let idle = holder.is_none() || limits.is_none();
		ensure!(idle || entry.owner == by || holder == Some(by.clone()), Error::<T>::NotHolder);
		let now = Self::now()?;

		let missing = Error::<T>::NotFound;
		let mut journey = Journeys::<T>::get(&container).defensive_ok_or(missing)?;

		journey.sensors.retain(|other| *other != sensor);
		let alone = journey.sensors.is_empty();
		let reported = entry.until > attachment.since;
		// The next one to come answers for a short while after the last one has gone. Nobody would for
		// one who was silent in between, while others came and went.
		let gap = entry.leaves_gap(&attachment, now) || !(reported || alone);
		journey.gaps = journey.gaps.saturating_add(gap.into());
		// What is counted is not counted again by what may still be reported.
		attachment.watched = if gap { now } else { attachment.watched };
		journey.watched = journey.watched.max(attachment.watched);
		attachment.limits = limits.unwrap_or(attachment.limits);
		attachment.detached = Some(now);
		entry.attachment = Some(attachment);
		journey.left = journey.left.max(entry.unreported().unwrap_or_default());
		Journeys::<T>::insert(&container, journey);
		Sensors::<T>::insert(sensor, entry);
		Self::deposit_event(Event::SensorDetached { sensor, container, by, gap });
		Ok(())
	}

	/// Removes the journey of `container`. As long as there is something in it that has limits, it
	/// stays: whoever could end it could begin another one, of which nothing is spent. And as long as
	/// anything may be reported of it: whoever could end it could keep that from counting.
	pub(crate) fn do_end_journey(container: ContainerOf<T>) -> DispatchResult {
		let journey = Journeys::<T>::get(&container).ok_or(Error::<T>::NotFound)?;
		ensure!(
			T::Custody::limits(&container).is_none() || T::Custody::holder(&container).is_none(),
			Error::<T>::StillNeeded
		);
		ensure!(journey.sensors.is_empty(), Error::<T>::StillAttached);
		ensure!(!Self::may_report(journey.left), Error::<T>::Unreported);

		Journeys::<T>::remove(&container);
		Self::release(HoldReason::Journey, &journey.payer, journey.deposit);
		let Journey { spent, gaps, .. } = journey;
		Self::deposit_event(Event::JourneyEnded { container, spent, gaps });
		Ok(())
	}

	/// How many seconds the sensor is late, if it is.
	pub(crate) fn do_overdue(sensor: &DeviceKey) -> Option<u32> {
		Sensors::<T>::get(sensor)?.overdue(Self::now().ok()?)
	}

	/// The sensors of `container` that are late, and by how many seconds.
	pub(crate) fn do_missing(container: &ContainerOf<T>) -> Vec<(DeviceKey, u32)> {
		let sensors = Journeys::<T>::get(container).map(|journey| journey.sensors);
		let sensors = sensors.unwrap_or_default().into_iter();
		sensors.filter_map(|sensor| Some((sensor, Self::do_overdue(&sensor)?))).collect()
	}
}
