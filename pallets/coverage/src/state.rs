//! What is kept, and what is held for it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// Why this pallet holds deposits, all of them from payers.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a plan.
		#[codec(index = 0)]
		Plan,
		/// For a version of its terms.
		#[codec(index = 1)]
		Version,
		/// For a service.
		#[codec(index = 2)]
		Service,
		/// For a provider's contract.
		#[codec(index = 3)]
		Contract,
		/// For a member.
		#[codec(index = 4)]
		Member,
		/// For a family.
		#[codec(index = 5)]
		Family,
	}

	/// The number that the next plan gets. None is used twice.
	#[pallet::storage]
	pub type NextPlan<T> = StorageValue<_, PlanId, ValueQuery>;

	/// The plans.
	#[pallet::storage]
	pub type Plans<T: Config> = StorageMap<_, Twox64Concat, PlanId, PlanOf<T>>;

	/// The versions of plans' terms. Both numbers are given out in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Versions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Twox64Concat, VersionId, VersionOf<T>>;

	/// What plans know of services, by their tags.
	#[pallet::storage]
	pub type Services<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Blake2_128Concat, ServiceTag, ListedServiceOf<T>>;

	/// The contracts of providers.
	#[pallet::storage]
	pub type Contracts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Blake2_128Concat, T::AccountId, ContractOf<T>>;

	/// The members of plans, by their pseudonyms.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Blake2_128Concat, T::AccountId, MemberOf<T>>;

	/// The families of plans, by numbers that payers choose.
	#[pallet::storage]
	pub type Families<T: Config> =
		StorageDoubleMap<_, Twox64Concat, PlanId, Blake2_128Concat, u32, FamilyOf<T>>;
}
