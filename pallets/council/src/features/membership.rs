//! Membership: the seats change, and the collective with them.

use crate::{holders, place_of, Basis, Config, Error, Pallet, Seats, SeatsOf};
use frame_support::traits::ChangeMembers;

impl<T: Config> Pallet<T> {
	/// Takes the seat of `who`. How many seats there were, and what theirs rested on.
	pub(super) fn dismiss(who: &T::AccountId) -> Result<(u32, Basis), Error<T>> {
		let mut seats = Seats::<T>::get();
		let before = Self::count(&seats);
		let place = place_of(&seats, who).map_err(|_| Error::<T>::NotSeated)?;
		let seat = seats.remove(place);
		Self::change(&[], &[seat.holder], seats);
		Ok((before, seat.basis))
	}

	/// Stores `seats`, after `incoming` have got one and `outgoing` have lost theirs, and tells the
	/// collective.
	pub(super) fn change(incoming: &[T::AccountId], outgoing: &[T::AccountId], seats: SeatsOf<T>) {
		T::MembershipChanged::change_members_sorted(incoming, outgoing, &holders(&seats));
		Seats::<T>::put(seats);
	}

	/// How many `seats` there are: what a call weighs.
	pub(super) fn count(seats: &SeatsOf<T>) -> u32 {
		u32::try_from(seats.len()).unwrap_or(u32::MAX)
	}
}
