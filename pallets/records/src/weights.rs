//! Weights of the calls.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// The weight of each call.
pub trait WeightInfo {
	/// Weight of `register`.
	fn register() -> Weight;
	/// Weight of `amend`.
	fn amend() -> Weight;
	/// Weight of `retract`.
	fn retract() -> Weight;
	/// Weight of `access`.
	fn access() -> Weight;
	/// Weight of `reap_receipt`.
	fn reap_receipt() -> Weight;
}

/// The weights with a runtime's database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

fn weight(db: RuntimeDbWeight, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(60_000_000, 10_000).saturating_add(db.reads_writes(reads, writes))
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		weight(T::DbWeight::get(), 6, 6)
	}
	fn amend() -> Weight {
		weight(T::DbWeight::get(), 6, 5)
	}
	fn retract() -> Weight {
		weight(T::DbWeight::get(), 3, 1)
	}
	fn access() -> Weight {
		weight(T::DbWeight::get(), 24, 4)
	}
	fn reap_receipt() -> Weight {
		weight(T::DbWeight::get(), 4, 3)
	}
}

impl WeightInfo for () {
	fn register() -> Weight {
		weight(RocksDbWeight::get(), 6, 6)
	}
	fn amend() -> Weight {
		weight(RocksDbWeight::get(), 6, 5)
	}
	fn retract() -> Weight {
		weight(RocksDbWeight::get(), 3, 1)
	}
	fn access() -> Weight {
		weight(RocksDbWeight::get(), 24, 4)
	}
	fn reap_receipt() -> Weight {
		weight(RocksDbWeight::get(), 4, 3)
	}
}
