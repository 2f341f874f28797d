//! Firmware: released by the manufacturer, recalled when it is unsafe, installed by owners.

use crate::{
	install_message, is_label, release_message, Config, DeviceId, Devices, Error, Event,
	FirmwareRecall, Happening, HoldReason, ModelId, Models, Pallet, Release, ReleaseNumber,
	ReleaseOf, Releases, Version,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Authority, Commitment, DeviceSignature, MeasureReason};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_release_firmware(
		who: T::AccountId,
		model: ModelId,
		version: Version,
		image: H256,
		signature: DeviceSignature,
	) -> DispatchResult {
		let mut entry = Self::model_made_by(&who, &model)?;
		ensure!(is_label(&version), Error::<T>::InvalidLabel);
		ensure!(!image.is_zero(), Error::<T>::ZeroImage);
		let release = entry.next_release;
		entry.next_release = release.checked_add(1).ok_or(Error::<T>::TooManyReleases)?;
		let message = release_message(&Self::genesis(), &model, release, &version, &image);
		ensure!(entry.firmware_key.verifies(&message, &signature), Error::<T>::BadSignature);

		let released = Release {
			version: version.clone(),
			image,
			released_at: T::Time::now(),
			recall: None,
			deposit: Self::hold(HoldReason::Release, &who, T::ReleaseDeposit::get())?,
		};
		Releases::<T>::insert(model, release, released);
		Models::<T>::insert(model, entry);
		Self::deposit_event(Event::FirmwareReleased { model, release, version, image });
		Ok(())
	}

	pub(crate) fn do_recall_firmware(
		who: T::AccountId,
		model: ModelId,
		release: ReleaseNumber,
		reason: MeasureReason,
		evidence: Commitment,
	) -> DispatchResult {
		let mut made = Self::model_entry(&model)?;
		let by = Self::authority(&who, &made.manufacturer)?;
		let mut entry = Self::release_entry(&model, release)?;
		// A regulator may make the manufacturer's recall their own, which keeps it from being lifted.
		let stands = |recall: FirmwareRecall| {
			by == Authority::Manufacturer || recall.by == Authority::Regulator
		};
		ensure!(!entry.recall.is_some_and(stands), Error::<T>::AlreadyRecalled);
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);

		entry.recall = Some(FirmwareRecall { by, reason });
		// One that a regulator recalls was not recalled by one before.
		if by == Authority::Regulator {
			made.recalls = made.recalls.saturating_add(1);
			Models::<T>::insert(model, made);
		}
		Releases::<T>::insert(model, release, entry);
		Self::deposit_event(Event::FirmwareRecalled { model, release, by, reason, evidence });
		Ok(())
	}

	pub(crate) fn do_lift_firmware_recall(
		who: T::AccountId,
		model: ModelId,
		release: ReleaseNumber,
		evidence: Commitment,
	) -> DispatchResult {
		let mut made = Self::model_entry(&model)?;
		let by = Self::authority(&who, &made.manufacturer)?;
		let mut entry = Self::release_entry(&model, release)?;
		let recall = entry.recall.ok_or(Error::<T>::NotRecalled)?;
		Self::ensure_may_lift(&who, by, recall.by)?;
		ensure!(!evidence.is_zero(), Error::<T>::ZeroCommitment);

		entry.recall = None;
		if recall.by == Authority::Regulator {
			made.recalls = made.recalls.saturating_sub(1);
			Models::<T>::insert(model, made);
		}
		Releases::<T>::insert(model, release, entry);
		Self::deposit_event(Event::FirmwareRecallLifted { model, release, by, evidence });
		Ok(())
	}

	pub(crate) fn do_install(
		who: T::AccountId,
		device: DeviceId,
		release: ReleaseNumber,
		counter: u64,
		attestation: DeviceSignature,
	) -> DispatchResult {
		let mut entry = Self::device_of(&who, &device)?;
		let released = Self::release_entry(&entry.model, release)?;
		ensure!(released.recall.is_none(), Error::<T>::FirmwareRecalled);
		ensure!(counter > entry.counter, Error::<T>::Replayed);
		let message = install_message(&Self::genesis(), &device, release, counter);
		ensure!(entry.key.verifies(&message, &attestation), Error::<T>::BadSignature);

		let downgrade = entry.firmware.is_some_and(|installed| release < installed);
		Self::append(&device, &mut entry, who, Happening::Installed { release })?;
		entry.firmware = Some(release);
		entry.counter = counter;
		Devices::<T>::insert(device, entry);
		Self::deposit_event(Event::FirmwareInstalled { device, release, downgrade });
		Ok(())
	}

	fn release_entry(model: &ModelId, release: ReleaseNumber) -> Result<ReleaseOf<T>, Error<T>> {
		Releases::<T>::get(model, release).ok_or(Error::<T>::NotFound)
	}
}
