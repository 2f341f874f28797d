//! What a block, a transaction and the database cost before anything is done with them.

use polkadot_sdk::frame_support::{
	parameter_types,
	weights::{
		constants::{WEIGHT_REF_TIME_PER_MICROS, WEIGHT_REF_TIME_PER_MILLIS},
		RuntimeDbWeight, Weight,
	},
};

parameter_types! {
	/// A block with nothing in it.
	pub const BlockExecutionWeight: Weight =
		Weight::from_parts(WEIGHT_REF_TIME_PER_MILLIS.saturating_mul(5), 0);
	/// A transaction that does nothing.
	pub const ExtrinsicBaseWeight: Weight =
		Weight::from_parts(WEIGHT_REF_TIME_PER_MICROS.saturating_mul(125), 0);
	/// RocksDB, the slower of the two databases that a node can have.
	pub const RocksDbWeight: RuntimeDbWeight = RuntimeDbWeight {
		read: 25 * WEIGHT_REF_TIME_PER_MICROS,
		write: 100 * WEIGHT_REF_TIME_PER_MICROS,
	};
}
