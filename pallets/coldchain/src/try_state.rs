//! What always holds.

use crate::{
	BalanceOf, Config, HoldReason, Journeys, NextRegistration, Pallet, Reports, Sensors,
	MAX_READINGS,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::registrations_have_numbers_of_their_own()?;
		Self::sensors_are_where_journeys_have_them()?;
		Self::reports_can_be_proven()?;
		Self::deposits_are_held()
	}

	/// Every sensor has a key, an interval and a number that no other has.
	fn registrations_have_numbers_of_their_own() -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::new();
		let next = NextRegistration::<T>::get();
		for (key, sensor) in Sensors::<T>::iter() {
			ensure!(sensor.registration < next, "a registration was not given out");
			ensure!(seen.insert(sensor.registration), "two sensors have the same registration");
			ensure!(key.is_valid(), "a key is none");
			ensure!(
				sensor.interval > 0 && sensor.interval <= T::MaxInterval::get(),
				"a sensor never has to report"
			);
			ensure!((sensor.sequence == 0) == (sensor.until.0 == 0), "a report has no time");
		}
		Ok(())
	}

	/// Every attached sensor is one of its container's, once, and every container's is attached. One
	/// that may still report has a journey, which is not ended before.
	fn sensors_are_where_journeys_have_them() -> Result<(), TryRuntimeError> {
		let mut attached = 0u32;
		for (key, sensor) in Sensors::<T>::iter() {
			let Some(attachment) = sensor.attachment.as_ref() else { continue };
			let journey = Journeys::<T>::get(&attachment.container);
			if attachment.detached.is_some() {
				let awaited = sensor.unreported().filter(|detached| Self::may_report(*detached));
				let left = journey.map(|journey| journey.left);
				ensure!(awaited.is_none() || awaited <= left, "nobody waits for a report");
				continue;
			}
			let journey = journey.ok_or("a sensor is on no journey")?;
			let times = journey.sensors.iter().filter(|other| **other == key).count();
			ensure!(times == 1, "a journey does not know its sensor");
			ensure!(
				attachment.watched <= attachment.since || attachment.watched == sensor.until,
				"a sensor watched what it has not reported"
			);
			attached.saturating_inc();
		}
		let known: usize = Journeys::<T>::iter_values().map(|journey| journey.sensors.len()).sum();
		ensure!(u32::try_from(known) == Ok(attached), "a journey has a sensor that is elsewhere");
		Ok(())
	}

	/// Every report has readings, no more than proofs fit for, and a root, and came from a sensor that
	/// has got as far.
	fn reports_can_be_proven() -> Result<(), TryRuntimeError> {
		let next = NextRegistration::<T>::get();
		let registered: BTreeMap<_, _> = Sensors::<T>::iter_values()
			.map(|sensor| (sensor.registration, sensor.sequence))
			.collect();
		for (registration, sequence, report) in Reports::<T>::iter() {
			ensure!(registration < next, "a report is of no registration");
			let last = registered.get(&registration).copied().unwrap_or(u32::MAX);
			ensure!(sequence > 0 && sequence <= last, "a report was never handed in");
			let count = report.readings.count;
			ensure!(count > 0 && count <= MAX_READINGS, "a report has no or too many readings");
			ensure!(!report.readings.root.is_zero(), "a report has no root");
		}
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let mut sensors = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for sensor in Sensors::<T>::iter_values() {
			sensors.entry(sensor.owner).or_default().saturating_accrue(sensor.deposit);
		}
		let mut journeys = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for journey in Journeys::<T>::iter_values() {
			journeys.entry(journey.payer).or_default().saturating_accrue(journey.deposit);
		}
		let mut reports = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for report in Reports::<T>::iter_values() {
			reports.entry(report.payer).or_default().saturating_accrue(report.deposit);
		}

		for (reason, owed) in [
			(HoldReason::Sensor, sensors),
			(HoldReason::Journey, journeys),
			(HoldReason::Report, reports),
		] {
			let reason = reason.into();
			let accounts = frame_system::Account::<T>::iter_keys();
			for account in accounts.chain(owed.keys().cloned()) {
				let recorded = owed.get(&account).copied().unwrap_or_default();
				ensure!(
					T::Currency::balance_on_hold(&reason, &account) == recorded,
					"a deposit is not what is held"
				);
			}
		}
		Ok(())
	}
}
