//! # Provenance
//!
//! Medicines from the maker to the patient, unit by unit: who holds each pack, whether it may be
//! dispensed, and that it is dispensed once.
//!
//! ## Terms
//!
//! - **Lot**: up to 2^24 serialised *units* of a product, committed to as a Merkle root. A unit is an
//!   index and a commitment to its serial; who knows the pack, proves it.
//! - **Range**: units of a lot, one after the other, that are in one *place*: in somebody's *stock*, in
//!   a container, with a shipper who has to answer a *report*, or gone. A lot's last units, as long as
//!   nobody touched them, are in its manufacturer's stock and need no entry.
//! - **Container**: a case, tote or pallet with an SSCC, of ranges and other containers. Who holds the
//!   outermost one holds everything in it.
//! - **Handover**: a holder *ships* a container to a named consignee; the holder stays responsible
//!   until the consignee *receives* it, reporting what is short, damaged, lost or stolen. What was
//!   reported stays with the shipper.
//! - **Word**: what was dispensed of 256 units, two bits each.
//! - **Measure**: a quarantine or recall of a lot, a span, a container or (in the products pallet) a
//!   product. It is kept in one place and looked for at read: nothing is iterated, and it reaches what
//!   was made of the units, too. A recall goes as far down the chain as its depth says.
//! - **Case**: a suspicion about a unit. A second dispensing of the same unit opens one.
//!
//! ## States of a unit
//!
//! *Active* with the manufacturer, *in transit* while its container is shipped, *received* with
//! somebody else; *dispensed* (or *partly*), *decommissioned*; *suspect*, *quarantined*, and then
//! *cleared* or *illegitimate*; *returned*, *verified*, *resold*. Most follow from where the unit is;
//! only exceptions are stored.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. the ranges of a lot and its fresh units are all of its units, each once;
//! 2. ranges in containers are in ones that exist, and counted there; containers are in one another
//!    without a circle, at most 8 deep;
//! 3. dispensed units are in ranges that are touched and in stock;
//! 4. what is marked in a word has an exception, and the reverse; open cases are about suspect units;
//! 5. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_provenance::{unit_commitment, unit_key, unit_leaf};
//! use salus_primitives::merkle::Batch;
//!
//! // The manufacturer commissions two packs with a secret of the lot.
//! let secret = [7; 32];
//! let units = [b"G3K9", b"QX2B"].map(|serial: &[u8; 4]| serial.as_slice());
//! let commit = |index: u32| unit_commitment(&unit_key(&secret, index), units[index as usize]);
//! let leaves = [0, 1].map(|index| unit_leaf(index, commit(index)));
//! let lot = Batch::of(&leaves);
//!
//! // A pharmacy scans the second one and gets its key and proof from the manufacturer.
//! let scanned = unit_commitment(&unit_key(&secret, 1), b"QX2B");
//! let proof = Batch::proof(&leaves, 1).unwrap();
//! assert!(lot.verify(1, unit_leaf(1, scanned), &proof).is_ok());
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod config;
mod errors;
mod events;
mod features;
mod impls;
#[cfg(test)]
mod mock;
mod runtime_api;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;
mod word;

use frame_support::{pallet_macros::import_section, traits::fungible};

pub use pallet::*;
pub use runtime_api::*;
pub use types::*;
pub use weights::WeightInfo;

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A deposit of this runtime.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A lot of this runtime.
pub type LotOf<T> = Lot<BalanceOf<T>>;
/// A place of this runtime.
pub type PlaceOf<T> = Place<<T as frame_system::Config>::AccountId>;
/// A range of this runtime.
pub type RangeOf<T> = Range<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// An exception of this runtime.
pub type ExceptionOf<T> = Exception<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A case of this runtime.
pub type CaseOf<T> = Case<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A container of this runtime.
pub type ContainerOf<T> = Container<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

#[import_section(calls::calls)]
#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		merkle::ProofProblem, Commitment, CompanyPrefix, Credentials, Gtin, LicenceProblem,
		Measure, MeasureKind, MeasureReason, Moment, Products, Sscc,
	};
	use sp_core::H256;
	use sp_runtime::traits::{StaticLookup, Zero};

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::UndoPeriod::get() >= 2, "half an undo period is a time");
			assert!(!T::MaxTransit::get().is_zero(), "nothing could be shipped");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What there is to say of the unit `index` with this commitment: for whoever has the pack. It
		/// names no trading partner; where the unit's range ends is for who dispenses it.
		pub fn verify_unit(
			lot: LotId,
			index: u32,
			unit: H256,
			proof: UnitProof,
		) -> Result<UnitReport, VerificationProblem> {
			Self::do_verify_unit(lot, index, unit, &proof)
		}

		/// What there is to say of a container.
		pub fn verify_container(container: Sscc) -> Result<ContainerReport, VerificationProblem> {
			Self::do_verify_container(container)
		}

		/// Whether the lot `number` of the product `gtin` is recalled: for everybody, naming nobody.
		pub fn recall_check(
			gtin: Gtin,
			number: LotNumber,
		) -> Result<LotReport, VerificationProblem> {
			Self::do_recall_check(gtin, number)
		}

		/// How many units of `span` can still reach a patient: neither dispensed nor gone. Of the
		/// first [`UNITS_PER_WORD`] times 256 units.
		pub fn outstanding(span: Span) -> u32 {
			Self::do_outstanding(span)
		}
	}
}
