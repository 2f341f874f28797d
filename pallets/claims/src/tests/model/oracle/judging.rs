//! Judging lines.

use super::{
	sums::{self, Bill, Code, Codes, Left, Rule},
	Conditions, Id, Line, Money, Offered, Oracle, Ruling, Used,
};
use salus_primitives::{LineDecision, DAY};
use std::rc::Rc;

const IMPOSSIBLE_DATE: u8 = 1;
const ACROSS_PAYERS: u8 = 2;
const VELOCITY: u8 = 4;
const INTENSITY: u8 = 8;

/// Which plan pays first.
pub struct Order {
	/// The claim that it decided.
	pub prior: Option<Id>,
	/// It has not.
	pub wrong: bool,
}

/// What became of a line.
enum Verdict {
	Refused(Codes),
	/// It is not covered: refused, though allowed.
	NotCovered(Money, Codes),
	Judged(sums::Judged, Used),
	Undecided,
}

impl Oracle {
	/// Whether the plan that pays before has decided. What was so when a claim was filed may have
	/// changed since.
	pub(super) fn order_of(&self, id: Id, new: bool) -> Result<Order, String> {
		let claim = &self.claims[&id];
		let none = Order { prior: None, wrong: false };
		let Some(cover) = self.plans[&id.0].members.get(&claim.member) else { return Ok(none) };
		let Some((plan, member)) = cover.after else {
			return match claim.prior {
				Some(_) if new => super::fail("PaysFirst"),
				_ => Ok(none),
			};
		};
		let Some(named) = claim.prior.filter(|(of, _)| *of == plan) else {
			return Ok(Order { prior: None, wrong: true });
		};
		let prior = self.claim(named).map_err(|_| "UnknownPrior".to_string())?;
		if !new && prior.member != member {
			return Ok(Order { prior: None, wrong: true });
		}
		let same = prior.provider == claim.provider && prior.member == member;
		super::ensure(same, "UnknownPrior")?;
		super::ensure(prior.is_decided() && !prior.appealed, "PriorUndecided")?;
		super::ensure(prior.next == Some(id) || !self.is_followed(prior), "Coordinated")?;
		super::ensure(self.alike(named, id), "PriorDiffers")?;
		Ok(Order { prior: Some(named), wrong: false })
	}

	/// Both claims are for the same, whatever the tags.
	fn alike(&self, one: Id, other: Id) -> bool {
		let services = |id: Id| {
			let lines = self.claims[&id].lines.iter().map(|line| &line.service);
			lines.map(|it| (it.units, it.billed, it.date, it.reference)).collect::<Vec<_>>()
		};
		services(one) == services(other)
	}

	/// Judges the lines of a claim, or some of them. Whether they could be decided.
	pub(super) fn judge(
		&mut self,
		id: Id,
		order: &Order,
		ruling: Ruling,
		only: Option<&[usize]>,
	) -> bool {
		let claim = &self.claims[&id];
		let terms = self.plans[&id.0].versions[claim.version].1.clone();
		let count = claim.lines.len();
		let concerned: Vec<usize> =
			(0..count).filter(|index| only.is_none_or(|only| only.contains(index))).collect();
		let waits = matches!(ruling, Ruling::Wait);
		// It was brought before a person by its flags.
		let flagged = claim.flags & terms.pending != 0;

		for index in &concerned {
			let line = &mut self.claim_mut(id).lines[*index];
			*line = Line::new(line.service.clone());
		}
		if waits {
			self.note_signals(id, order, &terms);
		}
		let mut undecided = false;
		for index in concerned {
			if waits {
				self.note_intensity(id, order, index, &terms);
			}
			let verdict = self.verdict(id, order, index, ruling, flagged);
			let line = &mut self.claim_mut(id).lines[index];
			match verdict {
				Verdict::Refused(why) => line.why = why,
				Verdict::NotCovered(allowed, why) => {
					line.allowed = allowed;
					line.why = why;
				}
				Verdict::Judged(judged, used) => {
					line.allowed = judged.allowed;
					line.paid = judged.paid;
					line.why = judged.why;
					line.used = Some(used);
					line.noted = true;
				}
				Verdict::Undecided => {
					line.noted = true;
					undecided = true;
				}
			}
		}
		let claim = self.claim_mut(id);
		undecided |= waits && claim.flags & terms.pending != 0;
		if undecided {
			// Nothing is used while it is pended.
			for line in &mut claim.lines {
				*line = Line { noted: line.noted, ..Line::new(line.service.clone()) };
			}
		}
		!undecided
	}

	/// The same was claimed from this plan, in what stands.
	fn is_duplicate(&self, id: Id, index: usize) -> bool {
		let claim = &self.claims[&id];
		let line = &claim.lines[index].service;
		let same = |other: &Line| {
			let it = &other.service;
			other.noted && (it.tag, it.date, it.reference) == (line.tag, line.date, line.reference)
		};
		self.there()
			.filter(|((plan, _), other)| *plan == id.0 && other.provider == claim.provider)
			.flat_map(|(of, other)| other.lines.iter().enumerate().map(move |it| (of, it)))
			.any(|(of, (at, other))| (*of, at) != (id, index) && same(other))
	}

	fn offered(&self, id: Id, index: usize) -> Option<(Rc<Offered>, Rc<Conditions>, Rule)> {
		let plan = &self.plans[&id.0];
		let line = &self.claims[&id].lines[index].service;
		let offered = plan.services.get(&line.tag)?;
		if !(offered.from..=offered.until).contains(&line.date) {
			return None;
		}
		let terms = plan.versions[plan.version_on(line.date)?].1.clone();
		let of_group = terms.benefits.get(usize::from(offered.group)).copied();
		let rule = offered.rule.or(of_group)?;
		Some((offered.clone(), terms, rule))
	}

	/// Why a line is not even looked at: who is covered, by whom first, when it was filed, what was
	/// claimed, what it refers to, what was authorised.
	fn refusal(&self, id: Id, order: &Order, index: usize, allowed: bool) -> Result<(), Code> {
		let plan = &self.plans[&id.0];
		let claim = &self.claims[&id];
		let line = &claim.lines[index].service;
		let cover = plan.members.get(&claim.member).ok_or(("PR", 31))?;
		let so = |wrong: bool, code: Code| if wrong { Err(code) } else { Ok(()) };
		so(line.date < cover.from, ("PR", 26))?;
		so(line.date > cover.until, ("PR", 27))?;
		so(order.wrong, ("OA", 22))?;
		if let Some(version) = plan.version_on(line.date).filter(|_| !allowed) {
			let days = u64::from(line.date) + 1 + u64::from(plan.versions[version].1.filing_days);
			so(claim.received >= days * DAY, ("CO", 29))?;
		}
		so(self.is_duplicate(id, index), ("OA", 18))?;
		let (_, terms, rule) = self.offered(id, index).ok_or(("CO", 181))?;
		if allowed {
			return Ok(());
		}
		let happened = self.happened.contains_key(&(claim.provider, line.reference));
		so(terms.references && !happened, ("CO", 16))?;
		if rule.authorisation {
			let left = self.authorised(id, index, true).ok_or(("CO", 197))?;
			so(left < line.units, ("CO", 198))?;
		}
		Ok(())
	}

	/// Units that are left of the claim's authorisation for a line.
	fn authorised(&self, id: Id, index: usize, in_time: bool) -> Option<u32> {
		let claim = &self.claims[&id];
		let line = &claim.lines[index].service;
		let number = claim.authorisation?;
		let it = self.certificates.get(&number)?;
		let theirs = (it.plan, it.member, it.provider) == (id.0, claim.member, claim.provider);
		let then = (it.from..=it.until).contains(&line.date) || !in_time;
		let (_, units) = it.services.iter().find(|(tag, _)| *tag == line.tag)?;
		(theirs && then).then(|| units - self.authorised_used(number, line.tag))
	}

	fn verdict(
		&mut self,
		id: Id,
		order: &Order,
		index: usize,
		ruling: Ruling,
		flagged: bool,
	) -> Verdict {
		let claim = &self.claims[&id];
		let line = claim.lines[index].service.clone();
		let prior_share = order.prior.map(|prior| self.claims[&prior].lines[index].patients());
		let refuse = |code: Code| {
			// Of what the plan before left to the patient, this is why it stays.
			let open = prior_share.unwrap_or(line.billed);
			let mut why = sums::all_of(open, code);
			why.extend(sums::all_of(line.billed - open, ("OA", 23)));
			Verdict::Refused(why)
		};
		let decision = match ruling {
			Ruling::Person(decisions) => decisions[index],
			_ => LineDecision::ByRule,
		};
		let allowed = matches!(decision, LineDecision::Allow(_) | LineDecision::Grant);
		self.note_impossible(id, order, index, allowed);
		if let Err(code) = self.refusal(id, order, index, allowed) {
			return refuse(code);
		}
		if decision == LineDecision::Deny {
			return refuse(("PI", 50));
		}
		let (offered, terms, mut rule) = self.offered(id, index).expect("was seen");
		let claim = &self.claims[&id];
		let network = self.plans[&id.0].network_on(claim.provider, line.date);
		let fee = offered.fees.get(&network).map(|fee| fee * i128::from(line.units));
		let allowed = match (decision, ruling) {
			(LineDecision::Allow(amount), _) => {
				rule.covered = true;
				i128::try_from(amount).unwrap_or(i128::MAX)
			}
			(LineDecision::Grant, _) => {
				rule.covered = true;
				fee.unwrap_or(line.billed)
			}
			(_, Ruling::Silence) if !terms_of(self, id).silence_grants => {
				if flagged || rule.review || fee.is_none() {
					return refuse(("PI", 50));
				}
				fee.expect("just seen")
			}
			(_, Ruling::Silence) => fee.unwrap_or(line.billed),
			// Nothing has to be decided of what is not covered.
			_ if !rule.covered => fee.unwrap_or(line.billed),
			(_, Ruling::Wait) if rule.review => return Verdict::Undecided,
			_ => match fee {
				Some(fee) => fee,
				None => return Verdict::Undecided,
			},
		};
		let allowed = allowed.min(line.billed);
		let units = i128::from(line.units);
		let bill = Bill { billed: line.billed, units, allowed, prior_share };
		if !rule.covered {
			return Verdict::NotCovered(allowed, sums::not_covered(bill));
		}
		let judged = sums::judge(bill, &rule, self.left(id, &terms, offered.group, &rule));
		let authorised = if rule.authorisation {
			self.authorised(id, index, false).unwrap_or(0).min(line.units)
		} else {
			0
		};
		let used = Used {
			year: terms.year,
			group: offered.group,
			units: judged.units,
			deductible: judged.deductible,
			out_of_pocket: judged.out_of_pocket,
			limited: rule.max_units.is_some() || rule.max_paid.is_some(),
			authorised,
		};
		Verdict::Judged(judged, used)
	}

	/// What is left in the year: the member's or the family's, whichever is less.
	fn left(&self, id: Id, terms: &Conditions, group: u8, rule: &Rule) -> Left {
		let member = self.claims[&id].member;
		let cover = &self.plans[&id.0].members[&member];
		let [deductible, family_deductible, most, family_most] =
			terms.tiers.get(usize::from(cover.tier)).copied().unwrap_or_default();
		let (mine, mine_in_all) = self.shared(id.0, member, terms.year);
		let mut left = Left {
			deductible: (deductible - mine).max(0),
			out_of_pocket: (most - mine_in_all).max(0),
			units: None,
			paid: None,
		};
		if let Some(family) = cover.family {
			let (theirs, theirs_in_all) = self.family_shared(id.0, family, terms.year);
			left.deductible = left.deductible.min((family_deductible - theirs).max(0));
			left.out_of_pocket = left.out_of_pocket.min((family_most - theirs_in_all).max(0));
		}
		let (units, paid) = self.benefit_used(id.0, member, terms.year, group);
		left.units = rule.max_units.map(|most| (most - units).max(0));
		left.paid = rule.max_paid.map(|most| (most - paid).max(0));
		left
	}

	/// Counts the claim. Flags it if there are many of a day, or if somebody else was claimed too.
	fn note_signals(&mut self, id: Id, order: &Order, terms: &Conditions) {
		let today = self.today();
		let provider = self.claims[&id].provider;
		let account = self.account_mut(id.0, provider);
		if account.day != today {
			account.day = today;
			account.claims = 0;
		}
		account.claims += 1;
		let fast = terms.claims_a_day > 0 && account.claims > terms.claims_a_day;
		let claim = &self.claims[&id];
		let elsewhere = claim.lines.iter().any(|line| {
			let same = |other: &Line| {
				let (one, it) = (&line.service, &other.service);
				other.noted && (one.reference, one.date) == (it.reference, it.date)
			};
			self.there()
				.filter(|((plan, _), other)| *plan != id.0 && other.provider == provider)
				.any(|(_, other)| other.lines.iter().any(same))
		});
		let claim = self.claim_mut(id);
		if fast {
			claim.flags |= VELOCITY;
		}
		if elsewhere && order.prior.is_none() {
			claim.flags |= ACROSS_PAYERS;
		}
	}

	/// Counts a line of its group, unless it is refused. Flags the claim if too many are intense.
	fn note_intensity(&mut self, id: Id, order: &Order, index: usize, terms: &Conditions) {
		if self.refusal(id, order, index, false).is_err() {
			return;
		}
		let (offered, ..) = self.offered(id, index).expect("was seen");
		let provider = self.claims[&id].provider;
		let counts = &mut self.account_mut(id.0, provider).groups;
		let (lines, intense) = counts.entry(offered.group).or_default();
		*lines += 1;
		*intense += u32::from(offered.intense);
		let over =
			u64::from(*intense) * 10_000 > u64::from(*lines) * u64::from(terms.intense_share);
		if terms.intense_share > 0 && *lines >= terms.intense_from && over {
			self.claim_mut(id).flags |= INTENSITY;
		}
	}

	/// Flags what was noted on a day before the service.
	fn note_impossible(&mut self, id: Id, order: &Order, index: usize, allowed: bool) {
		let claim = &self.claims[&id];
		let line = &claim.lines[index].service;
		let Some(at) = self.happened.get(&(claim.provider, line.reference)) else { return };
		// Only what gets as far as its reference is compared with it.
		let compared = match self.refusal(id, order, index, allowed) {
			Ok(()) | Err(("CO", 197 | 198)) => !allowed,
			Err(_) => false,
		};
		let terms = self.offered(id, index).map(|(_, terms, _)| terms);
		if compared
			&& terms.is_some_and(|terms| terms.references)
			&& at / DAY < u64::from(line.date)
		{
			self.claim_mut(id).flags |= IMPOSSIBLE_DATE;
		}
	}
}

/// The terms whose clocks apply to a claim.
pub(super) fn terms_of(oracle: &Oracle, id: Id) -> Rc<Conditions> {
	oracle.plans[&id.0].versions[oracle.claims[&id].version].1.clone()
}
