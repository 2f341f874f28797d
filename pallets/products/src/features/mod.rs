//! What the pallet does, one feature a file.

mod deposits;
mod measures;
mod prefixes;
mod products;

pub(crate) use prefixes::branches;
