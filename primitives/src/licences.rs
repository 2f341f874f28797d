//! Kinds of licence: what somebody may be on this chain.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// What a licence entitles its holder to act as.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum LicenceKind {
	/// A physician, nurse or other licensed professional.
	Practitioner,
	/// A hospital, clinic or practice.
	Facility,
	/// A pharmacy, which dispenses.
	Pharmacy,
	/// A diagnostic laboratory.
	Laboratory,
	/// A health insurer or another payer.
	Payer,
	/// A maker of medicines or devices.
	Manufacturer,
	/// A wholesale distributor.
	Wholesaler,
	/// A transport company.
	Carrier,
	/// An ethics committee or institutional review board.
	EthicsCommittee,
	/// A researcher.
	Researcher,
	/// A supervising authority.
	Regulator,
	/// A charity.
	Charity,
	/// A court or guardianship authority, which appoints guardians.
	Court,
}

impl LicenceKind {
	/// Every kind, in the order of its bit.
	pub const ALL: [Self; 13] = [
		Self::Practitioner,
		Self::Facility,
		Self::Pharmacy,
		Self::Laboratory,
		Self::Payer,
		Self::Manufacturer,
		Self::Wholesaler,
		Self::Carrier,
		Self::EthicsCommittee,
		Self::Researcher,
		Self::Regulator,
		Self::Charity,
		Self::Court,
	];

	/// Whether the holder is an organisation, which can have members, and not a person.
	pub const fn is_organisation(self) -> bool {
		!matches!(self, Self::Practitioner | Self::Researcher)
	}

	const fn bit(self) -> u16 {
		1 << self as u8
	}
}

/// A set of [`LicenceKind`]s: bit `n` stands for the kind with index `n`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct LicenceKinds(pub u16);

impl LicenceKinds {
	/// Whether `kind` is in the set.
	pub const fn contains(self, kind: LicenceKind) -> bool {
		self.0 & kind.bit() != 0
	}

	/// Whether a kind of organisation is in the set.
	pub fn any_organisation(self) -> bool {
		self.iter().any(LicenceKind::is_organisation)
	}

	/// The kinds in the set.
	pub fn iter(self) -> impl Iterator<Item = LicenceKind> {
		LicenceKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
	}
}

impl FromIterator<LicenceKind> for LicenceKinds {
	fn from_iter<I: IntoIterator<Item = LicenceKind>>(kinds: I) -> Self {
		Self(kinds.into_iter().fold(0, |bits, kind| bits | kind.bit()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_set_gives_back_its_kinds() {
		let kinds = [LicenceKind::Practitioner, LicenceKind::Charity];
		let set = LicenceKinds::from_iter(kinds);
		assert!(set.iter().eq(kinds));
		assert!(set.any_organisation());
		assert!(!LicenceKinds::from_iter([LicenceKind::Researcher]).any_organisation());
		assert!(LicenceKinds::from_iter(LicenceKind::ALL).iter().eq(LicenceKind::ALL));
	}
}
