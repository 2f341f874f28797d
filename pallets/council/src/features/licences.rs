//! Licences: what seats rest on, and lose them for.

use crate::{basis_of, place_of, Basis, Config, Error, Event, Pallet, Seats};
use frame_support::ensure;
use salus_primitives::{Credentials, LicenceKind};
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// The last member loses its seat as any other: it would be the whole council, without a licence.
	pub(crate) fn do_remove_unlicensed(institution: T::AccountId) -> Result<u32, DispatchError> {
		let basis = basis_of(&Seats::<T>::get(), &institution).ok_or(Error::<T>::NotSeated)?;
		let kind = basis.licence().ok_or(Error::<T>::NotOnLicence)?;
		let standing = T::Credentials::standing(&institution, kind);
		let problem = standing.err().ok_or(Error::<T>::StillLicensed)?;

		let (before, _) = Self::dismiss(&institution)?;
		Self::deposit_event(Event::UnlicensedRemoved { institution, kind, problem });
		Ok(before)
	}

	/// The members stay the same, so that the collective has nothing to be told.
	pub(crate) fn do_found_on_licence(
		member: T::AccountId,
		kind: LicenceKind,
	) -> Result<u32, DispatchError> {
		let basis = Self::institutional(kind)?;
		let mut seats = Seats::<T>::get();
		let seat = place_of(&seats, &member)
			.ok()
			.and_then(|place| seats.get_mut(place))
			.ok_or(Error::<T>::NotSeated)?;
		ensure!(seat.basis != basis, Error::<T>::AlreadyOnLicence);
		Self::ensure_licensed(&member, kind)?;

		seat.basis = basis;
		let count = Self::count(&seats);
		Seats::<T>::put(seats);
		Self::deposit_event(Event::FoundedOnLicence { institution: member, kind });
		Ok(count)
	}

	/// A seat may rest on a licence of `kind`.
	pub(super) fn institutional(kind: LicenceKind) -> Result<Basis, Error<T>> {
		Basis::on_licence(kind).ok_or(Error::NotAnInstitution)
	}

	/// `who` holds a licence of `kind` that is in force.
	pub(super) fn ensure_licensed(who: &T::AccountId, kind: LicenceKind) -> Result<(), Error<T>> {
		T::Credentials::standing(who, kind).map_err(Error::Unlicensed)
	}
}
