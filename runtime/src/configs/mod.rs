//! How the pallets are configured, by subject.

#![warn(missing_docs)]

pub mod claims;
pub mod consensus;
pub mod governance;
pub mod health;
pub mod monetary;
pub mod recovery;
pub mod sponsorship;
pub mod supply;
pub mod system;
pub mod xcm;
