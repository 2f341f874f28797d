//! A runtime for tests, with a licence registry and a consent gate that answer what a test tells
//! them to.

use crate::{self as pallet_records, *};
use alloc::collections::BTreeMap;
use frame_support::{derive_impl, parameter_types, traits::fungible::InspectHold};
use salus_primitives::{
	Action, Commitment, ConsentGate, Credentials, Grantee, Jurisdiction, LicenceKind, LicenceKinds,
	LicenceProblem, Moment, Purpose, Refusal, Segment, Segments, YEAR,
};
use sp_runtime::BuildStorage;

/// A licensed facility.
pub const HOSPITAL: u64 = 1;
/// Another licensed facility.
pub const CLINIC: u64 = 2;
/// A subject, who has no balance.
pub const PATIENT: u64 = 3;
/// A funded account without a licence.
pub const DOCTOR: u64 = 4;
/// Another one.
pub const STRANGER: u64 = 5;

pub const ENDOWMENT: u64 = 1_000_000;
pub const START: Moment = 50 * YEAR;
pub const SEGMENT: u8 = 7;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeHoldReason,
		RuntimeFreezeReason,
		RuntimeViewFunction,
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system::Pallet<Test>;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp::Pallet<Test>;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances::Pallet<Test>;
	#[runtime::pallet_index(3)]
	pub type Health = pallet_records::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

/// What the gate is asked: subject, actor, action, purpose, segments.
pub type Question = (u64, u64, Action, Purpose, Segments);

parameter_types! {
	pub const ReceiptRetention: Moment = 6 * YEAR;
	pub const MaxVersions: u32 = 4;
	pub static RecordDeposit: u64 = 100;
	pub static VersionDeposit: u64 = 10;
	pub static ReceiptDeposit: u64 = 1;
	/// The facility licences. Who is not in it holds none.
	pub static Facilities: BTreeMap<u64, Result<(), LicenceProblem>> = BTreeMap::new();
	/// What the gate answers to everybody but the subject.
	pub static GateAnswer: Result<Grantee<u64>, Refusal> = Err(Refusal::NoConsent);
	/// What the gate was asked last.
	pub static GateQuestion: Option<Question> = None;
}

pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		match kind {
			LicenceKind::Facility => {
				Facilities::get().get(who).copied().unwrap_or(Err(LicenceProblem::NotHeld))
			}
			_ => Err(LicenceProblem::NotHeld),
		}
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

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, _: LicenceKind) {
		set_licence(*who, Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		set_licence(*who, Ok(()));
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
	) -> Result<Grantee<u64>, Refusal> {
		GateQuestion::set(Some((*subject, *actor, action, purpose, segments)));
		if subject == actor {
			return Ok(Grantee::Account(*subject));
		}
		GateAnswer::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(_: &u64, actor: &u64, _: Action, _: Purpose, _: Segments) {
		GateAnswer::set(Ok(Grantee::Account(*actor)));
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type ConsentGate = Gate;
	type RecordDeposit = RecordDeposit;
	type VersionDeposit = VersionDeposit;
	type ReceiptDeposit = ReceiptDeposit;
	type ReceiptRetention = ReceiptRetention;
	type MaxVersions = MaxVersions;
	type WeightInfo = ();
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: [HOSPITAL, CLINIC, DOCTOR, STRANGER].map(|who| (who, ENDOWMENT)).to_vec(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();

	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(START);
		set_prices(100, 10, 1);
		Facilities::set(BTreeMap::from([(HOSPITAL, Ok(())), (CLINIC, Ok(()))]));
		GateAnswer::set(Err(Refusal::NoConsent));
		GateQuestion::set(None);
	});
	ext
}

/// Runs a test, and checks every invariant after it.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Health::do_try_state().unwrap();
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call of the pallet accepts.
pub fn unsigned_origins() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn commitment(number: u8) -> Commitment {
	Commitment([number; 32])
}

pub fn segment() -> Segment {
	Segment::new(SEGMENT).unwrap()
}

pub fn set_licence(who: u64, standing: Result<(), LicenceProblem>) {
	Facilities::mutate(|facilities| facilities.insert(who, standing));
}

pub fn set_prices(record: u64, version: u64, receipt: u64) {
	RecordDeposit::set(record);
	VersionDeposit::set(version);
	ReceiptDeposit::set(receipt);
}

pub fn advance(milliseconds: Moment) {
	Timestamp::set_timestamp(Timestamp::get() + milliseconds);
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// A record of the hospital about the patient, whose version 1 is `commitment(1)`.
pub fn registered() -> RecordId {
	let id = NextRecordId::<Test>::get();
	Health::register(signed(HOSPITAL), PATIENT, SEGMENT, commitment(1)).unwrap();
	id
}

/// The same, accessed once by the doctor.
pub fn accessed() -> RecordId {
	let id = registered();
	GateAnswer::set(Ok(Grantee::Account(DOCTOR)));
	Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT).unwrap();
	id
}

pub fn assert_last_event(event: Event<Test>) {
	System::assert_last_event(event.into());
}
