//! # Trail
//!
//! Who accessed what: daily batches of access receipts, noise about the unusual, and disputes.
//!
//! ## Terms
//!
//! - **Custodian**: an organisation that keeps records, and a receipt of every access to them.
//! - **Day**: a custodian *anchors* each day once, as a Merkle batch of that day's receipts, or
//!   declares it *quiet*. An anchored day is never replaced. A day that is neither is *missing*,
//!   and everybody can count the missing ones.
//! - **Actor**: who accesses data. What an actor does is counted; what is unusual is an event.
//! - **Dispute**: a *subject*, or a representative in their name, objects to an access.
//!
//! ## Receipts
//!
//! A receipt in a batch has an index, a tag that names its subject ([`subject_tag`]) and a body that
//! commits to the rest. [`receipt_leaf`] makes a leaf of them. The subject gets the receipt, its
//! salts and its proof from the custodian. Nobody who knows the root learns who was accessed, and a
//! dispute reveals neither who accessed nor what for.
//!
//! ## Suspicion
//!
//! Emergencies, subjects and the refusals that organisations report are counted in two buckets of
//! half [`Config::ActivityPeriod`] each: the current one and the one before. Whoever reaches a
//! threshold is named in an event, once in each bucket. Nobody is stopped.
//!
//! ## States
//!
//! A dispute is *open* until the custodian answers, *overdue* if it does not do so in time (decided
//! at read), *answered*, and *closed* by a regulator. The subject can withdraw it before that.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. a custodian's count, first and last day are those of the days it anchored;
//! 2. a batch has a root and receipts, and is anchored after its day;
//! 3. thresholds can be reached;
//! 4. every dispute is found by its target, says something and went on in order;
//! 5. the held deposits are those that the entries record, and open disputes without one have
//!    places.
//!
//! ## Example
//!
//! ```
//! use pallet_trail::{receipt_leaf, subject_tag};
//! use salus_primitives::merkle::Batch;
//! use sp_core::H256;
//!
//! // The custodian's receipts of a day, each with a salt that its subject gets.
//! let body = H256::repeat_byte(9);
//! let bobs = receipt_leaf(0, subject_tag(&[1; 32], &"bob"), body);
//! let alices = receipt_leaf(1, subject_tag(&[2; 32], &"alice"), body);
//! let leaves = [bobs, alices];
//! let anchored = Batch::of(&leaves);
//!
//! // Alice finds hers in what was anchored.
//! let proof = Batch::proof(&leaves, 1).unwrap();
//! let found = receipt_leaf(1, subject_tag(&[2; 32], &"alice"), body);
//! assert!(anchored.verify(1, found, &proof).is_ok());
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use features::leaf::{receipt_leaf, subject_tag, RECEIPT_DOMAIN, SUBJECT_DOMAIN};
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

/// The balance in which deposits are held.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;
/// An anchored day of this runtime.
pub type DayEntryOf<T> = DayEntry<BalanceOf<T>>;
/// A dispute of this runtime.
pub type DisputeOf<T> = Dispute<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		merkle::{Batch, ProofProblem},
		AccessReceipts, Acting, Commitment, Credentials, LicenceProblem, Moment, Sponsorship,
	};
	use sp_core::H256;
	use sp_runtime::traits::{StaticLookup, Zero};

	type AccountIdLookupOf<T> = <<T as frame_system::Config>::Lookup as StaticLookup>::Source;

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

		/// A subject who signed, or a representative in their name.
		type SubjectOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Acting<Self::AccountId>>;

		/// Who says what is unusual.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Who pays for the state of those who have no tokens.
		type Sponsorship: Sponsorship<Self::AccountId>;

		/// Who is licensed as what.
		type Credentials: Credentials<Self::AccountId>;

		/// The receipts that are on chain one by one.
		type Receipts: AccessReceipts<Self::AccountId>;

		/// Held from a custodian for each day that it anchors.
		#[pallet::constant]
		type DayDeposit: Get<BalanceOf<Self>>;

		/// Held from a subject for a dispute until it is closed. Not zero: a dispute without a
		/// deposit has a place that an institution paid for.
		#[pallet::constant]
		type DisputeDeposit: Get<BalanceOf<Self>>;

		/// How long a custodian has to answer a dispute, in milliseconds.
		#[pallet::constant]
		type AnswerPeriod: Get<Moment>;

		/// How long days, and disputes after they are closed, are kept, in milliseconds. HIPAA (45
		/// CFR 164.528) has disclosures accounted for six years back.
		#[pallet::constant]
		type RetentionPeriod: Get<Moment>;

		/// How far back an actor's activity counts, in milliseconds: half of it at least, all of it
		/// at most.
		#[pallet::constant]
		type ActivityPeriod: Get<Moment>;

		/// How many receipts a day's batch may have, at most 2^20, of which proofs fit.
		#[pallet::constant]
		type MaxReceiptsPerDay: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Why this pallet holds deposits.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For an anchored day, from the custodian.
		#[codec(index = 0)]
		Day,
		/// For a dispute, from the subject.
		#[codec(index = 1)]
		Dispute,
	}

	/// What custodians anchored, by custodian and day. A custodian anchors only days that are over
	/// and within retention, so that nobody chooses a key.
	#[pallet::storage]
	pub type Days<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Twox64Concat, Day, DayEntryOf<T>>;

	/// Which days a custodian anchored, in short.
	#[pallet::storage]
	pub type Custodians<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, CustodianDays>;

	/// From how many on something is unusual.
	#[pallet::storage]
	pub type AlertThresholds<T> = StorageValue<_, Thresholds, ValueQuery>;

	/// What actors did lately. Without a deposit, since whoever is counted about did not ask for
	/// it; what is too old to count can be reaped by anybody.
	#[pallet::storage]
	pub type Activities<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Activity>;

	/// The number that the next dispute gets. None is used twice.
	#[pallet::storage]
	pub type NextDisputeId<T> = StorageValue<_, DisputeId, ValueQuery>;

	/// The disputes, closed ones included until they are reaped.
	#[pallet::storage]
	pub type Disputes<T: Config> = StorageMap<_, Twox64Concat, DisputeId, DisputeOf<T>>;

	/// Which dispute is about which access: each is disputed once.
	#[pallet::storage]
	pub type Disputed<T: Config> =
		StorageMap<_, Blake2_128Concat, AccessKey<T::AccountId>, DisputeId>;

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Commit to all accesses of `day` by a batch of `count` receipts with this `root`.
		///
		/// By a licensed organisation, from which [`Config::DayDeposit`] is held until the day is
		/// reaped. Errors: [`Error::NotOrganisation`], [`Error::ZeroCount`],
		/// [`Error::TooManyReceipts`], [`Error::ZeroRoot`], [`Error::DayNotOver`],
		/// [`Error::DayTooOld`], [`Error::AlreadyAnchored`], or the currency's.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::anchor_day())]
		pub fn anchor_day(
			origin: OriginFor<T>,
			day: Day,
			root: H256,
			count: u32,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_anchor_day(custodian, day, Batch { root, count })
		}

		/// Declare that nobody accessed anything on `day`.
		///
		/// By a licensed organisation, from which [`Config::DayDeposit`] is held until the day is
		/// reaped. Errors: those of [`Pallet::anchor_day`] about organisation and day.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::declare_quiet_day())]
		pub fn declare_quiet_day(origin: OriginFor<T>, day: Day) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_declare_quiet_day(custodian, day)
		}

		/// Say from how many on something is unusual.
		///
		/// By [`Config::GovernanceOrigin`]. Errors: [`Error::ZeroThreshold`],
		/// [`Error::ThresholdTooHigh`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_thresholds())]
		pub fn set_thresholds(origin: OriginFor<T>, thresholds: Thresholds) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_set_thresholds(thresholds)
		}

		/// Report that the caller's own systems refused `actor` `count` times, from 1 to
		/// [`MAX_REFUSALS`]. `evidence` commits to the log.
		///
		/// By a licensed organisation, which the event names. Errors: [`Error::NotOrganisation`],
		/// [`Error::SelfReport`], [`Error::ZeroCount`], [`Error::TooMany`],
		/// [`Error::ZeroCommitment`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::report_refusals())]
		pub fn report_refusals(
			origin: OriginFor<T>,
			actor: AccountIdLookupOf<T>,
			count: u32,
			evidence: Commitment,
		) -> DispatchResult {
			let reporter = ensure_signed(origin)?;
			let actor = T::Lookup::lookup(actor)?;
			Self::do_report_refusals(reporter, actor, count, evidence)
		}

		/// Remove what was counted about `actor`, once it is too old to count.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::reap_activity())]
		pub fn reap_activity(
			origin: OriginFor<T>,
			actor: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let actor = T::Lookup::lookup(actor)?;
			Self::do_reap_activity(actor)?;
			Ok(Pays::No.into())
		}

		/// Object to an access whose receipt is on chain: the receipt `index` of `record`.
		/// `statement` commits to the reasons. The custodian answers within
		/// [`Config::AnswerPeriod`].
		///
		/// By [`Config::SubjectOrigin`]. A place is taken, or [`Config::DisputeDeposit`] held from
		/// the subject, until the dispute is closed or withdrawn. Errors: [`Error::NotFound`],
		/// [`Error::NotSubject`], [`Error::ZeroCommitment`], [`Error::AlreadyDisputed`],
		/// [`Error::TooManyDisputes`], or the currency's.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::dispute_receipt())]
		pub fn dispute_receipt(
			origin: OriginFor<T>,
			record: u64,
			index: u32,
			statement: Commitment,
		) -> DispatchResult {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_dispute_receipt(acting, record, index, statement)
		}

		/// Object to an access whose receipt is the leaf `index` of what `custodian` anchored for
		/// `day`. `salt` shows that it names the subject, `proof` (the siblings, from the leaf up)
		/// that it is there; `body` is the digest of the rest.
		///
		/// By [`Config::SubjectOrigin`], paid for as in [`Pallet::dispute_receipt`]. Errors:
		/// [`Error::UnknownDay`], [`Error::QuietDay`], [`Error::Proof`], and those of
		/// [`Pallet::dispute_receipt`] but `NotFound` and `NotSubject`.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::dispute_leaf())]
		#[allow(clippy::too_many_arguments)]
		pub fn dispute_leaf(
			origin: OriginFor<T>,
			custodian: AccountIdLookupOf<T>,
			day: Day,
			index: u32,
			salt: [u8; 32],
			body: H256,
			proof: BoundedVec<H256, ConstU32<{ Batch::MAX_PROOF }>>,
			statement: Commitment,
		) -> DispatchResult {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			let custodian = T::Lookup::lookup(custodian)?;
			let leaf = receipt_leaf(index, subject_tag(&salt, &acting.subject), body);
			Self::do_dispute_leaf(acting, custodian, day, index, leaf, &proof, statement)
		}

		/// Answer `dispute`, once. `answer` commits to what the subject and the regulator get.
		///
		/// By the custodian, licensed or not, before the answer is due. Errors:
		/// [`Error::NotFound`], [`Error::NotCustodian`], [`Error::Closed`],
		/// [`Error::AlreadyAnswered`], [`Error::AnswerOverdue`], [`Error::ZeroCommitment`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::answer())]
		pub fn answer(
			origin: OriginFor<T>,
			dispute: DisputeId,
			answer: Commitment,
		) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			Self::do_answer(custodian, dispute, answer)
		}

		/// Decide `dispute`, which is answered or overdue. `ruling` commits to the reasons. What
		/// the subject paid returns.
		///
		/// By a licensed regulator who is no party. Errors: [`Error::Unlicensed`],
		/// [`Error::NotFound`], [`Error::ConflictOfInterest`], [`Error::AwaitingAnswer`],
		/// [`Error::Closed`], [`Error::ZeroCommitment`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::close())]
		pub fn close(
			origin: OriginFor<T>,
			dispute: DisputeId,
			finding: Finding,
			ruling: Commitment,
		) -> DispatchResult {
			let regulator = ensure_signed(origin)?;
			Self::do_close(regulator, dispute, finding, ruling)
		}

		/// Remove `dispute`, which was closed [`Config::RetentionPeriod`] ago.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::reap_dispute())]
		pub fn reap_dispute(
			origin: OriginFor<T>,
			dispute: DisputeId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_reap_dispute(dispute)?;
			Ok(Pays::No.into())
		}

		/// Take `dispute` back before it is closed. What the subject paid returns.
		///
		/// By [`Config::SubjectOrigin`]. Errors: [`Error::NotFound`], [`Error::NotSubject`],
		/// [`Error::Closed`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::withdraw_dispute())]
		pub fn withdraw_dispute(origin: OriginFor<T>, dispute: DisputeId) -> DispatchResult {
			let acting = T::SubjectOrigin::ensure_origin(origin)?;
			Self::do_withdraw_dispute(acting, dispute)
		}

		/// Remove the first day of `custodian`, anchored [`Config::RetentionPeriod`] ago, or
		/// missing and over for as long. The deposit returns.
		///
		/// By anybody, free of charge on success. Errors: [`Error::NotFound`],
		/// [`Error::StillNeeded`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::reap_day())]
		pub fn reap_day(
			origin: OriginFor<T>,
			custodian: AccountIdLookupOf<T>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let custodian = T::Lookup::lookup(custodian)?;
			Self::do_reap_day(custodian)?;
			Ok(Pays::No.into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What `custodian` anchored for `day`.
		pub fn day(custodian: T::AccountId, day: Day) -> Option<DayEntryOf<T>> {
			Days::<T>::get(custodian, day)
		}

		/// The days from `from` to `to`, inclusive, that are over and that `custodian` has not
		/// anchored; of the first [`DAYS_PER_CALL`] days. Those before
		/// [`Config::RetentionPeriod`] may have been reaped.
		pub fn missing_days(custodian: T::AccountId, from: Day, to: Day) -> Vec<Day> {
			Self::do_missing_days(&custodian, from, to)
		}

		/// Whether the receipt of the subject with this `tag`, with this `body`, is the leaf
		/// `index` of what `custodian` anchored for `day`.
		pub fn verify_receipt(
			custodian: T::AccountId,
			day: Day,
			index: u32,
			tag: H256,
			body: H256,
			proof: Vec<H256>,
		) -> Result<(), ReceiptProblem> {
			let leaf = receipt_leaf(index, tag, body);
			Self::do_verify_receipt(&custodian, day, index, leaf, &proof)
		}

		/// What `actor` did lately.
		pub fn activity(actor: T::AccountId) -> Counts {
			Self::counts(&actor)
		}

		/// The dispute with this number.
		pub fn dispute(dispute: DisputeId) -> Option<DisputeOf<T>> {
			Disputes::<T>::get(dispute)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(!T::DisputeDeposit::get().is_zero(), "no deposit means a place");
			assert!(T::ActivityPeriod::get() >= 2, "a bucket has a length");
			assert!(T::MaxReceiptsPerDay::get() <= 1 << Batch::MAX_PROOF, "proofs do not fit");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
