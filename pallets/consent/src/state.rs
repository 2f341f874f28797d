//! What is kept, and what is held for it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a grant or a denial.
		#[codec(index = 0)]
		Consent,
		/// For a subject's profile.
		#[codec(index = 1)]
		Profile,
		/// For what was passed on.
		#[codec(index = 2)]
		Delegation,
		/// For a form.
		#[codec(index = 3)]
		Form,
	}

	/// What subjects permit, by subject and grantee. What is found here may have expired or be void.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageMap<_, Identity, ConsentId, Provision>;

	/// What subjects forbid, by subject and grantee. What is found here may have expired.
	#[pallet::storage]
	pub type Denials<T: Config> = StorageMap<_, Identity, ConsentId, Provision>;

	/// What grantees passed on, by subject and whom it was passed on to. What is found here may have
	/// ended, or what stands above it.
	#[pallet::storage]
	pub type Delegations<T: Config> = StorageMap<_, Identity, ConsentId, DelegationOf<T>>;

	/// The forms that institutions have published. Numbers are given out in order.
	#[pallet::storage]
	pub type Policies<T: Config> = StorageMap<_, Twox64Concat, PolicyId, PolicyOf<T>>;

	/// The number of the latest form. 0 is no form's.
	#[pallet::storage]
	pub type LastPolicyId<T: Config> = StorageValue<_, PolicyId, ValueQuery>;

	/// What holds for all consents of a subject. Absent until there is something to say.
	#[pallet::storage]
	pub type Profiles<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, ProfileOf<T>, ValueQuery>;
}
