//! Reaping: claims that are over for long enough make room.

use crate::{Bills, ClaimStatus, Claims, Config, Docket, Error, Event, Pallet, Payout};
use frame_support::{
	ensure,
	traits::{Get, Time},
};
use salus_primitives::ClaimId;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reap(id: ClaimId) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		let since = match docket.claim.status {
			ClaimStatus::Pended { .. } => return Err(Error::<T>::StillNeeded.into()),
			ClaimStatus::Decided { at, .. }
			| ClaimStatus::Voided { at }
			| ClaimStatus::Reversed { at } => at.moment(),
		};
		let over = since.saturating_add(T::Retention::get()) <= T::Time::now();
		let settled = matches!(docket.claim.payout, Payout::Settled);
		let refundable = docket.claim.contributed() > docket.claim.share;
		ensure!(over && settled && !docket.claim.appealed && !refundable, Error::<T>::StillNeeded);
		// What was decided after it refers to it.
		let next = docket.claim.next;
		ensure!(
			next.is_none_or(|next| !Claims::<T>::contains_key(next.plan, next.number)),
			Error::<T>::StillNeeded
		);

		let provider = docket.claim.provider.clone();
		let mut bills = Bills::<T>::open(&provider, id);
		for line in &docket.claim.lines {
			bills.forget(&line.service);
		}
		bills.close();
		let room = Self::room_for(docket.claim.lines.len());
		docket.account.taken = docket.account.taken.saturating_sub(room);
		docket.ledger.claims = docket.ledger.claims.saturating_sub(1);
		docket.ledger.reaped = docket.ledger.reaped.saturating_add(1);
		docket.save();
		Claims::<T>::remove(id.plan, id.number);
		Self::deposit_event(Event::Reaped { claim: id });
		Ok(())
	}
}
