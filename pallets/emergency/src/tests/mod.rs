//! One file for each call, one for what others ask, one for what always holds.

mod break_glass;
mod end_access;
mod flag_overdue;
mod invariants;
mod limits;
mod open;
mod reap_case;
mod reap_conduct;
mod reap_use;
mod reinstate;
mod review;
mod sequences;
mod views;
