//! What may happen next.

use super::{
	super::oracle::{Claim, Id, Money, Oracle, State, Who},
	claiming,
	world::{self, PLANS, POOR, PROVIDERS, TAGS},
	About, Dice, Operation,
};
use crate::mock::*;
use salus_primitives::{Day, LicenceKind, LicenceProblem, LineDecision, Moment, PlanId, DAY};

/// How often what is drawn, of a hundred: claims, decisions, taking back, money, shares, appeals, room
/// and reaping, time, the world.
const fn weights(about: About) -> [u64; 9] {
	match about {
		About::Judging => [40, 25, 4, 2, 3, 5, 2, 8, 11],
		About::Coordination => [44, 10, 13, 2, 12, 3, 2, 4, 10],
		About::Money => [30, 4, 7, 36, 8, 3, 2, 9, 1],
		About::Undoing => [24, 7, 16, 8, 12, 18, 6, 8, 1],
	}
}

/// Mostly a claim that `fits`. If there is none, something else is mostly done.
fn claim(dice: &mut Dice, oracle: &Oracle, fits: impl Fn(&Claim) -> bool) -> Option<Id> {
	let fit: Vec<Id> = oracle.there().filter(|(_, claim)| fits(claim)).map(|(id, _)| *id).collect();
	if let Some(id) = dice.any(&fit).filter(|_| !dice.one_in(20)) {
		return Some(id);
	}
	if !dice.one_in(8) {
		return None;
	}
	let all: Vec<Id> = oracle.claims.keys().copied().collect();
	Some(dice.any(&all).filter(|_| !dice.one_in(10)).unwrap_or((PLAN, 40)))
}

/// Whoever should, mostly.
fn mostly(dice: &mut Dice, who: Option<Who>) -> Who {
	match who {
		Some(who) if !dice.one_in(25) => who,
		_ => dice.of(&[CLINIC, PHYSICIAN, PAYER, OTHER_PAYER, STRANGER]),
	}
}

fn provider_of(oracle: &Oracle, id: Id) -> Option<Who> {
	oracle.claims.get(&id).map(|claim| claim.provider)
}

fn payer_of(oracle: &Oracle, plan: PlanId) -> Option<Who> {
	oracle.plans.get(&plan).map(|plan| plan.payer)
}

/// Something up to `most`, often all of it, seldom more.
fn up_to(dice: &mut Dice, most: Money) -> Money {
	let most = most.clamp(0, 1 << 24);
	match dice.below(12) {
		0 => most + 1,
		1 => 0,
		2..=6 => most,
		_ => Money::from(dice.below(most as u64 + 1)),
	}
}

fn decisions(dice: &mut Dice, oracle: &Oracle, id: Id) -> Vec<LineDecision> {
	let lines = oracle.claims.get(&id).map_or(&[][..], |claim| &claim.lines);
	let mut decisions: Vec<LineDecision> = lines
		.iter()
		.map(|line| match dice.below(24) {
			0..=7 => LineDecision::ByRule,
			8..=10 => LineDecision::Deny,
			11..=13 => LineDecision::Allow(u128::MAX),
			14..=17 => LineDecision::Grant,
			18 => LineDecision::Allow(dice.below(9).into()),
			_ => {
				LineDecision::Allow(1 + u128::from(dice.below(line.service.billed.min(500) as u64)))
			}
		})
		.collect();
	if dice.one_in(30) {
		decisions.pop();
	}
	decisions
}

impl Operation {
	/// Makes the world of a sequence.
	pub fn furnish(dice: &mut Dice, oracle: &mut Oracle, about: About) {
		world::furnish(dice, oracle, about);
	}

	pub fn draw(dice: &mut Dice, oracle: &Oracle, about: About) -> Self {
		let weights = weights(about);
		let mut at = dice.below(weights.iter().sum());
		let mut kind = 0;
		while at >= weights[kind] {
			at -= weights[kind];
			kind += 1;
		}
		let drawn = match kind {
			1 => Self::draw_decision(dice, oracle),
			2 => Self::draw_undoing(dice, oracle, about),
			3 => Self::draw_money(dice, oracle),
			4 => Self::draw_share(dice, oracle),
			5 => Self::draw_appeal(dice, oracle),
			6 => Self::draw_room(dice, oracle),
			7 => Some(Self::draw_wait(dice, oracle)),
			8 => Some(Self::draw_world(dice, oracle, about)),
			_ => None,
		};
		drawn.unwrap_or_else(|| Self::draw_claim(dice, oracle, about))
	}

	/// Some time, or until the moment at which something of a claim changes, and just before it.
	fn draw_wait(dice: &mut Dice, oracle: &Oracle) -> Self {
		let moments: Vec<Moment> = oracle
			.there()
			.flat_map(|(_, claim)| {
				let state = match claim.state {
					State::Pended(until) => until,
					State::Decided(at, _) | State::Voided(at) | State::Reversed(at) => {
						at + RETENTION
					}
				};
				[state, claim.due + dice.below(40) * DAY / 2]
			})
			.filter(|moment| *moment > oracle.now)
			.collect();
		let exact = dice.any(&moments).filter(|_| !dice.one_in(4)).map(|at| at - oracle.now);
		let some = dice.of(&[1, 999, 1_000, 3_600_000, DAY, DAY, 14 * DAY]);
		let time = exact.unwrap_or(some);
		Self::Wait(if dice.one_in(8) { time - 1 } else { time })
	}

	fn draw_claim(dice: &mut Dice, oracle: &Oracle, about: About) -> Self {
		if !dice.one_in(10) {
			let (who, wanted) = claiming::draw(dice, oracle, about);
			return Self::Submit(who, wanted);
		}
		let who = dice.of(&[CLINIC, CLINIC, CLINIC, PHYSICIAN, PHYSICIAN, PHARMACY]);
		let count = if dice.one_in(30) { 0 } else { 1 + dice.below(4) };
		let all = (0..count).map(|_| claiming::draw(dice, oracle, about).1).collect();
		Self::Batch(who, all)
	}

	fn draw_decision(dice: &mut Dice, oracle: &Oracle) -> Option<Self> {
		let now = oracle.now;
		let over = |claim: &Claim| matches!(claim.state, State::Pended(until) if until <= now);
		if oracle.there().any(|(_, claim)| over(claim)) || dice.one_in(8) {
			return Some(Self::Lapse(claim(dice, oracle, over)?));
		}
		let id = claim(dice, oracle, |claim| matches!(claim.state, State::Pended(_)))?;
		let who = mostly(dice, payer_of(oracle, id.0));
		if let State::Pended(until) = oracle.claims.get(&id)?.state {
			if until > now && dice.one_in(3) {
				return Some(Self::Wait(until - now - dice.below(2)));
			}
		}
		Some(Self::Decide(who, id, decisions(dice, oracle, id), !dice.one_in(40)))
	}

	fn draw_undoing(dice: &mut Dice, oracle: &Oracle, about: About) -> Option<Self> {
		let id =
			claim(dice, oracle, |claim| claim.stands() && !claim.appealed && claim.next.is_none())?;
		Some(match dice.below(10) {
			0..=4 => Self::Void(mostly(dice, provider_of(oracle, id)), id),
			5..=6 => {
				let (who, mut with) = claiming::draw(dice, oracle, about);
				let who = provider_of(oracle, id).unwrap_or(who);
				if let Some(old) = oracle.claims.get(&id).filter(|_| !dice.one_in(8)) {
					// Mostly the same, put right.
					(with.plan, with.member) = (id.0, old.member);
					with.prior = old.prior;
					if dice.one_in(2) {
						with.lines = old.lines.iter().map(|line| line.service.clone()).collect();
						with.lines.truncate(3);
					}
				}
				Self::Replace(mostly(dice, Some(who)), id, with)
			}
			_ => Self::Reverse(mostly(dice, payer_of(oracle, id.0)), id, !dice.one_in(40)),
		})
	}

	fn draw_money(dice: &mut Dice, oracle: &Oracle) -> Option<Self> {
		let waiting: Vec<PlanId> = oracle
			.plans
			.iter()
			.filter(|(_, plan)| plan.anything_waits())
			.map(|(id, _)| *id)
			.collect();
		let any = dice.of(&PLANS).0;
		let plan = dice.any(&waiting).filter(|_| !dice.one_in(6)).unwrap_or(any);
		let payer = mostly(dice, payer_of(oracle, plan));
		let reserve = oracle.plans[&plan].reserve;
		Some(match dice.below(20) {
			0..=6 => {
				if waiting.is_empty() && !dice.one_in(4) {
					return None;
				}
				let amounts = [0, 1, 20, 60, 60, 120, 120, 300, 300, 1_000, 1_000, 1 << 40];
				Self::TopUp(payer, plan, dice.of(&amounts))
			}
			7..=9 => Self::Withdraw(payer, plan, up_to(dice, reserve - oracle.apart(plan))),
			// A gap at the end of a queue.
			10 if oracle.plans[&plan].queue.len() > 1 => {
				let last = oracle.plans[&plan].queue.iter().flatten().last();
				let id = (plan, *last?);
				Self::Void(oracle.claims[&id].provider, id)
			}
			10..=12 => {
				let more = oracle.plans.values().any(|plan| plan.more_to_pay);
				match more || dice.one_in(10) {
					true => Self::Idle,
					false if waiting.is_empty() && !dice.one_in(6) => return None,
					false => {
						let plan = if dice.one_in(30) { NO_PLAN } else { plan };
						Self::Settle(plan, dice.below(4) as u32)
					}
				}
			}
			13..=16 => Self::Collect(claim(dice, oracle, |claim| claim.apart > 0)?),
			_ => {
				let owing: Vec<(PlanId, Who)> = oracle
					.accounts
					.iter()
					.filter(|(_, account)| account.receivable > 0)
					.map(|(key, _)| *key)
					.collect();
				if owing.is_empty() && !dice.one_in(8) {
					return None;
				}
				let other = (plan, dice.of(&PROVIDERS));
				let (plan, who) = dice.any(&owing).unwrap_or(other);
				let account = oracle.accounts.get(&(plan, who));
				let owed = account.map_or(0, |account| account.receivable);
				Self::Repay(who, plan, up_to(dice, owed))
			}
		})
	}

	fn draw_share(dice: &mut Dice, oracle: &Oracle) -> Option<Self> {
		let too_much = |claim: &Claim| {
			!matches!(claim.state, State::Pended(_)) && claim.contributed() > claim.share()
		};
		if oracle.there().any(|(_, claim)| too_much(claim)) || dice.one_in(8) {
			let id = claim(dice, oracle, too_much)?;
			return Some(Self::Refund(mostly(dice, provider_of(oracle, id)), id));
		}
		let owed = |claim: &Claim| claim.share() - claim.contributed();
		// Several people mostly pay for the same.
		let begun = dice.one_in(2)
			&& oracle.there().any(|(_, claim)| claim.contributed() > 0 && owed(claim) > 0);
		let id = claim(dice, oracle, |claim| {
			claim.next.is_none() && owed(claim) > 0 && (!begun || claim.contributed() > 0)
		})?;
		let most = oracle.claims.get(&id).map_or(10, owed);
		let who = match dice.below(10) {
			0 => mostly(dice, provider_of(oracle, id)),
			1..=5 => dice.of(&POOR),
			_ => dice.of(&[CHARITY, FRIEND]),
		};
		let part = if dice.one_in(2) { most } else { most / 3 };
		Some(Self::PayShare(who, id, up_to(dice, part)))
	}

	fn draw_appeal(dice: &mut Dice, oracle: &Oracle) -> Option<Self> {
		let open = |claim: &Claim| claim.appealed;
		if oracle.there().any(|(_, claim)| open(claim)) && !dice.one_in(4) {
			let id = claim(dice, oracle, open)?;
			return Some(Self::Overturn(id, decisions(dice, oracle, id)));
		}
		let contestable =
			|claim: &Claim| matches!(claim.state, State::Decided(..) | State::Reversed(_));
		// What was paid by several may have to be given back in part.
		let shared = oracle.there().any(|(_, claim)| claim.contributions.len() > 1);
		let id = claim(dice, oracle, |claim| {
			contestable(claim) && claim.next.is_none() && (!shared || claim.contributions.len() > 1)
		})?;
		Some(match oracle.claims.get(&id) {
			Some(claim) if contestable(claim) => Self::Appeal(id, !claim.appealed),
			_ => Self::Overturn(id, decisions(dice, oracle, id)),
		})
	}

	fn draw_room(dice: &mut Dice, oracle: &Oracle) -> Option<Self> {
		let (plan, who) = (dice.of(&PLANS).0, dice.of(&PROVIDERS));
		let account = oracle.accounts.get(&(plan, who));
		let free = account.map_or(2, |account| account.room - oracle.taken(plan, who));
		Some(match dice.below(6) {
			0 => {
				let plan = if dice.one_in(10) { NO_PLAN } else { plan };
				Self::Buy(who, plan, dice.below(12) as u32)
			}
			1 => Self::Release(who, plan, up_to(dice, free.into()) as u32),
			_ => {
				let over = |claim: &Claim| match claim.state {
					State::Pended(_) => false,
					State::Decided(at, _) | State::Voided(at) | State::Reversed(at) => {
						at + RETENTION <= oracle.now
					}
				};
				Self::Reap(claim(dice, oracle, over)?)
			}
		})
	}

	fn draw_world(dice: &mut Dice, oracle: &Oracle, about: About) -> Self {
		let today = oracle.today();
		let plan = dice.of(&PLANS).0;
		match dice.below(12) {
			0..=1 => {
				let last = oracle.plans[&plan].versions.last().map_or(0, |(from, _)| *from);
				let from = today.max(last + 1) + dice.below(2) as Day;
				Self::Publish(plan, from, world::conditions(dice, about))
			}
			2..=3 => {
				let tag = dice.below(TAGS.into()) as u8;
				Self::List(plan, tag, world::offered(dice, tag))
			}
			4 => Self::Contract(plan, dice.of(&PROVIDERS), today, dice.below(2) as u8),
			5 if about == About::Coordination => {
				let after = dice.of(&[None, Some((PLAN, DOUBLE)), Some((PLAN, MEMBER))]);
				Self::Enrol(OTHER_PLAN, DOUBLE_THERE, world::cover(dice, Some(FAMILY), after))
			}
			5 if about == About::Coordination => {
				let after = dice.of(&[None, Some((PLAN, DOUBLE)), Some((PLAN, MEMBER))]);
				Self::Enrol(OTHER_PLAN, DOUBLE_THERE, world::cover(dice, Some(FAMILY), after))
			}
			5 => Self::Enrol(PLAN, NOBODY, world::cover(dice, Some(FAMILY), None)),
			6 => {
				let who = dice.of(&[MEMBER, PARENT, CHILD, DOUBLE]);
				Self::Leave(PLAN, who, today.saturating_sub(dice.below(2) as Day))
			}
			7 => Self::Certify(world::certified(dice)),
			8..=9 => {
				let who = dice.of(&PROVIDERS);
				let at = oracle.now.saturating_sub(DAY * dice.below(3));
				Self::Happen(who, world::reference(dice), at)
			}
			10 => {
				let problem = dice.of(&[LicenceProblem::Expired, LicenceProblem::Suspended]);
				let (who, kind) = dice.of(&[
					(PAYER, LicenceKind::Payer),
					(CLINIC, LicenceKind::Facility),
					(PHYSICIAN, LicenceKind::Practitioner),
				]);
				Self::Licence(who, kind, if dice.one_in(3) { Ok(()) } else { Err(problem) })
			}
			_ => Self::Consent(!oracle.consent),
		}
	}
}
