//! The external review: the last word is that of somebody independent.

use crate::{next_seed, AppealOf, Appeals, Config, Decision, Error, Event, Outcome, Pallet, Stage};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{days_after, ClaimId, Commitment, Credentials, LineDecisions};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_recuse(reviewer: T::AccountId, claim: ClaimId) -> DispatchResult {
		let (mut appeal, seed) = Self::to_review(&reviewer, claim)?;
		let recused = appeal.recused.try_push(reviewer.clone());
		recused.map_err(|_| Error::<T>::TooManyRecusals)?;
		let seed = next_seed(seed);
		let next = Self::choose(claim, &appeal, &Self::known(&appeal), seed);

		Self::free(&reviewer);
		let now = T::Time::now();
		let until;
		if let Some(next) = next.clone() {
			Self::assign(&next);
			until = days_after(now, appeal.clocks.external_days);
			appeal.stage = Stage::External { reviewer: next, until, seed };
		} else {
			// Nobody has to keep what they have an interest in. It is the appellant's turn again, and
			// the seed stands for the payer's nonce, which has a part in it.
			until = days_after(now, appeal.clocks.filing_days);
			appeal.stage = Stage::Upheld { until, nonce: seed.0 };
		}
		Appeals::<T>::insert(claim, appeal);
		Self::deposit_event(Event::Recused { claim, reviewer, next, until });
		Ok(())
	}

	pub(crate) fn do_review(
		reviewer: T::AccountId,
		claim: ClaimId,
		decisions: Option<LineDecisions>,
		record: Commitment,
	) -> DispatchResult {
		let (mut appeal, _) = Self::to_review(&reviewer, claim)?;
		T::Credentials::standing(&reviewer, T::ReviewerKind::get())
			.map_err(Error::<T>::Unlicensed)?;
		// Not whom they belong to by now: an organisation admits members without asking them, and a party
		// could get rid of its reviewer by that.
		ensure!(Self::is_independent(claim, &appeal, &reviewer), Error::<T>::Conflicted);
		ensure!(!record.is_zero(), Error::<T>::ZeroCommitment);

		let by = Some(reviewer);
		let at = T::Time::now();
		let overturned = decisions.is_some();
		appeal.external = Some(Decision { by: by.clone(), record: Some(record), at, overturned });
		if let Some(decisions) = decisions {
			Self::overturn(claim, &decisions, record)?;
			Self::close(claim, appeal, Outcome::Overturned);
			Self::deposit_event(Event::Overturned { claim, by, record, escalate_by: None });
			return Ok(());
		}
		Self::close(claim, appeal, Outcome::Upheld);
		let record = Some(record);
		Self::deposit_event(Event::Upheld { claim, by, record, escalate_by: None });
		Ok(())
	}

	/// The appeal and its seed, if it is the turn of `reviewer`.
	fn to_review(reviewer: &T::AccountId, claim: ClaimId) -> Result<(AppealOf<T>, H256), Error<T>> {
		let appeal = Self::existing(claim)?;
		let Stage::External { reviewer: assigned, until, seed } = &appeal.stage else {
			return Err(Error::<T>::NotInReview);
		};
		ensure!(assigned == reviewer, Error::<T>::NotReviewer);
		ensure!(T::Time::now() < *until, Error::<T>::ClockOver);
		let seed = *seed;
		Ok((appeal, seed))
	}
}
