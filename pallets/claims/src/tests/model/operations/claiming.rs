//! What is claimed.

use super::{
	super::oracle::{Billed, Claim, Id, Oracle, Wanted, Who},
	world::{reference, TAGS},
	About, Dice,
};
use crate::mock::*;
use salus_primitives::{ClaimKind, Day, PlanId};

/// Members of plans, those who come up often twice.
const MEMBERS: [(PlanId, Who); 16] = [
	(PLAN, MEMBER),
	(PLAN, MEMBER),
	(PLAN, MEMBER),
	(PLAN, MEMBER),
	(PLAN, PARENT),
	(PLAN, PARENT),
	(PLAN, PARENT),
	(PLAN, CHILD),
	(PLAN, CHILD),
	(PLAN, CHILD),
	(PLAN, DOUBLE),
	(PLAN, DOUBLE),
	(PLAN, DOUBLE),
	(PLAN, DOUBLE),
	(OTHER_PLAN, DOUBLE_THERE),
	(THIRD_PLAN, DOUBLE_THIRD),
];

fn kind_of(dice: &mut Dice, provider: Who) -> ClaimKind {
	use ClaimKind::{Institutional, Oral, Pharmacy, Professional, Vision};
	match provider {
		_ if dice.one_in(30) => dice.of(&[Institutional, Oral, Pharmacy, Professional, Vision]),
		CLINIC => dice.of(&[Institutional, Institutional, Professional]),
		PHARMACY => Pharmacy,
		_ => dice.of(&[Professional, Oral, Vision]),
	}
}

fn day(dice: &mut Dice, today: Day) -> Day {
	match dice.below(40) {
		0 => today + 1,
		1 => TODAY - 301,
		2 => TODAY - 12,
		3..=8 => today.saturating_sub(1 + dice.below(4) as Day),
		_ => today,
	}
}

fn billed(dice: &mut Dice, today: Day) -> Billed {
	let odd = dice.one_in(120);
	let units = if odd { 0 } else { dice.of(&[1, 1, 1, 2, 3, 7]) };
	let billed = match dice.below(240) {
		0 => 0,
		1 => 1 << 72,
		2 => (1 << 72) - 1,
		3..=30 => 1 + i128::from(dice.below(12)),
		_ => 8 + i128::from(dice.below(150)) * i128::from(units.max(1)),
	};
	let tag = if dice.one_in(30) { 99 } else { dice.below(TAGS.into()) as u8 };
	Billed { tag, units, billed, date: day(dice, today), reference: reference(dice) }
}

fn lines(dice: &mut Dice, today: Day) -> Vec<Billed> {
	let count = if dice.one_in(80) { 0 } else { dice.of(&[1, 1, 2, 2, 3, 4]) };
	let mut lines: Vec<Billed> = (0..count).map(|_| billed(dice, today)).collect();
	// Most claims are of one day, and of one encounter.
	if let Some(first) = lines.first().cloned().filter(|_| !dice.one_in(3)) {
		for line in &mut lines {
			line.date = first.date;
			line.reference = first.reference;
		}
	}
	if let Some(last) = lines.last().cloned().filter(|_| dice.one_in(12)) {
		lines.push(last);
	}
	lines
}

/// A claim of anybody for anything. The provider, and what is claimed.
pub fn draw(dice: &mut Dice, oracle: &Oracle, about: About) -> (Who, Wanted) {
	let after = if about == About::Coordination { 2 } else { 12 };
	if dice.one_in(after) {
		if let Some(drawn) = draw_next(dice, oracle) {
			return drawn;
		}
	}
	let physician = if about == About::Money { 12 } else { 5 };
	let provider = match dice.below(24) {
		0 => dice.of(&[PHARMACY, STRANGER, PAYER]),
		place if place <= physician => PHYSICIAN,
		_ => CLINIC,
	};
	let (plan, member) = match dice.below(40) {
		0 => (PLAN, NOBODY),
		1 => (NO_PLAN, MEMBER),
		_ if about == About::Coordination && !dice.one_in(3) => (PLAN, DOUBLE),
		_ => dice.of(&MEMBERS),
	};
	let wanted = Wanted {
		plan,
		member,
		kind: kind_of(dice, provider),
		prior: dice.one_in(60).then(|| (PLAN, dice.below(3) as u32)),
		authorisation: authorisation(dice, oracle, plan, member, provider),
		documented: !dice.one_in(150),
		lines: lines(dice, oracle.today()),
	};
	(provider, wanted)
}

fn authorisation(
	dice: &mut Dice,
	oracle: &Oracle,
	plan: PlanId,
	member: Who,
	provider: Who,
) -> Option<u64> {
	let theirs = oracle
		.certificates
		.iter()
		.find(|(_, it)| (it.plan, it.member, it.provider) == (plan, member, provider));
	match theirs {
		Some((id, _)) if !dice.one_in(8) => Some(*id),
		_ => dice.one_in(4).then(|| dice.below(3)),
	}
}

/// The coverage that pays after this one.
fn coverage_after(oracle: &Oracle, plan: PlanId, member: Who) -> Option<(PlanId, Who)> {
	oracle.plans.iter().find_map(|(id, table)| {
		let mut members = table.members.iter();
		let (who, _) = members.find(|(_, cover)| cover.after == Some((plan, member)))?;
		Some((*id, *who))
	})
}

/// What another plan decided, to the one that pays after it.
fn draw_next(dice: &mut Dice, oracle: &Oracle) -> Option<(Who, Wanted)> {
	let fits = |claim: &Claim| claim.is_decided() && claim.next.is_none() && !claim.appealed;
	let any = dice.one_in(10);
	let all: Vec<(Id, (PlanId, Who))> = oracle
		.there()
		.filter(|(_, claim)| any || fits(claim))
		.filter_map(|(id, claim)| Some((*id, coverage_after(oracle, id.0, claim.member)?)))
		.collect();
	let (prior, (plan, member)) = dice.any(&all)?;
	let before = &oracle.claims[&prior];
	let provider = if dice.one_in(30) { dice.of(&[CLINIC, PHYSICIAN]) } else { before.provider };
	let mut lines: Vec<Billed> = before.lines.iter().map(|line| line.service.clone()).collect();
	for line in &mut lines {
		// Another plan has other tags.
		line.tag = dice.below(TAGS.into()) as u8;
	}
	if let Some(line) = lines.first_mut().filter(|_| dice.one_in(20)) {
		match dice.below(3) {
			0 => line.units += 1,
			1 => line.billed += 1,
			_ => line.date -= 1,
		}
	}
	let wanted = Wanted {
		plan,
		member,
		kind: kind_of(dice, provider),
		prior: (!dice.one_in(12)).then_some(prior),
		authorisation: authorisation(dice, oracle, plan, member, provider),
		documented: true,
		lines,
	};
	Some((provider, wanted))
}
