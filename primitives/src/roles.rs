//! Roles: what a member does in an organisation.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

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
	/// A doctor or nurse of the emergency service, who may break the glass.
	EmergencyPractitioner,
}
