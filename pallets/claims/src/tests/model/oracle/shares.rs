//! What patients owe, and the room that providers buy.

use super::{ensure, Id, Money, Oracle, Outcome, State, Who};
use crate::mock::{ACCOUNT_DEPOSIT, ROOM_DEPOSIT};
use salus_primitives::PlanId;

impl Oracle {
	pub fn pay_share(&mut self, who: Who, id: Id, amount: Money) -> Outcome {
		let claim = self.claim(id)?;
		ensure(claim.is_decided(), "NotDecided")?;
		ensure(!self.is_followed(claim), "Coordinated")?;
		ensure(claim.provider != who, "OwnClaim")?;
		ensure(amount > 0, "ZeroAmount")?;
		ensure(amount <= claim.share() - claim.contributed(), "MoreThanOwed")?;
		let provider = claim.provider;
		let claim = self.claim_mut(id);
		match claim.contributions.iter_mut().find(|(from, _)| *from == who) {
			Some((_, paid)) => *paid += amount,
			None => {
				// There is always a place for the patient.
				let member = claim.member;
				let others = claim.contributions.iter().filter(|(from, _)| *from != member);
				ensure(who == member || others.count() < 3, "TooManyContributors")?;
				claim.contributions.push((who, amount));
			}
		}
		self.give(who, provider, amount)
	}

	pub fn refund_share(&mut self, who: Who, id: Id) -> Outcome {
		let claim = self.claim(id)?;
		ensure(claim.provider == who, "NotProvider")?;
		ensure(!matches!(claim.state, State::Pended(_)), "NotDecided")?;
		let mut left = claim.contributed() - claim.share();
		ensure(left > 0, "NothingToDo")?;
		// Who paid last gets it back first, but for those who cannot take it.
		let mut parts = claim.contributions.clone();
		let mut outcome = Ok(());
		let mut any = false;
		for (from, paid) in parts.iter_mut().rev() {
			let back = left.min(*paid);
			if back == 0 {
				break;
			}
			match self.give(who, *from, back) {
				Ok(()) => {
					left -= back;
					*paid -= back;
					any = true;
				}
				Err(error) => outcome = Err(error),
			}
		}
		parts.retain(|(_, paid)| *paid > 0);
		self.claim_mut(id).contributions = parts;
		if any {
			Ok(())
		} else {
			outcome
		}
	}

	pub fn buy_room(&mut self, who: Who, plan: PlanId, units: u32) -> Outcome {
		self.plan(plan)?;
		ensure(units > 0, "NothingToDo")?;
		let fresh = !self.accounts.contains_key(&(plan, who));
		let account = self.accounts.entry((plan, who)).or_default();
		account.room += units;
		account.deposit += ROOM_DEPOSIT * u64::from(units);
		if fresh {
			account.deposit += ACCOUNT_DEPOSIT;
		}
		Ok(())
	}

	pub fn release_room(&mut self, who: Who, plan: PlanId, units: u32) -> Outcome {
		let taken = self.taken(plan, who);
		let account = self.accounts.get_mut(&(plan, who)).ok_or("NoRoom")?;
		ensure(units > 0, "NothingToDo")?;
		ensure(units <= account.room - taken, "NoRoom")?;
		account.room -= units;
		account.deposit -= ROOM_DEPOSIT * u64::from(units);
		if account.room == 0 && account.receivable == 0 {
			self.accounts.remove(&(plan, who));
		}
		Ok(())
	}
}
