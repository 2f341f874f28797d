//! One file for each call, one for who is chosen, one for what always holds.

mod decide;
mod escalate;
mod file;
mod invariants;
mod join_pool;
mod lapse;
mod leave_pool;
mod reap;
mod recuse;
mod review;
mod selection;
mod sequences;
mod views;
mod withdraw;
