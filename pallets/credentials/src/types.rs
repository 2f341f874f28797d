//! What the pallet stores.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::fungible::Inspect;
use salus_primitives::{Jurisdiction, LicenceKind, LicenceProblem, Moment};
use scale_info::TypeInfo;
use sp_runtime::traits::StaticLookup;

/// How an account is named in a call.
pub type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;
/// The balance that deposits are paid in.
pub type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// A licence as this chain stores it.
pub type LicenceOf<T> = Licence<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// A membership as this chain stores it.
pub type MembershipOf<T> = Membership<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// What an issuer may issue.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Accreditation {
	/// Licences of this kind,
	pub kind: LicenceKind,
	/// in this jurisdiction and its subdivisions.
	pub jurisdiction: Jurisdiction,
}

/// Whether a licence is in force.
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
pub enum LicenceStatus {
	/// In force until its end.
	Active,
	/// Not in force until it is reinstated.
	Suspended,
}

/// The right to act as something somewhere.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Licence<AccountId, Balance> {
	/// What the holder may act as.
	pub kind: LicenceKind,
	/// Where.
	pub jurisdiction: Jurisdiction,
	/// Who granted it.
	pub issuer: AccountId,
	/// The first moment at which it no longer counts.
	pub until: Moment,
	/// Whether it is in force.
	pub status: LicenceStatus,
	/// What the issuer has on hold for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Licence<AccountId, Balance> {
	/// Whether this is the holder's licence of `kind` in `jurisdiction`.
	pub fn is_for(&self, kind: LicenceKind, jurisdiction: Jurisdiction) -> bool {
		self.kind == kind && self.jurisdiction == jurisdiction
	}

	/// Whether the licence has ended at `now`.
	pub fn is_expired(&self, now: Moment) -> bool {
		self.until <= now
	}

	/// Whether the holder may act under the licence at `now`, and if not, why.
	pub fn standing(&self, now: Moment) -> Result<(), LicenceProblem> {
		match self.status {
			_ if self.is_expired(now) => Err(LicenceProblem::Expired),
			LicenceStatus::Suspended => Err(LicenceProblem::Suspended),
			LicenceStatus::Active => Ok(()),
		}
	}
}

/// What a member does in an organisation, after the FHIR practitioner-role codes.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum MemberRole {
	/// `doctor`.
	Doctor,
	/// `nurse`.
	Nurse,
	/// `pharmacist`.
	Pharmacist,
	/// `researcher`.
	Researcher,
	/// Laboratory, imaging or other technical staff.
	Technician,
	/// Runs the organisation's accounts.
	Administrator,
	/// Answers for data protection.
	PrivacyOfficer,
}

/// That an account belongs to an organisation.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Membership<AccountId, Balance> {
	/// Who admitted the member.
	pub organisation: AccountId,
	/// What the member does there.
	pub role: MemberRole,
	/// The first moment at which it no longer counts.
	pub until: Moment,
	/// What the organisation has on hold for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Membership<AccountId, Balance> {
	/// Whether the membership has ended at `now`.
	pub fn is_expired(&self, now: Moment) -> bool {
		self.until <= now
	}
}
