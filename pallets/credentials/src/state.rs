//! What is stored, and why funds are on hold.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// What each issuer is accredited for; at most [`Config::MaxAccreditations`], never an empty
	/// list.
	#[pallet::storage]
	pub type Accreditations<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<Accreditation, T::MaxAccreditations>,
		ValueQuery,
	>;

	/// The licences of each holder, expired ones included until they are reaped; at most
	/// [`Config::MaxLicences`], never an empty list. One value, so that one read answers everything
	/// about a holder.
	#[pallet::storage]
	pub type Licences<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<LicenceOf<T>, T::MaxLicences>,
		ValueQuery,
	>;

	/// The memberships of each member, expired ones included until they are reaped; at most
	/// [`Config::MaxAffiliations`], never an empty list.
	#[pallet::storage]
	pub type Affiliations<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<MembershipOf<T>, T::MaxAffiliations>,
		ValueQuery,
	>;

	/// How many members each organisation has, expired memberships included until they are reaped;
	/// at most [`Config::MaxMembers`], absent when none.
	#[pallet::storage]
	pub type MemberCounts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u32, ValueQuery>;

	/// What issuers were discredited for, for good; at most [`Config::MaxAccreditations`], none of
	/// which covers another, never an empty list.
	#[pallet::storage]
	pub type Discredited<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<Accreditation, T::MaxAccreditations>,
		ValueQuery,
	>;

	/// The member of each organisation who answers for data protection: whoever was admitted as that
	/// last, expired or not. The membership's deposit pays for it.
	#[pallet::storage]
	pub type PrivacyOfficers<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, T::AccountId>;

	/// Who has each registered identifier, and who answers for that.
	#[pallet::storage]
	pub type Identifiers<T: Config> =
		StorageMap<_, Blake2_128Concat, Identifier, IdentifierEntryOf<T>>;

	/// The identifiers of each holder, one of a kind at the most; never an empty list. The
	/// identifier's deposit pays for it.
	#[pallet::storage]
	pub type IdentifiersOf<T: Config> = StorageMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		BoundedVec<Identifier, ConstU32<2>>,
		ValueQuery,
	>;

	/// Where each organisation's services are: one endpoint for each [`ConnectionType`].
	#[pallet::storage]
	pub type Endpoints<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		ConnectionType,
		EndpointOf<T>,
	>;

	/// Appeals that wait for governance, by holder and licence. Gone as soon as the suspension or
	/// the licence is.
	#[pallet::storage]
	pub type Appeals<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Accreditation,
		AppealOf<T>,
	>;

	/// Why funds are on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// An issuer's deposit for a licence.
		#[codec(index = 0)]
		Licence,
		/// An organisation's deposit for a membership.
		#[codec(index = 1)]
		Membership,
		/// An issuer's deposit for an identifier.
		#[codec(index = 2)]
		Identifier,
		/// An organisation's deposit for an endpoint.
		#[codec(index = 3)]
		Endpoint,
		/// A holder's deposit for an appeal.
		#[codec(index = 4)]
		Appeal,
	}
}
