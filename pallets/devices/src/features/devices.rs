//! Devices: made once, decommissioned once, and reaped in the end.

use crate::{
	possession_message, Config, DecommissionReason, Device, DeviceId, DeviceOf, DeviceState,
	Devices, Error, Event, Histories, HoldReason, KeyBinding, Keys, Measures, ModelId, Models,
	Pallet, ProductionIdentifier, ServiceKind, Target, REAP_STEP,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{end_of_day, DeviceKey, DeviceSignature, Moment, DAY};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_manufacture(
		manufacturer: T::AccountId,
		model: ModelId,
		pi: ProductionIdentifier,
		key: DeviceKey,
		proof: DeviceSignature,
	) -> DispatchResult {
		let mut made = Self::model_made_by(&manufacturer, &model)?;
		ensure!(pi.labels_are_valid(), Error::<T>::InvalidLabel);
		let today = T::Time::now() / DAY;
		ensure!(Moment::from(pi.made) <= today, Error::<T>::MadeInFuture);
		ensure!(pi.expires.is_none_or(|day| day >= pi.made), Error::<T>::ExpiresBeforeMade);
		ensure!(key.is_valid(), Error::<T>::InvalidKey);
		let device = DeviceId::of(&model, &pi.serial);
		ensure!(!Devices::<T>::contains_key(device), Error::<T>::AlreadyManufactured);
		ensure!(!Keys::<T>::contains_key(key), Error::<T>::KeyTaken);
		made.devices = made.devices.checked_add(1).ok_or(Error::<T>::TooManyDevices)?;
		let message = possession_message(&Self::genesis(), &device, &key);
		ensure!(key.verifies(&message, &proof), Error::<T>::BadSignature);

		let binding = KeyBinding {
			device,
			payer: manufacturer.clone(),
			deposit: Self::hold(HoldReason::Key, &manufacturer, T::KeyDeposit::get())?,
		};
		// The intervals begin on the day that it was made, whenever it is registered.
		let due = |kind| {
			let interval: Moment = made.interval(kind)?;
			Some(end_of_day(pi.made).saturating_add(interval))
		};
		let entry = Device {
			model,
			calibration_due: due(ServiceKind::Calibration),
			maintenance_due: due(ServiceKind::Maintenance),
			pi,
			key,
			owner: manufacturer.clone(),
			offered_to: None,
			state: DeviceState::InUse,
			counter: 0,
			firmware: None,
			history: 0,
			deposit: Self::hold(HoldReason::Device, &manufacturer, T::DeviceDeposit::get())?,
		};
		Keys::<T>::insert(key, binding);
		Devices::<T>::insert(device, entry);
		Models::<T>::insert(model, made);
		Self::deposit_event(Event::Manufactured { device, model, manufacturer, key });
		Ok(())
	}

	pub(crate) fn do_decommission(
		who: T::AccountId,
		device: DeviceId,
		reason: DecommissionReason,
	) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		// A patient is told of measures as long as the device is in them.
		ensure!(!entry.is_implanted(), Error::<T>::Implanted);

		entry.offered_to = None;
		entry.state = DeviceState::Decommissioned { reason, at: T::Time::now() };
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Decommissioned { device, reason });
		Ok(())
	}

	/// Removes the latest entries of the history of `device`, and the device itself when none is
	/// left.
	pub(crate) fn do_reap_device(device: DeviceId) -> DispatchResult {
		let mut entry = Self::device_entry(&device)?;
		let DeviceState::Decommissioned { at, .. } = entry.state else {
			return Err(Error::<T>::StillNeeded.into());
		};
		let kept_until = at.saturating_add(T::RetentionPeriod::get());
		ensure!(T::Time::now() >= kept_until, Error::<T>::StillNeeded);

		let left = entry.history.saturating_sub(REAP_STEP);
		for number in left..entry.history {
			if let Some(happened) = Histories::<T>::take(device, number) {
				Self::release(HoldReason::History, &happened.by, happened.deposit);
			}
		}
		if left > 0 {
			entry.history = left;
			Devices::<T>::insert(device, entry);
			Self::deposit_event(Event::HistoryReaped { device, left });
			return Ok(());
		}
		for taken in Measures::<T>::take(Target::Device(device)) {
			Self::release(HoldReason::Measure, &taken.by, taken.deposit);
		}
		Devices::<T>::remove(device);
		Self::release(HoldReason::Device, &entry.owner, entry.deposit);
		Models::<T>::mutate_extant(entry.model, |model| {
			model.devices = model.devices.saturating_sub(1);
		});
		Self::deposit_event(Event::DeviceReaped { device });
		Ok(())
	}

	pub(crate) fn device_entry(device: &DeviceId) -> Result<DeviceOf<T>, Error<T>> {
		Devices::<T>::get(device).ok_or(Error::<T>::NotFound)
	}

	/// The device, which is not decommissioned.
	pub(crate) fn active_device(device: &DeviceId) -> Result<DeviceOf<T>, Error<T>> {
		let entry = Self::device_entry(device)?;
		ensure!(!entry.is_decommissioned(), Error::<T>::Decommissioned);
		Ok(entry)
	}

	/// The device, which is `owner`'s and not decommissioned.
	pub(crate) fn device_of(
		owner: &T::AccountId,
		device: &DeviceId,
	) -> Result<DeviceOf<T>, Error<T>> {
		let entry = Self::device_entry(device)?;
		ensure!(entry.owner == *owner, Error::<T>::NotOwner);
		ensure!(!entry.is_decommissioned(), Error::<T>::Decommissioned);
		Ok(entry)
	}

	/// What tells this chain from every other one.
	pub(crate) fn genesis() -> T::Hash {
		frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::from(0u32),
		)
	}
}
