//! One file for each call or group of calls, one for the gate, one for what always holds, and a model.

mod check;
mod controls;
mod delegation;
mod deny;
mod forms;
mod grant;
mod invariants;
mod lift_denial;
mod model;
mod places;
mod reap;
mod reap_profile;
mod revoke;
mod revoke_all;
