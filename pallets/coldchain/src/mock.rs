//! A runtime with this pallet, sensors, and stand-ins for who is licensed as what and where containers
//! are.

use crate as pallet_coldchain;
use crate::{
	reading_leaf, report_payload, sensor_payload, HoldReason, JourneyOf, NextRegistration,
	RegistrationId, Report, SensorOf,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU32, ConstU64},
};
use p256::ecdsa::{signature::Signer, Signature as P256Signature, SigningKey};
use salus_primitives::{
	merkle::Batch, Commitment, Credentials, Custody, DeviceKey, DeviceSignature, Jurisdiction,
	LicenceKind, LicenceKinds, LicenceProblem, MemberRole, Moment, Seconds, StorageLimits, YEAR,
};
use scale_info::TypeInfo;
use sp_core::{ed25519, Pair, H256};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult};
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Coldchain: pallet_coldchain,
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

pub const SENSOR_DEPOSIT: u64 = 5;
pub const JOURNEY_DEPOSIT: u64 = 7;
pub const REPORT_DEPOSIT: u64 = 3;
pub const MAX_INTERVAL: u32 = 86_400;
pub const TOLERANCE: u32 = 60;
pub const RETENTION: Moment = 5 * YEAR;

impl pallet_coldchain::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Custody = Warehouse;
	type SensorDeposit = ConstU64<SENSOR_DEPOSIT>;
	type JourneyDeposit = ConstU64<JOURNEY_DEPOSIT>;
	type ReportDeposit = ConstU64<REPORT_DEPOSIT>;
	type MaxInterval = ConstU32<MAX_INTERVAL>;
	type ClockTolerance = ConstU32<TOLERANCE>;
	type RetentionPeriod = ConstU64<RETENTION>;
	type WeightInfo = ();
}

/// The name of a container.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Crate(pub u64);

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// Who holds which container, and what limits it has.
	pub static Containers: BTreeMap<Crate, (u64, Option<StorageLimits>)> = Default::default();
	/// How often which container was quarantined.
	pub static Quarantined: BTreeMap<Crate, u32> = Default::default();
	/// Which container is in which other one.
	pub static Outer: BTreeMap<Crate, Crate> = Default::default();
	/// Whether no container can be quarantined.
	pub static QuarantineFails: bool = false;
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

pub struct Warehouse;

impl Custody<u64> for Warehouse {
	type Container = Crate;

	fn holder(container: &Crate) -> Option<u64> {
		Containers::get().get(container).map(|(holder, _)| *holder)
	}

	fn limits(container: &Crate) -> Option<StorageLimits> {
		Containers::get().get(container).and_then(|(_, limits)| *limits)
	}

	fn outer(container: &Crate) -> Option<Crate> {
		Outer::get().get(container).copied()
	}

	fn quarantine(container: &Crate) -> DispatchResult {
		// Leaves something behind, which must not stay when it fails.
		System::inc_providers(&ACCOUNT_OF_THE_WAREHOUSE);
		frame_support::ensure!(!QuarantineFails::get(), DispatchError::Unavailable);
		Quarantined::mutate(|all| *all.entry(*container).or_default() += 1);
		Ok(())
	}

	fn holder_weight() -> frame_support::weights::Weight {
		Default::default()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_container(holder: &u64, limits: Option<StorageLimits>) -> Crate {
		Containers::mutate(|all| all.insert(BOX, (*holder, limits)));
		let around = (0..7).map(|level| (Crate(BOX.0 + level), Crate(BOX.0 + level + 1)));
		Outer::set(around.collect());
		BOX
	}
}

pub const ACCOUNT_OF_THE_WAREHOUSE: u64 = 77;
/// Owns the sensors, and holds [`BOX`].
pub const MAKER: u64 = 1;
pub const WHOLESALER: u64 = 2;
pub const CARRIER: u64 = 3;
pub const REGULATOR: u64 = 4;
pub const PHYSICIAN: u64 = 5;
pub const STRANGER: u64 = 6;
/// Licensed, and has too little for any deposit.
pub const POOR: u64 = 7;

pub const ENDOWMENT: u64 = 1_000;
/// The second at which tests begin.
pub const START: u32 = 1_700_000_000;
/// After so many seconds there is a gap.
pub const INTERVAL: u32 = 600;
/// Vaccines in a fridge.
pub const BOX: Crate = Crate(41);
pub const OTHER_BOX: Crate = Crate(42);
/// Bandages, which may be kept anywhere.
pub const BANDAGES: Crate = Crate(43);
pub const IDENTITY: Commitment = Commitment([7; 32]);
pub const BUDGET: u32 = 100;
pub const FRIDGE: StorageLimits = StorageLimits { min: 200, max: 800, budget: BUDGET };

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (MAKER..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded and licensed organisations and the containers of the
/// maker, and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Quarantined::set(Default::default());
	Outer::set(Default::default());
	QuarantineFails::set(false);
	Containers::set(BTreeMap::from([
		(BOX, (MAKER, Some(FRIDGE))),
		(OTHER_BOX, (MAKER, Some(FRIDGE))),
		(BANDAGES, (MAKER, None)),
	]));
	license(MAKER, LicenceKind::Manufacturer, Ok(()));
	license(WHOLESALER, LicenceKind::Wholesaler, Ok(()));
	license(CARRIER, LicenceKind::Carrier, Ok(()));
	license(POOR, LicenceKind::Pharmacy, Ok(()));
	license(REGULATOR, LicenceKind::Regulator, Ok(()));
	license(PHYSICIAN, LicenceKind::Practitioner, Ok(()));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_now(START);
		test();
		Coldchain::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	storage().into()
}

/// Sets the clock to the second `now`.
pub fn set_now(now: u32) {
	set_time(Seconds(now).moment());
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
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

/// `container` is `holder`'s now.
pub fn hand_over(container: Crate, holder: u64) {
	Containers::mutate(|all| all.get_mut(&container).expect("is there").0 = holder);
}

pub fn set_limits(container: Crate, limits: Option<StorageLimits>) {
	Containers::mutate(|all| all.get_mut(&container).expect("is there").1 = limits);
}

/// `inner` is in `outer`.
pub fn put_into(inner: Crate, outer: Crate) {
	Outer::mutate(|all| all.insert(inner, outer));
}

/// `container` is closed.
pub fn close(container: Crate) {
	Containers::mutate(|all| all.remove(&container));
}

/// How often `container` was quarantined.
pub fn quarantines(container: Crate) -> u32 {
	Quarantined::get().get(&container).copied().unwrap_or_default()
}

/// A device that measures and signs.
#[derive(Clone)]
pub enum Device {
	Ed25519(Box<ed25519::Pair>),
	P256(SigningKey),
}

impl Device {
	pub fn new(seed: u8) -> Self {
		Self::Ed25519(Box::new(ed25519::Pair::from_seed(&[seed; 32])))
	}

	pub fn p256(seed: u8) -> Self {
		Self::P256(SigningKey::from_slice(&[seed; 32]).unwrap())
	}

	pub fn key(&self) -> DeviceKey {
		match self {
			Self::Ed25519(pair) => DeviceKey::Ed25519(pair.public().0),
			Self::P256(pair) => {
				let point = pair.verifying_key().to_encoded_point(true);
				DeviceKey::P256(point.as_bytes().try_into().unwrap())
			}
		}
	}

	pub fn sign(&self, message: &[u8]) -> DeviceSignature {
		match self {
			Self::Ed25519(pair) => DeviceSignature::Ed25519(pair.sign(message).0),
			Self::P256(pair) => {
				let signature: P256Signature = pair.sign(message);
				let signature = signature.normalize_s().unwrap_or(signature);
				DeviceSignature::P256(signature.to_bytes().into())
			}
		}
	}

	/// That `owner` has it, for the next registration.
	pub fn proof(&self, owner: u64) -> DeviceSignature {
		let next = NextRegistration::<Test>::get();
		let key = self.key();
		self.sign(&sensor_payload(&genesis(), next, &owner, &key, &IDENTITY, INTERVAL))
	}

	/// Its signature of `report`, under its registration and about where it is.
	pub fn signature(&self, report: &Report) -> DeviceSignature {
		let entry = crate::Sensors::<Test>::get(self.key());
		let registration = entry.as_ref().map_or(0, |entry| entry.registration);
		let container = entry.and_then(|entry| entry.attachment).map(|at| at.container);
		let container = container.unwrap_or(BOX);
		self.sign(&report_payload(&genesis(), registration, &container, report))
	}

	/// Somebody hands in what it reports.
	pub fn report(&self, report: Report) -> DispatchResult {
		Coldchain::report(signed(STRANGER), self.key(), report, self.signature(&report))
	}

	pub fn entry(&self) -> SensorOf<Test> {
		crate::Sensors::<Test>::get(self.key()).expect("is registered")
	}
}

pub fn genesis() -> H256 {
	System::block_hash(0)
}

pub fn try_register(owner: u64, device: &Device) -> DispatchResult {
	let (key, proof) = (device.key(), device.proof(owner));
	let next = NextRegistration::<Test>::get();
	Coldchain::register_sensor(signed(owner), key, IDENTITY, INTERVAL, next, proof)
}

/// `owner` registers `device`. Its number.
pub fn register(owner: u64, device: &Device) -> RegistrationId {
	let registration = NextRegistration::<Test>::get();
	assert_ok!(try_register(owner, device));
	registration
}

/// A device of the maker's on [`BOX`].
pub fn watching(seed: u8) -> Device {
	let device = Device::new(seed);
	register(MAKER, &device);
	attach(&device, BOX);
	device
}

pub fn attach(device: &Device, container: Crate) {
	assert_ok!(Coldchain::attach(signed(MAKER), device.key(), container));
	prepared();
}

pub fn detach(device: &Device) {
	assert_ok!(Coldchain::detach(signed(MAKER), device.key()));
	prepared();
}

/// The temperatures that are reported.
pub const READINGS: [i16; 5] = [400, 410, 420, 430, 440];

/// When the reading `index` of a report that begins at `from` was measured, and its temperature.
pub fn reading(from: u32, index: u32) -> (Seconds, i16) {
	(Seconds(from + index), READINGS[index as usize])
}

pub fn leaves(from: u32) -> Vec<H256> {
	let readings = (0..5).map(|index| (index, reading(from, index)));
	readings.map(|(index, (at, temperature))| reading_leaf(index, at, temperature)).collect()
}

/// Nothing has happened, from `from` to `until`, in seconds after [`START`].
pub fn calm(sequence: u32, from: u32, until: u32) -> Report {
	Report {
		sequence,
		from: Seconds(START + from),
		until: Seconds(START + until),
		readings: Batch::of(&leaves(START + from)),
		min: 400,
		max: 440,
		outside: 0,
		limits: FRIDGE,
	}
}

/// It was too warm for `outside` seconds.
pub fn warm(sequence: u32, from: u32, until: u32, outside: u32) -> Report {
	Report { max: 900, outside, ..calm(sequence, from, until) }
}

pub fn journey(container: Crate) -> JourneyOf<Test> {
	crate::Journeys::<Test>::get(container).expect("has begun")
}

/// What is spent of the budget of `container`, and how many gaps there are.
pub fn found(container: Crate) -> (u32, u16) {
	let journey = journey(container);
	(journey.spent, journey.gaps)
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

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	System::reset_events();
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
