//! Asset Hub in small: the relay chain's token, assets under pallet 50, and messages. Other
//! parachains of the tests run it under other numbers.

use cumulus_pallet_parachain_system::{consensus_hook::ExpectParentIncluded, AnyRelayNumber};
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{
		AsEnsureOriginWithArg, ConstU128, ConstU32, Disabled, EnqueueWithOrigin, Everything,
		Nothing, TransformOrigin,
	},
	weights::{IdentityFee, Weight},
};
use frame_system::{EnsureRoot, EnsureSigned};
use parachains_common::{
	message_queue::{NarrowOriginToSibling, ParaIdToSibling},
	AccountId, Balance,
};
use polkadot_parachain_primitives::primitives::Sibling;
use polkadot_runtime_common::xcm_sender::NoPriceForMessageDelivery;
use sp_runtime::traits::{Identity, IdentityLookup, TryConvertInto};
use staging_parachain_info as parachain_info;
use staging_xcm::latest::prelude::*;
use staging_xcm_builder::{
	AccountId32Aliases, AllowKnownQueryResponses, AllowSubscriptionsFrom,
	AllowTopLevelPaidExecutionFrom, AsPrefixedGeneralIndex, Case, ConvertedConcreteId,
	EnsureXcmOrigin, FixedRateOfFungible, FixedWeightBounds, FrameTransactionalProcessor,
	FungibleAdapter, FungiblesAdapter, IsConcrete, NoChecking, ParentIsPreset, ProcessXcmMessage,
	SiblingParachainConvertsVia, SignedToAccountId32, TakeWeightCredit, TrailingSetTopicAsId,
	UsingComponents, WithUniqueTopic,
};
use staging_xcm_executor::XcmExecutor;

construct_runtime! {
	pub enum Runtime {
		System: frame_system = 0,
		ParachainSystem: cumulus_pallet_parachain_system = 1,
		Timestamp: pallet_timestamp = 3,
		ParachainInfo: parachain_info = 4,
		Balances: pallet_balances = 10,
		XcmpQueue: cumulus_pallet_xcmp_queue = 30,
		PolkadotXcm: pallet_xcm = 31,
		MessageQueue: pallet_message_queue = 35,
		Assets: pallet_assets = 50,
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = frame_system::mocking::MockBlockU32<Runtime>;
	type Lookup = IdentityLookup<AccountId>;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Runtime>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1_000_000>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Runtime {
	type Balance = Balance;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type Currency = Balances;
	type ForceOrigin = EnsureRoot<AccountId>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Runtime {}

impl parachain_info::Config for Runtime {}

parameter_types! {
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
	pub const ServiceWeight: Weight = Weight::MAX;
}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type CheckAssociatedRelayNumber = AnyRelayNumber;
	type ConsensusHook = ExpectParentIncluded;
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type OnSystemEvent = ();
	type OutboundXcmpMessageSource = XcmpQueue;
	type RelayParentOffset = ConstU32<0>;
	type ReservedDmpWeight = ();
	type ReservedXcmpWeight = ();
	type RuntimeEvent = RuntimeEvent;
	type SchedulingSignatureVerifier = ();
	type SelfParaId = ParachainInfo;
	type WeightInfo = ();
	type XcmpMessageHandler = XcmpQueue;
}

impl pallet_message_queue::Config for Runtime {
	type HeapSize = ConstU32<{ 103 * 1024 }>;
	type IdleMaxServiceWeight = ();
	type MaxStale = ConstU32<8>;
	type MessageProcessor =
		ProcessXcmMessage<AggregateMessageOrigin, XcmExecutor<XcmConfig>, RuntimeCall>;
	type QueueChangeHandler = NarrowOriginToSibling<XcmpQueue>;
	type QueuePausedQuery = NarrowOriginToSibling<XcmpQueue>;
	type RuntimeEvent = RuntimeEvent;
	type ServiceWeight = ServiceWeight;
	type Size = u32;
	type WeightInfo = ();
}

impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type ChannelInfo = ParachainSystem;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = ();
	type MaxActiveOutboundChannels = ConstU32<8>;
	type MaxInboundSuspended = ConstU32<8>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type PriceForSiblingDelivery = NoPriceForMessageDelivery<ParaId>;
	type RuntimeEvent = RuntimeEvent;
	type VersionWrapper = PolkadotXcm;
	type WeightInfo = ();
	type XcmpQueue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ParaIdToSibling>;
}

parameter_types! {
	pub const Relay: Location = Location::parent();
	pub const Network: Option<NetworkId> = Some(NetworkId::Polkadot);
	pub UniversalLocation: InteriorLocation =
		[GlobalConsensus(NetworkId::Polkadot), Parachain(ParachainInfo::parachain_id().into())]
			.into();
	pub AssetsPallet: Location = PalletInstance(50).into();
	pub CheckingAccount: AccountId = PolkadotXcm::check_account();
	pub const InstructionWeight: Weight = Weight::from_parts(1_000_000, 1_000);
	pub TeleportsOfRelay: (AssetFilter, Location) =
		(Wild(AllOf { fun: WildFungible, id: AssetId(Relay::get()) }), Relay::get());
	/// What a second and a megabyte cost in either dollar.
	pub UsdtRate: (AssetId, u128, u128) = (AssetId(asset(1984)), 1_000_000, 1_000_000);
	pub UsdcRate: (AssetId, u128, u128) = (AssetId(asset(1337)), 1_000_000, 1_000_000);
}

/// Knows which version of XCM is spoken at `place`.
pub fn speak_with(place: Location) {
	PolkadotXcm::force_xcm_version(RuntimeOrigin::root(), Box::new(place), XCM_VERSION)
		.expect("root may");
}

/// Where this chain's own asset `number` is.
pub fn asset(number: u128) -> Location {
	[PalletInstance(50), GeneralIndex(number)].into()
}

type Accounts = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<Network, AccountId>,
);

pub type LocationToAccountId = Accounts;

type Transactors = (
	FungibleAdapter<Balances, IsConcrete<Relay>, Accounts, AccountId, ()>,
	FungiblesAdapter<
		Assets,
		ConvertedConcreteId<
			u32,
			Balance,
			AsPrefixedGeneralIndex<AssetsPallet, u32, TryConvertInto>,
			Identity,
		>,
		Accounts,
		AccountId,
		NoChecking,
		CheckingAccount,
	>,
);

type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, ConstU32<100>>;
type Router = WithUniqueTopic<(
	cumulus_primitives_utility::ParentAsUmp<ParachainSystem, PolkadotXcm, ()>,
	XcmpQueue,
)>;

pub struct XcmConfig;
impl staging_xcm_executor::Config for XcmConfig {
	type Aliasers = Nothing;
	type AssetExchanger = ();
	type AssetLocker = ();
	type AssetTransactor = Transactors;
	type AssetTrap = PolkadotXcm;
	type Barrier = TrailingSetTopicAsId<(
		TakeWeightCredit,
		AllowKnownQueryResponses<PolkadotXcm>,
		AllowTopLevelPaidExecutionFrom<Everything>,
		AllowSubscriptionsFrom<Everything>,
	)>;
	type CallDispatcher = RuntimeCall;
	type FeeManager = ();
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type HrmpNewChannelOpenRequestHandler = ();
	type IsReserve = ();
	type IsTeleporter = Case<TeleportsOfRelay>;
	type MaxAssetsIntoHolding = ConstU32<8>;
	type MessageExporter = ();
	type OriginConverter = ();
	type PalletInstancesInfo = AllPalletsWithSystem;
	type ResponseHandler = PolkadotXcm;
	type RuntimeCall = RuntimeCall;
	type SafeCallFilter = Nothing;
	type SubscriptionService = PolkadotXcm;
	type Trader = (
		UsingComponents<IdentityFee<Balance>, Relay, AccountId, Balances, ()>,
		FixedRateOfFungible<UsdtRate, ()>,
		FixedRateOfFungible<UsdcRate, ()>,
	);
	type TransactionalProcessor = FrameTransactionalProcessor;
	type UniversalAliases = Nothing;
	type UniversalLocation = UniversalLocation;
	type Weigher = Weigher;
	type XcmEventEmitter = PolkadotXcm;
	type XcmRecorder = PolkadotXcm;
	type XcmSender = Router;
}

pub type LocalOrigin = SignedToAccountId32<RuntimeOrigin, AccountId, Network>;

impl pallet_xcm::Config for Runtime {
	type AdminOrigin = EnsureRoot<AccountId>;
	type AdvertisedXcmVersion = pallet_xcm::CurrentXcmVersion;
	type AuthorizedAliasConsideration = Disabled;
	type Currency = Balances;
	type CurrencyMatcher = ();
	type ExecuteXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOrigin>;
	type MaxLockers = ConstU32<0>;
	type MaxRemoteLockConsumers = ConstU32<0>;
	type RemoteLockConsumerIdentifier = ();
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SendXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOrigin>;
	type SovereignAccountOf = Accounts;
	type TrustedLockers = ();
	type UniversalLocation = UniversalLocation;
	type Weigher = Weigher;
	type WeightInfo = pallet_xcm::TestWeightInfo;
	type XcmExecuteFilter = Everything;
	type XcmExecutor = XcmExecutor<XcmConfig>;
	type XcmReserveTransferFilter = Everything;
	type XcmRouter = Router;
	type XcmTeleportFilter = Everything;

	const VERSION_DISCOVERY_QUEUE_SIZE: u32 = 100;
}
