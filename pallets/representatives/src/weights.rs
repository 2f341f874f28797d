//! Weights of `pallet_representatives`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_representatives`.
pub trait WeightInfo {
	/// Weight of `register_parent`.
	fn register_parent() -> Weight;
	/// Weight of `appoint`.
	fn appoint() -> Weight;
	/// Weight of `appoint_guardian`.
	fn appoint_guardian() -> Weight;
	/// Weight of `attest`.
	fn attest() -> Weight;
	/// Weight of `renew_attestation`.
	fn renew_attestation() -> Weight;
	/// Weight of `lift_condition`.
	fn lift_condition() -> Weight;
	/// Weight of `contest`.
	fn contest() -> Weight;
	/// Weight of `withdraw_contest`.
	fn withdraw_contest() -> Weight;
	/// Weight of `settle_contest`.
	fn settle_contest() -> Weight;
	/// Weight of `dismiss`.
	fn dismiss() -> Weight;
	/// Weight of `end_guardianship`.
	fn end_guardianship() -> Weight;
	/// Weight of `resign`.
	fn resign() -> Weight;
	/// Weight of `reap`.
	fn reap() -> Weight;
	/// Weight of `act`.
	fn act() -> Weight;
}

/// Weights of `pallet_representatives` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_parent() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn appoint() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn attest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn renew_attestation() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn lift_condition() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn withdraw_contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn settle_contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn dismiss() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn end_guardianship() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn resign() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn reap() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
	fn act() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(T::DbWeight::get().reads_writes(8, 6))
	}
}

// For tests.
impl WeightInfo for () {
	fn register_parent() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn appoint() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn appoint_guardian() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn attest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn renew_attestation() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn lift_condition() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn withdraw_contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn settle_contest() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn dismiss() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn end_guardianship() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn resign() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn reap() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
	fn act() -> Weight {
		Weight::from_parts(50_000_000, 10_000).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
	}
}
