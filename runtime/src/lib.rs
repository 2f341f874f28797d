//! The Salus runtime: a healthcare parachain.
//!
//! Patients decide who may see and use their health data; hospitals, payers and the others of a
//! health system act on what they decided. No health data is on the chain: it holds credentials,
//! consents, and salted commitments to records that are kept elsewhere.
//!
//! # How it hangs together
//!
//! This file names the types of the chain and lists its pallets. Every rule a pallet is configured
//! with stands in the file named after the subject:
//!
//! - [`configs::system`]: the block, its limits, batches, multisigs, and what proxies may do.
//! - [`configs::monetary`]: the SLS token, fees, deposits, stablecoins.
//! - [`configs::consensus`]: collators, sessions, and the tie to the relay chain.
//! - [`configs::governance`]: who is privileged, and how they come by it. There is no sudo.
//!   [`configs::parameters`]: what they set; [`configs::brakes`]: what they stop.
//! - [`configs::upgrades`]: how a new runtime takes over the state of the old one.
//! - [`configs::xcm`]: what other chains may do here, which is little.
//! - [`configs::sponsorship`]: patients without tokens, and what institutions pay for them.
//! - [`configs::recovery`]: lost keys.
//! - [`configs::health`]: Salus's own pallets, and how they know each other;
//!   [`configs::supply`], [`configs::claims`]: those of the supply chain, and of health plans.
//!
//! Genesis states are in [`genesis_config_presets`], the runtime APIs in [`apis`].

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// What the runtime macro adds has no documentation. The modules turn the lint on again.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
mod wasm {
	#![allow(dead_code)]
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod extensions;
pub mod genesis_config_presets;
pub mod migrations;
pub mod release;
mod weights;

use alloc::vec::Vec;
use polkadot_sdk::*;
use sp_runtime::{generic, impl_opaque_keys, MultiAddress};

pub use configs::{
	consensus::SLOT_DURATION,
	monetary::{DECIMALS, EXISTENTIAL_DEPOSIT, SYMBOL, UNIT},
	system::ProxyType,
};
pub use parachains_common::{
	AccountId, AuraId, Balance, BlockNumber, Hash, Header, Nonce, Signature,
};
pub use release::VERSION;
#[cfg(feature = "std")]
pub use wasm::{WASM_BINARY, WASM_BINARY_BLOATY};

/// How an account is named in a transaction.
pub type Address = MultiAddress<AccountId, ()>;

/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// A block with its justification.
pub type SignedBlock = generic::SignedBlock<Block>;

/// What names a block: its number or its hash.
pub type BlockId = generic::BlockId<Block>;

/// What every transaction passes before its call is dispatched, in this order.
///
/// `StorageWeightReclaim` wraps the rest, so that proof size which the whole transaction did not use
/// is given back. `CheckLostKey` turns away the key of an account that was recovered from its loss.
/// `CheckMetadataHash` is last and lets a cold wallet vouch for what it displayed.
pub type TxExtension = cumulus_pallet_weight_reclaim::StorageWeightReclaim<
	Runtime,
	(
		frame_system::AuthorizeCall<Runtime>,
		frame_system::CheckNonZeroSender<Runtime>,
		extensions::CheckLostKey,
		frame_system::CheckSpecVersion<Runtime>,
		frame_system::CheckTxVersion<Runtime>,
		frame_system::CheckGenesis<Runtime>,
		frame_system::CheckEra<Runtime>,
		frame_system::CheckNonce<Runtime>,
		frame_system::CheckWeight<Runtime>,
		pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
		frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	),
>;

/// A transaction as it arrives.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// The keys a collator works with.
	pub struct SessionKeys {
		/// Signs the blocks.
		pub aura: Aura,
	}
}

// The macro wants a pallet's crate, or what looks like one.
use configs::governance::origins::pallet as pallet_origins;

// The runtime macro reads the parts of the yardstick pallet below even where it is not compiled in:
// those of any pallet will do.
#[cfg(not(feature = "runtime-benchmarks"))]
use cumulus_pallet_aura_ext as pallet_nfts;

/// The pallets. An index is part of every encoded call, event and error: it never changes and is
/// never used again.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// The system.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = staging_parachain_info;
	#[runtime::pallet_index(4)]
	pub type WeightReclaim = cumulus_pallet_weight_reclaim;
	#[runtime::pallet_index(5)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(6)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(7)]
	pub type MultiBlockMigrations = pallet_migrations;
	#[runtime::pallet_index(8)]
	pub type Parameters = pallet_parameters;

	// Money.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(13)]
	pub type AssetsHolder = pallet_assets_holder;

	// Ways to make calls.
	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(21)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(22)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(23)]
	pub type Recovery = pallet_recovery;
	#[runtime::pallet_index(24)]
	pub type Sponsorship = pallet_sponsorship;

	// Governance.
	#[runtime::pallet_index(30)]
	pub type TechnicalCommittee = pallet_collective<Instance1>;
	#[runtime::pallet_index(31)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(32)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(33)]
	pub type ClinicalCouncil = pallet_collective<Instance2>;
	#[runtime::pallet_index(34)]
	pub type Council = pallet_council;
	#[runtime::pallet_index(35)]
	pub type Origins = pallet_origins;
	#[runtime::pallet_index(36)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(37)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(38)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(39)]
	pub type Treasury = pallet_treasury;

	// Collators. Authorship notes the author before the session may change, and Aura comes after
	// Session, which tells it the authorities: the order is part of the rules.
	#[runtime::pallet_index(40)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(41)]
	pub type CollatorSelection = pallet_collator_selection;
	#[runtime::pallet_index(42)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(43)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(44)]
	pub type AuraExt = cumulus_pallet_aura_ext;

	// Messages between chains.
	#[runtime::pallet_index(50)]
	pub type XcmpQueue = cumulus_pallet_xcmp_queue;
	#[runtime::pallet_index(51)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(52)]
	pub type CumulusXcm = cumulus_pallet_xcm;
	#[runtime::pallet_index(53)]
	pub type MessageQueue = pallet_message_queue;

	// Health.
	#[runtime::pallet_index(60)]
	pub type Credentials = pallet_credentials;
	#[runtime::pallet_index(61)]
	pub type Consent = pallet_consent;
	#[runtime::pallet_index(62)]
	pub type Records = pallet_records;
	#[runtime::pallet_index(63)]
	pub type Representatives = pallet_representatives;
	#[runtime::pallet_index(64)]
	pub type Emergency = pallet_emergency;
	#[runtime::pallet_index(65)]
	pub type Trail = pallet_trail;
	#[runtime::pallet_index(66)]
	pub type Products = pallet_products;
	#[runtime::pallet_index(67)]
	pub type Provenance = pallet_provenance;
	#[runtime::pallet_index(68)]
	pub type Coldchain = pallet_coldchain;
	#[runtime::pallet_index(69)]
	pub type Devices = pallet_devices;
	#[runtime::pallet_index(70)]
	pub type Coverage = pallet_coverage;
	#[runtime::pallet_index(71)]
	pub type Claims = pallet_claims;
	#[runtime::pallet_index(72)]
	pub type Authorisations = pallet_authorisations;
	#[runtime::pallet_index(73)]
	pub type Appeals = pallet_appeals;

	// The yardstick of the benchmarks, on no chain.
	#[cfg(feature = "runtime-benchmarks")]
	#[runtime::pallet_index(250)]
	pub type Nfts = pallet_nfts;
}

cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}
