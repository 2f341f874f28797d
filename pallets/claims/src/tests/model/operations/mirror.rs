//! The oracle's world, as the mock's stand-ins tell it.

use super::super::oracle::{sums::Rule, Billed, Conditions, Money, Offered, Oracle, Plan, Wanted};
use crate::{
	mock::{bounded, tables, PlanTable, Tables, COIN, DOCUMENT, NOTHING, SEGMENTS},
	ClaimedService, NewClaim,
};
use salus_primitives::{
	Amount, Benefit, Certificate, CertifiedService, ClaimId, CoverageRef, Limit, Membership,
	Refusal, Service, ServiceTag, Silence, Terms, Thresholds, Tier,
};

pub fn amount(money: Money) -> Amount {
	Amount::try_from(money).expect("amounts are not negative")
}

fn tag_of(number: u8) -> ServiceTag {
	ServiceTag([number; 16])
}

pub fn tag_number(tag: ServiceTag) -> u8 {
	tag.0[0]
}

fn benefit(rule: &Rule) -> Benefit {
	Benefit {
		covered: rule.covered,
		deductible: rule.deductible,
		authorisation: rule.authorisation,
		review: rule.review,
		coinsurance: rule.coinsurance as u16,
		copay: amount(rule.copay),
		max_units: rule.max_units.map(|most| most as u32),
		max_paid: rule.max_paid.map(amount),
	}
}

fn terms(conditions: &Conditions) -> Terms {
	let limit =
		|individual, family| Limit { individual: amount(individual), family: amount(family) };
	let tiers = conditions.tiers.iter().map(|[deductible, of_family, most, most_of_family]| Tier {
		deductible: limit(*deductible, *of_family),
		out_of_pocket: limit(*most, *most_of_family),
	});
	Terms {
		year: conditions.year,
		tiers: bounded(tiers),
		benefits: bounded(conditions.benefits.iter().map(benefit)),
		filing_days: conditions.filing_days,
		prompt_pay_days: conditions.prompt_pay_days,
		interest: conditions.interest,
		review_days: conditions.review_days,
		review_silence: if conditions.silence_grants { Silence::Grants } else { Silence::Refuses },
		references: conditions.references,
		authorisation: Default::default(),
		appeals: Default::default(),
		thresholds: Thresholds {
			claims_a_day: conditions.claims_a_day,
			intense_share: conditions.intense_share,
			intense_from: conditions.intense_from,
			pending: conditions.pending,
		},
	}
}

fn service(offered: &Offered) -> Service {
	Service {
		from: offered.from,
		until: offered.until,
		group: offered.group,
		intense: offered.intense,
		benefit: offered.rule.as_ref().map(benefit),
		fees: bounded(offered.fees.iter().map(|(network, fee)| (*network, amount(*fee)))),
	}
}

fn table(plan: &Plan) -> PlanTable {
	let numbered = || (0u16..).zip(&plan.versions);
	let members = plan.members.iter().map(|(who, cover)| {
		let after = cover.after.map(|(plan, member)| CoverageRef { plan, member });
		let membership = Membership {
			from: cover.from,
			until: cover.until,
			tier: cover.tier,
			family: cover.family,
			after,
			used: Default::default(),
		};
		(*who, membership)
	});
	PlanTable {
		payer: plan.payer,
		asset: COIN,
		versions: numbered().map(|(version, (from, _))| (*from, version)).collect(),
		terms: numbered().map(|(version, (_, known))| (version, terms(known))).collect(),
		services: plan.services.iter().map(|(tag, it)| (tag_of(*tag), service(it))).collect(),
		contracts: (*plan.contracts).clone(),
		members: members.collect(),
	}
}

/// Makes the stand-ins say what the oracle knows.
pub fn mirror(oracle: &Oracle) {
	let certificates = oracle.certificates.iter().map(|(id, it)| {
		let services = it.services.iter().map(|(tag, units)| CertifiedService {
			tag: tag_of(*tag),
			units: *units,
			used: 0,
		});
		let certificate = Certificate {
			plan: it.plan,
			member: it.member,
			provider: it.provider,
			from: it.from,
			until: it.until,
			services: bounded(services),
		};
		(*id, certificate)
	});
	let told = Tables {
		licences: (*oracle.licences).clone(),
		gate: if oracle.consent { Ok(()) } else { Err(Refusal::NoConsent) },
		question: None,
		plans: oracle.plans.iter().map(|(id, plan)| (*id, table(plan))).collect(),
		certificates: certificates.collect(),
		happened: (*oracle.happened).clone(),
		everything_happened: false,
	};
	tables(|tables| *tables = told);
}

pub fn service_of(billed: &Billed) -> ClaimedService {
	ClaimedService {
		tag: tag_of(billed.tag),
		units: billed.units,
		billed: amount(billed.billed),
		date: billed.date,
		reference: billed.reference,
	}
}

pub fn new_claim(wanted: &Wanted) -> NewClaim<u64> {
	NewClaim {
		plan: wanted.plan,
		member: wanted.member,
		kind: wanted.kind,
		segments: SEGMENTS,
		prior: wanted.prior.map(|(plan, number)| ClaimId { plan, number }),
		authorisation: wanted.authorisation,
		document: if wanted.documented { DOCUMENT } else { NOTHING },
		lines: bounded(wanted.lines.iter().map(service_of)),
	}
}
