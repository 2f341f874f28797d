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

		/// What is made by whom, and whose the company prefixes are.
		type Products: Products<Self::AccountId>;

		/// Held from a manufacturer for a lot.
		#[pallet::constant]
		type LotDeposit: Get<BalanceOf<Self>>;

		/// Held on top of it for every 256 units, whose dispensing will be stored.
		#[pallet::constant]
		type WordDeposit: Get<BalanceOf<Self>>;

		/// Held on top of it for every span that a lot was made of.
		#[pallet::constant]
		type OriginDeposit: Get<BalanceOf<Self>>;

		/// Held for units that are separated from the rest of their lot.
		#[pallet::constant]
		type RangeDeposit: Get<BalanceOf<Self>>;

		/// Held for a container.
		#[pallet::constant]
		type ContainerDeposit: Get<BalanceOf<Self>>;

		/// Held for what there is to say of a single unit.
		#[pallet::constant]
		type ExceptionDeposit: Get<BalanceOf<Self>>;

		/// Held for a case.
		#[pallet::constant]
		type CaseDeposit: Get<BalanceOf<Self>>;

		/// How long a dispensing can be undone at most, in milliseconds; half of it at least.
		#[pallet::constant]
		type UndoPeriod: Get<Moment>;

		/// How long a container may be on its way, in milliseconds.
		#[pallet::constant]
		type MaxTransit: Get<Moment>;

		/// How long a shipper has to answer a report, in milliseconds.
		#[pallet::constant]
		type ReportPeriod: Get<Moment>;

		/// How long lots are kept after they expire, and cases after they are closed, in milliseconds.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}
}
