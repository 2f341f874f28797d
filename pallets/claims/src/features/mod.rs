//! What the calls do, a subject a file.

mod accounts;
mod bills;
mod coordination;
mod decisions;
mod docket;
mod judging;
mod payouts;
mod reaping;
mod reserve;
mod shares;
mod signals;
mod submission;
mod voiding;

pub(crate) use bills::Bills;
pub(crate) use docket::Docket;
pub(crate) use judging::{Bench, Ruling, Verdict};
pub(crate) use payouts::Transfers;
