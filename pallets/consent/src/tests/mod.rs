//! One file for each call, one for the gate, one for what always holds.

mod check;
mod deny;
mod grant;
mod invariants;
mod lift_denial;
mod reap;
mod reap_profile;
mod revoke;
mod revoke_all;
