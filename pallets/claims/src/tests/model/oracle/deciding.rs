//! Decisions of payers, clocks and appeals.

use super::{ensure, By, Due, Id, Oracle, Outcome, Ruling, State, Who};
use salus_primitives::{LicenceKind, LineDecision};

impl Oracle {
	/// Makes the decision stand, and pays.
	pub(super) fn conclude(&mut self, id: Id, by: By, due: &mut Due) {
		let at = Self::in_seconds(self.now);
		let claim = self.claim_mut(id);
		claim.state = State::Decided(at, by);
		let benefit = claim.benefit();
		// What could not be transferred is due again.
		let due_again = claim.apart.min(claim.paid);
		claim.paid -= due_again;
		claim.interest -= claim.apart - due_again;
		claim.apart = 0;
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

	/// Decides what rules could not.
	fn redo(&mut self, id: Id, ruling: Ruling, only: Option<&[usize]>, by: By) -> Outcome {
		let order = self.order_of(id, false)?;
		ensure(self.judge(id, &order, ruling, only), "Undecided")?;
		if order.prior.is_none() {
			self.part(id);
		}
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
		self.redo(id, Ruling::Person(decisions), None, By::Payer)
	}

	pub fn lapse(&mut self, id: Id) -> Outcome {
		let State::Pended(until) = self.claim(id)?.state else { return super::fail("NotPended") };
		ensure(until <= self.now, "NotYetDue")?;
		self.redo(id, Ruling::Silence, None, By::Silence)
	}

	pub fn appeal(&mut self, id: Id, open: bool) -> Outcome {
		let next = self.claim(id)?.next;
		ensure(!open || next.is_none(), "Coordinated")?;
		self.claim_mut(id).appealed = open;
		Ok(())
	}

	/// An appeal was right.
	pub fn overturn(&mut self, id: Id, decisions: &[LineDecision]) -> Outcome {
		let claim = self.claim(id)?;
		ensure(claim.appealed, "NotAppealed")?;
		ensure(decisions.len() == claim.lines.len(), "WrongNumber")?;
		let allowed: Vec<usize> = (0..decisions.len())
			.filter(|index| matches!(decisions[*index], LineDecision::Allow(_)))
			.collect();
		ensure(!allowed.is_empty(), "NothingToDo")?;
		// Of a decision that was taken back, nothing stands.
		let only = claim.is_decided().then_some(allowed);
		self.claim_mut(id).appealed = false;
		self.redo(id, Ruling::Person(decisions), only.as_deref(), By::Appeal)
	}
}
