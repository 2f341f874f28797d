//! What is given and denied, and taken back.

use super::*;

impl Oracle {
	pub(super) fn extent(&self, said: &Said) -> Result<Extent, &'static str> {
		let Said { purposes, actions, segments, from, until, .. } = said.clone();
		let refuse = |when, why| if when { Err(why) } else { Ok(()) };
		refuse(purposes.is_empty() && !said.strange_purpose, "NoPurposes")?;
		refuse(said.strange_purpose, "UnknownPurposes")?;
		refuse(actions.is_empty() && !said.strange_action, "NoActions")?;
		refuse(said.strange_action, "UnknownActions")?;
		refuse(segments == 0, "NoSegments")?;
		refuse(from > until, "ReversedWindow")?;
		refuse(until <= self.now, "WindowInPast")?;
		refuse(until > self.now + MAX_VALIDITY, "WindowTooLong")?;
		let (from, until) = (from.div_ceil(1_000), until / 1_000);
		refuse(from >= until, "EmptyWindow")?;
		// What lies before now does not count.
		let from = from.max(self.now / 1_000);
		refuse(from >= until, "WindowInPast")?;
		Ok(Extent { purposes, actions, segments, from, until })
	}

	pub(super) fn known(&self, subject: u64, who: Who) -> Outcome {
		match who {
			Who::Account(account) if account == subject => Err("SelfGrant"),
			Who::Account(account) if !self.accounts.contains(&account) => Err("UnknownGrantee"),
			Who::Organisation(account) if !self.is_organisation(account) => Err("UnknownGrantee"),
			_ => Ok(()),
		}
	}

	pub(super) fn given(&self, said: &Said, signed: Signed) -> Result<Given, &'static str> {
		let extent = self.extent(said)?;
		if signed.form == 0 {
			return Err("ZeroCommitment");
		}
		if said.delegation > 3 {
			return Err("DelegationTooDeep");
		}
		if let Some((policy, version)) = signed.policy {
			let form = self.forms.get(&policy).ok_or("UnknownPolicy")?;
			if version == 0 || version > form.latest {
				return Err("UnknownVersion");
			}
			if version < form.required {
				return Err("FormOutdated");
			}
		}
		let delegation = said.delegation;
		Ok(Given { extent, signed, delegation, epoch: 0, void: false, paid: Paid::Nothing })
	}

	pub fn grant(
		&mut self,
		subject: u64,
		represented: bool,
		who: Who,
		said: &Said,
		signed: Signed,
	) -> Outcome {
		let mut grant = self.given(said, signed)?;
		self.known(subject, who)?;
		self.may_open(subject, represented)?;
		grant.epoch = self.decisions(subject).epoch;
		grant.paid = match self.grants.get(&(subject, who)) {
			Some(older) => older.paid,
			None => self.pay(subject)?,
		};
		let until = grant.extent.until;
		if let Some(decisions) = self.decisions.get_mut(&subject).filter(|it| it.epoch > 0) {
			decisions.voided_until = decisions.voided_until.max(until);
		}
		self.grants.insert((subject, who), grant);
		Ok(())
	}

	pub fn deny(
		&mut self,
		subject: u64,
		represented: bool,
		who: Who,
		said: &Said,
		signed: Signed,
	) -> Outcome {
		if said.delegation > 0 {
			return Err("DenialDelegated");
		}
		let mut denial = self.given(said, Signed { policy: None, ..signed })?;
		self.known(subject, who)?;
		denial.paid = match self.denials.get(&(subject, who)) {
			Some(older) => {
				if !denial.extent.is_as_broad_as(&older.extent, self.now) {
					if represented {
						return Err("DenialNarrowed");
					}
					self.may_open(subject, represented)?;
				}
				older.paid
			}
			None => {
				let mut decisions = self.decisions(subject);
				if decisions.paid == Paid::Nothing {
					decisions.paid = self.pay(subject)?;
				}
				let paid = match self.pay(subject) {
					Ok(paid) => paid,
					Err(broke) => {
						// All or nothing.
						if self.decisions(subject).paid != decisions.paid {
							self.refund(subject, decisions.paid);
						}
						return Err(broke);
					}
				};
				self.decisions.insert(subject, decisions);
				paid
			}
		};
		self.denials.insert((subject, who), denial);
		Ok(())
	}

	pub fn revoke(&mut self, subject: u64, who: Who) -> Outcome {
		let grant = self.grants.remove(&(subject, who)).ok_or("NotFound")?;
		self.refund(subject, grant.paid);
		Ok(())
	}

	pub fn lift(&mut self, subject: u64, represented: bool, who: Who) -> Outcome {
		self.may_open(subject, represented)?;
		let denial = self.denials.remove(&(subject, who)).ok_or("NotFound")?;
		self.refund(subject, denial.paid);
		self.tidy(subject);
		Ok(())
	}

	pub fn revoke_all(&mut self, subject: u64) -> Outcome {
		let voided_until = (self.now + MAX_VALIDITY).div_ceil(1_000);
		for ((whose, _), grant) in &mut self.grants {
			grant.void |= *whose == subject;
		}
		self.decide(subject, |decisions| {
			decisions.epoch += 1;
			decisions.voided_until = voided_until;
		});
		Ok(())
	}

	pub fn reap(&mut self, subject: u64, who: Who) -> Outcome {
		let key = (subject, who);
		if !self.grants.contains_key(&key) && !self.denials.contains_key(&key) {
			return Err("NotFound");
		}
		let mut reaped = false;
		if self.grants.get(&key).is_some_and(|g| g.extent.is_over(self.now) || g.void) {
			self.revoke(subject, who)?;
			reaped = true;
		}
		if self.denials.get(&key).is_some_and(|denial| denial.extent.is_over(self.now)) {
			self.lift(subject, true, who)?;
			reaped = true;
		}
		if reaped {
			Ok(())
		} else {
			Err("StillNeeded")
		}
	}
}
