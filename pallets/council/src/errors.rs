//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// Persons hold licences of this kind, and the council is of institutions.
		NotAnInstitution,
		/// The institution has no licence of this kind that is in force.
		Unlicensed(LicenceProblem),
		/// The institution has a seat.
		AlreadySeated,
		/// All [`Config::MaxSeats`] seats are taken.
		NoRoom,
		/// The caller or the institution has no seat.
		NotSeated,
		/// The seat is a founder's, which rests on no licence: only governance takes it.
		NotOnLicence,
		/// The licence that the seat rests on is in force.
		StillLicensed,
		/// The seat rests on a licence of this kind already.
		AlreadyOnLicence,
	}
}
