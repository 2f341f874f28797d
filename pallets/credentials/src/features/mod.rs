//! The logic behind the calls, one feature a file.

mod accreditation;
mod common;
mod licences;
mod membership;
