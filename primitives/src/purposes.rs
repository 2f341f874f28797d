//! What data is used for: the HL7 v3-PurposeOfUse tree.
//!
//! FHIR R4 carries the tree as `v3-ActReason`, concepts below `PurposeOfUse`; the last three codes
//! of the table came later. A purpose covers everything below it, with one exception: breaking the
//! glass ([`Purpose::BTG`]) must be named.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

macro_rules! purposes {
	($($(#[$doc:meta])* $code:ident $(under $parent:ident)?;)+) => {
		/// A purpose of use, by its HL7 code. Its index is its bit in [`Purposes`].
		#[allow(clippy::upper_case_acronyms)]
		#[derive(
			Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode,
			DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
		)]
		pub enum Purpose {
			$($(#[$doc])* $code,)+
		}

		impl Purpose {
			/// Every purpose, in the order of its bit.
			pub const ALL: &'static [Self] = &[$(Self::$code),+];

			/// The HL7 code.
			pub const fn code(self) -> &'static str {
				match self {
					$(Self::$code => stringify!($code),)+
				}
			}

			/// The purpose directly above in the tree.
			pub const fn parent(self) -> Option<Self> {
				match self {
					$($(Self::$code => Some(Self::$parent),)?)+
					_ => None,
				}
			}
		}
	};
}

purposes! {
	/// Healthcare marketing.
	HMARKT;
	/// Healthcare operations.
	HOPERAT;
	/// Care management.
	CAREMGT under HOPERAT;
	/// Donation.
	DONAT under HOPERAT;
	/// Fraud.
	FRAUD under HOPERAT;
	/// Government.
	GOV under HOPERAT;
	/// Health accreditation.
	HACCRED under HOPERAT;
	/// Health compliance.
	HCOMPL under HOPERAT;
	/// Decedent.
	HDECD under HOPERAT;
	/// Directory.
	HDIRECT under HOPERAT;
	/// Healthcare delivery management.
	HDM under HOPERAT;
	/// Legal.
	HLEGAL under HOPERAT;
	/// Health outcome measure.
	HOUTCOMS under HOPERAT;
	/// Health program reporting.
	HPRGRP under HOPERAT;
	/// Health quality improvement.
	HQUALIMP under HOPERAT;
	/// Health system administration.
	HSYSADMIN under HOPERAT;
	/// Labeling.
	LABELING under HSYSADMIN;
	/// Metadata management.
	METAMGT under HSYSADMIN;
	/// Member administration.
	MEMADMIN under HOPERAT;
	/// Military command.
	MILCDM under HOPERAT;
	/// Patient administration.
	PATADMIN under HOPERAT;
	/// Patient safety.
	PATSFTY under HOPERAT;
	/// Performance measure.
	PERFMSR under HOPERAT;
	/// Records management.
	RECORDMGT under HOPERAT;
	/// System development.
	SYSDEV under HOPERAT;
	/// Test health data.
	HTEST under SYSDEV;
	/// Training.
	TRAIN under HOPERAT;
	/// Healthcare payment.
	HPAYMT;
	/// Claim attachment.
	CLMATTCH under HPAYMT;
	/// Coverage authorization.
	COVAUTH under HPAYMT;
	/// Coverage under policy or program.
	COVERAGE under HPAYMT;
	/// Eligibility determination.
	ELIGDTRM under COVERAGE;
	/// Eligibility verification.
	ELIGVER under COVERAGE;
	/// Enrollment.
	ENROLLM under COVERAGE;
	/// Military discharge.
	MILDCRG under COVERAGE;
	/// Remittance advice.
	REMITADV under HPAYMT;
	/// Healthcare research.
	HRESCH;
	/// Biomedical research.
	BIORCH under HRESCH;
	/// Clinical trial research.
	CLINTRCH under HRESCH;
	/// Clinical trial research without patient care.
	CLINTRCHNPC under CLINTRCH;
	/// Clinical trial research with patient care.
	CLINTRCHPC under CLINTRCH;
	/// Preclinical trial research.
	PRECLINTRCH under CLINTRCH;
	/// Disease specific healthcare research.
	DSRCH under HRESCH;
	/// Population origins or ancestry healthcare research.
	POARCH under HRESCH;
	/// Translational healthcare research.
	TRANSRCH under HRESCH;
	/// Patient requested.
	PATRQT;
	/// Family requested.
	FAMRQT under PATRQT;
	/// Power of attorney.
	PWATRNY under PATRQT;
	/// Support network.
	SUPNWK under PATRQT;
	/// Public health.
	PUBHLTH;
	/// Disaster.
	DISASTER under PUBHLTH;
	/// Threat.
	THREAT under PUBHLTH;
	/// Treatment.
	TREAT;
	/// Clinical trial.
	CLINTRL under TREAT;
	/// Coordination of care.
	COC under TREAT;
	/// Emergency treatment.
	ETREAT under TREAT;
	/// Break the glass.
	BTG under ETREAT;
	/// Emergency room treatment.
	ERTREAT under ETREAT;
	/// Population health.
	POPHLTH under TREAT;
	/// Treatment disclosure.
	TREATDS under TREAT;
	/// Payment disclosure.
	PMTDS under HPAYMT;
	/// Machine learning training.
	MLTRAINING under HOPERAT;
}

impl Purpose {
	const fn bit(self) -> u64 {
		1 << self as u8
	}

	/// The bits of this purpose and of everything above it.
	const fn lineage(self) -> u64 {
		let mut bits = self.bit();
		let mut next = self.parent();
		while let Some(purpose) = next {
			bits |= purpose.bit();
			next = purpose.parent();
		}
		bits
	}
}

/// A set of [`Purpose`]s: bit `n` stands for the purpose with index `n`.
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
pub struct Purposes(pub u64);

impl Purposes {
	const KNOWN: u64 = u64::MAX >> (u64::BITS as usize - Purpose::ALL.len());

	/// Whether no purpose is in the set.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether every bit stands for a purpose.
	pub const fn is_known(self) -> bool {
		self.0 & !Self::KNOWN == 0
	}

	/// Whether a consent to this set is a consent to `purpose`: it or something above it is in the
	/// set. Breaking the glass has to be in the set itself.
	pub const fn permits(self, purpose: Purpose) -> bool {
		let sufficient = match purpose {
			Purpose::BTG => purpose.bit(),
			_ => purpose.lineage(),
		};
		self.0 & sufficient != 0
	}

	/// Whether everything that `other` is a consent to, this is a consent to as well.
	pub fn covers(self, other: Self) -> bool {
		Purpose::ALL
			.iter()
			.filter(|purpose| other.0 & purpose.bit() != 0)
			.all(|purpose| self.permits(*purpose))
	}

	/// Whether a denial of this set is a denial of `purpose`: it or something above it is in the
	/// set, with no exception.
	pub const fn denies(self, purpose: Purpose) -> bool {
		self.0 & purpose.lineage() != 0
	}
}

impl FromIterator<Purpose> for Purposes {
	fn from_iter<I: IntoIterator<Item = Purpose>>(purposes: I) -> Self {
		Self(purposes.into_iter().fold(0, |bits, purpose| bits | purpose.bit()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn above(purpose: Purpose) -> impl Iterator<Item = Purpose> {
		core::iter::successors(Some(purpose), |p| p.parent())
	}

	#[test]
	fn a_purpose_covers_what_is_below_it_and_nothing_else() {
		for consented in Purpose::ALL {
			let set = Purposes::from_iter([*consented]);
			for asked in Purpose::ALL {
				let below = above(*asked).any(|p| p == *consented);
				let glass = *asked == Purpose::BTG && asked != consented;
				assert_eq!(set.permits(*asked), below && !glass, "{consented:?} {asked:?}");
				assert_eq!(set.denies(*asked), below, "{consented:?} {asked:?}");
			}
		}
	}

	#[test]
	fn breaking_the_glass_is_never_implied() {
		let all_but_glass =
			Purpose::ALL.iter().copied().filter(|p| *p != Purpose::BTG).collect::<Purposes>();
		assert!(!all_but_glass.permits(Purpose::BTG));
		assert!(all_but_glass.denies(Purpose::BTG));
		assert!(Purposes::from_iter([Purpose::BTG]).permits(Purpose::BTG));
	}

	#[test]
	fn a_set_covers_what_it_permits() {
		let treat = Purposes::from_iter([Purpose::TREAT]);
		assert!(treat.covers(Purposes::from_iter([Purpose::COC, Purpose::ETREAT])));
		assert!(!treat.covers(Purposes::from_iter([Purpose::COC, Purpose::BTG])));
		assert!(!Purposes::from_iter([Purpose::COC]).covers(treat));
		assert!(treat.covers(Purposes::default()));
	}

	#[test]
	fn clinical_trials_in_care_are_treatment_and_not_research() {
		assert_eq!(Purpose::CLINTRL.parent(), Some(Purpose::TREAT));
		assert!(!Purposes::from_iter([Purpose::HRESCH]).permits(Purpose::CLINTRL));
	}

	#[test]
	fn codes_are_unique_and_every_bit_is_known() {
		let codes: alloc::collections::BTreeSet<_> =
			Purpose::ALL.iter().map(|p| p.code()).collect();
		assert_eq!(codes.len(), Purpose::ALL.len());
		let all = Purpose::ALL.iter().copied().collect::<Purposes>();
		assert_eq!(all.0, Purposes::KNOWN);
		assert!(!Purposes(u64::MAX).is_known());
	}
}
