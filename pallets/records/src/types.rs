//! Data types.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::fungible::Inspect;
use salus_primitives::{Action, Commitment, Grantee, Moment, Purpose, Segment};
use scale_info::TypeInfo;
use sp_runtime::traits::StaticLookup;

/// The number of a record, given out in order from 0.
pub type RecordId = u64;

/// The number of a record's first version.
pub const FIRST_VERSION: u32 = 1;

/// How many receipt indices one page of the `receipts` view function covers.
pub const RECEIPTS_PER_PAGE: u32 = 100;

/// The account type.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// How a call names an account.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

/// The currency's balance type.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<AccountIdOf<T>>>::Balance;

/// A [`Record`] in a runtime.
pub type RecordOf<T> = Record<AccountIdOf<T>, BalanceOf<T>>;

/// A [`Version`] in a runtime.
pub type VersionOf<T> = Version<BalanceOf<T>>;

/// A [`Receipt`] in a runtime.
pub type ReceiptOf<T> = Receipt<AccountIdOf<T>, BalanceOf<T>>;

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
	/// When it was registered.
	pub registered_at: Moment,
	/// What is held from the custodian for it, beside the deposits of its versions.
	pub deposit: Balance,
}

/// One version of a record.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Version<Balance> {
	/// The salted commitment to the ciphertext.
	pub commitment: Commitment,
	/// When it was registered.
	pub at: Moment,
	/// What is held from the custodian for it.
	pub deposit: Balance,
}

/// The trace of one access.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Receipt<AccountId, Balance> {
	/// Who accessed the record.
	pub reader: AccountId,
	/// The grantee under whose consent the reader acted.
	pub basis: Grantee<AccountId>,
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
}
