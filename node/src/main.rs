//! The Salus node: the SDK's omni node with Salus's chains built in.
//!
//! `salus-node --dev` is a development chain on its own. With the chain spec of a launched chain it
//! is a full node of it, and with `--collator` one of its block authors.

mod chain_spec;

use chain_spec::ChainSpecLoader;
use polkadot_omni_node_lib::{
	extra_subcommand::DefaultExtraSubcommands,
	run_with_custom_cli,
	runtime::{AuraConsensusId, BlockNumber, Consensus, Runtime, RuntimeResolver},
	CliConfig, RunConfig,
};
use sc_chain_spec::ChainSpec;
use std::process::ExitCode;

/// What the node says of itself.
struct Salus;

impl CliConfig for Salus {
	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"the repository that this node was built from".into()
	}

	fn copyright_start_year() -> u16 {
		2026
	}
}

/// Salus's runtime is known, so that it need not be compiled and asked what it is at every start.
struct SalusRuntime;

impl RuntimeResolver for SalusRuntime {
	fn runtime(&self, _: &dyn ChainSpec) -> sc_cli::Result<Runtime> {
		Ok(Runtime::Omni(BlockNumber::U32, Consensus::Aura(AuraConsensusId::Sr25519)))
	}
}

fn main() -> ExitCode {
	let config = RunConfig::new(Box::new(SalusRuntime), Box::new(ChainSpecLoader));
	match run_with_custom_cli::<Salus, DefaultExtraSubcommands>(config) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		}
	}
}
