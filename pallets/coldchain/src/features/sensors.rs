//! Sensors: whose they are, and with what key they sign.

use crate::{
	sensor_payload, Config, Error, Event, HoldReason, NextRegistration, Pallet, RegistrationId,
	Sensor, SensorOf, Sensors,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use frame_system::pallet_prelude::BlockNumberFor;
use salus_primitives::{Commitment, Credentials, DeviceKey, DeviceSignature, LicenceKind, Seconds};
use sp_runtime::traits::Zero;

/// Licences of those who make, move or keep goods.
const SUPPLY_CHAIN: [LicenceKind; 6] = [
	LicenceKind::Manufacturer,
	LicenceKind::Wholesaler,
	LicenceKind::Carrier,
	LicenceKind::Pharmacy,
	LicenceKind::Facility,
	LicenceKind::Laboratory,
];

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_sensor(
		owner: T::AccountId,
		sensor: DeviceKey,
		identity: Commitment,
		interval: u32,
		registration: RegistrationId,
		proof: DeviceSignature,
	) -> DispatchResult {
		let kinds = T::Credentials::licence_kinds(&owner);
		let licensed = SUPPLY_CHAIN.into_iter().any(|kind| kinds.contains(kind));
		ensure!(licensed, Error::<T>::NotInSupplyChain);
		ensure!(!Sensors::<T>::contains_key(sensor), Error::<T>::AlreadyRegistered);
		ensure!(interval > 0, Error::<T>::ZeroInterval);
		ensure!(interval <= T::MaxInterval::get(), Error::<T>::IntervalTooLong);
		ensure!(!identity.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(sensor.is_valid(), Error::<T>::InvalidKey);
		ensure!(registration == NextRegistration::<T>::get(), Error::<T>::StaleProof);
		let genesis = Self::genesis();
		let payload = sensor_payload(&genesis, registration, &owner, &sensor, &identity, interval);
		ensure!(sensor.verifies(&payload, &proof), Error::<T>::InvalidSignature);
		let next = registration.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;

		let deposit = Self::hold(HoldReason::Sensor, &owner, T::SensorDeposit::get())?;
		let entry = Sensor {
			owner: owner.clone(),
			registration,
			identity,
			interval,
			sequence: 0,
			until: Seconds::default(),
			attachment: None,
			deposit,
		};
		Sensors::<T>::insert(sensor, entry);
		NextRegistration::<T>::put(next);
		Self::deposit_event(Event::SensorRegistered {
			sensor,
			registration,
			owner,
			identity,
			interval,
		});
		Ok(())
	}

	pub(crate) fn do_retire_sensor(who: T::AccountId, sensor: DeviceKey) -> DispatchResult {
		let entry = Self::sensor_entry(&sensor)?;
		ensure!(entry.owner == who, Error::<T>::NotOwner);
		ensure!(entry.attached().is_none(), Error::<T>::StillAttached);
		Self::ensure_last_word(&entry)?;

		Sensors::<T>::remove(sensor);
		Self::release(HoldReason::Sensor, &who, entry.deposit);
		let registration = entry.registration;
		Self::deposit_event(Event::SensorRetired { sensor, registration });
		Ok(())
	}

	pub(crate) fn sensor_entry(sensor: &DeviceKey) -> Result<SensorOf<T>, Error<T>> {
		Sensors::<T>::get(sensor).ok_or(Error::<T>::NotFound)
	}

	/// Checks that `entry` has reported up to when it was detached, or had the time to.
	pub(crate) fn ensure_last_word(entry: &SensorOf<T>) -> Result<(), Error<T>> {
		ensure!(!entry.unreported().is_some_and(Self::may_report), Error::<T>::Unreported);
		Ok(())
	}

	/// Whether a sensor that was `detached` then may still report what went before.
	pub(crate) fn may_report(detached: Seconds) -> bool {
		let until = detached.0.saturating_add(T::MaxInterval::get());
		T::Time::now() <= Seconds(until).moment()
	}

	/// The hash of the first block, which no other chain has.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	/// The second that is running.
	pub(crate) fn now() -> Result<Seconds, Error<T>> {
		Seconds::floor(T::Time::now()).ok_or(Error::<T>::TimeOutOfRange)
	}
}
