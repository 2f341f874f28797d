//! A relay chain of three pallets: money, and messages from and to its parachains.

use cumulus_primitives_core::ParaId;
use frame_support::{
	construct_runtime, derive_impl, parameter_types, storage_alias,
	traits::{
		ConstU128, ConstU32, Disabled, Everything, Nothing, ProcessMessage, ProcessMessageError,
	},
	weights::{IdentityFee, Weight, WeightMeter},
	Blake2_128Concat,
};
use frame_system::EnsureRoot;
use parachains_common::{AccountId, Balance};
use polkadot_core_primitives::InboundDownwardMessage;
use polkadot_runtime_parachains::inclusion::{AggregateMessageOrigin, UmpQueueId};
use sp_runtime::traits::IdentityLookup;
use staging_xcm as xcm;
use staging_xcm_builder::{
	AccountId32Aliases, AllowSubscriptionsFrom, AllowTopLevelPaidExecutionFrom,
	ChildParachainConvertsVia, EnsureXcmOrigin, FixedWeightBounds, FrameTransactionalProcessor,
	FungibleAdapter, IsConcrete, ProcessXcmMessage, SignedToAccountId32, TakeWeightCredit,
	TrailingSetTopicAsId, UsingComponents, WithUniqueTopic,
};
use staging_xcm_executor::XcmExecutor;
use xcm::{latest::prelude::*, WrapVersion};

construct_runtime! {
	pub enum Runtime {
		System: frame_system,
		Balances: pallet_balances,
		MessageQueue: pallet_message_queue,
		XcmPallet: pallet_xcm,
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = frame_system::mocking::MockBlockU32<Runtime>;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<1>;
}

#[storage_alias]
type Downward =
	StorageMap<DownwardQueue, Blake2_128Concat, ParaId, Vec<InboundDownwardMessage<u32>>>;

/// What the emulator calls to fetch messages for parachains. On a real relay chain it is part of the
/// host API.
impl Runtime {
	pub fn dmq_contents(para: ParaId) -> Vec<InboundDownwardMessage<u32>> {
		Downward::take(para).unwrap_or_default()
	}
}

/// Knows which version of XCM is spoken at `place`.
pub fn speak_with(place: Location) {
	XcmPallet::force_xcm_version(RuntimeOrigin::root(), Box::new(place), XCM_VERSION)
		.expect("root may");
}

/// Queues messages for parachains.
pub struct ToParachains;
impl SendXcm for ToParachains {
	type Ticket = (ParaId, Vec<u8>);

	fn validate(
		destination: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<Self::Ticket> {
		let to = destination.take().ok_or(SendError::MissingArgument)?;
		let (0, [Parachain(para)]) = to.unpack() else {
			*destination = Some(to);
			return Err(SendError::NotApplicable);
		};
		let para = ParaId::from(*para);
		let message = message.take().ok_or(SendError::MissingArgument)?;
		let message = XcmPallet::wrap_version(&to, message)
			.map_err(|()| SendError::DestinationUnsupported)?;
		Ok(((para, codec::Encode::encode(&message)), Assets::new()))
	}

	fn deliver((para, msg): Self::Ticket) -> Result<XcmHash, SendError> {
		let hash = sp_io::hashing::blake2_256(&msg);
		let mut queue = Downward::get(para).unwrap_or_default();
		queue.push(InboundDownwardMessage { sent_at: System::block_number(), msg });
		Downward::insert(para, queue);
		Ok(hash)
	}
}

parameter_types! {
	pub const Here: Location = Location::here();
	pub const Network: Option<NetworkId> = Some(NetworkId::Polkadot);
	pub UniversalLocation: InteriorLocation = GlobalConsensus(NetworkId::Polkadot).into();
	pub const InstructionWeight: Weight = Weight::from_parts(1_000_000, 1_000);
	pub TeleportsToAssetHub: (AssetFilter, Location) = (
		Wild(AllOf { fun: WildFungible, id: AssetId(Here::get()) }),
		Parachain(1000).into(),
	);
	pub const ServiceWeight: Weight = Weight::MAX;
}

type Accounts =
	(ChildParachainConvertsVia<ParaId, AccountId>, AccountId32Aliases<Network, AccountId>);
type Router = WithUniqueTopic<ToParachains>;
type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, ConstU32<100>>;

pub type LocationToAccountId = Accounts;

pub struct XcmConfig;
impl staging_xcm_executor::Config for XcmConfig {
	type Aliasers = Nothing;
	type AssetExchanger = ();
	type AssetLocker = ();
	type AssetTransactor = FungibleAdapter<Balances, IsConcrete<Here>, Accounts, AccountId, ()>;
	type AssetTrap = XcmPallet;
	type Barrier = TrailingSetTopicAsId<(
		TakeWeightCredit,
		AllowTopLevelPaidExecutionFrom<Everything>,
		AllowSubscriptionsFrom<Everything>,
	)>;
	type CallDispatcher = RuntimeCall;
	type FeeManager = ();
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type HrmpNewChannelOpenRequestHandler = ();
	type IsReserve = ();
	type IsTeleporter = staging_xcm_builder::Case<TeleportsToAssetHub>;
	type MaxAssetsIntoHolding = ConstU32<8>;
	type MessageExporter = ();
	type OriginConverter = ();
	type PalletInstancesInfo = AllPalletsWithSystem;
	type ResponseHandler = XcmPallet;
	type RuntimeCall = RuntimeCall;
	type SafeCallFilter = Nothing;
	type SubscriptionService = XcmPallet;
	type Trader = UsingComponents<IdentityFee<Balance>, Here, AccountId, Balances, ()>;
	type TransactionalProcessor = FrameTransactionalProcessor;
	type UniversalAliases = Nothing;
	type UniversalLocation = UniversalLocation;
	type Weigher = Weigher;
	type XcmEventEmitter = XcmPallet;
	type XcmRecorder = XcmPallet;
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

/// Runs the messages of parachains as such.
pub struct FromParachains;
impl ProcessMessage for FromParachains {
	type Origin = AggregateMessageOrigin;

	fn process_message(
		message: &[u8],
		AggregateMessageOrigin::Ump(UmpQueueId::Para(para)): Self::Origin,
		meter: &mut WeightMeter,
		id: &mut XcmHash,
	) -> Result<bool, ProcessMessageError> {
		ProcessXcmMessage::<Junction, XcmExecutor<XcmConfig>, RuntimeCall>::process_message(
			message,
			Parachain(para.into()),
			meter,
			id,
		)
	}
}

impl pallet_message_queue::Config for Runtime {
	type HeapSize = ConstU32<{ 64 * 1024 }>;
	type IdleMaxServiceWeight = ();
	type MaxStale = ConstU32<8>;
	type MessageProcessor = FromParachains;
	type QueueChangeHandler = ();
	type QueuePausedQuery = ();
	type RuntimeEvent = RuntimeEvent;
	type ServiceWeight = ServiceWeight;
	type Size = u32;
	type WeightInfo = ();
}
