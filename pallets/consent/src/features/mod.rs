//! What the pallet does, one feature a file.

mod check;
mod controls;
mod delegation;
mod deny;
mod deposits;
mod forms;
mod grant;
mod reap;
mod revoke;
mod terms;
