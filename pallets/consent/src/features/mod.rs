//! What the pallet does, one feature a file.

mod check;
mod deny;
mod deposits;
mod grant;
mod reap;
mod revoke;
mod terms;
