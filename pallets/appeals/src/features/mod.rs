//! What the pallet does, one feature a file.

mod clocks;
mod deposits;
mod ending;
mod filing;
mod internal;
mod pool;
mod reviews;
mod selection;
