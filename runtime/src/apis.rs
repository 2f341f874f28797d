//! The runtime APIs: what nodes, wallets, explorers and dApps ask the runtime.

use crate::{
	configs::{
		consensus::{ConsensusHook, BLOCK_PROCESSING_VELOCITY, RELAY_PARENT_OFFSET, SLOT_DURATION},
		xcm as xcm_config,
	},
	genesis_config_presets, AccountId, AuraId, Balance, Block, Consent, Executive, InherentDataExt,
	Nonce, OriginCaller, ParachainInfo, ParachainSystem, PolkadotXcm, Provenance, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, SessionKeys, System, TransactionPayment,
	VERSION,
};
use alloc::vec::Vec;
use pallet_provenance::{
	ContainerReport, LotId, LotNumber, LotReport, UnitProof, UnitReport, VerificationProblem,
};
use polkadot_sdk::{staging_xcm as xcm, staging_xcm_executor as xcm_executor, *};
use salus_primitives::{Action, Basis, ConsentGate, Gtin, Purpose, Refusal, Segments, Sscc};

use cumulus_primitives_core::{ParaId, VerifySchedulingSignature};
use frame_support::{
	genesis_builder_helper::get_preset,
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use sp_core::{crypto::KeyTypeId, OpaqueMetadata, H256};
use sp_runtime::{
	traits::Block as BlockT,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use sp_version::RuntimeVersion;
use xcm::{
	Version as XcmVersion, VersionedAsset, VersionedAssetId, VersionedAssets, VersionedLocation,
	VersionedXcm,
};
use xcm_runtime_apis::{
	authorized_aliases::{Error as AliasError, OriginAliaser},
	conversions::{Error as ConversionError, LocationToAccountHelper},
	dry_run::{CallDryRunEffects, Error as DryRunError, XcmDryRunEffects},
	fees::Error as FeeError,
	trusted_query::XcmTrustedQueryResult,
};

type Trader = <xcm_config::XcmConfig as xcm_executor::Config>::Trader;
type AssetExchanger = <xcm_config::XcmConfig as xcm_executor::Config>::AssetExchanger;

sp_api::impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block)
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			transaction: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, transaction, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> sp_session::OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(SLOT_DURATION)
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl cumulus_primitives_aura::AuraUnincludedSegmentApi<Block> for Runtime {
		fn can_build_upon(
			included_hash: <Block as BlockT>::Hash,
			slot: cumulus_primitives_aura::Slot,
		) -> bool {
			ConsensusHook::can_build_upon(included_hash, slot)
		}
	}

	impl cumulus_primitives_core::CollectCollationInfo<Block> for Runtime {
		fn collect_collation_info(
			header: &<Block as BlockT>::Header,
		) -> cumulus_primitives_core::CollationInfo {
			ParachainSystem::collect_collation_info(header)
		}
	}

	impl cumulus_primitives_core::GetParachainInfo<Block> for Runtime {
		fn parachain_id() -> ParaId {
			ParachainInfo::parachain_id()
		}
	}

	impl cumulus_primitives_core::RelayParentOffsetApi<Block> for Runtime {
		fn relay_parent_offset() -> u32 {
			RELAY_PARENT_OFFSET
		}

		fn max_claim_queue_offset() -> u8 {
			ParachainSystem::max_claim_queue_offset()
		}
	}

	impl cumulus_primitives_core::SchedulingV3EnabledApi<Block> for Runtime {
		fn scheduling_v3_enabled() -> bool {
			<Runtime as cumulus_pallet_parachain_system::Config>::SchedulingSignatureVerifier::V3_SCHEDULING_ENABLED
		}
	}

	impl cumulus_primitives_core::TargetBlockRate<Block> for Runtime {
		fn target_block_rate() -> u32 {
			BLOCK_PROCESSING_VELOCITY
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(
			extrinsic: <Block as BlockT>::Extrinsic,
			length: u32,
		) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(extrinsic, length)
		}

		fn query_fee_details(
			extrinsic: <Block as BlockT>::Extrinsic,
			length: u32,
		) -> FeeDetails<Balance> {
			TransactionPayment::query_fee_details(extrinsic, length)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall>
		for Runtime
	{
		fn query_call_info(call: RuntimeCall, length: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, length)
		}

		fn query_call_fee_details(call: RuntimeCall, length: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, length)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl xcm_runtime_apis::fees::XcmPaymentApi<Block> for Runtime {
		fn query_acceptable_payment_assets(
			version: XcmVersion,
		) -> Result<Vec<VersionedAssetId>, FeeError> {
			PolkadotXcm::query_acceptable_payment_assets(version, xcm_config::payment_assets())
		}

		fn query_weight_to_asset_fee(
			weight: Weight,
			asset: VersionedAssetId,
		) -> Result<u128, FeeError> {
			PolkadotXcm::query_weight_to_asset_fee::<Trader>(weight, asset)
		}

		fn query_xcm_weight(message: VersionedXcm<()>) -> Result<Weight, FeeError> {
			PolkadotXcm::query_xcm_weight(message)
		}

		fn query_delivery_fees(
			destination: VersionedLocation,
			message: VersionedXcm<()>,
			asset: VersionedAssetId,
		) -> Result<VersionedAssets, FeeError> {
			PolkadotXcm::query_delivery_fees::<AssetExchanger>(destination, message, asset)
		}
	}

	impl xcm_runtime_apis::dry_run::DryRunApi<Block, RuntimeCall, RuntimeEvent, OriginCaller> for Runtime {
		fn dry_run_call(
			origin: OriginCaller,
			call: RuntimeCall,
			version: XcmVersion,
		) -> Result<CallDryRunEffects<RuntimeEvent>, DryRunError> {
			PolkadotXcm::dry_run_call::<Runtime, xcm_config::XcmRouter, OriginCaller, RuntimeCall>(
				origin, call, version,
			)
		}

		fn dry_run_xcm(
			origin: VersionedLocation,
			message: VersionedXcm<RuntimeCall>,
		) -> Result<XcmDryRunEffects<RuntimeEvent>, DryRunError> {
			PolkadotXcm::dry_run_xcm::<xcm_config::XcmRouter>(origin, message)
		}
	}

	impl xcm_runtime_apis::conversions::LocationToAccountApi<Block, AccountId> for Runtime {
		fn convert_location(location: VersionedLocation) -> Result<AccountId, ConversionError> {
			LocationToAccountHelper::<AccountId, xcm_config::LocationToAccountId>::convert_location(
				location,
			)
		}
	}

	impl xcm_runtime_apis::trusted_query::TrustedQueryApi<Block> for Runtime {
		fn is_trusted_reserve(
			asset: VersionedAsset,
			location: VersionedLocation,
		) -> XcmTrustedQueryResult {
			PolkadotXcm::is_trusted_reserve(asset, location)
		}

		fn is_trusted_teleporter(
			asset: VersionedAsset,
			location: VersionedLocation,
		) -> XcmTrustedQueryResult {
			PolkadotXcm::is_trusted_teleporter(asset, location)
		}
	}

	impl xcm_runtime_apis::authorized_aliases::AuthorizedAliasersApi<Block> for Runtime {
		fn authorized_aliasers(
			target: VersionedLocation,
		) -> Result<Vec<OriginAliaser>, AliasError> {
			PolkadotXcm::authorized_aliasers(target)
		}

		fn is_authorized_alias(
			origin: VersionedLocation,
			target: VersionedLocation,
		) -> Result<bool, AliasError> {
			PolkadotXcm::is_authorized_alias(origin, target)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			genesis_config_presets::build_state(&config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	impl salus_primitives::ConsentApi<Block, AccountId> for Runtime {
		fn check(
			subject: AccountId,
			actor: AccountId,
			action: Action,
			purpose: Purpose,
			segments: Segments,
		) -> Result<Basis<AccountId>, Refusal> {
			<Consent as ConsentGate<AccountId>>::check(&subject, &actor, action, purpose, segments)
		}
	}

	impl pallet_provenance::ProvenanceApi<Block> for Runtime {
		fn verify_unit(
			lot: LotId,
			index: u32,
			unit: H256,
			proof: UnitProof,
		) -> Result<UnitReport, VerificationProblem> {
			Provenance::verify_unit(lot, index, unit, proof)
		}

		fn verify_container(container: Sscc) -> Result<ContainerReport, VerificationProblem> {
			Provenance::verify_container(container)
		}

		fn recall_check(gtin: Gtin, number: LotNumber) -> Result<LotReport, VerificationProblem> {
			Provenance::recall_check(gtin, number)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		// Both panic on an error: only a tester runs them, and wants to see where it came from.
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let limit = crate::configs::system::RuntimeBlockWeights::get().max_block;
			match Executive::try_runtime_upgrade(checks) {
				Ok(weight) => (weight, limit),
				Err(error) => panic!("the upgrade failed: {error:?}"),
			}
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			match Executive::try_execute_block(block, state_root_check, signature_check, select) {
				Ok(weight) => weight,
				Err(error) => panic!("the block failed: {error:?}"),
			}
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(extra: bool) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}
}
