//! How the pallets are configured, by subject.

#![warn(missing_docs)]

pub mod brakes;
pub mod claims;
pub mod consensus;
pub mod governance;
pub mod health;
pub mod monetary;
pub mod parameters;
pub mod recovery;
pub mod sponsorship;
pub mod supply;
pub mod system;
pub mod upgrades;
pub mod xcm;
