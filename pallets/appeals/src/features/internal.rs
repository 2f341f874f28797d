//! The internal appeal: the payer decides once more, and the appellant may go further.

use crate::{
	next_nonce, pledge, seed, Appeals, Config, Decision, Error, Event, Nonce, Outcome, Pallet,
	Stage,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Time};
use salus_primitives::{
	days_after, Appealable, ClaimId, Commitment, Credentials, LicenceKind, LineDecision,
	LineDecisions,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_decide(
		payer: T::AccountId,
		claim: ClaimId,
		decisions: Option<LineDecisions>,
		record: Commitment,
		nonce: Nonce,
	) -> DispatchResult {
		let mut appeal = Self::existing(claim)?;
		ensure!(appeal.payer == payer, Error::<T>::NotPayer);
		T::Credentials::standing(&payer, LicenceKind::Payer).map_err(Error::<T>::Unlicensed)?;
		let Stage::Internal { until } = appeal.stage else {
			return Err(Error::<T>::AlreadyDecided.into());
		};
		let now = T::Time::now();
		ensure!(now < until, Error::<T>::ClockOver);
		ensure!(!record.is_zero(), Error::<T>::ZeroCommitment);

		let by = Some(payer);
		let overturned = decisions.is_some();
		appeal.internal =
			Some(Decision { by: by.clone(), record: Some(record), at: now, overturned });
		let until = days_after(now, appeal.clocks.filing_days);
		if let Some(decisions) = decisions {
			Self::overturn(claim, &decisions, record)?;
			// Who grants a part of it does not keep the rest from a reviewer.
			let refused = T::Claims::contested(claim).is_some_and(|decision| decision.refused);
			let escalate_by = refused.then_some(until);
			if refused {
				T::Claims::note_appeal(claim, true)?;
				appeal.stage = Stage::Upheld { until, nonce };
				Appeals::<T>::insert(claim, appeal);
			} else {
				Self::close(claim, appeal, Outcome::Overturned);
			}
			Self::deposit_event(Event::Overturned { claim, by, record, escalate_by });
			return Ok(());
		}
		appeal.stage = Stage::Upheld { until, nonce };
		Appeals::<T>::insert(claim, appeal);
		let record = Some(record);
		Self::deposit_event(Event::Upheld { claim, by, record, escalate_by: Some(until) });
		Ok(())
	}

	pub(crate) fn do_escalate(
		appellant: T::AccountId,
		claim: ClaimId,
		own: Nonce,
	) -> DispatchResult {
		let mut appeal = Self::existing(claim)?;
		ensure!(appeal.appellant == appellant, Error::<T>::NotAppellant);
		let (until, payers) = match appeal.stage {
			Stage::Upheld { until, nonce } => (until, nonce),
			Stage::Internal { .. } => return Err(Error::<T>::Undecided.into()),
			Stage::External { .. } => return Err(Error::<T>::AlreadyEscalated.into()),
			Stage::Closed { .. } => return Err(Error::<T>::AlreadyClosed.into()),
		};
		let now = T::Time::now();
		ensure!(now < until, Error::<T>::ClockOver);
		ensure!(pledge(claim, &own) == appeal.pledge, Error::<T>::WrongNonce);
		let seed = seed(claim, &own, &payers);
		let known = Self::known(&appeal);
		ensure!(!known.is_empty(), Error::<T>::NoReviewer);
		let Some(reviewer) = Self::choose(claim, &appeal, &known, seed) else {
			// Neither party chooses where the next search begins, either.
			appeal.stage = Stage::Upheld { until, nonce: next_nonce(&payers) };
			Appeals::<T>::insert(claim, appeal);
			Self::deposit_event(Event::NobodyFound { claim });
			return Ok(());
		};

		Self::assign(&reviewer);
		let until = days_after(now, appeal.clocks.external_days);
		appeal.stage = Stage::External { reviewer: reviewer.clone(), until, seed };
		Appeals::<T>::insert(claim, appeal);
		Self::deposit_event(Event::Escalated { claim, reviewer, review_by: until });
		Ok(())
	}

	/// Has the claim decided anew, and paid.
	pub(crate) fn overturn(
		claim: ClaimId,
		decisions: &[LineDecision],
		record: Commitment,
	) -> DispatchResult {
		// To allow nothing is to uphold, and would only close the way to a reviewer.
		let allows = |decision: &LineDecision| {
			matches!(decision, LineDecision::Allow(1..) | LineDecision::Grant)
		};
		ensure!(decisions.iter().any(allows), Error::<T>::NothingAllowed);
		T::Claims::overturn(claim, decisions, record)
	}
}
