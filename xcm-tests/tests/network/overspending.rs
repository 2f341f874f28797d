//! Messages that want more than there is: nothing moves on either side.

use crate::*;
use frame_support::assert_noop;
use salus_runtime::{Runtime, RuntimeOrigin};
use sp_keyring::Sr25519Keyring::Eve;
use sp_runtime::traits::Dispatchable;

/// What Asset Hub owns on Salus, as an account there.
fn asset_hubs_own() -> AccountId {
	OnSalus::sovereign_account_id_of(sibling(ASSET_HUB))
}

/// All that could change: what both chains hold and have issued, and what accounts have.
fn everything() -> Vec<Balance> {
	let mut all = Vec::new();
	for coin in COINS {
		all.extend([coin.reserve(), coin.issued()]);
		for who in [account(Alice), account(Dave), account(Eve), asset_hubs_own()] {
			all.extend([coin.held(&who), coin.held_at_home(&who)]);
		}
	}
	all
}

/// Runs `spend`, and asserts that Salus refused as many messages as it says and nothing has changed.
fn changes_nothing(refused: usize, spend: impl FnOnce()) {
	let before = everything();
	received();
	spend();
	assert_eq!(received(), vec![false; refused]);
	assert_eq!(everything(), before);
}

fn spending(amount: Balance, fees: Balance, weight_limit: WeightLimit) -> Xcm<()> {
	Xcm(vec![
		WithdrawAsset(USDT.abroad(amount).into()),
		BuyExecution { fees: USDT.abroad(fees), weight_limit },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: local(&account(Eve)) },
	])
}

#[test]
fn a_chain_cannot_withdraw_more_than_it_has() {
	network(|| {
		bring(&USDT, 10 * USDT.unit, &asset_hubs_own());
		let has = USDT.held(&asset_hubs_own());
		changes_nothing(1, || {
			from_parachain::<OnAssetHub>(spending(has + 1, USDT.unit, Unlimited));
		});
		changes_nothing(1, || {
			from_parachain::<OnSibling>(spending(USDT.unit, USDT.unit, Unlimited));
		});

		// What it has, it may spend.
		from_parachain::<OnAssetHub>(spending(has, USDT.unit, Unlimited));
		assert_eq!(received(), [true]);
		assert!(USDT.held(&account(Eve)) > has - USDT.unit);
		assert_eq!(USDT.held(&asset_hubs_own()), 0);
	});
}

#[test]
fn a_message_cannot_run_on_less_weight_than_it_takes() {
	network(|| {
		bring(&USDT, 10 * USDT.unit, &asset_hubs_own());
		let limit = Limited(Weight::from_parts(1_000, 1_000));
		changes_nothing(1, || {
			from_parachain::<OnAssetHub>(spending(USDT.unit, USDT.unit, limit.clone()));
		});
	});
}

#[test]
fn a_high_weight_limit_buys_no_more_than_the_fees_pay_for() {
	network(|| {
		bring(&USDT, 10 * USDT.unit, &asset_hubs_own());
		let (has, books) = (USDT.held(&asset_hubs_own()), books());
		received();
		let limit = Limited(Weight::MAX);
		from_parachain::<OnAssetHub>(spending(USDT.unit, 1, limit.clone()));
		assert_eq!(received(), [false]);
		assert_eq!(USDT.held(&account(Eve)), 0);
		assert_eq!(USDT.held(&asset_hubs_own()), has - USDT.unit, "what it withdrew is trapped");
		assert_eq!(crate::books(), books);

		// With enough to pay, only what was used is taken.
		let paid_before = USDT.held(&account(Alice));
		from_parachain::<OnAssetHub>(spending(USDT.unit, USDT.unit, limit));
		assert_eq!(received(), [true]);
		let fee = USDT.held(&account(Alice)) - paid_before;
		assert_eq!(USDT.held(&account(Eve)), USDT.unit - fee);
	});
}

#[test]
fn a_message_cannot_issue_and_fail() {
	network(|| {
		let before = books();
		from_parachain::<OnAssetHub>(Xcm(vec![
			WithdrawAsset(USDT.abroad(1).into()),
			BuyExecution { fees: USDT.abroad(1), weight_limit: Unlimited },
			ReserveAssetDeposited(USDC.abroad(USDC.unit).into()),
		]));
		assert_eq!(received(), [false]);
		assert_eq!(books(), before);
	});
}

#[test]
fn nobody_on_salus_sends_more_than_they_have() {
	network(|| {
		bring(&RELAY, 10 * RELAY.unit, &account(Eve));
		bring(&USDT, 10 * USDT.unit, &account(Eve));
		let calls = [
			relay_token_home(RELAY.held(&account(Eve)) + 1, &account(Eve)),
			dollars_home(&USDT, USDT.held(&account(Eve)) + 1, &account(Eve)),
			dollars_home(&USDC, 1, &account(Eve)),
			// All of it leaves nothing for the delivery.
			dollars_home(&USDT, USDT.held(&account(Eve)), &account(Eve)),
		];
		for (index, call) in calls.into_iter().enumerate() {
			let refusal = match index {
				3 => pallet_xcm::Error::<Runtime>::FeesNotMet,
				_ => pallet_xcm::Error::<Runtime>::LocalExecutionIncompleteWithError {
					index: 0,
					error: pallet_xcm::ExecutionError::FailedToTransactAsset,
				},
			};
			let call = salus_runtime::RuntimeCall::from(call);
			changes_nothing(0, || {
				OnSalus::execute_with(|| {
					assert_noop!(
						call.dispatch(RuntimeOrigin::signed(account(Eve)))
							.map(drop)
							.map_err(|error| error.error),
						refusal
					);
				});
			});
		}
	});
}

#[test]
fn salus_cannot_take_more_from_its_reserve_than_is_there() {
	network(|| {
		changes_nothing(0, || {
			OnSalus::execute_with(|| {
				let message = Xcm(vec![
					WithdrawAsset(USDT.at_home(1_000 * USDT.unit).into()),
					BuyExecution { fees: USDT.at_home(USDT.unit), weight_limit: Unlimited },
					DepositAsset {
						assets: AllCounted(1).into(),
						beneficiary: local(&account(Eve)),
					},
				]);
				salus_runtime::PolkadotXcm::send_xcm(Here, sibling(ASSET_HUB), message)
					.expect("is sent");
			});
		});
	});
}
