//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// The account does not exist, or the organisation is not licensed.
		UnknownGrantee,
		/// A subject needs no consent of their own.
		SelfGrant,
		/// No purpose is named.
		NoPurposes,
		/// A bit stands for no purpose.
		UnknownPurposes,
		/// No action is named.
		NoActions,
		/// A bit stands for no action.
		UnknownActions,
		/// No segment is named.
		NoSegments,
		/// The window ends when it begins, counted in whole seconds.
		EmptyWindow,
		/// The window ends before it begins.
		ReversedWindow,
		/// The window has ended already.
		WindowInPast,
		/// The window ends later than consents may.
		WindowTooLong,
		/// The commitment to the signed form is all zeros.
		ZeroCommitment,
		/// There is nothing of the kind for this subject and grantee.
		NotFound,
		/// What should be removed is still in force, or keeps void grants void.
		StillNeeded,
		/// A counter is at its end.
		Overflow,
		/// A consent is passed on over three links at the most, and over no more than the consent
		/// above allows.
		DelegationTooDeep,
		/// A denial is not passed on.
		DenialDelegated,
		/// A kind of licence is nobody to whom something could be passed on.
		NotDelegable,
		/// What is passed on is not within what stands above.
		Widening,
		/// It would come back to somebody above.
		DelegationCycle,
		/// What should be passed on has ended, is void, rests on an outdated form, or the subject has
		/// frozen everything or denies a part of it to those who pass it on.
		ParentEnded,
		/// Somebody else has passed something on to this grantee, and it stands.
		AlreadyExists,
		/// The caller may not do this: not licensed, not concerned, or not the institution.
		NotAuthorized,
		/// There is no such form.
		UnknownPolicy,
		/// The form has no such version.
		UnknownVersion,
		/// The form's version no longer counts.
		FormOutdated,
		/// Everything is frozen already.
		AlreadyFrozen,
		/// Nothing is frozen.
		NotFrozen,
		/// The subject has opted out of research already.
		AlreadyOptedOut,
		/// The subject is dead: their key opens nothing any more.
		Deceased,
		/// The denial would take the place of a broader one: only the subject narrows what they deny.
		DenialNarrowed,
	}
}
