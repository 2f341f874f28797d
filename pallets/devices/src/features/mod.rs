//! What the pallet does, one feature a file.

mod authentication;
mod deposits;
mod devices;
mod firmware;
mod implants;
mod measures;
mod models;
mod ownership;
mod servicing;

pub(crate) use measures::by_manufacturer;
