//! Whether the pallet knows what the oracle knows.

use super::{
	operations::{service_of, tag_number, GROUPS, POOR, YEARS},
	oracle::{self, sums::Codes, By, Oracle, State},
	Seen,
};
use crate::{
	mock::*, Adjustments, Billed, ClaimStatus, Claims as Stored, DecidedBy, Ledgers, Payout,
	ProviderAccounts, Queue, WaitingPlans,
};
use salus_primitives::{
	AdjustmentGroup, Authorisations, ClaimId, Coverage, ServiceReference, Shared,
};
use std::collections::{BTreeMap, BTreeSet};

fn int(amount: u128) -> i128 {
	i128::try_from(amount).expect("amounts are small")
}

fn codes(adjustments: &Adjustments) -> Codes {
	let mut codes = Codes::new();
	for adjustment in adjustments {
		let group = match adjustment.group {
			AdjustmentGroup::Contractual => "CO",
			AdjustmentGroup::Patient => "PR",
			AdjustmentGroup::Other => "OA",
			AdjustmentGroup::Payer => "PI",
		};
		assert!(adjustment.amount > 0, "an adjustment of nothing");
		let before = codes.insert((group, adjustment.reason.code()), int(adjustment.amount));
		assert_eq!(before, None, "two adjustments for one reason");
	}
	codes
}

fn state(status: ClaimStatus) -> State {
	match status {
		ClaimStatus::Pended { until } => State::Pended(until.moment()),
		ClaimStatus::Decided { at, by } => {
			let by = match by {
				DecidedBy::Rules => By::Rules,
				DecidedBy::Payer => By::Payer,
				DecidedBy::Silence => By::Silence,
				DecidedBy::Appeal => By::Appeal,
			};
			State::Decided(at.moment(), by)
		}
		ClaimStatus::Voided { at } => State::Voided(at.moment()),
		ClaimStatus::Reversed { at } => State::Reversed(at.moment()),
	}
}

fn line(known: &crate::Line, line: &oracle::Line, what: &str) {
	assert_eq!(known.service, service_of(&line.service), "{what}");
	let amounts = (int(known.allowed), int(known.paid), codes(&known.adjustments));
	assert_eq!(amounts, (line.allowed, line.paid, line.why.clone()), "{what}");
	let used = known.used.as_ref().map(|used| oracle::Used {
		year: used.year,
		group: used.group,
		units: used.units.into(),
		deductible: int(used.deductible),
		out_of_pocket: int(used.out_of_pocket),
		limited: used.limited,
		authorised: used.authorised,
	});
	assert_eq!(used, line.used, "{what}: what it used");
	if !line.why.is_empty() || line.paid > 0 {
		let adjusted: i128 = line.why.values().sum();
		assert_eq!(line.service.billed - adjusted, line.paid, "{what}: billed minus adjustments");
	}
	assert!(line.paid <= line.allowed && line.allowed <= line.service.billed, "{what}");
}

fn claim(id: oracle::Id, known: &crate::Claim<u64>, claim: &oracle::Claim) {
	let of = |id: ClaimId| (id.plan, id.number);
	let what = format!("claim {id:?}");
	assert_eq!(state(known.status), claim.state, "{what}");
	assert_eq!((known.provider, known.member), (claim.provider, claim.member), "{what}");
	assert_eq!(known.flags.0, claim.flags, "{what}: flags");
	let said = (known.appealed, known.curtailed);
	assert_eq!(said, (claim.appealed, claim.curtailed), "{what}: appealed, curtailed");
	assert_eq!(known.prior.map(of), claim.prior, "{what}: prior");
	assert_eq!(known.next.map(of), claim.next, "{what}: next");
	assert_eq!(usize::from(known.version), claim.version, "{what}: version");
	let clocks = (known.received.moment(), known.due.moment(), known.interest_rate);
	assert_eq!(clocks, (claim.received, claim.due, claim.rate), "{what}: received, due, rate");
	let amounts = [known.paid, known.unpaid, known.interest, known.share].map(int);
	let expected = [claim.paid, claim.unpaid, claim.interest, claim.share()];
	assert_eq!(amounts, expected, "{what}: paid, unpaid, interest, share");
	let parts: Vec<_> =
		known.contributions.iter().map(|part| (part.from, int(part.amount))).collect();
	assert_eq!(parts, claim.contributions, "{what}: contributions");
	match known.payout {
		Payout::Settled => assert_eq!((claim.unpaid, claim.apart), (0, 0), "{what}"),
		Payout::Queued { place } => {
			assert!(claim.unpaid > 0 && claim.apart == 0, "{what}");
			assert_eq!(Queue::<Test>::get(id.0, place), Some(id.1), "{what}: its place");
		}
		Payout::Uncollected { amount, interest } => {
			let known = (0, int(amount), int(interest));
			let expected = (claim.unpaid, claim.apart, claim.interest_apart);
			assert_eq!(known, expected, "{what}: uncollected");
		}
	}
	assert_eq!(known.lines.len(), claim.lines.len());
	for (index, (known, expected)) in known.lines.iter().zip(&claim.lines).enumerate() {
		line(known, expected, &format!("{what}, line {index}"));
	}
}

/// The claims that the oracle has.
fn claims(oracle: &Oracle) {
	for (id, expected) in oracle.there() {
		let known = Stored::<Test>::get(id.0, id.1).expect("a claim is gone");
		claim(*id, &known, expected);
	}
}

fn ledgers(oracle: &Oracle) {
	for (id, plan) in &oracle.plans {
		let known = Ledgers::<Test>::get(id);
		assert_eq!(int(known.reserve), plan.reserve, "reserve of {id}");
		assert_eq!(int(known.uncollected), oracle.apart(*id), "set apart of {id}");
		let places: Vec<_> =
			(known.head..known.tail).map(|place| Queue::<Test>::get(id, place)).collect();
		assert_eq!(places, Vec::from(plan.queue.clone()), "who waits for {id}");
		let unpaid: i128 =
			places.iter().flatten().map(|number| oracle.claims[&(*id, *number)].unpaid).sum();
		assert_eq!(int(known.queued), unpaid, "what waits for {id}");
		let claims = oracle.there().filter(|((of, _), _)| of == id).count() as u32;
		let numbers = (known.next, known.claims, known.reaped);
		assert_eq!(numbers, (plan.next, claims, plan.next - claims), "claims of {id}");
	}
}

fn accounts(oracle: &Oracle) {
	for ((plan, provider), account) in &oracle.accounts {
		let known = ProviderAccounts::<Test>::get(plan, provider).expect("an account is gone");
		let what = format!("account of {provider} with {plan}");
		let room = (known.room, known.taken, known.deposit);
		assert_eq!(room, (account.room, oracle.taken(*plan, *provider), account.deposit), "{what}");
		assert_eq!(int(known.receivable), account.receivable, "{what}: receivable");
		assert_eq!((known.day, known.claims), (account.day, account.claims), "{what}: a day");
		let groups: BTreeMap<u8, (u32, u32)> =
			known.groups.iter().map(|it| (it.group, (it.lines, it.intense))).collect();
		assert_eq!(groups, account.groups, "{what}: groups");
	}
}

/// Nothing is there that the oracle does not have.
fn nothing_else(oracle: &Oracle) {
	let claims: BTreeSet<_> = Stored::<Test>::iter_keys().collect();
	assert_eq!(claims, oracle.there().map(|(id, _)| *id).collect(), "claims");
	let accounts: BTreeSet<_> = ProviderAccounts::<Test>::iter_keys().collect();
	assert_eq!(accounts, oracle.accounts.keys().copied().collect(), "accounts");
	let waiting = Queue::<Test>::iter_keys().count();
	let places = oracle.plans.values().flat_map(|plan| &plan.queue);
	assert_eq!(waiting, places.flatten().count(), "claims that wait");
	let more: BTreeSet<_> =
		oracle.plans.iter().filter(|(_, plan)| plan.more_to_pay).map(|(id, _)| *id).collect();
	assert_eq!(WaitingPlans::<Test>::iter_keys().collect::<BTreeSet<_>>(), more);
	for provider in [CLINIC, PHYSICIAN, PHARMACY] {
		let theirs = oracle.accounts.iter().filter(|((_, who), _)| *who == provider);
		let deposits: u64 = theirs.map(|(_, account)| account.deposit).sum();
		assert_eq!(held(provider), deposits, "deposits of {provider}");
	}
}

/// Everybody has to the unit what the oracle says, and nothing vanishes but dust.
fn all_coins(oracle: &Oracle) {
	let mut sum = 0;
	for who in PAYER..=POOR[2] {
		let purse = oracle.purses.get(&who).copied().unwrap_or_default();
		let known = (int(coins(who)), int(reserved(who)));
		assert_eq!(known, (purse.free, purse.held), "coins of {who}");
		sum += purse.free + purse.held;
	}
	assert_eq!(int(issued()), sum + oracle.dust, "all coins");
}

/// The same, of those who move coins most.
fn most_coins(oracle: &Oracle) {
	for who in [PAYER, OTHER_PAYER, CLINIC, PHYSICIAN] {
		let purse = oracle.purses.get(&who).copied().unwrap_or_default();
		assert_eq!(int(coins(who)), purse.free, "coins of {who}");
	}
	for who in [PAYER, OTHER_PAYER] {
		assert_eq!(int(reserved(who)), oracle.purses[&who].held, "reserves of {who}");
	}
}

fn shared_of(shared: Option<Shared>) -> (i128, i128) {
	let shared = shared.unwrap_or_default();
	(int(shared.deductible), int(shared.out_of_pocket))
}

/// What is used of coverages and authorisations is what lines used.
fn coverages(oracle: &Oracle) {
	let members: BTreeSet<_> =
		oracle.claims.iter().map(|(id, claim)| (id.0, claim.member)).collect();
	let mut families = BTreeSet::new();
	for (id, who) in members {
		let Some(cover) = oracle.plans[&id].members.get(&who) else { continue };
		let known = Plans::membership(id, &who).expect("is a member").used;
		for year in YEARS {
			let of_year = known.iter().find(|kept| kept.year == year);
			let shared = shared_of(of_year.map(|kept| kept.shared));
			assert_eq!(shared, oracle.shared(id, who, year), "{who} shared in {year}");
			let benefits = of_year.map(|kept| kept.benefits.as_slice()).unwrap_or_default();
			for group in 0..GROUPS {
				let used = benefits.iter().find(|used| used.group == group);
				let used = used.map_or((0, 0), |used| (used.units.into(), int(used.paid)));
				let expected = oracle.benefit_used(id, who, year, group);
				assert_eq!(used, expected, "{who} used of {group} in {year}");
			}
		}
		families.extend(cover.family.map(|family| (id, family)));
	}
	for (id, family) in families {
		let known = Plans::family_use(id, family);
		for year in YEARS {
			let of_year = known.iter().find(|kept| kept.year == year);
			let shared = shared_of(of_year.map(|kept| kept.shared));
			assert_eq!(shared, oracle.family_shared(id, family, year), "a family in {year}");
		}
	}
	for id in oracle.certificates.keys() {
		for service in Certificates::certificate(*id).expect("is certified").services {
			let used = oracle.authorised_used(*id, tag_number(service.tag));
			assert_eq!(service.used, used, "used of authorisation {id}");
		}
	}
}

type Noted = BTreeSet<(u64, ServiceReference, u32, u32, u8, u16)>;

/// What is claimed is noted, and nothing else is.
fn bills(oracle: &Oracle) {
	let mut known = Noted::new();
	for (provider, reference, services) in Billed::<Test>::iter() {
		for it in services {
			let noted = (provider, reference, it.plan, it.claim, tag_number(it.tag), it.date);
			assert!(known.insert(noted), "noted twice");
		}
	}
	let mut expected = Noted::new();
	for (id, claim) in oracle.there() {
		for line in claim.lines.iter().filter(|line| line.noted) {
			let it = &line.service;
			expected.insert((claim.provider, it.reference, id.0, id.1, it.tag, it.date));
		}
	}
	assert_eq!(known, expected, "what is noted");
}

/// After something was done: what it may have changed.
pub fn lately(oracle: &Oracle, judged: bool) {
	claims(oracle);
	ledgers(oracle);
	accounts(oracle);
	most_coins(oracle);
	if judged {
		coverages(oracle);
	}
}

/// Everything that there is.
pub fn everything(oracle: &Oracle) {
	lately(oracle, true);
	nothing_else(oracle);
	all_coins(oracle);
	bills(oracle);
}

/// Counts what came up.
pub fn note(oracle: &Oracle, seen: &mut Seen) {
	let mut count = |what: String| *seen.entry(what).or_default() += 1;
	count("sequences".into());
	for (_, claim) in oracle.there() {
		for line in &claim.lines {
			for (group, code) in line.why.keys() {
				count(format!("{group}-{code}"));
			}
		}
		let by = match claim.state {
			State::Decided(_, by) => format!("{by:?}"),
			State::Pended(_) => "Pended".into(),
			State::Voided(_) => "Voided".into(),
			State::Reversed(_) => "Reversed".into(),
		};
		count(by);
		for bit in (0..4).filter(|bit| claim.flags >> bit & 1 == 1) {
			count(format!("flag {bit}"));
		}
		let mut depth = 0;
		let mut at = claim;
		while let Some(prior) = at.prior {
			depth += 1;
			at = &oracle.claims[&prior];
		}
		if depth > 0 {
			count(format!("plan {}", depth + 1));
		}
	}
	for what in &oracle.seen {
		count(what.clone());
	}
}
