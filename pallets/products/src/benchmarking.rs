//! What each call costs at the most.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::fungible::Mutate;
use frame_system::RawOrigin as System;
use salus_primitives::{
	Commitment, CompanyPrefix, Credentials, Gtin, LicenceKind, MeasureKind, MeasureReason,
	Products, StorageLimits,
};
use sp_runtime::traits::{Bounded, StaticLookup};

const ATTRIBUTES: Commitment = Commitment([1; 32]);
const EVIDENCE: Commitment = Commitment([2; 32]);
const GTIN: Gtin = Gtin(4_012_345_111_118);
/// As long as a prefix may be, so that it has as many branches as there may be.
const PREFIX: CompanyPrefix = CompanyPrefix { digits: 401_234_511_111, length: 12 };
/// Shares all branches with [`PREFIX`], so that withdrawing either writes them.
const NEIGHBOUR: CompanyPrefix = CompanyPrefix { digits: 401_234_511_112, length: 12 };
const LIMITS: Option<StorageLimits> = Some(StorageLimits { min: 200, max: 800, budget: 3_600 });

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

/// Somebody with the licences that cost the most to look at.
fn licensed<T: Config>(name: &'static str, kind: LicenceKind) -> T::AccountId {
	let who = funded::<T>(name);
	T::Credentials::ensure_worst_case(&who);
	T::Credentials::ensure_holds(&who, kind);
	who
}

fn manufacturer<T: Config>() -> T::AccountId {
	licensed::<T>("manufacturer", LicenceKind::Manufacturer)
}

fn assigner<T: Config>() -> T::AccountId {
	let assigner = funded::<T>("assigner");
	T::Credentials::ensure_accredited(&assigner, LicenceKind::Manufacturer);
	assigner
}

/// A product with as many measures as it may have, but one.
fn product<T: Config>() -> Result<T::AccountId, BenchmarkError> {
	let manufacturer = manufacturer::<T>();
	Pallet::<T>::ensure_product(&GTIN, &manufacturer);
	Catalogue::<T>::mutate(GTIN, |product| {
		product.as_mut().and_then(|product| product.measures.pop())
	})
	.ok_or("registered with measures")?;
	Ok(manufacturer)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn assign_prefix() {
		let (assigner, holder) = (assigner::<T>(), manufacturer::<T>());
		Pallet::<T>::ensure_prefix(&NEIGHBOUR, &holder);
		let named = T::Lookup::unlookup(holder.clone());

		#[extrinsic_call]
		_(System::Signed(assigner), named, PREFIX);

		assert_eq!(Pallet::<T>::owner(&PREFIX), Some(holder));
	}

	#[benchmark]
	fn withdraw_prefix() -> Result<(), BenchmarkError> {
		let (assigner, holder) = (assigner::<T>(), manufacturer::<T>());
		Pallet::<T>::ensure_prefix(&NEIGHBOUR, &holder);
		Pallet::<T>::do_assign_prefix(assigner.clone(), holder, PREFIX)?;

		#[extrinsic_call]
		_(System::Signed(assigner), PREFIX);

		assert_eq!(Pallet::<T>::owner(&PREFIX), None);
		Ok(())
	}

	#[benchmark]
	fn register() {
		let manufacturer = manufacturer::<T>();
		Pallet::<T>::ensure_prefix(&PREFIX, &manufacturer);

		#[extrinsic_call]
		_(System::Signed(manufacturer), GTIN, PREFIX, ATTRIBUTES, LIMITS, u16::MAX);

		assert!(Catalogue::<T>::contains_key(GTIN));
	}

	#[benchmark]
	fn update() -> Result<(), BenchmarkError> {
		let manufacturer = product::<T>()?;

		#[extrinsic_call]
		_(System::Signed(manufacturer), GTIN, EVIDENCE, LIMITS);

		assert_eq!(Catalogue::<T>::get(GTIN).map(|product| product.attributes), Some(EVIDENCE));
		Ok(())
	}

	#[benchmark]
	fn discontinue() -> Result<(), BenchmarkError> {
		let manufacturer = product::<T>()?;

		#[extrinsic_call]
		_(System::Signed(manufacturer), GTIN);

		assert_eq!(Catalogue::<T>::get(GTIN).map(|product| product.active), Some(false));
		Ok(())
	}

	#[benchmark]
	fn reactivate() -> Result<(), BenchmarkError> {
		let manufacturer = product::<T>()?;
		Pallet::<T>::do_discontinue(manufacturer.clone(), GTIN)?;

		#[extrinsic_call]
		_(System::Signed(manufacturer), GTIN);

		assert_eq!(Catalogue::<T>::get(GTIN).map(|product| product.active), Some(true));
		Ok(())
	}

	/// The last one that fits.
	#[benchmark]
	fn take_measure() -> Result<(), BenchmarkError> {
		product::<T>()?;
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Quality);

		#[extrinsic_call]
		_(System::Signed(regulator), GTIN, kind, reason, EVIDENCE);

		assert_eq!(Pallet::<T>::measures(GTIN).len(), MAX_MEASURES as usize);
		Ok(())
	}

	/// One of as many as fit.
	#[benchmark]
	fn lift_measure() -> Result<(), BenchmarkError> {
		product::<T>()?;
		let regulator = licensed::<T>("regulator", LicenceKind::Regulator);
		let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Quality);
		let id = NextMeasureId::<T>::get();
		Pallet::<T>::do_take_measure(regulator.clone(), GTIN, kind, reason, EVIDENCE)?;

		#[extrinsic_call]
		_(System::Signed(regulator), GTIN, id, EVIDENCE);

		assert!(Pallet::<T>::measures(GTIN).iter().all(|measure| measure.id != id));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
