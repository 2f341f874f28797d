//! What is kept, and what is held for it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a lot and what will be dispensed of it, from the manufacturer.
		#[codec(index = 0)]
		Lot,
		/// For units that were separated from the rest, from who separated them.
		#[codec(index = 1)]
		Range,
		/// For a container, from who opened it.
		#[codec(index = 2)]
		Container,
		/// For what there is to say of a unit, from who caused it.
		#[codec(index = 3)]
		Exception,
		/// For a case, from who reported it.
		#[codec(index = 4)]
		Case,
	}

	/// The lots. Ids are hashes that the pallet computes.
	#[pallet::storage]
	pub type Lots<T: Config> = StorageMap<_, Identity, LotId, LotOf<T>>;

	/// What derived lots were made of, and what that was made of.
	#[pallet::storage]
	pub type Origins<T: Config> =
		StorageMap<_, Identity, LotId, BoundedVec<Span, ConstU32<MAX_ORIGINS>>, ValueQuery>;

	/// Where the units of each lot are, by where each range ends: without a gap, up to the lot's
	/// fresh ones.
	///
	/// Ends are not hashed, so that the range of a unit is the next key. They are less than 2^24, and
	/// each has a deposit: nobody makes the trie deeper than six nibbles below a lot.
	#[pallet::storage]
	pub type Ranges<T: Config> = StorageDoubleMap<_, Identity, LotId, Identity, End, RangeOf<T>>;

	/// What was dispensed of each lot, 256 units a word.
	#[pallet::storage]
	pub type Words<T> = StorageDoubleMap<_, Identity, LotId, Twox64Concat, u16, Word, ValueQuery>;

	/// What there is to say of single units.
	#[pallet::storage]
	pub type Exceptions<T: Config> =
		StorageDoubleMap<_, Identity, LotId, Twox64Concat, u32, ExceptionOf<T>>;

	/// The containers.
	#[pallet::storage]
	pub type Containers<T: Config> = StorageMap<_, Blake2_128Concat, Sscc, ContainerOf<T>>;

	/// The number that the next case gets. None is used twice.
	#[pallet::storage]
	pub type NextCaseId<T> = StorageValue<_, CaseId, ValueQuery>;

	/// The cases, closed ones included until they are reaped.
	#[pallet::storage]
	pub type Cases<T: Config> = StorageMap<_, Twox64Concat, CaseId, CaseOf<T>>;

	/// The number that the next measure gets. None is used twice.
	#[pallet::storage]
	pub type NextMeasureId<T> = StorageValue<_, u32, ValueQuery>;
}
