//! What the presets build, and what is refused.

use crate::support::{account, build};
use polkadot_sdk::{frame_support::traits::fungibles::Inspect, sp_genesis_builder::PresetId, *};
use salus_primitives::{Credentials as _, LicenceKind};
use salus_runtime::{
	configs::monetary::{RelayToken, RELAY_TOKEN},
	genesis_config_presets::{get_preset, preset_names},
	AccountId, Assets, Balances, CollatorSelection, Credentials, ParachainInfo, Runtime, Session,
	SessionKeys, EXISTENTIAL_DEPOSIT,
};
use serde_json::{json, Value};
use sp_core::crypto::Ss58Codec;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Ferdie};

fn sorted<const N: usize>(keys: [Sr25519Keyring; N]) -> [AccountId; N] {
	let mut accounts = keys.map(account);
	accounts.sort();
	accounts
}

fn members() -> Vec<AccountId> {
	pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get()
}

/// What somebody who launches the chain adds to `production`.
fn authorities() -> Value {
	let collator = sp_core::sr25519::Public::from_raw([7; 32]).to_ss58check();
	let members =
		[7, 8, 9].map(|seed| sp_core::sr25519::Public::from_raw([seed; 32]).to_ss58check());
	json!({
		"collatorSelection": { "invulnerables": [collator] },
		"session": { "keys": [[collator, collator, { "aura": collator }]] },
		"technicalCommittee": { "members": members },
		"council": { "founders": members },
		"parachainInfo": { "parachainId": 3333 },
	})
}

#[test]
fn there_are_three_presets() {
	let names = preset_names();
	assert_eq!(names, ["development", "local_testnet", "production"].map(PresetId::from));
	assert!(names.iter().all(|name| get_preset(name).is_some()));
	assert_eq!(get_preset(&PresetId::from("sudo")), None);
}

#[test]
fn development_is_ready_to_use() {
	build("development", json!({})).expect("builds").execute_with(|| {
		assert_eq!(members(), sorted([Alice, Bob, Charlie]));
		assert_eq!(Session::validators(), [account(Alice)]);
		assert_eq!(u32::from(ParachainInfo::parachain_id()), 2000);
		for kind in LicenceKind::ALL {
			let accreditation = pallet_credentials::Accreditations::<Runtime>::get(account(Ferdie));
			assert!(accreditation.iter().any(|accredited| accredited.kind == kind));
			assert!(!Credentials::holds(&account(Ferdie), kind), "to issue is not to hold");
		}
		for key in Sr25519Keyring::well_known() {
			assert!(Balances::free_balance(account(key)) > EXISTENTIAL_DEPOSIT);
			assert!(Assets::balance(1, account(key)) > 0);
		}
		assert_eq!(Balances::free_balance(CollatorSelection::account_id()), EXISTENTIAL_DEPOSIT);
	});
}

#[test]
fn local_testnet_has_two_collators() {
	build("local_testnet", json!({})).expect("builds").execute_with(|| {
		let mut validators = Session::validators();
		validators.sort();
		assert_eq!(validators, sorted([Alice, Bob]));
		let keys = SessionKeys { aura: Bob.public().into() };
		assert_eq!(pallet_session::NextKeys::<Runtime>::get(account(Bob)), Some(keys));
	});
}

#[test]
fn production_is_refused_until_somebody_has_authority() {
	let refusal = |patch| build("production", patch).err().unwrap_or_default();

	assert!(refusal(json!({})).contains("collatorSelection.invulnerables"));

	let mut patch = authorities();
	patch["session"] = Value::Null;
	assert!(!refusal(patch).is_empty(), "null is no session");

	let mut patch = authorities();
	patch["session"]["keys"] = json!([]);
	assert!(refusal(patch).contains("session.keys"));

	// Two of them would be the whole body.
	for (body, members) in [("technicalCommittee", "members"), ("council", "founders")] {
		let mut patch = authorities();
		patch[body][members].as_array_mut().expect("is a list").pop();
		assert!(refusal(patch).contains(&format!("{body}.{members}")));
	}
}

#[test]
fn production_builds_with_authorities_and_knows_nobody_else() {
	build("production", authorities()).expect("builds").execute_with(|| {
		let collator = sp_core::sr25519::Public::from_raw([7; 32]).into();
		assert_eq!(Session::validators(), [collator]);
		assert_eq!(u32::from(ParachainInfo::parachain_id()), 3333);
		assert_eq!(
			Balances::total_issuance(),
			2 * EXISTENTIAL_DEPOSIT,
			"the pot's and the treasury's"
		);
		assert!(Assets::asset_exists(RELAY_TOKEN));
		assert!(!Assets::asset_exists(1));
		assert_eq!(pallet_credentials::Accreditations::<Runtime>::iter().count(), 0);
	});
}

#[test]
fn production_holds_no_well_known_key() {
	let preset = get_preset(&PresetId::from("production")).expect("exists");
	let preset = String::from_utf8(preset).expect("is text");
	for key in Sr25519Keyring::iter() {
		assert!(!preset.contains(&key.to_account_id().to_ss58check()), "{key:?}");
		assert!(!preset.contains(&key.public().to_ss58check()), "{key:?}");
	}
}

#[test]
fn nobody_can_mint_the_relay_token() {
	use frame_support::traits::fungibles::roles::Inspect as Roles;

	build("development", json!({})).expect("builds").execute_with(|| {
		let owner = Assets::owner(RELAY_TOKEN).expect("exists");
		assert_eq!(Assets::issuer(RELAY_TOKEN), Some(owner.clone()));
		assert!(Sr25519Keyring::iter().all(|key| key.to_account_id() != owner));
		assert_eq!(
			<RelayToken as frame_support::traits::fungible::Inspect<_>>::total_issuance(),
			0
		);
	});
}
