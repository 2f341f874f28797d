//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no valid licence as a practitioner, facility, pharmacy or laboratory.
		NotProvider,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// The first day is later than the last one.
		ReversedDays,
		/// The last day is over.
		DaysOver,
		/// The first day is over, and was not yesterday or it is not urgent.
		Backdated,
		/// There are more days than [`Config::MaxPeriod`].
		PeriodTooLong,
		/// No services are asked for.
		NoServices,
		/// No units of a service are asked for.
		ZeroUnits,
		/// A service is asked for twice.
		DuplicateService,
		/// There is no such plan.
		UnknownPlan,
		/// The plan has no such member.
		NotMember,
		/// The member is not covered on the first day.
		NotCovered,
		/// The plan has no terms on the first day.
		NoTerms,
		/// The plan does not know a service.
		UnknownService,
		/// A service is valid on none of the days.
		ServiceNotValid,
		/// The payer may not use the member's data to authorise coverage.
		ConsentRefused(Refusal),
		/// All numbers of authorisations have been given out.
		OutOfNumbers,
		/// There is no such authorisation.
		NotFound,
		/// The caller is not who pays.
		NotPayer,
		/// The payer has no valid licence.
		Unlicensed(LicenceProblem),
		/// The clock is over, and what its end means has taken effect.
		ClockOver,
		/// The provider was asked, and still has time to answer.
		AwaitingAnswer,
		/// It was certified or refused before.
		AlreadyDecided,
		/// There are not as many numbers as services.
		UnitsMismatch,
		/// More is certified than was asked for.
		MoreThanRequested,
		/// Nothing is certified: that would be a refusal, which has a reason.
		NothingCertified,
		/// The provider was asked [`MAX_QUESTIONS`] times.
		TooManyQuestions,
		/// The caller is not who asked for it.
		NotRequester,
		/// The provider was not asked anything.
		NotPended,
		/// The clock is not over yet.
		ClockRunning,
		/// Some of it was used.
		AlreadyUsed,
		/// It was refused, and stays until it is reaped.
		AlreadyRefused,
		/// It is too early to remove it.
		StillNeeded,
	}
}
