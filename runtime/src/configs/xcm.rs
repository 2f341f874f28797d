//! What other chains may do here, which is little.
//!
//! - The relay chain's token, USDT and USDC come in from Asset Hub, their reserve, and go back there.
//!   Nothing else moves, and SLS stays here.
//! - A message from elsewhere must pay for its execution first, in any of the three. The delivery of
//!   what leaves costs the sender some of the same asset that pays on arrival.
//! - No message calls into this runtime: `Transact` is refused by the barrier at any depth, no
//!   origin converts to a local one, and no call is safe to make.
//! - No message makes this chain a reserve for others.
//! - Nobody but root, by referendum, sends messages of their own making from here, and nobody
//!   executes any.

use super::{
	monetary::{
		deposit, share_of_block, AssetId as LocalAssetId, RelayToken, Usdc, Usdt, RELAY_TOKEN,
		RELAY_UNIT, USDC, USDT,
	},
	parameters::{RelayTokenFee, UsdFee},
};
use crate::{
	weights, AccountId, AllPalletsWithSystem, Assets as LocalAssets, Authorship, Balance, Balances,
	CollatorSelection, ParachainInfo, ParachainSystem, PolkadotXcm, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, XcmpQueue,
};
use polkadot_sdk::{
	staging_xcm as xcm, staging_xcm_builder as xcm_builder, staging_xcm_executor as xcm_executor, *,
};

use alloc::vec::Vec;
use core::{marker::PhantomData, ops::ControlFlow};
use cumulus_primitives_core::ParaId;
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, tokens::imbalance::ResolveTo, ConstU32, Contains,
		ContainsPair, Equals, Get, LinearStoragePrice, Nothing, ProcessMessageError,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use parachains_common::xcm_config::ParentRelayOrSiblingParachains;
use polkadot_parachain_primitives::primitives::Sibling;
use polkadot_runtime_common::xcm_sender::{ExponentialPrice, PriceForMessageDelivery};
use sp_runtime::traits::{Identity, MaybeEquivalence};
use xcm::latest::{prelude::*, AssetTransferFilter};
use xcm_builder::{
	AccountId32Aliases, AllowKnownQueryResponses, AllowSubscriptionsFrom,
	AllowTopLevelPaidExecutionFrom, ConvertedConcreteId, CreateMatcher, DenyRecursively,
	DenyReserveTransferToRelayChain, DenyThenTry, DescribeAllTerminal, DescribeFamily,
	EnsureXcmOrigin, FrameTransactionalProcessor, FungiblesAdapter, HashedDescription, MatchXcm,
	NoChecking, ParentIsPreset, SendXcmFeeToAccount, SiblingParachainConvertsVia,
	SignedToAccountId32, TakeWeightCredit, TrailingSetTopicAsId, UsingComponents, WeightInfoBounds,
	WithUniqueTopic, XcmFeeManagerFromComponents,
};
use xcm_executor::{
	traits::{DenyExecution, Properties},
	XcmExecutor,
};

/// The network that this chain is made for. Test networks run under the same name: nothing here
/// trusts a location because of it.
#[cfg(not(feature = "runtime-benchmarks"))]
const NETWORK: NetworkId = NetworkId::Polkadot;
/// A network that nobody knows: on Polkadot `pallet_xcm` refuses to guess the reserve of the relay
/// chain's token, so that the calls which would have to could not be measured.
#[cfg(feature = "runtime-benchmarks")]
const NETWORK: NetworkId = NetworkId::ByGenesis([0; 32]);

/// Asset Hub's parachain id, the same on every relay chain.
pub const ASSET_HUB_ID: u32 = 1000;

parameter_types! {
	/// The relay chain, and its token.
	pub const RelayLocation: Location = Location::parent();
	/// This chain itself, which does not pay itself for delivery.
	pub const RootLocation: Location = Location::here();
	/// The network of the relay chain, see [`NETWORK`].
	pub const RelayNetwork: Option<NetworkId> = Some(NETWORK);
	/// Where this chain is.
	pub UniversalLocation: InteriorLocation =
		[GlobalConsensus(NETWORK), Parachain(ParachainInfo::parachain_id().into())].into();
	/// The reserve of all that moves.
	pub AssetHubLocation: Location = Location::new(1, [Parachain(ASSET_HUB_ID)]);
	/// Tether's dollar, as Asset Hub numbers it.
	pub UsdtLocation: Location = on_asset_hub(1984);
	/// Circle's dollar.
	pub UsdcLocation: Location = on_asset_hub(1337);
	/// The most instructions in a message.
	pub const MaxInstructions: u32 = 100;
	/// The most assets a message may handle at a time.
	pub const MaxAssetsIntoHolding: u32 = 8;
	/// What delivery is priced in.
	pub FeeAssetId: AssetId = AssetId(RelayLocation::get());
	/// What delivering a message costs at least.
	pub const BaseDeliveryFee: u128 = RELAY_UNIT / 100;
	/// What delivering each byte of a message costs.
	pub const ByteDeliveryFee: u128 = RELAY_UNIT / 100_000;
	/// Who is paid in these assets: the block's author at once, because the collators' pot shares out
	/// SLS only. A collator keeps the minimum balance of each: to an account without any, a single
	/// fee is too little to arrive, and is burned.
	pub FeeReceiver: AccountId = Authorship::author().unwrap_or_else(CollatorSelection::account_id);
	/// The account that teleported assets would be checked in to, if there were any.
	pub CheckingAccount: AccountId = PolkadotXcm::check_account();
	/// Why a deposit for an authorised alias is held.
	pub const AliasHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::PolkadotXcm(pallet_xcm::HoldReason::AuthorizeAlias);
	/// Held for having authorised aliases.
	pub const AliasBaseDeposit: Balance = deposit(1, 0);
	/// Held for each byte of an authorised alias.
	pub const AliasByteDeposit: Balance = deposit(0, 1);
}

/// An asset of Asset Hub's own, under its number there.
fn on_asset_hub(number: u128) -> Location {
	const ASSETS_PALLET: u8 = 50;
	Location::new(1, [Parachain(ASSET_HUB_ID), PalletInstance(ASSETS_PALLET), GeneralIndex(number)])
}

/// What weight costs, where a whole block costs `Whole`.
pub struct ShareOf<Whole>(PhantomData<Whole>);
impl<Whole: Get<Balance>> frame_support::weights::WeightToFee for ShareOf<Whole> {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		share_of_block(weight, Whole::get())
	}
}

/// What it costs to send a message to the relay chain.
pub type PriceForParentDelivery =
	ExponentialPrice<FeeAssetId, BaseDeliveryFee, ByteDeliveryFee, ParachainSystem>;

/// What it costs to send a message to another parachain.
pub type PriceForSiblingDelivery =
	InAssetOfFees<ExponentialPrice<FeeAssetId, BaseDeliveryFee, ByteDeliveryFee, XcmpQueue>>;

/// Has a message that pays in dollars where it arrives pay in them for its way there too: whoever
/// holds nothing else can send them back. `Price` is in the relay chain's token, which is worth as much
/// in dollars as a block costs in dollars for each that it costs in that token.
pub struct InAssetOfFees<Price>(PhantomData<Price>);
impl<Price: PriceForMessageDelivery<Id = ParaId>> PriceForMessageDelivery for InAssetOfFees<Price> {
	type Id = ParaId;

	fn price_for_delivery(to: ParaId, message: &Xcm<()>) -> Assets {
		let price = Price::price_for_delivery(to, message);
		let destination = Location::new(1, [Parachain(to.into())]);
		let (Some(Asset { fun: Fungible(amount), .. }), Some(dollar)) =
			(price.get(0), dollar_for_fees(destination, message))
		else {
			return price;
		};
		let amount = amount
			.saturating_mul(UsdFee::get())
			.checked_div(RelayTokenFee::get())
			.unwrap_or(Balance::MAX);
		(dollar, amount).into()
	}
}

/// Which dollar `message` pays with at `destination`, if it pays with one.
fn dollar_for_fees(destination: Location, message: &Xcm<()>) -> Option<Location> {
	let fees = message.0.iter().find_map(|instruction| match instruction {
		BuyExecution { fees: Asset { id, .. }, .. } | PayFees { asset: Asset { id, .. } } => {
			Some(id.0.clone())
		}
		_ => None,
	})?;
	let fees = fees.prepended_with(destination).ok()?;
	[UsdtLocation::get(), UsdcLocation::get()].contains(&fees).then_some(fees)
}

/// Which account a location has here.
pub type LocationToAccountId = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<RelayNetwork, AccountId>,
	HashedDescription<AccountId, DescribeFamily<DescribeAllTerminal>>,
);

/// The assets that move, each with its number here.
fn assets_that_move() -> [(Location, LocalAssetId); 3] {
	[(RelayLocation::get(), RELAY_TOKEN), (UsdtLocation::get(), USDT), (UsdcLocation::get(), USDC)]
}

/// What a message can pay its execution with.
pub fn payment_assets() -> Vec<AssetId> {
	assets_that_move().map(|(location, _)| AssetId(location)).into()
}

/// The assets that move are assets, and nothing else is one.
pub struct OnlyThoseThatMove;
impl MaybeEquivalence<Location, LocalAssetId> for OnlyThoseThatMove {
	fn convert(location: &Location) -> Option<LocalAssetId> {
		assets_that_move()
			.into_iter()
			.find_map(|(known, asset)| (known == *location).then_some(asset))
	}

	fn convert_back(asset: &LocalAssetId) -> Option<Location> {
		assets_that_move()
			.into_iter()
			.find_map(|(location, known)| (known == *asset).then_some(location))
	}
}

/// Moves them.
pub type AssetTransactor = FungiblesAdapter<
	LocalAssets,
	ConvertedConcreteId<LocalAssetId, Balance, OnlyThoseThatMove, Identity>,
	LocationToAccountId,
	AccountId,
	NoChecking,
	CheckingAccount,
>;

/// Asset Hub holds the reserve of what moves, and nothing else here has one.
pub struct ReservesOnAssetHub;
impl ContainsPair<Asset, Location> for ReservesOnAssetHub {
	fn contains(asset: &Asset, origin: &Location) -> bool {
		*origin == AssetHubLocation::get() && moves(asset)
	}
}

/// Lets out what moves, and nothing else.
pub struct OnlyKnownAssetsLeave;
impl Contains<(Location, Vec<Asset>)> for OnlyKnownAssetsLeave {
	fn contains((_origin, assets): &(Location, Vec<Asset>)) -> bool {
		assets.iter().all(moves)
	}
}

fn moves(asset: &Asset) -> bool {
	matches!(asset, Asset { id: AssetId(location), fun: Fungible(_) }
		if OnlyThoseThatMove::convert(location).is_some())
}

/// Sells weight for one asset at `Rate` for a whole block.
pub type PaidWith<Place, Currency, Rate> =
	UsingComponents<ShareOf<Rate>, Place, AccountId, Currency, ResolveTo<FeeReceiver, Currency>>;

/// What execution is paid with.
pub type Trader = (
	PaidWith<RelayLocation, RelayToken, RelayTokenFee>,
	PaidWith<UsdtLocation, Usdt, UsdFee>,
	PaidWith<UsdcLocation, Usdc, UsdFee>,
);

/// Refuses every message that calls into this runtime.
pub struct DenyTransact;
impl DenyExecution for DenyTransact {
	fn deny_execution<Call>(
		_origin: &Location,
		instructions: &mut [Instruction<Call>],
		_max_weight: Weight,
		_properties: &mut Properties,
	) -> Result<(), ProcessMessageError> {
		instructions.matcher().match_next_inst_while(
			|_| true,
			|instruction| match instruction {
				Transact { .. } => Err(ProcessMessageError::Unsupported),
				_ => Ok(ControlFlow::Continue(())),
			},
		)?;
		Ok(())
	}
}

/// Refuses every message that would have this chain hold something for another one: it is the
/// reserve of nothing that others know.
pub struct DenyBeingReserve;
impl DenyExecution for DenyBeingReserve {
	fn deny_execution<Call>(
		_origin: &Location,
		instructions: &mut [Instruction<Call>],
		_max_weight: Weight,
		_properties: &mut Properties,
	) -> Result<(), ProcessMessageError> {
		instructions.matcher().match_next_inst_while(
			|_| true,
			|instruction| {
				let holds = match instruction {
					TransferReserveAsset { .. } | DepositReserveAsset { .. } => true,
					InitiateTransfer { remote_fees, assets, .. } => remote_fees
						.iter()
						.chain(assets.iter())
						.any(|filter| matches!(filter, AssetTransferFilter::ReserveDeposit(_))),
					_ => false,
				};
				if holds {
					Err(ProcessMessageError::Unsupported)
				} else {
					Ok(ControlFlow::Continue(()))
				}
			},
		)?;
		Ok(())
	}
}

/// Which messages are executed.
pub type Barrier = TrailingSetTopicAsId<
	DenyThenTry<
		DenyRecursively<(DenyTransact, DenyBeingReserve, DenyReserveTransferToRelayChain)>,
		(
			// What a call of this runtime has paid for.
			TakeWeightCredit,
			// Answers to questions that were asked.
			AllowKnownQueryResponses<PolkadotXcm>,
			// What pays for itself, sent by a chain and not by somebody on it.
			AllowTopLevelPaidExecutionFrom<ParentRelayOrSiblingParachains>,
			// Chains that want to know which version of XCM is spoken here.
			AllowSubscriptionsFrom<ParentRelayOrSiblingParachains>,
		),
	>,
>;

/// No origin from elsewhere becomes a local one.
pub type XcmOriginConverter = ();

/// What a message weighs, as measured.
pub type Weigher =
	WeightInfoBounds<weights::xcm::XcmWeight<RuntimeCall>, RuntimeCall, MaxInstructions>;

/// How messages are executed.
pub struct XcmConfig;
impl xcm_executor::Config for XcmConfig {
	type Aliasers = Nothing;
	type AssetExchanger = ();
	type AssetLocker = ();
	type AssetTransactor = AssetTransactor;
	type AssetTrap = PolkadotXcm;
	type Barrier = Barrier;
	type CallDispatcher = RuntimeCall;
	type FeeManager = XcmFeeManagerFromComponents<
		Equals<RootLocation>,
		SendXcmFeeToAccount<AssetTransactor, FeeReceiver>,
	>;
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type HrmpNewChannelOpenRequestHandler = ();
	type IsReserve = ReservesOnAssetHub;
	type IsTeleporter = ();
	type MaxAssetsIntoHolding = MaxAssetsIntoHolding;
	type MessageExporter = ();
	type OriginConverter = XcmOriginConverter;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type ResponseHandler = PolkadotXcm;
	type RuntimeCall = RuntimeCall;
	type SafeCallFilter = Nothing;
	type SubscriptionService = PolkadotXcm;
	type Trader = Trader;
	type TransactionalProcessor = FrameTransactionalProcessor;
	type UniversalAliases = Nothing;
	type UniversalLocation = UniversalLocation;
	type Weigher = Weigher;
	type XcmEventEmitter = PolkadotXcm;
	type XcmRecorder = PolkadotXcm;
	type XcmSender = XcmRouter;
}

/// Where a local account is, for other chains.
pub type LocalOriginToLocation = SignedToAccountId32<RuntimeOrigin, AccountId, RelayNetwork>;

/// How messages leave: to the relay chain, or to another parachain.
pub type XcmRouter = WithUniqueTopic<(
	cumulus_primitives_utility::ParentAsUmp<ParachainSystem, PolkadotXcm, PriceForParentDelivery>,
	XcmpQueue,
)>;

impl pallet_xcm::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type AdvertisedXcmVersion = pallet_xcm::CurrentXcmVersion;
	type AuthorizedAliasConsideration = HoldConsideration<
		AccountId,
		Balances,
		AliasHoldReason,
		LinearStoragePrice<AliasBaseDeposit, AliasByteDeposit, Balance>,
	>;
	type Currency = Balances;
	type CurrencyMatcher = ();
	// Transfers run as the account that makes them.
	type ExecuteXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type MaxLockers = ConstU32<0>;
	type MaxRemoteLockConsumers = ConstU32<0>;
	type RemoteLockConsumerIdentifier = ();
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SendXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, ()>;
	type SovereignAccountOf = LocationToAccountId;
	type TrustedLockers = ();
	type UniversalLocation = UniversalLocation;
	type Weigher = Weigher;
	type WeightInfo = weights::pallet_xcm::WeightInfo<Runtime>;
	type XcmExecuteFilter = Nothing;
	type XcmExecutor = XcmExecutor<XcmConfig>;
	type XcmReserveTransferFilter = OnlyKnownAssetsLeave;
	type XcmRouter = XcmRouter;
	type XcmTeleportFilter = Nothing;

	const VERSION_DISCOVERY_QUEUE_SIZE: u32 = 100;
}

impl cumulus_pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type XcmExecutor = XcmExecutor<XcmConfig>;
}
