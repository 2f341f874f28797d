//! The rules of consent once more, as plainly as they can be said: no storage, no digests, no sets of
//! bits, nothing of the pallet's code.

use crate::mock::{CASE, MAX_VALIDITY};
use salus_primitives::{Action, Basis, Grantee, LicenceKind, Moment, Purpose, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// The name of an error.
pub type Outcome = Result<(), &'static str>;

/// A grantee that can be sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
	Account(u64),
	Organisation(u64),
	Licence(LicenceKind),
}

impl Who {
	pub fn account(self) -> Option<u64> {
		match self {
			Self::Account(account) | Self::Organisation(account) => Some(account),
			Self::Licence(_) => None,
		}
	}
}

impl From<Who> for Grantee<u64> {
	fn from(who: Who) -> Self {
		match who {
			Who::Account(account) => Self::Account(account),
			Who::Organisation(account) => Self::Organisation(account),
			Who::Licence(kind) => Self::Licence(kind),
		}
	}
}

/// What a caller says.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
	pub purposes: BTreeSet<Purpose>,
	/// A bit that stands for no purpose is set.
	pub strange_purpose: bool,
	pub actions: BTreeSet<Action>,
	/// A bit that stands for no action is set.
	pub strange_action: bool,
	pub segments: u32,
	pub from: Moment,
	pub until: Moment,
	pub delegation: u8,
}

/// What a caller signs, beside what it says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Signed {
	pub form: u8,
	pub policy: Option<(u32, u16)>,
}

/// What was said, as it counts: whole seconds, from now on.
#[derive(Clone, PartialEq, Debug)]
pub struct Extent {
	pub purposes: BTreeSet<Purpose>,
	pub actions: BTreeSet<Action>,
	pub segments: u32,
	pub from: u64,
	pub until: u64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Paid {
	Nothing,
	Themselves,
	ByAPlace,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Given {
	pub extent: Extent,
	pub signed: Signed,
	pub delegation: u8,
	/// Tells apart what was given before and after the subject revoked everything.
	pub epoch: u16,
	/// Revoked with everything else.
	pub void: bool,
	pub paid: Paid,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Link {
	pub by: Who,
	pub extent: Extent,
	pub delegation: u8,
	pub parent: Box<Parent>,
}

/// What a link hangs on: all of it as it was.
#[derive(Clone, PartialEq, Debug)]
pub enum Parent {
	Grant(Given),
	Link(Link),
}

#[derive(Clone, Debug)]
pub struct Form {
	pub institution: u64,
	pub latest: u16,
	pub required: u16,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Decisions {
	pub epoch: u16,
	pub voided_until: u64,
	pub frozen: bool,
	pub opted_out: bool,
	pub dead: bool,
	pub locked: u32,
	pub paid: Paid,
}

impl Default for Decisions {
	fn default() -> Self {
		Self {
			epoch: 0,
			voided_until: 0,
			frozen: false,
			opted_out: false,
			dead: false,
			locked: 0,
			paid: Paid::Nothing,
		}
	}
}

/// A question for the gate.
#[derive(Clone, Copy, Debug)]
pub struct Question {
	pub subject: u64,
	pub actor: u64,
	pub action: Action,
	pub purpose: Purpose,
	pub segments: u32,
}

#[derive(PartialEq)]
enum Standing {
	Stands,
	NotNow,
	Never,
}

#[derive(Clone, Default, Debug)]
pub struct Oracle {
	pub now: Moment,
	/// Accounts that exist.
	pub accounts: BTreeSet<u64>,
	/// Those with money for every deposit.
	pub rich: BTreeSet<u64>,
	pub licences: BTreeMap<u64, BTreeSet<LicenceKind>>,
	pub organisations: BTreeMap<u64, Vec<u64>>,
	pub readers: BTreeSet<(u64, u64)>,
	pub glass: BTreeMap<(u64, u64), u32>,
	pub places: BTreeMap<u64, u32>,
	pub grants: BTreeMap<(u64, Who), Given>,
	pub denials: BTreeMap<(u64, Who), Given>,
	pub links: BTreeMap<(u64, Who), Link>,
	pub decisions: BTreeMap<u64, Decisions>,
	pub forms: BTreeMap<u32, Form>,
	pub last_form: u32,
}

fn upwards(purpose: Purpose) -> impl Iterator<Item = Purpose> {
	std::iter::successors(Some(purpose), |purpose| purpose.parent())
}

/// Consent to `set` is consent to `purpose`.
fn permits(set: &BTreeSet<Purpose>, purpose: Purpose) -> bool {
	match purpose {
		Purpose::BTG => set.contains(&purpose),
		_ => upwards(purpose).any(|above| set.contains(&above)),
	}
}

/// A denial of `set` is a denial of `purpose`.
fn denies(set: &BTreeSet<Purpose>, purpose: Purpose) -> bool {
	upwards(purpose).any(|above| set.contains(&above))
}

fn within(inner: u32, outer: u32) -> bool {
	inner & !outer == 0
}

impl Extent {
	fn is_over(&self, now: Moment) -> bool {
		now >= self.until * 1_000
	}

	fn has_begun(&self, now: Moment) -> bool {
		now >= self.from * 1_000
	}

	fn timely(&self, now: Moment) -> Result<(), Refusal> {
		if self.is_over(now) {
			Err(Refusal::Expired)
		} else if !self.has_begun(now) {
			Err(Refusal::NotYetValid)
		} else {
			Ok(())
		}
	}

	fn comprises(&self, question: &Question) -> Result<(), Refusal> {
		if !permits(&self.purposes, question.purpose) {
			Err(Refusal::Purpose)
		} else if !self.actions.contains(&question.action) {
			Err(Refusal::Action)
		} else if !within(question.segments, self.segments) {
			Err(Refusal::Segment)
		} else {
			Ok(())
		}
	}

	/// As a denial: whether nothing that `older` keeps away from now on is let in.
	fn is_as_broad_as(&self, older: &Self, now: Moment) -> bool {
		let begins = |extent: &Self| (extent.from * 1_000).max(now);
		older.is_over(now)
			|| (Purpose::ALL.iter().all(|purpose| {
				denies(&self.purposes, *purpose) || !denies(&older.purposes, *purpose)
			}) && older.actions.is_subset(&self.actions)
				&& within(older.segments, self.segments)
				&& begins(self) <= begins(older)
				&& older.until <= self.until)
	}

	fn narrower_than(&self, outer: &Self) -> bool {
		self.purposes.iter().all(|purpose| permits(&outer.purposes, *purpose))
			&& self.actions.is_subset(&outer.actions)
			&& within(self.segments, outer.segments)
			&& outer.from <= self.from
			&& self.until <= outer.until
	}
}

/// Every rule for the gate.
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
	fn consented(&self, question: &Question) -> Result<Basis<u64>, Refusal> {
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

	fn granted(&self, who: Who, question: &Question) -> Result<(), Refusal> {
		let grant = self.grants.get(&(question.subject, who)).ok_or(Refusal::NoConsent)?;
		self.grant_permits(grant, question)
	}

	fn grant_permits(&self, grant: &Given, question: &Question) -> Result<(), Refusal> {
		if grant.void && !grant.extent.is_over(self.now) {
			return Err(Refusal::Revoked);
		}
		grant.extent.timely(self.now)?;
		if !self.form_counts(grant) {
			return Err(Refusal::FormOutdated);
		}
		grant.extent.comprises(question)
	}

	fn form_counts(&self, grant: &Given) -> bool {
		grant.signed.policy.is_none_or(|(policy, version)| {
			self.forms.get(&policy).is_some_and(|form| form.required <= version)
		})
	}

	fn passed_on(&self, who: Who, question: &Question) -> Result<(), Refusal> {
		let link = self.links.get(&(question.subject, who)).ok_or(Refusal::NoConsent)?;
		link.extent.timely(self.now)?;
		link.extent.comprises(question)?;
		if self.holds_above(link, question) {
			Ok(())
		} else {
			Err(Refusal::DelegationEnded)
		}
	}

	fn holds_above(&self, link: &Link, question: &Question) -> bool {
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

	fn is_denied(&self, actor: u64, question: &Question) -> bool {
		let organisations = self.organisations.get(&actor).into_iter().flatten();
		let licences = self.licences.get(&actor).into_iter().flatten();
		let mut names = vec![Who::Account(actor), Who::Organisation(actor)];
		names.extend(organisations.map(|organisation| Who::Organisation(*organisation)));
		names.extend(licences.map(|kind| Who::Licence(*kind)));
		self.is_denied_to(&names, question)
	}

	fn is_denied_to(&self, grantees: &[Who], question: &Question) -> bool {
		grantees.iter().filter_map(|who| self.denials.get(&(question.subject, *who))).any(
			|denial| {
				denial.extent.timely(self.now).is_ok()
					&& denies(&denial.extent.purposes, question.purpose)
					&& denial.extent.actions.contains(&question.action)
					&& denial.extent.segments & question.segments != 0
			},
		)
	}

	fn decisions(&self, subject: u64) -> Decisions {
		self.decisions.get(&subject).cloned().unwrap_or_default()
	}

	pub fn is_organisation(&self, who: u64) -> bool {
		self.licences.get(&who).is_some_and(|kinds| kinds.iter().any(|kind| kind.is_organisation()))
	}

	/// As whom somebody acts: themselves, a member, a holder of a licence.
	fn grantees(&self, actor: u64) -> Vec<Who> {
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

	fn may_act(&self, who: Who) -> bool {
		match who {
			Who::Organisation(organisation) => self.is_organisation(organisation),
			_ => true,
		}
	}
}

/// Every rule for calls.
impl Oracle {
	fn extent(&self, said: &Said) -> Result<Extent, &'static str> {
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

	fn known(&self, subject: u64, who: Who) -> Outcome {
		match who {
			Who::Account(account) if account == subject => Err("SelfGrant"),
			Who::Account(account) if !self.accounts.contains(&account) => Err("UnknownGrantee"),
			Who::Organisation(account) if !self.is_organisation(account) => Err("UnknownGrantee"),
			_ => Ok(()),
		}
	}

	fn given(&self, said: &Said, signed: Signed) -> Result<Given, &'static str> {
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

	/// Nobody opens anything with a dead person's key.
	fn may_open(&self, subject: u64, represented: bool) -> Outcome {
		if self.decisions(subject).dead && !represented {
			return Err("Deceased");
		}
		Ok(())
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

	pub fn publish(&mut self, who: u64) -> Outcome {
		if !self.is_organisation(who) {
			return Err("NotAuthorized");
		}
		self.last_form += 1;
		self.forms.insert(self.last_form, Form { institution: who, latest: 1, required: 1 });
		Ok(())
	}

	fn form_of(&mut self, who: u64, policy: u32) -> Result<&mut Form, &'static str> {
		let form = self.forms.get_mut(&policy).ok_or("UnknownPolicy")?;
		if form.institution == who {
			Ok(form)
		} else {
			Err("NotAuthorized")
		}
	}

	pub fn version(&mut self, who: u64, policy: u32, reconsent: bool) -> Outcome {
		let form = self.form_of(who, policy)?;
		form.latest += 1;
		if reconsent {
			form.required = form.latest;
		}
		Ok(())
	}

	pub fn require(&mut self, who: u64, policy: u32) -> Outcome {
		let form = self.form_of(who, policy)?;
		form.required = form.latest;
		Ok(())
	}

	pub fn retire(&mut self, who: u64, policy: u32) -> Outcome {
		self.form_of(who, policy)?;
		self.forms.remove(&policy);
		Ok(())
	}

	pub fn delegate(&mut self, subject: u64, by: Who, to: Who, said: &Said) -> Outcome {
		let extent = self.extent(said)?;
		if to.account().is_none() {
			return Err("NotDelegable");
		}
		if to.account() == Some(subject) {
			return Err("SelfGrant");
		}
		self.known(subject, to)?;
		if !self.may_act(by) {
			return Err("NotAuthorized");
		}
		let parent = self.parent(subject, by, &extent, said.delegation)?;
		let link = Link { by, extent, delegation: said.delegation, parent: Box::new(parent) };
		let above = Self::delegators(&link);
		if above.iter().any(|delegator| delegator.account() == to.account()) {
			return Err("DelegationCycle");
		}
		let denied = above.iter().any(|delegator| self.is_part_denied(subject, *delegator, &link));
		if self.decisions(subject).frozen || denied {
			return Err("ParentEnded");
		}
		if let Some(older) = self.links.get(&(subject, to)) {
			if older.by != by && self.standing(subject, older) == Standing::Stands {
				return Err("AlreadyExists");
			}
		}
		self.links.insert((subject, to), link);
		Ok(())
	}

	/// Who has passed it on, from the last to the first.
	fn delegators(link: &Link) -> Vec<Who> {
		let mut delegators = vec![link.by];
		let mut parent = &*link.parent;
		while let Parent::Link(link) = parent {
			delegators.push(link.by);
			parent = &*link.parent;
		}
		delegators
	}

	fn parent(
		&self,
		subject: u64,
		by: Who,
		extent: &Extent,
		delegation: u8,
	) -> Result<Parent, &'static str> {
		let fits = |stands: bool, allowed: u8, outer: &Extent| {
			if !stands {
				Err("ParentEnded")
			} else if delegation >= allowed {
				Err("DelegationTooDeep")
			} else if !extent.narrower_than(outer) {
				Err("Widening")
			} else {
				Ok(())
			}
		};
		let grant = self.grants.get(&(subject, by)).map(|grant| {
			let stands = !grant.void && !grant.extent.is_over(self.now) && self.form_counts(grant);
			fits(stands, grant.delegation, &grant.extent).map(|()| Parent::Grant(grant.clone()))
		});
		let link = self.links.get(&(subject, by)).map(|link| {
			let stands = self.standing(subject, link) == Standing::Stands;
			fits(stands, link.delegation, &link.extent).map(|()| Parent::Link(link.clone()))
		});
		match (grant, link) {
			(None, None) => Err("NotFound"),
			(Some(only), None) | (None, Some(only)) => only,
			(Some(grant), Some(link)) => grant.or_else(|why| link.map_err(|_| why)),
		}
	}

	fn is_part_denied(&self, subject: u64, delegator: Who, link: &Link) -> bool {
		let account = delegator.account().expect("no kind of licence passes on");
		let grantees = [Who::Account(account), delegator];
		grantees.iter().filter_map(|who| self.denials.get(&(subject, *who))).any(|denial| {
			let denied = &denial.extent;
			denied.timely(self.now).is_ok()
				&& denied.segments & link.extent.segments != 0
				&& !denied.actions.is_disjoint(&link.extent.actions)
				&& Purpose::ALL.iter().any(|purpose| {
					denies(&denied.purposes, *purpose) && permits(&link.extent.purposes, *purpose)
				})
		})
	}

	fn standing(&self, subject: u64, link: &Link) -> Standing {
		let above = match &*link.parent {
			Parent::Grant(parent) => {
				let there = self.grants.get(&(subject, link.by)) == Some(parent);
				let over = parent.extent.is_over(self.now) || !self.form_counts(parent);
				if there && !over {
					Standing::Stands
				} else {
					Standing::Never
				}
			}
			Parent::Link(parent) => {
				if self.links.get(&(subject, link.by)) == Some(parent) {
					self.standing(subject, parent)
				} else {
					Standing::Never
				}
			}
		};
		match above {
			Standing::Never => Standing::Never,
			_ if link.extent.is_over(self.now) => Standing::Never,
			Standing::Stands if self.may_act(link.by) => Standing::Stands,
			_ => Standing::NotNow,
		}
	}

	pub fn end_delegation(&mut self, caller: u64, subject: u64, to: Who) -> Outcome {
		let link = self.links.get(&(subject, to)).ok_or("NotFound")?;
		if ![link.by.account(), to.account()].contains(&Some(caller)) {
			return Err("NotAuthorized");
		}
		self.links.remove(&(subject, to));
		Ok(())
	}

	pub fn revoke_delegation(&mut self, subject: u64, to: Who) -> Outcome {
		self.links.remove(&(subject, to)).map(drop).ok_or("NotFound")
	}

	pub fn reap_delegation(&mut self, subject: u64, to: Who) -> Outcome {
		let link = self.links.get(&(subject, to)).ok_or("NotFound")?;
		if self.standing(subject, link) != Standing::Never {
			return Err("StillNeeded");
		}
		self.links.remove(&(subject, to));
		Ok(())
	}

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

	/// Decides something, and pays for it with a place or money if there is either.
	fn decide(&mut self, subject: u64, decision: impl FnOnce(&mut Decisions)) {
		let mut decisions = self.decisions(subject);
		decision(&mut decisions);
		if decisions.paid == Paid::Nothing {
			decisions.paid = self.pay(subject).unwrap_or(Paid::Nothing);
		}
		self.decisions.insert(subject, decisions);
	}

	/// Forgets decisions that say nothing.
	fn tidy(&mut self, subject: u64) {
		let decisions = self.decisions(subject);
		let says_nothing = Decisions { paid: Paid::Nothing, ..decisions } == Decisions::default();
		if says_nothing && !self.denials_of(subject) {
			let paid = self.decisions.remove(&subject).map_or(Paid::Nothing, |it| it.paid);
			self.refund(subject, paid);
		}
	}

	fn denials_of(&self, subject: u64) -> bool {
		self.denials.keys().any(|(whose, _)| *whose == subject)
	}

	fn pay(&mut self, subject: u64) -> Result<Paid, &'static str> {
		match self.places.get_mut(&subject) {
			Some(free) if *free > 0 => {
				*free -= 1;
				Ok(Paid::ByAPlace)
			}
			_ if self.rich.contains(&subject) => Ok(Paid::Themselves),
			_ => Err("Funds are unavailable"),
		}
	}

	fn refund(&mut self, subject: u64, paid: Paid) {
		if paid == Paid::ByAPlace {
			*self.places.get_mut(&subject).expect("had a place") += 1;
		}
	}

	/// What is held from `who` for everything that they paid for.
	pub fn held(&self, who: u64, prices: [u64; 4]) -> u64 {
		let [consent, profile, delegation, form] = prices;
		let count = |things: usize, price: u64| things as u64 * price;
		let given = self.grants.iter().chain(&self.denials);
		let consents =
			given.filter(|((subject, _), it)| *subject == who && it.paid == Paid::Themselves);
		let profiles = self.decisions.get(&who).filter(|it| it.paid == Paid::Themselves);
		let links = self.links.values().filter(|link| link.by.account() == Some(who));
		let forms = self.forms.values().filter(|form| form.institution == who);
		count(consents.count(), consent)
			+ count(profiles.iter().count(), profile)
			+ count(links.count(), delegation)
			+ count(forms.count(), form)
	}
}
