//! Seating: governance gives and takes seats, and members leave.

use crate::{place_of, Config, Error, Event, Pallet, Seat, Seats};
use frame_support::ensure;
use salus_primitives::LicenceKind;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// How many seats there were: this and the functions below answer so.
	pub(crate) fn do_seat(
		institution: T::AccountId,
		kind: LicenceKind,
	) -> Result<u32, DispatchError> {
		let basis = Self::institutional(kind)?;
		let mut seats = Seats::<T>::get();
		let before = Self::count(&seats);
		let place = place_of(&seats, &institution).err().ok_or(Error::<T>::AlreadySeated)?;
		ensure!(!seats.is_full(), Error::<T>::NoRoom);
		Self::ensure_licensed(&institution, kind)?;

		let seat = Seat { holder: institution.clone(), basis };
		seats.try_insert(place, seat).map_err(|_| Error::<T>::NoRoom)?;
		Self::change(core::slice::from_ref(&institution), &[], seats);
		Self::deposit_event(Event::Seated { institution, kind });
		Ok(before)
	}

	pub(crate) fn do_unseat(institution: T::AccountId) -> Result<u32, DispatchError> {
		let (before, basis) = Self::dismiss(&institution)?;
		Self::deposit_event(Event::Unseated { institution, basis });
		Ok(before)
	}

	/// The last member may leave as well: nobody is held, and the council is a shortcut only.
	pub(crate) fn do_vacate(member: T::AccountId) -> Result<u32, DispatchError> {
		let (before, basis) = Self::dismiss(&member)?;
		Self::deposit_event(Event::Vacated { institution: member, basis });
		Ok(before)
	}
}
