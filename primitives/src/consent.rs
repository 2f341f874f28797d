//! Who may do what with whose data: the question that the consent pallet answers.

use crate::{Action, LicenceKind, Purpose, Segments};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::PalletError;
use scale_info::TypeInfo;

/// Whom a consent is given to.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Grantee<AccountId> {
	/// One account.
	Account(AccountId),
	/// Everybody who is a member of this licensed organisation at the time of use.
	Organisation(AccountId),
	/// Everybody who holds a valid licence of this kind at the time of use.
	Licence(LicenceKind),
}

/// Why the gate refused.
///
/// In order of closeness: when several consents apply and none is enough, the one that came closest
/// gives the reason. A denial is final.
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
pub enum Refusal {
	/// No consent stands that could apply: never given, or revoked.
	NoConsent,
	/// The subject revoked all consents after this one was given.
	Revoked,
	/// The consent has ended.
	Expired,
	/// The consent has not begun.
	NotYetValid,
	/// The consent does not cover the purpose.
	Purpose,
	/// The consent does not cover the action.
	Action,
	/// The consent does not cover every requested segment.
	Segment,
	/// The request names no segment, so that there is nothing to consent to.
	NothingRequested,
	/// The subject denied this to the actor, or to a group that the actor belongs to.
	Denied,
}

/// Decides whether somebody may do something with a subject's data. Implemented by the consent
/// pallet, asked by every pallet that touches somebody's data.
pub trait ConsentGate<AccountId> {
	/// Whether `actor` may perform `action` for `purpose` on all of `segments` of `subject`'s data,
	/// now. Answers with the grantee under whose consent the actor acts. A subject may do anything
	/// with their own data.
	///
	/// One read of the subject's profile and one of a direct consent. When that is not enough, or
	/// when the subject has denials, one or two more for each organisation and licence kind of the
	/// actor.
	fn check(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<Grantee<AccountId>, Refusal>;

	/// Makes the same [`Self::check`] succeed, in the way that costs it the most.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	);
}
