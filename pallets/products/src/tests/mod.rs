//! One file for each call, one for what others ask, one for what always holds.

mod assign_prefix;
mod discontinue;
mod invariants;
mod lift_measure;
mod model;
mod product;
mod reactivate;
mod register;
mod take_measure;
mod update;
mod withdraw_prefix;
