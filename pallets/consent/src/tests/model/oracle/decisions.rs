//! What somebody decides once for everything.

use super::*;

impl Oracle {
	pub fn freeze(&mut self, subject: u64) -> Outcome {
		if self.decisions(subject).frozen {
			return Err("AlreadyFrozen");
		}
		self.decide(subject, |decisions| decisions.frozen = true);
		Ok(())
	}

	pub fn unfreeze(&mut self, subject: u64, represented: bool) -> Outcome {
		self.may_open(subject, represented)?;
		let decisions = self.decisions.get_mut(&subject).filter(|decisions| decisions.frozen);
		decisions.ok_or("NotFrozen")?.frozen = false;
		self.tidy(subject);
		Ok(())
	}

	pub fn lock(&mut self, subject: u64, represented: bool, segments: u32) -> Outcome {
		if !within(self.decisions(subject).locked, segments) {
			self.may_open(subject, represented)?;
		}
		let nothing = segments == 0 && {
			let others = Decisions { locked: 0, paid: Paid::Nothing, ..self.decisions(subject) };
			others == Decisions::default() && !self.denials_of(subject)
		};
		if nothing {
			if let Some(decisions) = self.decisions.get_mut(&subject) {
				decisions.locked = 0;
			}
			self.tidy(subject);
		} else {
			self.decide(subject, |decisions| decisions.locked = segments);
		}
		Ok(())
	}

	pub fn opt_out(&mut self, subject: u64) -> Outcome {
		if self.decisions(subject).opted_out {
			return Err("AlreadyOptedOut");
		}
		self.decide(subject, |decisions| decisions.opted_out = true);
		Ok(())
	}

	pub fn death(&mut self, subject: u64, dead: bool) -> Outcome {
		self.decisions.entry(subject).or_default().dead = dead;
		self.tidy(subject);
		Ok(())
	}

	pub fn reap_profile(&mut self, subject: u64) -> Outcome {
		let decisions = self.decisions.get(&subject).ok_or("NotFound")?.clone();
		let Decisions { epoch, voided_until, frozen, opted_out, dead, locked, paid } = decisions;
		let void = epoch > 0 && self.now < voided_until * 1_000;
		if self.denials_of(subject) || frozen || opted_out || dead || locked != 0 || void {
			return Err("StillNeeded");
		}
		self.decisions.remove(&subject);
		self.refund(subject, paid);
		Ok(())
	}
}
