//! One file for each call, one for what others tell and ask, one for what always holds.

mod anchor_day;
mod answer;
mod close;
mod declare_quiet_day;
mod dispute_leaf;
mod dispute_receipt;
mod invariants;
mod missing_days;
mod note;
mod reap_activity;
mod reap_day;
mod reap_dispute;
mod report_refusals;
mod sequences;
mod set_thresholds;
mod verify_receipt;
mod withdraw_dispute;
