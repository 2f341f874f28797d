//! A runtime with this pallet, and stand-ins for who is licensed as what, who consented to what and what
//! plans cover.

use crate as pallet_authorisations;
use crate::{
	AuthorisationOf, CertifiedUnits, Deadline, HoldReason, NextAuthorisation, RequestedServices,
	Standing, State,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU16, ConstU64},
};
use salus_primitives::{
	Action, AuthorisationClocks, AuthorisationId, Authorisations as _, Basis, Certificate,
	CertifiedServices, Commitment, ConsentGate, Coverage, Credentials, Day, FamilyUse, Grantee,
	Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, MemberRole, MemberUse, Membership,
	Moment, NetworkId, PlanId, PlanInfo, Purpose, Refusal, Segments, Service, ServiceTag, Silence,
	Terms, VersionId, DAY, HOUR, OUT_OF_NETWORK, YEAR,
};
use sp_runtime::{BuildStorage, DispatchResult};
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Authorisations: pallet_authorisations,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

pub const DEPOSIT: u64 = 11;
pub const RETENTION: Moment = 2 * YEAR;
pub const MAX_PERIOD: u16 = 90;

impl pallet_authorisations::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Consent = Gate;
	type Coverage = Plans;
	type AuthorisationDeposit = ConstU64<DEPOSIT>;
	type Retention = ConstU64<RETENTION>;
	type MaxPeriod = ConstU16<MAX_PERIOD>;
	type WeightInfo = ();
}

/// What a gate is asked.
pub type Question = (u64, u64, Action, Purpose, Segments);

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// What the gate answers, and what it was asked last.
	pub static GateAnswer: Result<Basis<u64>, Refusal> = Err(Refusal::NoConsent);
	pub static GateQuestion: Option<Question> = None;
	/// The payers of plans.
	pub static Payers: BTreeMap<PlanId, u64> = Default::default();
	/// From which day each version of all plans is in force.
	pub static Versions: Vec<(Day, VersionId)> = Default::default();
	/// The clocks of the versions.
	pub static PlanClocks: BTreeMap<VersionId, AuthorisationClocks> = Default::default();
	/// The members of plans, and on which days they are covered.
	pub static Members: BTreeMap<(PlanId, u64), (Day, Day)> = Default::default();
	/// The services of plans, and on which days they are valid.
	pub static KnownServices: BTreeMap<(PlanId, ServiceTag), (Day, Day)> = Default::default();
}

/// Answers from the tables above.
pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		let licences = Licences::get();
		let held = licences.get(who).and_then(|held| held.get(&kind)).copied();
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
		GateQuestion::set(Some((*subject, *actor, action, purpose, segments)));
		GateAnswer::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(_: &u64, actor: &u64, _: Action, _: Purpose, _: Segments) {
		GateAnswer::set(Ok(Basis::Grant(Grantee::Account(*actor))));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_granted(_: &u64, actor: &u64, _: Action, _: Purpose, _: Segments) {
		GateAnswer::set(Ok(Basis::Grant(Grantee::Account(*actor))));
	}
}

pub struct Plans;

impl Coverage<u64> for Plans {
	type AssetId = u32;

	fn plan(plan: PlanId) -> Option<PlanInfo<u64, u32>> {
		let payer = *Payers::get().get(&plan)?;
		let versions = Versions::get().try_into().expect("there are few");
		Some(PlanInfo { payer, asset: 0, versions })
	}

	fn terms(_: PlanId, version: VersionId) -> Option<Terms> {
		let authorisation = *PlanClocks::get().get(&version)?;
		Some(Terms { authorisation, ..Default::default() })
	}

	fn service(plan: PlanId, tag: &ServiceTag) -> Option<Service> {
		let (from, until) = *KnownServices::get().get(&(plan, *tag))?;
		Some(Service { from, until, ..Default::default() })
	}

	fn network(_: PlanId, _: &u64, _: Day) -> NetworkId {
		OUT_OF_NETWORK
	}

	fn membership(plan: PlanId, member: &u64) -> Option<Membership<u64>> {
		let (from, until) = *Members::get().get(&(plan, *member))?;
		let used = Default::default();
		Some(Membership { from, until, tier: 0, family: None, after: None, used })
	}

	fn note_use(_: PlanId, _: &u64, _: MemberUse) {}

	fn family_use(_: PlanId, _: u32) -> FamilyUse {
		Default::default()
	}

	fn note_family_use(_: PlanId, _: u32, _: FamilyUse) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_covered(
		payer: &u64,
		_: u32,
		member: &u64,
		terms: Terms,
		tags: &[ServiceTag],
		_: salus_primitives::Amount,
	) -> PlanId {
		const MADE: PlanId = 3;
		Payers::mutate(|all| all.insert(MADE, *payer));
		Versions::set(vec![(0, 0)]);
		PlanClocks::mutate(|all| all.insert(0, terms.authorisation));
		Members::mutate(|all| all.insert((MADE, *member), (0, Day::MAX)));
		for tag in tags {
			KnownServices::mutate(|all| all.insert((MADE, *tag), (0, Day::MAX)));
		}
		MADE
	}
}

/// Pays for [`PLAN`].
pub const PAYER: u64 = 1;
/// Pays for [`OTHER_PLAN`].
pub const OTHER_PAYER: u64 = 2;
pub const CLINIC: u64 = 3;
pub const PHYSICIAN: u64 = 4;
pub const PHARMACY: u64 = 5;
pub const LABORATORY: u64 = 6;
pub const WHOLESALER: u64 = 7;
pub const STRANGER: u64 = 8;
/// Licensed, and has too little for the deposit.
pub const POOR: u64 = 9;
pub const MEMBER: u64 = 21;
pub const OTHER_MEMBER: u64 = 22;

pub const PLAN: PlanId = 0;
pub const OTHER_PLAN: PlanId = 1;

pub const ENDOWMENT: u64 = 1_000;
/// The day on which tests begin, and the moment: neither the day nor an hour has just begun.
pub const TODAY: Day = 20_000;
pub const START: Moment = TODAY as Moment * DAY + 9 * HOUR + 1_234_567;

pub const URGENT: u16 = 72;
pub const NORMAL: u16 = 168;
pub const ANSWER: u16 = 48;
pub const CLOCKS: AuthorisationClocks = AuthorisationClocks {
	urgent_hours: URGENT,
	normal_hours: NORMAL,
	answer_hours: ANSWER,
	silence: Silence::Grants,
};

pub const SEGMENTS: Segments = Segments(0b101);
pub const DOCUMENT: Commitment = Commitment([1; 32]);
pub const QUESTION: Commitment = Commitment([2; 32]);
pub const REASON: Commitment = Commitment([3; 32]);
pub const ANSWERED: Commitment = Commitment([4; 32]);
pub const NOTHING: Commitment = Commitment([0; 32]);

pub const SCAN: ServiceTag = ServiceTag([10; 16]);
pub const SESSION: ServiceTag = ServiceTag([11; 16]);
pub const DRUG: ServiceTag = ServiceTag([12; 16]);
/// No plan knows it.
pub const UNKNOWN: ServiceTag = ServiceTag([13; 16]);
/// What is asked for.
pub const SERVICES: [(ServiceTag, u32); 3] = [(SCAN, 1), (SESSION, 6), (DRUG, 30)];
/// For how many days after the first one.
pub const PERIOD: u16 = 30;

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PAYER..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded and licensed providers and payers, plans and members who
/// consent, and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	for (who, kind) in [
		(PAYER, LicenceKind::Payer),
		(OTHER_PAYER, LicenceKind::Payer),
		(CLINIC, LicenceKind::Facility),
		(PHYSICIAN, LicenceKind::Practitioner),
		(PHARMACY, LicenceKind::Pharmacy),
		(LABORATORY, LicenceKind::Laboratory),
		(WHOLESALER, LicenceKind::Wholesaler),
		(POOR, LicenceKind::Practitioner),
	] {
		license(who, kind, Ok(()));
	}
	GateAnswer::set(Ok(Basis::Grant(Grantee::Account(PAYER))));
	GateQuestion::set(None);
	Payers::set(BTreeMap::from([(PLAN, PAYER), (OTHER_PLAN, OTHER_PAYER)]));
	Versions::set(vec![(TODAY - 365, 0)]);
	PlanClocks::set(BTreeMap::from([(0, CLOCKS)]));
	Members::set(BTreeMap::from([
		((PLAN, MEMBER), (TODAY - 100, TODAY + 200)),
		((OTHER_PLAN, OTHER_MEMBER), (TODAY - 100, TODAY + 200)),
	]));
	let services = SERVICES.map(|(tag, _)| ((PLAN, tag), (TODAY - 365, TODAY + 365)));
	KnownServices::set(services.into());

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		Authorisations::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	storage().into()
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

/// The last millisecond of a clock of so many hours that began at `start`, and the first one after it.
pub fn edge(start: Moment, hours: u16) -> (Moment, Moment) {
	let over = start + Moment::from(hours) * HOUR;
	(over - 1, over)
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|all| all.entry(who).or_default().insert(kind, standing));
}

/// What silence means to requests from now on.
pub fn silence(silence: Silence) {
	PlanClocks::mutate(|all| all.values_mut().for_each(|clocks| clocks.silence = silence));
}

/// What is asked for, and may be changed before.
#[derive(Clone)]
pub struct Ask {
	pub by: u64,
	pub plan: PlanId,
	pub member: u64,
	pub urgent: bool,
	pub from: Day,
	pub until: Day,
	pub services: Vec<(ServiceTag, u32)>,
	pub document: Commitment,
}

impl Default for Ask {
	fn default() -> Self {
		Self {
			by: CLINIC,
			plan: PLAN,
			member: MEMBER,
			urgent: false,
			from: TODAY,
			until: TODAY + PERIOD,
			services: SERVICES.into(),
			document: DOCUMENT,
		}
	}
}

impl Ask {
	pub fn call(self) -> DispatchResult {
		let Self { by, plan, member, urgent, from, until, services, document } = self;
		let services = requested(&services);
		Authorisations::request(
			signed(by),
			plan,
			member,
			urgent,
			SEGMENTS,
			from,
			until,
			services,
			document,
		)
	}

	/// Its number.
	pub fn made(self) -> AuthorisationId {
		let id = NextAuthorisation::<Test>::get();
		assert_ok!(self.call());
		prepared();
		id
	}
}

/// The clinic asks for [`SERVICES`]. Its number.
pub fn requested_now() -> AuthorisationId {
	Ask::default().made()
}

/// The same, and the payer asked back.
pub fn pended_now() -> AuthorisationId {
	let id = requested_now();
	pend(id);
	id
}

/// The same, and the payer certified `units`.
pub fn certified_now(certified: &[u32]) -> AuthorisationId {
	let id = requested_now();
	assert_ok!(Authorisations::certify(signed(PAYER), id, units(certified)));
	prepared();
	id
}

/// The same, and the payer refused.
pub fn refused_now() -> AuthorisationId {
	let id = requested_now();
	assert_ok!(Authorisations::refuse(signed(PAYER), id, REASON));
	prepared();
	id
}

pub fn pend(id: AuthorisationId) {
	assert_ok!(Authorisations::pend(signed(PAYER), id, QUESTION));
	prepared();
}

pub fn answer(id: AuthorisationId) {
	assert_ok!(Authorisations::answer(signed(CLINIC), id, ANSWERED));
	prepared();
}

pub fn requested(services: &[(ServiceTag, u32)]) -> RequestedServices {
	services.to_vec().try_into().unwrap()
}

pub fn units(units: &[u32]) -> CertifiedUnits {
	units.to_vec().try_into().unwrap()
}

pub fn entry(id: AuthorisationId) -> AuthorisationOf<Test> {
	crate::Authorisations::<Test>::get(id).expect("is there")
}

/// What is stored of how far it has got.
pub fn state(id: AuthorisationId) -> State {
	entry(id).state
}

pub fn standing(id: AuthorisationId) -> Standing {
	Authorisations::state_of(id).expect("is there")
}

pub fn code(id: AuthorisationId) -> &'static str {
	standing(id).code()
}

pub fn deadline(id: AuthorisationId) -> Option<Deadline> {
	Authorisations::deadline(id)
}

pub fn certificate(id: AuthorisationId) -> Option<Certificate<u64>> {
	Authorisations::certificate(id)
}

/// The units of each service that are certified, and how many of them were used.
pub fn left(id: AuthorisationId) -> Option<Vec<(ServiceTag, u32, u32)>> {
	let services = certificate(id)?.services;
	Some(services.iter().map(|service| (service.tag, service.units, service.used)).collect())
}

/// Somebody claims: so many units of each service of the certificate were used by now.
pub fn use_up_to(id: AuthorisationId, used: &[u32]) {
	let mut services: CertifiedServices = certificate(id).expect("is certified").services;
	for (service, used) in services.iter_mut().zip(used) {
		service.used = *used;
	}
	Authorisations::note_use(id, services);
}

pub fn held(who: u64) -> u64 {
	Balances::balance_on_hold(&HoldReason::Authorisation.into(), &who)
}

pub fn balance(who: u64) -> u64 {
	Balances::free_balance(who)
}

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = events();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	prepared();
	event
}

/// All events since then.
pub fn events() -> Vec<crate::Event<Test>> {
	System::read_events_for_pallet::<crate::Event<Test>>()
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
