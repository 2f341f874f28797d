//! What the pallet does, one feature a file.

mod cases;
mod common;
mod containers;
mod dispensing;
mod handover;
mod lots;
mod measures;
mod packing;
mod reaping;
mod reports;
mod returns;
mod spans;
mod transformation;
mod verification;

#[cfg(feature = "runtime-benchmarks")]
pub(crate) use spans::Taking;
