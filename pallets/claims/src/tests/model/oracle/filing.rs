//! Handing in claims.

use super::{
	ensure, fail, judging::Order, Claim, Due, Id, Line, Oracle, Outcome, State, Wanted, Who,
};
use salus_primitives::{ClaimKind, LicenceKind, DAY};

/// What is billed for a line at most.
const MOST: i128 = 1 << 72;

impl Oracle {
	fn may_claim(&self, who: Who, kind: ClaimKind) -> Outcome {
		let kinds: &[LicenceKind] = match kind {
			ClaimKind::Institutional => &[LicenceKind::Facility, LicenceKind::Laboratory],
			ClaimKind::Pharmacy => &[LicenceKind::Pharmacy],
			_ => &[LicenceKind::Practitioner, LicenceKind::Facility],
		};
		self.standing(who, kinds)
	}

	pub fn submit(&mut self, who: Who, wanted: &Wanted) -> Outcome {
		self.may_claim(who, wanted.kind)?;
		let mut due = Due::new();
		self.file(who, wanted, &mut due)?;
		self.transfer(due);
		Ok(())
	}

	/// Hands in several. The answer is of those that were not filed, and why.
	pub fn submit_batch(&mut self, who: Who, all: &[Wanted]) -> Result<Vec<(u32, String)>, String> {
		if all.is_empty() {
			return fail("NothingToDo");
		}
		let mut due = Due::new();
		let mut refused = Vec::new();
		for (index, wanted) in all.iter().enumerate() {
			let may = self.may_claim(who, wanted.kind);
			let filed =
				may.and_then(|()| self.wholly(|this| this.file(who, wanted, &mut due).map(drop)));
			if let Err(error) = filed {
				refused.push((index as u32, error));
			}
		}
		self.transfer(due);
		Ok(refused)
	}

	pub fn replace(&mut self, who: Who, id: Id, with: &Wanted) -> Outcome {
		self.may_claim(who, with.kind)?;
		ensure(with.plan == id.0, "OtherPlan")?;
		ensure(self.claim(id)?.member == with.member, "OtherMember")?;
		self.take_void(who, id)?;
		let mut due = Due::new();
		let new = self.file(who, with, &mut due)?;
		// What was paid of one's share counts for the other.
		if self.claims[&new].contributions.is_empty() {
			let paid = core::mem::take(&mut self.claim_mut(id).contributions);
			self.claim_mut(new).contributions = paid;
		}
		self.transfer(due);
		Ok(())
	}

	fn file(&mut self, who: Who, wanted: &Wanted, due: &mut Due) -> Result<Id, String> {
		let today = self.today();
		let plan = self.plan(wanted.plan)?;
		ensure(!wanted.lines.is_empty(), "NothingToDo")?;
		ensure(wanted.documented, "ZeroCommitment")?;
		for line in &wanted.lines {
			ensure(line.units > 0, "ZeroUnits")?;
			ensure(line.billed > 0, "ZeroAmount")?;
			ensure(line.billed < MOST, "AmountTooLarge")?;
			ensure(line.date <= today, "InTheFuture")?;
		}
		ensure(plan.payer != who, "OwnPlan")?;
		ensure(self.consent, "Refused")?;
		let account = self.accounts.get(&(wanted.plan, who));
		let room = account.map_or(0, |account| account.room) - self.taken(wanted.plan, who);
		ensure(room >= 3 + wanted.lines.len() as u32, "NoRoom")?;

		// The clocks of the latest service's day, or the first there are.
		ensure(!plan.versions.is_empty(), "NoTerms")?;
		let latest = wanted.lines.iter().map(|line| line.date).max().unwrap_or_default();
		let version = plan.version_on(latest).unwrap_or(0);
		let terms = plan.versions[version].1.clone();
		let after = |days: u16| Self::in_seconds(self.now + u64::from(days) * DAY);
		let id = (wanted.plan, plan.next);
		let claim = Claim {
			provider: who,
			member: wanted.member,
			state: State::Pended(after(terms.review_days)),
			flags: 0,
			curtailed: false,
			appealed: false,
			prior: wanted.prior,
			next: None,
			authorisation: wanted.authorisation,
			version,
			received: self.this_second(),
			due: after(terms.prompt_pay_days),
			rate: terms.interest,
			paid: 0,
			unpaid: 0,
			interest: 0,
			apart: 0,
			interest_apart: 0,
			contributions: Vec::new(),
			lines: wanted.lines.iter().cloned().map(Line::new).collect(),
			reaped: false,
		};
		self.plan_mut(wanted.plan).next += 1;
		self.claims.insert(id, claim);

		let order = self.order_of(id, true)?;
		let decided = self.judge(id, &order, super::Ruling::Wait, None);
		// It takes over from the claim that was decided before.
		self.tie(id, &order);
		if decided {
			self.conclude(id, super::By::Rules, due);
		}
		Ok(id)
	}

	/// Another plan decided before: what patients paid there counts here. What is refused leaves that
	/// claim as it is.
	pub(super) fn tie(&mut self, id: Id, order: &Order) {
		self.claim_mut(id).prior = order.prior;
		let Some(number) = order.prior.filter(|_| !self.claims[&id].is_refused()) else { return };
		let prior = self.claim_mut(number);
		if prior.next != Some(id) {
			prior.next = Some(id);
			let paid = core::mem::take(&mut prior.contributions);
			self.claim_mut(id).contributions = paid;
		}
	}
}
