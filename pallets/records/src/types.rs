//! What the pallet stores and answers with.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	pallet_prelude::{BoundedVec, ConstU32},
	traits::fungible::Inspect,
};
use salus_primitives::{
	merkle::{Batch, ProofProblem},
	Action, Basis, Commitment, Moment, Purpose, Segment,
};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::traits::StaticLookup;

/// The number of a record, given out in order from 0.
pub type RecordId = u64;

/// The number of a batch, given out in order from 0.
pub type BatchId = u64;

/// The number of a record's first version.
pub const FIRST_VERSION: u32 = 1;

/// How many receipt indices one page of the `receipts` view function covers.
pub const RECEIPTS_PER_PAGE: u32 = 100;

/// How many records one call erases at most.
pub const MAX_ERASED: u32 = 100;

/// How many regulators may hold a record at the same time.
pub const MAX_HOLDS: u32 = 4;

/// The domain of a batch's leaves, whose content is `(subject, segment, commitment)`: see
/// [`leaf`](salus_primitives::merkle::leaf).
pub const LEAF_DOMAIN: &[u8] = b"salus/record-leaf/v1";

/// The account type.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// How a call names an account.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

/// The currency's balance type.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<AccountIdOf<T>>>::Balance;

/// A [`Record`] in a runtime.
pub type RecordOf<T> = Record<AccountIdOf<T>, BalanceOf<T>>;

/// A [`Version`] in a runtime.
pub type VersionOf<T> = Version<AccountIdOf<T>>;

/// A [`Receipt`] in a runtime.
pub type ReceiptOf<T> = Receipt<AccountIdOf<T>, BalanceOf<T>>;

/// An [`AmendmentRequest`] in a runtime.
pub type AmendmentRequestOf<T> = AmendmentRequest<BalanceOf<T>>;

/// A [`RecordBatch`] in a runtime.
pub type RecordBatchOf<T> = RecordBatch<AccountIdOf<T>, BalanceOf<T>>;

/// The [`LegalHold`]s of a record in a runtime.
pub type HoldsOf<T> = BoundedVec<LegalHold<AccountIdOf<T>, BalanceOf<T>>, ConstU32<MAX_HOLDS>>;

/// [`Remains`] in a runtime.
pub type RemainsOf<T> = Remains<AccountIdOf<T>, BalanceOf<T>>;

/// The siblings on the way from a leaf to the root.
pub type Proof = BoundedVec<H256, ConstU32<{ Batch::MAX_PROOF }>>;

/// Whether a record counts.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RecordStatus {
	/// It counts.
	Active,
	/// It should never have been registered. Final. FHIR's `entered-in-error`.
	EnteredInError,
}

/// What rules say how long a record is kept.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RetentionClass {
	/// Papers about care: policies, accountings, requests.
	Administrative,
	/// Care itself.
	Clinical,
	/// Images, and what belongs to them.
	Imaging,
	/// Care of a minor.
	Paediatric,
	/// Implants and blood products.
	Implant,
}

/// How long records are kept at least, by law.
pub trait RetentionRules {
	/// For how long, in milliseconds from its registration, a record of `class` is kept at least.
	fn minimum(class: RetentionClass) -> Moment;
}

/// Why a record may be erased before its custodian meant to.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ErasureGround {
	/// For no reason: the custodian's retention counts.
	None,
	/// The subject asked: the regulated minimum counts.
	Requested,
	/// A regulator ordered it: at once.
	Ordered,
}

/// A health record, without its content.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Record<AccountId, Balance> {
	/// The facility that keeps it.
	pub custodian: AccountId,
	/// The patient whom it is about.
	pub subject: AccountId,
	/// The part of the patient's data that it is sorted into.
	pub segment: Segment,
	/// Whether it counts.
	pub status: RecordStatus,
	/// The number of the latest version, from [`FIRST_VERSION`].
	pub version: u32,
	/// How many receipts were ever left: the index of the next one.
	pub receipts: u32,
	/// When it was registered, or the batch that it is a leaf of.
	pub registered_at: Moment,
	/// What rules say how long it is kept.
	pub class: RetentionClass,
	/// Until when the custodian keeps it.
	pub retain_until: Moment,
	/// Whether it may be erased before.
	pub erasure: ErasureGround,
	/// The batch that it is a leaf of, and the leaf's index.
	pub leaf: Option<(BatchId, u32)>,
	/// What is held from the custodian for it and its versions.
	pub deposit: Balance,
}

/// Whose work a version is, beside the institution's.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Authorship<AccountId> {
	/// The institution names no author.
	None,
	/// The institution names an author, who has not signed yet.
	Awaited(AccountId),
	/// The author has signed.
	Signed(AccountId),
}

/// One version of a record.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Version<AccountId> {
	/// The salted commitment to the ciphertext.
	pub commitment: Commitment,
	/// When it was registered.
	pub at: Moment,
	/// Whose work it is.
	pub author: Authorship<AccountId>,
}

/// The trace of one access.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Receipt<AccountId, Balance> {
	/// Who accessed the record.
	pub reader: AccountId,
	/// By what right.
	pub basis: Basis<AccountId>,
	/// What the reader does with it.
	pub action: Action,
	/// What for.
	pub purpose: Purpose,
	/// The version that was the latest then.
	pub version: u32,
	/// When.
	pub at: Moment,
	/// What is held from the reader for it.
	pub deposit: Balance,
}

/// Why a custodian refuses to amend: 45 CFR 164.526(a)(2).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RefusalReason {
	/// Somebody else created it, and can still be asked.
	NotCreatedByUs,
	/// It is not part of the designated record set.
	NotPartOfRecordSet,
	/// The patient has no right to see it.
	NotAccessible,
	/// It is accurate and complete.
	AccurateAndComplete,
}

/// How far a request to amend has come.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum AmendmentState {
	/// The custodian has not answered.
	Pending,
	/// The custodian refused.
	Refused {
		/// Why, in terms of the rule.
		reason: RefusalReason,
		/// Why, in words.
		rationale: Commitment,
		/// When.
		at: Moment,
		/// The patient's statement of disagreement.
		disagreement: Option<Commitment>,
	},
}

/// A patient's request to amend a record: 45 CFR 164.526.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct AmendmentRequest<Balance> {
	/// What is to be amended, and why.
	pub request: Commitment,
	/// When the patient asked.
	pub requested_at: Moment,
	/// When the custodian has to have answered.
	pub due: Moment,
	/// Whether the custodian has taken the one extension.
	pub extended: bool,
	/// How far it has come.
	pub state: AmendmentState,
	/// What is held from the patient for it; zero when it took a place that an institution paid for.
	pub deposit: Balance,
}

/// Many records of one facility, committed to at once.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct RecordBatch<AccountId, Balance> {
	/// The facility that keeps them.
	pub custodian: AccountId,
	/// The commitment.
	pub batch: Batch,
	/// What rules say how long they are kept.
	pub class: RetentionClass,
	/// When they were anchored.
	pub anchored_at: Moment,
	/// What is held from the facility for the batch.
	pub deposit: Balance,
}

/// A regulator's order to keep a record.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LegalHold<AccountId, Balance> {
	/// The regulator.
	pub by: AccountId,
	/// When it ends, by itself.
	pub until: Moment,
	/// The order.
	pub order: Commitment,
	/// What is held from the regulator for it.
	pub deposit: Balance,
}

/// What is left of an erased record until it is swept: nothing about its subject but what the
/// versions and receipts say that still stand.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Remains<AccountId, Balance> {
	/// Who gets the deposit back.
	pub custodian: AccountId,
	/// The versions from 1 to this number still stand.
	pub versions: u32,
	/// The receipts below this index may still stand.
	pub receipts: u32,
	/// What is held from the custodian.
	pub deposit: Balance,
}

/// What the chain says about a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Verification {
	/// It is the latest version.
	Current,
	/// It is genuine, but there is a newer version.
	Superseded {
		/// The latest version.
		by: u32,
	},
	/// It is genuine, but its record was entered in error.
	EnteredInError,
	/// It is not what was registered as this version.
	Mismatch,
	/// The record has no such version.
	UnknownVersion,
	/// There is no such record.
	UnknownRecord,
	/// There was such a record, and it was erased.
	Erased,
}

/// Why something is not a leaf of a batch that is, or may become, a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum LeafProblem {
	/// There is no such batch.
	UnknownBatch,
	/// There is no segment of this number.
	SegmentOutOfRange,
	/// The proof is wrong.
	Proof(ProofProblem),
	/// The record that it was proven to be was erased.
	Erased,
}
