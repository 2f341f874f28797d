//! This release of the runtime, and the next one.
//!
//! With the feature `rehearsal` the crate is the next release: one version up, with a migration that
//! takes several blocks. Upgrades are rehearsed with it on a live chain, and whatever stands here
//! beside `cfg(feature = "rehearsal")` is all that the two differ in. A release that is made moves it
//! to where it belongs.

#![warn(missing_docs)]

use crate::{apis, configs::monetary::deposit, Balance};
use alloc::borrow::Cow;
use polkadot_sdk::*;
use sp_runtime::Perbill;
use sp_version::RuntimeVersion;

macro_rules! version {
	($spec_version:tt) => {
		/// The version of this runtime.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("salus"),
			impl_name: Cow::Borrowed("salus"),
			authoring_version: 1,
			spec_version: $spec_version,
			impl_version: 0,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "rehearsal"))]
version!(1);
#[cfg(feature = "rehearsal")]
version!(2);

/// Held from the facility for a record.
#[cfg(not(feature = "rehearsal"))]
pub const RECORD_DEPOSIT: Balance = deposit(2, 300);
/// Held from the facility for a record: lower in the next release.
#[cfg(feature = "rehearsal")]
pub const RECORD_DEPOSIT: Balance = deposit(2, 200);

/// Held from the facility for each version, with its entry in the index of commitments.
#[cfg(not(feature = "rehearsal"))]
pub const VERSION_DEPOSIT: Balance = deposit(2, 160);
/// Held from the facility for each version: lower in the next release.
#[cfg(feature = "rehearsal")]
pub const VERSION_DEPOSIT: Balance = deposit(2, 100);

/// The migrations of this release that take several blocks, in their order.
#[cfg(not(feature = "rehearsal"))]
pub type MultiBlock = ();
/// The migrations of the next release.
#[cfg(feature = "rehearsal")]
pub type MultiBlock = (pallet_records::migrations::RepriceDeposits<crate::Runtime>,);

/// What migrations may use of a block in a rehearsal: so little that its few records take several, and
/// enough for what `pallet_migrations` itself takes and one record.
pub const REHEARSED_SHARE: Perbill = Perbill::from_perthousand(12);

/// What migrations may use of a block.
#[cfg(not(feature = "rehearsal"))]
pub const MIGRATION_SHARE: Perbill = Perbill::from_percent(50);
/// What migrations may use of a block.
#[cfg(feature = "rehearsal")]
pub const MIGRATION_SHARE: Perbill = REHEARSED_SHARE;
