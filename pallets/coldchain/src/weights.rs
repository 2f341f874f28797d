//! Weights of `pallet-coldchain`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet-coldchain`.
pub trait WeightInfo {
	/// Weight of `register_sensor`.
	fn register_sensor() -> Weight;
	/// Weight of `retire_sensor`.
	fn retire_sensor() -> Weight;
	/// Weight of `attach`.
	fn attach() -> Weight;
	/// Weight of `detach`.
	fn detach() -> Weight;
	/// Weight of `end_journey`.
	fn end_journey() -> Weight;
	/// Weight of `report`.
	fn report() -> Weight;
	/// Weight of `reap_report`.
	fn reap_report() -> Weight;
}

/// Weights of `pallet-coldchain` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register_sensor() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn retire_sensor() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn attach() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(28, 5))
	}
	fn detach() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(16, 3))
	}
	fn end_journey() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn report() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(18, 6))
	}
	fn reap_report() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
}

// For tests.
impl WeightInfo for () {
	fn register_sensor() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn retire_sensor() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn attach() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(28, 5))
	}
	fn detach() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(16, 3))
	}
	fn end_journey() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn report() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(18, 6))
	}
	fn reap_report() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
}
