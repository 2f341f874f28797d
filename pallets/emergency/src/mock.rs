//! A runtime with this pallet, and stand-ins for who is licensed as what, what subjects leave open
//! and who counts.

use crate as pallet_emergency;
use crate::{CaseId, CaseOf, Cases, Conduct, ConductOf, Finding, HoldReason, NextCaseId, Reason};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU32, ConstU64},
};
use frame_system::EnsureRoot;
use salus_primitives::{
	AccessMonitor, Commitment, Credentials, Jurisdiction, LicenceKind, LicenceKinds,
	LicenceProblem, MemberRole, Moment, Segments, Sighting, SubjectControls, DAY, HOUR, YEAR,
};
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Glass: pallet_emergency,
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

pub const ACCESS: Moment = 4 * HOUR;
pub const REVIEW: Moment = 72 * HOUR;
pub const RETENTION: Moment = 6 * YEAR;
pub const RATE: Moment = DAY;
pub const DEPOSIT: u64 = 10;
pub const MAX_UNREVIEWED: u32 = 4;
pub const PRACTITIONER_LIMIT: u32 = 5;
pub const SUBJECT_LIMIT: u32 = 3;
pub const STRIKES: u32 = 3;

impl pallet_emergency::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Controls = Wishes;
	type Monitor = Counter;
	type GovernanceOrigin = EnsureRoot<u64>;
	type AccessPeriod = ConstU64<ACCESS>;
	type ReviewPeriod = ConstU64<REVIEW>;
	type RetentionPeriod = ConstU64<RETENTION>;
	type CaseDeposit = ConstU64<DEPOSIT>;
	type MaxOpenCases = ConstU32<MAX_UNREVIEWED>;
	type PractitionerLimit = ConstU32<PRACTITIONER_LIMIT>;
	type SubjectLimit = ConstU32<SUBJECT_LIMIT>;
	type RatePeriod = ConstU64<RATE>;
	type StrikeLimit = ConstU32<STRIKES>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// Organisation and member, and as what.
	pub static Members: BTreeMap<(u64, u64), MemberRole> = Default::default();
	/// What subjects leave open, if it is not everything.
	pub static Open: BTreeMap<u64, Option<Segments>> = Default::default();
	/// Who was seen to break the glass, in order.
	pub static Sightings: Vec<u64> = Default::default();
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

	fn organisations(who: &u64) -> Vec<u64> {
		Members::get()
			.into_keys()
			.filter(|(_, member)| member == who)
			.map(|(organisation, _)| organisation)
			.filter(Self::is_organisation)
			.collect()
	}

	fn member_role(organisation: &u64, who: &u64) -> Option<MemberRole> {
		let role = Members::get().get(&(*organisation, *who)).copied();
		role.filter(|_| Self::is_organisation(organisation))
	}

	fn privacy_officer(organisation: &u64) -> Option<u64> {
		Members::get()
			.into_iter()
			.find(|((held, _), role)| held == organisation && *role == MemberRole::PrivacyOfficer)
			.map(|((_, officer), _)| officer)
	}

	fn is_accredited(_: &u64, _: LicenceKind) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		license(*who, kind, Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &u64, who: &u64, role: MemberRole) {
		license(*organisation, LicenceKind::Facility, Ok(()));
		join(*organisation, *who, role);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		LicenceKind::ALL.into_iter().for_each(|kind| license(*who, kind, Ok(())));
		Self::ensure_member(&1_000, who, MemberRole::Administrator);
	}
}

pub struct Wishes;

impl SubjectControls<u64> for Wishes {
	fn open_to_emergencies(subject: &u64) -> Option<Segments> {
		Open::get().get(subject).copied().unwrap_or(Some(Segments::ALL))
	}
}

pub struct Counter;

impl AccessMonitor<u64> for Counter {
	fn note(actor: &u64, sighting: Sighting<u64>) {
		assert_eq!(sighting, Sighting::Emergency);
		Sightings::mutate(|seen| seen.push(*actor));
	}
}

pub const PATIENT: u64 = 1;
pub const HOSPITAL: u64 = 2;
pub const CLINIC: u64 = 3;
/// An emergency practitioner of the hospital.
pub const MEDIC: u64 = 4;
/// Another one.
pub const COLLEAGUE: u64 = 5;
/// A doctor of the hospital, not of its emergency service.
pub const DOCTOR: u64 = 6;
/// An emergency practitioner of the clinic.
pub const SPECIALIST: u64 = 7;
/// A licensed practitioner of no organisation.
pub const REVIEWER: u64 = 8;
pub const REGULATOR: u64 = 9;
/// The hospital's privacy officer.
pub const OFFICER: u64 = 10;
pub const STRANGER: u64 = 11;
/// An emergency practitioner of the hospital with enough for one case, and no more.
pub const POOR: u64 = 12;
/// Further subjects, whose accounts do not exist, begin here.
pub const CROWD: u64 = 100;

pub const ENDOWMENT: u64 = 10_000;
pub const START: Moment = 1_000 * DAY;
pub const JUSTIFICATION: Commitment = Commitment([7; 32]);
pub const FINDINGS: Commitment = Commitment([8; 32]);
pub const SEGMENTS: Segments = Segments(0b0110);
pub const REASON: Reason = Reason::Unconscious;

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PATIENT..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, DEPOSIT + 1)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded accounts, a hospital and a clinic with their people, and
/// checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Open::set(Default::default());
	Sightings::set(Default::default());
	for facility in [HOSPITAL, CLINIC] {
		license(facility, LicenceKind::Facility, Ok(()));
	}
	for practitioner in [MEDIC, COLLEAGUE, DOCTOR, SPECIALIST, REVIEWER, POOR] {
		license(practitioner, LicenceKind::Practitioner, Ok(()));
	}
	license(REGULATOR, LicenceKind::Regulator, Ok(()));
	Members::set(BTreeMap::from([
		((HOSPITAL, MEDIC), MemberRole::EmergencyPractitioner),
		((HOSPITAL, COLLEAGUE), MemberRole::EmergencyPractitioner),
		((HOSPITAL, POOR), MemberRole::EmergencyPractitioner),
		((HOSPITAL, DOCTOR), MemberRole::Doctor),
		((HOSPITAL, OFFICER), MemberRole::PrivacyOfficer),
		((CLINIC, SPECIALIST), MemberRole::EmergencyPractitioner),
	]));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		Glass::do_try_state().unwrap();
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

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call for signers accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|all| all.entry(who).or_default().insert(kind, standing));
}

pub fn join(organisation: u64, who: u64, role: MemberRole) {
	Members::mutate(|all| all.insert((organisation, who), role));
}

pub fn leaves_open(subject: u64, segments: Option<Segments>) {
	Open::mutate(|all| all.insert(subject, segments));
}

pub fn held(who: u64) -> u64 {
	Balances::balance_on_hold(&HoldReason::Case.into(), &who)
}

pub fn case(id: CaseId) -> CaseOf<Test> {
	Cases::<Test>::get(id).expect("there is such a case")
}

pub fn conduct(who: u64) -> ConductOf<Test> {
	Conduct::<Test>::get(who)
}

/// The `practitioner` breaks `subject`'s glass for the organisation they work for.
pub fn breaks(practitioner: u64, subject: u64) -> frame_support::dispatch::DispatchResult {
	let organisation = if practitioner == SPECIALIST { CLINIC } else { HOSPITAL };
	let origin = signed(practitioner);
	Glass::break_glass(origin, subject, organisation, SEGMENTS, REASON, JUSTIFICATION)
}

/// The same, with the number of the new case.
pub fn broken(practitioner: u64, subject: u64) -> CaseId {
	assert_ok!(breaks(practitioner, subject));
	NextCaseId::<Test>::get() - 1
}

/// A regulator finds a case to be that.
pub fn found(id: CaseId, finding: Finding) {
	assert_ok!(Glass::review(signed(REGULATOR), id, finding, FINDINGS));
}

/// `count` cases of the medic that nobody reviewed in time, nor flagged. Ends when they are due.
pub fn overdue(count: u32) -> Vec<CaseId> {
	let cases = (0..u64::from(count)).map(|n| broken(MEDIC, CROWD + n)).collect();
	set_time(pallet_timestamp::Now::<Test>::get() + REVIEW);
	cases
}

/// The segments that are open to `practitioner` now.
pub fn open(subject: u64, practitioner: u64) -> Option<Segments> {
	Glass::open(subject, practitioner).map(|(_, segments)| segments)
}

/// The events since the last call of this.
pub fn events() -> Vec<crate::Event<Test>> {
	System::read_events_for_pallet::<crate::Event<Test>>()
}

/// The only event since the last call of this or of [`events`].
pub fn last_event() -> crate::Event<Test> {
	let [event] = <[_; 1]>::try_from(events()).expect("one event of the pallet");
	event
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
