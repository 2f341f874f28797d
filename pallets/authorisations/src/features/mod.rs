//! What the pallet does, one feature a file.

mod clocks;
mod decisions;
mod deposits;
mod questions;
mod removal;
mod requests;
