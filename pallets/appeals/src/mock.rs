//! A runtime with this pallet, and stand-ins for who is licensed as what, what plans say and what they
//! decided.

use crate as pallet_appeals;
use crate::{
	pledge, Actor, AppealOf, Appeals as Entries, HoldReason, Nonce, Outcome, Reviewer, Stage,
};
use codec::{Decode, Encode};
use frame_support::{
	assert_ok, derive_impl, parameter_types, storage_alias,
	traits::{fungible::InspectHold, ConstU32, ConstU64},
	Twox64Concat,
};
use salus_primitives::{
	AppealClocks, Appealable, ClaimId, Commitment, Contested, Coverage, Credentials, Day,
	FamilyUse, Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, LineDecision,
	LineDecisions, MemberRole, MemberUse, Membership, Moment, NetworkId, PlanId, PlanInfo, Service,
	ServiceTag, Silence, Terms, VersionId, DAY, HOUR, OUT_OF_NETWORK, YEAR,
};
use sp_core::H256;
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::collections::{BTreeMap, BTreeSet};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Appeals: pallet_appeals,
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

pub const APPEAL_DEPOSIT: u64 = 13;
pub const REVIEWER_DEPOSIT: u64 = 7;
pub const RETENTION: Moment = 2 * YEAR;
pub const MAX_REVIEWERS: u32 = 24;
pub const MAX_CASES: u32 = 2;

parameter_types! {
	pub const ReviewerKind: LicenceKind = LicenceKind::Practitioner;
}

impl pallet_appeals::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Coverage = Plans;
	type Claims = Ledger;
	type ReviewerKind = ReviewerKind;
	type ReviewerDeposit = ConstU64<REVIEWER_DEPOSIT>;
	type AppealDeposit = ConstU64<APPEAL_DEPOSIT>;
	type Retention = ConstU64<RETENTION>;
	type MaxReviewers = ConstU32<MAX_REVIEWERS>;
	type MaxOpenCases = ConstU32<MAX_CASES>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// Who belongs to which organisation: organisation and member.
	pub static Affiliated: BTreeSet<(u64, u64)> = Default::default();
	/// Who has a contract with a plan, from which day on.
	pub static Contracts: BTreeMap<(PlanId, u64), Day> = Default::default();
	/// The clocks of the versions of all plans.
	pub static PlanClocks: BTreeMap<VersionId, AppealClocks> = Default::default();
	/// What the ledger answers when it is to note or overturn anything, if it does not.
	pub static Refusing: Option<DispatchError> = None;
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

	/// None is in good standing: that they belong to it is to count all the same.
	fn organisations(_: &u64) -> Vec<u64> {
		Vec::new()
	}

	fn affiliations(who: &u64) -> Vec<u64> {
		let all = Affiliated::get().into_iter().filter(|(_, member)| member == who);
		all.map(|(organisation, _)| organisation).collect()
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
	fn ensure_member(organisation: &u64, who: &u64, _: MemberRole) {
		affiliate(*organisation, *who);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		LicenceKind::ALL.into_iter().for_each(|kind| license(*who, kind, Ok(())));
		affiliate(1_000, *who);
	}
}

pub struct Plans;

impl Coverage<u64> for Plans {
	type AssetId = u32;

	fn plan(_: PlanId) -> Option<PlanInfo<u64, u32>> {
		None
	}

	fn terms(_: PlanId, version: VersionId) -> Option<Terms> {
		let appeals = *PlanClocks::get().get(&version)?;
		Some(Terms { appeals, ..Default::default() })
	}

	fn service(_: PlanId, _: &ServiceTag) -> Option<Service> {
		None
	}

	fn network(plan: PlanId, provider: &u64, day: Day) -> NetworkId {
		match Contracts::get().get(&(plan, *provider)) {
			Some(from) if *from <= day => 3,
			_ => OUT_OF_NETWORK,
		}
	}

	fn membership(_: PlanId, _: &u64) -> Option<Membership<u64>> {
		None
	}

	fn note_use(_: PlanId, _: &u64, _: MemberUse) {}

	fn family_use(_: PlanId, _: u32) -> FamilyUse {
		Default::default()
	}

	fn note_family_use(_: PlanId, _: u32, _: FamilyUse) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_covered(
		_: &u64,
		_: u32,
		_: &u64,
		_: Terms,
		_: &[ServiceTag],
		_: salus_primitives::Amount,
	) -> PlanId {
		PLAN
	}
}

/// A claim, as the ledger keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Claim {
	pub provider: u64,
	pub member: u64,
	pub payer: u64,
	pub version: VersionId,
	pub lines: u32,
	pub decided: Moment,
	pub refused: bool,
	pub appealed: bool,
	/// What overturned decisions said, and their records.
	pub overturned: Vec<(Vec<LineDecision>, Commitment)>,
}

#[storage_alias]
type Decided = StorageMap<Ledger, Twox64Concat, ClaimId, Claim>;

/// Decides as the claims pallet does: what is allowed is not refused any more.
pub struct Ledger;

impl Ledger {
	fn change(claim: ClaimId, change: impl FnOnce(&mut Claim) -> DispatchResult) -> DispatchResult {
		if let Some(error) = Refusing::get() {
			return Err(error);
		}
		Decided::try_mutate(claim, |claim| {
			change(claim.as_mut().ok_or(DispatchError::Other("no such claim"))?)
		})
	}
}

impl Appealable<u64> for Ledger {
	fn contested(claim: ClaimId) -> Option<Contested<u64>> {
		let Claim { provider, member, payer, version, lines, decided, refused, .. } =
			Decided::get(claim)?;
		Some(Contested { provider, member, payer, version, lines, decided, refused })
	}

	fn note_appeal(claim: ClaimId, open: bool) -> DispatchResult {
		Self::change(claim, |claim| {
			claim.appealed = open;
			Ok(())
		})
	}

	fn overturn(claim: ClaimId, decisions: &[LineDecision], record: Commitment) -> DispatchResult {
		Self::change(claim, |claim| {
			frame_support::ensure!(claim.appealed, "not under appeal");
			frame_support::ensure!(decisions.len() == claim.lines as usize, "wrong number");
			claim.appealed = false;
			claim.decided = now() / 1_000 * 1_000;
			let allowed = |decision: &LineDecision| {
				matches!(decision, LineDecision::Allow(_) | LineDecision::Grant)
			};
			claim.refused = !decisions.iter().all(allowed);
			claim.overturned.push((decisions.to_vec(), record));
			Ok(())
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_refused(provider: &u64, member: &u64) -> ClaimId {
		PlanClocks::mutate(|all| all.insert(0, CLOCKS));
		let claim = ClaimId { plan: PLAN, number: 100 };
		let (provider, member, decided) = (*provider, *member, now());
		decides(claim, Claim { provider, member, decided, lines: 32, ..CLAIMED });
		claim
	}
}

pub const PAYER: u64 = 1;
pub const CLINIC: u64 = 2;
pub const MEMBER: u64 = 3;
/// An organisation that the payer belongs to.
pub const INSURERS: u64 = 4;
/// An organisation that the clinic belongs to.
pub const HOSPITALS: u64 = 5;
/// Another organisation.
pub const COLLEGE: u64 = 6;
pub const STRANGER: u64 = 7;
/// Too poor for any deposit.
pub const POOR: u64 = 8;
/// Licensed, and in no pool.
pub const DOCTOR: u64 = 9;
/// The reviewers in the pool are this one and those that follow.
pub const FIRST: u64 = 101;

pub const PLAN: PlanId = 7;
pub const CLAIM: ClaimId = ClaimId { plan: PLAN, number: 0 };
pub const OTHER: ClaimId = ClaimId { plan: PLAN, number: 1 };
pub const UNKNOWN: ClaimId = ClaimId { plan: PLAN, number: 77 };
pub const LINES: u32 = 3;

pub const ENDOWMENT: u64 = 1_000;
pub const TODAY: Day = 20_000;
/// When the claims were decided: neither a day nor a second has just begun.
pub const DECIDED: Moment = TODAY as Moment * DAY + 9 * HOUR + 1_234_567;
/// When tests begin.
pub const START: Moment = DECIDED + DAY;

/// All different, so that none is taken for another.
pub const FILING: u16 = 60;
pub const INTERNAL: u16 = 30;
pub const EXTERNAL: u16 = 45;
pub const CLOCKS: AppealClocks = AppealClocks {
	filing_days: FILING,
	internal_days: INTERNAL,
	external_days: EXTERNAL,
	silence: Silence::Grants,
};
/// The claims are so.
pub const CLAIMED: Claim = Claim {
	provider: CLINIC,
	member: MEMBER,
	payer: PAYER,
	version: 0,
	lines: LINES,
	decided: DECIDED,
	refused: true,
	appealed: false,
	overturned: Vec::new(),
};

pub const GROUNDS: Commitment = Commitment([1; 32]);
pub const RECORD: Commitment = Commitment([2; 32]);
pub const FINDINGS: Commitment = Commitment([3; 32]);
pub const NOTHING: Commitment = Commitment([0; 32]);
/// The appellant's nonce.
pub const OWN: Nonce = [11; 32];
/// The payer's.
pub const PAYERS: Nonce = [12; 32];

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let people = (PAYER..=STRANGER).chain([DOCTOR]).chain(FIRST..FIRST + 64);
	let balances = people.map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`], with two claims decided and nobody in the pool, and checks the invariants
/// afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Affiliated::set(Default::default());
	Contracts::set(Default::default());
	Refusing::set(None);
	PlanClocks::set([(0, CLOCKS)].into());
	for who in [DOCTOR, POOR].into_iter().chain(FIRST..FIRST + 64) {
		license(who, LicenceKind::Practitioner, Ok(()));
	}
	license(PAYER, LicenceKind::Payer, Ok(()));
	affiliate(INSURERS, PAYER);
	affiliate(HOSPITALS, CLINIC);

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		decides(CLAIM, CLAIMED);
		decides(OTHER, CLAIMED);
		test();
		Appeals::do_try_state().unwrap();
	});
}

/// The same, with `count` reviewers who joined a day before.
pub fn run_with(count: u64, test: impl FnOnce()) {
	run(|| {
		set_time(START - DAY);
		for who in FIRST..FIRST + count {
			assert_ok!(Appeals::join_pool(signed(who)));
		}
		set_time(START);
		prepared();
		test();
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

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

/// The last millisecond of a clock of so many days that began at `start`, and the first one after it.
pub fn edge(start: Moment, days: u16) -> (Moment, Moment) {
	let over = start + Moment::from(days) * DAY;
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

/// Takes the licence of a reviewer.
pub fn suspend(who: u64) {
	license(who, LicenceKind::Practitioner, Err(LicenceProblem::Suspended));
}

pub fn affiliate(organisation: u64, who: u64) {
	Affiliated::mutate(|all| all.insert((organisation, who)));
}

/// Gives `who` a contract with the plan, from `day` on.
pub fn contract(who: u64, day: Day) {
	Contracts::mutate(|all| all.insert((PLAN, who), day));
}

/// The ledger decides so.
pub fn decides(claim: ClaimId, decision: Claim) {
	Decided::insert(claim, decision);
}

/// The payer decides once more, now: everything is refused.
pub fn reverses(claim: ClaimId) {
	decides(claim, Claim { decided: now(), ..CLAIMED });
}

/// The same, and the ledger counts in whole seconds, as that of the claims pallet does.
pub fn reverses_in_seconds(claim: ClaimId) {
	decides(claim, Claim { decided: whole(now()), ..CLAIMED });
}

/// The whole second that a moment is in.
pub fn whole(moment: Moment) -> Moment {
	moment / 1_000 * 1_000
}

pub fn ledger(claim: ClaimId) -> Claim {
	Decided::get(claim).expect("is there")
}

/// The claim is not there any more.
pub fn vanishes(claim: ClaimId) {
	Decided::remove(claim);
}

/// What silence means to appeals from now on.
pub fn silence(silence: Silence) {
	PlanClocks::mutate(|all| all.values_mut().for_each(|clocks| clocks.silence = silence));
}

pub fn pledged(claim: ClaimId, nonce: Nonce) -> H256 {
	pledge(claim, &nonce)
}

pub fn file(who: u64, claim: ClaimId) -> DispatchResult {
	Appeals::file(signed(who), claim, GROUNDS, pledged(claim, OWN))
}

/// The clinic appeals, now.
pub fn filed(claim: ClaimId) {
	assert_ok!(file(CLINIC, claim));
	prepared();
}

pub fn uphold(who: u64, claim: ClaimId) -> DispatchResult {
	Appeals::decide(signed(who), claim, None, RECORD, PAYERS)
}

/// The same, and the payer upholds what it decided, now.
pub fn upheld(claim: ClaimId) {
	filed(claim);
	assert_ok!(uphold(PAYER, claim));
	prepared();
}

pub fn escalate(who: u64, claim: ClaimId) -> DispatchResult {
	Appeals::escalate(signed(who), claim, OWN)
}

/// The same, and the clinic escalates it, now. Who has to review it.
pub fn escalated(claim: ClaimId) -> u64 {
	upheld(claim);
	assert_ok!(escalate(CLINIC, claim));
	prepared();
	assigned(claim)
}

/// The payer's decision is made, and nobody has escalated it in time: now it is final.
pub fn closed(claim: ClaimId) {
	upheld(claim);
	set_time(edge(now(), FILING).1);
	assert_ok!(lapse(claim));
	prepared();
}

pub fn lapse(claim: ClaimId) -> Result<frame_support::dispatch::Pays, DispatchError> {
	Appeals::lapse(signed(STRANGER), claim).map(|post| post.pays_fee).map_err(|error| error.error)
}

pub fn reap(claim: ClaimId) -> Result<frame_support::dispatch::Pays, DispatchError> {
	Appeals::reap(signed(STRANGER), claim).map(|post| post.pays_fee).map_err(|error| error.error)
}

/// Allows so much for each line.
pub fn allow(amounts: &[u128]) -> LineDecisions {
	amounts
		.iter()
		.map(|amount| LineDecision::Allow(*amount))
		.collect::<Vec<_>>()
		.try_into()
		.unwrap()
}

/// Allows so much for the first line, and nothing for the others.
pub fn in_part(amount: u128) -> LineDecisions {
	vec![LineDecision::Allow(amount), LineDecision::Deny, LineDecision::ByRule].try_into().unwrap()
}

/// The clinic appeals, and the payer grants a part of it, now.
pub fn granted_in_part(claim: ClaimId) {
	filed(claim);
	assert_ok!(Appeals::decide(signed(PAYER), claim, Some(in_part(1)), RECORD, PAYERS));
	prepared();
}

/// What silence allows.
pub fn everything() -> Vec<LineDecision> {
	vec![LineDecision::Grant; LINES as usize]
}

pub fn entry(claim: ClaimId) -> AppealOf<Test> {
	Entries::<Test>::get(claim).expect("is there")
}

pub fn stage(claim: ClaimId) -> Stage<u64> {
	entry(claim).stage
}

pub fn outcome(claim: ClaimId) -> Option<Outcome> {
	match stage(claim) {
		Stage::Closed { outcome, .. } => Some(outcome),
		_ => None,
	}
}

/// Who has to review the claim.
pub fn assigned(claim: ClaimId) -> u64 {
	let Stage::External { reviewer, .. } = stage(claim) else { panic!("not in review") };
	reviewer
}

/// Whose turn it is.
pub fn turn(claim: ClaimId) -> Option<(Actor<u64>, Option<Moment>)> {
	Appeals::next(claim).map(|turn| (turn.actor, turn.until))
}

pub fn pool() -> Vec<Reviewer<u64, u64>> {
	Appeals::reviewers()
}

/// How many cases `who` has.
pub fn cases(who: u64) -> u32 {
	pool().iter().find(|reviewer| reviewer.account == who).expect("is in the pool").open
}

/// Says that `who` has as many cases as may be. The count is wrong then.
pub fn occupy(who: u64) {
	count(who, MAX_CASES);
}

/// Says that `who` has so many cases.
pub fn count(who: u64, cases: u32) {
	crate::Pool::<Test>::mutate(|pool| {
		pool.iter_mut().filter(|one| one.account == who).for_each(|one| one.open = cases)
	});
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	prepared();
	event
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
