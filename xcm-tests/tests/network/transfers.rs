//! What moves, there and back, and what it costs.

use crate::*;
use frame_support::assert_ok;
use salus_runtime::RuntimeOrigin;
use sp_keyring::Sr25519Keyring::{Bob, Eve};
use sp_runtime::traits::Dispatchable;

/// Has `who` on Salus make `call`.
fn on_salus(who: Sr25519Keyring, call: pallet_xcm::Call<salus_runtime::Runtime>) {
	let call = salus_runtime::RuntimeCall::from(call);
	OnSalus::execute_with(|| {
		assert_ok!(call.dispatch(RuntimeOrigin::signed(account(who))));
	});
}

#[test]
fn the_relay_token_comes_from_the_relay_chain_and_goes_back_there() {
	network(|| {
		let (dave, eve) = (account(Dave), account(Eve));
		let amount = 100 * RELAY.unit;

		// From the relay chain to Asset Hub, which holds it for everybody.
		let before = RELAY.held_at_home(&dave);
		OnRelay::execute_with(|| {
			assert_ok!(relay::XcmPallet::limited_teleport_assets(
				relay::RuntimeOrigin::signed(dave.clone()),
				Box::new(Location::from(Parachain(ASSET_HUB)).into()),
				Box::new(local(&dave).into()),
				Box::new(Assets::from((Here, amount)).into()),
				0,
				Unlimited,
			));
		});
		let teleported = RELAY.held_at_home(&dave) - before;
		assert!(teleported > amount - RELAY.unit);

		let paid_before = RELAY.held(&account(Alice));
		bring(&RELAY, amount, &eve);
		assert_eq!(received(), [true]);
		let arrived = RELAY.held(&eve);
		let fee = RELAY.held(&account(Alice)) - paid_before;
		assert_eq!(arrived + fee, amount);
		assert!(0 < fee && fee < RELAY.unit / 100, "the fee is {fee}");

		// Back, by hand of somebody who has nothing left on Asset Hub.
		let (paid_before, reserve_before) = (RELAY.held(&account(Alice)), RELAY.reserve());
		let back = arrived / 2;
		on_salus(Eve, relay_token_home(back, &eve));
		let delivery = RELAY.held(&account(Alice)) - paid_before;
		assert_eq!(RELAY.held(&eve), arrived - back - delivery);
		assert_eq!(RELAY.reserve(), reserve_before - back);
		let home = RELAY.held_at_home(&eve);
		assert!(home > back - RELAY.unit / 100);

		OnAssetHub::execute_with(|| {
			assert_ok!(asset_hub::PolkadotXcm::limited_teleport_assets(
				asset_hub::RuntimeOrigin::signed(eve.clone()),
				Box::new(Location::parent().into()),
				Box::new(local(&eve).into()),
				Box::new(Assets::from(RELAY.at_home(home / 2)).into()),
				0,
				Unlimited,
			));
		});
		let relay = OnRelay::ext_wrapper(|| relay::Balances::free_balance(&eve));
		assert!(relay > home / 2 - RELAY.unit / 100);
	});
}

/// Dollars come in and go back, and nothing else pays for their way.
fn there_and_back(coin: &Coin) {
	let eve = account(Eve);
	let amount = 100 * coin.unit;

	let paid_before = coin.held(&account(Alice));
	bring(coin, amount, &eve);
	assert_eq!(received(), [true]);
	let arrived = coin.held(&eve);
	let fee = coin.held(&account(Alice)) - paid_before;
	assert_eq!(arrived + fee, amount);
	assert!(0 < fee && fee < coin.unit / 20, "the fee is {fee}");

	// Eve has no other asset, and a wallet chooses between two calls.
	let back = arrived / 4;
	let calls = [
		dollars_home(coin, back, &eve),
		pallet_xcm::Call::transfer_assets {
			dest: Box::new(sibling(ASSET_HUB).into()),
			beneficiary: Box::new(local(&eve).into()),
			assets: Box::new(Assets::from(coin.abroad(back)).into()),
			fee_asset_item: 0,
			weight_limit: Unlimited,
		},
	];
	for call in calls {
		let (held, home) = (coin.held(&eve), coin.held_at_home(&eve));
		let (paid_before, reserve) = (coin.held(&account(Alice)), coin.reserve());
		on_salus(Eve, call);
		let delivery = coin.held(&account(Alice)) - paid_before;
		assert!(0 < delivery && delivery < coin.unit / 10, "delivery is {delivery}");
		assert_eq!(coin.held(&eve), held - back - delivery);
		assert_eq!(coin.reserve(), reserve - back);
		assert!(coin.held_at_home(&eve) > home + back - coin.unit / 10);
	}
	assert_eq!(RELAY.held(&eve), 0);
}

#[test]
fn usdt_comes_in_and_goes_back() {
	network(|| there_and_back(&USDT));
}

#[test]
fn usdc_comes_in_and_goes_back() {
	network(|| there_and_back(&USDC));
}

#[test]
fn two_assets_travel_together_and_one_pays() {
	network(|| {
		let eve = account(Eve);
		OnAssetHub::execute_with(|| {
			let assets = vec![USDC.at_home(50 * USDC.unit), USDT.at_home(60 * USDT.unit)];
			assert_ok!(asset_hub::PolkadotXcm::limited_reserve_transfer_assets(
				asset_hub::RuntimeOrigin::signed(account(Dave)),
				Box::new(sibling(SALUS).into()),
				Box::new(local(&eve).into()),
				Box::new(Assets::from(assets).into()),
				1,
				Unlimited,
			));
		});
		assert_eq!(received(), [true]);
		assert_eq!(USDC.held(&eve), 50 * USDC.unit);
		assert!(USDT.held(&eve) < 60 * USDT.unit);

		let assets = vec![USDC.abroad(20 * USDC.unit), USDT.abroad(20 * USDT.unit)];
		on_salus(
			Eve,
			pallet_xcm::Call::transfer_assets {
				dest: Box::new(sibling(ASSET_HUB).into()),
				beneficiary: Box::new(local(&account(Bob)).into()),
				assets: Box::new(Assets::from(assets).into()),
				fee_asset_item: 0,
				weight_limit: Unlimited,
			},
		);
		assert_eq!(USDT.held_at_home(&account(Bob)), 20 * USDT.unit);
		assert!(USDC.held_at_home(&account(Bob)) > 19 * USDC.unit);
	});
}

#[test]
fn dollars_go_on_to_another_parachain_through_their_reserve() {
	network(|| {
		let eve = account(Eve);
		bring(&USDT, 100 * USDT.unit, &eve);
		let reserve = USDT.reserve();
		on_salus(
			Eve,
			pallet_xcm::Call::transfer_assets {
				dest: Box::new(sibling(SIBLING).into()),
				beneficiary: Box::new(local(&eve).into()),
				assets: Box::new(Assets::from(USDT.abroad(10 * USDT.unit)).into()),
				fee_asset_item: 0,
				weight_limit: Unlimited,
			},
		);
		assert_eq!(USDT.reserve(), reserve - 10 * USDT.unit);
		let theirs = OnAssetHub::sovereign_account_id_of(sibling(SIBLING));
		assert!(USDT.held_at_home(&theirs) > 9 * USDT.unit);
	});
}
