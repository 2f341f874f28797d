//! What other chains may do here.

use crate::support::{account, call_as, development};
use codec::Encode;
use polkadot_sdk::{
	frame_support::{
		assert_noop,
		traits::{
			fungible::{Inspect, Mutate},
			ProcessMessageError,
		},
		weights::Weight,
	},
	staging_xcm as xcm, staging_xcm_executor as xcm_executor, *,
};
use salus_runtime::{
	configs::{
		monetary::{RelayToken, RELAY_UNIT},
		xcm::{AssetHubLocation, Barrier, RelayLocation, XcmConfig},
	},
	AccountId, Balances, CollatorSelection, Runtime, RuntimeCall, UNIT,
};
use sp_keyring::Sr25519Keyring::{Alice, Eve};
use xcm::{latest::prelude::*, VersionedAssetId, VersionedAssets, VersionedLocation, VersionedXcm};
use xcm_executor::{
	traits::{Properties, ShouldExecute, TransferType},
	XcmExecutor,
};

fn relay_token(amount: u128) -> Asset {
	(RelayLocation::get(), amount).into()
}

fn transact() -> Instruction<RuntimeCall> {
	let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
	Transact {
		origin_kind: OriginKind::Superuser,
		fallback_max_weight: None,
		call: call.encode().into(),
	}
}

fn paid(then: Vec<Instruction<RuntimeCall>>) -> Xcm<RuntimeCall> {
	let mut instructions = vec![
		WithdrawAsset(relay_token(RELAY_UNIT).into()),
		BuyExecution { fees: relay_token(RELAY_UNIT), weight_limit: Unlimited },
	];
	instructions.extend(then);
	Xcm(instructions)
}

fn barrier(origin: &Location, message: &Xcm<RuntimeCall>) -> Result<(), ProcessMessageError> {
	let mut message = message.clone();
	let mut properties = Properties { weight_credit: Weight::zero(), message_id: None };
	Barrier::should_execute(
		origin,
		message.inner_mut(),
		Weight::from_parts(1_000_000_000, 100_000),
		&mut properties,
	)
}

fn execute(origin: Location, message: Xcm<RuntimeCall>) -> Outcome {
	let mut hash = message.using_encoded(sp_io::hashing::blake2_256);
	XcmExecutor::<XcmConfig>::prepare_and_execute(
		origin,
		message,
		&mut hash,
		Weight::MAX,
		Weight::zero(),
	)
}

/// The relay chain, Asset Hub, another parachain, and somebody on one.
fn origins() -> [Location; 4] {
	[
		Location::parent(),
		AssetHubLocation::get(),
		Location::new(1, [Parachain(2001)]),
		Location::new(1, [Parachain(2001), AccountId32 { network: None, id: [1; 32] }]),
	]
}

#[test]
fn nobody_transacts_at_any_depth() {
	development(|| {
		for origin in origins() {
			for message in [
				Xcm(vec![transact()]),
				Xcm(vec![
					UnpaidExecution { weight_limit: Unlimited, check_origin: None },
					transact(),
				]),
				paid(vec![transact()]),
				paid(vec![SetAppendix(Xcm(vec![transact()]))]),
				paid(vec![SetErrorHandler(Xcm(vec![SetAppendix(Xcm(vec![transact()]))]))]),
				paid(vec![ExecuteWithOrigin {
					descendant_origin: None,
					xcm: Xcm(vec![transact()]),
				}]),
			] {
				assert!(barrier(&origin, &message).is_err(), "{origin:?} {message:?}");
				assert!(execute(origin.clone(), message).ensure_complete().is_err());
			}
		}
	});
}

#[test]
fn chains_that_pay_get_in_and_nobody_else() {
	development(|| {
		let [relay, asset_hub, sibling, somebody] = origins();
		for origin in [&relay, &asset_hub, &sibling] {
			assert_eq!(barrier(origin, &paid(vec![ClearOrigin])), Ok(()));
			let version = SubscribeVersion { query_id: 0, max_response_weight: Weight::zero() };
			assert_eq!(barrier(origin, &Xcm(vec![version])), Ok(()));
			let unpaid = UnpaidExecution { weight_limit: Unlimited, check_origin: None };
			assert!(barrier(origin, &Xcm(vec![unpaid])).is_err());
		}
		assert!(barrier(&somebody, &paid(vec![ClearOrigin])).is_err());
		let unasked = QueryResponse {
			query_id: 7,
			response: Response::Null,
			max_weight: Weight::zero(),
			querier: None,
		};
		assert!(barrier(&relay, &Xcm(vec![unasked])).is_err());
	});
}

fn deposit_for(beneficiary: AccountId, asset: Asset) -> Xcm<RuntimeCall> {
	Xcm(vec![
		ReserveAssetDeposited(asset.clone().into()),
		ClearOrigin,
		BuyExecution { fees: asset, weight_limit: Unlimited },
		DepositAsset {
			assets: AllCounted(1).into(),
			beneficiary: AccountId32 { network: None, id: beneficiary.into() }.into(),
		},
	])
}

#[test]
fn the_relay_token_comes_from_asset_hub_only() {
	development(|| {
		let [relay, asset_hub, sibling, _] = origins();
		for origin in [relay, sibling] {
			let message = deposit_for(account(Eve), relay_token(RELAY_UNIT));
			assert!(execute(origin, message).ensure_complete().is_err());
		}
		assert_eq!(RelayToken::total_issuance(), 0);

		// Whoever is paid fees has an account already: one fee is less than an account holds at least.
		let receiver = CollatorSelection::account_id();
		let before = RelayToken::minimum_balance();
		RelayToken::set_balance(&receiver, before);
		let message = deposit_for(account(Eve), relay_token(RELAY_UNIT));
		execute(asset_hub, message).ensure_complete().expect("is executed");
		let arrived = RelayToken::balance(&account(Eve));
		let fee = RelayToken::balance(&receiver) - before;
		assert!(arrived > RELAY_UNIT / 2 && fee > 0);
		assert_eq!(arrived + fee, RELAY_UNIT);
	});
}

#[test]
fn asset_hub_cannot_send_anything_else() {
	development(|| {
		let sls = Location::here();
		let usdt = Location::new(1, [Parachain(1000), PalletInstance(50), GeneralIndex(1984)]);
		for asset in [sls, usdt] {
			let message = deposit_for(account(Eve), (asset, RELAY_UNIT).into());
			assert!(execute(AssetHubLocation::get(), message).ensure_complete().is_err());
		}
	});
}

#[test]
fn nothing_is_teleported() {
	development(|| {
		let message = Xcm(vec![
			ReceiveTeleportedAsset(relay_token(RELAY_UNIT).into()),
			BuyExecution { fees: relay_token(RELAY_UNIT), weight_limit: Unlimited },
		]);
		assert!(execute(AssetHubLocation::get(), message).ensure_complete().is_err());
		assert_eq!(RelayToken::total_issuance(), 0);
	});
}

#[test]
fn nobody_here_sends_or_executes_messages_of_their_own() {
	development(|| {
		let message = VersionedXcm::from(Xcm::<()>(vec![ClearOrigin]));
		let send = pallet_xcm::Call::send {
			dest: Box::new(VersionedLocation::from(Location::parent())),
			message: Box::new(message),
		};
		assert_noop!(call_as(Alice, RuntimeCall::PolkadotXcm(send)), sp_runtime::traits::BadOrigin);
		let execute = pallet_xcm::Call::execute {
			message: Box::new(VersionedXcm::from(Xcm(vec![ClearOrigin]))),
			max_weight: Weight::MAX,
		};
		assert_noop!(
			call_as(Alice, RuntimeCall::PolkadotXcm(execute)),
			pallet_xcm::Error::<Runtime>::Filtered
		);
	});
}

#[test]
fn sls_stays_here() {
	development(|| {
		let before = Balances::free_balance(account(Alice));
		let transfer = pallet_xcm::Call::limited_reserve_transfer_assets {
			dest: Box::new(VersionedLocation::from(AssetHubLocation::get())),
			beneficiary: Box::new(VersionedLocation::from(Location::new(
				0,
				[AccountId32 { network: None, id: [1; 32] }],
			))),
			assets: Box::new(VersionedAssets::from(Assets::from((Location::here(), UNIT)))),
			fee_asset_item: 0,
			weight_limit: Unlimited,
		};
		assert_noop!(
			call_as(Alice, RuntimeCall::PolkadotXcm(transfer)),
			pallet_xcm::Error::<Runtime>::Filtered
		);
		assert_eq!(Balances::free_balance(account(Alice)), before);
	});
}

#[test]
fn the_relay_token_goes_back_to_asset_hub() {
	use salus_runtime::{ParachainSystem, PolkadotXcm};

	development(|| {
		// A channel to Asset Hub, as the relay chain would open it.
		ParachainSystem::open_outbound_hrmp_channel_for_benchmarks_or_tests(1000.into());
		PolkadotXcm::force_xcm_version(
			salus_runtime::RuntimeOrigin::root(),
			Box::new(AssetHubLocation::get()),
			xcm::latest::VERSION,
		)
		.expect("root may");
		RelayToken::set_balance(&account(Eve), 10 * RELAY_UNIT);
		let beneficiary = AccountId32 { network: None, id: [1; 32] };
		let on_arrival = Xcm::<()>(vec![DepositAsset {
			assets: AllCounted(1).into(),
			beneficiary: beneficiary.into(),
		}]);
		let transfer = pallet_xcm::Call::transfer_assets_using_type_and_then {
			dest: Box::new(VersionedLocation::from(AssetHubLocation::get())),
			assets: Box::new(VersionedAssets::from(Assets::from(relay_token(RELAY_UNIT)))),
			assets_transfer_type: Box::new(TransferType::DestinationReserve),
			remote_fees_id: Box::new(VersionedAssetId::from(AssetId(RelayLocation::get()))),
			fees_transfer_type: Box::new(TransferType::DestinationReserve),
			custom_xcm_on_dest: Box::new(VersionedXcm::from(on_arrival)),
			weight_limit: Unlimited,
		};
		call_as(Eve, RuntimeCall::PolkadotXcm(transfer)).expect("leaves");
		assert!(RelayToken::balance(&account(Eve)) < 9 * RELAY_UNIT, "delivery is paid");
	});
}
