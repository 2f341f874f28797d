//! # Claims
//!
//! A plan's rules decide what it pays, line by line, and what they decide is paid in the same block.
//!
//! ## Terms
//!
//! - **Plan**, **payer**, **member**, **service**, **benefit**: as the coverage pallet keeps them. A
//!   *tag* names a service to those who have the plan's secret, and to nobody else.
//! - **Claim**: what a *provider* asks of a plan for a member, in up to 32 *lines*, each of a service
//!   on a day that an encounter or a dispensed unit stands for.
//! - **Allowed**: what the plan's fee schedule gives for a line, or a person did.
//! - **Adjustment**: a part of what was billed that the plan does not pay, with who bears it
//!   ([`AdjustmentGroup`](salus_primitives::AdjustmentGroup)) and why
//!   ([`AdjustmentReason`](salus_primitives::AdjustmentReason)).
//! - **Share**: what adjustments leave to the patient.
//! - **Reserve**: what a payer has put aside for a plan, held in its own account.
//! - **Receivable**: what a provider was paid for claims that do not stand any more.
//! - **Room**: what providers pay for in advance so that their claims can be kept.
//!
//! ## States
//!
//! | state | becomes | by |
//! |---|---|---|
//! | pended: rules cannot decide | decided | `decide` of the payer in time, `lapse` after that |
//! | decided | decided anew | an appeal |
//! | pended, decided | voided | `void`, `replace` of the provider |
//! | decided | reversed | `reverse` of the payer |
//! | reversed | decided anew | an appeal |
//!
//! What is due for a decided claim is *settled*, *queued* until the reserve has it, in order, or
//! *uncollected* because the provider's account could not take it. After
//! [`due`](Claim::due) it bears interest.
//!
//! ## How a line is decided
//!
//! It is refused, or judged: see `features/judging.rs` for why and in which order, and
//! `adjudication.rs` for the arithmetic. Billed minus adjustments is paid, on every line. Nothing is
//! rounded but shares that do not divide, in favour of the patient by less than one unit a line.
//!
//! With several plans, each takes what the one before left to the patient: together they never pay
//! more than was allowed, and the patient never more than under one of them alone.
//!
//! ## Invariants
//!
//! Checked by `try_state`, see `try_state.rs`:
//!
//! 1. billed minus adjustments is paid, on every line, and what is paid is at most what is allowed;
//! 2. no claim is paid twice: what was paid and what is unpaid of it is what its lines say;
//! 3. what payers have on hold is the sum of their plans' reserves, which have what is uncollected;
//! 4. the queue has every claim that waits, once, and the ledger the sum of them;
//! 5. what members and families used is the sum of the lines;
//! 6. every line that counts is noted for what it refers to, once;
//! 7. claims take the room that providers' accounts say, for which deposits are held;
//! 8. a claim and the one that was decided before it refer to each other.
//!
//! ## Example
//!
//! ```
//! use pallet_claims::adjudication::{judge, Left, Priced};
//! use salus_primitives::Benefit;
//!
//! // 180.00 were billed, 150.00 are allowed. 100.00 of the deductible are left, and the member pays a
//! // fifth of the rest.
//! let benefit =
//!     Benefit { covered: true, deductible: true, coinsurance: 2_000, ..Default::default() };
//! let left = Left { deductible: 10_000, out_of_pocket: 200_000, units: None, paid: None };
//! let line = Priced { billed: 18_000, units: 1, allowed: 15_000, prior_share: None };
//! let judged = judge(line, &benefit, left, 2026, 0);
//! assert_eq!(judged.paid, 4_000);
//! let adjusted: u128 = judged.adjustments.iter().map(|adjustment| adjustment.amount).sum();
//! assert_eq!(18_000 - adjusted, judged.paid);
//! ```

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod adjudication;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod config;
mod errors;
mod events;
mod features;
mod impls;
#[cfg(test)]
mod mock;
mod state;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

use alloc::vec::Vec;
use features::{Bench, Bills, Docket, Ruling, Transfers, Verdict};
use frame_support::{pallet_macros::import_section, traits::fungible, weights::Weight};
use salus_primitives::{Day, PlanId, PlanInfo, References as _, MAX_VERSIONS};

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

type AccountIdOf<T> = <T as frame_system::Config>::AccountId;

/// The balance in which deposits are held.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A claim of this runtime.
pub type ClaimOf<T> = Claim<AccountIdOf<T>>;
/// A claim as it is handed in, in this runtime.
pub type NewClaimOf<T> = NewClaim<AccountIdOf<T>>;
/// A plan of this runtime.
pub type PlanOf<T> = PlanInfo<AccountIdOf<T>, <T as Config>::AssetId>;
/// What a provider has with a plan, in this runtime.
pub type ProviderAccountOf<T> = ProviderAccount<BalanceOf<T>>;

/// The number of entries of a list, which bounds keep small.
fn counted<Entry>(list: &[Entry]) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The number of lines of a claim.
fn lines_of<AccountId>(claim: &NewClaim<AccountId>) -> u32 {
	counted(&claim.lines)
}

/// What a batch weighs: its claims, a transfer for each plan, a look at licences for each change of the
/// kind.
fn weight_of_batch<T: Config>(claims: &[NewClaimOf<T>]) -> Weight {
	let mut plans: Vec<PlanId> = claims.iter().map(|claim| claim.plan).collect();
	plans.sort_unstable();
	plans.dedup();
	let transfers = T::WeightInfo::make_transfer().saturating_mul(plans.len() as u64);
	let kinds = claims.chunk_by(|one, next| one.kind == next.kind).count() as u64;
	let looks = T::WeightInfo::check_standing().saturating_mul(kinds);
	claims.iter().fold(transfers.saturating_add(looks), |sum, claim| {
		sum.saturating_add(T::WeightInfo::file(lines_of(claim)))
			.saturating_add(weight_of_looks::<T>(claim))
	})
}

/// What it takes on top to look at what a claim refers to: the terms of other days than the first, what
/// its lines refer to, the claim that was decided before.
fn weight_of_looks<T: Config>(claim: &NewClaimOf<T>) -> Weight {
	let mut days: Vec<Day> = claim.lines.iter().map(|line| line.date).collect();
	days.sort_unstable();
	days.dedup();
	let versions = (days.len() as u64).min(MAX_VERSIONS.into()).saturating_sub(1);
	let terms = T::WeightInfo::read_terms().saturating_mul(versions);
	let references = T::References::weight().saturating_mul(lines_of(claim).into());
	let prior = claim.prior.map_or(Weight::zero(), |_| T::WeightInfo::coordinate());
	terms.saturating_add(references).saturating_add(prior)
}

/// The same, for a claim that is not at hand.
fn weight_of_all_looks<T: Config>(lines: u32) -> Weight {
	let versions = u64::from(lines.min(MAX_VERSIONS)).saturating_sub(1);
	T::WeightInfo::read_terms()
		.saturating_mul(versions)
		.saturating_add(T::References::weight().saturating_mul(lines.into()))
		.saturating_add(T::WeightInfo::coordinate())
}

#[import_section(calls::calls)]
#[import_section(config::config)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[import_section(state::state)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungibles, Time},
	};
	use frame_system::pallet_prelude::*;
	use salus_primitives::{
		Amount, Authorisations, ClaimId, Commitment, ConsentGate, Coverage, Credentials,
		LicenceProblem, LineDecisions, Moment, References, Refusal, Seconds, ServiceReference,
		MAX_LINES,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A claim, with everything that a remittance advice says: X12 835, FHIR `ClaimResponse`.
		pub fn claim(claim: ClaimId) -> Option<ClaimOf<T>> {
			Claims::<T>::get(claim.plan, claim.number)
		}

		/// A plan's reserve, and what it owes.
		pub fn ledger(plan: PlanId) -> Ledger {
			Ledgers::<T>::get(plan)
		}

		/// What a provider has with a plan.
		pub fn provider_account(
			plan: PlanId,
			provider: T::AccountId,
		) -> Option<ProviderAccountOf<T>> {
			ProviderAccounts::<T>::get(plan, provider)
		}

		/// What the patient still owes for a claim.
		pub fn open_share(claim: ClaimId) -> Option<Amount> {
			let claim = Claims::<T>::get(claim.plan, claim.number)?;
			let owed = claim.is_decided() && claim.next.is_none();
			Some(if owed { claim.share.saturating_sub(claim.contributed()) } else { 0 })
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_idle(_: BlockNumberFor<T>, limit: Weight) -> Weight {
			Self::settle_idly(limit)
		}

		fn integrity_test() {
			assert!(T::MaxSettled::get() > 0, "claims that wait are paid");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
