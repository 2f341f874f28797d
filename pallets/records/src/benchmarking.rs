//! Benchmarks of the calls.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get};
use frame_system::RawOrigin;
use salus_primitives::{
	Action, Commitment, ConsentGate, Credentials, LicenceKind, Moment, Purpose, Segment,
	SEGMENT_COUNT,
};
use sp_runtime::traits::{Bounded, StaticLookup};

const SEGMENT: u8 = SEGMENT_COUNT - 1;

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn facility<T: Config>() -> T::AccountId {
	let custodian = funded::<T>("custodian");
	T::Credentials::ensure_holds(&custodian, LicenceKind::Facility);
	custodian
}

fn subject<T: Config>() -> T::AccountId {
	account("subject", 0, 0)
}

/// A registered record, and its custodian.
fn registered<T: Config>() -> Result<(RecordId, T::AccountId), BenchmarkError> {
	let custodian = facility::<T>();
	let id = NextRecordId::<T>::get();
	Pallet::<T>::do_register(custodian.clone(), subject::<T>(), SEGMENT, Commitment([1; 32]))?;
	Ok((id, custodian))
}

/// A registered record, and a reader whom the gate lets in.
fn permitted<T: Config>() -> Result<(RecordId, T::AccountId), BenchmarkError> {
	let (id, _) = registered::<T>()?;
	let reader = funded::<T>("reader");
	let segment = Segment::new(SEGMENT).ok_or("segment out of range")?;
	T::ConsentGate::ensure_permitted(
		&subject::<T>(),
		&reader,
		Action::Access,
		Purpose::TREAT,
		segment.into(),
	);
	Ok((id, reader))
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let custodian = facility::<T>();
		let id = NextRecordId::<T>::get();
		let subject = T::Lookup::unlookup(subject::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), subject, SEGMENT, Commitment([1; 32]));

		assert!(Records::<T>::contains_key(id));
	}

	#[benchmark]
	fn amend() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id, Commitment([2; 32]));

		assert!(Versions::<T>::contains_key(id, FIRST_VERSION + 1));
		Ok(())
	}

	#[benchmark]
	fn retract() -> Result<(), BenchmarkError> {
		let (id, custodian) = registered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(custodian), id);

		assert!(Pallet::<T>::active(id).is_err());
		Ok(())
	}

	#[benchmark]
	fn access() -> Result<(), BenchmarkError> {
		let (id, reader) = permitted::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(reader), id, Action::Access, Purpose::TREAT);

		assert!(Receipts::<T>::contains_key(id, 0));
		Ok(())
	}

	#[benchmark]
	fn reap_receipt() -> Result<(), BenchmarkError> {
		let (id, reader) = permitted::<T>()?;
		Pallet::<T>::do_access(reader, id, Action::Access, Purpose::TREAT)?;
		let caller: T::AccountId = whitelisted_caller();
		pallet_timestamp::Now::<T>::mutate(|now| *now += T::ReceiptRetention::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, 0);

		assert!(!Receipts::<T>::contains_key(id, 0));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
