//! What each call costs at the most: with P-256 keys, which take longest to verify.

use super::*;
use codec::Decode;
use core::iter::successors;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use p256::ecdsa::{signature::Signer, Signature, SigningKey};
use salus_primitives::{
	merkle::Batch, Commitment, Credentials, DeviceKey, DeviceSignature, LicenceKind, Moment,
	Seconds, StorageLimits,
};
use sp_core::H256;
use sp_runtime::traits::{Bounded, TrailingZeroInput};

const IDENTITY: Commitment = Commitment([1; 32]);
const NOW: u32 = 1_700_000_000;
/// Nothing may be spent, so that every excursion is one too many.
const LIMITS: StorageLimits = StorageLimits { min: 200, max: 800, budget: 0 };
/// The sensor that calls are about, the last one that fits.
const LAST: u8 = 4;
const _: () = assert!(LAST as u32 == MAX_SENSORS);

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

/// An organisation with the licences that cost the most to look at.
fn owner<T: Config + pallet_timestamp::Config<Moment = Moment>>() -> T::AccountId {
	pallet_timestamp::Now::<T>::put(Seconds(NOW).moment());
	let who = funded::<T>("owner");
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, LicenceKind::Laboratory);
	who
}

/// The pair of the sensor `number`, from 1.
fn pair(number: u8) -> Result<(SigningKey, DeviceKey), BenchmarkError> {
	let pair = SigningKey::from_slice(&[number; 32]).map_err(|_| "is no secret key")?;
	let point = pair.verifying_key().to_encoded_point(true);
	let point = point.as_bytes().try_into().map_err(|_| "is no compressed point")?;
	Ok((pair, DeviceKey::P256(point)))
}

fn sign(pair: &SigningKey, message: &[u8]) -> DeviceSignature {
	let signature: Signature = pair.sign(message);
	DeviceSignature::P256(signature.normalize_s().unwrap_or(signature).to_bytes().into())
}

fn proof_of<T: Config>(
	owner: &T::AccountId,
	number: u8,
) -> Result<(DeviceKey, DeviceSignature), BenchmarkError> {
	let (pair, key) = pair(number)?;
	let (genesis, interval) = (Pallet::<T>::genesis(), T::MaxInterval::get());
	let next = NextRegistration::<T>::get();
	let payload = sensor_payload(&genesis, next, owner, &key, &IDENTITY, interval);
	Ok((key, sign(&pair, &payload)))
}

fn registered<T: Config>(owner: &T::AccountId, number: u8) -> Result<DeviceKey, BenchmarkError> {
	let (key, proof) = proof_of::<T>(owner, number)?;
	let (interval, next) = (T::MaxInterval::get(), NextRegistration::<T>::get());
	Pallet::<T>::do_register_sensor(owner.clone(), key, IDENTITY, interval, next, proof)?;
	Ok(key)
}

/// A container with as many sensors as it may have; of them the last one.
fn watched<T: Config>(owner: &T::AccountId) -> Result<(ContainerOf<T>, DeviceKey), BenchmarkError> {
	let container = T::Custody::ensure_container(owner, Some(LIMITS));
	for number in 1..=LAST {
		let key = registered::<T>(owner, number)?;
		Pallet::<T>::do_attach(owner.clone(), key, container.clone())?;
	}
	Ok((container, pair(LAST)?.1))
}

/// The report `sequence` of the last sensor, all of it out of limits.
fn reported<T: Config>(
	container: &ContainerOf<T>,
	sequence: u32,
) -> Result<(Report, DeviceSignature), BenchmarkError> {
	let (pair, key) = pair(LAST)?;
	let limits = T::Custody::limits(container).ok_or("the container has limits")?;
	let from = NOW.saturating_add(sequence);
	let report = Report {
		sequence,
		from: Seconds(from),
		until: Seconds(from.saturating_add(1)),
		readings: Batch { root: H256([1; 32]), count: MAX_READINGS },
		min: limits.min.saturating_sub(1),
		max: limits.max.saturating_add(1),
		outside: 1,
		limits,
	};
	let registration = Sensors::<T>::get(key).ok_or("is registered")?.registration;
	let payload = report_payload(&Pallet::<T>::genesis(), registration, container, &report);
	Ok((report, sign(&pair, &payload)))
}

fn pass<T: pallet_timestamp::Config<Moment = Moment>>(time: Moment) {
	pallet_timestamp::Now::<T>::mutate(|now| *now = now.saturating_add(time));
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_sensor() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let (key, proof) = proof_of::<T>(&owner, LAST)?;
		let next = NextRegistration::<T>::get();

		#[extrinsic_call]
		_(System::Signed(owner), key, IDENTITY, T::MaxInterval::get(), next, proof);

		assert!(Sensors::<T>::contains_key(key));
		Ok(())
	}

	/// One that had its time to report.
	#[benchmark]
	fn retire_sensor() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let (_, key) = watched::<T>(&owner)?;
		pass::<T>(10_000);
		Pallet::<T>::do_detach(owner.clone(), key)?;
		pass::<T>(Seconds(T::MaxInterval::get()).moment().saturating_add(1));

		#[extrinsic_call]
		_(System::Signed(owner), key);

		assert!(!Sensors::<T>::contains_key(key));
		Ok(())
	}

	/// The first one, which pays for the journey, in as many containers as there may be, all of which
	/// have been watched by as many sensors as may be.
	#[benchmark]
	fn attach() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let key = registered::<T>(&owner, LAST)?;
		let container = T::Custody::ensure_container(&owner, Some(LIMITS));
		let (deposit, mut spent) = (T::JourneyDeposit::get(), 0u32);
		let sensors = BoundedVec::truncate_from([key; MAX_SENSORS as usize].to_vec());
		let outer = successors(T::Custody::outer(&container), T::Custody::outer);
		for outer in outer.take(MAX_OUTER) {
			spent = spent.saturating_add(1);
			let (watched, left) = (Seconds(NOW), Seconds(NOW));
			let (sensors, payer) = (sensors.clone(), owner.clone());
			let journey = Journey { spent, gaps: 0, watched, left, sensors, payer, deposit };
			Journeys::<T>::insert(outer, journey);
		}

		#[extrinsic_call]
		_(System::Signed(owner), key, container.clone());

		assert!(Journeys::<T>::get(container).is_some_and(|journey| journey.spent == spent));
		Ok(())
	}

	/// By who holds the container and does not own the sensor.
	#[benchmark]
	fn detach() -> Result<(), BenchmarkError> {
		let holder = owner::<T>();
		let (container, key) = watched::<T>(&holder)?;
		Sensors::<T>::mutate(key, |sensor| {
			if let Some(sensor) = sensor {
				sensor.owner = account("another", 0, 0);
			}
		});

		#[extrinsic_call]
		_(System::Signed(holder), key);

		let journey = Journeys::<T>::get(container).ok_or("the journey goes on")?;
		assert!(!journey.sensors.contains(&key));
		Ok(())
	}

	/// Of a container that is gone, after its sensors had their time to report. The weight of the call
	/// adds what it costs to find out that one is not gone.
	#[benchmark]
	fn end_journey() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let (container, _) = watched::<T>(&owner)?;
		let gone = ContainerOf::<T>::decode(&mut TrailingZeroInput::zeroes())
			.map_err(|_| "zeros are no container")?;
		let mut journey = Journeys::<T>::take(container).ok_or("the journey has begun")?;
		journey.sensors = Default::default();
		journey.left = Seconds(NOW);
		Journeys::<T>::insert(&gone, journey);
		pass::<T>(Seconds(T::MaxInterval::get()).moment().saturating_add(1));

		#[extrinsic_call]
		_(System::Signed(owner), gone.clone());

		assert!(!Journeys::<T>::contains_key(gone));
		Ok(())
	}

	/// Too much, by a sensor that was detached: whose the container is matters, and it is quarantined.
	#[benchmark]
	fn report() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let (container, key) = watched::<T>(&owner)?;
		let (signed, signature) = reported::<T>(&container, 1)?;
		pass::<T>(10_000);
		Pallet::<T>::do_detach(owner, key)?;
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), key, signed, signature);

		let kept = Sensors::<T>::get(key).map(|sensor| (sensor.registration, sensor.sequence));
		let (registration, sequence) = kept.ok_or("is registered")?;
		assert!(Reports::<T>::contains_key(registration, sequence));
		assert!(Journeys::<T>::get(container).is_some_and(|journey| journey.spent > 0));
		Ok(())
	}

	#[benchmark]
	fn reap_report() -> Result<(), BenchmarkError> {
		let owner = owner::<T>();
		let (container, key) = watched::<T>(&owner)?;
		let (signed, signature) = reported::<T>(&container, 1)?;
		pass::<T>(10_000);
		Pallet::<T>::do_report(key, signed, signature)?;
		let registration = Sensors::<T>::get(key).ok_or("is registered")?.registration;
		pass::<T>(T::RetentionPeriod::get());
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), registration, 1);

		assert!(!Reports::<T>::contains_key(registration, 1));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
