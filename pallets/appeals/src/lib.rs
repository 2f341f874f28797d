//! # Appeals
//!
//! What a payer refused is looked at again: by the payer itself, and then by somebody independent whom
//! neither party chooses.
//!
//! ## Terms
//!
//! - **Appeal**: against the decision about a claim of which something was refused, by the *appellant*:
//!   its provider or its member. There is one for each decision.
//! - **Internal appeal**: the *payer* decides again.
//! - **External review**: a *reviewer* decides, and that is final.
//! - **Pool**: licensed practitioners who are prepared to review.
//! - **Overturned**: the claim is decided anew and paid with interest, in the same call. **Upheld**: what
//!   was refused stays so.
//! - **Clocks**: how long each has, and what **silence** means, by the terms that the claim was judged by.
//!   They are kept with the appeal.
//!
//! ## States
//!
//! *Internal* until the payer decides or its clock is over. What it overturns is paid, and closed if that
//! is all of it. What it upholds, or grants in part only, the appellant can escalate, until another clock
//! is over; then it is *external* until the reviewer decides, or does not in time. A reviewer with an
//! interest recuses themselves, and the next one has as much time; if nobody is found, the appellant can
//! escalate it again. The appellant can withdraw until it is closed. A closed appeal stays for
//! [`Config::Retention`], with all commitments, who decided, when and how.
//!
//! Provider and member each have an appeal. One that was withdrawn, or that was not escalated in time,
//! binds only who filed it, and the other one may still file. What a reviewer decides, or their silence,
//! binds both.
//!
//! A call is in time before the millisecond at which a clock is over, and late from then on. What that
//! means is done by `lapse`, which anybody can call.
//!
//! ## Who reviews
//!
//! The appellant is bound to a secret nonce when it files, by its hash. Only then does the payer say its
//! own. The hash of both is the seed: the appellant could not choose it, for it did not know the payer's
//! nonce; nor could the payer, for it did not know the appellant's. Only who was in the pool before the
//! appeal was filed counts. The search begins at the seed modulo their number and takes the first of 16 who
//! is licensed, is no party, neither is nor belongs to the payer, the provider or an organisation of
//! theirs, had no contract with the plan the day before, and has room for a case. If there is none among
//! them, the payer's nonce is hashed, and the next search begins elsewhere.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. appellants have part in the claim, and reviewers do not;
//! 2. an appeal is at the stage to which the decisions about it have brought it;
//! 3. clocks are as long as the terms said;
//! 4. the payer decides first and somebody who is no party second, both with reasons;
//! 5. the pool is in the order in which its reviewers joined, and their cases are counted right;
//! 6. the held deposits are those that the entries record.
//!
//! ## Example
//!
//! ```
//! use pallet_appeals::{first_tried, next_seed, pledge, seed};
//! use salus_primitives::ClaimId;
//!
//! let claim = ClaimId { plan: 3, number: 14 };
//! // The clinic draws a nonce, and files its hash with the appeal.
//! let clinic = [7; 32];
//! let pledged = pledge(claim, &clinic);
//!
//! // The payer upholds what it decided, and says its own nonce.
//! let payer = [8; 32];
//!
//! // The clinic shows what it was bound to, and the two choose where among 40 reviewers the search
//! // begins. Any other nonce is refused.
//! assert_eq!(pledge(claim, &clinic), pledged);
//! assert_ne!(pledge(claim, &[9; 32]), pledged);
//! let chosen = seed(claim, &clinic, &payer);
//! assert!(first_tried(chosen, 40) < 40);
//!
//! // If that reviewer recuses themselves, the search begins elsewhere.
//! assert_ne!(next_seed(chosen), chosen);
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

use frame_support::{pallet_macros::import_section, traits::fungible};

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The balance in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// An appeal of this runtime.
pub type AppealOf<T> = Appeal<AccountIdOf<T>, BalanceOf<T>>;
/// A reviewer of this runtime.
pub type ReviewerOf<T> = Reviewer<AccountIdOf<T>, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{Hooks, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Appealable, ClaimId, Commitment, Coverage, Credentials, LicenceKind, LicenceProblem,
		LineDecisions, Moment,
	};
	use sp_core::H256;

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

		/// Who is licensed as what, and belongs to which organisation.
		type Credentials: Credentials<Self::AccountId>;

		/// The clocks of plans, and who has a contract with them.
		type Coverage: Coverage<Self::AccountId>;

		/// What can be appealed.
		type Claims: Appealable<Self::AccountId>;

		/// The licence that reviewers have.
		type ReviewerKind: Get<LicenceKind>;

		/// Held from a reviewer while in the pool.
		#[pallet::constant]
		type ReviewerDeposit: Get<BalanceOf<Self>>;

		/// Held from the appellant for an appeal, until it is removed.
		#[pallet::constant]
		type AppealDeposit: Get<BalanceOf<Self>>;

		/// How long appeals are kept after they were closed, in milliseconds.
		#[pallet::constant]
		type Retention: Get<Moment>;

		/// How many reviewers the pool has room for.
		#[pallet::constant]
		type MaxReviewers: Get<u32>;

		/// How many appeals are assigned to a reviewer at the most.
		#[pallet::constant]
		type MaxOpenCases: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For a place in the pool, from the reviewer.
		#[codec(index = 0)]
		Reviewer,
		/// For an appeal, from the appellant.
		#[codec(index = 1)]
		Appeal,
	}

	/// The reviewers, in the order in which they joined.
	#[pallet::storage]
	pub type Pool<T: Config> =
		StorageValue<_, BoundedVec<ReviewerOf<T>, T::MaxReviewers>, ValueQuery>;

	/// The latest appeal of each claim. Claims are numbered in order, so that nobody chooses a key.
	#[pallet::storage]
	pub type Appeals<T: Config> = StorageMap<_, Twox64Concat, ClaimId, AppealOf<T>>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Be prepared to review appeals: those that are filed from now on.
		///
		/// By somebody with a licence of [`Config::ReviewerKind`], from whom
		/// [`Config::ReviewerDeposit`] is held. Errors: [`Error::Unlicensed`],
		/// [`Error::AlreadyInPool`], [`Error::PoolFull`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::join_pool())]
		pub fn join_pool(origin: OriginFor<T>) -> DispatchResult {
			let reviewer = ensure_signed(origin)?;
			Self::do_join_pool(reviewer)
		}

		/// Be given no more appeals. The deposit returns.
		///
		/// By a reviewer to whom none is assigned, licensed or not. Errors: [`Error::NotInPool`],
		/// [`Error::HasCases`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::leave_pool())]
		pub fn leave_pool(origin: OriginFor<T>) -> DispatchResult {
			let reviewer = ensure_signed(origin)?;
			Self::do_leave_pool(reviewer)
		}

		/// Appeal the decision about `claim`. `grounds` commits to why, and `pledge` is the hash of a
		/// secret nonce, see [`pledge()`](fn@crate::pledge). The payer's clock starts. An appeal against an
		/// earlier decision about the claim makes room, as does one that the other party gave up, and its
		/// deposit returns.
		///
		/// By the claim's provider or member, within the filing days after the decision, from whom
		/// [`Config::AppealDeposit`] is held until the appeal is removed. Errors:
		/// [`Error::NotDecided`], [`Error::NotParty`], [`Error::AlreadyOpen`],
		/// [`Error::AlreadyWithdrawn`], [`Error::AlreadyFinal`], [`Error::UsedPledge`],
		/// [`Error::NothingRefused`], [`Error::ZeroCommitment`], [`Error::NoTerms`],
		/// [`Error::FilingOver`], those of [`Appealable::note_appeal`], or the currency's.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::file())]
		pub fn file(
			origin: OriginFor<T>,
			claim: ClaimId,
			grounds: Commitment,
			pledge: H256,
		) -> DispatchResult {
			let appellant = ensure_signed(origin)?;
			Self::do_file(appellant, claim, grounds, pledge)
		}

		/// Decide about the appeal of `claim`: overturn with `decisions`, one for each line, of which one
		/// allows something, or uphold with `None`. `record` commits to the reasons. `nonce` should be
		/// random; it has a part in who reviews what is upheld, or still refused after that.
		///
		/// By the payer, licensed, before its clock is over. Errors: [`Error::NotFound`],
		/// [`Error::NotPayer`], [`Error::Unlicensed`], [`Error::AlreadyDecided`],
		/// [`Error::ClockOver`], [`Error::ZeroCommitment`], [`Error::NothingAllowed`], or those of
		/// [`Appealable::overturn`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::decide())]
		pub fn decide(
			origin: OriginFor<T>,
			claim: ClaimId,
			decisions: Option<LineDecisions>,
			record: Commitment,
			nonce: Nonce,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_decide(payer, claim, decisions, record, nonce)
		}

		/// Have the appeal of `claim`, which the payer upheld or granted in part only, reviewed. `nonce` is
		/// the one that was pledged. The reviewer is found, and their clock starts. If none of those who
		/// are tried may and can, the call succeeds with [`Event::NobodyFound`], and the next one looks
		/// elsewhere.
		///
		/// By the appellant, within the filing days after the payer decided. Errors:
		/// [`Error::NotFound`], [`Error::NotAppellant`], [`Error::Undecided`],
		/// [`Error::AlreadyEscalated`], [`Error::AlreadyClosed`], [`Error::ClockOver`],
		/// [`Error::WrongNonce`], [`Error::NoReviewer`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::escalate())]
		pub fn escalate(origin: OriginFor<T>, claim: ClaimId, nonce: Nonce) -> DispatchResult {
			let appellant = ensure_signed(origin)?;
			Self::do_escalate(appellant, claim, nonce)
		}

		/// Leave the review of `claim` to somebody else, who has as much time. If nobody is found, the
		/// appellant can escalate it again, within the filing days from now.
		///
		/// By the reviewer, licensed or not, before their clock is over, [`MAX_RECUSALS`] times for an
		/// appeal. Errors: [`Error::NotFound`], [`Error::NotInReview`], [`Error::NotReviewer`],
		/// [`Error::ClockOver`], [`Error::TooManyRecusals`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::recuse())]
		pub fn recuse(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			let reviewer = ensure_signed(origin)?;
			Self::do_recuse(reviewer, claim)
		}

		/// Decide about `claim` for good: overturn with `decisions`, one for each line, of which one
		/// allows something, or uphold with `None`. `record` commits to the reasons.
		///
		/// By the reviewer, licensed, no party, and without a contract with the plan from before the appeal,
		/// before their clock is over. Who has come to belong to a party recuses themselves. Errors: [`Error::NotFound`], [`Error::NotInReview`], [`Error::NotReviewer`],
		/// [`Error::ClockOver`], [`Error::Unlicensed`], [`Error::Conflicted`],
		/// [`Error::ZeroCommitment`], [`Error::NothingAllowed`], or those of
		/// [`Appealable::overturn`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::review())]
		pub fn review(
			origin: OriginFor<T>,
			claim: ClaimId,
			decisions: Option<LineDecisions>,
			record: Commitment,
		) -> DispatchResult {
			let reviewer = ensure_signed(origin)?;
			Self::do_review(reviewer, claim, decisions, record)
		}

		/// Do what it means that a clock of the appeal of `claim` is over. If the payer or the reviewer was
		/// silent, the plan's rule says whether that allows everything or upholds; if the appellant was,
		/// what the payer decided is final.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::AlreadyClosed`], [`Error::ClockRunning`], or those of [`Appealable::overturn`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::lapse())]
		pub fn lapse(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_lapse(claim)?;
			Ok(Pays::No.into())
		}

		/// Take back the appeal of `claim`. The appellant cannot appeal the decision again.
		///
		/// By the appellant, before it is closed. Errors: [`Error::NotFound`],
		/// [`Error::NotAppellant`], [`Error::AlreadyClosed`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
			let appellant = ensure_signed(origin)?;
			Self::do_withdraw(appellant, claim)
		}

		/// Remove the appeal of `claim`, [`Config::Retention`] after it was closed, and not before the
		/// filing days have passed since. The deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reap())]
		pub fn reap(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap(claim)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The latest appeal of `claim`.
		pub fn appeal(claim: ClaimId) -> Option<AppealOf<T>> {
			Appeals::<T>::get(claim)
		}

		/// Whose turn it is in the appeal of `claim`, and until when. `None` if it is closed.
		pub fn next(claim: ClaimId) -> Option<Turn<T::AccountId>> {
			Self::do_next(claim)
		}

		/// Everybody in the pool, in the order in which they joined.
		pub fn reviewers() -> Vec<ReviewerOf<T>> {
			Pool::<T>::get().into_inner()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxReviewers::get() > 0, "there is no room for reviewers");
			assert!(T::MaxOpenCases::get() > 0, "reviewers have no room for cases");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
