//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not do this for this subject: only others may, or only the subject
		/// themselves.
		NotAuthorized,
		/// The caller has no valid licence of the kind that this takes.
		Unlicensed(LicenceProblem),
		/// The caller is not accredited as a court.
		NotCourt,
		/// The caller is not a member of the organisation, or the organisation is not licensed.
		NotMember,
		/// The child's account has signed something: it is no newborn's.
		SubjectHasActed,
		/// The child is of age already.
		MajorityInPast,
		/// The child's majority is further away than a childhood lasts.
		MajorityTooFar,
		/// The term has ended already.
		EndInPast,
		/// The term ends later than terms may.
		EndTooLate,
		/// Nobody represents themselves.
		SelfRepresentation,
		/// The representative's account does not exist.
		UnknownAccount,
		/// No power is named.
		NoPowers,
		/// A bit stands for no power.
		UnknownPowers,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// The account represents the subject already. An ended representation is reaped first.
		AlreadyExists,
		/// The subject has as many representatives as may be.
		TooManyRepresentatives,
		/// There is no such representative, or nothing was attested.
		NotFound,
		/// Nobody attests their own condition.
		SelfAttestation,
		/// The practitioner represents the subject, or the facility would be the parent.
		ConflictOfInterest,
		/// The condition is confirmed already.
		ConditionHolds,
		/// The practitioner attested this already.
		AlreadyAttested,
		/// A practitioner belongs to the organisation for which the other one attests.
		SameOrganisation,
		/// The subject objects to this representative already.
		AlreadyContested,
		/// The subject does not object to this representative.
		NotContested,
		/// A subject dismisses only whom they appointed.
		NotDismissible,
		/// The representative is neither guardian nor parent.
		NotGuardian,
		/// The term has not ended.
		NotEnded,
		/// The call cannot be made in somebody else's name.
		NotRepresentable,
		/// The caller does not represent the subject.
		NotRepresentative,
		/// The condition that the representative waits for does not hold.
		Dormant,
		/// The representative's term has ended.
		Ended,
		/// The subject is dead: only executors act for them, and their own key opens nothing.
		Deceased,
		/// The representative does not have the power that the call takes.
		PowerMissing,
		/// The subject objects to the representative, who opens nothing until it is settled.
		Contested,
		/// Another institution pays for the subject: it registers the parents.
		NotSponsor,
	}
}
