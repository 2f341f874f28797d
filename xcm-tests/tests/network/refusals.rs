//! What Salus refuses, whoever sends it.

use crate::*;
use codec::Encode;
use frame_support::assert_noop;
use salus_runtime::{Runtime, RuntimeOrigin};
use sp_keyring::Sr25519Keyring::Eve;

/// Sends `message` from everywhere, and asserts that Salus refuses it and changes nothing.
fn refused_from_everywhere(message: Xcm<()>) {
	let before = books();
	let issued = salus_issuance();
	let send: [fn(Xcm<()>); 3] =
		[from_relay, from_parachain::<OnAssetHub>, from_parachain::<OnSibling>];
	for send in send {
		received();
		send(message.clone());
		assert_eq!(received(), [false]);
		assert_eq!(books(), before);
		assert_eq!(salus_issuance(), issued);
	}
}

fn salus_issuance() -> Balance {
	OnSalus::ext_wrapper(salus_runtime::Balances::total_issuance)
}

/// Gives every chain what it takes to pay on Salus.
fn everybody_can_pay() {
	for chain in [Location::parent(), sibling(ASSET_HUB), sibling(SIBLING)] {
		bring(&RELAY, 10 * RELAY.unit, &OnSalus::sovereign_account_id_of(chain));
	}
}

fn transact(origin_kind: OriginKind) -> Instruction<()> {
	let call = salus_runtime::RuntimeCall::System(frame_system::Call::remark_with_event {
		remark: b"from elsewhere".to_vec(),
	});
	Transact { origin_kind, fallback_max_weight: None, call: call.encode().into() }
}

#[test]
fn nobody_transacts() {
	network(|| {
		everybody_can_pay();
		for kind in [
			OriginKind::Native,
			OriginKind::SovereignAccount,
			OriginKind::Superuser,
			OriginKind::Xcm,
		] {
			refused_from_everywhere(Xcm(vec![
				WithdrawAsset(RELAY.abroad(RELAY.unit).into()),
				BuyExecution { fees: RELAY.abroad(RELAY.unit), weight_limit: Unlimited },
				transact(kind),
			]));
			refused_from_everywhere(Xcm(vec![
				UnpaidExecution { weight_limit: Unlimited, check_origin: None },
				transact(kind),
			]));
		}
	});
}

/// `asset`, said to be held where the message comes from.
fn deposited(asset: Asset) -> Xcm<()> {
	Xcm(vec![
		ReserveAssetDeposited(asset.clone().into()),
		ClearOrigin,
		BuyExecution { fees: asset, weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: local(&account(Eve)) },
	])
}

#[test]
fn only_asset_hub_is_a_reserve() {
	network(|| {
		for coin in COINS {
			let before = books();
			received();
			from_relay(deposited(coin.abroad(100 * coin.unit)));
			from_parachain::<OnSibling>(deposited(coin.abroad(100 * coin.unit)));
			assert_eq!(received(), [false; 2]);
			assert_eq!(books(), before);
			assert_eq!(coin.held(&account(Eve)), 0);
		}
	});
}

#[test]
fn nothing_else_comes_in() {
	network(|| {
		let elsewhere = [
			// Asset Hub's other assets.
			Location::new(1, [Parachain(ASSET_HUB), PalletInstance(50), GeneralIndex(7)]),
			Location::new(1, [Parachain(ASSET_HUB)]),
			// The same numbers of another chain, or under another pallet.
			Location::new(1, [Parachain(SIBLING), PalletInstance(50), GeneralIndex(1984)]),
			Location::new(1, [Parachain(ASSET_HUB), PalletInstance(53), GeneralIndex(1984)]),
			// What is Salus's own.
			Location::here(),
			Location::new(0, [PalletInstance(12), GeneralIndex(1984)]),
			// Another consensus.
			Location::new(2, [GlobalConsensus(NetworkId::Ethereum { chain_id: 1 })]),
		];
		for location in elsewhere {
			refused_from_everywhere(deposited((location, RELAY.unit).into()));
		}

		// The usual way is no way in either.
		received();
		OnAssetHub::execute_with(|| {
			asset_hub::PolkadotXcm::limited_reserve_transfer_assets(
				asset_hub::RuntimeOrigin::signed(account(Dave)),
				Box::new(sibling(SALUS).into()),
				Box::new(local(&account(Eve)).into()),
				Box::new(Assets::from((asset_hub::asset(UNKNOWN.into()), USDT.unit)).into()),
				0,
				Unlimited,
			)
			.expect("Asset Hub lets it go");
		});
		assert_eq!(received(), [false]);
	});
}

#[test]
fn nothing_is_teleported() {
	network(|| {
		for coin in COINS {
			refused_from_everywhere(Xcm(vec![
				ReceiveTeleportedAsset(coin.abroad(coin.unit).into()),
				BuyExecution { fees: coin.abroad(coin.unit), weight_limit: Unlimited },
			]));
		}
		let transfer = |asset: Asset| {
			OnSalus::execute_with(|| {
				salus_runtime::PolkadotXcm::limited_teleport_assets(
					RuntimeOrigin::signed(account(Alice)),
					Box::new(sibling(ASSET_HUB).into()),
					Box::new(local(&account(Eve)).into()),
					Box::new(Assets::from(asset).into()),
					0,
					Unlimited,
				)
			})
		};
		for coin in COINS {
			assert_eq!(
				transfer(coin.abroad(coin.unit)),
				Err(pallet_xcm::Error::<Runtime>::Filtered.into())
			);
		}
	});
}

#[test]
fn sls_stays_at_home() {
	network(|| {
		let before = salus_issuance();
		OnSalus::execute_with(|| {
			for destination in [sibling(ASSET_HUB), sibling(SIBLING), Location::parent()] {
				assert_noop!(
					salus_runtime::PolkadotXcm::transfer_assets(
						RuntimeOrigin::signed(account(Alice)),
						Box::new(destination.into()),
						Box::new(local(&account(Eve)).into()),
						Box::new(Assets::from((Location::here(), salus_runtime::UNIT)).into()),
						0,
						Unlimited,
					),
					pallet_xcm::Error::<Runtime>::Filtered
				);
			}
		});
		assert_eq!(salus_issuance(), before);
	});
}
