//! What is kept.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod state {
	/// The models.
	#[pallet::storage]
	pub type Models<T: Config> = StorageMap<_, Blake2_128Concat, ModelId, ModelOf<T>>;

	/// The devices, decommissioned ones included until they are reaped.
	#[pallet::storage]
	pub type Devices<T: Config> = StorageMap<_, Blake2_128Concat, DeviceId, DeviceOf<T>>;

	/// Which device has, or had, which key. An entry outlives its device, so that what a key once
	/// signed is never taken for the word of another one.
	#[pallet::storage]
	pub type Keys<T: Config> = StorageMap<_, Blake2_128Concat, DeviceKey, KeyBindingOf<T>>;

	/// The releases of each model's firmware, by numbers that a model gives out in order from 0.
	#[pallet::storage]
	pub type Releases<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, ModelId, Twox64Concat, ReleaseNumber, ReleaseOf<T>>;

	/// The history of each device, from 0.
	#[pallet::storage]
	pub type Histories<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, DeviceId, Twox64Concat, u32, HistoryEntryOf<T>>;

	/// Who may service an owner's devices, by owner and servicer.
	#[pallet::storage]
	pub type Servicers<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		T::AccountId,
		Authorisation<BalanceOf<T>>,
	>;

	/// The measures in force.
	#[pallet::storage]
	pub type Measures<T: Config> =
		StorageMap<_, Blake2_128Concat, Target, MeasureEntriesOf<T>, ValueQuery>;

	/// The number that the next measure gets. None is used twice.
	#[pallet::storage]
	pub type NextMeasureId<T> = StorageValue<_, u32, ValueQuery>;
}
