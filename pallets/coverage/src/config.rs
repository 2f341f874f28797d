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

		/// In what plans settle.
		type Assets: fungibles::Inspect<Self::AccountId, Balance = Amount>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// What plans owe.
		type Ledger: PlanLedger;

		/// How long what is over is kept, in milliseconds: more than a day, and longer than anything is
		/// claimed or appealed. Terms in which services could be claimed for as long are refused.
		#[pallet::constant]
		type Retention: Get<Moment>;

		/// Held from a payer for each plan.
		#[pallet::constant]
		type PlanDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each version, whatever it says.
		#[pallet::constant]
		type VersionDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each encoded byte of a version's terms.
		#[pallet::constant]
		type TermsByteDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each service.
		#[pallet::constant]
		type ServiceDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each provider with a contract.
		#[pallet::constant]
		type ContractDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each member, with whatever they use.
		#[pallet::constant]
		type MemberDeposit: Get<BalanceOf<Self>>;

		/// Held from a payer for each family, with whatever it uses.
		#[pallet::constant]
		type FamilyDeposit: Get<BalanceOf<Self>>;

		/// An asset for benchmarks, which is created if it does not exist.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkAsset: Get<AssetIdOf<Self>>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}
}
