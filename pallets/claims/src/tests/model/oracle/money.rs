//! Reserves, payouts, and everybody's coins.

use super::{ensure, fail, Due, Id, Money, Oracle, Outcome, Purse, Who};
use crate::mock::{MAX_SETTLED, MINIMUM};
use salus_primitives::PlanId;

const LEAST: Money = MINIMUM as Money;
const NO_FUNDS: &str = "Funds are unavailable";

impl Oracle {
	/// Whether an account can take so much.
	fn takes(&self, who: Who, amount: Money) -> bool {
		self.purses.contains_key(&who) || amount >= LEAST
	}

	fn purse(&mut self, who: Who) -> &mut Purse {
		self.purses.entry(who).or_default()
	}

	/// What somebody can give and go on having an account.
	fn spare(&self, who: Who) -> Money {
		self.purses.get(&who).map_or(0, |purse| (purse.free - LEAST).max(0))
	}

	/// Gives all that somebody wants to, be it the last. What is less than the least vanishes.
	pub(super) fn give(&mut self, from: Who, to: Who, amount: Money) -> Outcome {
		let purse = self.purses.get(&from).copied().unwrap_or_default();
		ensure(purse.free >= amount, NO_FUNDS)?;
		let rest = purse.free - amount;
		// Who has something on hold keeps an account.
		ensure(purse.held == 0 || rest >= LEAST, "Account that must exist would die")?;
		ensure(self.takes(to, amount), "Account cannot exist with the funds that would be given")?;
		if rest < LEAST {
			self.purses.remove(&from);
			self.dust += rest;
		} else {
			self.purse(from).free = rest;
		}
		self.purse(to).free += amount;
		Ok(())
	}

	/// Makes transfers. What an account cannot take is set apart.
	pub(super) fn transfer(&mut self, due: Due) {
		for ((plan, provider), parts) in due {
			let sum: Money = parts.iter().map(|(_, amount, _)| amount).sum();
			if self.takes(provider, sum) {
				self.move_held(plan, provider, sum);
				continue;
			}
			for (id, amount, interest) in parts {
				let claim = self.claim_mut(id);
				claim.apart += amount;
				claim.interest_apart += interest;
				self.plan_mut(plan).reserve += amount;
			}
			self.seen.insert("uncollected".into());
		}
	}

	fn move_held(&mut self, plan: PlanId, to: Who, amount: Money) {
		let payer = self.plans[&plan].payer;
		self.purse(payer).held -= amount;
		self.purse(to).free += amount;
	}

	/// Pays what is unpaid of a claim, with interest, if the reserve has what is left of it after what
	/// the provider owes. Whether it did.
	pub(super) fn pay(&mut self, id: Id, due: &mut Due) -> bool {
		let claim = &self.claims[&id];
		let late = i128::from(self.now.saturating_sub(claim.due) / 1_000);
		let interest = claim.unpaid * i128::from(claim.rate) * late / (31_536_000 * 10_000);
		let provider = claim.provider;
		let total = claim.unpaid + interest;
		let kept = self.accounts[&(id.0, provider)].receivable.min(total);
		let net = total - kept;
		if net > self.plans[&id.0].reserve - self.apart(id.0) {
			return false;
		}
		if interest > 0 {
			self.seen.insert("interest".into());
		}
		if kept > 0 {
			self.seen.insert("recouped".into());
		}
		self.account_mut(id.0, provider).receivable -= kept;
		self.plan_mut(id.0).reserve -= net;
		let claim = self.claim_mut(id);
		claim.paid += claim.unpaid;
		claim.unpaid = 0;
		claim.interest += interest;
		if net > 0 {
			due.entry((id.0, provider)).or_default().push((id, net, interest.min(net)));
		}
		true
	}

	/// Nothing waits any more.
	fn end_queue(&mut self, plan: PlanId) {
		let queue = &mut self.plan_mut(plan).queue;
		if queue.iter().all(Option::is_none) {
			queue.clear();
		}
	}

	pub(super) fn leave_queue(&mut self, id: Id) {
		for place in &mut self.plan_mut(id.0).queue {
			if *place == Some(id.1) {
				*place = None;
			}
		}
		self.end_queue(id.0);
	}

	/// Looks at `most` places of the queue, and pays. At how many it looked.
	fn pay_queue(&mut self, plan: PlanId, most: u32) -> u32 {
		let mut due = Due::new();
		let mut seen = 0;
		while seen < most {
			match self.plans[&plan].queue.front().copied() {
				None => break,
				Some(None) => {}
				Some(Some(number)) => {
					if !self.pay((plan, number), &mut due) {
						break;
					}
					self.seen.insert("paid later".into());
				}
			}
			self.plan_mut(plan).queue.pop_front();
			self.end_queue(plan);
			seen += 1;
		}
		self.transfer(due);
		let plan = self.plan_mut(plan);
		plan.more_to_pay = plan.anything_waits() && seen == most;
		seen
	}

	pub fn top_up(&mut self, who: Who, plan: PlanId, amount: Money) -> Outcome {
		self.ensure_payer(plan, who)?;
		ensure(amount > 0, "ZeroAmount")?;
		ensure(amount <= self.spare(who), NO_FUNDS)?;
		let purse = self.purse(who);
		purse.free -= amount;
		purse.held += amount;
		self.plan_mut(plan).reserve += amount;
		self.pay_queue(plan, MAX_SETTLED);
		Ok(())
	}

	pub fn withdraw(&mut self, who: Who, plan: PlanId, amount: Money) -> Outcome {
		self.ensure_payer(plan, who)?;
		ensure(amount > 0, "ZeroAmount")?;
		ensure(!self.plans[&plan].anything_waits(), "Owing")?;
		ensure(amount <= self.plans[&plan].reserve - self.apart(plan), "Owing")?;
		self.plan_mut(plan).reserve -= amount;
		let purse = self.purse(who);
		purse.free += amount;
		purse.held -= amount;
		Ok(())
	}

	pub fn settle(&mut self, plan: PlanId, most: u32) -> Outcome {
		ensure(most > 0, "NothingToDo")?;
		self.plan(plan)?;
		ensure(self.pay_queue(plan, most.min(MAX_SETTLED)) > 0, "NothingToDo")
	}

	/// What is left of a block pays more of `plan`.
	pub fn idle(&mut self, plan: PlanId) -> Outcome {
		ensure(self.plan_mut(plan).more_to_pay, "nothing of this plan can be paid")?;
		self.pay_queue(plan, MAX_SETTLED);
		Ok(())
	}

	pub fn collect(&mut self, id: Id) -> Outcome {
		let claim = self.claim(id)?;
		let (provider, amount) = (claim.provider, claim.apart);
		ensure(amount > 0, "NothingToDo")?;
		ensure(self.takes(provider, amount), "Account cannot be created")?;
		let claim = self.claim_mut(id);
		claim.apart = 0;
		claim.interest_apart = 0;
		self.plan_mut(id.0).reserve -= amount;
		self.move_held(id.0, provider, amount);
		Ok(())
	}

	/// Takes back as much of `amount` as the provider has and can spare.
	pub(super) fn take_back(&mut self, plan: PlanId, provider: Who, amount: Money) -> Money {
		let taken = amount.min(self.spare(provider));
		if taken > 0 {
			let payer = self.plans[&plan].payer;
			self.purse(provider).free -= taken;
			self.purse(payer).held += taken;
			self.plan_mut(plan).reserve += taken;
		}
		taken
	}

	pub fn repay(&mut self, who: Who, plan: PlanId, amount: Money) -> Outcome {
		self.plan(plan)?;
		let Some(account) = self.accounts.get(&(plan, who)) else { return fail("NothingToDo") };
		ensure(amount > 0, "ZeroAmount")?;
		ensure(amount <= account.receivable, "MoreThanOwed")?;
		ensure(self.take_back(plan, who, amount) == amount, "NotEnough")?;
		self.account_mut(plan, who).receivable -= amount;
		Ok(())
	}
}
