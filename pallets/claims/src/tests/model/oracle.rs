//! The rules of claims once more, as plainly as they can be said: whole numbers and lists, no storage.
//! What was used, what waits and what is noted is not kept but counted, over all claims there ever
//! were.

mod deciding;
mod filing;
mod judging;
mod money;
mod shares;
pub mod sums;
mod things;
mod undoing;

pub use things::*;

use salus_primitives::{Day, LicenceKind, Moment, PlanId, ServiceReference};
use std::{
	collections::{BTreeMap, BTreeSet},
	rc::Rc,
};

/// The name of an error.
pub type Outcome = Result<(), String>;

/// What is to be transferred, by plan and provider: for which claims, how much, and how much of that
/// is interest.
pub type Due = BTreeMap<(PlanId, Who), Vec<(Id, Money, Money)>>;

#[derive(Clone, Default, Debug)]
pub struct Oracle {
	pub now: Moment,
	pub plans: BTreeMap<PlanId, Plan>,
	pub claims: BTreeMap<Id, Claim>,
	pub accounts: BTreeMap<(PlanId, Who), Account>,
	pub purses: BTreeMap<Who, Purse>,
	/// What vanished with accounts that had less than the least.
	pub dust: Money,
	pub certificates: Rc<BTreeMap<u64, Certified>>,
	pub happened: Rc<BTreeMap<(Who, ServiceReference), Moment>>,
	pub licences: Rc<BTreeMap<(Who, LicenceKind), Standing>>,
	/// Whether members consent.
	pub consent: bool,
	/// What came up, besides calls and their errors.
	pub seen: BTreeSet<String>,
}

pub fn fail<T>(error: &str) -> Result<T, String> {
	Err(error.into())
}

pub fn ensure(condition: bool, error: &str) -> Outcome {
	if condition {
		Ok(())
	} else {
		fail(error)
	}
}

impl Oracle {
	pub fn today(&self) -> Day {
		(self.now / salus_primitives::DAY) as Day
	}

	/// The whole second that it is.
	fn this_second(&self) -> Moment {
		self.now / 1_000 * 1_000
	}

	/// The first whole second that is not before then.
	fn in_seconds(moment: Moment) -> Moment {
		moment.div_ceil(1_000) * 1_000
	}

	fn plan(&self, plan: PlanId) -> Result<&Plan, String> {
		self.plans.get(&plan).ok_or("UnknownPlan".into())
	}

	pub fn plan_mut(&mut self, plan: PlanId) -> &mut Plan {
		self.plans.get_mut(&plan).expect("is open")
	}

	/// The claim, if it is there.
	fn claim(&self, id: Id) -> Result<&Claim, String> {
		self.claims.get(&id).filter(|claim| !claim.reaped).ok_or("UnknownClaim".into())
	}

	fn claim_mut(&mut self, id: Id) -> &mut Claim {
		self.claims.get_mut(&id).expect("is there")
	}

	fn account_mut(&mut self, plan: PlanId, provider: Who) -> &mut Account {
		self.accounts.get_mut(&(plan, provider)).expect("has an account")
	}

	/// Claims that are there.
	pub fn there(&self) -> impl Iterator<Item = (&Id, &Claim)> {
		self.claims.iter().filter(|(_, claim)| !claim.reaped)
	}

	/// Another plan was asked to decide after the claim, and that stands.
	fn is_followed(&self, claim: &Claim) -> bool {
		claim.next.is_some_and(|next| self.claim(next).is_ok_and(Claim::stands))
	}

	/// The room that claims of a provider take.
	pub fn taken(&self, plan: PlanId, provider: Who) -> u32 {
		let claims =
			self.there().filter(|((of, _), claim)| *of == plan && claim.provider == provider);
		claims.map(|(_, claim)| 3 + claim.lines.len() as u32).sum()
	}

	/// What is set apart of a plan's reserve.
	pub fn apart(&self, plan: PlanId) -> Money {
		self.there().filter(|((of, _), _)| *of == plan).map(|(_, claim)| claim.apart).sum()
	}

	fn standing(&self, who: Who, kinds: &[LicenceKind]) -> Outcome {
		use salus_primitives::LicenceProblem::NotHeld;
		let of =
			|kind: &LicenceKind| self.licences.get(&(who, *kind)).copied().unwrap_or(Err(NotHeld));
		if kinds.iter().any(|kind| of(kind).is_ok()) {
			return Ok(());
		}
		fail("Unlicensed")
	}

	fn ensure_payer(&self, plan: PlanId, who: Who) -> Outcome {
		ensure(self.plan(plan)?.payer == who, "NotPayer")
	}

	/// What `counts` of what lines used, of all members of a plan of whom `of` is so.
	fn used(
		&self,
		plan: PlanId,
		of: impl Fn(Who) -> bool,
		counts: impl Fn(&Used, &Line) -> Money,
	) -> Money {
		self.claims
			.iter()
			.filter(|((there, _), claim)| *there == plan && of(claim.member))
			.flat_map(|(_, claim)| &claim.lines)
			.filter_map(|line| line.used.as_ref().map(|used| counts(used, line)))
			.sum()
	}

	/// What a member shared in a year: of the deductible, of the most that is due.
	pub fn shared(&self, plan: PlanId, member: Who, year: u16) -> (Money, Money) {
		self.shared_by(plan, |who| who == member, year)
	}

	/// The same for a family.
	pub fn family_shared(&self, plan: PlanId, family: u32, year: u16) -> (Money, Money) {
		let members = &self.plans[&plan].members;
		let of = |who| members.get(&who).is_some_and(|cover| cover.family == Some(family));
		self.shared_by(plan, of, year)
	}

	fn shared_by(&self, plan: PlanId, of: impl Fn(Who) -> bool, year: u16) -> (Money, Money) {
		let within = |used: &Used, amount| if used.year == year { amount } else { 0 };
		let deductible = self.used(plan, &of, |used, _| within(used, used.deductible));
		let most = self.used(plan, &of, |used, _| within(used, used.out_of_pocket));
		(deductible, most)
	}

	/// Units and money that a member used of a benefit.
	pub fn benefit_used(&self, plan: PlanId, member: Who, year: u16, group: u8) -> (Money, Money) {
		let counts = |used: &Used, amount| {
			let so = used.limited && used.year == year && used.group == group;
			if so {
				amount
			} else {
				0
			}
		};
		let units = self.used(plan, |who| who == member, |used, _| counts(used, used.units));
		let paid = self.used(plan, |who| who == member, |used, line| counts(used, line.paid));
		(units, paid)
	}

	/// Units that were used of an authorisation.
	pub fn authorised_used(&self, id: u64, tag: u8) -> u32 {
		self.claims
			.values()
			.filter(|claim| claim.authorisation == Some(id))
			.flat_map(|claim| &claim.lines)
			.filter(|line| line.service.tag == tag)
			.filter_map(|line| line.used.as_ref())
			.map(|used| used.authorised)
			.sum()
	}

	/// Does something wholly, or not at all.
	pub fn wholly(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
		let before = self.clone();
		act(self).inspect_err(|_| {
			let seen = core::mem::take(&mut self.seen);
			*self = Self { seen, ..before };
		})
	}
}
