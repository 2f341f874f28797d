use crate::{
	mock::*, patient_commitment, Authorisation, DecommissionReason, DeviceId, DeviceIdentifier,
	DeviceState, Devices, FirmwareRecall, Happening, Histories, HoldReason, Keys, LotId, Measures,
	ModelId, Models, NextMeasureId, Releases, ServiceKind, Servicers, Target, MAX_BY_MANUFACTURER,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{InspectHold, MutateHold},
};
use salus_primitives::{Authority, Commitment, DeviceKey, Gtin, MeasureKind, MeasureReason, YEAR};
use sp_core::H256;

fn quarantine(who: u64, target: Target) {
	let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
	assert_ok!(MedicalDevices::take_measure(signed(who), target, kind, reason, EVIDENCE));
}

fn calibrate(device: DeviceId) {
	let until = START + YEAR;
	assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, until));
	let kind = ServiceKind::Calibration;
	let laboratory = signed(LABORATORY);
	assert_ok!(MedicalDevices::record_service(laboratory, device, kind, CERTIFICATE, START + 1));
}

fn implant(device: DeviceId) {
	let patient = patient_commitment(&device, &SALT, PATIENT);
	assert_ok!(MedicalDevices::implant(signed(HOSPITAL), device, patient));
}

/// The device number 0 is the hospital's, serviced, runs a release and is in a patient; the number 1
/// is the maker's and offered. Measures are in force against the model (0), a lot (1) and the number
/// 0 (2).
fn busy() {
	let device = delivered();
	released();
	install(0, 0);
	calibrate(device);
	implant(device);
	let other = make(1);
	assert_ok!(MedicalDevices::offer(signed(MAKER), other, CLINIC));
	quarantine(MAKER, Target::Model(model()));
	quarantine(REGULATOR, lot());
	quarantine(REGULATOR, Target::Device(device));
}

fn lot() -> Target {
	Target::Lot(model(), LotId::of(&label("LOT-7")))
}

/// Runs `damage` on a busy state, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		busy();
		assert_ok!(MedicalDevices::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(MedicalDevices::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

#[test]
fn models_without_form_are_noticed() {
	notices("a model has another model's id", || {
		change_model(|model| model.identifier = hibc("+A123BJC5D6E71G"))
	});
	notices("a model's identifier has no form", || {
		let wrong = DeviceIdentifier::Gs1(Gtin(1));
		let entry = model_entry();
		Models::<Test>::insert(
			ModelId::of(&wrong),
			crate::Model { identifier: wrong, devices: 0, ..entry },
		);
		// Whichever is looked at first.
		Models::<Test>::remove(model());
	});
	let what = "a model has no attributes, no interval or no key";
	notices(what, || change_model(|model| model.attributes = Commitment::default()));
	notices(what, || change_model(|model| model.calibration_interval = Some(0)));
	notices(what, || change_model(|model| model.maintenance_interval = Some(0)));
	notices(what, || change_model(|model| model.firmware_key = DeviceKey::P256([0; 33])));
}

#[test]
fn miscounted_models_are_noticed() {
	notices("the devices of a model are miscounted", || change_model(|model| model.devices += 1));
	notices("the releases of a model are miscounted", || {
		change_model(|model| model.next_release += 1)
	});
	notices("the recalls of a model are miscounted", || change_model(|model| model.recalls += 1));
	notices("the measures of a model are miscounted", || change_model(|model| model.measures += 1));
	notices("the measures of a model are miscounted", || Measures::<Test>::remove(lot()));
	notices("a release is not counted", || change_model(|model| model.next_release -= 1));
	notices("a release is not counted", || change_model(|model| model.first_release += 1));
	let release = |change: fn(&mut crate::ReleaseOf<Test>)| {
		Releases::<Test>::mutate(model(), 0, |entry| change(entry.as_mut().unwrap()))
	};
	notices("the recalls of a model are miscounted", || {
		release(|entry| {
			let (by, reason) = (Authority::Regulator, MeasureReason::Other);
			entry.recall = Some(FirmwareRecall { by, reason });
		})
	});
	let what = "a release has no version or no image";
	notices(what, || release(|entry| entry.version = Default::default()));
	notices(what, || release(|entry| entry.image = H256::zero()));
}

#[test]
fn devices_in_pieces_are_noticed() {
	let device = |change: fn(&mut crate::DeviceOf<Test>)| change_device(id(0), change);
	notices("a device has another device's id", || device(|entry| entry.pi.serial = label("X")));
	let what = "a device is labelled wrongly";
	notices(what, || device(|entry| entry.pi.lot = Some(Default::default())));
	notices(what, || device(|entry| entry.pi.expires = Some(TODAY - 1)));
	let what = "a device's key is not bound to it";
	notices(what, || device(|entry| entry.key = secret(1).key()));
	notices(what, || Keys::<Test>::remove(secret(0).key()));
	notices("a device runs what was not released", || device(|entry| entry.firmware = Some(1)));
	let what = "a device is serviced otherwise than its model";
	notices(what, || device(|entry| entry.calibration_due = None));
	notices(what, || change_model(|model| model.maintenance_interval = None));
}

#[test]
fn wrong_offers_and_implants_are_noticed() {
	let what = "a device is offered wrongly";
	notices(what, || change_device(id(0), |entry| entry.offered_to = Some(CLINIC)));
	notices(what, || change_device(id(1), |entry| entry.offered_to = Some(MAKER)));
	notices("an implant has no patient", || {
		let (patient, since) = (Commitment::default(), START);
		change_device(id(0), |entry| entry.state = DeviceState::Implanted { patient, since })
	});
}

#[test]
fn miscounted_histories_are_noticed() {
	let device = |change: fn(&mut crate::DeviceOf<Test>)| change_device(id(0), change);
	notices("an entry of history is not counted", || device(|entry| entry.history -= 1));
	notices("the history of a device is miscounted", || device(|entry| entry.history += 1));
	let serviced = |certificate, next_due| {
		let kind = ServiceKind::Calibration;
		Histories::<Test>::mutate(id(0), 1, |entry| {
			entry.as_mut().unwrap().what = Happening::Serviced { kind, certificate, next_due };
		});
	};
	let what = "a service has no certificate, or was due before it was done";
	notices(what, || serviced(Commitment::default(), START + 1));
	notices(what, || serviced(CERTIFICATE, START));
}

#[test]
fn measures_without_number_or_target_are_noticed() {
	let what = "a measure's number is not its own";
	notices(what, || NextMeasureId::<Test>::put(2));
	notices(what, || Measures::<Test>::mutate(lot(), |entries| entries[0].measure.id = 0));
	notices("there is an entry without a measure", || {
		Measures::<Test>::insert(Target::Device(id(1)), crate::MeasureEntriesOf::<Test>::default())
	});
	notices("a manufacturer has too many measures", || {
		Measures::<Test>::mutate(lot(), |entries| {
			entries[0].measure.by = Authority::Manufacturer;
			for _ in 0..MAX_BY_MANUFACTURER {
				entries.try_push(entries[0].clone()).unwrap();
			}
		});
		change_model(|model| model.measures += MAX_BY_MANUFACTURER);
	});
	notices("a measure is against nothing", || {
		let entries = Measures::<Test>::take(Target::Device(id(0)));
		Measures::<Test>::insert(Target::Device(DeviceId([0; 16])), entries);
	});
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || change_model(|model| model.deposit += 1));
	notices(what, || change_device(id(0), |entry| entry.deposit -= 1));
	notices(what, || {
		let (until, deposit) = (START, SERVICER_DEPOSIT);
		Servicers::<Test>::insert(CLINIC, LABORATORY, Authorisation { until, deposit })
	});
	notices(what, || Servicers::<Test>::remove(HOSPITAL, LABORATORY));
	notices(what, || {
		Measures::<Test>::mutate(lot(), |entries| entries[0].by = MAKER);
	});
	for reason in [
		HoldReason::Model,
		HoldReason::Device,
		HoldReason::Key,
		HoldReason::Release,
		HoldReason::History,
		HoldReason::Servicer,
		HoldReason::Measure,
	] {
		notices(what, || {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
}

#[test]
fn a_whole_life_leaves_only_the_keys_behind() {
	run(|| {
		busy();
		let (first, second) = (id(0), id(1));
		assert_ok!(MedicalDevices::explant(signed(HOSPITAL), first));
		give_back(first);
		for device in [first, second] {
			let reason = DecommissionReason::Destroyed;
			assert_ok!(MedicalDevices::decommission(signed(MAKER), device, reason));
		}
		set_time(START + RETENTION);
		assert_ok!(MedicalDevices::reap_servicer(signed(STRANGER), HOSPITAL, LABORATORY));
		for device in [first, second] {
			assert_ok!(MedicalDevices::reap_device(signed(STRANGER), device));
		}
		assert_noop!(
			MedicalDevices::remove_model(signed(MAKER), model()),
			crate::Error::<Test>::HasMeasures
		);
		for (target, id) in [(Target::Model(model()), 0), (lot(), 1)] {
			assert_ok!(MedicalDevices::lift_measure(signed(REGULATOR), target, id, EVIDENCE));
		}
		assert_ok!(MedicalDevices::remove_model(signed(MAKER), model()));

		assert_eq!(Models::<Test>::iter().count() + Devices::<Test>::iter().count(), 0);
		assert_eq!(Releases::<Test>::iter().count() + Histories::<Test>::iter().count(), 0);
		assert_eq!(Servicers::<Test>::iter().count() + Measures::<Test>::iter().count(), 0);
		assert_eq!(Keys::<Test>::iter().count(), 2);
		for who in MAKER..=STRANGER {
			let keys = if who == MAKER { 2 * KEY_DEPOSIT } else { 0 };
			assert_eq!(Balances::total_balance_on_hold(&who), keys);
		}
	});
}

/// The hospital returns the device to the maker.
fn give_back(device: DeviceId) {
	give(device, HOSPITAL, MAKER);
}

/// How large entries are at the most, with accounts of 32 bytes and balances of 16: for deposits.
#[test]
fn entries_fit_their_deposits() {
	use codec::MaxEncodedLen;
	use sp_core::crypto::AccountId32;

	assert_eq!(crate::Model::<AccountId32, u128>::max_encoded_len(), 171);
	assert_eq!(crate::Device::<AccountId32, u128>::max_encoded_len(), 277);
	assert_eq!(crate::KeyBinding::<AccountId32, u128>::max_encoded_len(), 64);
	assert_eq!(crate::Release::<u128>::max_encoded_len(), 92);
	assert_eq!(crate::HistoryEntry::<AccountId32, u128>::max_encoded_len(), 98);
	assert_eq!(Authorisation::<u128>::max_encoded_len(), 24);
	assert_eq!(crate::MeasureEntry::<AccountId32, u128>::max_encoded_len(), 57);
}
