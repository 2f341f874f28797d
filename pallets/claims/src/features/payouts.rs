//! Payouts: at once, or in order as the reserve allows.

use crate::{
	Claims, Config, Docket, Error, Event, HoldReason, Ledgers, Pallet, Payout, Queue, WaitingPlans,
	WeightInfo,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungibles::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get, Time,
	},
	weights::{Weight, WeightMeter},
};
use salus_primitives::{interest, Amount, ClaimId, Coverage, PlanId};
use sp_runtime::DispatchResult;

/// What was paid of a claim.
#[derive(Clone, Copy, Default)]
pub(crate) struct Paid {
	/// What the provider gets.
	pub(crate) net: Amount,
	/// What of it is for being late.
	pub(crate) interest: Amount,
	/// What the provider had to give back, and does not get.
	pub(crate) recouped: Amount,
}

/// A transfer from a plan's reserve that is still to be made.
struct Transfer<T: Config> {
	claim: ClaimId,
	payer: T::AccountId,
	provider: T::AccountId,
	asset: T::AssetId,
	amount: Amount,
	/// How much of the amount is interest.
	interest: Amount,
}

impl<T: Config> Transfer<T> {
	fn goes_with(&self, other: &Self) -> bool {
		self.claim.plan == other.claim.plan && self.provider == other.provider
	}
}

/// The transfers of a call. Those from a plan to a provider are made in one.
pub(crate) struct Transfers<T: Config>(Vec<Transfer<T>>);

impl<T: Config> Default for Transfers<T> {
	fn default() -> Self {
		Self(Vec::new())
	}
}

impl<T: Config> Transfers<T> {
	/// Makes the transfers. What an account cannot take is set apart.
	pub(crate) fn make(mut self) -> DispatchResult {
		self.0.sort_by(|one, other| {
			(one.claim.plan, &one.provider).cmp(&(other.claim.plan, &other.provider))
		});
		for transfers in self.0.chunk_by(Transfer::goes_with) {
			let Some(first) = transfers.first() else { continue };
			let sum = transfers
				.iter()
				.fold(0, |sum: Amount, transfer| sum.saturating_add(transfer.amount));
			let made = with_storage_layer(|| {
				Pallet::<T>::transfer_from_reserve(
					first.asset.clone(),
					&first.payer,
					&first.provider,
					sum,
				)
			});
			if made.is_err() {
				for transfer in transfers {
					Self::set_apart(transfer);
				}
			} else {
				Pallet::<T>::deposit_event(Event::Transferred {
					plan: first.claim.plan,
					provider: first.provider.clone(),
					amount: sum,
				});
			}
		}
		Ok(())
	}

	/// Sets apart what could not be transferred.
	fn set_apart(transfer: &Transfer<T>) {
		let Transfer { claim: id, amount, interest, .. } = transfer;
		Ledgers::<T>::mutate(id.plan, |ledger| {
			ledger.reserve = ledger.reserve.saturating_add(*amount);
			ledger.uncollected = ledger.uncollected.saturating_add(*amount);
		});
		Claims::<T>::mutate(id.plan, id.number, |claim| {
			if let Some(claim) = claim {
				claim.payout = Payout::Uncollected { amount: *amount, interest: *interest };
			}
		});
		Pallet::<T>::deposit_event(Event::Uncollected { claim: *id, amount: *amount });
	}
}

impl<T: Config> Docket<T> {
	/// Pays what is unpaid, or lets it wait for the reserve.
	pub(crate) fn pay(&mut self, transfers: &mut Transfers<T>) -> Result<Paid, Error<T>> {
		if self.claim.unpaid == 0 {
			return Ok(Paid::default());
		}
		if !self.ledger.has_queue() {
			if let Some(paid) = self.pay_if_possible(transfers) {
				return Ok(paid);
			}
		}
		let place = self.ledger.tail;
		self.ledger.tail = place.checked_add(1).ok_or(Error::<T>::OutOfNumbers)?;
		self.ledger.queued = self.ledger.queued.saturating_add(self.claim.unpaid);
		Queue::<T>::insert(self.id.plan, place, self.id.number);
		self.claim.payout = Payout::Queued { place };
		Ok(Paid::default())
	}

	/// Pays what is unpaid, with interest, if the reserve has it.
	fn pay_if_possible(&mut self, transfers: &mut Transfers<T>) -> Option<Paid> {
		let late = T::Time::now().saturating_sub(self.claim.due.moment());
		let interest = interest(self.claim.unpaid, self.claim.interest_rate, late);
		let total = self.claim.unpaid.saturating_add(interest);
		let recouped = self.account.receivable.min(total);
		let net = total.saturating_sub(recouped);
		if net > self.ledger.available() {
			return None;
		}
		self.account.receivable = self.account.receivable.saturating_sub(recouped);
		self.ledger.reserve = self.ledger.reserve.saturating_sub(net);
		self.claim.paid = self.claim.paid.saturating_add(self.claim.unpaid);
		self.claim.interest = self.claim.interest.saturating_add(interest);
		self.claim.unpaid = 0;
		if net > 0 {
			transfers.0.push(Transfer {
				claim: self.id,
				payer: self.plan.payer.clone(),
				provider: self.claim.provider.clone(),
				asset: self.plan.asset.clone(),
				amount: net,
				interest: interest.min(net),
			});
		}
		Some(Paid { net, interest, recouped })
	}

	/// What was set apart for the claim is due again, with interest that is reckoned anew.
	pub(crate) fn take_apart(&mut self) {
		if let Payout::Uncollected { amount, interest } = self.claim.payout {
			let principal = amount.saturating_sub(interest);
			self.claim.interest = self.claim.interest.saturating_sub(interest);
			self.claim.paid = self.claim.paid.saturating_sub(principal);
			self.ledger.uncollected = self.ledger.uncollected.saturating_sub(amount);
			self.claim.payout = Payout::Settled;
		}
	}

	/// Takes the claim out of the queue, if it waits.
	pub(crate) fn leave_queue(&mut self) {
		if let Payout::Queued { place } = self.claim.payout {
			Queue::<T>::remove(self.id.plan, place);
			self.ledger.queued = self.ledger.queued.saturating_sub(self.claim.unpaid);
			if self.ledger.queued == 0 {
				self.ledger.head = self.ledger.tail;
			}
			self.claim.payout = Payout::Settled;
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Transfers `amount` of what `payer` has put aside.
	pub(crate) fn transfer_from_reserve(
		asset: T::AssetId,
		payer: &T::AccountId,
		to: &T::AccountId,
		amount: Amount,
	) -> DispatchResult {
		T::Reserves::transfer_on_hold(
			asset,
			&HoldReason::Reserve.into(),
			payer,
			to,
			amount,
			Precision::Exact,
			Restriction::Free,
			Fortitude::Polite,
		)
		.map(|_| ())
	}

	pub(crate) fn do_settle(plan: PlanId, most: u32) -> DispatchResult {
		ensure!(most > 0, Error::<T>::NothingToDo);
		T::Coverage::plan(plan).ok_or(Error::<T>::UnknownPlan)?;
		ensure!(Self::settle_queue(plan, most)? > 0, Error::<T>::NothingToDo);
		Ok(())
	}

	/// Pays the claims that wait, in their order, until the reserve is used up or `most` places of the
	/// queue were looked at. Answers with how many those were.
	pub(crate) fn settle_queue(plan: PlanId, most: u32) -> Result<u32, sp_runtime::DispatchError> {
		let mut transfers = Transfers::default();
		let mut seen = 0;
		while seen < most {
			let mut ledger = Ledgers::<T>::get(plan);
			if !ledger.has_queue() {
				break;
			}
			let place = ledger.head;
			if let Some(number) = Queue::<T>::get(plan, place) {
				let mut docket = Docket::<T>::load(ClaimId { plan, number })?;
				let unpaid = docket.claim.unpaid;
				let Some(paid) = docket.pay_if_possible(&mut transfers) else { break };
				Queue::<T>::remove(plan, place);
				docket.claim.payout = Payout::Settled;
				docket.ledger.queued = docket.ledger.queued.saturating_sub(unpaid);
				// After the last that waits, there are only gaps.
				docket.ledger.head = match docket.ledger.queued {
					0 => docket.ledger.tail,
					_ => place.saturating_add(1),
				};
				Self::deposit_event(Event::Paid {
					claim: docket.id,
					provider: docket.claim.provider.clone(),
					paid: paid.net,
					interest: paid.interest,
					recouped: paid.recouped,
				});
				docket.save();
			} else {
				// It was taken back.
				ledger.head = place.saturating_add(1);
				Ledgers::<T>::insert(plan, ledger);
			}
			seen = seen.saturating_add(1);
		}
		transfers.make()?;
		if Ledgers::<T>::get(plan).has_queue() && seen == most {
			WaitingPlans::<T>::insert(plan, ());
		} else {
			WaitingPlans::<T>::remove(plan);
		}
		Ok(seen)
	}

	/// Pays claims that wait, as far as `limit` allows.
	pub(crate) fn settle_idly(limit: Weight) -> Weight {
		let mut meter = WeightMeter::with_limit(limit);
		let look = T::DbWeight::get().reads(1).saturating_add(Weight::from_parts(0, 8_192));
		if meter.try_consume(look).is_err() {
			return meter.consumed();
		}
		let Some(plan) = WaitingPlans::<T>::iter_keys().next() else { return meter.consumed() };
		// As many as fit: the weight grows with each.
		let mut most = T::MaxSettled::get();
		while most > 0 && !meter.can_consume(T::WeightInfo::top_up(most)) {
			most /= 2;
		}
		if most > 0 {
			meter.consume(T::WeightInfo::top_up(most));
			// Nothing that is paid on its own account can fail; if it did, the plan would not be tried
			// again by itself.
			if with_storage_layer(|| Self::settle_queue(plan, most)).is_err() {
				WaitingPlans::<T>::remove(plan);
			}
		}
		meter.consumed()
	}

	pub(crate) fn do_collect(id: ClaimId) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		let Payout::Uncollected { amount, .. } = docket.claim.payout else {
			return Err(Error::<T>::NothingToDo.into());
		};
		Self::transfer_from_reserve(
			docket.plan.asset.clone(),
			&docket.plan.payer,
			&docket.claim.provider,
			amount,
		)?;
		docket.ledger.reserve = docket.ledger.reserve.saturating_sub(amount);
		docket.ledger.uncollected = docket.ledger.uncollected.saturating_sub(amount);
		docket.claim.payout = Payout::Settled;
		let provider = docket.claim.provider.clone();
		docket.save();
		Self::deposit_event(Event::Collected { claim: id, provider, amount });
		Ok(())
	}
}
