//! A runtime with this pallet, and a stand-in for who is licensed as what.

use crate as pallet_consent;
use crate::{Profiles, Terms};
use frame_support::{derive_impl, parameter_types, traits::ConstU64};
use salus_primitives::{
	Action, Actions, Commitment, Credentials, Grantee, Jurisdiction, LicenceKind, LicenceKinds,
	LicenceProblem, Moment, Purpose, Purposes, Refusal, Segments, DAY,
};
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Consent: pallet_consent,
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

pub const CONSENT_DEPOSIT: u64 = 10;
pub const PROFILE_DEPOSIT: u64 = 5;
pub const MAX_VALIDITY: Moment = 365 * DAY;

impl pallet_consent::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type ConsentDeposit = ConstU64<CONSENT_DEPOSIT>;
	type ProfileDeposit = ConstU64<PROFILE_DEPOSIT>;
	type MaxValidity = ConstU64<MAX_VALIDITY>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, LicenceKinds> = Default::default();
	pub static Organisations: BTreeMap<u64, Vec<u64>> = Default::default();
}

/// Answers from the two tables above.
pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		Self::licence_kinds(who).contains(kind).then_some(()).ok_or(LicenceProblem::NotHeld)
	}

	fn holds_in(who: &u64, kind: LicenceKind, _: &Jurisdiction) -> bool {
		Self::holds(who, kind)
	}

	fn licence_kinds(who: &u64) -> LicenceKinds {
		Licences::get().get(who).copied().unwrap_or_default()
	}

	fn organisations(who: &u64) -> Vec<u64> {
		Organisations::get().get(who).cloned().unwrap_or_default()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		Licences::mutate(|licences| licences.insert(*who, LicenceKinds::from_iter([kind])));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		Licences::mutate(|all| all.insert(*who, LicenceKinds::from_iter(LicenceKind::ALL)));
		Organisations::mutate(|all| all.insert(*who, vec![1_001, 1_002, 1_003, 1_004]));
	}
}

pub const PATIENT: u64 = 1;
pub const PHYSICIAN: u64 = 2;
pub const COLLEAGUE: u64 = 3;
pub const HOSPITAL: u64 = 4;
pub const STRANGER: u64 = 5;
pub const POOR: u64 = 6;
/// An account that does not exist.
pub const NOBODY: u64 = 99;

pub const START: Moment = 1_000 * DAY;

/// Runs `test` at [`START`] with funded accounts, two physicians of a licensed hospital, and checks
/// the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = [PATIENT, PHYSICIAN, COLLEAGUE, HOSPITAL, STRANGER].map(|who| (who, 1_000));
	pallet_balances::GenesisConfig::<Test> {
		balances: balances.into_iter().chain([(POOR, CONSENT_DEPOSIT + 1)]).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	Licences::set(BTreeMap::from([
		(PHYSICIAN, LicenceKinds::from_iter([LicenceKind::Practitioner])),
		(COLLEAGUE, LicenceKinds::from_iter([LicenceKind::Practitioner])),
		(HOSPITAL, LicenceKinds::from_iter([LicenceKind::Facility])),
	]));
	Organisations::set(BTreeMap::from([(PHYSICIAN, vec![HOSPITAL]), (COLLEAGUE, vec![HOSPITAL])]));

	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		Consent::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	frame_system::GenesisConfig::<Test>::default().build_storage().unwrap().into()
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn account(who: u64) -> Grantee<u64> {
	Grantee::Account(who)
}

/// Treatment, access and use, segments 0 and 1, for ten days.
pub fn terms() -> Terms {
	Terms {
		purposes: Purposes::from_iter([Purpose::TREAT]),
		actions: Actions::from_iter([Action::Access, Action::Use]),
		segments: Segments(0b11),
		from: START,
		until: START + 10 * DAY,
		form: Commitment([7; 32]),
		version: 1,
	}
}

/// Asks the gate for access to segment 0 for treatment.
pub fn check(actor: u64) -> Result<Grantee<u64>, Refusal> {
	Consent::check(PATIENT, actor, Action::Access, Purpose::TREAT, Segments(0b01))
}

pub fn held(who: u64) -> u64 {
	Balances::reserved_balance(who)
}

pub fn profile() -> crate::Profile<u64> {
	Profiles::<Test>::get(PATIENT)
}

/// The only event since the last call.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	event
}
