//! Filing: a decision is contested.

use crate::{Appeal, AppealOf, Appeals, Config, Error, Event, HoldReason, Outcome, Pallet, Stage};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{days_after, Appealable, ClaimId, Commitment, Coverage, Moment};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_file(
		appellant: T::AccountId,
		claim: ClaimId,
		grounds: Commitment,
		pledge: H256,
	) -> DispatchResult {
		let decision = T::Claims::contested(claim).ok_or(Error::<T>::NotDecided)?;
		ensure!([&decision.provider, &decision.member].contains(&&appellant), Error::<T>::NotParty);
		let earlier = Appeals::<T>::get(claim);
		let mut first_closed = None;
		if let Some(earlier) = &earlier {
			first_closed = Self::first_closed(earlier, &appellant, decision.decided)?;
			ensure!(earlier.pledge != pledge, Error::<T>::UsedPledge);
		}
		ensure!(decision.refused, Error::<T>::NothingRefused);
		ensure!(!grounds.is_zero(), Error::<T>::ZeroCommitment);
		let terms = T::Coverage::terms(claim.plan, decision.version);
		let clocks = terms.ok_or(Error::<T>::NoTerms)?.appeals;
		let now = T::Time::now();
		// The other party's appeal does not use up the time for one's own.
		let since = first_closed.unwrap_or(decision.decided);
		ensure!(now < days_after(since, clocks.filing_days), Error::<T>::FilingOver);

		if let Some(earlier) = earlier {
			Self::release(HoldReason::Appeal, &earlier.appellant, earlier.deposit);
		}
		T::Claims::note_appeal(claim, true)?;
		let until = days_after(now, clocks.internal_days);
		let deposit = Self::hold(HoldReason::Appeal, &appellant, T::AppealDeposit::get())?;
		let appeal = Appeal {
			appellant: appellant.clone(),
			provider: decision.provider,
			member: decision.member,
			payer: decision.payer.clone(),
			filed: now,
			covers: decision.decided,
			lines: decision.lines,
			second: first_closed.is_some(),
			clocks,
			grounds,
			pledge,
			internal: None,
			external: None,
			recused: Default::default(),
			stage: Stage::Internal { until },
			deposit,
		};
		Appeals::<T>::insert(claim, appeal);
		let payer = decision.payer;
		let event = Event::Filed { claim, appellant, payer, grounds, pledge, decide_by: until };
		Self::deposit_event(event);
		Ok(())
	}

	/// When `earlier` was closed, if it was the other party's and an appeal of `appellant` against what was
	/// decided at `decided` follows on it. `None` if the decision is another one.
	fn first_closed(
		earlier: &AppealOf<T>,
		appellant: &T::AccountId,
		decided: Moment,
	) -> Result<Option<Moment>, Error<T>> {
		let Stage::Closed { outcome, at } = earlier.stage else {
			return Err(Error::<T>::AlreadyOpen);
		};
		if decided > earlier.covers {
			return Ok(None);
		}
		// Nobody uses up the appeal of the other party by giving up its own.
		let given_up = earlier.external.is_none() && outcome != Outcome::Overturned;
		let other = !earlier.second && earlier.appellant != *appellant;
		ensure!(
			given_up && other,
			match outcome {
				Outcome::Withdrawn => Error::<T>::AlreadyWithdrawn,
				Outcome::Upheld | Outcome::Overturned => Error::<T>::AlreadyFinal,
			}
		);
		Ok(Some(at))
	}

	pub(crate) fn existing(claim: ClaimId) -> Result<AppealOf<T>, Error<T>> {
		Appeals::<T>::get(claim).ok_or(Error::<T>::NotFound)
	}
}
