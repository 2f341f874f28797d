//! The logic, one feature a file.

mod acting;
mod conditions;
mod contests;
mod endings;
mod entries;
mod naming;
