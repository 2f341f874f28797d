//! What the oracle knows.

use super::sums::{Codes, Rule};
use salus_primitives::{
	ClaimKind, Day, LicenceProblem, LineDecision, Moment, PlanId, ServiceReference,
};
use std::{
	collections::{BTreeMap, VecDeque},
	rc::Rc,
};

pub type Who = u64;
pub type Money = i128;
/// A claim: its plan and its number.
pub type Id = (PlanId, u32);

/// From when, until when, in which network.
pub type Contracts = BTreeMap<Who, Vec<(Day, Day, u8)>>;

/// The terms of a plan.
#[derive(Clone, Debug)]
pub struct Conditions {
	pub year: u16,
	/// By tier: deductible of one and of a family, out of pocket of one and of a family.
	pub tiers: Vec<[Money; 4]>,
	pub benefits: Vec<Rule>,
	pub filing_days: u16,
	pub prompt_pay_days: u16,
	pub interest: u16,
	pub review_days: u16,
	pub silence_grants: bool,
	pub references: bool,
	pub claims_a_day: u32,
	pub intense_share: u16,
	pub intense_from: u32,
	pub pending: u8,
}

/// A service that a plan knows.
#[derive(Clone, Debug)]
pub struct Offered {
	pub from: Day,
	pub until: Day,
	pub group: u8,
	pub intense: bool,
	pub rule: Option<Rule>,
	pub fees: BTreeMap<u8, Money>,
}

/// Who is covered.
#[derive(Clone, Debug)]
pub struct Cover {
	pub from: Day,
	pub until: Day,
	pub tier: u8,
	pub family: Option<u32>,
	pub after: Option<(PlanId, Who)>,
}

#[derive(Clone, Debug)]
pub struct Plan {
	pub payer: Who,
	/// From when which terms are in force, in their order.
	pub versions: Vec<(Day, Rc<Conditions>)>,
	pub services: Rc<BTreeMap<u8, Rc<Offered>>>,
	pub contracts: Rc<Contracts>,
	pub members: Rc<BTreeMap<Who, Cover>>,
	pub reserve: Money,
	/// The claims that wait. What was taken back leaves a gap.
	pub queue: VecDeque<Option<u32>>,
	/// More of it can be paid than was at once.
	pub more_to_pay: bool,
	pub next: u32,
}

impl Plan {
	pub fn version_on(&self, day: Day) -> Option<usize> {
		self.versions.iter().rposition(|(from, _)| *from <= day)
	}

	pub fn network_on(&self, provider: Who, day: Day) -> u8 {
		let periods = self.contracts.get(&provider).into_iter().flatten();
		let mut on = periods.filter(|(from, until, _)| (*from..=*until).contains(&day));
		on.next().map_or(0, |(.., network)| *network)
	}

	pub fn anything_waits(&self) -> bool {
		!self.queue.is_empty()
	}
}

/// What a provider has with a plan.
#[derive(Clone, Debug, Default)]
pub struct Account {
	pub room: u32,
	/// What is held for it.
	pub deposit: u64,
	pub receivable: Money,
	pub day: Day,
	pub claims: u32,
	/// Lines by group, and those that are intense.
	pub groups: BTreeMap<u8, (u32, u32)>,
}

/// What somebody has of the coin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
	pub free: Money,
	pub held: Money,
}

/// A prior authorisation.
#[derive(Clone, Debug)]
pub struct Certified {
	pub plan: PlanId,
	pub member: Who,
	pub provider: Who,
	pub from: Day,
	pub until: Day,
	pub services: Vec<(u8, u32)>,
}

/// What is billed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
	pub tag: u8,
	pub units: u32,
	pub billed: Money,
	pub date: Day,
	pub reference: ServiceReference,
}

/// A claim as it is handed in.
#[derive(Clone, Debug)]
pub struct Wanted {
	pub plan: PlanId,
	pub member: Who,
	pub kind: ClaimKind,
	pub prior: Option<Id>,
	pub authorisation: Option<u64>,
	/// Whether its document is committed to.
	pub documented: bool,
	pub lines: Vec<Billed>,
}

/// What a line used of a coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
	pub year: u16,
	pub group: u8,
	pub units: Money,
	pub deductible: Money,
	pub out_of_pocket: Money,
	pub limited: bool,
	pub authorised: u32,
}

#[derive(Clone, Debug)]
pub struct Line {
	pub service: Billed,
	pub allowed: Money,
	pub paid: Money,
	pub why: Codes,
	pub used: Option<Used>,
	/// Whether it counts as claimed for what it refers to.
	pub noted: bool,
}

impl Line {
	pub fn new(service: Billed) -> Self {
		Self { service, allowed: 0, paid: 0, why: Codes::new(), used: None, noted: false }
	}

	/// What the patient bears of it.
	pub fn patients(&self) -> Money {
		self.why.iter().filter(|((group, _), _)| *group == "PR").map(|(_, amount)| amount).sum()
	}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
	Rules,
	Payer,
	Silence,
	Appeal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
	Pended(Moment),
	Decided(Moment, By),
	Voided(Moment),
	Reversed(Moment),
}

#[derive(Clone, Debug)]
pub struct Claim {
	pub provider: Who,
	pub member: Who,
	pub state: State,
	pub flags: u8,
	/// Somebody allowed less for a line than was billed.
	pub curtailed: bool,
	pub appealed: bool,
	pub prior: Option<Id>,
	pub next: Option<Id>,
	pub authorisation: Option<u64>,
	pub version: usize,
	pub received: Moment,
	pub due: Moment,
	pub rate: u16,
	pub paid: Money,
	pub unpaid: Money,
	pub interest: Money,
	/// What could not be transferred.
	pub apart: Money,
	/// How much of that is interest.
	pub interest_apart: Money,
	/// Who paid what of the patient's share, in order.
	pub contributions: Vec<(Who, Money)>,
	pub lines: Vec<Line>,
	/// It is not stored any more; what it used stays used.
	pub reaped: bool,
}

impl Claim {
	pub fn is_decided(&self) -> bool {
		matches!(self.state, State::Decided(..))
	}

	pub fn stands(&self) -> bool {
		matches!(self.state, State::Decided(..) | State::Pended(_))
	}

	pub fn benefit(&self) -> Money {
		self.lines.iter().map(|line| line.paid).sum()
	}

	/// Every line was refused.
	pub fn is_refused(&self) -> bool {
		self.lines.iter().all(|line| line.used.is_none() && !line.why.is_empty())
	}

	/// What the patient owes. For what is refused after another plan decided, that is owed there.
	pub fn share(&self) -> Money {
		let owed_there = self.prior.is_some() && self.is_refused();
		if !self.is_decided() || owed_there {
			return 0;
		}
		self.lines.iter().map(Line::patients).sum()
	}

	pub fn contributed(&self) -> Money {
		self.contributions.iter().map(|(_, amount)| amount).sum()
	}
}

/// By whom lines are decided that rules cannot decide.
#[derive(Clone, Copy, Debug)]
pub enum Ruling<'a> {
	Wait,
	Person(&'a [LineDecision]),
	Silence,
}

/// A licence, or what is wrong with it.
pub type Standing = Result<(), LicenceProblem>;
