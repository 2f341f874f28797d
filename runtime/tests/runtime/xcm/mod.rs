//! What other chains may do here. Messages between whole chains are in `xcm-tests`.

mod matrix;
mod settlement;

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
		monetary::{RelayToken, Usdc, Usdt, RELAY_UNIT, USD_UNIT},
		xcm::{AssetHubLocation, Barrier, RelayLocation, UsdcLocation, UsdtLocation, XcmConfig},
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

/// That `asset` comes from Asset Hub, and from nowhere else, and that a collator who has `least` of it
/// already is paid a fee in it.
fn comes_from_asset_hub_only<Token: Inspect<AccountId, Balance = u128> + Mutate<AccountId>>(
	location: Location,
	unit: u128,
) {
	development(|| {
		let [relay, asset_hub, sibling, somebody] = origins();
		let asset = Asset::from((location, unit));
		for origin in [relay, sibling, somebody] {
			let message = deposit_for(account(Eve), asset.clone());
			assert!(execute(origin, message).ensure_complete().is_err());
		}
		assert_eq!(Token::total_issuance(), 0);

		// Whoever is paid fees has an account already: one fee may be less than an account holds at
		// least.
		let receiver = CollatorSelection::account_id();
		let before = Token::minimum_balance();
		Token::set_balance(&receiver, before);
		let message = deposit_for(account(Eve), asset);
		execute(asset_hub, message).ensure_complete().expect("is executed");
		let arrived = Token::balance(&account(Eve));
		let fee = Token::balance(&receiver) - before;
		assert!(arrived > unit / 2 && fee > 0);
		assert_eq!(arrived + fee, unit);
	});
}

#[test]
fn the_relay_token_comes_from_asset_hub_only() {
	comes_from_asset_hub_only::<RelayToken>(RelayLocation::get(), RELAY_UNIT);
}

#[test]
fn usdt_comes_from_asset_hub_only() {
	comes_from_asset_hub_only::<Usdt>(UsdtLocation::get(), USD_UNIT);
}

#[test]
fn usdc_comes_from_asset_hub_only() {
	comes_from_asset_hub_only::<Usdc>(UsdcLocation::get(), USD_UNIT);
}

#[test]
fn asset_hub_cannot_send_anything_else() {
	development(|| {
		let sls = Location::here();
		let unknown = Location::new(1, [Parachain(1000), PalletInstance(50), GeneralIndex(7)]);
		let other_pallet =
			Location::new(1, [Parachain(1000), PalletInstance(53), GeneralIndex(1984)]);
		for asset in [sls, unknown, other_pallet] {
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

#[test]
fn every_preset_has_what_moves_and_nobody_has_any_of_it() {
	use polkadot_sdk::frame_support::traits::fungibles::roles::Inspect as _;
	use salus_runtime::{
		configs::monetary::{RELAY_TOKEN, USDC, USDT},
		genesis_config_presets::{get_preset, preset_names},
		Assets,
	};

	let minima = [(RELAY_TOKEN, RELAY_UNIT / 100), (USDT, USD_UNIT / 100), (USDC, USD_UNIT / 100)];
	for name in preset_names() {
		let preset = get_preset(&name).expect("exists");
		let preset: serde_json::Value = serde_json::from_slice(&preset).expect("is JSON");
		let rows = |of: &str| preset["assets"][of].as_array().cloned().unwrap_or_default();
		for (asset, minimum) in minima {
			let row = rows("assets").into_iter().find(|row| row[0] == asset).expect("is there");
			assert_eq!(row[2], true, "is sufficient");
			assert_eq!(row[3].as_u64(), u64::try_from(minimum).ok());
			assert!(rows("accounts").iter().all(|row| row[0] != asset), "has no supply");
		}
	}
	development(|| {
		for (asset, _) in minima {
			let owner = Assets::owner(asset).expect("exists");
			assert_eq!(Assets::issuer(asset), Some(owner.clone()));
			assert!(sp_keyring::Sr25519Keyring::iter().all(|key| key.to_account_id() != owner));
		}
	});
}
