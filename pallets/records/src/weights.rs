//! Weights of `pallet_records`, to be measured.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, missing_docs)]
#![allow(clippy::all)]

use frame_support::{traits::Get, weights::{Weight, constants::RocksDbWeight}};
use core::marker::PhantomData;

/// Weight functions needed for `pallet_records`.
pub trait WeightInfo {
	/// Weight of `register`.
	fn register() -> Weight;
	/// Weight of `amend`.
	fn amend() -> Weight;
	/// Weight of `retract`.
	fn retract() -> Weight;
	/// Weight of `access`.
	fn access() -> Weight;
	/// Weight of `access_by_grant`.
	fn access_by_grant() -> Weight;
	/// Weight of `reap_receipt`.
	fn reap_receipt() -> Weight;
	/// Weight of `cosign`.
	fn cosign() -> Weight;
	/// Weight of `request_amendment`.
	fn request_amendment() -> Weight;
	/// Weight of `extend_amendment`.
	fn extend_amendment() -> Weight;
	/// Weight of `accept_amendment`.
	fn accept_amendment() -> Weight;
	/// Weight of `refuse_amendment`.
	fn refuse_amendment() -> Weight;
	/// Weight of `state_disagreement`.
	fn state_disagreement() -> Weight;
	/// Weight of `offer_custody`.
	fn offer_custody() -> Weight;
	/// Weight of `accept_custody`.
	fn accept_custody() -> Weight;
	/// Weight of `cancel_custody_offer`.
	fn cancel_custody_offer() -> Weight;
	/// Weight of `anchor_batch`.
	fn anchor_batch() -> Weight;
	/// Weight of `prove_leaf`.
	fn prove_leaf() -> Weight;
	/// Weight of `retire_batch`.
	fn retire_batch() -> Weight;
	/// Weight of `set_retention`.
	fn set_retention() -> Weight;
	/// Weight of `place_hold`.
	fn place_hold() -> Weight;
	/// Weight of `lift_hold`.
	fn lift_hold() -> Weight;
	/// Weight of `request_erasure`.
	fn request_erasure() -> Weight;
	/// Weight of `order_erasure`.
	fn order_erasure() -> Weight;
	/// Weight of `erase`.
	fn erase(n: u32) -> Weight;
	/// Weight of `sweep`.
	fn sweep(n: u32) -> Weight;
}

/// Weights of `pallet_records` on the database of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn register() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn amend() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn retract() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn access() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn access_by_grant() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn reap_receipt() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn cosign() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn request_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn extend_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn accept_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn refuse_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn state_disagreement() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn offer_custody() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn accept_custody() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn cancel_custody_offer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn anchor_batch() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn prove_leaf() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn retire_batch() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn set_retention() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn place_hold() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn lift_hold() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn request_erasure() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn order_erasure() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn erase(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
	fn sweep(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(T::DbWeight::get().reads_writes(6, 5))
	}
}

// For tests.
impl WeightInfo for () {
	fn register() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn amend() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn retract() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn access() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn access_by_grant() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn reap_receipt() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn cosign() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn request_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn extend_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn accept_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn refuse_amendment() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn state_disagreement() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn offer_custody() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn accept_custody() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn cancel_custody_offer() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn anchor_batch() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn prove_leaf() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn retire_batch() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn set_retention() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn place_hold() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn lift_hold() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn request_erasure() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn order_erasure() -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn erase(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
	fn sweep(n: u32) -> Weight {
		Weight::from_parts(60_000_000, 8_000).saturating_add(Weight::from_parts(40_000_000, 3_000).saturating_mul(n.into())).saturating_add(RocksDbWeight::get().reads_writes(6, 5))
	}
}
