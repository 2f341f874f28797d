//! What each call costs at the most: the pool is full, and the last reviewer who is tried is the first
//! without an interest.

// A benchmark whose set-up fails has to stop.
#![allow(clippy::expect_used)]

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, Get},
	BoundedVec,
};
use frame_system::RawOrigin as System;
use salus_primitives::{
	days_after, AppealClocks, Appealable, ClaimId, Commitment, Credentials, LicenceKind,
	LineDecision, LineDecisions, MemberRole, Moment, Silence, DAY,
};
use sp_core::H256;
use sp_runtime::{traits::Bounded, SaturatedConversion};

const NOW: Moment = 20_000 * DAY;
const SOMETHING: Commitment = Commitment([1; 32]);
const OWN: Nonce = [2; 32];
const PAYERS: Nonce = [3; 32];
const DAYS: u16 = 30;
const CLOCKS: AppealClocks = AppealClocks {
	filing_days: DAYS,
	internal_days: DAYS,
	external_days: DAYS,
	silence: Silence::Grants,
};
/// More organisations than anybody may belong to.
const HOUSES: u32 = 16;

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 100_000u32.into());
	who
}

fn most<T: Config>() -> usize {
	T::MaxReviewers::get().saturated_into()
}

/// The reviewer at `place` of the pool.
fn reviewer<T: Config>(place: usize) -> T::AccountId {
	account("reviewer", place.saturated_into(), 0)
}

/// Fills the pool with as many as there may be, who joined long ago.
fn fill<T: Config>() {
	let pool = (0..most::<T>()).map(|place| Reviewer {
		account: reviewer::<T>(place),
		since: 0,
		open: 0,
		deposit: 0u32.saturated_into(),
	});
	Pool::<T>::put(BoundedVec::<_, T::MaxReviewers>::truncate_from(pool.collect()));
}

/// Makes `who` a reviewer with as many affiliations as may be, none of them with a party.
fn independent<T: Config>(who: &T::AccountId) {
	T::Credentials::ensure_holds(who, T::ReviewerKind::get());
	for index in 0..HOUSES {
		let house = account("house", index, 0);
		T::Credentials::ensure_member(&house, who, MemberRole::Doctor);
	}
}

/// Makes all who are tried first by `seed` belong to `payer`, and the last one independent. Answers with
/// that one.
fn last_is_independent<T: Config>(seed: H256, payer: &T::AccountId) -> T::AccountId {
	let first = first_tried(seed, most::<T>());
	let tried = most::<T>().min(MAX_TRIES);
	let places = || (0..most::<T>()).cycle().skip(first);
	for place in places().take(tried.saturating_sub(1)) {
		let who = reviewer::<T>(place);
		T::Credentials::ensure_worst_case(&who);
		T::Credentials::ensure_holds(&who, T::ReviewerKind::get());
		T::Credentials::ensure_member(payer, &who, MemberRole::Doctor);
	}
	let last = places().nth(tried.saturating_sub(1)).expect("there are reviewers");
	let last = reviewer::<T>(last);
	independent::<T>(&last);
	last
}

/// Who takes part.
struct Parties<T: Config> {
	claim: ClaimId,
	payer: T::AccountId,
	provider: T::AccountId,
	member: T::AccountId,
	lines: u32,
}

impl<T: Config> Parties<T> {
	/// Allows something for each line.
	fn allowing(&self) -> LineDecisions {
		let lines = self.lines.saturated_into();
		BoundedVec::truncate_from(vec![LineDecision::Allow(1); lines])
	}
}

/// A claim of which nothing was paid.
fn refused<T>() -> Parties<T>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
{
	pallet_timestamp::Now::<T>::put(NOW);
	let (provider, member) = (funded::<T>("provider", 0), funded::<T>("member", 0));
	let claim = T::Claims::ensure_refused(&provider, &member);
	let decision = T::Claims::contested(claim).expect("it was decided");
	let (payer, lines) = (decision.payer, decision.lines);
	Parties { claim, payer, provider, member, lines }
}

/// The same, appealed, with a full pool. The payer belongs to as many organisations as may be.
fn filed<T>() -> Result<Parties<T>, BenchmarkError>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
{
	let parties = refused::<T>();
	let claim = parties.claim;
	T::Credentials::ensure_worst_case(&parties.payer);
	T::Credentials::ensure_holds(&parties.payer, LicenceKind::Payer);
	Pallet::<T>::do_file(parties.provider.clone(), claim, SOMETHING, pledge(claim, &OWN))?;
	fill::<T>();
	Appeals::<T>::mutate(claim, |appeal| {
		let appeal = appeal.as_mut().expect("it was filed");
		appeal.clocks = CLOCKS;
		appeal.stage = Stage::Internal { until: days_after(appeal.filed, DAYS) };
	});
	Ok(parties)
}

/// The same, upheld by the payer. The provider belongs to as many organisations as may be, too.
fn upheld<T>() -> Result<Parties<T>, BenchmarkError>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
{
	let parties = filed::<T>()?;
	T::Credentials::ensure_worst_case(&parties.provider);
	Pallet::<T>::do_decide(parties.payer.clone(), parties.claim, None, SOMETHING, PAYERS)?;
	Ok(parties)
}

/// The same, before the last reviewer who could be tried.
fn external<T>() -> Result<(Parties<T>, T::AccountId), BenchmarkError>
where
	T: Config + pallet_timestamp::Config<Moment = Moment>,
{
	let parties = upheld::<T>()?;
	let seed = seed(parties.claim, &OWN, &PAYERS);
	let chosen = last_is_independent::<T>(seed, &parties.payer);
	Pallet::<T>::do_escalate(parties.provider.clone(), parties.claim, OWN)?;
	Ok((parties, chosen))
}

fn outcome<T: Config>(claim: ClaimId) -> Option<Outcome> {
	match Appeals::<T>::get(claim)?.stage {
		Stage::Closed { outcome, .. } => Some(outcome),
		_ => None,
	}
}

fn assigned<T: Config>(claim: ClaimId) -> Option<T::AccountId> {
	match Appeals::<T>::get(claim)?.stage {
		Stage::External { reviewer, .. } => Some(reviewer),
		_ => None,
	}
}

#[benchmarks(where T: pallet_timestamp::Config<Moment = Moment>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn join_pool() -> Result<(), BenchmarkError> {
		fill::<T>();
		Pool::<T>::mutate(|pool| pool.pop());
		let who = funded::<T>("joiner", 0);
		T::Credentials::ensure_worst_case(&who);
		T::Credentials::ensure_holds(&who, T::ReviewerKind::get());

		#[extrinsic_call]
		_(System::Signed(who.clone()));

		assert!(Pool::<T>::get().iter().any(|reviewer| reviewer.account == who));
		Ok(())
	}

	#[benchmark]
	fn leave_pool() -> Result<(), BenchmarkError> {
		fill::<T>();
		Pool::<T>::mutate(|pool| pool.pop());
		let who = funded::<T>("joiner", 0);
		T::Credentials::ensure_holds(&who, T::ReviewerKind::get());
		Pallet::<T>::do_join_pool(who.clone())?;

		#[extrinsic_call]
		_(System::Signed(who.clone()));

		assert!(!Pool::<T>::get().iter().any(|reviewer| reviewer.account == who));
		Ok(())
	}

	/// An appeal that the member gave up makes room.
	#[benchmark]
	fn file() -> Result<(), BenchmarkError> {
		let Parties { claim, provider, member, .. } = refused::<T>();
		let earlier = pledge(claim, &PAYERS);
		Pallet::<T>::do_file(member.clone(), claim, SOMETHING, earlier)?;
		Pallet::<T>::do_withdraw(member, claim)?;

		#[extrinsic_call]
		_(System::Signed(provider.clone()), claim, SOMETHING, pledge(claim, &OWN));

		assert!(Appeals::<T>::get(claim).is_some_and(|appeal| appeal.appellant == provider));
		Ok(())
	}

	/// All lines are paid.
	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		let parties = filed::<T>()?;
		let (claim, decisions) = (parties.claim, Some(parties.allowing()));

		#[extrinsic_call]
		_(System::Signed(parties.payer), claim, decisions, SOMETHING, PAYERS);

		let appeal = Appeals::<T>::get(claim).expect("was filed");
		assert!(appeal.internal.is_some_and(|decision| decision.overturned));
		Ok(())
	}

	#[benchmark]
	fn escalate() -> Result<(), BenchmarkError> {
		let Parties { claim, payer, provider, .. } = upheld::<T>()?;
		let chosen = last_is_independent::<T>(seed(claim, &OWN, &PAYERS), &payer);

		#[extrinsic_call]
		_(System::Signed(provider), claim, OWN);

		assert_eq!(assigned::<T>(claim), Some(chosen));
		Ok(())
	}

	/// The last one who may.
	#[benchmark]
	fn recuse() -> Result<(), BenchmarkError> {
		let Parties { claim, payer, .. } = upheld::<T>()?;
		let seed = seed(claim, &OWN, &PAYERS);
		let chosen = last_is_independent::<T>(next_seed(seed), &payer);
		// Before those who are tried, and not one of them.
		let first = first_tried(next_seed(seed), most::<T>());
		let before = first.checked_sub(1).unwrap_or_else(|| most::<T>().saturating_sub(1));
		let assigned_first = reviewer::<T>(before);
		independent::<T>(&assigned_first);
		Appeals::<T>::mutate(claim, |appeal| {
			let appeal = appeal.as_mut().expect("it was filed");
			let others = (1..MAX_RECUSALS).map(|index| account("recused", index, 0));
			appeal.recused = BoundedVec::truncate_from(others.collect());
			let until = days_after(NOW, DAYS).saturating_mul(2);
			appeal.stage = Stage::External { reviewer: assigned_first.clone(), until, seed };
		});
		Pallet::<T>::assign(&assigned_first);

		#[extrinsic_call]
		_(System::Signed(assigned_first), claim);

		assert_eq!(assigned::<T>(claim), Some(chosen));
		Ok(())
	}

	/// All lines are paid.
	#[benchmark]
	fn review() -> Result<(), BenchmarkError> {
		let (parties, reviewer) = external::<T>()?;
		let (claim, decisions) = (parties.claim, Some(parties.allowing()));

		#[extrinsic_call]
		_(System::Signed(reviewer), claim, decisions, SOMETHING);

		assert_eq!(outcome::<T>(claim), Some(Outcome::Overturned));
		Ok(())
	}

	/// The reviewer's silence allows everything.
	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let (Parties { claim, .. }, _) = external::<T>()?;
		pallet_timestamp::Now::<T>::mutate(|now| *now = days_after(*now, DAYS));
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), claim);

		assert_eq!(outcome::<T>(claim), Some(Outcome::Overturned));
		Ok(())
	}

	/// From a reviewer.
	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let (Parties { claim, provider, .. }, _) = external::<T>()?;

		#[extrinsic_call]
		_(System::Signed(provider), claim);

		assert_eq!(outcome::<T>(claim), Some(Outcome::Withdrawn));
		Ok(())
	}

	#[benchmark]
	fn reap() -> Result<(), BenchmarkError> {
		let (Parties { claim, provider, .. }, _) = external::<T>()?;
		Pallet::<T>::do_withdraw(provider, claim)?;
		let kept = T::Retention::get();
		pallet_timestamp::Now::<T>::mutate(|now| {
			*now = days_after(*now, DAYS).saturating_add(kept);
		});
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(System::Signed(caller), claim);

		assert!(!Appeals::<T>::contains_key(claim));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
