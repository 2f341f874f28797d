//! Migrations of the pallet's state, for the runtimes that need them.
//!
//! Each is run by `pallet_migrations` over as many blocks as it takes. After every step the state is
//! one that the pallet's code reads and that [`Pallet::do_try_state`](crate::Pallet::do_try_state)
//! accepts: if a later step fails, the chain goes on with what is there.

mod reprice_deposits;

pub use reprice_deposits::RepriceDeposits;
#[cfg(test)]
pub(crate) use reprice_deposits::{state_before, verify_state_after};
