//! What always holds.

use crate::{holders, Config, Pallet, Seats};
use frame_support::{
	ensure,
	traits::{Get, SortedMembers},
};
use salus_primitives::LicenceKind;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::seats_fit()?;
		Self::seats_are_in_order()?;
		Self::seats_rest_on_something()?;
		Self::the_collective_knows()
	}

	/// There are no more seats than [`Config::MaxSeats`]. More of them would be read as none.
	fn seats_fit() -> Result<(), TryRuntimeError> {
		let stored = Seats::<T>::decode_len().unwrap_or_default();
		ensure!(
			u32::try_from(stored).is_ok_and(|seats| seats <= T::MaxSeats::get()),
			"there are more seats than fit"
		);
		Ok(())
	}

	/// Every holder comes after the one before, so that none has two seats.
	fn seats_are_in_order() -> Result<(), TryRuntimeError> {
		let holders = holders(&Seats::<T>::get());
		ensure!(
			holders.iter().zip(holders.iter().skip(1)).all(|(one, next)| one < next),
			"the seats are out of order, or somebody has two"
		);
		Ok(())
	}

	/// No seat rests on a kind of licence that persons hold.
	fn seats_rest_on_something() -> Result<(), TryRuntimeError> {
		ensure!(
			Seats::<T>::get()
				.iter()
				.filter_map(|seat| seat.basis.licence())
				.all(LicenceKind::is_organisation),
			"a seat rests on a person's licence"
		);
		Ok(())
	}

	/// The collective's members are the holders.
	fn the_collective_knows() -> Result<(), TryRuntimeError> {
		ensure!(
			T::CollectiveMembers::sorted_members() == holders(&Seats::<T>::get()),
			"the collective has other members than the council has seats"
		);
		Ok(())
	}
}
