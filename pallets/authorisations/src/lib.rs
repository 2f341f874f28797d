//! # Authorisations
//!
//! Prior authorisation: a provider asks a payer what it will pay for, before anything is done, and gets
//! an answer in time.
//!
//! ## Terms
//!
//! - **Request**: for a *member* of a plan, up to 16 *services* (opaque tags) with a number of *units*
//!   each, between two days, and a commitment to the document that says why. The *provider* who asks is
//!   the one who may do it.
//! - **Certified**: the *payer* will not say afterwards that it was not authorised: *in full*, or *in
//!   part*, which is fewer units of some of the services.
//! - **Clocks**: how long the payer has to decide, less for what is *urgent*, and how long the provider
//!   has to answer. They are those of the plan's terms on the first day, as they were when it was asked
//!   for. No later version of the terms changes them.
//! - **Silence**: what it means that the payer did not decide in time, by the same terms. A provider who
//!   does not answer in time is refused.
//!
//! ## States
//!
//! *Requested* until the payer certifies it, refuses it, or asks the provider a question; then *pended*
//! until the provider answers, which starts the payer's clock anew. A payer asks twice at the most
//! ([`MAX_QUESTIONS`]), so that it cannot stall for ever.
//!
//! The end of a clock takes effect by itself, at the millisecond at which it is over: who reads finds it
//! certified or refused, and who decides is late. `lapse` only notes it. That it is *used up* or
//! *expired* is never stored.
//!
//! The pallets that pay claims ask for its [`Certificate`](salus_primitives::Certificate), and note what
//! was used of it. It stays when its last day is over, so that what was done by then can be claimed.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. no more is certified than was asked for, and no more used than is certified;
//! 2. nothing is certified or used of what is not in that state, and something is of what is;
//! 3. clocks are as long as the terms said;
//! 4. nobody is asked more than twice, and nothing is pended that was not asked;
//! 5. numbers were given out, and the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_authorisations::{Authorisation, AuthorisedService, Deadline, Standing, State};
//! use salus_primitives::{AuthorisationClocks, Commitment, ServiceTag, Silence, HOUR};
//!
//! // Six sessions are asked for, and the payer has 72 hours. Its silence means that it agrees.
//! let session = AuthorisedService { tag: ServiceTag([1; 16]), requested: 6, certified: 0, used: 0 };
//! let authorisation = Authorisation {
//!     plan: 0,
//!     payer: "payer",
//!     member: "member",
//!     provider: "provider",
//!     urgent: true,
//!     clocks: AuthorisationClocks {
//!         urgent_hours: 72,
//!         normal_hours: 168,
//!         answer_hours: 48,
//!         silence: Silence::Grants,
//!     },
//!     from: 20_000,
//!     until: 20_030,
//!     services: vec![session].try_into().unwrap(),
//!     document: Commitment([2; 32]),
//!     answer: None,
//!     questions: 0,
//!     state: State::Requested { decide_by: 72 * HOUR },
//!     since: 0,
//!     deposit: 10u128,
//! };
//!
//! let waiting = authorisation.clone().at(72 * HOUR - 1);
//! assert_eq!(waiting.deadline(), Some(Deadline::Payer(72 * HOUR)));
//! assert_eq!(waiting.standing(3).code(), "A4");
//!
//! // Nobody has to call anything for it to be certified.
//! let granted = authorisation.at(72 * HOUR);
//! assert_eq!(granted.standing(3), Standing::Certified { in_full: true });
//! assert_eq!(granted.standing(3).code(), "A1");
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
mod impls;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use frame_support::{pallet_macros::import_section, traits::fungible};

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The balance in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// An authorisation of this runtime.
pub type AuthorisationOf<T> = Authorisation<AccountIdOf<T>, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
// A request says a lot, and FRAME makes functions of its own from it.
#[allow(clippy::too_many_arguments)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{Hooks, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		AuthorisationId, Commitment, ConsentGate, Coverage, Credentials, Day, LicenceProblem,
		Moment, PlanId, Refusal, Segments,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The currency of deposits.
		#[cfg(not(feature = "runtime-benchmarks"))]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;
		/// The currency of deposits, which benchmarks mint.
		#[cfg(feature = "runtime-benchmarks")]
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>;

		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;

		/// The chain's clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// Who may do what with whose data.
		type Consent: ConsentGate<Self::AccountId>;

		/// What plans cover, and for whom.
		type Coverage: Coverage<Self::AccountId>;

		/// Held from the provider for each authorisation, until it is removed.
		#[pallet::constant]
		type AuthorisationDeposit: Get<BalanceOf<Self>>;

		/// How long authorisations are kept after their last day, or after they were refused, in
		/// milliseconds. It has to be longer than claims may take to be made and decided.
		#[pallet::constant]
		type Retention: Get<Moment>;

		/// For how many days an authorisation may be, the first and the last one included.
		#[pallet::constant]
		type MaxPeriod: Get<u16>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For an authorisation, from the provider who asked for it.
		#[codec(index = 0)]
		Authorisation,
	}

	/// The number that the next authorisation gets. None is used twice.
	#[pallet::storage]
	pub type NextAuthorisation<T> = StorageValue<_, AuthorisationId, ValueQuery>;

	/// The authorisations, whatever has become of them, by their numbers. Those are given out in order,
	/// so that nobody chooses a key.
	#[pallet::storage]
	pub type Authorisations<T: Config> =
		StorageMap<_, Twox64Concat, AuthorisationId, AuthorisationOf<T>>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Ask the payer of `plan` to authorise `services` for `member`: so many units of each, between
		/// the days `from` and `until`. `document` commits to why, and is about `segments` of the
		/// member's records. The payer's clock starts: the shorter one, if it is `urgent`. Nothing is
		/// authorised afterwards: `from` is today at the earliest, or yesterday if it is urgent.
		///
		/// By a licensed practitioner, facility, pharmacy or laboratory, from which
		/// [`Config::AuthorisationDeposit`] is held until the authorisation is removed. The member's
		/// consent has to let the payer use these segments for `COVAUTH`. Errors:
		/// [`Error::NotProvider`], [`Error::ZeroCommitment`], [`Error::ReversedDays`],
		/// [`Error::DaysOver`], [`Error::Backdated`], [`Error::PeriodTooLong`],
		/// [`Error::NoServices`], [`Error::ZeroUnits`], [`Error::DuplicateService`],
		/// [`Error::UnknownPlan`], [`Error::NotMember`], [`Error::NotCovered`], [`Error::NoTerms`],
		/// [`Error::UnknownService`], [`Error::ServiceNotValid`], [`Error::ConsentRefused`],
		/// [`Error::OutOfNumbers`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::request(counted(services)))]
		pub fn request(
			origin: OriginFor<T>,
			plan: PlanId,
			member: T::AccountId,
			urgent: bool,
			segments: Segments,
			from: Day,
			until: Day,
			services: RequestedServices,
			document: Commitment,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			let request =
				Request { plan, member, urgent, segments, from, until, services, document };
			Self::do_request(provider, request)
		}

		/// Certify so many `units` of each service of `id`, in their order: as many as were asked for,
		/// or fewer, or none of some.
		///
		/// By the payer, licensed, before its clock is over. Errors: [`Error::NotFound`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::ClockOver`],
		/// [`Error::AwaitingAnswer`], [`Error::AlreadyDecided`], [`Error::UnitsMismatch`],
		/// [`Error::MoreThanRequested`], [`Error::NothingCertified`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::certify(counted(units)))]
		pub fn certify(
			origin: OriginFor<T>,
			id: AuthorisationId,
			units: CertifiedUnits,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_certify(payer, id, units)
		}

		/// Refuse `id`. `reason` commits to why.
		///
		/// By the payer, licensed, before its clock is over. Errors: [`Error::NotFound`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::ClockOver`],
		/// [`Error::AwaitingAnswer`], [`Error::AlreadyDecided`], [`Error::ZeroCommitment`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::refuse())]
		pub fn refuse(
			origin: OriginFor<T>,
			id: AuthorisationId,
			reason: Commitment,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_refuse(payer, id, reason)
		}

		/// Ask the provider of `id` for more, at most [`MAX_QUESTIONS`] times. `question` commits to
		/// what. The payer's clock stops, and the provider's starts.
		///
		/// By the payer, licensed, before its clock is over. Errors: [`Error::NotFound`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::ClockOver`],
		/// [`Error::AwaitingAnswer`], [`Error::AlreadyDecided`], [`Error::ZeroCommitment`],
		/// [`Error::TooManyQuestions`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::pend())]
		pub fn pend(
			origin: OriginFor<T>,
			id: AuthorisationId,
			question: Commitment,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_pend(payer, id, question)
		}

		/// Answer what the payer asked about `id`. `document` commits to the answer. The payer's clock
		/// starts anew.
		///
		/// By the provider who asked for it, licensed or not, before its clock is over. Errors:
		/// [`Error::NotFound`], [`Error::NotRequester`], [`Error::NotPended`],
		/// [`Error::ClockOver`], [`Error::ZeroCommitment`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::answer())]
		pub fn answer(
			origin: OriginFor<T>,
			id: AuthorisationId,
			document: Commitment,
		) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_answer(provider, id, document)
		}

		/// Note that the clock of `id` is over: it is certified in full or refused, as the plan's rule
		/// says of a payer that did not decide; refused, if the provider did not answer. That is so
		/// whether or not anybody calls this.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::AlreadyDecided`], [`Error::ClockRunning`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::lapse())]
		pub fn lapse(origin: OriginFor<T>, id: AuthorisationId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(id)?;
			Ok(Pays::No.into())
		}

		/// Take back `id`, which is not decided, or certified while nothing of it was used. It is
		/// removed, and the deposit returns. What was refused, by the payer or the end of a clock, stays
		/// until it is reaped.
		///
		/// By the provider who asked for it, licensed or not. Errors: [`Error::NotFound`],
		/// [`Error::NotRequester`], [`Error::AlreadyUsed`], [`Error::AlreadyRefused`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, id: AuthorisationId) -> DispatchResult {
			let provider = ensure_signed(origin)?;
			Self::do_withdraw(provider, id)
		}

		/// Remove `id`, [`Config::Retention`] after its last day was over, or after its decision if that
		/// came later or refused it. The deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::reap())]
		pub fn reap(origin: OriginFor<T>, id: AuthorisationId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap(id)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The authorisation as it is now: with what the end of a clock means, noted or not.
		pub fn authorisation(id: AuthorisationId) -> Option<AuthorisationOf<T>> {
			Self::as_it_is(id)
		}

		/// How it stands now. Its [`Standing::code`] is what the standards call it.
		pub fn state_of(id: AuthorisationId) -> Option<Standing> {
			Self::do_state_of(id)
		}

		/// Whose clock runs, and until when; `None` if none does.
		pub fn deadline(id: AuthorisationId) -> Option<Deadline> {
			Self::do_deadline(id)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxPeriod::get() > 0, "an authorisation is for some day");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
