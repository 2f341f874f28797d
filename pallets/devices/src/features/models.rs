//! Models: what a manufacturer registers.

use crate::{
	Config, DeviceIdentifier, Error, Event, HoldReason, Model, ModelId, ModelOf, Models, Pallet,
	Releases, UdiProblem, REAP_STEP,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use salus_primitives::{Commitment, CompanyPrefix, Credentials, DeviceKey, LicenceKind, Products};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_model(
		manufacturer: T::AccountId,
		identifier: DeviceIdentifier,
		prefix: Option<CompanyPrefix>,
		attributes: Commitment,
		calibration_interval: Option<u32>,
		maintenance_interval: Option<u32>,
		firmware_key: DeviceKey,
	) -> DispatchResult {
		Self::ensure_licensed(&manufacturer, LicenceKind::Manufacturer)?;
		identifier.check().map_err(Error::<T>::from)?;
		Self::ensure_prefix(&manufacturer, &identifier, prefix)?;
		ensure!(!attributes.is_zero(), Error::<T>::ZeroCommitment);
		ensure!(
			calibration_interval != Some(0) && maintenance_interval != Some(0),
			Error::<T>::ZeroInterval
		);
		ensure!(firmware_key.is_valid(), Error::<T>::InvalidKey);
		let model = ModelId::of(&identifier);
		ensure!(!Models::<T>::contains_key(model), Error::<T>::AlreadyRegistered);

		let deposit = Self::hold(HoldReason::Model, &manufacturer, T::ModelDeposit::get())?;
		let entry = Model {
			identifier: identifier.clone(),
			manufacturer: manufacturer.clone(),
			attributes,
			calibration_interval,
			maintenance_interval,
			firmware_key,
			first_release: 0,
			next_release: 0,
			recalls: 0,
			devices: 0,
			measures: 0,
			deposit,
		};
		Models::<T>::insert(model, entry);
		Self::deposit_event(Event::ModelRegistered { model, identifier, manufacturer, attributes });
		Ok(())
	}

	pub(crate) fn do_rotate_firmware_key(
		who: T::AccountId,
		model: ModelId,
		key: DeviceKey,
	) -> DispatchResult {
		let mut entry = Self::model_made_by(&who, &model)?;
		ensure!(key.is_valid(), Error::<T>::InvalidKey);

		entry.firmware_key = key;
		Models::<T>::insert(model, entry);
		Self::deposit_event(Event::FirmwareKeyRotated { model, key });
		Ok(())
	}

	/// Removes the oldest releases of `model`, and the model itself when none is left. Until then it
	/// may have new releases, which get new numbers.
	pub(crate) fn do_remove_model(who: T::AccountId, model: ModelId) -> DispatchResult {
		let mut entry = Self::model_entry(&model)?;
		ensure!(entry.manufacturer == who, Error::<T>::NotManufacturer);
		ensure!(entry.devices == 0, Error::<T>::HasDevices);
		ensure!(entry.measures == 0, Error::<T>::HasMeasures);
		ensure!(entry.recalls == 0, Error::<T>::HasRecalls);

		let first = entry.first_release.saturating_add(REAP_STEP).min(entry.next_release);
		for number in entry.first_release..first {
			if let Some(release) = Releases::<T>::take(model, number) {
				Self::release(HoldReason::Release, &who, release.deposit);
			}
		}
		let left = entry.next_release.saturating_sub(first);
		if left > 0 {
			entry.first_release = first;
			Models::<T>::insert(model, entry);
			Self::deposit_event(Event::ReleasesRemoved { model, left });
		} else {
			Models::<T>::remove(model);
			Self::release(HoldReason::Model, &who, entry.deposit);
			Self::deposit_event(Event::ModelRemoved { model });
		}
		Ok(())
	}

	pub(crate) fn model_entry(model: &ModelId) -> Result<ModelOf<T>, Error<T>> {
		Models::<T>::get(model).ok_or(Error::<T>::NotFound)
	}

	/// The model, which `who` makes under a valid licence.
	pub(crate) fn model_made_by(
		who: &T::AccountId,
		model: &ModelId,
	) -> Result<ModelOf<T>, Error<T>> {
		let entry = Self::model_entry(model)?;
		ensure!(entry.manufacturer == *who, Error::<T>::NotManufacturer);
		Self::ensure_licensed(who, LicenceKind::Manufacturer)?;
		Ok(entry)
	}

	pub(crate) fn ensure_licensed(who: &T::AccountId, kind: LicenceKind) -> Result<(), Error<T>> {
		T::Credentials::standing(who, kind).map_err(Error::<T>::Unlicensed)
	}

	pub(crate) fn ensure_organisation(who: &T::AccountId) -> Result<(), Error<T>> {
		ensure!(T::Credentials::licence_kinds(who).any_organisation(), Error::<T>::NotOrganisation);
		Ok(())
	}

	/// A GTIN comes with the caller's own company prefix, and nothing else does.
	fn ensure_prefix(
		who: &T::AccountId,
		identifier: &DeviceIdentifier,
		prefix: Option<CompanyPrefix>,
	) -> Result<(), Error<T>> {
		let DeviceIdentifier::Gs1(gtin) = identifier else {
			ensure!(prefix.is_none(), Error::<T>::PrefixUnexpected);
			return Ok(());
		};
		let prefix = prefix.ok_or(Error::<T>::PrefixMissing)?;
		ensure!(gtin.has_prefix(&prefix), Error::<T>::PrefixMismatch);
		let owner = T::Products::prefix_owner(&prefix);
		ensure!(owner.as_ref() == Some(who), Error::<T>::NotPrefixOwner);
		Ok(())
	}
}

impl<T> From<UdiProblem> for Error<T> {
	fn from(problem: UdiProblem) -> Self {
		match problem {
			UdiProblem::Gtin => Self::InvalidGtin,
			UdiProblem::HibcForm => Self::InvalidHibc,
			UdiProblem::HibcCheck => Self::WrongHibcCheck,
			UdiProblem::Isbt => Self::InvalidIsbt,
		}
	}
}
