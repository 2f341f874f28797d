//! What a wallet asks before it signs, and that it is told the truth.

use crate::*;
use frame_support::storage::{with_transaction, TransactionOutcome};
use salus_runtime::{Block, OriginCaller, Runtime, RuntimeCall, RuntimeOrigin};
use sp_keyring::Sr25519Keyring::Eve;
use sp_runtime::{traits::Dispatchable, DispatchError};
use staging_xcm::VersionedAsset;
use xcm_runtime_apis::{
	conversions::runtime_decl_for_location_to_account_api::LocationToAccountApiV1,
	dry_run::runtime_decl_for_dry_run_api::DryRunApiV2,
	fees::runtime_decl_for_xcm_payment_api::XcmPaymentApiV2,
	trusted_query::runtime_decl_for_trusted_query_api::TrustedQueryApiV1,
};

fn fungible(asset: &Asset) -> Balance {
	match asset.fun {
		Fungible(amount) => amount,
		NonFungible(_) => 0,
	}
}

/// What Salus receives when `coin` is sent to Eve.
fn arrival(coin: &Coin, amount: Balance) -> Xcm<()> {
	Xcm(vec![
		ReserveAssetDeposited(coin.abroad(amount).into()),
		ClearOrigin,
		BuyExecution { fees: coin.abroad(amount), weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: local(&account(Eve)) },
		SetTopic([0; 32]),
	])
}

/// The fee for `message` in `coin`, as the runtime answers.
fn quote(coin: &Coin, message: Xcm<()>) -> Balance {
	let weight = Runtime::query_xcm_weight(VersionedXcm::from(message)).expect("is weighed");
	let asset = VersionedAssetId::from(coin.abroad(1).id);
	Runtime::query_weight_to_asset_fee(weight, asset).expect("is acceptable")
}

/// What the runtime answers. As with a node, nothing of what it did for the answer stays.
fn asked<Answer>(question: impl FnOnce() -> Answer) -> Answer {
	OnSalus::ext_wrapper(|| {
		with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(question())))
	})
	.expect("is answered")
}

#[test]
fn three_assets_pay() {
	network(|| {
		asked(|| {
			let acceptable = COINS.map(|coin| VersionedAssetId::from(coin.abroad(1).id));
			assert_eq!(
				Runtime::query_acceptable_payment_assets(XCM_VERSION),
				Ok(acceptable.to_vec())
			);
			let sls = VersionedAssetId::from(AssetId(Location::here()));
			let weight = Weight::from_parts(1_000_000_000, 10_000);
			assert!(Runtime::query_weight_to_asset_fee(weight, sls).is_err());
		});
	});
}

#[test]
fn the_fee_of_arriving_is_the_one_that_was_quoted() {
	network(|| {
		for coin in &COINS {
			let amount = 20 * coin.unit;
			let quoted = asked(|| {
				let message = VersionedXcm::from(Xcm::<RuntimeCall>::from(arrival(coin, amount)));
				let dry = Runtime::dry_run_xcm(sibling(ASSET_HUB).into(), message).expect("runs");
				assert!(dry.execution_result.ensure_complete().is_ok());
				quote(coin, arrival(coin, amount))
			});
			let before = coin.held(&account(Eve));
			bring(coin, amount, &account(Eve));
			assert_eq!(coin.held(&account(Eve)), before + amount - quoted);
			println!("arriving costs {quoted} of asset {}", coin.id);
		}
	});
}

#[test]
fn the_price_of_leaving_is_the_one_that_was_quoted() {
	network(|| {
		for coin in &COINS {
			bring(coin, 20 * coin.unit, &account(Eve));
			let call = RuntimeCall::from(match coin.number {
				Some(_) => dollars_home(coin, coin.unit, &account(Eve)),
				None => relay_token_home(coin.unit, &account(Eve)),
			});
			let origin: OriginCaller = frame_system::RawOrigin::Signed(account(Eve)).into();
			let quoted = asked(|| {
				let dry = Runtime::dry_run_call(origin, call.clone(), XCM_VERSION).expect("runs");
				assert!(dry.execution_result.is_ok());
				let [(destination, messages)] = &dry.forwarded_xcms[..] else {
					panic!("one destination: {:?}", dry.forwarded_xcms);
				};
				assert_eq!(*destination, VersionedLocation::from(sibling(ASSET_HUB)));
				let fees = Runtime::query_delivery_fees(
					destination.clone(),
					messages[0].clone(),
					VersionedAssetId::from(coin.abroad(1).id),
				)
				.expect("is priced in the asset that pays");
				let fees = Assets::try_from(fees).expect("is current");
				assert_eq!(fees.len(), 1);
				fungible(fees.get(0).expect("is one"))
			});
			let before = coin.held(&account(Eve));
			OnSalus::execute_with(|| {
				call.dispatch(RuntimeOrigin::signed(account(Eve))).expect("leaves");
			});
			assert_eq!(coin.held(&account(Eve)), before - coin.unit - quoted);
			println!("leaving costs {quoted} of asset {}", coin.id);
		}
	});
}

#[test]
fn a_wallet_finds_accounts_and_reserves() {
	network(|| {
		asked(|| {
			let location = VersionedLocation::from(local(&account(Eve)));
			assert_eq!(
				<Runtime as LocationToAccountApiV1<Block, AccountId>>::convert_location(location),
				Ok(account(Eve))
			);
			for coin in COINS {
				let asset = VersionedAsset::from(coin.abroad(1));
				let trusted = |place: Location| {
					(
						Runtime::is_trusted_reserve(asset.clone(), place.clone().into()),
						Runtime::is_trusted_teleporter(asset.clone(), place.into()),
					)
				};
				assert_eq!(trusted(sibling(ASSET_HUB)), (Ok(true), Ok(false)));
				assert_eq!(trusted(sibling(SIBLING)), (Ok(false), Ok(false)));
				assert_eq!(trusted(Location::parent()), (Ok(false), Ok(false)));
			}
		});
	});
}
