//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no valid licence as a payer.
		Unlicensed(LicenceProblem),
		/// There is no such plan.
		UnknownPlan,
		/// The plan is somebody else's.
		NotPayer,
		/// There is no such asset.
		UnknownAsset,
		/// All numbers have been given out, or there are as many as can be counted.
		OutOfNumbers,
		/// The day is before today.
		InThePast,
		/// The version is not in force later than the one before.
		NotLater,
		/// The version would be in force today, and is not the plan's first one.
		TooSoon,
		/// The benefit year is before that of the version before.
		YearBackwards,
		/// The terms have no tiers.
		NoTiers,
		/// The terms have no benefits.
		NoBenefits,
		/// The terms have fewer tiers than those before, to which members may refer.
		FewerTiers,
		/// The terms have fewer benefits than those before, to which services may refer.
		FewerBenefits,
		/// A share is more than the whole.
		TooManyBasisPoints,
		/// A family's limit is below that of each of its members.
		ReversedLimit,
		/// A clock has no time.
		ZeroClock,
		/// A clock has more than [`MAX_DAYS`] or [`MAX_HOURS`], or services could be claimed for as long as
		/// [`Config::Retention`].
		ClockTooLong,
		/// The plan has [`salus_primitives::MAX_VERSIONS`] versions, and the oldest one is still needed.
		TooManyVersions,
		/// The plan has no version of its terms.
		NoTerms,
		/// The version is in force.
		InForce,
		/// Members or services may refer to what only this version has.
		StillReferred,
		/// The list is empty.
		NothingListed,
		/// There is a service with this tag, or it is named twice.
		TagTaken,
		/// It ends before it begins.
		ReversedDays,
		/// The terms that apply to the service have no such benefit.
		UnknownGroup,
		/// The service has no fees.
		NoFees,
		/// A service has two fees for a network.
		NetworkTwice,
		/// There is no service with this tag, or it is named twice.
		UnknownService,
		/// It would end later than it does.
		NotShorter,
		/// It is too early to remove it.
		StillNeeded,
		/// Network 0 is that of providers who have no contract.
		ZeroNetwork,
		/// Nobody who is licensed as a practitioner, facility, pharmacy or laboratory.
		NotProvider,
		/// The provider is in a network at that time, and that cannot be changed by a contract.
		PeriodOverlaps,
		/// The contract has [`MAX_PERIODS`] periods, and the oldest one is still needed.
		TooManyPeriods,
		/// The provider has no contract with the plan.
		UnknownContract,
		/// The plan is closed.
		PlanClosed,
		/// The terms that apply to the member have no such tier.
		UnknownTier,
		/// They are a member of the plan.
		AlreadyMember,
		/// They are no member of the plan.
		NotMember,
		/// A plan does not cover its payer.
		PayerAsMember,
		/// There is no such coverage that could pay first.
		UnknownCoverage,
		/// The coverage that pays first is of the same plan.
		SamePlan,
		/// The coverage that pays first is of a plan that settles in another asset.
		OtherAsset,
		/// More than [`MAX_CHAIN`] coverages would pay one after the other.
		ChainTooLong,
		/// A coverage would pay before itself.
		CircularOrder,
		/// The coverage is over.
		CoverageOver,
		/// The coverage has begun, and so its tier and order of benefits stay.
		AlreadyBegun,
		/// The plan is not closed.
		NotClosed,
		/// The plan has members, services or contracts.
		StillInUse,
		/// There are claims to the plan, or it has a reserve.
		Unsettled,
	}
}
