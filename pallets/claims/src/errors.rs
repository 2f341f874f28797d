//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed. That a plan does not pay is no error: it is decided, with its reason.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not act under the licence that this takes.
		Unlicensed(LicenceProblem),
		/// The member did not consent to the payer using their data for payment.
		Refused(Refusal),
		/// There is no such plan.
		UnknownPlan,
		/// The plan has no terms yet.
		NoTerms,
		/// There is no such claim.
		UnknownClaim,
		/// Nobody claims from a plan of their own.
		OwnPlan,
		/// The list is empty, or there is nothing of that kind to do.
		NothingToDo,
		/// A commitment is never all zeros.
		ZeroCommitment,
		/// A service has units.
		ZeroUnits,
		/// An amount is more than nothing.
		ZeroAmount,
		/// The amount is more than can be reckoned with.
		AmountTooLarge,
		/// The service has not been yet.
		InTheFuture,
		/// The provider has no account with the plan, or not enough room in it.
		NoRoom,
		/// There are no numbers left.
		OutOfNumbers,
		/// So much was claimed for the encounter, or the dispensed unit, that no more can be kept.
		TooManyServices,
		/// The clock is past the year 2106.
		TimeOutOfRange,
		/// The coverage pays before any other: it takes no claim that was decided before.
		PaysFirst,
		/// There is no such claim that was decided before, of this provider and member.
		UnknownPrior,
		/// The claim before is not decided, or under appeal.
		PriorUndecided,
		/// The claim before was for other services.
		PriorDiffers,
		/// Another plan was asked to decide after this claim: that has to be taken back, or paid, first.
		Coordinated,
		/// Only the plan's payer may do this.
		NotPayer,
		/// Only who made the claim may do this.
		NotProvider,
		/// The claim does not wait for a decision.
		NotPended,
		/// The claim is not decided.
		NotDecided,
		/// The claim was taken back before.
		NotStanding,
		/// The claim is under appeal.
		UnderAppeal,
		/// The claim is not under appeal.
		NotAppealed,
		/// The time to decide is over.
		TooLate,
		/// There is still time to decide.
		NotYetDue,
		/// There is a decision for each line.
		WrongNumber,
		/// Rules do not say what is allowed for a line: the decision has to.
		Undecided,
		/// A claim is replaced by one to the same plan.
		OtherPlan,
		/// A claim is replaced by one for the same member.
		OtherMember,
		/// An appeal decided: the payer cannot take that back.
		DecidedOnAppeal,
		/// An appeal leaves a provider with no less than it had for a line.
		LessThanBefore,
		/// Whatever is allowed, the lines stay refused.
		StillRefused,
		/// It is less that is owed.
		MoreThanOwed,
		/// The account does not have that much to give.
		NotEnough,
		/// Providers do not pay for what they claimed.
		OwnClaim,
		/// No more accounts can pay for this claim.
		TooManyContributors,
		/// What is owed stays in the reserve.
		Owing,
		/// The entry is needed: it is too young, or not settled.
		StillNeeded,
	}
}
