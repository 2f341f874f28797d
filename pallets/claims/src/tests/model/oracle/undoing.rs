//! What is taken back, and what is forgotten.

use super::{ensure, Id, Money, Oracle, Outcome, State, Who};
use crate::mock::RETENTION;
use salus_primitives::LicenceKind;

impl Oracle {
	/// The claim before is the last one again, and has what patients paid.
	pub(super) fn part(&mut self, id: Id) {
		let claim = self.claim_mut(id);
		let Some(prior) = claim.prior.take() else { return };
		let paid = core::mem::take(&mut claim.contributions);
		let prior = self.claim_mut(prior);
		prior.next = None;
		prior.contributions = paid;
	}

	/// A claim does not count any more. What the provider has to give back.
	fn undo(&mut self, id: Id, state: State) -> Result<Money, String> {
		let claim = &self.claims[&id];
		ensure(claim.stands(), "NotStanding")?;
		ensure(!claim.appealed, "UnderAppeal")?;
		ensure(claim.next.is_none(), "Coordinated")?;
		let claim = self.claim_mut(id);
		for line in &mut claim.lines {
			line.used = None;
			line.noted = false;
		}
		self.part(id);
		self.leave_queue(id);
		let claim = self.claim_mut(id);
		let back = claim.paid + claim.interest - claim.apart;
		claim.apart = 0;
		claim.paid = 0;
		claim.unpaid = 0;
		claim.interest = 0;
		claim.state = state;
		Ok(back)
	}

	pub fn void(&mut self, who: Who, id: Id) -> Outcome {
		ensure(self.claim(id)?.provider == who, "NotProvider")?;
		let back = self.undo(id, State::Voided(Self::in_seconds(self.now)))?;
		let returned = self.take_back(id.0, who, back);
		self.account_mut(id.0, who).receivable += back - returned;
		Ok(())
	}

	pub fn reverse(&mut self, who: Who, id: Id, reasoned: bool) -> Outcome {
		let claim = self.claim(id)?;
		let (provider, decided) = (claim.provider, claim.is_decided());
		self.ensure_payer(id.0, who)?;
		self.standing(who, &[LicenceKind::Payer])?;
		ensure(reasoned, "ZeroCommitment")?;
		ensure(decided, "NotDecided")?;
		let back = self.undo(id, State::Reversed(Self::in_seconds(self.now)))?;
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
