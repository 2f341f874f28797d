//! What becomes of the chain when a migration fails.

#![warn(missing_docs)]

use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	traits::SafeMode,
};
use sp_runtime::traits::Bounded;

/// Enters safe mode for good, and lets transactions go on.
///
/// While `pallet_migrations` has a cursor, active or stuck, no block takes a transaction and no new
/// code is accepted: a chain that stays stuck cannot be voted out of it. The SDK's own
/// `EnterSafeModeOnFailedMigration` leaves it stuck. This one drops the cursor, so that referenda
/// repair the state and start the migration again, while safe mode keeps everybody else out.
///
/// What safe mode lets through then runs on a state that is migrated in part. Therefore a migration
/// leaves, after every step, a state which the new code reads and `try_state` accepts.
/// `docs/upgrades.md` tells how to recover.
pub struct SafeModeOnFailedMigration<S>(PhantomData<S>);

impl<S: SafeMode> FailedMigrationHandler for SafeModeOnFailedMigration<S>
where
	S::BlockNumber: Bounded,
{
	fn failed(_migration: Option<u32>) -> FailedMigrationHandling {
		let forever = S::BlockNumber::max_value();
		// Neither fails: who is inside is not entered again, and who is outside not extended.
		let _ = if S::is_entered() { S::extend(forever) } else { S::enter(forever) };
		FailedMigrationHandling::ForceUnstuck
	}
}
