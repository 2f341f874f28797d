//! What is kept, and what is held for it.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// The id that the next record gets. Ids are never used twice.
	#[pallet::storage]
	pub type NextRecordId<T> = StorageValue<_, RecordId, ValueQuery>;

	/// The records. Ids are given out in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Twox64Concat, RecordId, RecordOf<T>>;

	/// The versions of each record, from 1. Removed when it is erased.
	#[pallet::storage]
	pub type Versions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RecordId, Twox64Concat, u32, VersionOf<T>>;

	/// The record that a commitment belongs to: one entry for each version of each record.
	#[pallet::storage]
	pub type Commitments<T> = StorageMap<_, Blake2_128Concat, Commitment, RecordId>;

	/// The receipts of each record, from 0. Reaped when retention is over, or the record is erased.
	#[pallet::storage]
	pub type Receipts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, RecordId, Twox64Concat, u32, ReceiptOf<T>>;

	/// The latest request to amend each record, while it is pending or was refused.
	#[pallet::storage]
	pub type Amendments<T: Config> = StorageMap<_, Twox64Concat, RecordId, AmendmentRequestOf<T>>;

	/// The facility that each record is offered to.
	#[pallet::storage]
	pub type CustodyOffers<T: Config> = StorageMap<_, Twox64Concat, RecordId, T::AccountId>;

	/// The id that the next batch gets.
	#[pallet::storage]
	pub type NextBatchId<T> = StorageValue<_, BatchId, ValueQuery>;

	/// The batches, until they are retired.
	#[pallet::storage]
	pub type Batches<T: Config> = StorageMap<_, Twox64Concat, BatchId, RecordBatchOf<T>>;

	/// The leaves that were proven, became a record and were erased, so that nobody proves them
	/// again.
	#[pallet::storage]
	pub type ErasedLeaves<T> =
		StorageDoubleMap<_, Twox64Concat, BatchId, Twox64Concat, u32, (), OptionQuery>;

	/// The orders to keep a record, ended ones among them.
	#[pallet::storage]
	pub type Holds<T: Config> = StorageMap<_, Twox64Concat, RecordId, HoldsOf<T>, ValueQuery>;

	/// What is left of erased records, to be swept.
	#[pallet::storage]
	pub type Leftovers<T: Config> = StorageMap<_, Twox64Concat, RecordId, RemainsOf<T>>;

	/// What deposits are held for.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A record and its versions, held from the custodian.
		#[codec(index = 0)]
		Record,
		/// An access receipt, held from the reader.
		#[codec(index = 1)]
		Receipt,
		/// A request to amend, held from the subject.
		#[codec(index = 2)]
		Amendment,
		/// A batch, held from the custodian.
		#[codec(index = 3)]
		Batch,
		/// A legal hold, held from the regulator.
		#[codec(index = 4)]
		LegalHold,
	}
}
