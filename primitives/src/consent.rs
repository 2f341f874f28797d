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

/// By what right somebody acts on a subject's data.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Basis<AccountId> {
	/// They are the subject.
	Subject,
	/// The subject's grant to this grantee.
	Grant(Grantee<AccountId>),
	/// What somebody passed on to this grantee of a grant of theirs.
	Delegation(Grantee<AccountId>),
	/// They represent the subject, with the power to read.
	Representative,
	/// They broke the glass: the number of the emergency case.
	Emergency(u64),
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
	/// What was passed on ended when the consent above it did.
	DelegationEnded,
	/// The consent was given under a version of the institution's form that no longer counts.
	FormOutdated,
	/// The consent does not cover the purpose.
	Purpose,
	/// The consent does not cover the action.
	Action,
	/// The consent does not cover every requested segment.
	Segment,
	/// The request names no segment, so that there is nothing to consent to.
	NothingRequested,
	/// The subject has opted out of research for good.
	ResearchOptOut,
	/// The subject denied this to the actor, or to a group that the actor belongs to.
	Denied,
	/// The subject has frozen everything.
	Frozen,
	/// The subject is dead, so that nobody may use their key.
	Deceased,
}

/// Decides whether somebody may do something with a subject's data. Implemented by the consent
/// pallet, asked by every pallet that touches somebody's data.
pub trait ConsentGate<AccountId> {
	/// Whether `actor` may perform `action` for `purpose` on all of `segments` of `subject`'s data,
	/// now. Answers with the right by which the actor acts. A subject may do anything with their own
	/// data while they live.
	///
	/// A direct grant to a subject's liking costs one read of the profile and one of the grant, and
	/// one of the form if it was given under a published one. The consent pallet's documentation
	/// says what each further case costs.
	fn check(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<Basis<AccountId>, Refusal>;

	/// Makes the same [`Self::check`] succeed, in the way that costs it the most: for the purpose
	/// `BTG`, after everything else was tried.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	);

	/// Makes the same [`Self::check`] succeed on a grant to the actor, where there is nothing else to look
	/// at: for what goals measure.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_plainly_granted(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) {
		Self::ensure_granted(subject, actor, action, purpose, segments);
	}

	/// Makes the same [`Self::check`] succeed on a grant to the actor, after looking for denials to
	/// everything that the actor is.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_granted(
		subject: &AccountId,
		actor: &AccountId,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	);
}

/// What a subject decided about emergencies. Implemented by the consent pallet.
pub trait SubjectControls<AccountId> {
	/// The segments that `subject` leaves open to emergencies; `None` when everything is
	/// frozen, or after their death.
	/// One read.
	fn open_to_emergencies(subject: &AccountId) -> Option<Segments>;
}

/// Hears of a subject's death. Implemented by the consent pallet.
pub trait LifeEvents<AccountId> {
	/// The death of `subject` was certified, or turned out to be wrong.
	fn note_death(subject: &AccountId, dead: bool);
}

impl<AccountId> LifeEvents<AccountId> for () {
	fn note_death(_: &AccountId, _: bool) {}
}
