//! What each call costs at the most: with P-256 keys, which are checked in the runtime, and the
//! longest of everything.

use super::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get, Time},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use p256::ecdsa::{signature::Signer, Signature, SigningKey};
use salus_primitives::{
	Authority, Commitment, CompanyPrefix, Credentials, DeviceKey, DeviceSignature, Gtin,
	LicenceKind, Measure, MeasureKind, MeasureReason, Moment, Products, DAY,
};
use sp_core::H256;
use sp_runtime::traits::{Bounded, StaticLookup};

const TODAY: u16 = 20_000;
const START: Moment = TODAY as Moment * DAY;
const SOME: Commitment = Commitment([1; 32]);
const IMAGE: H256 = H256::repeat_byte(2);
const REASON: MeasureReason = MeasureReason::Other;
const KIND: MeasureKind = MeasureKind::Quarantine;
/// GS1's example company, and a product of theirs.
const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };
const GTIN: Gtin = Gtin(4_012_345_111_118);
/// Secrets of firmware, a device and another one.
const FIRMWARE: u8 = 3;
const DEVICE: u8 = 4;
const OTHER: u8 = 5;

type AccountIdLookup<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

fn named<T: Config>(who: &T::AccountId) -> AccountIdLookup<T> {
	T::Lookup::unlookup(who.clone())
}

fn signing(secret: u8) -> Result<SigningKey, BenchmarkError> {
	Ok(SigningKey::from_slice(&[secret; 32]).map_err(|_| "a scalar")?)
}

fn key(secret: u8) -> Result<DeviceKey, BenchmarkError> {
	let point = signing(secret)?.verifying_key().to_encoded_point(true);
	Ok(DeviceKey::P256(point.as_bytes().try_into().map_err(|_| "is compressed")?))
}

fn sign(secret: u8, message: &[u8]) -> Result<DeviceSignature, BenchmarkError> {
	let signature: Signature = signing(secret)?.sign(message);
	let signature = signature.normalize_s().unwrap_or(signature);
	Ok(DeviceSignature::P256(signature.to_bytes().into()))
}

fn longest(byte: u8) -> Label {
	BoundedVec::truncate_from(vec![byte; 20])
}

fn pi(serial: u8) -> ProductionIdentifier {
	ProductionIdentifier {
		lot: Some(longest(b'L')),
		serial: longest(serial),
		expires: Some(u16::MAX),
		made: TODAY,
		software: Some(longest(b'S')),
	}
}

fn funded<T: Config>(name: &'static str, n: u32) -> T::AccountId {
	let who = account(name, n, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

/// Has the licences that cost the most to look at, on the first moment of [`TODAY`].
fn licensed<T: Config + pallet_timestamp::Config<Moment = Moment>>(
	name: &'static str,
	kind: LicenceKind,
) -> T::AccountId {
	if pallet_timestamp::Now::<T>::get() < START {
		pallet_timestamp::Now::<T>::put(START);
	}
	let who = funded::<T>(name, 0);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

fn maker<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	licensed::<T>("maker", LicenceKind::Manufacturer)
}

fn hospital<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	licensed::<T>("hospital", LicenceKind::Facility)
}

fn regulator<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	licensed::<T>("regulator", LicenceKind::Regulator)
}

fn model() -> ModelId {
	ModelId::of(&DeviceIdentifier::Gs1(GTIN))
}

fn registered<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<T::AccountId, BenchmarkError> {
	let maker = maker::<T>();
	T::Products::ensure_prefix(&PREFIX, &maker);
	let identifier = DeviceIdentifier::Gs1(GTIN);
	let year = Some(365 * 24 * 3_600);
	Pallet::<T>::do_register_model(
		maker.clone(),
		identifier,
		Some(PREFIX),
		SOME,
		year,
		year,
		key(FIRMWARE)?,
	)?;
	Ok(maker)
}

fn possession<T: Config>(device: &DeviceId, secret: u8) -> Result<DeviceSignature, BenchmarkError> {
	sign(secret, &possession_message(&Pallet::<T>::genesis(), device, &key(secret)?))
}

/// The maker of the model, and a device of the maker's.
fn made<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(T::AccountId, DeviceId), BenchmarkError> {
	let maker = registered::<T>()?;
	let pi = pi(b'0');
	let device = DeviceId::of(&model(), &pi.serial);
	let proof = possession::<T>(&device, DEVICE)?;
	Pallet::<T>::do_manufacture(maker.clone(), model(), pi, key(DEVICE)?, proof)?;
	Ok((maker, device))
}

/// A device of the hospital's, with firmware.
fn delivered<T: Config + pallet_timestamp::Config<Moment = Moment>>(
) -> Result<(T::AccountId, DeviceId), BenchmarkError> {
	let (maker, device) = made::<T>()?;
	let hospital = hospital::<T>();
	Pallet::<T>::do_offer(maker.clone(), device, hospital.clone())?;
	Pallet::<T>::do_accept(hospital.clone(), device)?;
	release::<T>(&maker)?;
	let attestation = attestation::<T>(&device, 1)?;
	Pallet::<T>::do_install(hospital.clone(), device, 0, 1, attestation)?;
	Ok((hospital, device))
}

fn version() -> Version {
	BoundedVec::truncate_from(vec![b'9'; 32])
}

fn release<T: Config>(maker: &T::AccountId) -> Result<ReleaseNumber, BenchmarkError> {
	let number = Models::<T>::get(model()).ok_or("registered")?.next_release;
	let genesis = Pallet::<T>::genesis();
	let message = release_message(&genesis, &model(), number, &version(), &IMAGE);
	let signature = sign(FIRMWARE, &message)?;
	Pallet::<T>::do_release_firmware(maker.clone(), model(), version(), IMAGE, signature)?;
	Ok(number)
}

fn attestation<T: Config>(
	device: &DeviceId,
	counter: u64,
) -> Result<DeviceSignature, BenchmarkError> {
	sign(DEVICE, &install_message(&Pallet::<T>::genesis(), device, 0, counter))
}

/// Four measures against each of `targets`, by as many who pay for them.
fn measured<T: Config>(targets: &[Target]) -> Result<(), BenchmarkError> {
	for target in targets {
		for n in 0..MAX_MEASURES {
			measure::<T>(*target, funded::<T>("authority", n))?;
		}
	}
	Ok(())
}

/// One measure against `target`, by a regulator who is `by`.
fn measure<T: Config>(target: Target, by: T::AccountId) -> Result<u32, BenchmarkError> {
	let id = NextMeasureId::<T>::get();
	let deposit = Pallet::<T>::hold(HoldReason::Measure, &by, T::MeasureDeposit::get())?;
	let measure = Measure { id, kind: KIND, reason: REASON, by: Authority::Regulator };
	Measures::<T>::try_mutate(target, |entries| {
		entries.try_push(MeasureEntry { measure, by, deposit })
	})
	.map_err(|_| "there is room")?;
	NextMeasureId::<T>::put(id.saturating_add(1));
	if !matches!(target, Target::Device(_)) {
		Models::<T>::mutate_extant(model(), |model| {
			model.measures = model.measures.saturating_add(1);
		});
	}
	Ok(id)
}

fn targets(device: DeviceId) -> [Target; 3] {
	let lot = Target::Lot(model(), LotId::of(&longest(b'L')));
	[Target::Device(device), lot, Target::Model(model())]
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_model() -> Result<(), BenchmarkError> {
		let maker = maker::<T>();
		T::Products::ensure_prefix(&PREFIX, &maker);
		let (identifier, key) = (DeviceIdentifier::Gs1(GTIN), key(FIRMWARE)?);

		#[extrinsic_call]
		_(System::Signed(maker), identifier, Some(PREFIX), SOME, Some(1), Some(1), key);

		assert!(Models::<T>::contains_key(model()));
		Ok(())
	}

	#[benchmark]
	fn rotate_firmware_key() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		let other = key(OTHER)?;

		#[extrinsic_call]
		_(System::Signed(maker), model(), other);

		assert_eq!(Models::<T>::get(model()).ok_or("registered")?.firmware_key, other);
		Ok(())
	}

	/// With as many releases as go in one step.
	#[benchmark]
	fn remove_model() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		for _ in 0..REAP_STEP {
			release::<T>(&maker)?;
		}

		#[extrinsic_call]
		_(System::Signed(maker), model());

		assert!(!Models::<T>::contains_key(model()));
		Ok(())
	}

	#[benchmark]
	fn manufacture() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		let pi = pi(b'0');
		let device = DeviceId::of(&model(), &pi.serial);
		let (key, proof) = (key(DEVICE)?, possession::<T>(&device, DEVICE)?);

		#[extrinsic_call]
		_(System::Signed(maker), model(), pi, key, proof);

		assert!(Devices::<T>::contains_key(device));
		Ok(())
	}

	/// By somebody else than the owner, of a device with firmware and everything against it.
	#[benchmark]
	fn authenticate() -> Result<(), BenchmarkError> {
		let (_, device) = delivered::<T>()?;
		measured::<T>(&targets(device))?;
		let caller = licensed::<T>("laboratory", LicenceKind::Laboratory);
		let expires = T::Time::now() + T::MaxChallenge::get();
		let challenge = Challenge { nonce: IMAGE, expires, counter: u64::MAX };
		let message = challenge_message(&Pallet::<T>::genesis(), &device, &caller, &challenge);
		let signature = sign(DEVICE, &message)?;

		#[extrinsic_call]
		_(System::Signed(caller), device, challenge, signature);

		assert_eq!(Devices::<T>::get(device).ok_or("made")?.counter, u64::MAX);
		Ok(())
	}

	#[benchmark]
	fn release_firmware() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		let genesis = Pallet::<T>::genesis();
		let message = release_message(&genesis, &model(), 0, &version(), &IMAGE);
		let signature = sign(FIRMWARE, &message)?;

		#[extrinsic_call]
		_(System::Signed(maker), model(), version(), IMAGE, signature);

		assert!(Releases::<T>::contains_key(model(), 0));
		Ok(())
	}

	/// By a regulator, after the manufacturer.
	#[benchmark]
	fn recall_firmware() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		release::<T>(&maker)?;
		Pallet::<T>::do_recall_firmware(maker, model(), 0, REASON, SOME)?;
		let regulator = regulator::<T>();

		#[extrinsic_call]
		_(System::Signed(regulator), model(), 0, REASON, SOME);

		let recall = Releases::<T>::get(model(), 0).ok_or("released")?.recall;
		assert!(recall.is_some_and(|recall| recall.by == Authority::Regulator));
		Ok(())
	}

	#[benchmark]
	fn lift_firmware_recall() -> Result<(), BenchmarkError> {
		let maker = registered::<T>()?;
		release::<T>(&maker)?;
		let regulator = regulator::<T>();
		Pallet::<T>::do_recall_firmware(regulator.clone(), model(), 0, REASON, SOME)?;

		#[extrinsic_call]
		_(System::Signed(regulator), model(), 0, SOME);

		assert!(Releases::<T>::get(model(), 0).ok_or("released")?.recall.is_none());
		Ok(())
	}

	#[benchmark]
	fn install() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let attestation = attestation::<T>(&device, 2)?;

		#[extrinsic_call]
		_(System::Signed(owner), device, 0, 2, attestation);

		assert_eq!(Devices::<T>::get(device).ok_or("made")?.history, 2);
		Ok(())
	}

	#[benchmark]
	fn authorise_servicer() {
		let (owner, servicer) = (hospital::<T>(), account::<T::AccountId>("servicer", 0, 0));
		let named = named::<T>(&servicer);

		#[extrinsic_call]
		_(System::Signed(owner.clone()), named, Moment::MAX);

		assert!(Servicers::<T>::contains_key(owner, servicer));
	}

	#[benchmark]
	fn revoke_servicer() -> Result<(), BenchmarkError> {
		let (owner, servicer) = (hospital::<T>(), account::<T::AccountId>("servicer", 0, 0));
		let named = named::<T>(&servicer);
		Pallet::<T>::do_authorise_servicer(owner.clone(), servicer.clone(), Moment::MAX)?;

		#[extrinsic_call]
		_(System::Signed(owner.clone()), named);

		assert!(!Servicers::<T>::contains_key(owner, servicer));
		Ok(())
	}

	#[benchmark]
	fn reap_servicer() -> Result<(), BenchmarkError> {
		let (owner, servicer) = (hospital::<T>(), account::<T::AccountId>("servicer", 0, 0));
		Pallet::<T>::do_authorise_servicer(owner.clone(), servicer.clone(), START + 1)?;
		pallet_timestamp::Now::<T>::put(START + 1);
		let (named_owner, named) = (named::<T>(&owner), named::<T>(&servicer));

		#[extrinsic_call]
		_(System::Signed(account("caller", 0, 0)), named_owner, named);

		assert!(!Servicers::<T>::contains_key(owner, servicer));
		Ok(())
	}

	#[benchmark]
	fn record_service() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let servicer = licensed::<T>("laboratory", LicenceKind::Laboratory);
		Pallet::<T>::do_authorise_servicer(owner, servicer.clone(), Moment::MAX)?;
		let kind = ServiceKind::Maintenance;

		#[extrinsic_call]
		_(System::Signed(servicer), device, kind, SOME, START + DAY);

		let due = Devices::<T>::get(device).ok_or("made")?.maintenance_due;
		assert_eq!(due, Some(START + DAY));
		Ok(())
	}

	#[benchmark]
	fn offer() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let to = licensed::<T>("laboratory", LicenceKind::Laboratory);
		let named = named::<T>(&to);

		#[extrinsic_call]
		_(System::Signed(owner), device, named);

		assert_eq!(Devices::<T>::get(device).ok_or("made")?.offered_to, Some(to));
		Ok(())
	}

	#[benchmark]
	fn accept() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let to = licensed::<T>("laboratory", LicenceKind::Laboratory);
		Pallet::<T>::do_offer(owner, device, to.clone())?;

		#[extrinsic_call]
		_(System::Signed(to.clone()), device);

		assert_eq!(Devices::<T>::get(device).ok_or("made")?.owner, to);
		Ok(())
	}

	#[benchmark]
	fn withdraw_offer() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let to = licensed::<T>("laboratory", LicenceKind::Laboratory);
		Pallet::<T>::do_offer(owner.clone(), device, to)?;

		#[extrinsic_call]
		_(System::Signed(owner), device);

		assert!(Devices::<T>::get(device).ok_or("made")?.offered_to.is_none());
		Ok(())
	}

	/// Of a device with firmware, which is offered.
	#[benchmark]
	fn implant() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let to = licensed::<T>("laboratory", LicenceKind::Laboratory);
		Pallet::<T>::do_offer(owner.clone(), device, to)?;

		#[extrinsic_call]
		_(System::Signed(owner), device, SOME);

		assert!(Devices::<T>::get(device).ok_or("made")?.is_implanted());
		Ok(())
	}

	#[benchmark]
	fn explant() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		Pallet::<T>::do_implant(owner.clone(), device, SOME)?;

		#[extrinsic_call]
		_(System::Signed(owner), device);

		assert!(!Devices::<T>::get(device).ok_or("made")?.is_implanted());
		Ok(())
	}

	/// The last one that there is room for, against the lot, by a regulator.
	#[benchmark]
	fn take_measure() -> Result<(), BenchmarkError> {
		let (_, device) = delivered::<T>()?;
		let [_, target, _] = targets(device);
		for n in 1..MAX_MEASURES {
			measure::<T>(target, funded::<T>("authority", n))?;
		}
		let regulator = regulator::<T>();

		#[extrinsic_call]
		_(System::Signed(regulator), target, KIND, REASON, SOME);

		let count = u32::try_from(Measures::<T>::get(target).len());
		assert_eq!(count, Ok(MAX_MEASURES));
		Ok(())
	}

	/// The first of as many as there may be, somebody else's.
	#[benchmark]
	fn lift_measure() -> Result<(), BenchmarkError> {
		let (_, device) = delivered::<T>()?;
		let [_, target, _] = targets(device);
		measured::<T>(&[target])?;
		let regulator = regulator::<T>();
		let first = Measures::<T>::get(target).first().ok_or("measured")?.measure.id;

		#[extrinsic_call]
		_(System::Signed(regulator), target, first, SOME);

		let rest: Vec<_> = Measures::<T>::get(target).into_inner();
		assert!(rest.iter().all(|entry| entry.measure.id != first));
		Ok(())
	}

	#[benchmark]
	fn decommission() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		let reason = DecommissionReason::EndOfLife;

		#[extrinsic_call]
		_(System::Signed(owner), device, reason);

		assert!(Devices::<T>::get(device).ok_or("made")?.is_decommissioned());
		Ok(())
	}

	/// With as much history as goes in one step and measures, each paid for by somebody else.
	#[benchmark]
	fn reap_device() -> Result<(), BenchmarkError> {
		let (owner, device) = delivered::<T>()?;
		measured::<T>(&[Target::Device(device)])?;
		let mut entry = Devices::<T>::get(device).ok_or("made")?;
		while entry.history < REAP_STEP {
			let kind = ServiceKind::Maintenance;
			let what = Happening::Serviced { kind, certificate: SOME, next_due: START + DAY };
			let by = funded::<T>("servicer", entry.history);
			Pallet::<T>::append(&device, &mut entry, by, what)?;
		}
		Devices::<T>::insert(device, entry);
		Pallet::<T>::do_decommission(owner, device, DecommissionReason::EndOfLife)?;
		pallet_timestamp::Now::<T>::mutate(|now| *now += T::RetentionPeriod::get());

		#[extrinsic_call]
		_(System::Signed(account("caller", 0, 0)), device);

		assert!(!Devices::<T>::contains_key(device));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
