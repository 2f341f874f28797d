//! Weights of `claims`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `claims`.
pub trait WeightInfo {
	/// Weight of `submit`.
	fn submit(n: u32) -> Weight;
	/// Weight of `file`.
	fn file(n: u32) -> Weight;
	/// Weight of `make_transfer`.
	fn make_transfer() -> Weight;
	/// Weight of `check_standing`.
	fn check_standing() -> Weight;
	/// Weight of `decide`.
	fn decide(n: u32) -> Weight;
	/// Weight of `void`.
	fn void() -> Weight;
	/// Weight of `reverse`.
	fn reverse() -> Weight;
	/// Weight of `top_up`.
	fn top_up(n: u32) -> Weight;
	/// Weight of `withdraw`.
	fn withdraw() -> Weight;
	/// Weight of `collect`.
	fn collect() -> Weight;
	/// Weight of `pay_share`.
	fn pay_share() -> Weight;
	/// Weight of `refund_share`.
	fn refund_share() -> Weight;
	/// Weight of `buy_room`.
	fn buy_room() -> Weight;
	/// Weight of `release_room`.
	fn release_room() -> Weight;
	/// Weight of `repay`.
	fn repay() -> Weight;
	/// Weight of `reap`.
	fn reap() -> Weight;
}

/// Weights of `claims` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn submit(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn file(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn make_transfer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn check_standing() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn decide(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn void() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn reverse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn top_up(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn collect() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn pay_share() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn refund_share() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn buy_room() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn release_room() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn repay() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn reap() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
}

// For tests.
impl WeightInfo for () {
	fn submit(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn file(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn make_transfer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn check_standing() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn decide(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn void() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn reverse() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn top_up(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn collect() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn pay_share() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn refund_share() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn buy_room() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn release_room() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn repay() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn reap() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
}
