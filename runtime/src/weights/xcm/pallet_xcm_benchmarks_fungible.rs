//! Weights of `pallet_xcm_benchmarks::fungible`, to be generated.

use core::marker::PhantomData;
use polkadot_sdk::{frame_support::weights::Weight, frame_system};

pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo<T> {
	pub fn withdraw_asset() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn transfer_asset() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn transfer_reserve_asset() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn reserve_asset_deposited() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn initiate_reserve_withdraw() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn deposit_asset() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn deposit_reserve_asset() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn initiate_teleport() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
	pub fn initiate_transfer() -> Weight {
		Weight::from_parts(1_000_000_000, 65_536)
	}
}
