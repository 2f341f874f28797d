//! What always holds.

use crate::{
	AppealOf, Appeals, BalanceOf, Config, Decision, HoldReason, Outcome, Pallet, Pool, Stage,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use salus_primitives::days_after;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks every invariant of the pallet.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for appeal in Appeals::<T>::iter_values() {
			Self::parties_are_apart(&appeal)?;
			Self::stages_are_what_was_decided(&appeal)?;
			Self::clocks_are_those_of_the_terms(&appeal)?;
			Self::decisions_are_of_those_who_may(&appeal)?;
		}
		Self::pool_is_in_order()?;
		Self::cases_are_counted()?;
		Self::deposits_are_held()
	}

	/// Who appeals is the provider or the member, and no reviewer is a party or has recused themselves.
	fn parties_are_apart(appeal: &AppealOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(
			[&appeal.provider, &appeal.member].contains(&&appeal.appellant),
			"the appellant has no part in the claim"
		);
		ensure!(
			!appeal.second || appeal.provider != appeal.member,
			"somebody is the other party to themselves"
		);
		ensure!(!appeal.grounds.is_zero(), "the grounds are nothing");
		if let Stage::External { reviewer, .. } = &appeal.stage {
			ensure!(!appeal.is_party(reviewer), "a party reviews its own appeal");
			ensure!(!appeal.recused.contains(reviewer), "a reviewer has recused themselves");
		}
		let recused = appeal.recused.iter().collect::<BTreeSet<_>>();
		ensure!(recused.len() == appeal.recused.len(), "a reviewer has recused themselves twice");
		Ok(())
	}

	/// An appeal is at the stage to which the decisions about it have brought it. What the payer
	/// overturned in part only goes on as if it had been upheld; what its silence did does not.
	fn stages_are_what_was_decided(appeal: &AppealOf<T>) -> Result<(), TryRuntimeError> {
		let overturned =
			|decision: &Option<Decision<_>>| decision.as_ref().map(|made| made.overturned);
		let decided = (overturned(&appeal.internal), overturned(&appeal.external));
		let granted =
			appeal.internal.as_ref().is_some_and(|made| made.overturned && made.by.is_none());
		let right = match &appeal.stage {
			Stage::Internal { .. } => decided == (None, None),
			Stage::Upheld { .. } | Stage::External { .. } => {
				matches!(decided, (Some(_), None)) && !granted
			}
			Stage::Closed { outcome: Outcome::Upheld, .. } => {
				matches!(decided, (Some(_), None | Some(false))) && !granted
			}
			Stage::Closed { outcome: Outcome::Overturned, .. } => match decided {
				(internal, None) => internal == Some(true),
				(internal, external) => internal.is_some() && external == Some(true) && !granted,
			},
			Stage::Closed { outcome: Outcome::Withdrawn, .. } => decided.1.is_none() && !granted,
		};
		ensure!(right, "a stage is not what was decided");
		ensure!(
			appeal.recused.is_empty() || decided.0.is_some(),
			"somebody recused themselves before there was a review"
		);
		Ok(())
	}

	/// Clocks end when the terms said, counted from when they began.
	fn clocks_are_those_of_the_terms(appeal: &AppealOf<T>) -> Result<(), TryRuntimeError> {
		let clocks = &appeal.clocks;
		let internal = appeal.internal.as_ref().map(|made| made.at);
		let right = match (&appeal.stage, internal) {
			(Stage::Internal { until }, _) => {
				*until == days_after(appeal.filed, clocks.internal_days)
			}
			(Stage::Upheld { until, .. }, Some(at)) => {
				let first = days_after(at, clocks.filing_days);
				// Who recused themselves has given the appellant the time once more.
				*until == first || (*until > first && !appeal.recused.is_empty())
			}
			(Stage::External { until, .. }, Some(at)) => {
				*until >= days_after(at, clocks.external_days)
			}
			(Stage::Upheld { .. } | Stage::External { .. }, None) => false,
			(Stage::Closed { at, .. }, _) => *at >= appeal.filed,
		};
		ensure!(right, "a clock is not that of the terms");
		Ok(())
	}

	/// The payer decides first and somebody who is no party second; people give reasons, silence does
	/// not, and no record is zero.
	fn decisions_are_of_those_who_may(appeal: &AppealOf<T>) -> Result<(), TryRuntimeError> {
		for decision in [&appeal.internal, &appeal.external].into_iter().flatten() {
			ensure!(decision.by.is_some() == decision.record.is_some(), "a silence gave reasons");
			ensure!(!decision.record.is_some_and(|record| record.is_zero()), "a record is nothing");
			ensure!(decision.at >= appeal.filed, "a decision is older than its appeal");
		}
		let by =
			|decision: &Option<Decision<_>>| decision.as_ref().and_then(|made| made.by.clone());
		ensure!(
			by(&appeal.internal).is_none_or(|by| by == appeal.payer),
			"somebody else decided for the payer"
		);
		ensure!(
			by(&appeal.external).is_none_or(|by| !appeal.is_party(&by)),
			"a party decided its own appeal"
		);
		Ok(())
	}

	/// Nobody is in the pool twice, and who joined first stands first.
	fn pool_is_in_order() -> Result<(), TryRuntimeError> {
		let pool = Pool::<T>::get();
		let accounts = pool.iter().map(|reviewer| &reviewer.account).collect::<BTreeSet<_>>();
		ensure!(accounts.len() == pool.len(), "somebody is in the pool twice");
		ensure!(
			pool.iter().is_sorted_by_key(|reviewer| reviewer.since),
			"who joined first does not stand first"
		);
		Ok(())
	}

	/// Whoever an appeal is assigned to is in the pool, and the cases of each are counted right.
	fn cases_are_counted() -> Result<(), TryRuntimeError> {
		let mut assigned = BTreeMap::<T::AccountId, u32>::new();
		for appeal in Appeals::<T>::iter_values() {
			if let Stage::External { reviewer, .. } = appeal.stage {
				assigned.entry(reviewer).or_default().saturating_inc();
			}
		}
		for reviewer in Pool::<T>::get() {
			let cases = assigned.remove(&reviewer.account).unwrap_or_default();
			ensure!(reviewer.open == cases, "the cases of a reviewer are not counted right");
		}
		ensure!(assigned.is_empty(), "a reviewer is not in the pool");
		Ok(())
	}

	/// What is held from everybody is what the entries record.
	fn deposits_are_held() -> Result<(), TryRuntimeError> {
		let pool = Pool::<T>::get();
		let reviewers = pool.iter().map(|reviewer| (reviewer.account.clone(), reviewer.deposit));
		Self::are_held(HoldReason::Reviewer, reviewers)?;
		let appeals = Appeals::<T>::iter_values().map(|appeal| (appeal.appellant, appeal.deposit));
		Self::are_held(HoldReason::Appeal, appeals)
	}

	fn are_held(
		reason: HoldReason,
		deposits: impl Iterator<Item = (T::AccountId, BalanceOf<T>)>,
	) -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (account, deposit) in deposits {
			owed.entry(account).or_default().saturating_accrue(deposit);
		}
		let reason = reason.into();
		let accounts = frame_system::Account::<T>::iter_keys();
		for account in accounts.chain(owed.keys().cloned()) {
			let recorded = owed.get(&account).copied().unwrap_or_default();
			ensure!(
				T::Currency::balance_on_hold(&reason, &account) == recorded,
				"a deposit is not what is held"
			);
		}
		Ok(())
	}
}
