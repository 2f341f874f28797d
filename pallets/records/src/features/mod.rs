//! The rules, one feature a file.

mod guards;
mod receipts;
mod registry;
mod verification;
