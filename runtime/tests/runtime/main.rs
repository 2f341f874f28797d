//! The runtime as a whole: what its presets build, what its configuration promises, and stories that
//! run across its pallets.

mod deposits;
mod fees;
mod genesis;
mod governance;
mod integrity;
mod metadata;
mod patients;
mod proxies;
mod story;
mod support;
mod xcm;
