//! Salus between a relay chain, Asset Hub and another parachain.
//!
//! Every test begins with the same network, and ends with the same question: does Asset Hub hold for
//! Salus exactly what Salus has issued?

// What the SDK's macros make has no documentation, and asks for features that only runtimes have.
#![allow(missing_docs, unexpected_cfgs)]

mod asset_hub;
mod overspending;
mod refusals;
mod relay;
mod transfers;
mod trapped;
mod wallet;

use cumulus_primitives_core::AggregateMessageOrigin;
use frame_support::traits::fungibles::Inspect as _;
use parachains_common::{AccountId, Balance};
use salus_runtime::{configs::monetary, genesis_config_presets};
use serde_json::Value;
use sp_core::storage::Storage;
use sp_keyring::Sr25519Keyring::{self, Alice, Dave};
use sp_runtime::{BuildStorage, Digest};
use staging_xcm::{
	latest::prelude::*, VersionedAssetId, VersionedAssets, VersionedLocation, VersionedXcm,
};
use staging_xcm_executor::traits::TransferType;
use xcm_emulator::{
	decl_test_networks, decl_test_parachains, decl_test_relay_chains, BlockProducer, Chain,
	OnInitialize, Parachain, TestExt, RELAY_CHAIN_SLOT_DURATION_MILLIS,
};

const ASSET_HUB: u32 = 1000;
const SALUS: u32 = 2000;
const SIBLING: u32 = 2001;

/// An asset of Asset Hub that Salus knows nothing of.
const UNKNOWN: u32 = 7;

/// What Dave has of each of Asset Hub's assets, and of the relay chain's token, in whole ones.
const FORTUNE: Balance = 10_000;

decl_test_relay_chains! {
	#[api_version(13)]
	pub struct Relay {
		genesis = relay_genesis(),
		on_init = relay::speak_with(Parachain(SALUS).into()),
		runtime = relay,
		core = {
			SovereignAccountOf: relay::LocationToAccountId,
		},
		pallets = {
			XcmPallet: relay::XcmPallet,
		}
	}
}

decl_test_parachains! {
	pub struct AssetHub {
		genesis = asset_hub_genesis(ASSET_HUB),
		on_init = asset_hub::speak_with(sibling(SALUS)),
		runtime = asset_hub,
		core = {
			XcmpMessageHandler: asset_hub::XcmpQueue,
			LocationToAccountId: asset_hub::LocationToAccountId,
			ParachainInfo: asset_hub::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
			BlockProducer: WithoutAuthors,
		},
		pallets = {
			PolkadotXcm: asset_hub::PolkadotXcm,
		}
	},
	pub struct Salus {
		genesis = salus_genesis(),
		on_init = salus_speaks(),
		runtime = salus_runtime,
		core = {
			XcmpMessageHandler: salus_runtime::XcmpQueue,
			LocationToAccountId: salus_runtime::configs::xcm::LocationToAccountId,
			ParachainInfo: salus_runtime::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
		},
		pallets = {
			PolkadotXcm: salus_runtime::PolkadotXcm,
		}
	},
	pub struct Sibling {
		genesis = asset_hub_genesis(SIBLING),
		on_init = asset_hub::speak_with(sibling(SALUS)),
		runtime = asset_hub,
		core = {
			XcmpMessageHandler: asset_hub::XcmpQueue,
			LocationToAccountId: asset_hub::LocationToAccountId,
			ParachainInfo: asset_hub::ParachainInfo,
			MessageOrigin: AggregateMessageOrigin,
			BlockProducer: WithoutAuthors,
		},
		pallets = {
			PolkadotXcm: asset_hub::PolkadotXcm,
		}
	}
}

decl_test_networks! {
	pub struct Polkadot {
		relay_chain = Relay,
		parachains = vec![
			AssetHub,
			Salus,
			Sibling,
		],
		bridge = ()
	}
}

type OnRelay = RelayRelay;
type OnAssetHub = AssetHubPara;
type OnSalus = SalusPara;
type OnSibling = SiblingPara;

/// Blocks of chains on which nobody needs to know who made them.
pub struct WithoutAuthors;
impl BlockProducer for WithoutAuthors {
	fn slot_duration() -> u64 {
		RELAY_CHAIN_SLOT_DURATION_MILLIS
	}

	fn pre_runtime_digest(_: u32) -> Digest {
		Digest::default()
	}
}

fn relay_genesis() -> Storage {
	relay::RuntimeGenesisConfig {
		balances: relay::BalancesConfig {
			balances: vec![(account(Dave), FORTUNE * RELAY.unit)],
			..Default::default()
		},
		xcm_pallet: relay::XcmPalletConfig {
			safe_xcm_version: Some(XCM_VERSION),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("builds")
}

/// A chain where Dave owns and mints all assets.
fn asset_hub_genesis(para: u32) -> Storage {
	let assets = [(monetary::USDT, USDT.unit), (monetary::USDC, USDC.unit), (UNKNOWN, USDT.unit)];
	asset_hub::RuntimeGenesisConfig {
		parachain_info: asset_hub::ParachainInfoConfig {
			parachain_id: para.into(),
			..Default::default()
		},
		balances: asset_hub::BalancesConfig {
			balances: vec![(account(Dave), FORTUNE * RELAY.unit)],
			..Default::default()
		},
		assets: asset_hub::AssetsConfig {
			assets: assets.map(|(asset, unit)| (asset, account(Dave), true, unit / 100)).into(),
			accounts: assets.map(|(asset, unit)| (asset, account(Dave), FORTUNE * unit)).into(),
			..Default::default()
		},
		polkadot_xcm: asset_hub::PolkadotXcmConfig {
			safe_xcm_version: Some(XCM_VERSION),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("builds")
}

/// The development preset as it is: one collator, who is Alice.
fn salus_genesis() -> Storage {
	fn merge(base: &mut Value, patch: Value) {
		match (base, patch) {
			(Value::Object(base), Value::Object(patch)) => {
				for (key, value) in patch {
					merge(base.entry(key).or_insert(Value::Null), value);
				}
			}
			(base, patch) => *base = patch,
		}
	}
	let preset = genesis_config_presets::get_preset(&"development".into()).expect("exists");
	let mut config =
		serde_json::to_value(salus_runtime::RuntimeGenesisConfig::default()).expect("serialises");
	merge(&mut config, serde_json::from_slice(&preset).expect("is JSON"));
	genesis_config_presets::genesis_storage(config).expect("builds")
}

/// Salus knows which version of XCM the others speak. Whoever does not know asks, and answers would be
/// counted with the messages that the tests send.
fn salus_speaks() {
	for place in [Location::parent(), sibling(ASSET_HUB), sibling(SIBLING)] {
		salus_runtime::PolkadotXcm::force_xcm_version(
			salus_runtime::RuntimeOrigin::root(),
			Box::new(place),
			XCM_VERSION,
		)
		.expect("root may");
	}
}

/// An asset that moves, and where each chain sees it.
struct Coin {
	/// Its number on Salus.
	id: u32,
	unit: Balance,
	/// Its number on Asset Hub; the relay chain's token has none.
	number: Option<u128>,
}

const RELAY: Coin = Coin { id: monetary::RELAY_TOKEN, unit: monetary::RELAY_UNIT, number: None };
const USDT: Coin = Coin { id: monetary::USDT, unit: monetary::USD_UNIT, number: Some(1984) };
const USDC: Coin = Coin { id: monetary::USDC, unit: monetary::USD_UNIT, number: Some(1337) };
const COINS: [Coin; 3] = [RELAY, USDT, USDC];

impl Coin {
	/// Some of it, as Asset Hub says.
	fn at_home(&self, amount: Balance) -> Asset {
		(self.number.map_or(Location::parent(), asset_hub::asset), amount).into()
	}

	/// Some of it, as Salus and other parachains say.
	fn abroad(&self, amount: Balance) -> Asset {
		let location = self.number.map_or(Location::parent(), |number| {
			Location::new(1, [Parachain(ASSET_HUB), PalletInstance(50), GeneralIndex(number)])
		});
		(location, amount).into()
	}

	/// What `who` has of it on Asset Hub.
	fn held_at_home(&self, who: &AccountId) -> Balance {
		OnAssetHub::ext_wrapper(|| match self.number {
			Some(_) => asset_hub::Assets::balance(self.id, who),
			None => asset_hub::Balances::free_balance(who),
		})
	}

	/// What `who` has of it on Salus.
	fn held(&self, who: &AccountId) -> Balance {
		OnSalus::ext_wrapper(|| salus_runtime::Assets::balance(self.id, who))
	}

	/// What there is of it on Salus.
	fn issued(&self) -> Balance {
		OnSalus::ext_wrapper(|| salus_runtime::Assets::total_issuance(self.id))
	}

	/// What Asset Hub holds for Salus.
	fn reserve(&self) -> Balance {
		self.held_at_home(&OnAssetHub::sovereign_account_id_of(sibling(SALUS)))
	}
}

fn account(key: Sr25519Keyring) -> AccountId {
	key.to_account_id()
}

fn sibling(para: u32) -> Location {
	Location::new(1, [Parachain(para)])
}

/// An account, as the chain says on which it is.
fn local(who: &AccountId) -> Location {
	AccountId32 { network: None, id: who.clone().into() }.into()
}

/// Everything that Asset Hub holds for Salus, and what Salus has issued of it.
fn books() -> [(Balance, Balance); 3] {
	COINS.map(|coin| (coin.reserve(), coin.issued()))
}

/// Runs `test` on a fresh network whose collator can be paid, and balances the books.
fn network(test: impl FnOnce()) {
	for coin in COINS {
		bring(&coin, coin.unit, &account(Alice));
	}
	assert_eq!(received(), vec![true; 3]);
	test();
	for (reserve, issued) in books() {
		assert_eq!(reserve, issued, "what is held is what is issued");
	}
}

/// Has Dave send some of `coin` from Asset Hub to `to` on Salus, with the call that a wallet uses.
fn bring(coin: &Coin, amount: Balance, to: &AccountId) {
	OnAssetHub::execute_with(|| {
		let origin = asset_hub::RuntimeOrigin::signed(account(Dave));
		let assets = Assets::from(coin.at_home(amount));
		if coin.number.is_some() {
			asset_hub::PolkadotXcm::limited_reserve_transfer_assets(
				origin,
				Box::new(sibling(SALUS).into()),
				Box::new(local(to).into()),
				Box::new(assets.into()),
				0,
				Unlimited,
			)
		} else {
			asset_hub::PolkadotXcm::transfer_assets_using_type_and_then(
				origin,
				Box::new(sibling(SALUS).into()),
				Box::new(assets.into()),
				Box::new(TransferType::LocalReserve),
				Box::new(AssetId(Location::parent()).into()),
				Box::new(TransferType::LocalReserve),
				Box::new(arrive(to)),
				Unlimited,
			)
		}
		.expect("leaves Asset Hub");
	});
}

/// What is done where assets arrive.
fn arrive(to: &AccountId) -> VersionedXcm<()> {
	let assets = AllCounted(1).into();
	VersionedXcm::from(Xcm::<()>(vec![DepositAsset { assets, beneficiary: local(to) }]))
}

/// The call that sends the relay chain's token back: its reserve has to be named, because `pallet-xcm`
/// does not guess where it is.
fn relay_token_home(amount: Balance, to: &AccountId) -> pallet_xcm::Call<salus_runtime::Runtime> {
	pallet_xcm::Call::transfer_assets_using_type_and_then {
		dest: Box::new(VersionedLocation::from(sibling(ASSET_HUB))),
		assets: Box::new(VersionedAssets::from(Assets::from(RELAY.abroad(amount)))),
		assets_transfer_type: Box::new(TransferType::DestinationReserve),
		remote_fees_id: Box::new(VersionedAssetId::from(AssetId(Location::parent()))),
		fees_transfer_type: Box::new(TransferType::DestinationReserve),
		custom_xcm_on_dest: Box::new(arrive(to)),
		weight_limit: Unlimited,
	}
}

/// The call that sends dollars back.
fn dollars_home(
	coin: &Coin,
	amount: Balance,
	to: &AccountId,
) -> pallet_xcm::Call<salus_runtime::Runtime> {
	pallet_xcm::Call::limited_reserve_transfer_assets {
		dest: Box::new(VersionedLocation::from(sibling(ASSET_HUB))),
		beneficiary: Box::new(VersionedLocation::from(local(to))),
		assets: Box::new(VersionedAssets::from(Assets::from(coin.abroad(amount)))),
		fee_asset_item: 0,
		weight_limit: Unlimited,
	}
}

/// Whether each message that came to Salus since this was last asked was carried out.
fn received() -> Vec<bool> {
	OnSalus::ext_wrapper(|| {
		let outcomes = salus_runtime::System::events()
			.into_iter()
			.filter_map(|record| match record.event {
				salus_runtime::RuntimeEvent::MessageQueue(
					pallet_message_queue::Event::Processed { success, .. },
				) => Some(success),
				salus_runtime::RuntimeEvent::MessageQueue(
					pallet_message_queue::Event::ProcessingFailed { .. },
				) => Some(false),
				_ => None,
			})
			.collect();
		salus_runtime::System::reset_events();
		outcomes
	})
}

/// Sends `message` to Salus as Asset Hub itself, or as another parachain that runs the same.
fn from_parachain<Para>(message: Xcm<()>)
where
	Para: TestExt + Chain<Runtime = asset_hub::Runtime>,
{
	Para::execute_with(|| {
		asset_hub::PolkadotXcm::send_xcm(Here, sibling(SALUS), message).expect("is sent");
	});
}

/// Sends `message` to Salus as the relay chain itself.
fn from_relay(message: Xcm<()>) {
	OnRelay::execute_with(|| {
		relay::XcmPallet::send_xcm(Here, Parachain(SALUS), message).expect("is sent");
	});
}
