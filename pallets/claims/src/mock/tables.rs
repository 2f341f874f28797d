//! Who is licensed, who consented, what plans cover, what was authorised and what happened, in tables.

use super::*;

/// What a gate is asked.
pub type Question = (u64, u64, Action, Purpose, Segments);

/// A plan, as the coverage pallet would keep it.
#[derive(Clone, Default)]
pub struct PlanTable {
	pub payer: u64,
	pub asset: u32,
	pub versions: Vec<(Day, VersionId)>,
	pub terms: BTreeMap<VersionId, Terms>,
	pub services: BTreeMap<ServiceTag, Service>,
	/// The networks of providers, from and until a day.
	pub contracts: BTreeMap<u64, Vec<(Day, Day, NetworkId)>>,
	/// The members. What they used is in storage.
	pub members: BTreeMap<u64, Membership<u64>>,
}

/// What the stand-ins answer from.
#[derive(Clone)]
pub struct Tables {
	pub licences: BTreeMap<(u64, LicenceKind), Result<(), LicenceProblem>>,
	pub gate: Result<(), Refusal>,
	/// What the gate was asked last.
	pub question: Option<Question>,
	pub plans: BTreeMap<PlanId, PlanTable>,
	/// The authorisations. What was used of them is in storage.
	pub certificates: BTreeMap<AuthorisationId, Certificate<u64>>,
	/// When what providers refer to happened.
	pub happened: BTreeMap<(u64, ServiceReference), Moment>,
	/// Whether everything else happened just now.
	pub everything_happened: bool,
}

impl Default for Tables {
	fn default() -> Self {
		Self {
			licences: BTreeMap::new(),
			gate: Ok(()),
			question: None,
			plans: BTreeMap::new(),
			certificates: BTreeMap::new(),
			happened: BTreeMap::new(),
			everything_happened: true,
		}
	}
}

thread_local! {
	static TABLES: RefCell<Tables> = RefCell::default();
}

/// Looks at the tables, or changes them.
pub fn tables<R>(with: impl FnOnce(&mut Tables) -> R) -> R {
	TABLES.with(|tables| with(&mut tables.borrow_mut()))
}

/// The same for one plan.
pub fn plan_table<R>(plan: PlanId, with: impl FnOnce(&mut PlanTable) -> R) -> R {
	tables(|tables| with(tables.plans.get_mut(&plan).expect("is open")))
}

pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		let held = tables(|tables| tables.licences.get(&(*who, kind)).copied());
		held.unwrap_or(Err(LicenceProblem::NotHeld))
	}

	fn holds_in(who: &u64, kind: LicenceKind, _: &Jurisdiction) -> bool {
		Self::holds(who, kind)
	}

	fn licence_kinds(who: &u64) -> LicenceKinds {
		LicenceKind::ALL.into_iter().filter(|kind| Self::holds(who, *kind)).collect()
	}

	fn organisations(_: &u64) -> Vec<u64> {
		Vec::new()
	}

	fn member_role(_: &u64, _: &u64) -> Option<MemberRole> {
		None
	}

	fn privacy_officer(_: &u64) -> Option<u64> {
		None
	}

	fn is_accredited(_: &u64, _: LicenceKind) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		license(*who, kind, Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(_: &u64, _: &u64, _: MemberRole) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		LicenceKind::ALL.into_iter().for_each(|kind| license(*who, kind, Ok(())));
	}
}

pub struct Gate;

impl ConsentGate<u64> for Gate {
	fn check(
		subject: &u64,
		actor: &u64,
		action: Action,
		purpose: Purpose,
		segments: Segments,
	) -> Result<Basis<u64>, Refusal> {
		tables(|tables| {
			tables.question = Some((*subject, *actor, action, purpose, segments));
			tables.gate.map(|()| Basis::Grant(Grantee::Account(*actor)))
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(_: &u64, _: &u64, _: Action, _: Purpose, _: Segments) {
		consent(Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_granted(_: &u64, _: &u64, _: Action, _: Purpose, _: Segments) {
		consent(Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_plainly_granted(_: &u64, _: &u64, _: Action, _: Purpose, _: Segments) {
		consent(Ok(()));
	}
}

/// Where it is stored what was used of something.
fn used_key(of: &[u8], id: impl Encode) -> Vec<u8> {
	(of, id).encode()
}

fn member_key(plan: PlanId, member: u64) -> Vec<u8> {
	used_key(b"member", (plan, member))
}

fn family_key(plan: PlanId, family: u32) -> Vec<u8> {
	used_key(b"family", (plan, family))
}

fn certificate_key(id: AuthorisationId) -> Vec<u8> {
	used_key(b"certificate", id)
}

pub struct Plans;

impl Coverage<u64> for Plans {
	type AssetId = u32;

	fn plan(plan: PlanId) -> Option<PlanInfo<u64, u32>> {
		tables(|tables| {
			let PlanTable { payer, asset, versions, .. } = tables.plans.get(&plan)?;
			let versions = versions.clone().try_into().expect("there are few");
			Some(PlanInfo { payer: *payer, asset: *asset, versions })
		})
	}

	fn terms(plan: PlanId, version: VersionId) -> Option<Terms> {
		tables(|tables| tables.plans.get(&plan)?.terms.get(&version).cloned())
	}

	fn service(plan: PlanId, tag: &ServiceTag) -> Option<Service> {
		tables(|tables| tables.plans.get(&plan)?.services.get(tag).cloned())
	}

	fn network(plan: PlanId, provider: &u64, day: Day) -> NetworkId {
		tables(|tables| {
			let periods = tables.plans.get(&plan)?.contracts.get(provider)?;
			let period = periods.iter().find(|(from, until, _)| *from <= day && day <= *until);
			period.map(|(.., network)| *network)
		})
		.unwrap_or(OUT_OF_NETWORK)
	}

	fn membership(plan: PlanId, member: &u64) -> Option<Membership<u64>> {
		let known = tables(|tables| tables.plans.get(&plan)?.members.get(member).cloned())?;
		Some(Membership { used: unhashed::get_or_default(&member_key(plan, *member)), ..known })
	}

	fn note_use(plan: PlanId, member: &u64, used: MemberUse) {
		unhashed::put(&member_key(plan, *member), &used);
	}

	fn family_use(plan: PlanId, family: u32) -> FamilyUse {
		unhashed::get_or_default(&family_key(plan, family))
	}

	fn note_family_use(plan: PlanId, family: u32, used: FamilyUse) {
		unhashed::put(&family_key(plan, family), &used);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_covered(
		payer: &u64,
		asset: u32,
		member: &u64,
		mut terms: Terms,
		tags: &[ServiceTag],
		fee: Amount,
	) -> PlanId {
		let benefit = terms.benefits.last().cloned().unwrap_or_default();
		while terms.benefits.try_push(benefit.clone()).is_ok() {}
		let plan = tables(|tables| tables.plans.keys().last().map_or(0, |last| last + 1));
		open(plan, *payer, asset, 0, terms);
		for (group, tag) in (0..).zip(tags) {
			let fees = (0..salus_primitives::MAX_FEES as u8).map(|network| (network, fee));
			list(plan, *tag, Service { from: 0, fees: bounded(fees), ..service(group % 64, 0) });
		}
		enrol(plan, *member, Membership { from: 0, family: Some(0), ..membership() });
		plan
	}
}

pub struct Certificates;

impl Authorisations<u64> for Certificates {
	fn certificate(id: AuthorisationId) -> Option<Certificate<u64>> {
		let known = tables(|tables| tables.certificates.get(&id).cloned())?;
		let services = unhashed::get(&certificate_key(id)).unwrap_or(known.services);
		Some(Certificate { services, ..known })
	}

	fn note_use(id: AuthorisationId, services: CertifiedServices) {
		unhashed::put(&certificate_key(id), &services);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_certified(
		plan: PlanId,
		member: &u64,
		provider: &u64,
		tags: &[ServiceTag],
	) -> AuthorisationId {
		let services: Vec<_> = tags.iter().map(|tag| (*tag, 100)).collect();
		certify(plan, *member, *provider, &services)
	}
}

pub struct World;

impl References<u64> for World {
	fn happened(provider: &u64, reference: &ServiceReference) -> Option<Moment> {
		tables(|tables| {
			let known = tables.happened.get(&(*provider, *reference)).copied();
			known.or_else(|| tables.everything_happened.then(now))
		})
	}
}
