//! Collators, sessions, and the tie to the relay chain.
//!
//! One block every six seconds, for each relay chain block one. With asynchronous backing the next
//! block is built while the last one is still being included.

use super::{
	governance::RootOrCommittee,
	monetary::deposit,
	system::{RuntimeBlockWeights, MAXIMUM_BLOCK_WEIGHT},
	xcm::{PriceForSiblingDelivery, XcmOriginConverter},
};
use crate::{
	weights, AccountId, Aura, AuraId, Balance, Balances, BlockNumber, CollatorSelection,
	MessageQueue, ParachainInfo, ParachainSystem, PolkadotXcm, Runtime, RuntimeEvent, Session,
	SessionKeys, XcmpQueue,
};
use polkadot_sdk::{staging_parachain_info as parachain_info, *};
#[cfg(not(feature = "runtime-benchmarks"))]
use polkadot_sdk::{staging_xcm_builder as xcm_builder, staging_xcm_executor as xcm_executor};

use cumulus_pallet_parachain_system::RelayNumberMonotonicallyIncreases;
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32, ConstU64, EnqueueWithOrigin, TransformOrigin},
	weights::Weight,
	PalletId,
};
use parachains_common::message_queue::{NarrowOriginToSibling, ParaIdToSibling};
use sp_runtime::{traits::OpaqueKeys, Perbill};

/// The time of the relay chain between two blocks, in milliseconds.
const RELAY_CHAIN_SLOT_DURATION_MILLIS: u32 = 6000;
/// How many blocks this chain makes for one relay chain block.
pub const BLOCK_PROCESSING_VELOCITY: u32 = 1;
/// How many relay chain blocks a block is behind the newest one. Zero works with every way of
/// authoring, and nothing here needs the faster fork resolution that an offset buys.
pub const RELAY_PARENT_OFFSET: u32 = 0;
/// How many blocks may wait for their inclusion: one being included, one being backed, one being
/// built.
const UNINCLUDED_SEGMENT_CAPACITY: u32 = (3 + RELAY_PARENT_OFFSET) * BLOCK_PROCESSING_VELOCITY;
/// The time a collator has for its block, in milliseconds.
pub const SLOT_DURATION: u64 = 6000;

/// A minute in blocks. Blocks measure how long collators serve and motions stand open, never a
/// deadline in somebody's care: those are in milliseconds.
pub const MINUTES: BlockNumber = 60_000 / SLOT_DURATION as BlockNumber;
/// An hour in blocks.
pub const HOURS: BlockNumber = 60 * MINUTES;
/// A day in blocks.
pub const DAYS: BlockNumber = 24 * HOURS;

/// How long a collator set serves, in blocks.
pub const SESSION_LENGTH: BlockNumber = 6 * HOURS;

/// Holds back blocks that would come faster than the relay chain includes them.
pub type ConsensusHook = cumulus_pallet_aura_ext::FixedVelocityConsensusHook<
	Runtime,
	RELAY_CHAIN_SLOT_DURATION_MILLIS,
	BLOCK_PROCESSING_VELOCITY,
	UNINCLUDED_SEGMENT_CAPACITY,
>;

parameter_types! {
	/// Kept in every block for messages of other parachains.
	pub const ReservedXcmpWeight: Weight = MAXIMUM_BLOCK_WEIGHT.saturating_div(4);
	/// Kept in every block for messages of the relay chain.
	pub const ReservedDmpWeight: Weight = MAXIMUM_BLOCK_WEIGHT.saturating_div(4);
	/// Where messages of the relay chain come from.
	pub const RelayOrigin: AggregateMessageOrigin = AggregateMessageOrigin::Parent;
	/// What handling messages may take of a block.
	pub MessageQueueServiceWeight: Weight =
		Perbill::from_percent(35) * RuntimeBlockWeights::get().max_block;
	/// The account that collects fees for the collators.
	pub const PotId: PalletId = PalletId(*b"sls/pot ");
	/// Held for a collator's session keys: the keys, and who owns them.
	pub const KeyDeposit: Balance = deposit(2, 132);
}

impl cumulus_pallet_parachain_system::Config for Runtime {
	type CheckAssociatedRelayNumber = RelayNumberMonotonicallyIncreases;
	type ConsensusHook = ConsensusHook;
	type DmpQueue = EnqueueWithOrigin<MessageQueue, RelayOrigin>;
	type OnSystemEvent = ();
	type OutboundXcmpMessageSource = XcmpQueue;
	type RelayParentOffset = ConstU32<RELAY_PARENT_OFFSET>;
	type ReservedDmpWeight = ReservedDmpWeight;
	type ReservedXcmpWeight = ReservedXcmpWeight;
	type RuntimeEvent = RuntimeEvent;
	// Scheduling V3 needs a relay chain and collators that speak it: off until both do.
	type SchedulingSignatureVerifier = ();
	type SelfParaId = ParachainInfo;
	type WeightInfo = weights::cumulus_pallet_parachain_system::WeightInfo<Runtime>;
	type XcmpMessageHandler = XcmpQueue;
}

impl parachain_info::Config for Runtime {}

impl pallet_message_queue::Config for Runtime {
	type HeapSize = ConstU32<{ 103 * 1024 }>;
	type IdleMaxServiceWeight = MessageQueueServiceWeight;
	type MaxStale = ConstU32<8>;
	#[cfg(feature = "runtime-benchmarks")]
	type MessageProcessor =
		pallet_message_queue::mock_helpers::NoopMessageProcessor<AggregateMessageOrigin>;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type MessageProcessor = xcm_builder::ProcessXcmMessage<
		AggregateMessageOrigin,
		xcm_executor::XcmExecutor<super::xcm::XcmConfig>,
		crate::RuntimeCall,
	>;
	// Only queues of siblings can be paused.
	type QueueChangeHandler = NarrowOriginToSibling<XcmpQueue>;
	type QueuePausedQuery = NarrowOriginToSibling<XcmpQueue>;
	type RuntimeEvent = RuntimeEvent;
	type ServiceWeight = MessageQueueServiceWeight;
	type Size = u32;
	type WeightInfo = weights::pallet_message_queue::WeightInfo<Runtime>;
}

impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type ChannelInfo = ParachainSystem;
	type ControllerOrigin = RootOrCommittee;
	type ControllerOriginConverter = XcmOriginConverter;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxInboundSuspended = ConstU32<1_000>;
	// Above the 102,400 bytes of a message that most channels are opened with.
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type PriceForSiblingDelivery = PriceForSiblingDelivery;
	type RuntimeEvent = RuntimeEvent;
	type VersionWrapper = PolkadotXcm;
	type WeightInfo = weights::cumulus_pallet_xcmp_queue::WeightInfo<Runtime>;
	type XcmpQueue = TransformOrigin<MessageQueue, AggregateMessageOrigin, ParaId, ParaIdToSibling>;
}

impl pallet_authorship::Config for Runtime {
	type EventHandler = (CollatorSelection,);
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Aura>;
}

impl pallet_collator_selection::Config for Runtime {
	type Currency = Balances;
	// A candidate that makes no block for a whole session is dropped.
	type KickThreshold = ConstU32<SESSION_LENGTH>;
	type MaxCandidates = ConstU32<100>;
	type MaxInvulnerables = ConstU32<20>;
	// Governance cannot take away the last two by mistake.
	type MinEligibleCollators = ConstU32<2>;
	type PotId = PotId;
	type RuntimeEvent = RuntimeEvent;
	type UpdateOrigin = RootOrCommittee;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type ValidatorRegistration = Session;
	type WeightInfo = weights::pallet_collator_selection::WeightInfo<Runtime>;
}

impl pallet_session::Config for Runtime {
	type Currency = Balances;
	type DisablingStrategy = ();
	type KeyDeposit = KeyDeposit;
	type Keys = SessionKeys;
	type NextSessionRotation =
		pallet_session::PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
	type RuntimeEvent = RuntimeEvent;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type SessionManager = CollatorSelection;
	type ShouldEndSession = pallet_session::PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
	type ValidatorId = AccountId;
	type ValidatorIdOf = pallet_collator_selection::IdentityCollator;
	type WeightInfo = weights::pallet_session::WeightInfo<Runtime>;
}

impl pallet_aura::Config for Runtime {
	type AllowMultipleBlocksPerSlot = ConstBool<true>;
	type AuthorityId = AuraId;
	type DisabledValidators = ();
	// Invulnerables and candidates together.
	type MaxAuthorities = ConstU32<120>;
	type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl cumulus_pallet_aura_ext::Config for Runtime {}
