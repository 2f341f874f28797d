//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance gave an institution a seat.
		Seated {
			/// The institution.
			institution: T::AccountId,
			/// The kind of the licence that the seat rests on.
			kind: LicenceKind,
		},
		/// Governance took a seat.
		Unseated {
			/// Whose it was.
			institution: T::AccountId,
			/// What it rested on.
			basis: Basis,
		},
		/// A member left the council.
		Vacated {
			/// The former member.
			institution: T::AccountId,
			/// What its seat rested on.
			basis: Basis,
		},
		/// An institution lost its seat with the licence that it rested on.
		UnlicensedRemoved {
			/// The institution.
			institution: T::AccountId,
			/// The kind of the licence.
			kind: LicenceKind,
			/// Why it is not in force.
			problem: LicenceProblem,
		},
		/// A member put its seat on a licence.
		FoundedOnLicence {
			/// The member.
			institution: T::AccountId,
			/// The kind of the licence.
			kind: LicenceKind,
		},
	}
}
