//! Founding: who is on the council from the start.

use crate::{holders, Basis, Config, Pallet, Seat, Seats, SeatsOf};
use alloc::vec::Vec;
use frame_support::traits::InitializeMembers;

impl<T: Config> Pallet<T> {
	/// Seats the `founders`, at genesis.
	pub(crate) fn found(mut founders: Vec<T::AccountId>) -> Result<(), &'static str> {
		let named = founders.len();
		founders.sort();
		founders.dedup();
		if founders.len() < named {
			return Err("a founder is named twice");
		}
		let seats: Vec<_> =
			founders.into_iter().map(|holder| Seat { holder, basis: Basis::Founder }).collect();
		let seats =
			SeatsOf::<T>::try_from(seats).map_err(|_| "there are more founders than seats")?;

		T::MembershipChanged::initialize_members(&holders(&seats));
		Seats::<T>::put(seats);
		Ok(())
	}
}
