//! How a new runtime takes over the state of the old one.
//!
//! What fits into a block runs in the first block of the new runtime, the rest over as many blocks as
//! it takes; transactions wait meanwhile. `docs/upgrades.md` tells how an upgrade is voted for, and
//! what to do when a migration fails.

use super::system::RuntimeBlockWeights;
use crate::{release, weights, Runtime, RuntimeEvent};
use polkadot_sdk::*;

use frame_support::{parameter_types, traits::ConstU32, weights::Weight};

/// The migrations that fit into a block. They stay until every chain has them behind it, and find
/// nothing to do then.
pub type SingleBlock = (pallet_xcm::migration::MigrateToLatestXcmVersion<Runtime>,);

parameter_types! {
	/// What migrations may use of a block.
	pub MaxServiceWeight: Weight =
		release::MIGRATION_SHARE * RuntimeBlockWeights::get().max_block;
}

impl pallet_migrations::Config for Runtime {
	type CursorMaxLen = ConstU32<65_536>;
	type FailedMigrationHandler = crate::migrations::SafeModeOnFailedMigration<crate::SafeMode>;
	type IdentifierMaxLen = ConstU32<256>;
	type MaxServiceWeight = MaxServiceWeight;
	type MigrationStatusHandler = ();
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = release::MultiBlock;
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_migrations::WeightInfo<Runtime>;
}
