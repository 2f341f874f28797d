//! One file for each call, one for what others ask, one for what always holds.

mod act;
mod appoint;
mod appoint_guardian;
mod attest;
mod contest;
mod dismiss;
mod end_guardianship;
mod invariants;
mod lift_condition;
mod may;
mod origin;
mod reap;
mod register_parent;
mod resign;
mod sequences;
mod settle_contest;
mod views;
mod withdraw_contest;
