//! The logic behind the calls, one feature a file.

mod accreditation;
mod appeals;
mod common;
pub(crate) mod endpoints;
mod identifiers;
mod licences;
mod membership;
