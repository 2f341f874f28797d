//! Every rule for the gate.

use super::*;

impl Oracle {
	pub fn gate(&self, question: &Question) -> Result<Basis<u64>, Refusal> {
		let Question { subject, actor, .. } = *question;
		let decisions = self.decisions(subject);
		if question.segments == 0 {
			return Err(Refusal::NothingRequested);
		}
		if subject == actor {
			return if decisions.dead { Err(Refusal::Deceased) } else { Ok(Basis::Subject) };
		}
		let opted_out = decisions.opted_out
			&& upwards(question.purpose).any(|purpose| purpose == Purpose::HRESCH);
		let consented = if decisions.frozen {
			Err(Refusal::Frozen)
		} else if opted_out {
			Err(Refusal::ResearchOptOut)
		} else if self.is_denied(actor, question) {
			Err(Refusal::Denied)
		} else {
			self.consented(question)
		};
		let Err(refusal) = consented else { return consented };
		let looks = matches!(question.action, Action::Access | Action::Use);
		if !opted_out && looks && self.readers.contains(&(subject, actor)) {
			return Ok(Basis::Representative);
		}
		let closed = opted_out || matches!(refusal, Refusal::Frozen | Refusal::Denied);
		match self.glass.get(&(subject, actor)) {
			Some(open) if !closed && !decisions.dead && question.purpose == Purpose::BTG => {
				if !matches!(question.action, Action::Access | Action::Use) {
					Err(refusal.max(Refusal::Action))
				} else if !within(question.segments, *open)
					|| question.segments & decisions.locked != 0
				{
					Err(refusal.max(Refusal::Segment))
				} else {
					Ok(Basis::Emergency(CASE))
				}
			}
			_ => Err(refusal),
		}
	}

	/// Everything that applies, in order: the first that permits, or how close one came.
	pub(super) fn consented(&self, question: &Question) -> Result<Basis<u64>, Refusal> {
		let mine = self.grantees(question.actor);
		let grants =
			mine.iter().map(|who| (Basis::Grant((*who).into()), self.granted(*who, question)));
		let links = mine
			.iter()
			.map(|who| (Basis::Delegation((*who).into()), self.passed_on(*who, question)));
		let mut closest = Refusal::NoConsent;
		for (basis, verdict) in grants.chain(links) {
			match verdict {
				Ok(()) => return Ok(basis),
				Err(refusal) => closest = closest.max(refusal),
			}
		}
		Err(closest)
	}

	pub(super) fn granted(&self, who: Who, question: &Question) -> Result<(), Refusal> {
		let grant = self.grants.get(&(question.subject, who)).ok_or(Refusal::NoConsent)?;
		self.grant_permits(grant, question)
	}

	pub(super) fn grant_permits(&self, grant: &Given, question: &Question) -> Result<(), Refusal> {
		if grant.void && !grant.extent.is_over(self.now) {
			return Err(Refusal::Revoked);
		}
		grant.extent.timely(self.now)?;
		if !self.form_counts(grant) {
			return Err(Refusal::FormOutdated);
		}
		grant.extent.comprises(question)
	}

	pub(super) fn form_counts(&self, grant: &Given) -> bool {
		grant.signed.policy.is_none_or(|(policy, version)| {
			self.forms.get(&policy).is_some_and(|form| form.required <= version)
		})
	}

	pub(super) fn passed_on(&self, who: Who, question: &Question) -> Result<(), Refusal> {
		let link = self.links.get(&(question.subject, who)).ok_or(Refusal::NoConsent)?;
		link.extent.timely(self.now)?;
		link.extent.comprises(question)?;
		if self.holds_above(link, question) {
			Ok(())
		} else {
			Err(Refusal::DelegationEnded)
		}
	}

	pub(super) fn holds_above(&self, link: &Link, question: &Question) -> bool {
		let there = (question.subject, link.by);
		let delegator = link.by.account().expect("no kind of licence passes on");
		let denied = self.is_denied_to(&[Who::Account(delegator), link.by], question);
		self.may_act(link.by)
			&& !denied
			&& match &*link.parent {
				Parent::Grant(parent) => {
					self.grants.get(&there) == Some(parent)
						&& self.grant_permits(parent, question).is_ok()
				}
				Parent::Link(parent) => {
					self.links.get(&there) == Some(parent)
						&& parent.extent.timely(self.now).is_ok()
						&& parent.extent.comprises(question).is_ok()
						&& self.holds_above(parent, question)
				}
			}
	}

	pub(super) fn is_denied(&self, actor: u64, question: &Question) -> bool {
		let organisations = self.organisations.get(&actor).into_iter().flatten();
		let licences = self.licences.get(&actor).into_iter().flatten();
		let mut names = vec![Who::Account(actor), Who::Organisation(actor)];
		names.extend(organisations.map(|organisation| Who::Organisation(*organisation)));
		names.extend(licences.map(|kind| Who::Licence(*kind)));
		self.is_denied_to(&names, question)
	}

	pub(super) fn is_denied_to(&self, grantees: &[Who], question: &Question) -> bool {
		grantees.iter().filter_map(|who| self.denials.get(&(question.subject, *who))).any(
			|denial| {
				denial.extent.timely(self.now).is_ok()
					&& denies(&denial.extent.purposes, question.purpose)
					&& denial.extent.actions.contains(&question.action)
					&& denial.extent.segments & question.segments != 0
			},
		)
	}

	/// As whom somebody acts: themselves, a member, a holder of a licence.
	pub(super) fn grantees(&self, actor: u64) -> Vec<Who> {
		let organisations = self.organisations.get(&actor).into_iter().flatten();
		let licences = self.licences.get(&actor).into_iter().flatten();
		std::iter::once(Who::Account(actor))
			.chain(
				organisations
					.filter(|organisation| self.is_organisation(**organisation))
					.map(|organisation| Who::Organisation(*organisation)),
			)
			.chain(licences.map(|kind| Who::Licence(*kind)))
			.collect()
	}
}
