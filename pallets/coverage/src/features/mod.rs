//! What the pallet does, one feature a file.

mod contracts;
mod days;
mod deposits;
mod eligibility;
mod members;
mod order;
mod plans;
mod services;
mod versions;
