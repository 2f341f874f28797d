//! What the pallet stores.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	traits::{fungible::Inspect, Get},
	BoundedVec,
};
pub use salus_primitives::MemberRole;
use salus_primitives::{Commitment, Jurisdiction, LicenceKind, LicenceProblem, Moment};
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
/// An identifier's entry as this chain stores it.
pub type IdentifierEntryOf<T> =
	IdentifierEntry<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
/// An endpoint as this chain stores it.
pub type EndpointOf<T> = Endpoint<BalanceOf<T>, <T as Config>::MaxAddressLength>;
/// An appeal as this chain stores it.
pub type AppealOf<T> = Appeal<BalanceOf<T>>;

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

impl Accreditation {
	/// Whether this is one for licences of `kind` in `jurisdiction`.
	pub fn covers(&self, kind: LicenceKind, jurisdiction: &Jurisdiction) -> bool {
		self.kind == kind && self.jurisdiction.covers(jurisdiction)
	}

	/// Whether there are licences that both cover.
	pub fn overlaps(&self, other: &Self) -> bool {
		self.covers(other.kind, &other.jurisdiction) || other.covers(self.kind, &self.jurisdiction)
	}
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

/// Why an accreditation is withdrawn.
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
pub enum Withdrawal {
	/// The issuer gives up: its licences run out.
	Retirement,
	/// The issuer has betrayed its trust: its licences count no more.
	Fraud,
}

/// What governance decides about a suspension.
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
pub enum Outcome {
	/// The suspension stands.
	Upheld,
	/// The suspension is lifted.
	Overturned,
}

/// What kind of service an endpoint is, after FHIR `endpoint-connection-type`.
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
pub enum ConnectionType {
	/// `hl7-fhir-rest`: FHIR over REST.
	HL7FhirRest,
	/// `hl7-fhir-msg`: FHIR messages.
	HL7FhirMessaging,
	/// `ihe-xds`: cross-enterprise document sharing.
	IheXds,
	/// `ihe-xcpd`: cross-community patient discovery.
	IheXcpd,
	/// `dicom-wado-rs`: retrieving images.
	DicomWadoRs,
	/// `dicom-qido-rs`: finding images.
	DicomQidoRs,
	/// `dicom-stow-rs`: storing images.
	DicomStowRs,
	/// `direct-project`: secure mail.
	DirectProject,
}

impl ConnectionType {
	/// Every kind of service.
	pub const ALL: [Self; 8] = [
		Self::HL7FhirRest,
		Self::HL7FhirMessaging,
		Self::IheXds,
		Self::IheXcpd,
		Self::DicomWadoRs,
		Self::DicomQidoRs,
		Self::DicomStowRs,
		Self::DirectProject,
	];

	/// The FHIR code.
	pub const fn code(self) -> &'static str {
		match self {
			Self::HL7FhirRest => "hl7-fhir-rest",
			Self::HL7FhirMessaging => "hl7-fhir-msg",
			Self::IheXds => "ihe-xds",
			Self::IheXcpd => "ihe-xcpd",
			Self::DicomWadoRs => "dicom-wado-rs",
			Self::DicomQidoRs => "dicom-qido-rs",
			Self::DicomStowRs => "dicom-stow-rs",
			Self::DirectProject => "direct-project",
		}
	}
}

/// Whose identifier it is.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct IdentifierEntry<AccountId, Balance> {
	/// Who has it.
	pub holder: AccountId,
	/// Who answers for it.
	pub registrar: AccountId,
	/// What the registrar has on hold for it.
	pub deposit: Balance,
}

/// Where a service is.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[scale_info(skip_type_params(MaxLength))]
#[codec(mel_bound(Balance: MaxEncodedLen))]
pub struct Endpoint<Balance, MaxLength: Get<u32>> {
	/// The URL.
	pub address: BoundedVec<u8, MaxLength>,
	/// What the organisation has on hold for it.
	pub deposit: Balance,
}

/// An appeal against a suspension.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Appeal<Balance> {
	/// Commitment to the grounds.
	pub grounds: Commitment,
	/// When it was made.
	pub at: Moment,
	/// Until when governance decides.
	pub due: Moment,
	/// What the holder has on hold for it.
	pub deposit: Balance,
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
