//! Who is who: the question that the credentials pallet answers.

use crate::{Jurisdiction, LicenceKind, LicenceKinds, MemberRole};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::PalletError;
use scale_info::TypeInfo;

/// Why somebody may not act under a licence.
///
/// In order of closeness: of several licences of a kind, the one that is closest to being valid
/// gives the reason.
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
	PalletError,
)]
pub enum LicenceProblem {
	/// There is no licence of this kind.
	NotHeld,
	/// The licence has ended.
	Expired,
	/// The licence is suspended.
	Suspended,
	/// The licence's issuer lost its accreditation for fraud.
	IssuerDiscredited,
}

/// Answers who somebody is. Implemented by the credentials pallet.
///
/// What has expired, is suspended or was issued by a discredited issuer counts as not there, whether
/// or not state has been cleaned up.
///
/// Reading somebody's licences costs one read, and one more for each issuer of a licence that is
/// otherwise valid.
pub trait Credentials<AccountId> {
	/// Whether `who` may act under a licence of `kind`, and if not, why.
	fn standing(who: &AccountId, kind: LicenceKind) -> Result<(), LicenceProblem>;

	/// Whether `who` holds a valid licence of `kind` that counts in `jurisdiction`.
	fn holds_in(who: &AccountId, kind: LicenceKind, jurisdiction: &Jurisdiction) -> bool;

	/// The kinds of all valid licences of `who`.
	fn licence_kinds(who: &AccountId) -> LicenceKinds;

	/// The licensed organisations that `who` is a member of now: one read, and the licences of each
	/// organisation.
	fn organisations(who: &AccountId) -> Vec<AccountId>;

	/// Every organisation that has admitted `who` and not let go of them, in good standing or not: for
	/// what nobody is to escape by losing their standing. One read.
	fn affiliations(who: &AccountId) -> Vec<AccountId> {
		Self::organisations(who)
	}

	/// The kinds of all licences that `who` was given and that have not been taken away, valid or not:
	/// for what nobody is to escape by losing their standing. One read.
	fn kinds_given(who: &AccountId) -> LicenceKinds {
		Self::licence_kinds(who)
	}

	/// What `who` does in `organisation`, if it is licensed and they are a member of it now.
	fn member_role(organisation: &AccountId, who: &AccountId) -> Option<MemberRole>;

	/// The member of `organisation` who answers for data protection. Two reads.
	fn privacy_officer(organisation: &AccountId) -> Option<AccountId>;

	/// Whether governance has accredited `who` for `kind`, be it for licences of that kind or for
	/// the acts that are reserved to it. One read.
	fn is_accredited(who: &AccountId, kind: LicenceKind) -> bool;

	/// Whether `who` is known as an organisation: has a licence of an organisational kind, be it
	/// valid now or not. One read.
	fn is_organisation(who: &AccountId) -> bool {
		Self::licence_kinds(who).any_organisation()
	}

	/// Whether `who` holds a valid licence of `kind`.
	fn holds(who: &AccountId, kind: LicenceKind) -> bool {
		Self::standing(who, kind).is_ok()
	}

	/// Gives `who` a valid licence of `kind`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &AccountId, kind: LicenceKind);

	/// Makes `who` a member of the licensed facility `organisation`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &AccountId, who: &AccountId, role: MemberRole);

	/// Accredits `who` for `kind`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(who: &AccountId, kind: LicenceKind);

	/// Gives `who` as many valid licences and memberships in licensed organisations as fit, so that
	/// looking at all of them costs the most.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &AccountId);
}
