//! What is kept, and what is held for it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// Why this pallet holds deposits and reserves.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A reserve, in a plan's asset, from its payer.
		#[codec(index = 0)]
		Reserve,
		/// Room for claims, from a provider.
		#[codec(index = 1)]
		Room,
	}

	/// What plans have put aside, and what they owe.
	#[pallet::storage]
	pub type Ledgers<T> = StorageMap<_, Twox64Concat, PlanId, Ledger, ValueQuery>;

	/// The claims, by plan and number. Both are given out in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Claims<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Twox64Concat, u32, ClaimOf<T>>;

	/// The claims that wait for the reserve, by plan and place. What was taken back leaves a gap.
	#[pallet::storage]
	pub type Queue<T> = StorageDoubleMap<_, Twox64Concat, PlanId, Twox64Concat, u32, u32>;

	/// The plans of which more claims can be paid than one call or block does.
	#[pallet::storage]
	pub type WaitingPlans<T> = StorageMap<_, Twox64Concat, PlanId, ()>;

	/// What providers have with plans.
	#[pallet::storage]
	pub type ProviderAccounts<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		PlanId,
		Blake2_128Concat,
		T::AccountId,
		ProviderAccountOf<T>,
	>;

	/// What each provider claimed for each encounter and each dispensed unit, from whichever plan.
	#[pallet::storage]
	pub type Billed<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		ServiceReference,
		BoundedVec<BilledService, ConstU32<MAX_SERVICES>>,
		ValueQuery,
	>;
}
