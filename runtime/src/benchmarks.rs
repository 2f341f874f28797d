//! What is measured, and how the benchmarks of the SDK's pallets find what they need here.

// `define_benchmarks` makes a macro of what it is given, and that macro is used in this crate only.
#![allow(clippy::crate_in_macro_def)]

use crate::{
	configs::{
		consensus::DAYS,
		monetary::{AssetId as LocalAssetId, RelayToken, RELAY_UNIT, UNIT},
		xcm::{
			AssetHubLocation, LocationToAccountId, PriceForSiblingDelivery, RelayLocation,
			XcmConfig, ASSET_HUB_ID,
		},
	},
	AccountId, AllPalletsWithSystem, Balances, ParachainSystem, Runtime, RuntimeCall, RuntimeEvent,
	SessionKeys, Signature, System,
};
use alloc::{boxed::Box, string::String, vec::Vec};
use codec::Encode;
use polkadot_sdk::{
	staging_xcm as xcm, staging_xcm_builder as xcm_builder, staging_xcm_executor as xcm_executor, *,
};

use cumulus_primitives_core::ParaId;
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkError, BenchmarkList};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Inspect, NativeOrWithId},
		AsEnsureOriginWithArg, ConstU128, ConstU32, StorageInfo, StorageInfoTrait,
		WhitelistedStorageKeys,
	},
	weights::Weight,
};
use sp_runtime::traits::Verify;
use xcm::latest::prelude::*;

use cumulus_pallet_session_benchmarking::Pallet as SessionBench;
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use pallet_xcm::benchmarking::Pallet as PalletXcmBench;

type XcmFungible = pallet_xcm_benchmarks::fungible::Pallet<Runtime>;
type XcmGeneric = pallet_xcm_benchmarks::generic::Pallet<Runtime>;

frame_benchmarking::define_benchmarks!(
	[cumulus_pallet_parachain_system, crate::ParachainSystem]
	[cumulus_pallet_weight_reclaim, crate::WeightReclaim]
	[cumulus_pallet_xcmp_queue, crate::XcmpQueue]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_assets, crate::Assets]
	[pallet_balances, crate::Balances]
	[pallet_appeals, crate::Appeals]
	[pallet_authorisations, crate::Authorisations]
	[pallet_claims, crate::Claims]
	[pallet_coldchain, crate::Coldchain]
	[pallet_coverage, crate::Coverage]
	[pallet_collator_selection, crate::CollatorSelection]
	[pallet_collective, crate::TechnicalCommittee]
	[pallet_council, crate::Council]
	[pallet_consent, crate::Consent]
	[pallet_conviction_voting, crate::ConvictionVoting]
	[pallet_credentials, crate::Credentials]
	[pallet_devices, crate::Devices]
	[pallet_emergency, crate::Emergency]
	[pallet_message_queue, crate::MessageQueue]
	[pallet_migrations, crate::MultiBlockMigrations]
	[pallet_multisig, crate::Multisig]
	[pallet_nfts, crate::Nfts]
	[pallet_parameters, crate::Parameters]
	[pallet_preimage, crate::Preimage]
	[pallet_products, crate::Products]
	[pallet_provenance, crate::Provenance]
	[pallet_proxy, crate::Proxy]
	[pallet_records, crate::Records]
	[pallet_recovery, crate::Recovery]
	[pallet_referenda, crate::Referenda]
	[pallet_representatives, crate::Representatives]
	[pallet_safe_mode, crate::SafeMode]
	[pallet_scheduler, crate::Scheduler]
	[pallet_session, SessionBench::<Runtime>]
	[pallet_sponsorship, crate::Sponsorship]
	[pallet_timestamp, crate::Timestamp]
	[pallet_trail, crate::Trail]
	[pallet_transaction_payment, crate::TransactionPayment]
	[pallet_treasury, crate::Treasury]
	[pallet_tx_pause, crate::TxPause]
	[pallet_utility, crate::Utility]
	[pallet_whitelist, crate::Whitelist]
	[pallet_xcm, PalletXcmBench::<Runtime>]
	[pallet_xcm_benchmarks::fungible, XcmFungible]
	[pallet_xcm_benchmarks::generic, XcmGeneric]
);

/// What can be measured.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Measures what `config` asks for.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

impl frame_system_benchmarking::Config for Runtime {
	fn setup_set_code_requirements(code: &Vec<u8>) -> Result<(), BenchmarkError> {
		ParachainSystem::initialize_for_set_code_benchmark(code.len() as u32);
		Ok(())
	}

	fn verify_set_code() {
		System::assert_last_event(
			cumulus_pallet_parachain_system::Event::<Runtime>::ValidationFunctionStored.into(),
		);
	}
}

impl cumulus_pallet_session_benchmarking::Config for Runtime {
	fn generate_session_keys_and_proof(owner: AccountId) -> (SessionKeys, Vec<u8>) {
		let generated = SessionKeys::generate(&owner.encode(), None);
		(generated.keys, generated.proof.encode())
	}
}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// Has the treasury spend SLS.
pub struct SpendsTokens;
impl pallet_treasury::ArgumentsFactory<NativeOrWithId<LocalAssetId>, AccountId> for SpendsTokens {
	fn create_asset_kind(_: u32) -> NativeOrWithId<LocalAssetId> {
		NativeOrWithId::Native
	}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		let beneficiary = AccountId::from(seed);
		let _ =
			<Balances as frame_support::traits::Currency<_>>::deposit_creating(&beneficiary, UNIT);
		beneficiary
	}
}

// The yardstick of `scripts/bench.sh`: what others take for keeping one entry.
impl pallet_nfts::Config for Runtime {
	type ApprovalsLimit = ConstU32<20>;
	type AttributeDepositBase = ConstU128<UNIT>;
	type BlockNumberProvider = System;
	type CollectionDeposit = ConstU128<UNIT>;
	type CollectionId = u32;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
	type Currency = Balances;
	type DepositPerByte = ConstU128<UNIT>;
	type Features = NftsFeatures;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Helper = ();
	type ItemAttributesApprovalsLimit = ConstU32<30>;
	type ItemDeposit = ConstU128<UNIT>;
	type ItemId = u32;
	type KeyLimit = ConstU32<64>;
	type Locker = ();
	type MaxAttributesPerCall = ConstU32<10>;
	type MaxDeadlineDuration = ConstU32<{ 365 * DAYS }>;
	type MaxTips = ConstU32<10>;
	type MetadataDepositBase = ConstU128<UNIT>;
	type OffchainPublic = <Signature as Verify>::Signer;
	type OffchainSignature = Signature;
	type RuntimeEvent = RuntimeEvent;
	type StringLimit = ConstU32<256>;
	type ValueLimit = ConstU32<256>;
	type WeightInfo = ();
}

fn relay_token(amount: u128) -> Asset {
	(AssetId(RelayLocation::get()), amount).into()
}

parameter_types! {
	/// All of them.
	pub NftsFeatures: pallet_nfts::PalletFeatures = pallet_nfts::PalletFeatures::all_enabled();
	/// Where messages go.
	pub const AssetHub: ParaId = ParaId::new(ASSET_HUB_ID);
	/// What keeps an account with the relay chain's token alive.
	pub RelayTokenMinimum: Option<Asset> =
		Some(relay_token(<RelayToken as Inspect<AccountId>>::minimum_balance()));
	/// What comes from Asset Hub.
	pub TrustedReserve: Option<(Location, Asset)> =
		Some((AssetHubLocation::get(), relay_token(RELAY_UNIT)));
	/// Nothing is teleported.
	pub const TrustedTeleporter: Option<(Location, Asset)> = None;
	/// Nothing is checked in.
	pub const CheckedAccount: Option<(AccountId, xcm_builder::MintLocation)> = None;
}

/// Opens a channel to Asset Hub and gives the sender what delivery costs.
type DeliveryHelper = polkadot_runtime_common::xcm_sender::ToParachainDeliveryHelper<
	XcmConfig,
	RelayTokenMinimum,
	PriceForSiblingDelivery,
	AssetHub,
	ParachainSystem,
>;

impl pallet_xcm::benchmarking::Config for Runtime {
	type DeliveryHelper = DeliveryHelper;

	fn reachable_dest() -> Option<Location> {
		Some(AssetHubLocation::get())
	}

	// This chain is the reserve of nothing that leaves it.
	fn reserve_transferable_asset_and_dest() -> Option<(Asset, Location)> {
		None
	}

	fn set_up_complex_asset_transfer() -> Option<(Assets, u32, Location, Box<dyn FnOnce()>)> {
		use frame_support::traits::fungible::Mutate;

		let sender: AccountId = frame_benchmarking::whitelisted_caller();
		let before = RELAY_UNIT.saturating_mul(10);
		RelayToken::set_balance(&sender, before);
		let verify = Box::new(move || {
			assert!(RelayToken::balance(&sender) <= before - RELAY_UNIT);
		});
		Some((relay_token(RELAY_UNIT).into(), 0, AssetHubLocation::get(), verify))
	}

	fn get_asset() -> Asset {
		relay_token(RELAY_UNIT)
	}

	fn batch_call(calls: Vec<RuntimeCall>) -> Option<RuntimeCall> {
		Some(RuntimeCall::Utility(pallet_utility::Call::batch { calls }))
	}
}

impl pallet_xcm_benchmarks::Config for Runtime {
	type AccountIdConverter = LocationToAccountId;
	type DeliveryHelper = DeliveryHelper;
	type XcmConfig = XcmConfig;

	fn valid_destination() -> Result<Location, BenchmarkError> {
		Ok(AssetHubLocation::get())
	}

	// The relay chain's token is the only asset that a message can handle.
	fn worst_case_holding(_: u32) -> xcm_executor::AssetsInHolding {
		let mut holding = xcm_executor::AssetsInHolding::new();
		let amount = RELAY_UNIT.saturating_mul(1_000_000);
		holding.fungible.insert(
			AssetId(RelayLocation::get()),
			Box::new(pallet_xcm_benchmarks::MockCredit(amount)),
		);
		holding
	}
}

impl pallet_xcm_benchmarks::fungible::Config for Runtime {
	type CheckedAccount = CheckedAccount;
	type TransactAsset = RelayToken;
	type TrustedReserve = TrustedReserve;
	type TrustedTeleporter = TrustedTeleporter;

	fn get_asset() -> Asset {
		relay_token(RELAY_UNIT)
	}
}

// What is skipped is what the executor refuses here: see `weights::xcm`.
impl pallet_xcm_benchmarks::generic::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type TransactAsset = RelayToken;

	fn worst_case_response() -> (u64, Response) {
		(0, Response::Version(Default::default()))
	}

	fn worst_case_asset_exchange() -> Result<(Assets, Assets), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn universal_alias() -> Result<(Location, Junction), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn transact_origin_and_runtime_call() -> Result<(Location, RuntimeCall), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn subscribe_origin() -> Result<Location, BenchmarkError> {
		Ok(AssetHubLocation::get())
	}

	fn claimable_asset() -> Result<(Location, Location, Assets), BenchmarkError> {
		Ok((AssetHubLocation::get(), Location::here(), relay_token(RELAY_UNIT).into()))
	}

	fn worst_case_for_trader() -> Result<(Asset, WeightLimit), BenchmarkError> {
		Ok((relay_token(RELAY_UNIT), WeightLimit::Limited(Weight::from_parts(5_000, 5_000))))
	}

	fn unlockable_asset() -> Result<(Location, Location, Asset), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn export_message_origin_and_destination(
	) -> Result<(Location, NetworkId, InteriorLocation), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn alias_origin() -> Result<(Location, Location), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}
}
