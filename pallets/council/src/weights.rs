//! Weights of `pallet_council`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_council`.
pub trait WeightInfo {
	/// Weight of `seat`.
	fn seat(n: u32) -> Weight;
	/// Weight of `unseat`.
	fn unseat(n: u32) -> Weight;
	/// Weight of `vacate`.
	fn vacate(n: u32) -> Weight;
	/// Weight of `remove_unlicensed`.
	fn remove_unlicensed(n: u32) -> Weight;
	/// Weight of `found_on_licence`.
	fn found_on_licence(n: u32) -> Weight;
}

/// Weights of `pallet_council` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn seat(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(45, 35))
	}
	fn unseat(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(45, 35))
	}
	fn vacate(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(45, 35))
	}
	fn remove_unlicensed(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(45, 35))
	}
	fn found_on_licence(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(45, 35))
	}
}

// For tests.
impl WeightInfo for () {
	fn seat(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(45, 35))
	}
	fn unseat(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(45, 35))
	}
	fn vacate(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(45, 35))
	}
	fn remove_unlicensed(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(45, 35))
	}
	fn found_on_licence(n: u32) -> Weight {
		Weight::from_parts(600_000_000, 150_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(45, 35))
	}
}
