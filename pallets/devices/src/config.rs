//! What the pallet needs from the runtime.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod config {
	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The currency of deposits, which benchmarks mint.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// Who has which company prefix.
		type Products: Products<Self::AccountId>;

		/// Held from a manufacturer for each model until it is removed.
		#[pallet::constant]
		type ModelDeposit: Get<BalanceOf<Self>>;

		/// Held from the owner of a device until it is reaped or another one has it.
		#[pallet::constant]
		type DeviceDeposit: Get<BalanceOf<Self>>;

		/// Held from a manufacturer for the key of each device, for ever.
		#[pallet::constant]
		type KeyDeposit: Get<BalanceOf<Self>>;

		/// Held from a manufacturer for each release of firmware until its model is removed.
		#[pallet::constant]
		type ReleaseDeposit: Get<BalanceOf<Self>>;

		/// Held from who adds an entry to the history of a device until it is reaped.
		#[pallet::constant]
		type HistoryDeposit: Get<BalanceOf<Self>>;

		/// Held from an owner for each servicer until the authorisation is removed.
		#[pallet::constant]
		type ServicerDeposit: Get<BalanceOf<Self>>;

		/// Held from who takes a measure until it is lifted.
		#[pallet::constant]
		type MeasureDeposit: Get<BalanceOf<Self>>;

		/// For how long a challenge may be good, in milliseconds.
		#[pallet::constant]
		type MaxChallenge: Get<Moment>;

		/// How long a decommissioned device is kept, in milliseconds.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a model, from its manufacturer.
		#[codec(index = 0)]
		Model,
		/// For a device, from its owner.
		#[codec(index = 1)]
		Device,
		/// For the key of a device, from its manufacturer, for ever.
		#[codec(index = 2)]
		Key,
		/// For a release of firmware, from the manufacturer.
		#[codec(index = 3)]
		Release,
		/// For an entry in the history of a device, from who added it.
		#[codec(index = 4)]
		History,
		/// For an authorised servicer, from the owner.
		#[codec(index = 5)]
		Servicer,
		/// For a measure, from who took it.
		#[codec(index = 6)]
		Measure,
	}
}
