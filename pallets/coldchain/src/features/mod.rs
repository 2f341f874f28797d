//! What the pallet does, one feature a file.

mod deposits;
mod journeys;
mod reports;
mod sensors;
