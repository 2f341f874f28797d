//! # Council
//!
//! Who sits on the clinical council: licensed institutions, seated by governance.
//!
//! ## Terms
//!
//! - **Council**: a collective, which this pallet knows as [`Config::MembershipChanged`]. It votes;
//!   this pallet says who is in it, and tells it of every change at once.
//! - **Seat**: a place on the council. An institution has one at the most.
//! - **Basis**: what a seat rests on. A *founder* was named at genesis; every other seat rests on a
//!   licence of its holder, of a kind that organisations hold. Practitioners and researchers do not
//!   qualify.
//!
//! ## Actors
//!
//! [`Config::SeatOrigin`], governance, gives seats and takes them, and needs no reason to. A member
//! leaves whenever it wants, or puts its seat on another licence. Everybody may have a seat removed
//! once the licence that it rests on is not in force: expired, suspended, gone, or of an issuer that
//! is discredited. Founders' seats rest on no licence until they choose one.
//!
//! ## States
//!
//! An institution is seated or not. Who is unseated loses the votes it has cast on open motions.
//! Licences are looked at when a seat is given and when somebody asks for its removal, not with every
//! vote: until then an institution whose licence has lapsed still votes.
//!
//! ## An empty council
//!
//! The last member may leave or lose its seat as any other. Keeping somebody against their will, or
//! without a licence, would make one account the whole council; without one, governance loses a
//! shortcut and nothing else.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. there are no more seats than fit;
//! 2. they are in order of their holders, of whom none has two;
//! 3. a seat rests on nothing but a kind of licence that organisations hold, or is a founder's;
//! 4. the collective's members are those who are seated.
//!
//! ## Example
//!
//! ```
//! use pallet_council::{place_of, Basis, Seat};
//! use salus_primitives::LicenceKind;
//!
//! // A hospital may have a seat, a physician may not.
//! let basis = Basis::on_licence(LicenceKind::Facility);
//! assert_eq!(basis, Some(Basis::Licence(LicenceKind::Facility)));
//! assert_eq!(Basis::on_licence(LicenceKind::Practitioner), None);
//!
//! // Seats are in order of their holders, which is how one is found, or the place for it.
//! let seats = [2u64, 5].map(|holder| Seat { holder, basis: Basis::Founder });
//! assert_eq!(place_of(&seats, &5), Ok(1));
//! assert_eq!(place_of(&seats, &3), Err(1));
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod errors;
mod events;
mod features;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::{pallet_macros::import_section, BoundedVec};

/// The seats of this runtime's council, in order of their holders.
pub type SeatsOf<T> =
	BoundedVec<Seat<<T as frame_system::Config>::AccountId>, <T as Config>::MaxSeats>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{ChangeMembers, InitializeMembers, SortedMembers},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Credentials, LicenceKind, LicenceProblem};
	use sp_runtime::traits::StaticLookup;

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// Who gives and takes seats. Not the council itself, which would choose its own members.
		type SeatOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// The collective, which votes. Nobody else changes its members.
		type MembershipChanged: ChangeMembers<Self::AccountId> + InitializeMembers<Self::AccountId>;

		/// The members as the collective knows them. Only looked at by `try_state`.
		type CollectiveMembers: SortedMembers<Self::AccountId>;

		/// How many seats there are: at least two, and no more than members fit into the
		/// collective. Lowering it below the seats that are taken needs a migration.
		#[pallet::constant]
		type MaxSeats: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The seats, in order of their holders. Without a deposit: there are few, and governance gives
	/// them.
	#[pallet::storage]
	pub type Seats<T: Config> = StorageValue<_, SeatsOf<T>, ValueQuery>;

	/// Who is on the council from the start.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The founders, in any order: each once, and at most [`Config::MaxSeats`]. The collective
		/// takes its members from here and has none in its own genesis.
		pub founders: Vec<T::AccountId>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let founded = Pallet::<T>::found(self.founders.clone());
			assert!(founded.is_ok(), "cannot found the clinical council: {founded:?}");
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Give a seat to `institution`, for a licence of `kind` that it holds.
		///
		/// By [`Config::SeatOrigin`]. Errors: [`Error::NotAnInstitution`],
		/// [`Error::AlreadySeated`], [`Error::NoRoom`], [`Error::Unlicensed`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::seat(T::MaxSeats::get()))]
		pub fn seat(
			origin: OriginFor<T>,
			institution: AccountIdLookupOf<T>,
			kind: LicenceKind,
		) -> DispatchResultWithPostInfo {
			T::SeatOrigin::ensure_origin(origin)?;
			let institution = T::Lookup::lookup(institution)?;
			let seats = Self::do_seat(institution, kind)?;
			Ok(Some(T::WeightInfo::seat(seats)).into())
		}

		/// Take the seat of `institution`, a founder's as well as any other. Its votes on open
		/// motions go with it.
		///
		/// By [`Config::SeatOrigin`], for whatever reason. Errors: [`Error::NotSeated`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::unseat(T::MaxSeats::get()))]
		pub fn unseat(
			origin: OriginFor<T>,
			institution: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			T::SeatOrigin::ensure_origin(origin)?;
			let institution = T::Lookup::lookup(institution)?;
			let seats = Self::do_unseat(institution)?;
			Ok(Some(T::WeightInfo::unseat(seats)).into())
		}

		/// Leave the council. The caller's votes on open motions go with its seat.
		///
		/// By a member, the last one as well. Errors: [`Error::NotSeated`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::vacate(T::MaxSeats::get()))]
		pub fn vacate(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			let member = ensure_signed(origin)?;
			let seats = Self::do_vacate(member)?;
			Ok(Some(T::WeightInfo::vacate(seats)).into())
		}

		/// Take the seat of `institution`, since the licence that it rests on is not in force. Its
		/// votes on open motions go with it. Another licence does not help, unless the institution
		/// has put its seat on that.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotSeated`],
		/// [`Error::NotOnLicence`], [`Error::StillLicensed`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::remove_unlicensed(T::MaxSeats::get()))]
		pub fn remove_unlicensed(
			origin: OriginFor<T>,
			institution: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let institution = T::Lookup::lookup(institution)?;
			let seats = Self::do_remove_unlicensed(institution)?;
			Ok((Some(T::WeightInfo::remove_unlicensed(seats)), Pays::No).into())
		}

		/// Put the caller's seat on a licence of `kind` that it holds, in place of what it rests on.
		///
		/// By a member, a founder or not. Errors: [`Error::NotAnInstitution`],
		/// [`Error::NotSeated`], [`Error::AlreadyOnLicence`], [`Error::Unlicensed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::found_on_licence(T::MaxSeats::get()))]
		pub fn found_on_licence(
			origin: OriginFor<T>,
			kind: LicenceKind,
		) -> DispatchResultWithPostInfo {
			let member = ensure_signed(origin)?;
			let seats = Self::do_found_on_licence(member, kind)?;
			Ok(Some(T::WeightInfo::found_on_licence(seats)).into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Who sits on the council, in order.
		pub fn members() -> Vec<T::AccountId> {
			holders(&Seats::<T>::get())
		}

		/// What the seat of `who` rests on, if they have one. The licence need not be in force.
		pub fn seat_of(who: T::AccountId) -> Option<Basis> {
			basis_of(&Seats::<T>::get(), &who)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxSeats::get() > 1, "one seat makes no council");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
