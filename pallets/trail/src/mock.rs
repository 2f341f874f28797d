//! A runtime with this pallet, and stand-ins for who is licensed as what, who pays, who represents
//! whom and what receipts there are.

use crate as pallet_trail;
use crate::{
	end_of, receipt_leaf, subject_tag, Day, DisputeId, DisputeOf, Disputes, HoldReason, Signal,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU32, ConstU64, EnsureOrigin},
};
use salus_primitives::{
	merkle::Batch, AccessReceipts, Acting, Commitment, Credentials, Jurisdiction, LicenceKind,
	LicenceKinds, LicenceProblem, MemberRole, Moment, ReceiptParties, SignedBySubject, Sponsorship,
	DAY, YEAR,
};
use sp_core::H256;
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Trail: pallet_trail,
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

pub const DAY_DEPOSIT: u64 = 3;
pub const DISPUTE_DEPOSIT: u64 = 10;
pub const ANSWER: Moment = 30 * DAY;
pub const RETENTION: Moment = 6 * YEAR;
pub const ACTIVITY: Moment = DAY;
/// How long a bucket is.
pub const BUCKET: Moment = ACTIVITY / 2;
pub const MAX_RECEIPTS: u32 = 1 << 20;

impl pallet_trail::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type SubjectOrigin = OwnOrInTheirName;
	type GovernanceOrigin = frame_system::EnsureRoot<u64>;
	type Sponsorship = Wards;
	type Credentials = Registry;
	type Receipts = Ledger;
	type DayDeposit = ConstU64<DAY_DEPOSIT>;
	type DisputeDeposit = ConstU64<DISPUTE_DEPOSIT>;
	type AnswerPeriod = ConstU64<ANSWER>;
	type RetentionPeriod = ConstU64<RETENTION>;
	type ActivityPeriod = ConstU64<ACTIVITY>;
	type MaxReceiptsPerDay = ConstU32<MAX_RECEIPTS>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// Subject and places: how many there are, and how many are taken.
	pub static Places: BTreeMap<u64, (u32, u32)> = Default::default();
	/// Whose signature counts as that of which subject's representative.
	pub static Representatives: BTreeMap<u64, u64> = Default::default();
	/// Organisations and their members.
	pub static Members: std::collections::BTreeSet<(u64, u64)> = Default::default();
	/// The receipts on chain, by record and index.
	pub static Receipts: BTreeMap<(u64, u32), ReceiptParties<u64>> = Default::default();
}

/// A subject's signature, or that of somebody who represents one.
pub struct OwnOrInTheirName;

impl EnsureOrigin<RuntimeOrigin> for OwnOrInTheirName {
	type Success = Acting<u64>;

	fn try_origin(origin: RuntimeOrigin) -> Result<Acting<u64>, RuntimeOrigin> {
		let acting = SignedBySubject::<u64>::try_origin(origin)?;
		Ok(match Representatives::get().get(&acting.subject) {
			Some(subject) => Acting { subject: *subject, by: Some(acting.subject) },
			None => acting,
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		SignedBySubject::<u64>::try_successful_origin()
	}
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

	fn member_role(organisation: &u64, who: &u64) -> Option<MemberRole> {
		Members::get().contains(&(*organisation, *who)).then_some(MemberRole::Administrator)
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

pub struct Wards;

impl Sponsorship<u64> for Wards {
	fn take_place(subject: &u64) -> bool {
		Places::mutate(|all| match all.get_mut(subject) {
			Some((places, taken)) if *taken < *places => {
				*taken += 1;
				true
			}
			_ => false,
		})
	}

	fn give_back(subject: &u64) {
		Places::mutate(|all| all.get_mut(subject).expect("has places").1 -= 1);
	}

	fn taken(subject: &u64) -> u32 {
		Places::get().get(subject).map_or(0, |(_, taken)| *taken)
	}
}

pub struct Ledger;

impl AccessReceipts<u64> for Ledger {
	fn parties(record: u64, index: u32) -> Option<ReceiptParties<u64>> {
		Receipts::get().get(&(record, index)).cloned()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_receipt(subject: &u64, custodian: &u64) -> (u64, u32) {
		accessed(*subject, *custodian);
		(RECORD, RECEIPT)
	}
}

pub const PATIENT: u64 = 1;
pub const OTHER_PATIENT: u64 = 2;
pub const HOSPITAL: u64 = 3;
pub const CLINIC: u64 = 4;
pub const PHYSICIAN: u64 = 5;
pub const REGULATOR: u64 = 6;
/// Acts in the patient's name.
pub const GUARDIAN: u64 = 7;
pub const STRANGER: u64 = 8;
/// Has too little for any deposit.
pub const POOR: u64 = 9;
/// An account that does not exist.
pub const NOBODY: u64 = 99;

pub const ENDOWMENT: u64 = 1_000;
/// The day that is running.
pub const TODAY: Day = 20_000;
pub const YESTERDAY: Day = TODAY - 1;
/// The first moment of it.
pub const START: Moment = TODAY as Moment * DAY;
pub const RECORD: u64 = 41;
pub const RECEIPT: u32 = 2;
pub const ROOT: H256 = H256::repeat_byte(3);
pub const STATEMENT: Commitment = Commitment([7; 32]);
pub const ANSWERED: Commitment = Commitment([8; 32]);
pub const RULING: Commitment = Commitment([9; 32]);
pub const EVIDENCE: Commitment = Commitment([10; 32]);

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PATIENT..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded accounts, two licensed facilities, a physician, a regulator,
/// a guardian of the patient's and a receipt of the hospital's about the patient, and checks the
/// invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Places::set(Default::default());
	Receipts::set(Default::default());
	Representatives::set(BTreeMap::from([(GUARDIAN, PATIENT)]));
	for facility in [HOSPITAL, CLINIC] {
		license(facility, LicenceKind::Facility, Ok(()));
	}
	license(POOR, LicenceKind::Pharmacy, Ok(()));
	license(PHYSICIAN, LicenceKind::Practitioner, Ok(()));
	license(REGULATOR, LicenceKind::Regulator, Ok(()));
	accessed(PATIENT, HOSPITAL);

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		Trail::do_try_state().unwrap();
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

/// Origins that no call that takes a signature accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|all| all.entry(who).or_default().insert(kind, standing));
}

pub fn enrol(subject: u64, places: u32) {
	Places::mutate(|all| all.insert(subject, (places, 0)));
}

/// The physician has accessed the record of `subject` that `custodian` keeps.
pub fn accessed(subject: u64, custodian: u64) {
	let parties = ReceiptParties { subject, custodian, reader: PHYSICIAN };
	Receipts::mutate(|all| all.insert((RECORD, RECEIPT), parties));
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

pub fn balance(who: u64) -> u64 {
	Balances::free_balance(who)
}

pub fn set_balance(who: u64, free: u64) {
	let _ = <Balances as frame_support::traits::fungible::Mutate<u64>>::set_balance(&who, free);
}

/// A custodian's receipts of a day.
pub struct Book {
	pub subjects: Vec<u64>,
	pub leaves: Vec<H256>,
	pub batch: Batch,
}

impl Book {
	/// One receipt for an access to the data of each of `subjects`.
	pub fn of(subjects: &[u64]) -> Self {
		let leaves: Vec<_> =
			(0u32..).zip(subjects).map(|(index, subject)| leaf(index, *subject)).collect();
		Self { subjects: subjects.to_vec(), batch: Batch::of(&leaves), leaves }
	}

	pub fn proof(&self, index: u32) -> Vec<H256> {
		Batch::proof(&self.leaves, index).expect("is in the book")
	}
}

/// The salt of the receipt `index`.
pub fn salt(index: u32) -> [u8; 32] {
	sp_io::hashing::blake2_256(&index.to_le_bytes())
}

/// The body of the receipt `index`.
pub fn body(index: u32) -> H256 {
	H256::from_low_u64_be(u64::from(index) + 1)
}

pub fn leaf(index: u32, subject: u64) -> H256 {
	receipt_leaf(index, subject_tag(&salt(index), &subject), body(index))
}

/// The hospital anchors yesterday: the receipts with an odd index are about the patient.
pub fn anchored() -> Book {
	let book = Book::of(&[OTHER_PATIENT, PATIENT, OTHER_PATIENT, PATIENT, OTHER_PATIENT]);
	anchor(HOSPITAL, YESTERDAY, &book);
	book
}

pub fn anchor(custodian: u64, day: Day, book: &Book) {
	let Batch { root, count } = book.batch;
	assert_ok!(Trail::anchor_day(signed(custodian), day, root, count));
}

pub fn quiet(custodian: u64, day: Day) {
	assert_ok!(Trail::declare_quiet_day(signed(custodian), day));
}

/// The patient disputes the physician's access, before the hospital. The number of the dispute.
pub fn disputed() -> DisputeId {
	let id = crate::NextDisputeId::<Test>::get();
	assert_ok!(Trail::dispute_receipt(signed(PATIENT), RECORD, RECEIPT, STATEMENT));
	id
}

pub fn answered(dispute: DisputeId) {
	assert_ok!(Trail::answer(signed(HOSPITAL), dispute, ANSWERED));
}

/// The regulator upholds an answered dispute.
pub fn closed(dispute: DisputeId) {
	answered(dispute);
	assert_ok!(Trail::close(signed(REGULATOR), dispute, crate::Finding::Upheld, RULING));
}

pub fn entry(dispute: DisputeId) -> DisputeOf<Test> {
	Disputes::<Test>::get(dispute).expect("is a dispute")
}

/// The first moment of the day after `day`.
pub fn after(day: Day) -> Moment {
	end_of(day)
}

/// The signals that were given since the last call of this, with their counts.
pub fn signals(of: u64) -> Vec<(Signal, u32)> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let signals = events.into_iter().filter_map(|event| match event {
		crate::Event::UnusualAccess { actor, signal, count } if actor == of => {
			Some((signal, count))
		}
		_ => None,
	});
	let signals = signals.collect();
	System::reset_events();
	signals
}

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	event
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
