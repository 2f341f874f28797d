//! Weights of `pallet-authorisations`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet-authorisations`.
pub trait WeightInfo {
	/// Weight of `request`.
	fn request(n: u32) -> Weight;
	/// Weight of `certify`.
	fn certify(n: u32) -> Weight;
	/// Weight of `refuse`.
	fn refuse() -> Weight;
	/// Weight of `pend`.
	fn pend() -> Weight;
	/// Weight of `answer`.
	fn answer() -> Weight;
	/// Weight of `lapse`.
	fn lapse() -> Weight;
	/// Weight of `withdraw`.
	fn withdraw() -> Weight;
	/// Weight of `reap`.
	fn reap() -> Weight;
}

/// Weights of `pallet-authorisations` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn request(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn certify(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn refuse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn pend() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn answer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn lapse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn reap() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
}

// For tests.
impl WeightInfo for () {
	fn request(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn certify(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn refuse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn pend() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn answer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn lapse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn reap() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
}
