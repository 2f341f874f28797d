//! Which chain `--chain` means.
//!
//! What defines a chain stands in `chain-specs/<chain>.json` and nowhere else: the two chains that
//! are built in are made from the same files as the specs that `scripts/chain-specs.sh` writes.

use polkadot_omni_node_lib::chain_spec::{Extensions, GenericChainSpec, LoadSpec};
use salus_runtime::{
	genesis_config_presets::{genesis_storage, get_preset},
	RuntimeGenesisConfig,
};
use sc_chain_spec::{json_patch::merge, ChainSpec, ChainType, Properties};
use serde::Deserialize;
use serde_json::{json, Value};
use sp_core::storage::well_known_keys;

const DEVELOPMENT: &str = include_str!("../../chain-specs/development.json");
const LOCAL: &str = include_str!("../../chain-specs/local.json");

const NO_WASM: &str =
	"this node was built without the runtime's wasm (SKIP_WASM_BUILD was set), so \
	that it has no chain built in: build it again without, or give it the file of a chain spec";

const NOT_BUILT_IN: &str = "the production chain is not built in: make its spec with \
	scripts/chain-specs.sh, and give the file of it";

/// What defines a chain.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Definition {
	name: String,
	id: String,
	chain_type: ChainType,
	protocol_id: String,
	boot_nodes: Value,
	telemetry_endpoints: Value,
	properties: Properties,
	relay_chain: String,
	para_id: u32,
	/// The genesis preset of the runtime.
	preset: String,
	/// A patch over the preset.
	genesis: Value,
}

impl Definition {
	fn read(json: &str) -> Result<Self, String> {
		serde_json::from_str(json).map_err(wrong)
	}

	/// What is laid over the preset.
	fn patch(&self) -> Value {
		let mut patch = self.genesis.clone();
		merge(&mut patch, json!({ "parachainInfo": { "parachainId": self.para_id } }));
		patch
	}

	/// The chain spec, whose genesis the runtime's wasm builds when it is asked for.
	fn spec(&self) -> Result<GenericChainSpec, String> {
		let wasm = salus_runtime::WASM_BINARY.ok_or(NO_WASM)?;
		let extensions = Extensions::new(self.relay_chain.clone(), self.para_id);
		let boot_nodes = serde_json::from_value(self.boot_nodes.clone()).map_err(wrong)?;
		let mut builder = GenericChainSpec::builder(wasm, extensions)
			.with_name(&self.name)
			.with_id(&self.id)
			.with_chain_type(self.chain_type.clone())
			.with_protocol_id(&self.protocol_id)
			.with_properties(self.properties.clone())
			.with_boot_nodes(boot_nodes)
			.with_genesis_config_preset_name(&self.preset)
			.with_genesis_config_patch(self.patch());
		if !self.telemetry_endpoints.is_null() {
			let endpoints = serde_json::from_value(self.telemetry_endpoints.clone());
			builder = builder.with_telemetry_endpoints(endpoints.map_err(wrong)?);
		}
		Ok(builder.build())
	}

	/// The chain spec with its genesis. Natively built: compiling the wasm for it takes longer than
	/// all the rest of a start.
	fn built(&self) -> Result<GenericChainSpec, String> {
		let mut spec = self.spec()?;
		let preset =
			get_preset(&self.preset.as_str().into()).ok_or(format!("no preset {}", self.preset))?;
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).map_err(wrong)?;
		merge(&mut config, serde_json::from_slice(&preset).map_err(wrong)?);
		merge(&mut config, self.patch());
		let mut genesis = genesis_storage(config)?;
		let wasm = salus_runtime::WASM_BINARY.ok_or(NO_WASM)?;
		genesis.top.insert(well_known_keys::CODE.to_vec(), wasm.to_vec());
		spec.set_storage(genesis);
		Ok(spec)
	}
}

fn wrong(error: serde_json::Error) -> String {
	format!("the definition of a built-in chain is wrong: {error}")
}

/// Finds a chain by its name or the file of its spec.
pub struct ChainSpecLoader;

impl LoadSpec for ChainSpecLoader {
	fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
		Ok(Box::new(match id {
			"" | "dev" | "development" => Definition::read(DEVELOPMENT)?.built()?,
			"local" => Definition::read(LOCAL)?.built()?,
			"production" => return Err(NOT_BUILT_IN.into()),
			path => GenericChainSpec::from_json_file(path.into())
				.map_err(|error| format!("no chain spec in {path}: {error}"))?,
		}))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::BuildStorage;

	#[test]
	fn a_built_in_genesis_is_the_one_that_the_wasm_builds() {
		for json in [DEVELOPMENT, LOCAL] {
			let chain = Definition::read(json).expect("is in the repository");
			let state = |spec: Result<GenericChainSpec, String>| {
				spec.and_then(|spec| spec.build_storage()).map(|storage| storage.top)
			};
			let (native, wasm) = (state(chain.built()), state(chain.spec()));
			assert!(native == wasm && native.is_ok(), "{}: {:?}", chain.name, native.err());
		}
	}

	#[test]
	fn chains_are_found_by_name_or_file() {
		let id = |name| ChainSpecLoader.load_spec(name).map(|spec| spec.id().to_string());
		assert_eq!(id("").as_deref(), Ok("salus-dev"));
		assert_eq!(id("dev").as_deref(), Ok("salus-dev"));
		assert_eq!(id("local").as_deref(), Ok("salus-local"));
		assert_eq!(id("production"), Err(NOT_BUILT_IN.into()));
		assert!(id("no-such-file.json").is_err_and(|error| error.contains("no-such-file.json")));
	}
}
