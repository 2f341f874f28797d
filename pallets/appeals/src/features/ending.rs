//! Ending: appeals close, and go once nobody needs them.

use crate::{AppealOf, Appeals, Config, Error, Event, HoldReason, Outcome, Pallet, Stage};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{Appealable, ClaimId};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_withdraw(appellant: T::AccountId, claim: ClaimId) -> DispatchResult {
		let appeal = Self::existing(claim)?;
		ensure!(appeal.appellant == appellant, Error::<T>::NotAppellant);
		ensure!(!matches!(appeal.stage, Stage::Closed { .. }), Error::<T>::AlreadyClosed);

		Self::close(claim, appeal, Outcome::Withdrawn);
		Self::deposit_event(Event::Withdrawn { claim });
		Ok(())
	}

	pub(crate) fn do_reap(claim: ClaimId) -> DispatchResult {
		let appeal = Self::existing(claim)?;
		let over = appeal.over(T::Retention::get()).ok_or(Error::<T>::StillNeeded)?;
		ensure!(T::Time::now() >= over, Error::<T>::StillNeeded);

		Appeals::<T>::remove(claim);
		Self::release(HoldReason::Appeal, &appeal.appellant, appeal.deposit);
		Self::deposit_event(Event::Reaped { claim });
		Ok(())
	}

	/// Closes `appeal`: the claim is free again, and so is the reviewer.
	pub(crate) fn close(claim: ClaimId, mut appeal: AppealOf<T>, outcome: Outcome) {
		let at = T::Time::now();
		if let Stage::External { reviewer, .. } = &appeal.stage {
			Self::free(reviewer);
		}
		// All that was decided up to here is covered. What the payer decides later, by itself, is another
		// decision, which can be appealed. The claims pallet says when that was by its own, coarser clock,
		// with which this is to be compared.
		appeal.covers = T::Claims::contested(claim).map_or(at, |made| made.decided);
		appeal.stage = Stage::Closed { at, outcome };
		// A claim that is not there any more has nothing to be freed from, and does not keep its appeal
		// from ending.
		let _ = T::Claims::note_appeal(claim, false);
		Appeals::<T>::insert(claim, appeal);
	}
}
