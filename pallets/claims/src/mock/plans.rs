//! What tests change of plans, members and the others that claims ask.

use super::*;

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	tables(|tables| tables.licences.insert((who, kind), standing));
}

/// What the gate answers from now on.
pub fn consent(answer: Result<(), Refusal>) {
	tables(|tables| tables.gate = answer);
}

pub fn bounded<E, const MOST: u32>(
	entries: impl IntoIterator<Item = E>,
) -> frame_support::BoundedVec<E, ConstU32<MOST>> {
	let entries: Vec<E> = entries.into_iter().collect();
	entries.try_into().ok().expect("fits")
}

/// The terms of all plans when tests begin.
pub fn terms() -> Terms {
	let free = Benefit { covered: true, ..Default::default() };
	Terms {
		year: BENEFIT_YEAR,
		tiers: bounded([TIER, OPEN_TIER]),
		benefits: bounded([
			Benefit { deductible: true, coinsurance: 2_000, ..free.clone() },
			Benefit { copay: COPAY, ..free.clone() },
			Benefit { max_units: Some(MOST_UNITS), max_paid: Some(MOST_THERAPY), ..free.clone() },
			Benefit::default(),
			Benefit { authorisation: true, ..free.clone() },
			Benefit { review: true, ..free.clone() },
			free,
		]),
		filing_days: FILING_DAYS,
		prompt_pay_days: PROMPT_PAY_DAYS,
		interest: INTEREST,
		review_days: REVIEW_DAYS,
		review_silence: Silence::Grants,
		references: true,
		authorisation: AuthorisationClocks::default(),
		appeals: AppealClocks::default(),
		thresholds: Default::default(),
	}
}

/// A service of the last year and the next, with a fee for [`NETWORK`] and out of it.
pub fn service(group: GroupId, fee: Amount) -> Service {
	Service {
		from: TODAY - 300,
		until: TODAY + 3_000,
		group,
		intense: false,
		benefit: None,
		fees: bounded([(NETWORK, fee), (OUT_OF_NETWORK, fee)]),
	}
}

/// Somebody who is covered for the last months and the next years, in tier 0.
pub fn membership() -> Membership<u64> {
	Membership {
		from: TODAY - 200,
		until: TODAY + 3_000,
		tier: 0,
		family: None,
		after: None,
		used: Default::default(),
	}
}

pub fn after(plan: PlanId, member: u64) -> Option<CoverageRef<u64>> {
	Some(CoverageRef { plan, member })
}

/// Opens `plan`, with `terms` from the day `from` on.
pub fn open(plan: PlanId, payer: u64, asset: u32, from: Day, terms: Terms) {
	let table = PlanTable { payer, asset, ..Default::default() };
	tables(|tables| tables.plans.insert(plan, table));
	publish(plan, from, terms);
}

/// Adds a version of the terms of `plan`. Its number.
pub fn publish(plan: PlanId, from: Day, terms: Terms) -> VersionId {
	plan_table(plan, |table| {
		let version = table.versions.last().map_or(0, |(_, last)| last + 1);
		table.versions.push((from, version));
		table.terms.insert(version, terms);
		version
	})
}

/// Changes the terms of the first version of `plan`.
pub fn change_terms(plan: PlanId, change: impl FnOnce(&mut Terms)) {
	plan_table(plan, |table| change(table.terms.get_mut(&0).expect("is there")));
}

/// Changes what `plan` does about a group.
pub fn change_benefit(plan: PlanId, group: GroupId, change: impl FnOnce(&mut Benefit)) {
	change_terms(plan, |terms| change(&mut terms.benefits[usize::from(group)]));
}

pub fn list(plan: PlanId, tag: ServiceTag, service: Service) {
	plan_table(plan, |table| table.services.insert(tag, service));
}

/// Changes what `plan` knows of a service.
pub fn change_service(plan: PlanId, tag: ServiceTag, change: impl FnOnce(&mut Service)) {
	plan_table(plan, |table| change(table.services.get_mut(&tag).expect("is there")));
}

/// `provider` is in `network` of `plan` for good.
pub fn contract(plan: PlanId, provider: u64, network: NetworkId) {
	let periods = vec![(0, Day::MAX, network)];
	plan_table(plan, |table| table.contracts.insert(provider, periods));
}

pub fn enrol(plan: PlanId, member: u64, membership: Membership<u64>) {
	plan_table(plan, |table| table.members.insert(member, membership));
}

/// Changes what `plan` knows of a member.
pub fn change_member(plan: PlanId, member: u64, change: impl FnOnce(&mut Membership<u64>)) {
	plan_table(plan, |table| change(table.members.get_mut(&member).expect("is there")));
}

/// `provider` may do these services for `member`, so many units of each, for good. The number of the
/// authorisation.
pub fn certify(
	plan: PlanId,
	member: u64,
	provider: u64,
	services: &[(ServiceTag, u32)],
) -> AuthorisationId {
	let services =
		services.iter().map(|(tag, units)| CertifiedService { tag: *tag, units: *units, used: 0 });
	let certificate = Certificate {
		plan,
		member,
		provider,
		from: 0,
		until: Day::MAX,
		services: bounded(services),
	};
	tables(|tables| {
		let id = tables.certificates.len() as AuthorisationId;
		tables.certificates.insert(id, certificate);
		id
	})
}

/// What `provider` refers to happened at `at`.
pub fn happen(provider: u64, reference: ServiceReference, at: Moment) {
	tables(|tables| tables.happened.insert((provider, reference), at));
}

/// Nothing happened but what [`happen`] says.
pub fn nothing_happened() {
	tables(|tables| tables.everything_happened = false);
}

/// What a member used in [`BENEFIT_YEAR`]: of the deductible, of the most that is due.
pub fn shared(plan: PlanId, member: u64) -> (Amount, Amount) {
	let used = Plans::membership(plan, &member).expect("is a member").used;
	let year = used.iter().find(|kept| kept.year == BENEFIT_YEAR);
	year.map_or((0, 0), |kept| (kept.shared.deductible, kept.shared.out_of_pocket))
}

/// The same for a family of [`PLAN`].
pub fn family_shared() -> (Amount, Amount) {
	let used = Plans::family_use(PLAN, FAMILY);
	let year = used.iter().find(|kept| kept.year == BENEFIT_YEAR);
	year.map_or((0, 0), |kept| (kept.shared.deductible, kept.shared.out_of_pocket))
}

/// What a member used of a group in [`BENEFIT_YEAR`]: units, and what was paid.
pub fn used_of(plan: PlanId, member: u64, group: GroupId) -> (u32, Amount) {
	let used = Plans::membership(plan, &member).expect("is a member").used;
	let year = used.iter().find(|kept| kept.year == BENEFIT_YEAR);
	let of_group = year.and_then(|kept| kept.benefits.iter().find(|used| used.group == group));
	of_group.map_or((0, 0), |used| (used.units, used.paid))
}

/// How many units of each service of an authorisation were used.
pub fn authorised_used(id: AuthorisationId) -> Vec<u32> {
	let services = Certificates::certificate(id).expect("is certified").services;
	services.iter().map(|service| service.used).collect()
}
