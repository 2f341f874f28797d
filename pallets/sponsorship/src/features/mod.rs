//! What the pallet does, one feature a file.

mod allowance;
pub(crate) mod consideration;
mod deposits;
mod enrolment;
pub(crate) mod fees;
mod offers;
