//! # Records
//!
//! Says what health records exist and who has read them, without saying what is in them.
//!
//! ## Terms
//!
//! - *Record*: one document, or one series of corrected documents, about one subject.
//! - *Subject*: the account of the patient whom a record is about. It needs no balance.
//! - *Custodian*: the licensed facility that registered a record and keeps its ciphertext.
//! - *Reader*: an account that the subject's consent lets in.
//! - *Version*: one state of the document, numbered from 1, as a salted
//!   [`Commitment`](salus_primitives::Commitment). Amending adds a version and overwrites none.
//! - *Segment*: the part of the subject's data that a record is sorted into. What a number stands
//!   for is known off chain only.
//! - *Receipt*: the trace of one access: who, on what basis, to do what, for which purpose, to
//!   which version, when. Fields follow FHIR R4 `AuditEvent`.
//!
//! ## States
//!
//! ```text
//!            register            retract
//! (nothing) ──────────► Active ──────────► EnteredInError
//!                        │  ▲
//!                        └──┘ amend, access
//! ```
//!
//! A record that was entered in error stays, with all its versions and receipts, and can be
//! verified but neither amended nor accessed.
//!
//! ## Invariants
//!
//! - A record has every version from 1 to its latest, and no other.
//! - A commitment stands once on the whole chain.
//! - Every access of a record has left a receipt, which stays for [`Config::ReceiptRetention`].
//! - What is stored is paid for by a hold: records and versions by the custodian, receipts by the
//!   reader.
//!
//! [`Pallet::do_try_state`] checks them.
//!
//! ## Example
//!
//! The custodian encrypts a document and anchors it with [`Pallet::register`]; whoever holds the
//! ciphertext and its salt can ask [`Pallet::verify`] about it.
//!
//! ```
//! use salus_primitives::Commitment;
//!
//! let salt = [7; 32]; // 32 secret random bytes, kept off chain
//! let anchored = Commitment::new(Commitment::RECORD, &salt, b"ciphertext");
//! let tampered = Commitment::new(Commitment::RECORD, &salt, b"c1phertext");
//! assert_ne!(anchored, tampered);
//! ```

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Action, Commitment, ConsentGate, Credentials, Grantee, LicenceProblem, Moment, Purpose,
		Refusal, Segment,
	};
	use sp_runtime::traits::StaticLookup;
	#[cfg(feature = "try-runtime")]
	use sp_runtime::TryRuntimeError;

	/// The storage version of this pallet.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of the deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The currency of the deposits. Benchmarks mint it.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: frame_support::traits::Time<Moment = Moment>;

		/// Knows who is a licensed facility.
		type Credentials: Credentials<Self::AccountId>;

		/// Knows who may access whose data.
		type ConsentGate: ConsentGate<Self::AccountId>;

		/// Held from the custodian for as long as a record stands.
		#[pallet::constant]
		type RecordDeposit: Get<BalanceOf<Self>>;

		/// Held from the custodian for each version, with its entry in the commitment index, for as
		/// long as it stands.
		#[pallet::constant]
		type VersionDeposit: Get<BalanceOf<Self>>;

		/// Held from the reader for a receipt until it is reaped.
		#[pallet::constant]
		type ReceiptDeposit: Get<BalanceOf<Self>>;

		/// How long, in milliseconds, a receipt stays before it may be reaped. HIPAA (45 CFR
		/// 164.528) has disclosures accounted for six years back.
		#[pallet::constant]
		type ReceiptRetention: Get<Moment>;

		/// How many versions a record may have, at least 1.
		#[pallet::constant]
		type MaxVersions: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The id that the next record gets. Ids are never used twice.
	#[pallet::storage]
	pub type NextRecordId<T> = StorageValue<_, RecordId, ValueQuery>;

	/// The records. Never removed. Ids are given out in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Twox64Concat, RecordId, RecordOf<T>>;

	/// The versions of each record, from 1. Never changed, never removed.
	#[pallet::storage]
	pub type Versions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RecordId, Twox64Concat, u32, VersionOf<T>>;

	/// The record that a commitment belongs to: one entry for each version of each record.
	#[pallet::storage]
	pub type Commitments<T> = StorageMap<_, Blake2_128Concat, Commitment, RecordId>;

	/// The receipts of each record, from 0. Reaped when retention is over.
	#[pallet::storage]
	pub type Receipts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RecordId, Twox64Concat, u32, ReceiptOf<T>>;

	/// What deposits are held for.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A record and its versions, held from the custodian.
		#[codec(index = 0)]
		Record,
		/// An access receipt, held from the reader.
		#[codec(index = 1)]
		Receipt,
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A record was registered, in version 1.
		Registered {
			/// The new record.
			record: RecordId,
			/// The facility that keeps it.
			custodian: T::AccountId,
			/// The patient whom it is about.
			subject: T::AccountId,
			/// The segment that it is sorted into.
			segment: Segment,
			/// The commitment to version 1.
			commitment: Commitment,
		},
		/// A record got a new version.
		Amended {
			/// The amended record.
			record: RecordId,
			/// The number of the new version.
			version: u32,
			/// The commitment to the new version.
			commitment: Commitment,
		},
		/// A record was marked as entered in error.
		Retracted {
			/// The retracted record.
			record: RecordId,
		},
		/// A record was accessed, and a receipt left.
		Accessed {
			/// The accessed record.
			record: RecordId,
			/// The index of the receipt.
			index: u32,
			/// Who accessed it.
			reader: T::AccountId,
			/// The grantee under whose consent the reader acted.
			basis: Grantee<T::AccountId>,
			/// What the reader does with it.
			action: Action,
			/// What for.
			purpose: Purpose,
			/// The version that was the latest then.
			version: u32,
		},
		/// A receipt was removed after its retention, and its deposit returned to the reader.
		ReceiptReaped {
			/// The accessed record.
			record: RecordId,
			/// The index of the removed receipt.
			index: u32,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not act as a facility.
		Unlicensed(LicenceProblem),
		/// The subject's consent does not let the caller in.
		Refused(Refusal),
		/// There is no such record or receipt.
		NotFound,
		/// Only the record's custodian may do this.
		NotCustodian,
		/// A custodian cannot keep a record about itself.
		SubjectIsCustodian,
		/// There is no segment of this number.
		SegmentOutOfRange,
		/// The commitment is 32 zero bytes.
		CommitmentZero,
		/// The commitment was registered before, here or for another record.
		AlreadyExists,
		/// The record was entered in error.
		EnteredInError,
		/// The record has as many versions as it may have.
		TooManyVersions,
		/// All record ids have been given out.
		TooManyRecords,
		/// All receipt indices of the record have been given out.
		TooManyReceipts,
		/// The receipt is within its retention.
		NotExpired,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxVersions::get() > 0, "a record has at least one version");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a record about `subject` in `segment`, whose version 1 is `commitment`. The
		/// caller becomes its custodian.
		///
		/// For holders of a valid facility licence, from whom [`Config::RecordDeposit`] and
		/// [`Config::VersionDeposit`] are held. Who registers the same document for two patients
		/// salts it twice.
		///
		/// Errors: `SegmentOutOfRange`, `SubjectIsCustodian`, `Unlicensed`, `CommitmentZero`,
		/// `AlreadyExists`, `TooManyRecords`, or the currency's when the deposits cannot be held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			segment: u8,
			commitment: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_register(custodian, subject, segment, commitment)
		}

		/// Adds a version to `record`. The earlier ones stay as they are.
		///
		/// For the record's custodian while it is licensed, from whom [`Config::VersionDeposit`] is
		/// held.
		///
		/// Errors: `NotFound`, `EnteredInError`, `NotCustodian`, `Unlicensed`, `CommitmentZero`,
		/// `AlreadyExists`, `TooManyVersions`, or the currency's when the deposit cannot be held.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::amend())]
		pub fn amend(
			origin: OriginFor<T>,
			record: RecordId,
			commitment: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_amend(custodian, record, commitment)
		}

		/// Marks `record` as entered in error, for good. Its versions and receipts stay, and so do
		/// the deposits.
		///
		/// For the record's custodian while it is licensed.
		///
		/// Errors: `NotFound`, `EnteredInError`, `NotCustodian`, `Unlicensed`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::retract())]
		pub fn retract(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_retract(custodian, record)
		}

		/// Leaves a receipt for accessing the latest version of `record`, to do `action` with it
		/// for `purpose`. Whoever serves the document waits for the receipt.
		///
		/// For readers whom the consent gate lets in for the record's segment; the custodian is
		/// asked like everybody else, the subject is always let in. [`Config::ReceiptDeposit`] is
		/// held from the reader until the receipt is reaped.
		///
		/// Errors: `NotFound`, `EnteredInError`, `Refused`, `TooManyReceipts`, or the currency's
		/// when the deposit cannot be held.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::access())]
		pub fn access(
			origin: OriginFor<T>,
			record: RecordId,
			action: Action,
			purpose: Purpose,
		) -> DispatchResult {
			let reader = ensure_signed(origin)?;
			Self::do_access(reader, record, action, purpose)
		}

		/// Removes the receipt `index` of `record`, once [`Config::ReceiptRetention`] is over, and
		/// returns the deposit to the reader.
		///
		/// For anybody; no fee on success.
		///
		/// Errors: `NotFound`, `NotExpired`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::reap_receipt())]
		pub fn reap_receipt(
			origin: OriginFor<T>,
			record: RecordId,
			index: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_receipt(record, index)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What the chain says about a document that claims to be `version` of `record`, and of
		/// which `commitment` was computed.
		pub fn verify(record: RecordId, version: u32, commitment: Commitment) -> Verification {
			Self::do_verify(record, version, commitment)
		}

		/// The record with this id.
		pub fn record(record: RecordId) -> Option<RecordOf<T>> {
			Records::<T>::get(record)
		}

		/// The receipts of `record` among the [`RECEIPTS_PER_PAGE`] indices from `from` on, each
		/// with its index. The next page begins [`RECEIPTS_PER_PAGE`] later, the last one before
		/// the record's count of receipts; a page has gaps where receipts were reaped.
		pub fn receipts(record: RecordId, from: u32) -> Vec<(u32, ReceiptOf<T>)> {
			Self::do_receipts(record, from)
		}
	}
}
