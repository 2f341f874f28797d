//! What the pallet does, one feature a file.

mod activity;
mod days;
mod deposits;
mod disputes;
pub mod leaf;
