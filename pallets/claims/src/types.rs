//! What the pallet stores, takes and answers with.

mod accounts;
mod claim;
mod input;

pub use accounts::*;
pub use claim::*;
pub use input::*;
