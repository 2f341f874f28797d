//! What other chains may do here, which is little.
//!
//! - The relay chain's token comes in from Asset Hub, its reserve, and goes back there. It is the
//!   only asset that moves, and what execution and delivery are paid with. SLS stays here.
//! - A message from elsewhere must pay for its execution first.
//! - No message calls into this runtime: `Transact` is refused by the barrier at any depth, no
//!   origin converts to a local one, and no call is safe to make.
//! - Nobody sends or executes messages of their own making from here.

use super::monetary::{
	deposit, share_of_block, AssetId as LocalAssetId, RelayToken, RelayTokenId, RELAY_UNIT,
};
use crate::{
	weights, AccountId, AllPalletsWithSystem, Assets as LocalAssets, Authorship, Balance, Balances,
	CollatorSelection, ParachainInfo, ParachainSystem, PolkadotXcm, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, XcmpQueue,
};
use polkadot_sdk::{
	staging_xcm as xcm, staging_xcm_builder as xcm_builder, staging_xcm_executor as xcm_executor, *,
};

use core::ops::ControlFlow;
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, tokens::imbalance::ResolveTo, ConstU32, Contains,
		ContainsPair, Equals, LinearStoragePrice, Nothing, ProcessMessageError,
	},
	weights::Weight,
};
use frame_system::EnsureRoot;
use parachains_common::xcm_config::ParentRelayOrSiblingParachains;
use polkadot_parachain_primitives::primitives::Sibling;
use polkadot_runtime_common::xcm_sender::ExponentialPrice;
use sp_runtime::traits::{Identity, MaybeEquivalence};
use xcm::latest::prelude::*;
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
	/// The reserve of the relay chain's token.
	pub AssetHubLocation: Location = Location::new(1, [Parachain(ASSET_HUB_ID)]);
	/// The most instructions in a message.
	pub const MaxInstructions: u32 = 100;
	/// The most assets a message may handle at a time.
	pub const MaxAssetsIntoHolding: u32 = 8;
	/// What delivery is paid with.
	pub FeeAssetId: AssetId = AssetId(RelayLocation::get());
	/// What delivering a message costs at least.
	pub const BaseDeliveryFee: u128 = RELAY_UNIT / 100;
	/// What delivering each byte of a message costs.
	pub const ByteDeliveryFee: u128 = RELAY_UNIT / 100_000;
	/// Who is paid in the relay chain's token: the block's author at once, because the collators'
	/// pot shares out SLS only. A collator keeps the minimum balance of that token: to an account
	/// without any, a single fee is too little to arrive, and is burned.
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

/// What weight costs in the relay chain's token: one of it for a whole block.
pub struct WeightToRelayFee;
impl frame_support::weights::WeightToFee for WeightToRelayFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		share_of_block(weight, RELAY_UNIT)
	}
}

/// What it costs to send a message to the relay chain.
pub type PriceForParentDelivery =
	ExponentialPrice<FeeAssetId, BaseDeliveryFee, ByteDeliveryFee, ParachainSystem>;

/// What it costs to send a message to another parachain.
pub type PriceForSiblingDelivery =
	ExponentialPrice<FeeAssetId, BaseDeliveryFee, ByteDeliveryFee, XcmpQueue>;

/// Which account a location has here.
pub type LocationToAccountId = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<RelayNetwork, AccountId>,
	HashedDescription<AccountId, DescribeFamily<DescribeAllTerminal>>,
);

/// The relay chain's token is asset 0, and nothing else is an asset.
pub struct OnlyRelayToken;
impl MaybeEquivalence<Location, LocalAssetId> for OnlyRelayToken {
	fn convert(location: &Location) -> Option<LocalAssetId> {
		(*location == RelayLocation::get()).then(RelayTokenId::get)
	}

	fn convert_back(asset: &LocalAssetId) -> Option<Location> {
		(*asset == RelayTokenId::get()).then(RelayLocation::get)
	}
}

/// Moves the relay chain's token.
pub type AssetTransactor = FungiblesAdapter<
	LocalAssets,
	ConvertedConcreteId<LocalAssetId, Balance, OnlyRelayToken, Identity>,
	LocationToAccountId,
	AccountId,
	NoChecking,
	CheckingAccount,
>;

/// Asset Hub holds the reserve of the relay chain's token, and nothing else here has one.
pub struct RelayTokenFromAssetHub;
impl ContainsPair<Asset, Location> for RelayTokenFromAssetHub {
	fn contains(asset: &Asset, origin: &Location) -> bool {
		*origin == AssetHubLocation::get() && is_relay_token(asset)
	}
}

/// Lets the relay chain's token out, and nothing else.
pub struct OnlyRelayTokenLeaves;
impl Contains<(Location, alloc::vec::Vec<Asset>)> for OnlyRelayTokenLeaves {
	fn contains((_origin, assets): &(Location, alloc::vec::Vec<Asset>)) -> bool {
		assets.iter().all(is_relay_token)
	}
}

fn is_relay_token(asset: &Asset) -> bool {
	matches!(asset, Asset { id: AssetId(id), fun: Fungible(_) } if *id == RelayLocation::get())
}

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

/// Which messages are executed.
pub type Barrier = TrailingSetTopicAsId<
	DenyThenTry<
		DenyRecursively<(DenyTransact, DenyReserveTransferToRelayChain)>,
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
	type IsReserve = RelayTokenFromAssetHub;
	type IsTeleporter = ();
	type MaxAssetsIntoHolding = MaxAssetsIntoHolding;
	type MessageExporter = ();
	type OriginConverter = XcmOriginConverter;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type ResponseHandler = PolkadotXcm;
	type RuntimeCall = RuntimeCall;
	type SafeCallFilter = Nothing;
	type SubscriptionService = PolkadotXcm;
	type Trader = UsingComponents<
		WeightToRelayFee,
		RelayLocation,
		AccountId,
		RelayToken,
		ResolveTo<FeeReceiver, RelayToken>,
	>;
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
	type XcmReserveTransferFilter = OnlyRelayTokenLeaves;
	type XcmRouter = XcmRouter;
	type XcmTeleportFilter = Nothing;

	const VERSION_DISCOVERY_QUEUE_SIZE: u32 = 100;
}

impl cumulus_pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type XcmExecutor = XcmExecutor<XcmConfig>;
}
