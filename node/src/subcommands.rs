//! Subcommands beside those of the omni node.

use cumulus_primitives_proof_size_hostfunction::storage_proof_size::HostFunctions;
use frame_benchmarking_cli::PalletCmd;
use polkadot_omni_node_lib::{extra_subcommand::ExtraSubcommand, RunConfig};
use sc_cli::ExportChainSpecCmd;
use sp_runtime::traits::BlakeTwo256;

/// Subcommands beside those of the omni node.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommands {
	/// Export a chain spec, be it built in or a file.
	ExportChainSpec(ExportChainSpecCmd),

	/// Measure the weights of pallets, given a runtime's wasm that was built with its benchmarks.
	///
	/// `benchmark pallet` does the same, but is there only in a node that was built with the feature
	/// `runtime-benchmarks`, which compiles most of the node once more.
	BenchmarkPallet(Box<PalletCmd>),
}

impl ExtraSubcommand for Subcommands {
	fn handle(self, config: &RunConfig) -> sc_cli::Result<()> {
		match self {
			Self::ExportChainSpec(command) =>
				command.run(config.chain_spec_loader.load_spec(&command.chain)?),
			Self::BenchmarkPallet(command) => {
				sc_cli::LoggerBuilder::new("info").init()?;
				command.run_with_spec::<BlakeTwo256, HostFunctions>(None)
			},
		}
	}
}
