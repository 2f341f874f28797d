//! Plans, members and encounters, as they are before anything is claimed.

use super::{
	super::oracle::{sums::Rule, Certified, Conditions, Cover, Offered, Oracle, Plan, Purse},
	About, Dice, Operation,
};
use crate::mock::*;
use salus_primitives::{Day, LicenceKind, PlanId, ServiceReference, DAY};
use std::rc::Rc;

/// Three plans, of two payers.
pub(super) const PLANS: [(PlanId, u64); 3] =
	[(PLAN, PAYER), (OTHER_PLAN, OTHER_PAYER), (THIRD_PLAN, PAYER)];
pub(super) const PROVIDERS: [u64; 3] = [CLINIC, PHYSICIAN, PHARMACY];
/// Have few coins, or none.
pub const POOR: [u64; 3] = [11, 12, 13];
pub(super) const FEW_COINS: i128 = 35;
/// Tags that plans know, of four groups.
pub(super) const TAGS: u8 = 8;
pub const GROUPS: u8 = 4;
pub const YEARS: [u16; 3] = [2_024, 2_025, 2_026];

/// Everybody and what they have, and plans of which nothing is known yet.
pub fn beginning(about: About) -> (Oracle, Vec<Operation>) {
	let mut oracle = Oracle { now: START, consent: true, ..Default::default() };
	for (plan, payer) in PLANS {
		let empty = Plan {
			payer,
			versions: Vec::new(),
			services: Default::default(),
			contracts: Default::default(),
			members: Default::default(),
			reserve: 0,
			queue: Default::default(),
			more_to_pay: false,
			next: 0,
		};
		oracle.plans.insert(plan, empty);
	}
	for who in [PAYER, OTHER_PAYER, THIRD_PAYER] {
		oracle.purses.insert(who, Purse { free: TREASURE as i128, held: 0 });
	}
	for who in [CLINIC, CHARITY, FRIEND] {
		oracle.purses.insert(who, Purse { free: PURSE as i128, held: 0 });
	}
	for who in POOR.into_iter().take(2) {
		oracle.purses.insert(who, Purse { free: FEW_COINS, held: 0 });
	}
	let licences = Rc::make_mut(&mut oracle.licences);
	for (who, kind) in [
		(PAYER, LicenceKind::Payer),
		(OTHER_PAYER, LicenceKind::Payer),
		(CLINIC, LicenceKind::Facility),
		(PHYSICIAN, LicenceKind::Practitioner),
		(PHARMACY, LicenceKind::Pharmacy),
	] {
		licences.insert((who, kind), Ok(()));
	}

	let mut opening = Vec::new();
	for (plan, payer) in PLANS {
		for provider in [CLINIC, PHYSICIAN] {
			opening.push(Operation::Buy(provider, plan, 60));
		}
		let reserve = match about {
			About::Judging | About::Coordination => 1_000_000,
			About::Money => 150,
			About::Undoing => 600,
		};
		opening.push(Operation::TopUp(payer, plan, reserve));
	}
	opening.push(Operation::Buy(PHARMACY, PLAN, 12));
	(oracle, opening)
}

pub(super) fn rule(dice: &mut Dice) -> Rule {
	Rule {
		covered: !dice.one_in(10),
		deductible: dice.one_in(2),
		authorisation: dice.one_in(7),
		review: dice.one_in(12),
		coinsurance: dice.of(&[0, 0, 1_000, 2_000, 3_333, 10_000]),
		copay: dice.of(&[0, 0, 7, 25]),
		max_units: dice.one_in(4).then(|| dice.below(7).into()),
		max_paid: dice.one_in(4).then(|| dice.of(&[0, 33, 100, 400])),
	}
}

pub(super) fn conditions(dice: &mut Dice, about: About) -> Conditions {
	let tier = |dice: &mut Dice| {
		let deductible = dice.of(&[0, 0, 30, 100, 250]);
		let most = dice.of(&[0, 50, 150, 400, 10_000]);
		[deductible, deductible * dice.of(&[1, 2]), most, most * dice.of(&[1, 2])]
	};
	let signals = dice.one_in(3);
	Conditions {
		year: if dice.one_in(2) { YEARS[0] } else { dice.of(&YEARS) },
		tiers: vec![tier(dice), tier(dice)],
		benefits: (0..GROUPS).map(|_| rule(dice)).collect(),
		filing_days: dice.of(&[0, 1, 3, 10, 90, 90, 400]),
		prompt_pay_days: if about == About::Money {
			dice.of(&[0, 0, 1, 30])
		} else {
			dice.of(&[0, 30])
		},
		interest: dice.of(&[0, 800, 10_000, 10_000]),
		review_days: dice.of(&[1, 14]),
		silence_grants: dice.one_in(2),
		references: dice.one_in(2),
		claims_a_day: if signals { dice.below(3) as u32 } else { 0 },
		intense_share: if signals { dice.of(&[0, 3_000, 5_000]) } else { 0 },
		intense_from: dice.below(4) as u32,
		pending: if signals { dice.below(16) as u8 } else { 0 },
	}
}

pub(super) fn offered(dice: &mut Dice, tag: u8) -> Offered {
	let mut fees = std::collections::BTreeMap::new();
	for network in 0..2 {
		if !dice.one_in(10) {
			let most = if dice.one_in(4) { 12 } else { 120 };
			fees.insert(network, 1 + i128::from(dice.below(most)));
		}
	}
	// One in thirty is of a group that no terms know.
	let group = if dice.one_in(30) { GROUPS } else { tag % GROUPS };
	Offered {
		from: if dice.one_in(20) { TODAY - 1 } else { TODAY - 300 },
		until: if dice.one_in(30) { TODAY - 1 } else { TODAY + 3_000 },
		group,
		intense: tag >= GROUPS,
		rule: dice.one_in(8).then(|| rule(dice)),
		fees,
	}
}

pub(super) fn cover(dice: &mut Dice, family: Option<u32>, after: Option<(PlanId, u64)>) -> Cover {
	Cover {
		from: if dice.one_in(16) { TODAY - 2 } else { TODAY - 200 },
		until: if dice.one_in(16) { TODAY - 1 } else { TODAY + 3_000 },
		tier: dice.below(2) as u8,
		family,
		after,
	}
}

pub(super) fn reference(dice: &mut Dice) -> ServiceReference {
	match dice.below(6) {
		0 => ServiceReference::Dispensed { lot: [7; 16], index: dice.below(2) as u32 },
		number => ServiceReference::Encounter(number),
	}
}

/// Units of two services for somebody of a plan, mostly by the clinic.
pub(super) fn certified(dice: &mut Dice) -> Certified {
	let (plan, member) = dice.of(&[
		(PLAN, MEMBER),
		(PLAN, PARENT),
		(PLAN, CHILD),
		(PLAN, DOUBLE),
		(OTHER_PLAN, DOUBLE_THERE),
	]);
	let first = dice.below(TAGS.into()) as u8;
	let services = [first, (first + 1) % TAGS].map(|tag| (tag, 1 + dice.below(6) as u32));
	Certified {
		plan,
		member,
		provider: dice.of(&[CLINIC, CLINIC, PHYSICIAN]),
		from: if dice.one_in(8) { TODAY - 1 } else { 0 },
		until: if dice.one_in(8) { TODAY - 1 } else { Day::MAX },
		services: services.into(),
	}
}

/// Draws plans, members and encounters.
pub(super) fn furnish(dice: &mut Dice, oracle: &mut Oracle, about: About) {
	oracle.now = START + dice.of(&[0, 1, 500, DAY / 3, DAY - 1]);
	for (id, plan) in &mut oracle.plans {
		let from = if dice.one_in(16) { TODAY - 1 } else { TODAY - 300 };
		plan.versions.push((from, Rc::new(conditions(dice, about))));
		if dice.one_in(3) {
			plan.versions.push((TODAY, Rc::new(conditions(dice, about))));
		}
		let services = Rc::make_mut(&mut plan.services);
		let contracts = Rc::make_mut(&mut plan.contracts);
		let members = Rc::make_mut(&mut plan.members);
		for tag in 0..TAGS {
			services.insert(tag, Rc::new(offered(dice, tag)));
		}
		if !dice.one_in(4) {
			contracts.insert(CLINIC, vec![(0, Day::MAX, 1)]);
		}
		if dice.one_in(4) {
			contracts.insert(PHYSICIAN, vec![(TODAY, TODAY, 1)]);
		}
		match *id {
			PLAN => {
				members.insert(MEMBER, cover(dice, None, None));
				members.insert(PARENT, cover(dice, Some(FAMILY), None));
				members.insert(CHILD, cover(dice, Some(FAMILY), None));
				members.insert(DOUBLE, cover(dice, None, None));
			}
			OTHER_PLAN => {
				let first = Some((PLAN, DOUBLE));
				members.insert(DOUBLE_THERE, cover(dice, Some(FAMILY), first));
			}
			_ => {
				let first = Some((OTHER_PLAN, DOUBLE_THERE));
				members.insert(DOUBLE_THIRD, cover(dice, None, first));
			}
		}
	}
	let certificates = Rc::make_mut(&mut oracle.certificates);
	for id in 0..2 {
		certificates.insert(id, certified(dice));
	}
	let all: Vec<ServiceReference> = (0..12).map(|_| reference(dice)).collect();
	let happened = Rc::make_mut(&mut oracle.happened);
	for provider in PROVIDERS {
		for it in &all {
			let at = oracle.now - DAY * dice.below(4);
			happened.insert((provider, *it), at);
		}
	}
}
