//! Builds the runtime's wasm beside the native crate.

fn main() {
	#[cfg(feature = "std")]
	{
		let builder = substrate_wasm_builder::WasmBuilder::new()
			.with_current_project()
			.export_heap_base()
			.import_memory();
		// The token as a cold wallet shows it: `SYMBOL` and `DECIMALS` of `configs/monetary.rs`, which
		// a build script cannot import. `tests/runtime/metadata.rs` compares the two.
		#[cfg(feature = "metadata-hash")]
		let builder = builder.enable_metadata_hash("SLS", 10);
		builder.build();
	}
}
