//! Implants: tied to a patient by a commitment that only they, and who implanted it, can open.

use crate::{patient_commitment, Config, DeviceId, DeviceState, Devices, Error, Event, Pallet};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{Commitment, LicenceKind, Measure};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_implant(
		who: T::AccountId,
		device: DeviceId,
		patient: Commitment,
	) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		Self::ensure_licensed(&who, LicenceKind::Facility)?;
		ensure!(!entry.is_implanted(), Error::<T>::Implanted);
		ensure!(!patient.is_zero(), Error::<T>::ZeroCommitment);
		let standing = Self::report(&device, &entry);
		ensure!(standing.measure.is_none(), Error::<T>::UnderMeasure);
		ensure!(!standing.expired, Error::<T>::DeviceExpired);
		let recalled = standing.firmware.is_some_and(|firmware| firmware.recalled);
		ensure!(!recalled, Error::<T>::FirmwareRecalled);

		entry.offered_to = None;
		entry.state = DeviceState::Implanted { patient, since: T::Time::now() };
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Implanted { device, patient });
		Ok(())
	}

	pub(crate) fn do_explant(who: T::AccountId, device: DeviceId) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		ensure!(entry.is_implanted(), Error::<T>::NotImplanted);

		entry.state = DeviceState::InUse;
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::Explanted { device });
		Ok(())
	}

	/// The severest measure against `device` that reaches patients, if it is in one.
	pub(crate) fn do_implant_notice(device: &DeviceId) -> Option<Measure> {
		let entry = Devices::<T>::get(device).filter(|entry| entry.is_implanted())?;
		Self::severest(device, &entry)
	}

	pub(crate) fn do_is_mine(device: &DeviceId, salt: &[u8; 32], subject: &[u8]) -> bool {
		let Some(entry) = Devices::<T>::get(device) else { return false };
		let DeviceState::Implanted { patient, .. } = entry.state else { return false };
		patient == patient_commitment(device, salt, subject)
	}
}
