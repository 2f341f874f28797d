//! Taking claims back: the provider voids or replaces them, the payer reverses its decision.

use crate::{
	Bench, Bills, ClaimStatus, Claims, Config, DecidedBy, Docket, Error, Event, Ledgers,
	NewClaimOf, Pallet, Payout, ProviderAccounts, Transfers,
};
use frame_support::{ensure, storage::with_storage_layer};
use salus_primitives::{Amount, ClaimId, Commitment, Coverage, Credentials, LicenceKind, PlanId};
use sp_runtime::DispatchResult;

impl<T: Config> Docket<T> {
	/// Undoes what came of the claim, except that what was paid is still to be given back: the answer
	/// is how much.
	fn undo(&mut self, status: ClaimStatus) -> Result<Amount, Error<T>> {
		ensure!(self.claim.stands(), Error::<T>::NotStanding);
		ensure!(!self.claim.appealed, Error::<T>::UnderAppeal);
		ensure!(!Pallet::<T>::is_coordinated(&self.claim), Error::<T>::Coordinated);

		let provider = self.claim.provider.clone();
		let mut bench = Bench::<T>::open(self);
		let mut bills = Bills::<T>::open(&provider, self.id);
		for line in &mut self.claim.lines {
			bench.give_back(line);
			bills.forget(&line.service);
			line.used = None;
		}
		bench.close(self.claim.authorisation);
		bills.close();
		// An appeal may tie what was reversed again.
		match status {
			ClaimStatus::Reversed { .. } => self.untie(),
			_ => self.part(),
		}

		self.leave_queue();
		let mut back = self.claim.paid.saturating_add(self.claim.interest);
		if let Payout::Uncollected { amount, .. } = self.claim.payout {
			self.ledger.uncollected = self.ledger.uncollected.saturating_sub(amount);
			back = back.saturating_sub(amount);
		}
		self.claim.payout = Payout::Settled;
		self.claim.unpaid = 0;
		self.claim.paid = 0;
		self.claim.interest = 0;
		self.claim.share = 0;
		self.claim.status = status;
		Ok(back)
	}
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_void(provider: T::AccountId, id: ClaimId) -> DispatchResult {
		Self::take_void(&provider, id)?;
		// What patients paid is theirs. Where the provider does not have it, it is still owed.
		let _ = with_storage_layer(|| Self::do_refund_share(provider, id));
		Ok(())
	}

	/// Takes a claim back, and what the plan paid for it.
	fn take_void(provider: &T::AccountId, id: ClaimId) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		ensure!(docket.claim.provider == *provider, Error::<T>::NotProvider);
		let back = docket.undo(ClaimStatus::Voided { at: Self::now()? })?;
		let returned = Self::take_back(&docket.plan, provider, back);
		let receivable = back.saturating_sub(returned);
		docket.ledger.reserve = docket.ledger.reserve.saturating_add(returned);
		docket.account.receivable = docket.account.receivable.saturating_add(receivable);
		docket.save();
		Self::deposit_event(Event::Voided {
			claim: id,
			provider: provider.clone(),
			returned,
			receivable,
		});
		Ok(())
	}

	pub(crate) fn do_replace(
		provider: T::AccountId,
		id: ClaimId,
		with: NewClaimOf<T>,
	) -> DispatchResult {
		Self::ensure_good_standing(&provider, with.kind)?;
		ensure!(with.plan == id.plan, Error::<T>::OtherPlan);
		let old = Claims::<T>::get(id.plan, id.number).ok_or(Error::<T>::UnknownClaim)?;
		ensure!(old.member == with.member, Error::<T>::OtherMember);
		Self::take_void(&provider, id)?;
		let mut transfers = Transfers::default();
		let new = Self::file(&provider, with, &mut transfers)?;
		Self::move_contributions(id, new);
		transfers.make()
	}

	/// What was paid of the patient's share of one claim counts for the other.
	fn move_contributions(from: ClaimId, to: ClaimId) {
		let Some(mut old) = Claims::<T>::get(from.plan, from.number) else { return };
		Claims::<T>::mutate(to.plan, to.number, |new| {
			if let Some(new) = new.as_mut().filter(|new| new.contributions.is_empty()) {
				new.contributions = core::mem::take(&mut old.contributions);
			}
		});
		Claims::<T>::insert(from.plan, from.number, old);
	}

	pub(crate) fn do_reverse(
		payer: T::AccountId,
		id: ClaimId,
		reasons: Commitment,
	) -> DispatchResult {
		let mut docket = Docket::<T>::load(id)?;
		ensure!(docket.plan.payer == payer, Error::<T>::NotPayer);
		T::Credentials::standing(&payer, LicenceKind::Payer).map_err(Error::<T>::Unlicensed)?;
		ensure!(!reasons.is_zero(), Error::<T>::ZeroCommitment);
		let ClaimStatus::Decided { by, .. } = docket.claim.status else {
			return Err(Error::<T>::NotDecided.into());
		};
		ensure!(by != DecidedBy::Appeal, Error::<T>::DecidedOnAppeal);
		docket.claim.reasons = Some(reasons);
		let receivable = docket.undo(ClaimStatus::Reversed { at: Self::now()? })?;
		if receivable > 0 {
			// The provider had it until now: interest begins anew, should it be due again.
			docket.claim.due = docket.claim.due.max(Self::now()?);
		}
		docket.account.receivable = docket.account.receivable.saturating_add(receivable);
		let provider = docket.claim.provider.clone();
		docket.save();
		Self::deposit_event(Event::Reversed { claim: id, provider, receivable });
		Ok(())
	}

	pub(crate) fn do_repay(provider: T::AccountId, plan: PlanId, amount: Amount) -> DispatchResult {
		let info = T::Coverage::plan(plan).ok_or(Error::<T>::UnknownPlan)?;
		let mut account =
			ProviderAccounts::<T>::get(plan, &provider).ok_or(Error::<T>::NothingToDo)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		ensure!(amount <= account.receivable, Error::<T>::MoreThanOwed);
		let taken = Self::take_back(&info, &provider, amount);
		ensure!(taken == amount, Error::<T>::NotEnough);
		account.receivable = account.receivable.saturating_sub(amount);
		ProviderAccounts::<T>::insert(plan, &provider, account);
		Ledgers::<T>::mutate(plan, |ledger| {
			ledger.reserve = ledger.reserve.saturating_add(amount);
		});
		Self::deposit_event(Event::Repaid { plan, provider, amount });
		Ok(())
	}
}
