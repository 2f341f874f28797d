//! A runtime for tests, with a licence registry, a consent gate and a sponsor that answer what a
//! test tells them to.

use crate::{self as pallet_records, *};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{derive_impl, parameter_types, traits::fungible::InspectHold};
use salus_primitives::{
	merkle::{leaf, Batch},
	AccessMonitor, Action, Basis, Commitment, ConsentGate, Credentials, Grantee, Jurisdiction,
	LicenceKind, LicenceKinds, LicenceProblem, MemberRole, Moment, Purpose, Refusal, Segment,
	Segments, Sighting, SignedBySubject, Sponsorship, DAY, YEAR,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

/// A licensed facility.
pub const HOSPITAL: u64 = 1;
/// Another licensed facility.
pub const CLINIC: u64 = 2;
/// A subject, who has no balance, and whose state the hospital pays for.
pub const PATIENT: u64 = 3;
/// A funded account that is licensed as nothing.
pub const DOCTOR: u64 = 4;
/// Another one.
pub const STRANGER: u64 = 5;
/// A practitioner of the hospital.
pub const AUTHOR: u64 = 6;
/// A regulator.
pub const REGULATOR: u64 = 7;
/// A subject who pays for themselves.
pub const PAYING_PATIENT: u64 = 8;
/// More regulators.
pub const OTHER_REGULATORS: [u64; 4] = [9, 10, 11, 12];

pub const ENDOWMENT: u64 = 1_000_000;
pub const START: Moment = 50 * YEAR;
pub const SEGMENT: u8 = 7;
pub const CLASS: RetentionClass = RetentionClass::Clinical;

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
	pub const AmendmentPeriod: Moment = 60 * DAY;
	pub const AmendmentExtension: Moment = 30 * DAY;
	pub const MaxVersions: u32 = 4;
	pub const MaxBatchLeaves: u32 = 1 << 20;
	pub const MaxHold: Moment = 10 * YEAR;
	pub const SweepPerCall: u32 = 5;
	pub static RecordDeposit: u64 = 100;
	pub static VersionDeposit: u64 = 10;
	pub static ReceiptDeposit: u64 = 1;
	pub const AmendmentDeposit: u64 = 7;
	pub const BatchDeposit: u64 = 50;
	pub const HoldDeposit: u64 = 20;
	/// The licences. Who is not in it holds none.
	pub static Licences: BTreeMap<(u64, LicenceKind), Result<(), LicenceProblem>> = BTreeMap::new();
	/// Organisations and their members.
	pub static Members: BTreeSet<(u64, u64)> = BTreeSet::new();
	/// What the gate answers to everybody but the subject.
	pub static GateAnswer: Result<Basis<u64>, Refusal> = Err(Refusal::NoConsent);
	/// What the gate was asked last.
	pub static GateQuestion: Option<Question> = None;
	/// Who was seen accessing whose data.
	pub static Seen: Vec<(u64, u64)> = Vec::new();
	/// The places that the patient has taken, of how many.
	pub static Places: (u32, u32) = (0, 0);
}

pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		Licences::get().get(&(*who, kind)).copied().unwrap_or(Err(LicenceProblem::NotHeld))
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

	fn member_role(organisation: &u64, who: &u64) -> Option<MemberRole> {
		Members::get().contains(&(*organisation, *who)).then_some(MemberRole::Doctor)
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
		Members::mutate(|members| members.insert((*organisation, *who)));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(_: &u64) {}
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
		if subject == actor {
			return Ok(Basis::Subject);
		}
		GateAnswer::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_permitted(_: &u64, _: &u64, _: Action, _: Purpose, _: Segments) {
		GateAnswer::set(Ok(Basis::Emergency(1)));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_granted(_: &u64, actor: &u64, _: Action, _: Purpose, _: Segments) {
		GateAnswer::set(Ok(Basis::Grant(Grantee::Account(*actor))));
	}
}

pub struct Watch;

impl AccessMonitor<u64> for Watch {
	fn note(actor: &u64, sighting: Sighting<u64>) {
		if let Sighting::Subject(subject) = sighting {
			Seen::mutate(|seen| seen.push((*actor, *subject)));
		}
	}
}

/// Pays for the patient's state while places last.
pub struct Sponsor;

impl Sponsorship<u64> for Sponsor {
	fn take_place(subject: &u64) -> bool {
		let (taken, places) = Places::get();
		let free = *subject == PATIENT && taken < places;
		if free {
			Places::set((taken + 1, places));
		}
		free
	}

	fn give_back(_: &u64) {
		Places::mutate(|(taken, _)| *taken -= 1);
	}

	fn taken(_: &u64) -> u32 {
		Places::get().0
	}
}

pub struct Rules;

impl RetentionRules for Rules {
	fn minimum(class: RetentionClass) -> Moment {
		match class {
			RetentionClass::Administrative => 6 * YEAR,
			RetentionClass::Clinical | RetentionClass::Imaging => 10 * YEAR,
			RetentionClass::Paediatric => 28 * YEAR,
			RetentionClass::Implant => 30 * YEAR,
		}
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type ConsentGate = Gate;
	type SubjectOrigin = SignedBySubject<u64>;
	type Sponsorship = Sponsor;
	type Monitor = Watch;
	type Retention = Rules;
	type RecordDeposit = RecordDeposit;
	type VersionDeposit = VersionDeposit;
	type ReceiptDeposit = ReceiptDeposit;
	type ReceiptRetention = ReceiptRetention;
	type AmendmentDeposit = AmendmentDeposit;
	type AmendmentPeriod = AmendmentPeriod;
	type AmendmentExtension = AmendmentExtension;
	type BatchDeposit = BatchDeposit;
	type MaxBatchLeaves = MaxBatchLeaves;
	type HoldDeposit = HoldDeposit;
	type MaxHold = MaxHold;
	type SweepPerCall = SweepPerCall;
	type MaxVersions = MaxVersions;
	type WeightInfo = ();
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let funded = [HOSPITAL, CLINIC, DOCTOR, STRANGER, REGULATOR, PAYING_PATIENT];
	pallet_balances::GenesisConfig::<Test> {
		balances: funded.into_iter().chain(OTHER_REGULATORS).map(|who| (who, ENDOWMENT)).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();

	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(START);
		set_prices(100, 10, 1);
		Licences::set(BTreeMap::new());
		for facility in [HOSPITAL, CLINIC] {
			license(facility, LicenceKind::Facility, Ok(()));
		}
		for regulator in [REGULATOR].into_iter().chain(OTHER_REGULATORS) {
			license(regulator, LicenceKind::Regulator, Ok(()));
		}
		license(AUTHOR, LicenceKind::Practitioner, Ok(()));
		Members::set(BTreeSet::from([(HOSPITAL, AUTHOR)]));
		GateAnswer::set(Err(Refusal::NoConsent));
		GateQuestion::set(None);
		Seen::set(Vec::new());
		Places::set((0, 2));
	});
	ext
}

/// Runs a test, and checks every invariant after it.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Health::do_try_state().unwrap();
		let sponsored = Amendments::<Test>::iter_values().filter(|request| request.deposit == 0);
		assert_eq!(Places::get().0 as usize, sponsored.count());
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

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|licences| licences.insert((who, kind), standing));
}

pub fn set_licence(who: u64, standing: Result<(), LicenceProblem>) {
	license(who, LicenceKind::Facility, standing);
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

pub fn record(id: RecordId) -> RecordOf<Test> {
	Records::<Test>::get(id).unwrap()
}

/// A record of the hospital about the patient, whose version 1 is `commitment(1)`.
pub fn registered() -> RecordId {
	registered_about(PATIENT, 1)
}

/// A record of the hospital about `subject`, whose version 1 is `commitment(number)`.
pub fn registered_about(subject: u64, number: u8) -> RecordId {
	let id = NextRecordId::<Test>::get();
	Health::register(signed(HOSPITAL), subject, SEGMENT, commitment(number), None, CLASS).unwrap();
	id
}

/// Lets everybody in on a grant to the doctor.
pub fn consent() {
	GateAnswer::set(Ok(Basis::Grant(Grantee::Account(DOCTOR))));
}

/// The same, accessed once by the doctor.
pub fn accessed() -> RecordId {
	let id = registered();
	consent();
	Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT).unwrap();
	id
}

/// A record that a regulator ordered to be erased.
pub fn doomed(id: RecordId) {
	Health::order_erasure(signed(REGULATOR), id, commitment(200)).unwrap();
}

/// Erases `id` at once.
pub fn erased(id: RecordId) {
	doomed(id);
	Health::erase(signed(record(id).custodian), vec![id].try_into().unwrap(), commitment(201))
		.unwrap();
}

/// What leaf `index` of the batch is: a document of the patient's.
pub fn leaf_content(index: u32) -> (u64, u8, Commitment) {
	(PATIENT, SEGMENT, commitment(100 + index as u8))
}

pub fn leaves(count: u32) -> Vec<H256> {
	(0..count).map(|index| leaf(LEAF_DOMAIN, index, &leaf_content(index))).collect()
}

/// The hospital anchors a batch of `count` leaves.
pub fn anchored(count: u32) -> BatchId {
	let id = NextBatchId::<Test>::get();
	let batch = Batch::of(&leaves(count));
	Health::anchor_batch(signed(HOSPITAL), batch.root, batch.count, CLASS).unwrap();
	id
}

/// The proof of leaf `index` of a batch of `count`.
pub fn proof(count: u32, index: u32) -> Proof {
	Batch::proof(&leaves(count), index).unwrap().try_into().unwrap()
}

/// Somebody proves leaf `index` of `batch`, which has `count`.
pub fn prove(batch: BatchId, count: u32, index: u32) -> sp_runtime::DispatchResult {
	let (subject, segment, commitment) = leaf_content(index);
	let proof = proof(count, index);
	Health::prove_leaf(signed(STRANGER), batch, index, subject, segment, commitment, proof)
}

pub fn assert_last_event(event: Event<Test>) {
	System::assert_last_event(event.into());
}
