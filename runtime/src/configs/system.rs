//! The block, its limits, and the ways to make calls: batches, multisigs, proxies.

use super::{monetary::deposit, upgrades::SingleBlock};
use crate::{
	extensions::NothingForLostKeys, weights, AccountId, Aura, Balance, Balances, Block, Hash,
	MultiBlockMigrations, Nonce, OriginCaller, PalletInfo, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, RuntimeTask, SafeMode, TxPause, VERSION,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use polkadot_sdk::*;

use cumulus_pallet_parachain_system::RelaychainDataProvider;
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU16, ConstU32, ConstU64, InsideBoth, InstanceFilter},
	weights::Weight,
};
use frame_system::limits::{BlockLength, BlockWeights};
use parachains_common::{
	AVERAGE_ON_INITIALIZE_RATIO, MAXIMUM_BLOCK_WEIGHT_FOR_ASYNC_BACKING, NORMAL_DISPATCH_RATIO,
};
use polkadot_runtime_common::BlockHashCount;
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;
use sp_version::RuntimeVersion;
use weights::constants::{BlockExecutionWeight, ExtrinsicBaseWeight, RocksDbWeight};

/// What one block may use: two seconds of the relay chain's validators and the largest proof they
/// accept.
pub const MAXIMUM_BLOCK_WEIGHT: Weight = MAXIMUM_BLOCK_WEIGHT_FOR_ASYNC_BACKING;

parameter_types! {
	/// The version of this runtime.
	pub const Version: RuntimeVersion = VERSION;
	/// How long a block may be: 5 MiB, of which ordinary transactions may use three quarters.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_DISPATCH_RATIO * *length
		})
		.build();
	/// How heavy a block may be. A quarter is kept for operational transactions.
	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |class| {
			class.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |class| {
			class.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			class.reserved =
				Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type BaseCallFilter = InsideBoth<NothingForLostKeys, InsideBoth<SafeMode, TxPause>>;
	type Block = Block;
	type BlockHashCount = BlockHashCount;
	type BlockLength = RuntimeBlockLength;
	type BlockWeights = RuntimeBlockWeights;
	type DbWeight = RocksDbWeight;
	type ExtensionsWeightInfo = weights::frame_system_extensions::WeightInfo<Runtime>;
	type Hash = Hash;
	type MaxConsumers = ConstU32<16>;
	type MultiBlockMigrator = MultiBlockMigrations;
	type Nonce = Nonce;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type SS58Prefix = ConstU16<42>;
	type SingleBlockMigrations = SingleBlock;
	type SystemWeightInfo = weights::frame_system::WeightInfo<Runtime>;
	type Version = Version;
}

impl cumulus_pallet_weight_reclaim::Config for Runtime {
	// The same measurement as the pallet's own, which it does not let out.
	type WeightInfo = ();
}

impl pallet_timestamp::Config for Runtime {
	// Aura demands one slot between two blocks already.
	type MinimumPeriod = ConstU64<0>;
	type Moment = salus_primitives::Moment;
	type OnTimestampSet = Aura;
	type WeightInfo = weights::pallet_timestamp::WeightInfo<Runtime>;
}

impl pallet_utility::Config for Runtime {
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_utility::WeightInfo<Runtime>;
}

parameter_types! {
	/// Held for a pending multisig call: one entry of 88 bytes.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	/// Held for each approval: an account.
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	/// Held for having proxies: one entry, and the deposit it records.
	pub const ProxyDepositBase: Balance = deposit(1, 40);
	/// Held for each proxy: an account, a type and a delay.
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	/// Held for having announced calls: one entry, and the deposit it records.
	pub const AnnouncementDepositBase: Balance = deposit(1, 48);
	/// Held for each announced call: an account, a hash and a block number.
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
}

impl pallet_multisig::Config for Runtime {
	// A multisig call is named by the block and the extrinsic that opened it, not by a time.
	type BlockNumberProvider = frame_system::Pallet<Runtime>;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_multisig::WeightInfo<Runtime>;
}

impl pallet_proxy::Config for Runtime {
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	// Delays run by the relay chain: this chain's own block numbers are not a clock.
	type BlockNumberProvider = RelaychainDataProvider<Runtime>;
	type CallHasher = BlakeTwo256;
	type Currency = Balances;
	type MaxPending = ConstU32<32>;
	type MaxProxies = ConstU32<32>;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type ProxyType = ProxyType;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_proxy::WeightInfo<Runtime>;
}

/// What a proxy may do in the name of the account that appointed it.
///
/// All but [`ProxyType::Any`] list what they allow, so that a pallet of a later version is closed to
/// them until somebody opens it. None of these lists contains a call that acts for yet another
/// account (multisigs, a proxy's proxy, derivative accounts): such a call runs with that account's
/// rights, and the filter would end there. Batches are allowed, for the filter is applied to every
/// call within one.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that moves no money out of the account. Fees and deposits are still paid from it.
	#[codec(index = 1)]
	NonTransfer,
	/// Rejecting what another proxy has announced.
	#[codec(index = 2)]
	CancelProxy,
	/// A patient's consents: somebody who manages them for the patient.
	#[codec(index = 3)]
	Consent,
	/// A facility's records and their access trail: its record system.
	#[codec(index = 4)]
	Records,
	/// Licences and memberships: the registrar of an authority or the staff office of a hospital.
	#[codec(index = 5)]
	Credentials,
	/// A collator's work.
	#[codec(index = 6)]
	Collator,
	/// A hospital's admission: enrolling patients, registering parents.
	#[codec(index = 7)]
	Admission,
	/// A trading partner's systems: lots, packing, shipping, dispensing, sensors and devices.
	#[codec(index = 8)]
	Supply,
	/// A provider's or a payer's claims system: plans, members, authorisations, claims, appeals. It moves
	/// what plans pay, and nothing that patients owe.
	#[codec(index = 9)]
	Billing,
	/// Votes, referenda, and motions of the committee and the council. Votes lock tokens and deposits
	/// reserve them; none leave the account, unless a referendum that it paid the deposit of is killed.
	#[codec(index = 10)]
	Governance,
}

impl ProxyType {
	/// Every type, in the order of its index.
	pub const ALL: [Self; 11] = [
		Self::Any,
		Self::NonTransfer,
		Self::CancelProxy,
		Self::Consent,
		Self::Records,
		Self::Credentials,
		Self::Collator,
		Self::Admission,
		Self::Supply,
		Self::Billing,
		Self::Governance,
	];
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		// A batch is let through whatever it holds: each call within is filtered on its own.
		let batch = matches!(
			call,
			RuntimeCall::Utility(
				pallet_utility::Call::batch { .. }
					| pallet_utility::Call::batch_all { .. }
					| pallet_utility::Call::force_batch { .. }
			)
		);
		match self {
			Self::Any => true,
			Self::NonTransfer => {
				matches!(
					call,
					RuntimeCall::System(
						frame_system::Call::remark { .. }
							| frame_system::Call::remark_with_event { .. }
					) | RuntimeCall::Coverage(..)
						| RuntimeCall::Authorisations(..)
						| RuntimeCall::Claims(
							pallet_claims::Call::submit { .. }
								| pallet_claims::Call::submit_batch { .. }
								| pallet_claims::Call::buy_room { .. }
								| pallet_claims::Call::release_room { .. }
						)
				) || [
					Self::CancelProxy,
					Self::Consent,
					Self::Records,
					Self::Credentials,
					Self::Collator,
					Self::Admission,
					Self::Supply,
					Self::Governance,
				]
				.iter()
				.any(|narrower| narrower.filter(call))
			}
			Self::CancelProxy => {
				batch
					|| matches!(
						call,
						RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. })
					)
			}
			Self::Consent => batch || matches!(call, RuntimeCall::Consent(..)),
			Self::Records => {
				batch || matches!(call, RuntimeCall::Records(..) | RuntimeCall::Trail(..))
			}
			Self::Credentials => batch || matches!(call, RuntimeCall::Credentials(..)),
			Self::Collator => {
				batch
					|| matches!(call, RuntimeCall::CollatorSelection(..) | RuntimeCall::Session(..))
			}
			Self::Supply => {
				batch
					|| matches!(
						call,
						RuntimeCall::Products(..)
							| RuntimeCall::Provenance(..)
							| RuntimeCall::Coldchain(..)
							| RuntimeCall::Devices(..)
					)
			}
			Self::Billing => {
				batch
					|| matches!(
						call,
						RuntimeCall::Coverage(..)
							| RuntimeCall::Authorisations(..)
							| RuntimeCall::Appeals(..)
					) || matches!(call, RuntimeCall::Claims(call)
						if !matches!(call, pallet_claims::Call::pay_share { .. }))
			}
			Self::Governance => {
				batch
					|| matches!(
						call,
						RuntimeCall::ConvictionVoting(..)
							| RuntimeCall::Referenda(..)
							| RuntimeCall::Preimage(..)
							| RuntimeCall::Whitelist(..)
							| RuntimeCall::TechnicalCommittee(..)
							| RuntimeCall::ClinicalCouncil(..)
							| RuntimeCall::Council(..)
					)
			}
			Self::Admission => {
				batch
					|| matches!(
						call,
						RuntimeCall::Sponsorship(..)
							| RuntimeCall::Representatives(
								pallet_representatives::Call::register_parent { .. }
							)
					)
			}
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(mine, theirs) if mine == theirs => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NonTransfer, Self::Billing) => false,
			(Self::NonTransfer, _) => true,
			_ => false,
		}
	}
}
