//! The logic, one feature a file.

mod conduct;
mod glass;
mod reaping;
mod reviews;
