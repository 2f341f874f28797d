//! What always holds.

use crate::{
	features::by_manufacturer, is_label, BalanceOf, Config, DeviceId, DeviceState, Devices,
	Happening, Histories, HoldReason, Keys, Measures, ModelId, Models, NextMeasureId, Pallet,
	Releases, ServiceKind, Servicers, Target, MAX_BY_MANUFACTURER,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::Authority;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::models_are_in_form()?;
		Self::models_are_counted()?;
		Self::devices_are_whole()?;
		Self::offers_and_implants_are_sound()?;
		Self::histories_are_counted()?;
		Self::measures_are_numbered()?;
		Self::deposits_are_held()
	}

	/// Every model has the id of its identifier, which is in its agency's form, and a commitment,
	/// intervals and a key that are some.
	fn models_are_in_form() -> Result<(), TryRuntimeError> {
		for (id, model) in Models::<T>::iter() {
			ensure!(ModelId::of(&model.identifier) == id, "a model has another model's id");
			ensure!(model.identifier.check().is_ok(), "a model's identifier has no form");
			ensure!(
				!model.attributes.is_zero()
					&& model.calibration_interval != Some(0)
					&& model.maintenance_interval != Some(0)
					&& model.firmware_key.is_valid(),
				"a model has no attributes, no interval or no key"
			);
		}
		Ok(())
	}

	/// Every model has as many devices, regulators' recalls and measures as it counts, and every
	/// release from its first to its next one.
	fn models_are_counted() -> Result<(), TryRuntimeError> {
		let mut devices = BTreeMap::<ModelId, u32>::new();
		for device in Devices::<T>::iter_values() {
			devices.entry(device.model).or_default().saturating_inc();
		}
		let mut releases = BTreeMap::<ModelId, u32>::new();
		let mut recalls = BTreeMap::<ModelId, u32>::new();
		for (model, number, release) in Releases::<T>::iter() {
			let counted = Models::<T>::get(model)
				.is_some_and(|entry| (entry.first_release..entry.next_release).contains(&number));
			ensure!(counted, "a release is not counted");
			if release.recall.is_some_and(|recall| recall.by == Authority::Regulator) {
				recalls.entry(model).or_default().saturating_inc();
			}
			ensure!(
				is_label(&release.version) && !release.image.is_zero(),
				"a release has no version or no image"
			);
			releases.entry(model).or_default().saturating_inc();
		}
		let mut measures = BTreeMap::<ModelId, u32>::new();
		for (target, entries) in Measures::<T>::iter() {
			if let Target::Model(model) | Target::Lot(model, _) = target {
				let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
				measures.entry(model).or_default().saturating_accrue(count);
			}
		}
		for (id, model) in Models::<T>::iter() {
			let of = |counts: &BTreeMap<_, _>| counts.get(&id).copied().unwrap_or_default();
			ensure!(of(&devices) == model.devices, "the devices of a model are miscounted");
			let between = model.next_release.checked_sub(model.first_release);
			ensure!(Some(of(&releases)) == between, "the releases of a model are miscounted");
			ensure!(of(&recalls) == model.recalls, "the recalls of a model are miscounted");
			ensure!(of(&measures) == model.measures, "the measures of a model are miscounted");
		}
		Ok(())
	}

	/// Every device has the id of its model and serial number, a model, a key bound to it, a release
	/// that there is, and services as its model needs them.
	fn devices_are_whole() -> Result<(), TryRuntimeError> {
		for (id, device) in Devices::<T>::iter() {
			ensure!(
				DeviceId::of(&device.model, &device.pi.serial) == id,
				"a device has another device's id"
			);
			ensure!(
				device.pi.labels_are_valid()
					&& device.pi.expires.is_none_or(|day| day >= device.pi.made),
				"a device is labelled wrongly"
			);
			let binding = Keys::<T>::get(device.key);
			ensure!(
				device.key.is_valid() && binding.is_some_and(|binding| binding.device == id),
				"a device's key is not bound to it"
			);
			let model = Models::<T>::get(device.model).ok_or("a device has no model")?;
			ensure!(
				device
					.firmware
					.is_none_or(|release| Releases::<T>::contains_key(device.model, release)),
				"a device runs what was not released"
			);
			let serviced = [
				(ServiceKind::Calibration, device.calibration_due),
				(ServiceKind::Maintenance, device.maintenance_due),
			];
			ensure!(
				serviced.iter().all(|(kind, due)| model.interval(*kind).is_some() == due.is_some()),
				"a device is serviced otherwise than its model"
			);
		}
		Ok(())
	}

	/// A device is offered only while it is in use, to somebody else, and every implant has a
	/// patient.
	fn offers_and_implants_are_sound() -> Result<(), TryRuntimeError> {
		for device in Devices::<T>::iter_values() {
			ensure!(
				device.offered_to.is_none()
					|| device.state == DeviceState::InUse
						&& device.offered_to.as_ref() != Some(&device.owner),
				"a device is offered wrongly"
			);
			if let DeviceState::Implanted { patient, .. } = device.state {
				ensure!(!patient.is_zero(), "an implant has no patient");
			}
		}
		Ok(())
	}

	/// Every device has as many entries of history, numbered from 0, as it counts, and every entry is
	/// a device's.
	fn histories_are_counted() -> Result<(), TryRuntimeError> {
		let mut histories = BTreeMap::<DeviceId, u32>::new();
		for (device, number, entry) in Histories::<T>::iter() {
			let counted = Devices::<T>::get(device).is_some_and(|entry| number < entry.history);
			ensure!(counted, "an entry of history is not counted");
			if let Happening::Serviced { certificate, next_due, .. } = entry.what {
				ensure!(
					!certificate.is_zero() && next_due > entry.at,
					"a service has no certificate, or was due before it was done"
				);
			}
			histories.entry(device).or_default().saturating_inc();
		}
		for (id, device) in Devices::<T>::iter() {
			let entries = histories.get(&id).copied().unwrap_or_default();
			ensure!(entries == device.history, "the history of a device is miscounted");
		}
		Ok(())
	}

	/// Every measure has a number that was given out, once, and is against something; where there is
	/// none, there is no entry. The manufacturer has no more than its share of the places.
	fn measures_are_numbered() -> Result<(), TryRuntimeError> {
		let mut numbers = BTreeSet::new();
		for (target, entries) in Measures::<T>::iter() {
			let exists = match &target {
				Target::Model(model) | Target::Lot(model, _) => Models::<T>::contains_key(model),
				Target::Device(device) => Devices::<T>::contains_key(device),
			};
			ensure!(exists, "a measure is against nothing");
			ensure!(!entries.is_empty(), "there is an entry without a measure");
			let within = by_manufacturer(&entries) <= MAX_BY_MANUFACTURER;
			ensure!(within, "a manufacturer has too many measures");
			for entry in entries {
				let id = entry.measure.id;
				ensure!(
					id < NextMeasureId::<T>::get() && numbers.insert(id),
					"a measure's number is not its own"
				);
			}
		}
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		type Owed<T> = BTreeMap<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
		fn owe<T: Config>(owed: &mut Owed<T>, who: T::AccountId, deposit: BalanceOf<T>) {
			owed.entry(who).or_default().saturating_accrue(deposit);
		}

		let (mut models, mut releases) = (Owed::<T>::new(), Owed::<T>::new());
		let (mut devices, mut keys) = (Owed::<T>::new(), Owed::<T>::new());
		let (mut histories, mut servicers) = (Owed::<T>::new(), Owed::<T>::new());
		let mut measures = Owed::<T>::new();
		for (id, model) in Models::<T>::iter() {
			for release in Releases::<T>::iter_prefix_values(id) {
				owe::<T>(&mut releases, model.manufacturer.clone(), release.deposit);
			}
			owe::<T>(&mut models, model.manufacturer, model.deposit);
		}
		Devices::<T>::iter_values()
			.for_each(|device| owe::<T>(&mut devices, device.owner, device.deposit));
		Keys::<T>::iter_values()
			.for_each(|binding| owe::<T>(&mut keys, binding.payer, binding.deposit));
		Histories::<T>::iter_values()
			.for_each(|entry| owe::<T>(&mut histories, entry.by, entry.deposit));
		Servicers::<T>::iter()
			.for_each(|(owner, _, entry)| owe::<T>(&mut servicers, owner, entry.deposit));
		Measures::<T>::iter_values()
			.flatten()
			.for_each(|entry| owe::<T>(&mut measures, entry.by, entry.deposit));

		for (reason, owed) in [
			(HoldReason::Model, models),
			(HoldReason::Device, devices),
			(HoldReason::Key, keys),
			(HoldReason::Release, releases),
			(HoldReason::History, histories),
			(HoldReason::Servicer, servicers),
			(HoldReason::Measure, measures),
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
