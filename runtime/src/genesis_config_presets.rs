//! The states that a chain can begin with.
//!
//! - `development`: one collator, for a node on its own.
//! - `local_testnet`: two collators, for a relay chain on the same machine.
//! - `production`: nobody. Whoever launches the chain adds its collators, their keys, the committee
//!   and the council as a patch.
//!
//! The first two know the accounts whose keys everybody has, give them money, seat three of them on
//! the committee and on the council, accredit one as an issuer, and shorten the periods of
//! governance. `production` knows none of them. A genesis without authorities is refused, whichever
//! preset it comes from: see [`build_state`].

#![warn(missing_docs)]

use crate::{
	configs::{
		monetary::{
			AssetId, RELAY_TOKEN, RELAY_TOKEN_DECIMALS, RELAY_UNIT, UNIT, USDC, USDT, USD_DECIMALS,
			USD_UNIT,
		},
		xcm::CheckingAccount,
	},
	AccountId, AssetsConfig, AuraId, Balance, BalancesConfig, CollatorSelection,
	CollatorSelectionConfig, CouncilConfig, CredentialsConfig, OriginsConfig, ParachainInfoConfig,
	PolkadotXcmConfig, RuntimeGenesisConfig, SessionConfig, SessionKeys, TechnicalCommitteeConfig,
	EXISTENTIAL_DEPOSIT,
};
use alloc::{
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use polkadot_sdk::{staging_xcm as xcm, *};

use cumulus_primitives_core::ParaId;
use frame_support::{build_struct_json_patch, traits::BuildGenesisConfig};
use salus_primitives::{Jurisdiction, LicenceKind};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// The preset of a chain that is meant to last.
pub const PRODUCTION_RUNTIME_PRESET: &str = "production";

/// The parachain id where none is given.
const PARA_ID: ParaId = ParaId::new(2000);

/// The bond of somebody who wants to become a collator.
const CANDIDACY_BOND: Balance = 10_000 * UNIT;

/// By how much the periods of governance are shorter where they are tested: a day is six blocks.
const TESTING_SHORTENING: u32 = 2_400;

/// What a well-known account begins with.
const ENDOWMENT: Balance = 1_000_000 * UNIT;

/// A stablecoin to test with. It is backed by nothing.
const TEST_USD: AssetId = 1;
const TEST_USD_DECIMALS: u8 = 6;
const TEST_USD_UNIT: Balance = 1_000_000;

/// What comes from Asset Hub, in every genesis: without it no message from elsewhere could pay. An
/// owner could mint what has no reserve, so that all of it belongs to an account which nobody has a
/// key to.
fn assets_of_asset_hub() -> [(AssetId, AccountId, bool, Balance); 3] {
	[(RELAY_TOKEN, RELAY_UNIT), (USDT, USD_UNIT), (USDC, USD_UNIT)]
		.map(|(asset, unit)| (asset, CheckingAccount::get(), true, unit / 100))
}

fn metadata_of_asset_hub() -> [(AssetId, Vec<u8>, Vec<u8>, u8); 3] {
	[
		(RELAY_TOKEN, "Relay chain token", "RELAY", RELAY_TOKEN_DECIMALS),
		(USDT, "Tether USD", "USDT", USD_DECIMALS),
		(USDC, "USD Coin", "USDC", USD_DECIMALS),
	]
	.map(|(asset, name, symbol, decimals)| (asset, name.into(), symbol.into(), decimals))
}

/// The collators' pot, so that it exists when the first fee arrives.
fn pot() -> (AccountId, Balance) {
	(CollatorSelection::account_id(), EXISTENTIAL_DEPOSIT)
}

/// A chain to test with: `collators` author, well-known accounts are rich and privileged.
fn testing(collators: &[Sr25519Keyring]) -> Value {
	let well_known: Vec<AccountId> =
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect();
	let [alice, bob, charlie, ferdie] = [
		Sr25519Keyring::Alice,
		Sr25519Keyring::Bob,
		Sr25519Keyring::Charlie,
		Sr25519Keyring::Ferdie,
	]
	.map(|key| key.to_account_id());
	let germany: Option<Jurisdiction> = "DE".parse().ok();

	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: well_known
				.iter()
				.map(|who| (who.clone(), ENDOWMENT))
				.chain([pot()])
				.collect(),
		},
		assets: AssetsConfig {
			assets: assets_of_asset_hub()
				.into_iter()
				.chain([(TEST_USD, alice.clone(), true, TEST_USD_UNIT / 100)])
				.collect(),
			metadata: metadata_of_asset_hub()
				.into_iter()
				.chain([(
					TEST_USD,
					b"Test US dollar".to_vec(),
					b"tUSD".to_vec(),
					TEST_USD_DECIMALS,
				)])
				.collect(),
			accounts: well_known
				.iter()
				.map(|who| (TEST_USD, who.clone(), 1_000_000 * TEST_USD_UNIT))
				.collect(),
		},
		technical_committee: TechnicalCommitteeConfig {
			members: vec![alice.clone(), bob.clone(), charlie.clone()],
		},
		council: CouncilConfig { founders: vec![alice, bob, charlie] },
		origins: OriginsConfig { shortening: TESTING_SHORTENING },
		collator_selection: CollatorSelectionConfig {
			invulnerables: collators.iter().map(|key| key.to_account_id()).collect(),
			candidacy_bond: CANDIDACY_BOND,
		},
		session: SessionConfig {
			keys: collators
				.iter()
				.map(|key| {
					let aura = AuraId::from(key.public());
					(key.to_account_id(), key.to_account_id(), SessionKeys { aura })
				})
				.collect(),
		},
		credentials: CredentialsConfig {
			accreditations: germany
				.into_iter()
				.flat_map(|germany| {
					LicenceKind::ALL.map(|kind| (ferdie.clone(), kind, germany))
				})
				.collect(),
		},
		parachain_info: ParachainInfoConfig { parachain_id: PARA_ID },
		polkadot_xcm: PolkadotXcmConfig { safe_xcm_version: Some(xcm::latest::VERSION) },
	})
}

/// A chain that is meant to last, without the people who run it.
fn production() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances: vec![pot()] },
		assets: AssetsConfig {
			assets: assets_of_asset_hub().into(),
			metadata: metadata_of_asset_hub().into(),
		},
		technical_committee: TechnicalCommitteeConfig { members: vec![] },
		council: CouncilConfig { founders: vec![] },
		origins: OriginsConfig { shortening: 1 },
		collator_selection: CollatorSelectionConfig {
			invulnerables: vec![],
			candidacy_bond: CANDIDACY_BOND,
		},
		session: SessionConfig { keys: vec![] },
		parachain_info: ParachainInfoConfig { parachain_id: PARA_ID },
		polkadot_xcm: PolkadotXcmConfig { safe_xcm_version: Some(xcm::latest::VERSION) },
	})
}

/// The preset `id` as a JSON patch over the default genesis.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => testing(&[Sr25519Keyring::Alice]),
		LOCAL_TESTNET_RUNTIME_PRESET => testing(&[Sr25519Keyring::Alice, Sr25519Keyring::Bob]),
		PRODUCTION_RUNTIME_PRESET => production(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(DEV_RUNTIME_PRESET),
		PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET),
		PresetId::from(PRODUCTION_RUNTIME_PRESET),
	]
}

/// Builds the genesis that `json` describes in full. Refuses one that nobody could author or govern,
/// and that would therefore stand still for ever.
pub fn build_state(json: &[u8]) -> sp_genesis_builder::Result {
	let config: RuntimeGenesisConfig =
		serde_json::from_slice(json).map_err(|error| format!("invalid genesis: {error}"))?;
	ensure_authorities(&config)?;
	config.build();
	Ok(())
}

/// The state that [`build_state`] builds from `config`, without running the wasm. The node uses it
/// for the chains that are built into it.
#[cfg(feature = "std")]
pub fn genesis_storage(config: Value) -> Result<sp_core::storage::Storage, String> {
	let config: RuntimeGenesisConfig =
		serde_json::from_value(config).map_err(|error| format!("invalid genesis: {error}"))?;
	ensure_authorities(&config)?;
	sp_runtime::BuildStorage::build_storage(&config)
}

/// With fewer a body decides nothing, or is not one.
const LEAST_MEMBERS: usize = 3;

fn ensure_authorities(config: &RuntimeGenesisConfig) -> Result<(), String> {
	let collators = &config.collator_selection.invulnerables;
	if collators.is_empty() {
		return Err("no collators: set collatorSelection.invulnerables".to_string());
	}
	for collator in collators {
		if !config.session.keys.iter().any(|(_, owner, _)| owner == collator) {
			return Err(format!("no session keys for the collator {collator:?}: set session.keys"));
		}
	}
	if config.technical_committee.members.len() < LEAST_MEMBERS {
		return Err("no technical committee of three: set technicalCommittee.members".to_string());
	}
	if config.council.founders.len() < LEAST_MEMBERS {
		return Err("no clinical council of three: set council.founders".to_string());
	}
	Ok(())
}
