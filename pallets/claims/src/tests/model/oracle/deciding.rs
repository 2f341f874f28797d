//! Decisions of payers, clocks and appeals.

use super::{ensure, judging::Order, By, Due, Id, Oracle, Outcome, Ruling, State, Who};
use salus_primitives::{LicenceKind, LineDecision};

impl Oracle {
	/// Makes the decision stand, and pays.
	pub(super) fn conclude(&mut self, id: Id, by: By, due: &mut Due) {
		let at = self.this_second();
		let claim = self.claim_mut(id);
		claim.state = State::Decided(at, by);
		let benefit = claim.benefit();
		// What could not be transferred is due again.
		claim.paid -= claim.apart - claim.interest_apart;
		claim.interest -= claim.interest_apart;
		claim.apart = 0;
		claim.interest_apart = 0;
		let too_much = (claim.paid - benefit).max(0);
		claim.paid -= too_much;
		let provider = claim.provider;
		if too_much > 0 {
			self.seen.insert("paid too much".into());
		}
		self.account_mut(id.0, provider).receivable += too_much;
		self.leave_queue(id);
		let claim = self.claim_mut(id);
		claim.unpaid = benefit - claim.paid;
		if claim.unpaid > 0 && (self.plans[&id.0].anything_waits() || !self.pay(id, due)) {
			self.plan_mut(id.0).queue.push_back(Some(id.1));
		}
	}

	/// Judges again what was judged, or could not be.
	fn judge_again(
		&mut self,
		id: Id,
		ruling: Ruling,
		only: Option<&[usize]>,
	) -> Result<Order, String> {
		let order = self.order_of(id, false)?;
		ensure(self.judge(id, &order, ruling, only), "Undecided")?;
		if order.prior.is_none() {
			self.part(id);
		} else if self.claims[&id].is_refused() {
			self.untie(id);
		}
		Ok(order)
	}

	/// Decides what rules could not.
	fn redo(&mut self, id: Id, ruling: Ruling, by: By) -> Outcome {
		self.judge_again(id, ruling, None)?;
		self.settle_decision(id, by)
	}

	fn settle_decision(&mut self, id: Id, by: By) -> Outcome {
		let mut due = Due::new();
		self.conclude(id, by, &mut due);
		self.transfer(due);
		Ok(())
	}

	pub fn decide(
		&mut self,
		who: Who,
		id: Id,
		decisions: &[LineDecision],
		reasoned: bool,
	) -> Outcome {
		let state = self.claim(id)?.state;
		self.ensure_payer(id.0, who)?;
		self.standing(who, &[LicenceKind::Payer])?;
		let State::Pended(until) = state else { return super::fail("NotPended") };
		ensure(self.now < until, "TooLate")?;
		ensure(decisions.len() == self.claims[&id].lines.len(), "WrongNumber")?;
		ensure(reasoned, "ZeroCommitment")?;
		ensure(!decisions.contains(&LineDecision::Allow(0)), "ZeroAmount")?;
		self.claim_mut(id).curtailed = self.cuts(id, decisions);
		self.redo(id, Ruling::Person(decisions), By::Payer)
	}

	pub fn lapse(&mut self, id: Id) -> Outcome {
		let State::Pended(until) = self.claim(id)?.state else { return super::fail("NotPended") };
		ensure(until <= self.now, "NotYetDue")?;
		self.redo(id, Ruling::Silence, By::Silence)
	}

	/// Whether less is allowed for a line than was billed.
	fn cuts(&self, id: Id, decisions: &[LineDecision]) -> bool {
		self.claims[&id].lines.iter().zip(decisions).any(|(line, decision)| match decision {
			LineDecision::Allow(amount) => *amount < line.service.billed.unsigned_abs(),
			_ => false,
		})
	}

	pub fn appeal(&mut self, id: Id, open: bool) -> Outcome {
		let claim = self.claim(id)?;
		ensure(!open || !self.is_followed(claim), "Coordinated")?;
		self.claim_mut(id).appealed = open;
		Ok(())
	}

	/// An appeal was right.
	pub fn overturn(&mut self, id: Id, decisions: &[LineDecision]) -> Outcome {
		let claim = self.claim(id)?;
		ensure(claim.appealed, "NotAppealed")?;
		ensure(decisions.len() == claim.lines.len(), "WrongNumber")?;
		let (before, decided) = (claim.clone(), claim.is_decided());
		// Of a decision that was taken back, nothing stands.
		let refused = |index: usize| !decided || before.lines[index].used.is_none();
		let concerned: Vec<usize> = (0..decisions.len())
			.filter(|index| match decisions[*index] {
				LineDecision::Allow(_) => true,
				LineDecision::Grant => refused(*index),
				LineDecision::ByRule | LineDecision::Deny => false,
			})
			.collect();
		ensure(!concerned.is_empty(), "NothingToDo")?;
		let rest = concerned.len() < decisions.len();
		let curtailed = self.cuts(id, decisions) || before.curtailed && rest;
		let claim = self.claim_mut(id);
		claim.appealed = false;
		claim.curtailed = curtailed;
		let only = decided.then_some(concerned.as_slice());
		let order = self.judge_again(id, Ruling::Person(decisions), only)?;
		let after = &self.claims[&id];
		let less = |index: &usize| after.lines[*index].paid < before.lines[*index].paid;
		ensure(!decided || !concerned.iter().any(less), "LessThanBefore")?;
		let helped = concerned.iter().any(|index| after.lines[*index].used.is_some());
		ensure(helped, "StillRefused")?;
		self.tie(id, &order);
		self.settle_decision(id, By::Appeal)
	}
}
