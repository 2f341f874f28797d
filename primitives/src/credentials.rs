//! Who is who: the question that the credentials pallet answers.

use crate::{Jurisdiction, LicenceKind, LicenceKinds};
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
}

/// Answers who somebody is. Implemented by the credentials pallet.
///
/// What has expired or is suspended counts as not there, whether or not state has been cleaned up.
pub trait Credentials<AccountId> {
	/// Whether `who` may act under a licence of `kind`, and if not, why. One read.
	fn standing(who: &AccountId, kind: LicenceKind) -> Result<(), LicenceProblem>;

	/// Whether `who` holds a valid licence of `kind` that counts in `jurisdiction`. One read.
	fn holds_in(who: &AccountId, kind: LicenceKind, jurisdiction: &Jurisdiction) -> bool;

	/// The kinds of all valid licences of `who`. One read.
	fn licence_kinds(who: &AccountId) -> LicenceKinds;

	/// The licensed organisations that `who` is a member of now. One read, and one more for each
	/// membership.
	fn organisations(who: &AccountId) -> Vec<AccountId>;

	/// Whether `who` holds a valid licence of `kind`. One read.
	fn holds(who: &AccountId, kind: LicenceKind) -> bool {
		Self::standing(who, kind).is_ok()
	}

	/// Gives `who` a valid licence of `kind`.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &AccountId, kind: LicenceKind);

	/// Gives `who` as many valid licences and memberships in licensed organisations as fit, so that
	/// looking at all of them costs the most.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &AccountId);
}
