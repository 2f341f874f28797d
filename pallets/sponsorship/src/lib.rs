//! # Sponsorship: patients without tokens
//!
//! A patient who never held a token decides about their data all the same: an institution enrols
//! them, and pays the deposits of what they store and the fees of what they call.
//!
//! ## Terms
//!
//! - *Sponsor*: the licensed organisation that pays for a patient.
//! - *Place*: room for one entry of the patient's (a consent, a denial, a representative, …), paid by
//!   the sponsor in advance. Pallets take places and give them back through
//!   [`Sponsorship`](salus_primitives::Sponsorship), pallets of the SDK through [`SponsoredOr`].
//! - *Allowance*: how many calls of a patient are sponsored in a day, [`Config::DailyCalls`].
//! - *Protective call*: one that closes something: revoking, denying, freezing, contesting. It goes
//!   through even when nobody can pay, a few times a day.
//!
//! ## States
//!
//! ```text
//!            enrol              discharge
//! (nothing) ──────► Enrolled ─────────────► Ended, if the patient has signed anything and has no
//!                   │  ▲  ▲                   │        tokens; otherwise (nothing)
//!      accept_offer └──┘  └───────────────────┘ enrol
//! ```
//!
//! An enrolled account exists without tokens, and has a nonce. After the end, the account stays: with
//! its nonce would go all that keeps what was signed with it from being played again after a later
//! enrolment.
//!
//! ## Fees
//!
//! [`SponsoredFees`] wraps the SDK's way of charging, so that clients sign as usual. A call on the
//! list ([`SponsoredCall`]) is really paid for, by the sponsor, and counted before it is dispatched:
//! one that fails counts and costs as well, so that refused calls fill no blocks.
//!
//! ## Invariants
//!
//! - No more places are taken than there are.
//! - Every enrolled account exists by itself.
//! - An offer is made to a patient with a sponsor, by somebody else.
//! - What is on hold is what enrolments and offers say.
//!
//! [`Pallet::do_try_state`] checks them.
//!
//! ## Example
//!
//! The runtime says which calls are sponsored, and lets the adapter charge:
//! `type OnChargeTransaction = SponsoredFees<Runtime, FungibleAdapter<Balances, ToTreasury>>`.
//!
//! ```
//! use pallet_sponsorship::{CallClass, SponsoredCall};
//!
//! enum Call { Grant, Revoke, Batch(Vec<Call>) }
//! struct List;
//!
//! impl SponsoredCall<Call> for List {
//!     fn class(call: &Call) -> Option<CallClass> {
//!         match call {
//!             Call::Grant => Some(CallClass::Ordinary),
//!             Call::Revoke => Some(CallClass::Protective),
//!             Call::Batch(_) => None,
//!         }
//!     }
//! }
//! assert_eq!(List::class(&Call::Revoke), Some(CallClass::Protective));
//! assert_eq!(List::class(&Call::Batch(vec![Call::Grant])), None);
//! ```

#![cfg_attr(not(feature = "std"), no_std)]
#![warn(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod features;
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use features::{
	consideration::SponsoredOr,
	fees::{Charged, SponsoredFees, SponsoredFeesWeight},
};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{Credentials, Moment};
	use sp_runtime::traits::{StaticLookup, Zero};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config + pallet_transaction_payment::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The currency of deposits. Benchmarks mint it.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Knows who is a licensed organisation.
		type Credentials: Credentials<Self::AccountId>;

		/// The list of sponsored calls.
		type SponsoredCalls: SponsoredCall<Self::RuntimeCall>;

		/// How many calls of a patient are sponsored in a day (UTC), from 1 to 65 535.
		#[pallet::constant]
		type DailyCalls: Get<u32>;

		/// Held from the sponsor for as long as an enrolment stands, ended or not. Not zero.
		#[pallet::constant]
		type AccountDeposit: Get<BalanceOf<Self>>;

		/// How many calls a patient may have had on a day for a protective one to go through unpaid,
		/// when neither they nor the sponsor can pay.
		#[pallet::constant]
		type DailyUnpaidCalls: Get<u32>;

		/// How many bytes a place is for.
		#[pallet::constant]
		type PlaceSize: Get<u32>;

		/// Held from the sponsor for each place: what an entry of [`Config::PlaceSize`] costs. Not
		/// zero.
		#[pallet::constant]
		type PlaceDeposit: Get<BalanceOf<Self>>;

		/// How many places a patient may have, at least 1.
		#[pallet::constant]
		type MaxPlaces: Get<u16>;

		/// The weights of the calls, and of finding a sponsor.
		type WeightInfo: WeightInfo;
	}

	/// The enrolled patients. One value, so that one read tells who pays for a call.
	#[pallet::storage]
	pub type Enrolments<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, EnrolmentOf<T>>;

	/// What other institutions offer to enrolled patients: one offer to each at a time.
	#[pallet::storage]
	pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, OfferOf<T>>;

	/// What deposits are held for.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A patient's account and places, enrolled or offered. One reason for both: an offer that is
		/// accepted moves no funds, so that nothing on the institution's side can stop the patient.
		#[codec(index = 0)]
		Enrolment,
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A patient was enrolled.
		Enrolled {
			/// Whom the account belongs to.
			patient: T::AccountId,
			/// Who pays.
			sponsor: T::AccountId,
			/// For how many entries.
			places: u16,
		},
		/// A sponsor changed how many places a patient has.
		Resized {
			/// Whose places.
			patient: T::AccountId,
			/// How many there are now.
			places: u16,
		},
		/// An institution offered to become a patient's sponsor, in place of its earlier offer.
		Offered {
			/// To whom.
			patient: T::AccountId,
			/// Who would pay.
			institution: T::AccountId,
			/// For how many entries.
			places: u16,
		},
		/// A patient accepted an offer.
		SponsorChanged {
			/// Who.
			patient: T::AccountId,
			/// Who pays from now on.
			sponsor: T::AccountId,
			/// For how many entries.
			places: u16,
		},
		/// An institution withdrew its offer.
		OfferWithdrawn {
			/// To whom it was made.
			patient: T::AccountId,
			/// Who had made it.
			institution: T::AccountId,
		},
		/// A patient declined an offer.
		OfferDeclined {
			/// To whom it was made.
			patient: T::AccountId,
			/// Who had made it.
			institution: T::AccountId,
		},
		/// A sponsor stopped paying for a patient. An offer that stood is gone too.
		Discharged {
			/// For whom.
			patient: T::AccountId,
			/// Who no longer pays.
			sponsor: T::AccountId,
			/// Whether the enrolment stays as ended, to keep the account and its nonce.
			account_kept: bool,
		},
		/// A call of a patient was sponsored, whether it failed or not.
		CallSponsored {
			/// Whose call.
			patient: T::AccountId,
			/// Who paid the fee. Nobody did if nobody could, and the call was protective:
			/// then nothing of what `TransactionFeePaid` says was paid.
			sponsor: Option<T::AccountId>,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller is no licensed organisation.
		NotOrganisation,
		/// The patient has a sponsor already, or the caller is it.
		AlreadyEnrolled,
		/// The patient has no sponsor.
		NotEnrolled,
		/// Nobody sponsors themselves.
		SelfEnrolment,
		/// At least one place is needed.
		NoPlaces,
		/// A patient cannot have that many places.
		TooManyPlaces,
		/// The patient has taken more places than that.
		PlacesTaken,
		/// The caller is not the patient's sponsor.
		NotSponsor,
		/// Another institution's offer stands.
		OfferStands,
		/// There is no such offer.
		NoOffer,
		/// The enrolment has ended, and still keeps the patient's account.
		AccountKept,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			let calls = T::DailyCalls::get();
			assert!(calls > 0 && calls <= u16::MAX.into(), "an enrolment counts calls in 16 bits");
			assert!(!T::AccountDeposit::get().is_zero(), "an account is paid for");
			assert!(!T::PlaceDeposit::get().is_zero(), "a place is paid for");
			assert!(T::MaxPlaces::get() > 0, "an enrolment has at least one place");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Enrols `patient` with room for `places` entries. The account exists from then on, with a
		/// nonce and without tokens.
		///
		/// For licensed organisations, from which [`Config::AccountDeposit`] and
		/// [`Config::PlaceDeposit`] for each place are held. Where an enrolment has ended, the former
		/// sponsor's deposit is returned.
		///
		/// Errors: `SelfEnrolment`, `NotOrganisation`, `NoPlaces`, `TooManyPlaces`,
		/// `AlreadyEnrolled`, or the currency's when the deposit cannot be held.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::enrol())]
		pub fn enrol(
			origin: OriginFor<T>,
			patient: AccountIdLookupOf<T>,
			places: u16,
		) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			let patient = T::Lookup::lookup(patient)?;
			Self::do_enrol(sponsor, patient, places)
		}

		/// Changes how many places `patient` has, at least as many as are taken.
		///
		/// For the sponsor, licensed or not, from which the difference in deposit is held or to which
		/// it is returned.
		///
		/// Errors: `NotEnrolled`, `NotSponsor`, `NoPlaces`, `TooManyPlaces`, `PlacesTaken`, or the
		/// currency's when the deposit cannot be held.
		#[pallet::call_index(1)]
		#[pallet::weight(<T as Config>::WeightInfo::resize())]
		pub fn resize(
			origin: OriginFor<T>,
			patient: AccountIdLookupOf<T>,
			places: u16,
		) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			let patient = T::Lookup::lookup(patient)?;
			Self::do_resize(sponsor, patient, places)
		}

		/// Offers to become the sponsor of `patient`, who has another one, in place of the caller's
		/// earlier offer.
		///
		/// For licensed organisations, from which the whole deposit of an enrolment is held at once.
		///
		/// Errors: `NotEnrolled`, `SelfEnrolment`, `NotOrganisation`, `NoPlaces`, `TooManyPlaces`,
		/// `AlreadyEnrolled` when the caller is the sponsor, `OfferStands`, or the currency's when
		/// the deposit cannot be held.
		#[pallet::call_index(2)]
		#[pallet::weight(<T as Config>::WeightInfo::offer())]
		pub fn offer(
			origin: OriginFor<T>,
			patient: AccountIdLookupOf<T>,
			places: u16,
		) -> DispatchResult {
			let institution = ensure_signed(origin)?;
			let patient = T::Lookup::lookup(patient)?;
			Self::do_offer(institution, patient, places)
		}

		/// Accepts the offer of `institution`: it is the sponsor from now on, and the former one's
		/// deposit is returned. Places stay taken, and the day's allowance used.
		///
		/// For the patient. The institution's deposit is on hold already.
		///
		/// Errors: `NoOffer`, `NotEnrolled`, `PlacesTaken` when more are taken than are offered.
		#[pallet::call_index(3)]
		#[pallet::weight(<T as Config>::WeightInfo::accept_offer())]
		pub fn accept_offer(
			origin: OriginFor<T>,
			institution: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let patient = ensure_signed(origin)?;
			let institution = T::Lookup::lookup(institution)?;
			Self::do_accept_offer(patient, institution)
		}

		/// Withdraws the caller's offer to `patient`.
		///
		/// For the institution that made it, licensed or not, to which the deposit is returned.
		///
		/// Errors: `NoOffer`.
		#[pallet::call_index(4)]
		#[pallet::weight(<T as Config>::WeightInfo::withdraw_offer())]
		pub fn withdraw_offer(
			origin: OriginFor<T>,
			patient: AccountIdLookupOf<T>,
		) -> DispatchResult {
			let institution = ensure_signed(origin)?;
			let patient = T::Lookup::lookup(patient)?;
			Self::do_withdraw_offer(institution, patient)
		}

		/// Declines the offer that stands, whoever's it is; the deposit is returned.
		///
		/// For the patient.
		///
		/// Errors: `NoOffer`.
		#[pallet::call_index(5)]
		#[pallet::weight(<T as Config>::WeightInfo::decline_offer())]
		pub fn decline_offer(origin: OriginFor<T>) -> DispatchResult {
			let patient = ensure_signed(origin)?;
			Self::do_decline_offer(patient)
		}

		/// Stops paying for `patient`, all of whose places are free.
		///
		/// If the account has never signed anything, or is kept by tokens, everything goes and the
		/// whole deposit is returned. Otherwise the deposit for the places is returned, and the
		/// enrolment stays as ended, with the deposit for the account, until another institution
		/// enrols the patient, or tokens keep the account and the former sponsor calls this again.
		///
		/// For the sponsor, licensed or not.
		///
		/// Errors: `NotEnrolled`, `NotSponsor`, `AccountKept`, `PlacesTaken`.
		#[pallet::call_index(6)]
		#[pallet::weight(<T as Config>::WeightInfo::discharge())]
		pub fn discharge(origin: OriginFor<T>, patient: AccountIdLookupOf<T>) -> DispatchResult {
			let sponsor = ensure_signed(origin)?;
			let patient = T::Lookup::lookup(patient)?;
			Self::do_discharge(sponsor, patient)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Who pays for `patient`, for what, and how much of it is used.
		pub fn enrolment(patient: T::AccountId) -> Option<EnrolmentOf<T>> {
			Enrolments::<T>::get(patient)
		}

		/// How many more calls of `patient` are sponsored today.
		pub fn allowance_left(patient: T::AccountId) -> u32 {
			Self::do_allowance_left(&patient)
		}
	}
}
