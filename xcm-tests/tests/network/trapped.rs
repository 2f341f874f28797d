//! What arrives and cannot pay, and who gets it.

use crate::*;
use frame_support::{assert_noop, assert_ok};
use pallet_xcm::Error;
use salus_runtime::{Runtime, RuntimeEvent, RuntimeOrigin};
use sp_keyring::Sr25519Keyring::{Bob, Eve};
use sp_runtime::{DispatchError, DispatchResult};

/// Has Dave send dollars to Eve with too little of them for the fee, and a claimer if he names one.
fn underpay(claimer: Option<Location>) {
	let mut on_arrival = Vec::new();
	if let Some(location) = claimer {
		let hints = vec![AssetClaimer { location }].try_into().expect("is one");
		on_arrival.push(SetHints { hints });
	}
	on_arrival.extend([
		BuyExecution { fees: USDT.abroad(1), weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: local(&account(Eve)) },
	]);
	OnAssetHub::execute_with(|| {
		let message = Xcm(vec![
			WithdrawAsset(USDT.at_home(AMOUNT).into()),
			DepositReserveAsset {
				assets: AllCounted(1).into(),
				dest: sibling(SALUS),
				xcm: Xcm(on_arrival),
			},
		]);
		assert_ok!(asset_hub::PolkadotXcm::execute(
			asset_hub::RuntimeOrigin::signed(account(Dave)),
			Box::new(VersionedXcm::from(message)),
			Weight::MAX,
		));
	});
}

const AMOUNT: Balance = 10_000_000;

/// Whose trapped dollars the last block of Salus reported.
fn trapped_for() -> Option<Location> {
	OnSalus::ext_wrapper(|| {
		salus_runtime::System::events().into_iter().find_map(|record| match record.event {
			RuntimeEvent::PolkadotXcm(pallet_xcm::Event::AssetsTrapped {
				origin, assets, ..
			}) if assets == VersionedAssets::from(Assets::from(USDT.abroad(AMOUNT))) => Some(origin),
			_ => None,
		})
	})
}

/// Has `who` claim the dollars for themselves, as a wallet does.
fn claim(who: Sr25519Keyring) -> DispatchResult {
	salus_runtime::PolkadotXcm::claim_assets(
		RuntimeOrigin::signed(account(who)),
		Box::new(Assets::from(USDT.abroad(AMOUNT)).into()),
		Box::new(local(&account(who)).into()),
	)
}

#[test]
fn whoever_was_named_claims_what_could_not_pay() {
	network(|| {
		let before = USDT.issued();
		let eve = Location::from(AccountId32 {
			network: Some(NetworkId::Polkadot),
			id: account(Eve).into(),
		});
		underpay(Some(eve.clone()));
		assert_eq!(trapped_for(), Some(eve));
		assert_eq!(USDT.held(&account(Eve)), 0);
		assert_eq!(USDT.issued(), before + AMOUNT, "what is trapped is backed");

		OnSalus::execute_with(|| {
			let refusal =
				DispatchError::from(Error::<Runtime>::LocalExecutionIncompleteWithError {
					index: 0,
					error: pallet_xcm::ExecutionError::UnknownClaim,
				});
			assert_noop!(claim(Bob), refusal);
			assert_ok!(claim(Eve));
			assert_noop!(claim(Eve), refusal);
		});
		assert_eq!(USDT.held(&account(Eve)), AMOUNT);
		assert_eq!(USDT.issued(), before + AMOUNT);
	});
}

/// A claim of the trapped dollars for Eve, as a chain sends it.
fn chains_claim() -> Xcm<()> {
	Xcm(vec![
		ClaimAsset {
			assets: USDT.abroad(AMOUNT).into(),
			ticket: GeneralIndex(XCM_VERSION.into()).into(),
		},
		BuyExecution { fees: USDT.abroad(AMOUNT / 10), weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: local(&account(Eve)) },
	])
}

#[test]
fn what_nobody_was_named_for_is_the_sending_chains_to_claim() {
	network(|| {
		underpay(None);
		assert_eq!(trapped_for(), Some(sibling(ASSET_HUB)));
		received();

		OnSalus::execute_with(|| assert!(claim(Eve).is_err()));
		from_parachain::<OnSibling>(chains_claim());
		assert_eq!(received(), [false]);
		assert_eq!(USDT.held(&account(Eve)), 0);

		from_parachain::<OnAssetHub>(chains_claim());
		assert_eq!(received(), [true]);
		assert!(USDT.held(&account(Eve)) > AMOUNT * 9 / 10);

		let arrived = USDT.held(&account(Eve));
		from_parachain::<OnAssetHub>(chains_claim());
		assert_eq!(received(), [false]);
		assert_eq!(USDT.held(&account(Eve)), arrived, "once");
	});
}
