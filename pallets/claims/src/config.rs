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

		/// How assets are named.
		type AssetId: Parameter + Member + MaxEncodedLen;

		/// The assets in which plans settle.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetId, Balance = Amount>;
		/// The assets in which plans settle, which benchmarks create and mint.
		#[cfg(feature = "runtime-benchmarks")]
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetId, Balance = Amount>
			+ fungibles::Create<Self::AccountId>;

		/// What is on hold of the same assets: the reserves.
		type Reserves: fungibles::MutateHold<
			Self::AccountId,
			AssetId = Self::AssetId,
			Balance = Amount,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// Who may use whose data.
		type Consent: ConsentGate<Self::AccountId>;

		/// What plans cover.
		type Coverage: Coverage<Self::AccountId, AssetId = Self::AssetId>;

		/// What was authorised beforehand.
		type Authorisations: Authorisations<Self::AccountId>;

		/// Whether what claims refer to is there.
		type References: References<Self::AccountId>;

		/// Held from a provider for its account with a plan.
		#[pallet::constant]
		type AccountDeposit: Get<BalanceOf<Self>>;

		/// Held from a provider for each unit of room: a claim takes [`ROOM_OF_CLAIM`], and one for each
		/// line.
		#[pallet::constant]
		type RoomDeposit: Get<BalanceOf<Self>>;

		/// How many claims that wait are paid by one call or block at most.
		#[pallet::constant]
		type MaxSettled: Get<u32>;

		/// How long claims are kept after they are decided, in milliseconds. HIPAA (45 CFR 164.316) has
		/// documentation kept for six years.
		#[pallet::constant]
		type Retention: Get<Moment>;

		/// The asset that benchmarks create and settle in.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkAsset: Get<Self::AssetId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}
}
