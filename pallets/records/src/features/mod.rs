//! The rules, one feature a file.

mod amendments;
mod batches;
mod custody;
mod erasure;
mod guards;
mod receipts;
mod registry;
mod retention;
mod verification;
