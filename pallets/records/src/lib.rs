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
//! - *Author*: the practitioner whose work a version is; signs it beside the institution.
//! - *Batch*: many records of many subjects in one Merkle root. A leaf becomes a record when
//!   somebody proves it.
//! - *Class*: what rules say how long a record is kept at least. A regulator's *hold* keeps it longer.
//! - *Remains*: what is left of an erased record until it is swept.
//!
//! ## States
//!
//! ```text
//!            register, prove_leaf         retract
//! (nothing) ─────────────────────► Active ──────► EnteredInError
//!                                   │  ▲            │
//!            amend, access, custody └──┘            │
//!                                   │ erase         │ erase
//!                                   ▼               ▼
//!                                 Remains ──────────────► (nothing, and never again)
//!                                           sweep
//! ```
//!
//! A record that was entered in error stays, with all its versions and receipts, and can be
//! verified but neither amended nor accessed. An erased one cannot even be told apart from another
//! erased one: only that its id was given out is known. A batch stands until it is retired.
//!
//! ## Invariants
//!
//! - A record has every version from 1 to its latest, and no other.
//! - A commitment stands once on the whole chain; a leaf of a batch is at most one record, once.
//! - Every access of a record has left a receipt, which stays for [`Config::ReceiptRetention`], or
//!   until the record is erased.
//! - A record under hold is not erased, nor one that rules or its custodian still keep.
//! - What is stored is paid for by a hold: records and versions by the custodian, receipts by the
//!   reader, requests by the subject or who sponsors them, legal holds by the regulator.
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
mod config;
mod errors;
mod events;
mod features;
mod impls;
pub mod migrations;
#[cfg(test)]
mod mock;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::pallet_macros::import_section;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		merkle::ProofProblem, AccessMonitor, Acting, Action, Basis, Commitment, ConsentGate,
		Credentials, Grantee, LicenceProblem, Moment, Purpose, Refusal, Segment, Sponsorship,
	};
	use sp_core::H256;
	use sp_runtime::traits::{StaticLookup, Zero};
	#[cfg(feature = "try-runtime")]
	use sp_runtime::TryRuntimeError;

	/// The storage version of this pallet.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxVersions::get() > 0, "a record has at least one version");
			assert!(T::SweepPerCall::get() > 0, "sweeping gets somewhere");
			assert!(
				!T::AmendmentDeposit::get().is_zero(),
				"a deposit of zero means a sponsor's place"
			);
		}

		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::sweep_in_idle_time(remaining)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a record about `subject` in `segment`, whose version 1 is `commitment` and waits
		/// for the signature of `author`, if one is named. The caller becomes its custodian, and keeps
		/// it as long as `class` says.
		///
		/// For holders of a valid facility licence, from whom [`Config::RecordDeposit`] and
		/// [`Config::VersionDeposit`] are held. Who registers the same document for two patients
		/// salts it twice.
		///
		/// Errors: `SegmentOutOfRange`, `Unlicensed`, `AuthorUnlicensed`, `AuthorNotMember`,
		/// `SubjectIsCustodian`, `CommitmentZero`, `AlreadyExists`, `TooManyRecords`, or the
		/// currency's when the deposits cannot be held.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register())]
		pub fn register(
			origin: OriginFor<T>,
			subject: AccountIdLookupOf<T>,
			segment: u8,
			commitment: Commitment,
			author: Option<AccountIdLookupOf<T>>,
			class: RetentionClass,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_register(custodian, subject, segment, commitment, author, class)
		}

		/// Adds a version to `record`, which waits for the signature of `author`, if one is named. The
		/// earlier ones stay as they are.
		///
		/// For the record's custodian while it is licensed, from whom [`Config::VersionDeposit`] is
		/// held.
		///
		/// Errors: `NotFound`, `Erased`, `EnteredInError`, `NotCustodian`, `Unlicensed`,
		/// `AuthorUnlicensed`, `AuthorNotMember`, `CommitmentZero`, `AlreadyExists`,
		/// `TooManyVersions`, or the currency's when the deposit cannot be held.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::amend())]
		pub fn amend(
			origin: OriginFor<T>,
			record: RecordId,
			commitment: Commitment,
			author: Option<AccountIdLookupOf<T>>,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_amend(custodian, record, commitment, author)
		}

		/// Marks `record` as entered in error, for good. Its versions and receipts stay, and so do
		/// the deposits; a pending request to amend it is settled by this.
		///
		/// For the record's custodian while it is licensed.
		///
		/// Errors: `NotFound`, `Erased`, `EnteredInError`, `NotCustodian`, `Unlicensed`.
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
		/// held from the reader until the receipt is reaped. Whom a grant to themselves lets in does
		/// not pay for looking further.
		///
		/// Errors: `NotFound`, `Erased`, `EnteredInError`, `Refused`, `TooManyReceipts`, or the currency's
		/// when the deposit cannot be held.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::access())]
		pub fn access(
			origin: OriginFor<T>,
			record: RecordId,
			action: Action,
			purpose: Purpose,
		) -> DispatchResultWithPostInfo {
			let reader = ensure_signed(origin)?;
			let weight = match Self::do_access(reader, record, action, purpose)? {
				Basis::Subject | Basis::Grant(Grantee::Account(_)) => {
					Some(T::WeightInfo::access_by_grant())
				}
				_ => None,
			};
			Ok(weight.into())
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

		/// Signs `version` of `record` as its author.
		///
		/// For the practitioner whom the custodian named, while they are licensed. Errors: `NotFound`,
		/// `Erased`, `EnteredInError`, `NotAuthor`, `AlreadySigned`, `AuthorUnlicensed`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::cosign())]
		pub fn cosign(origin: OriginFor<T>, record: RecordId, version: u32) -> DispatchResult {
			let author = ensure_signed(origin)?;
			Self::do_cosign(author, record, version)
		}

		/// Asks the custodian to amend `record`, in place of a request that it refused and the subject has
		/// not stated disagreement about. It answers within [`Config::AmendmentPeriod`].
		///
		/// For the record's subject, from whom [`Config::AmendmentDeposit`] is held unless an institution
		/// paid for a place. Errors: `NotFound`, `Erased`, `NotSubject`, `EnteredInError`, `CommitmentZero`,
		/// `AlreadyRequested`, `AlreadyStated`, or the currency's.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::request_amendment())]
		pub fn request_amendment(
			origin: OriginFor<T>,
			record: RecordId,
			request: Commitment,
		) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_request_amendment(subject, record, request)
		}

		/// Takes [`Config::AmendmentExtension`] longer to answer, once.
		///
		/// For the record's custodian while it is licensed. Errors: as [`Pallet::amend`] about the record
		/// and its custodian, `NotRequested`, `CommitmentZero`, `AlreadyExtended`, `Overdue`.
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::extend_amendment())]
		pub fn extend_amendment(
			origin: OriginFor<T>,
			record: RecordId,
			reason: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_extend_amendment(custodian, record, reason)
		}

		/// Amends `record` as its subject asked, and returns their deposit. Better late than never: the
		/// event says when it was.
		///
		/// For the record's custodian while it is licensed. Errors: `NotRequested`, and as
		/// [`Pallet::amend`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::accept_amendment())]
		pub fn accept_amendment(
			origin: OriginFor<T>,
			record: RecordId,
			commitment: Commitment,
			author: Option<AccountIdLookupOf<T>>,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_accept_amendment(custodian, record, commitment, author)
		}

		/// Refuses to amend `record`. The refusal stays with it, with a place for the subject's statement.
		///
		/// For the record's custodian while it is licensed. Errors: as [`Pallet::amend`] about the record
		/// and its custodian, `NotRequested`, `CommitmentZero`.
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::refuse_amendment())]
		pub fn refuse_amendment(
			origin: OriginFor<T>,
			record: RecordId,
			reason: RefusalReason,
			rationale: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_refuse_amendment(custodian, record, reason, rationale)
		}

		/// States disagreement with a refusal, to go with `record` wherever it is disclosed.
		///
		/// For the record's subject, once. Errors: `NotFound`, `Erased`, `NotSubject`, `CommitmentZero`,
		/// `NotRequested`, `NotRefused`, `AlreadyStated`.
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::state_disagreement())]
		pub fn state_disagreement(
			origin: OriginFor<T>,
			record: RecordId,
			statement: Commitment,
		) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_state_disagreement(subject, record, statement)
		}

		/// Offers `record` to another facility, in place of an earlier offer.
		///
		/// For the record's custodian, licensed or not. Errors: `NotFound`, `Erased`, `NotCustodian`,
		/// `AlreadyCustodian`, `SubjectIsCustodian`, `RecipientUnlicensed`.
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::offer_custody())]
		pub fn offer_custody(
			origin: OriginFor<T>,
			record: RecordId,
			to: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let to = T::Lookup::lookup(to)?;
			Self::do_offer_custody(custodian, record, to)
		}

		/// Takes `record` over, with what hangs on it. Its deposit is held from the caller, and returned
		/// to the facility that kept it.
		///
		/// For the licensed facility that it is offered to. Errors: `NotFound`, `Erased`, `NoOffer`,
		/// `NotRecipient`, `RecipientUnlicensed`, or the currency's.
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::accept_custody())]
		pub fn accept_custody(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let to = ensure_signed(origin)?;
			Self::do_accept_custody(to, record)
		}

		/// Takes an offer back, or declines it.
		///
		/// For the record's custodian and the facility that it is offered to. Errors: `NotFound`, `Erased`,
		/// `NoOffer`, `NotRecipient`.
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::cancel_custody_offer())]
		pub fn cancel_custody_offer(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_cancel_custody_offer(by, record)
		}

		/// Commits to `count` records at once. Each is provable from now on, and kept as `class` says.
		///
		/// For holders of a valid facility licence, from whom [`Config::BatchDeposit`] is held. Leaves are
		/// hashed in [`LEAF_DOMAIN`]. Errors: `ZeroCount`, `TooManyLeaves`, `ZeroRoot`, `Unlicensed`,
		/// `TooManyBatches`, or the currency's.
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::anchor_batch())]
		pub fn anchor_batch(
			origin: OriginFor<T>,
			root: H256,
			count: u32,
			class: RetentionClass,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_anchor_batch(custodian, root, count, class)
		}

		/// Proves the leaf `index` of `batch`: it becomes a record, as old as the batch.
		///
		/// For whoever knows the leaf; its deposits are held from the facility that anchored the batch.
		/// Errors: `NotFound`, `SegmentOutOfRange`, `Proof`, `Erased`, `SubjectIsCustodian`,
		/// `CommitmentZero`, `AlreadyExists`, `TooManyRecords`, or the currency's.
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::prove_leaf())]
		pub fn prove_leaf(
			origin: OriginFor<T>,
			batch: BatchId,
			index: u32,
			subject: AccountIdLookupOf<T>,
			segment: u8,
			commitment: Commitment,
			proof: Proof,
		) -> DispatchResult {
			ensure_signed(origin)?;
			let subject = T::Lookup::lookup(subject)?;
			Self::do_prove_leaf(batch, index, subject, segment, commitment, &proof)
		}

		/// Keeps `record` as `class` says, and until `until`.
		///
		/// For the record's custodian while it is licensed. Neither the class nor the time may be below
		/// the regulated minimum. Errors: `NotFound`, `Erased`, `NotCustodian`, `Unlicensed`,
		/// `ErasureRequested`, `BelowMinimum`.
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::set_retention())]
		pub fn set_retention(
			origin: OriginFor<T>,
			record: RecordId,
			class: RetentionClass,
			until: Moment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_set_retention(custodian, record, class, until)
		}

		/// Keeps `record` from being erased until `until`, in place of an earlier hold of the caller's.
		///
		/// For holders of a valid regulator's licence, from whom [`Config::HoldDeposit`] is held. Errors:
		/// `NotFound`, `Erased`, `NotRegulator`, `CommitmentZero`, `EndInPast`, `EndTooLate`,
		/// `TooManyHolds`, or the currency's.
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::place_hold())]
		pub fn place_hold(
			origin: OriginFor<T>,
			record: RecordId,
			until: Moment,
			order: Commitment,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_place_hold(by, record, until, order)
		}

		/// Lifts the caller's hold on `record`, and returns its deposit.
		///
		/// For the regulator that placed it. Errors: `NotFound`, `Erased`, `NotHeld`.
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::lift_hold())]
		pub fn lift_hold(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_lift_hold(by, record)
		}

		/// Asks for erasure: the custodian may erase `record` once the regulated minimum is over.
		///
		/// For the record's subject. Errors: `NotFound`, `Erased`, `NotSubject`, `AlreadyRequested`.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::request_erasure())]
		pub fn request_erasure(origin: OriginFor<T>, record: RecordId) -> DispatchResult {
			let Acting { subject, .. } = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_request_erasure(subject, record)
		}

		/// Orders erasure: the custodian may erase `record` at once, unless a regulator holds it.
		///
		/// For holders of a valid regulator's licence. Errors: `NotFound`, `Erased`, `NotRegulator`,
		/// `CommitmentZero`, `AlreadyOrdered`.
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::order_erasure())]
		pub fn order_erasure(
			origin: OriginFor<T>,
			record: RecordId,
			order: Commitment,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_order_erasure(by, record, order)
		}

		/// Erases `records`, all or none, and files the `receipt` for what was destroyed: the custodian
		/// has done away with salt, key and ciphertext of each.
		///
		/// For the custodian of all of them, licensed or not. Up to [`Config::SweepPerCall`] of their
		/// versions and receipts go with it, the rest is swept later; deposits return as their entries go.
		/// Errors: `NothingToErase`, `CommitmentZero`, `NotFound`, `Erased`, `NotCustodian`, `UnderHold`,
		/// `RetentionNotOver`.
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::erase(u32::try_from(records.len()).unwrap_or(MAX_ERASED)))]
		pub fn erase(
			origin: OriginFor<T>,
			records: BoundedVec<RecordId, ConstU32<MAX_ERASED>>,
			receipt: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_erase(custodian, records, receipt)
		}

		/// Removes up to [`Config::SweepPerCall`] versions and receipts of an erased record.
		///
		/// For anybody; no fee on success. Errors: `NothingToSweep`.
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::sweep(T::SweepPerCall::get()))]
		pub fn sweep(origin: OriginFor<T>, record: RecordId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_sweep(record)?;
			Ok(Pays::No.into())
		}

		/// Retires `batch`: what was not proven of it cannot be any more. Proven records stay.
		///
		/// For the facility that anchored it, licensed or not, whose deposit is returned, once the
		/// regulated minimum of its class is over. Errors: `NotFound`, `NotCustodian`,
		/// `RetentionNotOver`.
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::retire_batch())]
		pub fn retire_batch(origin: OriginFor<T>, batch: BatchId) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_retire_batch(custodian, batch)
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

		/// Whether there was a record of this id, and is none any more.
		pub fn is_erased(record: RecordId) -> bool {
			Self::do_is_erased(record)
		}

		/// Whether `batch` commits to this leaf, and it may be proven.
		pub fn verify_leaf(
			batch: BatchId,
			index: u32,
			subject: T::AccountId,
			segment: u8,
			commitment: Commitment,
			proof: Vec<H256>,
		) -> Result<(), LeafProblem> {
			Self::unproven(batch, index, &subject, segment, commitment, &proof).map(drop)
		}
	}
}
