//! The SLS token, fees, deposits, and assets: stablecoins and the relay chain's token.

use super::{
	governance::{TreasurerOrigin, TreasuryAccount},
	parameters::WholeBlockFee,
	system::MAXIMUM_BLOCK_WEIGHT,
};
use crate::{
	weights, AccountId, AssetsHolder, Balance, Balances, Runtime, RuntimeEvent,
	RuntimeFreezeReason, RuntimeHoldReason, System,
};
use core::marker::PhantomData;
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{
		fungible::ItemOf, tokens::imbalance::ResolveTo, AsEnsureOriginWithArg, ConstU32, ConstU8,
		Get, MapSuccess, VariantCountOf,
	},
	weights::{ConstantMultiplier, Weight},
};
use pallet_collator_selection::StakingPotAccountId;
use pallet_sponsorship::{SponsoredFees, SponsoredFeesWeight};
use pallet_transaction_payment::FungibleAdapter;
use parachains_common::impls::DealWithFees;
use polkadot_runtime_common::SlowAdjustingFeeUpdate;
use sp_runtime::traits::Replace;
use weights::constants::RocksDbWeight;

/// The symbol of the token.
pub const SYMBOL: &str = "SLS";
/// The decimals of the token.
pub const DECIMALS: u8 = 10;
/// One SLS.
pub const UNIT: Balance = 10_000_000_000;
/// A hundredth of an SLS.
pub const CENT: Balance = UNIT / 100;
/// The least an account holds.
pub const EXISTENTIAL_DEPOSIT: Balance = CENT;

/// What is held for `items` entries of state with `bytes` bytes in all.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	(items as Balance)
		.saturating_mul(CENT)
		.saturating_add((bytes as Balance).saturating_mul(UNIT / 10_000))
}

/// The share of a block that `weight` uses, times `whole`. Time and proof do not add up: a block is
/// full when either of them is.
pub(super) fn share_of_block(weight: &Weight, whole: Balance) -> Balance {
	let share = |used: u64, limit: u64| {
		whole.saturating_mul(used.into()).checked_div(limit.into()).unwrap_or(whole)
	};
	share(weight.ref_time(), MAXIMUM_BLOCK_WEIGHT.ref_time())
		.max(share(weight.proof_size(), MAXIMUM_BLOCK_WEIGHT.proof_size()))
}

/// The weight of charging a fee, with that of looking up the price, which is a parameter.
pub struct WithPrice<Inner>(PhantomData<Inner>);
impl<Inner: pallet_transaction_payment::WeightInfo> pallet_transaction_payment::WeightInfo
	for WithPrice<Inner>
{
	fn charge_transaction_payment() -> Weight {
		// Without a value of its own, the parameter is one path of the trie.
		const PATH: u64 = 1_000;
		Inner::charge_transaction_payment()
			.saturating_add(RocksDbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(0, PATH))
	}
}

/// What weight costs, before the multiplier that follows demand.
pub struct WeightToFee;
impl frame_support::weights::WeightToFee for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		share_of_block(weight, WholeBlockFee::get())
	}
}

parameter_types! {
	/// The least an account holds.
	pub const ExistentialDeposit: Balance = EXISTENTIAL_DEPOSIT;
	/// The fee for each byte of a transaction.
	pub const TransactionByteFee: Balance = UNIT / 100_000;
}

impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type DoneSlashHandler = ();
	// Dust goes where fees go.
	type DustRemoval = ResolveTo<StakingPotAccountId<Runtime>, Balances>;
	type ExistentialDeposit = ExistentialDeposit;
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type ReserveIdentifier = [u8; 8];
	type RuntimeEvent = RuntimeEvent;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = weights::pallet_balances::WeightInfo<Runtime>;
}

impl pallet_transaction_payment::Config for Runtime {
	type FeeMultiplierUpdate = SlowAdjustingFeeUpdate<Self>;
	type LengthToFee = ConstantMultiplier<Balance, TransactionByteFee>;
	// Fees and tips go to the pot from which collators are paid. Institutions pay for the patients
	// whom they enrolled.
	type OnChargeTransaction =
		SponsoredFees<Runtime, FungibleAdapter<Balances, DealWithFees<Runtime>>>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = WithPrice<
		SponsoredFeesWeight<Runtime, weights::pallet_transaction_payment::WeightInfo<Runtime>>,
	>;
	type WeightToFee = WeightToFee;
}

/// What an asset is named by.
pub type AssetId = u32;

/// The relay chain's token, as it is kept here for those who pay for XCM with it.
pub const RELAY_TOKEN: AssetId = 0;
/// The decimals of the relay chain's token on Polkadot.
pub const RELAY_TOKEN_DECIMALS: u8 = 10;
/// One of the relay chain's token.
pub const RELAY_UNIT: Balance = 10_000_000_000;

/// Tether's dollar. Its number, as that of the next one, is the one it has on Asset Hub.
pub const USDT: AssetId = 1984;
/// Circle's dollar.
pub const USDC: AssetId = 1337;
/// The decimals of both.
pub const USD_DECIMALS: u8 = 6;
/// One dollar.
pub const USD_UNIT: Balance = 1_000_000;

parameter_types! {
	/// The relay chain's token.
	pub const RelayTokenId: AssetId = RELAY_TOKEN;
	/// Tether's dollar.
	pub const UsdtId: AssetId = USDT;
	/// Circle's dollar.
	pub const UsdcId: AssetId = USDC;
	/// Held for an asset: its class and its metadata.
	pub const AssetDeposit: Balance = deposit(1, 190);
	/// Held for an account that holds an asset and nothing else.
	pub const AssetAccountDeposit: Balance = deposit(1, 16);
	/// Held for an approval.
	pub const ApprovalDeposit: Balance = deposit(1, 32);
	/// Held for an asset's metadata.
	pub const MetadataDepositBase: Balance = deposit(1, 68);
	/// Held for each byte of an asset's name and symbol.
	pub const MetadataDepositPerByte: Balance = deposit(0, 1);
}

/// The relay chain's token as a currency of its own.
pub type RelayToken = ItemOf<crate::Assets, RelayTokenId, AccountId>;
/// Tether's dollar as a currency of its own.
pub type Usdt = ItemOf<crate::Assets, UsdtId, AccountId>;
/// Circle's dollar as a currency of its own.
pub type Usdc = ItemOf<crate::Assets, UsdcId, AccountId>;

/// Benchmarks create their assets beside those of genesis.
#[cfg(feature = "runtime-benchmarks")]
pub struct FreshAssets;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<codec::Compact<AssetId>, ()> for FreshAssets {
	fn create_asset_id_parameter(id: u32) -> codec::Compact<AssetId> {
		codec::Compact(id.saturating_add(1_000_000))
	}

	fn create_reserve_id_parameter(_: u32) {}
}

impl pallet_assets::Config for Runtime {
	type ApprovalDeposit = ApprovalDeposit;
	type AssetAccountDeposit = AssetAccountDeposit;
	type AssetDeposit = AssetDeposit;
	type AssetId = AssetId;
	type AssetIdAllocator = ();
	type AssetIdParameter = codec::Compact<AssetId>;
	type Balance = Balance;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = FreshAssets;
	type CallbackHandle = ();
	// Claims and escrows settle in these assets: only governance decides what is one.
	type CreateOrigin =
		AsEnsureOriginWithArg<MapSuccess<TreasurerOrigin, Replace<TreasuryAccount>>>;
	type Currency = Balances;
	type Extra = ();
	// It could name an issuer for what Asset Hub holds, or destroy a class.
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = AssetsHolder;
	type MetadataDepositBase = MetadataDepositBase;
	type MetadataDepositPerByte = MetadataDepositPerByte;
	type RemoveItemsLimit = ConstU32<1000>;
	type ReserveData = ();
	type RuntimeEvent = RuntimeEvent;
	type StringLimit = ConstU32<50>;
	type WeightInfo = weights::pallet_assets::WeightInfo<Runtime>;
}

impl pallet_assets_holder::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
}
