//! The next Salus runtime as wasm, to rehearse an upgrade with on a live chain. What it changes
//! stands in `runtime/src/release.rs`; `docs/upgrades.md` tells how it is used.

#![cfg_attr(not(feature = "std"), no_std)]

/// Linked for the functions that a runtime's wasm exports.
#[cfg(substrate_runtime)]
pub use salus_runtime as runtime;

#[cfg(feature = "std")]
mod wasm {
	#![allow(dead_code, missing_docs)]
	include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));
}

#[cfg(feature = "std")]
pub use wasm::{WASM_BINARY, WASM_BINARY_BLOATY};
