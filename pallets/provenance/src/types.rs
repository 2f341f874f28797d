//! What is stored, said and answered.

mod answers;
mod containers;
mod lots;
mod units;

pub use answers::*;
pub use containers::*;
pub use lots::*;
pub use units::*;
