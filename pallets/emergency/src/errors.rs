//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no valid licence of a kind that this takes.
		Unlicensed(LicenceProblem),
		/// The caller is no emergency practitioner of the organisation now, or it is not licensed.
		NotEmergencyPractitioner,
		/// Nobody breaks the glass to their own data.
		SelfAccess,
		/// No segment is named.
		NoSegments,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// The subject has frozen everything.
		SubjectFrozen,
		/// The subject has locked a segment against emergencies.
		SegmentsLocked,
		/// The practitioner's right to break the glass is suspended.
		RightSuspended,
		/// The practitioner's last case about this subject awaits its review.
		ReviewPending,
		/// The practitioner has as many cases without a review as may be.
		TooManyUnreviewed,
		/// The practitioner has broken the glass as often as they may in one period.
		PractitionerLimitReached,
		/// The subject's glass was broken as often as it may be in one period.
		SubjectLimitReached,
		/// There are no more numbers for cases.
		TooManyCases,
		/// There is no such case, or nothing is remembered about the account.
		NotFound,
		/// The case is another practitioner's.
		NotAuthorized,
		/// The access has ended.
		AlreadyEnded,
		/// Nobody reviews their own case.
		SelfReview,
		/// The reviewer is the subject, or has to do with the organisation or the practitioner.
		NotIndependent,
		/// The case has its review.
		AlreadyReviewed,
		/// The review is not due yet, or the case is flagged or reviewed.
		NotOverdue,
		/// The practitioner's right is not suspended.
		NotSuspended,
		/// It is not time for this to go.
		StillNeeded,
	}
}
