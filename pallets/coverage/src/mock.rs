//! A runtime with this pallet, and stand-ins for assets, licences and what plans owe.

use crate as pallet_coverage;
use crate::{HoldReason, ListedServices, PlanOf};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{
		fungible::InspectHold,
		fungibles,
		tokens::{DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence},
		ConstU64,
	},
	BoundedVec,
};
use salus_primitives::{
	Amount, AppealClocks, AuthorisationClocks, Benefit, CoverageRef, Credentials, Day,
	Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, Limit, MemberRole, Moment, PlanId,
	PlanLedger, Service, ServiceTag, Terms, Tier, DAY,
};
use sp_runtime::{BuildStorage, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Coverage: pallet_coverage,
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

/// Days for which what is over is kept.
pub const RETENTION: Day = 100;
pub const PLAN_DEPOSIT: u64 = 11;
pub const VERSION_DEPOSIT: u64 = 7;
pub const BYTE_DEPOSIT: u64 = 2;
pub const SERVICE_DEPOSIT: u64 = 5;
pub const CONTRACT_DEPOSIT: u64 = 13;
pub const MEMBER_DEPOSIT: u64 = 17;
pub const FAMILY_DEPOSIT: u64 = 3;

parameter_types! {
	pub const Euro: u32 = EURO;
}

impl pallet_coverage::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = Coins;
	type Credentials = Registry;
	type Time = Timestamp;
	type Ledger = Books;
	type Retention = KeptFor;
	type PlanDeposit = ConstU64<PLAN_DEPOSIT>;
	type VersionDeposit = ConstU64<VERSION_DEPOSIT>;
	type TermsByteDeposit = ConstU64<BYTE_DEPOSIT>;
	type ServiceDeposit = ConstU64<SERVICE_DEPOSIT>;
	type ContractDeposit = ConstU64<CONTRACT_DEPOSIT>;
	type MemberDeposit = ConstU64<MEMBER_DEPOSIT>;
	type FamilyDeposit = ConstU64<FAMILY_DEPOSIT>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAsset = Euro;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	pub static KeptFor: Moment = RETENTION as Moment * DAY;
	/// Plans that owe something.
	pub static Owing: BTreeSet<PlanId> = Default::default();
	/// Plans that were forgotten, in their order.
	pub static Forgotten: Vec<PlanId> = Default::default();
}

/// Answers from the table above.
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

/// There are two assets, of which nobody has any.
pub struct Coins;

impl fungibles::Inspect<u64> for Coins {
	type AssetId = u32;
	type Balance = Amount;

	fn total_issuance(_: u32) -> Amount {
		0
	}

	fn minimum_balance(_: u32) -> Amount {
		1
	}

	fn total_balance(_: u32, _: &u64) -> Amount {
		0
	}

	fn balance(_: u32, _: &u64) -> Amount {
		0
	}

	fn reducible_balance(_: u32, _: &u64, _: Preservation, _: Fortitude) -> Amount {
		0
	}

	fn can_deposit(_: u32, _: &u64, _: Amount, _: Provenance) -> DepositConsequence {
		DepositConsequence::Success
	}

	fn can_withdraw(_: u32, _: &u64, _: Amount) -> WithdrawConsequence<Amount> {
		WithdrawConsequence::BalanceLow
	}

	fn asset_exists(asset: u32) -> bool {
		[EURO, DOLLAR].contains(&asset)
	}
}

pub struct Books;

impl PlanLedger for Books {
	fn is_settled(plan: PlanId) -> bool {
		!Owing::get().contains(&plan)
	}

	fn forget(plan: PlanId) {
		Forgotten::mutate(|all| all.push(plan));
	}
}

pub const PAYER: u64 = 1;
pub const OTHER_PAYER: u64 = 2;
pub const HOSPITAL: u64 = 3;
pub const PHARMACY: u64 = 4;
pub const REGULATOR: u64 = 5;
pub const STRANGER: u64 = 6;
/// A payer with too little for any deposit.
pub const POOR: u64 = 7;
/// Pseudonyms.
pub const ALICE: u64 = 20;
pub const BOB: u64 = 21;
pub const CAROL: u64 = 22;

pub const ENDOWMENT: u64 = 1_000_000;
pub const EURO: u32 = 978;
pub const DOLLAR: u32 = 840;
/// The day on which tests begin.
pub const TODAY: Day = 20_000;
/// A plan of the payer's, with terms from [`TODAY`] on.
pub const PLAN: PlanId = 0;
/// A plan of the other payer's, with the same terms.
pub const OTHER_PLAN: PlanId = 1;

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PAYER..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at noon of [`TODAY`] with two payers, of which each has a plan, and two providers, and
/// checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Owing::set(Default::default());
	Forgotten::set(Default::default());
	KeptFor::set(RETENTION as Moment * DAY);
	for who in [PAYER, OTHER_PAYER, POOR] {
		license(who, LicenceKind::Payer, Ok(()));
	}
	license(HOSPITAL, LicenceKind::Facility, Ok(()));
	license(PHARMACY, LicenceKind::Pharmacy, Ok(()));
	license(REGULATOR, LicenceKind::Regulator, Ok(()));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_day(TODAY);
		for (payer, plan) in [(PAYER, PLAN), (OTHER_PAYER, OTHER_PLAN)] {
			assert_ok!(Coverage::open_plan(signed(payer), EURO));
			assert_ok!(Coverage::publish_version(signed(payer), plan, TODAY, terms()));
		}
		prepared();
		test();
		Coverage::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	storage().into()
}

/// It is noon of `day`.
pub fn set_day(day: Day) {
	set_time(Moment::from(day) * DAY + DAY / 2);
}

/// The first moment of `day`.
pub fn set_midnight(day: Day) {
	set_time(Moment::from(day) * DAY);
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|all| all.entry(who).or_default().insert(kind, standing));
}

/// What any call of a payer's refuses: origins that nobody signed, plans that are not there, who does
/// not own it, and who is not licensed.
#[track_caller]
pub fn only_the_licensed_payer(call: impl Fn(RuntimeOrigin, PlanId) -> DispatchResult) {
	use crate::Error;
	use frame_support::assert_noop;
	use sp_runtime::DispatchError;

	for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
		assert_noop!(call(origin, PLAN), DispatchError::BadOrigin);
	}
	assert_noop!(call(signed(PAYER), 77), Error::<Test>::UnknownPlan);
	for who in [OTHER_PAYER, HOSPITAL, REGULATOR, STRANGER, ALICE] {
		assert_noop!(call(signed(who), PLAN), Error::<Test>::NotPayer);
	}
	license(PAYER, LicenceKind::Payer, Err(LicenceProblem::Suspended));
	let problem = Error::<Test>::Unlicensed(LicenceProblem::Suspended);
	assert_noop!(call(signed(PAYER), PLAN), problem);
	license(PAYER, LicenceKind::Payer, Ok(()));
}

pub const LIMIT: Limit = Limit { individual: 100, family: 250 };

/// Two tiers and three benefits, of the benefit year 2024.
pub fn terms() -> Terms {
	let benefit = Benefit {
		covered: true,
		deductible: true,
		coinsurance: 2_000,
		copay: 10,
		max_units: Some(20),
		..Default::default()
	};
	let tier = Tier { deductible: LIMIT, out_of_pocket: Limit { individual: 500, family: 900 } };
	Terms {
		year: 2024,
		tiers: vec![tier, tier].try_into().unwrap(),
		benefits: vec![benefit.clone(), benefit.clone(), benefit].try_into().unwrap(),
		filing_days: 90,
		prompt_pay_days: 30,
		interest: 500,
		review_days: 14,
		authorisation: AuthorisationClocks {
			urgent_hours: 24,
			normal_hours: 72,
			answer_hours: 48,
			..Default::default()
		},
		appeals: AppealClocks {
			filing_days: 180,
			internal_days: 30,
			external_days: 45,
			..Default::default()
		},
		..Default::default()
	}
}

/// The same with one more tier and benefit.
pub fn more_terms() -> Terms {
	let mut terms = terms();
	terms.tiers.try_push(terms.tiers[0]).unwrap();
	terms.benefits.try_push(terms.benefits[0].clone()).unwrap();
	terms
}

pub fn tag(number: u8) -> ServiceTag {
	ServiceTag([number; 16])
}

/// A service of `group`, for ten days from today.
pub fn service(group: u8) -> Service {
	Service {
		from: TODAY,
		until: TODAY + 9,
		group,
		fees: vec![(0, 80), (1, 100)].try_into().unwrap(),
		..Default::default()
	}
}

pub fn list(services: Vec<(ServiceTag, Service)>) -> ListedServices {
	services.try_into().unwrap()
}

/// The plan has the service `number`.
pub fn listed(number: u8) {
	let services = list(vec![(tag(number), service(0))]);
	assert_ok!(Coverage::list_services(signed(PAYER), PLAN, services));
	prepared();
}

/// The hospital is in `network`.
pub fn contracted(network: u8, from: Day, until: Day) {
	assert_ok!(Coverage::contract(signed(PAYER), PLAN, HOSPITAL, network, from, until));
	prepared();
}

/// `member` is covered for ten days from today.
pub fn enrolled(member: u64, family: Option<u32>) {
	enrolled_from(TODAY, member, family);
}

/// `member` will be covered for nine days from tomorrow.
pub fn enrolled_ahead(member: u64, family: Option<u32>) {
	enrolled_from(TODAY + 1, member, family);
}

fn enrolled_from(from: Day, member: u64, family: Option<u32>) {
	let until = TODAY + 9;
	assert_ok!(Coverage::enrol(signed(PAYER), PLAN, member, from, until, 0, family, None));
	prepared();
}

/// Another plan of the payer's, which settles in `asset`, with terms from [`TODAY`] on.
pub fn opened_in(asset: u32) -> PlanId {
	let plan = crate::NextPlan::<Test>::get();
	assert_ok!(Coverage::open_plan(signed(PAYER), asset));
	assert_ok!(Coverage::publish_version(signed(PAYER), plan, TODAY, terms()));
	prepared();
	plan
}

/// `member` is covered by the other plan.
pub fn enrolled_elsewhere(member: u64) {
	let (who, plan, from, until) = (OTHER_PAYER, OTHER_PLAN, TODAY, TODAY + 9);
	assert_ok!(Coverage::enrol(signed(who), plan, member, from, until, 0, None, None));
	prepared();
}

pub fn coverage(plan: PlanId, member: u64) -> CoverageRef<u64> {
	CoverageRef { plan, member }
}

pub fn plan() -> PlanOf<Test> {
	crate::Plans::<Test>::get(PLAN).expect("is open")
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// Everything that is held from `who`.
pub fn all_held(who: u64) -> u64 {
	Balances::total_balance_on_hold(&who)
}

pub fn bounded<I, S: frame_support::traits::Get<u32>>(items: Vec<I>) -> BoundedVec<I, S> {
	items.try_into().ok().expect("fits")
}

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	System::reset_events();
	event
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
