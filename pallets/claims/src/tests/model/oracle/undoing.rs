//! What is taken back, and what is forgotten.

use super::{ensure, By, Id, Money, Oracle, Outcome, State, Who};
use crate::mock::RETENTION;
use salus_primitives::LicenceKind;

impl Oracle {
	/// The claim before is the last one again, and has what patients paid. It may be tied once more.
	pub(super) fn untie(&mut self, id: Id) {
		let Some(prior) = self.claims[&id].prior else { return };
		if self.claims[&prior].next == Some(id) {
			let paid = core::mem::take(&mut self.claim_mut(id).contributions);
			let prior = self.claim_mut(prior);
			prior.next = None;
			prior.contributions = paid;
		}
	}

	/// The same for good.
	pub(super) fn part(&mut self, id: Id) {
		self.untie(id);
		self.claim_mut(id).prior = None;
	}

	/// A claim does not count any more. What the provider has to give back.
	fn undo(&mut self, id: Id, state: State) -> Result<Money, String> {
		let claim = &self.claims[&id];
		ensure(claim.stands(), "NotStanding")?;
		ensure(!claim.appealed, "UnderAppeal")?;
		ensure(!self.is_followed(claim), "Coordinated")?;
		let claim = self.claim_mut(id);
		for line in &mut claim.lines {
			line.used = None;
			line.noted = false;
		}
		match state {
			State::Reversed(_) => self.untie(id),
			_ => self.part(id),
		}
		self.leave_queue(id);
		let claim = self.claim_mut(id);
		let back = claim.paid + claim.interest - claim.apart;
		claim.apart = 0;
		claim.interest_apart = 0;
		claim.paid = 0;
		claim.unpaid = 0;
		claim.interest = 0;
		claim.state = state;
		Ok(back)
	}

	pub fn void(&mut self, who: Who, id: Id) -> Outcome {
		self.take_void(who, id)?;
		// What patients paid is theirs, as far as the provider has it.
		let _ = self.wholly(|this| this.refund_share(who, id));
		Ok(())
	}

	pub(super) fn take_void(&mut self, who: Who, id: Id) -> Outcome {
		ensure(self.claim(id)?.provider == who, "NotProvider")?;
		let back = self.undo(id, State::Voided(self.this_second()))?;
		let returned = self.take_back(id.0, who, back);
		self.account_mut(id.0, who).receivable += back - returned;
		Ok(())
	}

	pub fn reverse(&mut self, who: Who, id: Id, reasoned: bool) -> Outcome {
		let claim = self.claim(id)?;
		let (provider, state) = (claim.provider, claim.state);
		self.ensure_payer(id.0, who)?;
		self.standing(who, &[LicenceKind::Payer])?;
		ensure(reasoned, "ZeroCommitment")?;
		let State::Decided(_, by) = state else { return super::fail("NotDecided") };
		ensure(by != By::Appeal, "DecidedOnAppeal")?;
		let back = self.undo(id, State::Reversed(self.this_second()))?;
		if back > 0 {
			// The provider had it until now.
			let now = self.this_second();
			let claim = self.claim_mut(id);
			claim.due = claim.due.max(now);
		}
		self.account_mut(id.0, provider).receivable += back;
		Ok(())
	}

	pub fn reap(&mut self, id: Id) -> Outcome {
		let claim = self.claim(id)?;
		let since = match claim.state {
			State::Pended(_) => return super::fail("StillNeeded"),
			State::Decided(at, _) | State::Voided(at) | State::Reversed(at) => at,
		};
		let settled = claim.unpaid == 0 && claim.apart == 0;
		let refundable = claim.contributed() > claim.share();
		let followed = claim.next.is_some_and(|next| self.claim(next).is_ok());
		ensure(since + RETENTION <= self.now, "StillNeeded")?;
		ensure(settled && !claim.appealed && !refundable && !followed, "StillNeeded")?;
		let claim = self.claim_mut(id);
		claim.reaped = true;
		for line in &mut claim.lines {
			line.noted = false;
		}
		Ok(())
	}
}
