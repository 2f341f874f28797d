//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed. What the claims pallet refuses is its own error.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not act under the licence that reviewers have, or that payers have.
		Unlicensed(LicenceProblem),
		/// The caller is in the pool.
		AlreadyInPool,
		/// The caller is not in the pool.
		NotInPool,
		/// There is no more room in the pool.
		PoolFull,
		/// The reviewer has cases to review.
		HasCases,
		/// There is no such claim, or no decision about it that stands.
		NotDecided,
		/// The claim is neither the caller's nor for them.
		NotParty,
		/// Nothing was refused.
		NothingRefused,
		/// The terms that the claim was judged by are not there.
		NoTerms,
		/// The time to appeal is over.
		FilingOver,
		/// An appeal against this decision is open.
		AlreadyOpen,
		/// The caller's appeal against this decision was withdrawn, or the second of both parties was.
		AlreadyWithdrawn,
		/// This decision was appealed, and what came out of it is final for the caller.
		AlreadyFinal,
		/// The nonce of an earlier appeal is known.
		UsedPledge,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// There is no such appeal.
		NotFound,
		/// Only the payer may do this.
		NotPayer,
		/// Only who filed the appeal may do this.
		NotAppellant,
		/// Only the reviewer to whom the appeal is assigned may do this.
		NotReviewer,
		/// The payer has decided, or the appeal is closed.
		AlreadyDecided,
		/// The payer has not decided, nor was its silence noted.
		Undecided,
		/// The appeal has gone to a reviewer.
		AlreadyEscalated,
		/// The appeal is closed.
		AlreadyClosed,
		/// The appeal is not before a reviewer.
		NotInReview,
		/// The time for this is over.
		ClockOver,
		/// There is still time to act, and nothing to note.
		ClockRunning,
		/// Whoever overturns a decision allows something for a line.
		NothingAllowed,
		/// This is not the nonce that was pledged.
		WrongNonce,
		/// Nobody is in the pool who joined before the appeal was filed.
		NoReviewer,
		/// As many reviewers as may be have recused themselves.
		TooManyRecusals,
		/// The reviewer is a party, or had a contract with the plan before the appeal was filed.
		Conflicted,
		/// It is not time for this to go.
		StillNeeded,
	}
}
