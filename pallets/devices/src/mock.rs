//! A runtime with this pallet, and stand-ins for who is licensed as what and has which prefix.

use crate as pallet_devices;
use crate::{
	challenge_message, install_message, possession_message, release_message, Challenge, DeviceId,
	DeviceIdentifier, DeviceOf, Devices, HoldReason, Label, Model, ModelId, ModelOf, Models,
	ProductionIdentifier, Version,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU64},
};
use p256::ecdsa::{signature::Signer, Signature, SigningKey};
use salus_primitives::{
	Commitment, CompanyPrefix, Credentials, DeviceKey, DeviceSignature, Gtin, Jurisdiction,
	LicenceKind, LicenceKinds, LicenceProblem, MemberRole, Moment, ProductInfo, Products, DAY,
	HOUR, YEAR,
};
use sp_core::{ed25519, Pair, H256};
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		MedicalDevices: pallet_devices,
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

pub const MODEL_DEPOSIT: u64 = 20;
pub const DEVICE_DEPOSIT: u64 = 10;
pub const KEY_DEPOSIT: u64 = 2;
pub const RELEASE_DEPOSIT: u64 = 7;
pub const HISTORY_DEPOSIT: u64 = 5;
pub const SERVICER_DEPOSIT: u64 = 4;
pub const MEASURE_DEPOSIT: u64 = 6;
pub const MAX_CHALLENGE: Moment = HOUR;
pub const RETENTION: Moment = 10 * YEAR;

impl pallet_devices::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Products = Catalogue;
	type ModelDeposit = ConstU64<MODEL_DEPOSIT>;
	type DeviceDeposit = ConstU64<DEVICE_DEPOSIT>;
	type KeyDeposit = ConstU64<KEY_DEPOSIT>;
	type ReleaseDeposit = ConstU64<RELEASE_DEPOSIT>;
	type HistoryDeposit = ConstU64<HISTORY_DEPOSIT>;
	type ServicerDeposit = ConstU64<SERVICER_DEPOSIT>;
	type MeasureDeposit = ConstU64<MEASURE_DEPOSIT>;
	type MaxChallenge = ConstU64<MAX_CHALLENGE>;
	type RetentionPeriod = ConstU64<RETENTION>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	/// Company prefixes and whose they are.
	pub static Prefixes: BTreeMap<CompanyPrefix, u64> = Default::default();
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

pub struct Catalogue;

impl Products<u64> for Catalogue {
	fn product(_: &Gtin) -> Option<ProductInfo<u64>> {
		None
	}

	fn prefix_owner(prefix: &CompanyPrefix) -> Option<u64> {
		Prefixes::get().get(prefix).copied()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_product(_: &Gtin, _: &u64) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_unmeasured(_: &Gtin) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_prefix(prefix: &CompanyPrefix, owner: &u64) {
		Prefixes::mutate(|all| all.insert(*prefix, *owner));
	}
}

pub const MAKER: u64 = 1;
pub const OTHER_MAKER: u64 = 2;
pub const HOSPITAL: u64 = 3;
pub const CLINIC: u64 = 4;
pub const LABORATORY: u64 = 5;
pub const REGULATOR: u64 = 6;
pub const PHYSICIAN: u64 = 7;
pub const STRANGER: u64 = 8;
/// Is licensed as anything, and has too little for any deposit.
pub const POOR: u64 = 9;

pub const ENDOWMENT: u64 = 1_000;
/// The day that is running.
pub const TODAY: u16 = 20_000;
/// The first moment of it.
pub const START: Moment = TODAY as Moment * DAY;
/// The hash of the first block of this chain.
pub const GENESIS: H256 = H256::repeat_byte(0x11);
/// Seconds between two calibrations, and between two maintenances.
pub const CALIBRATION: u32 = 365 * 24 * 3_600;
pub const MAINTENANCE: u32 = 90 * 24 * 3_600;
pub const ATTRIBUTES: Commitment = Commitment([7; 32]);
pub const EVIDENCE: Commitment = Commitment([8; 32]);
pub const CERTIFICATE: Commitment = Commitment([9; 32]);
pub const SALT: [u8; 32] = [10; 32];
pub const PATIENT: &[u8] = b"the patient";
pub const IMAGE: H256 = H256::repeat_byte(12);
pub const NONCE: H256 = H256::repeat_byte(13);
/// GS1's example company.
pub const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };
pub const GTIN: Gtin = Gtin(4_012_345_111_118);

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (MAKER..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 1)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded accounts, two manufacturers, of which the first has
/// [`PREFIX`], two facilities, a laboratory, a regulator and a physician, and checks the invariants
/// afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Prefixes::set([(PREFIX, MAKER)].into());
	for (who, kind) in [
		(MAKER, LicenceKind::Manufacturer),
		(OTHER_MAKER, LicenceKind::Manufacturer),
		(HOSPITAL, LicenceKind::Facility),
		(CLINIC, LicenceKind::Facility),
		(LABORATORY, LicenceKind::Laboratory),
		(REGULATOR, LicenceKind::Regulator),
		(PHYSICIAN, LicenceKind::Practitioner),
	] {
		license(who, kind, Ok(()));
	}
	LicenceKind::ALL.into_iter().for_each(|kind| license(POOR, kind, Ok(())));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_genesis(GENESIS);
		set_time(START);
		test();
		MedicalDevices::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	storage().into()
}

/// Makes this the chain with another first block.
pub fn set_genesis(hash: H256) {
	frame_system::BlockHash::<Test>::insert(0, hash);
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

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// A key of a device or of firmware, with its secret.
#[derive(Clone)]
pub enum Secret {
	Ed25519(Box<ed25519::Pair>),
	P256(Box<SigningKey>),
}

impl Secret {
	/// An Ed25519 one.
	pub fn ed25519(seed: u8) -> Self {
		Self::Ed25519(Box::new(ed25519::Pair::from_seed(&[seed; 32])))
	}

	/// A P-256 one.
	pub fn p256(seed: u8) -> Self {
		Self::P256(Box::new(SigningKey::from_slice(&[seed; 32]).unwrap()))
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
				let signature: Signature = pair.sign(message);
				let signature = signature.normalize_s().unwrap_or(signature);
				DeviceSignature::P256(signature.to_bytes().into())
			}
		}
	}
}

/// The signature with one bit of its byte `at` flipped.
pub fn flipped(signature: DeviceSignature, at: usize) -> DeviceSignature {
	let flip = |mut bytes: [u8; 64]| {
		bytes[at] ^= 1;
		bytes
	};
	match signature {
		DeviceSignature::Ed25519(bytes) => DeviceSignature::Ed25519(flip(bytes)),
		DeviceSignature::P256(bytes) => DeviceSignature::P256(flip(bytes)),
	}
}

/// What the maker signs firmware with.
pub fn firmware_secret() -> Secret {
	Secret::p256(90)
}

/// What the device number `n` signs with: every other one has a P-256 key.
pub fn secret(n: u8) -> Secret {
	if n.is_multiple_of(2) {
		Secret::p256(n + 1)
	} else {
		Secret::ed25519(n + 1)
	}
}

pub fn label(text: &str) -> Label {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn version(text: &str) -> Version {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn hibc(text: &str) -> DeviceIdentifier {
	DeviceIdentifier::Hibcc(text.as_bytes().to_vec().try_into().unwrap())
}

pub fn isbt(text: &str) -> DeviceIdentifier {
	DeviceIdentifier::Iccbba(text.as_bytes().to_vec().try_into().unwrap())
}

/// The maker's model.
pub fn identifier() -> DeviceIdentifier {
	DeviceIdentifier::Gs1(GTIN)
}

pub fn model() -> ModelId {
	ModelId::of(&identifier())
}

pub fn register(identifier: DeviceIdentifier) -> ModelId {
	let prefix = matches!(identifier, DeviceIdentifier::Gs1(_)).then_some(PREFIX);
	let model = ModelId::of(&identifier);
	assert_ok!(MedicalDevices::register_model(
		signed(MAKER),
		identifier,
		prefix,
		ATTRIBUTES,
		Some(CALIBRATION),
		Some(MAINTENANCE),
		firmware_secret().key(),
	));
	model
}

/// The maker registers its model.
pub fn registered() -> ModelId {
	register(identifier())
}

/// What is printed on the device number `n`, of a lot, made today, good for a thousand days.
pub fn pi(n: u8) -> ProductionIdentifier {
	ProductionIdentifier {
		lot: Some(label("LOT-7")),
		serial: label(&format!("SN{n}")),
		expires: Some(TODAY + 1_000),
		made: TODAY,
		software: Some(label("1.0")),
	}
}

/// The id of the device number `n`.
pub fn id(n: u8) -> DeviceId {
	DeviceId::of(&model(), &pi(n).serial)
}

pub fn possession(n: u8) -> DeviceSignature {
	let secret = secret(n);
	secret.sign(&possession_message(&GENESIS, &id(n), &secret.key()))
}

/// The maker makes the device number `n` of its model.
pub fn make(n: u8) -> DeviceId {
	assert_ok!(MedicalDevices::manufacture(
		signed(MAKER),
		model(),
		pi(n),
		secret(n).key(),
		possession(n)
	));
	id(n)
}

/// The maker registers its model and makes the device number 0.
pub fn made() -> DeviceId {
	registered();
	make(0)
}

pub fn give(device: DeviceId, from: u64, to: u64) {
	assert_ok!(MedicalDevices::offer(signed(from), device, to));
	assert_ok!(MedicalDevices::accept(signed(to), device));
}

/// The hospital has the device number 0.
pub fn delivered() -> DeviceId {
	let device = made();
	give(device, MAKER, HOSPITAL);
	device
}

/// A challenge that is good for a minute.
pub fn challenge(counter: u64) -> Challenge {
	let now = pallet_timestamp::Now::<Test>::get();
	Challenge { nonce: NONCE, expires: now + 60_000, counter }
}

/// The answer of the device number `n` to `by`.
pub fn answer(n: u8, by: u64, challenge: &Challenge) -> DeviceSignature {
	secret(n).sign(&challenge_message(&GENESIS, &id(n), &by, challenge))
}

pub fn release_signature(number: u32, version: &str) -> DeviceSignature {
	let message = release_message(&GENESIS, &model(), number, version.as_bytes(), &IMAGE);
	firmware_secret().sign(&message)
}

/// The maker releases firmware: the number of the release.
pub fn released() -> u32 {
	let number = model_entry().next_release;
	let text = format!("2.{number}");
	assert_ok!(MedicalDevices::release_firmware(
		signed(MAKER),
		model(),
		version(&text),
		IMAGE,
		release_signature(number, &text)
	));
	number
}

/// The device number `n` says that it runs `release`.
pub fn attestation(n: u8, release: u32, counter: u64) -> DeviceSignature {
	secret(n).sign(&install_message(&GENESIS, &id(n), release, counter))
}

/// The owner of the device number `n` installs `release`.
pub fn install(n: u8, release: u32) {
	let entry = device_entry(id(n));
	let counter = entry.counter + 1;
	let attestation = attestation(n, release, counter);
	assert_ok!(MedicalDevices::install(signed(entry.owner), id(n), release, counter, attestation));
}

pub fn model_entry() -> ModelOf<Test> {
	Models::<Test>::get(model()).expect("is registered")
}

pub fn device_entry(device: DeviceId) -> DeviceOf<Test> {
	Devices::<Test>::get(device).expect("is made")
}

pub fn change_model(change: impl FnOnce(&mut Model<u64, u64>)) {
	Models::<Test>::mutate(model(), |entry| change(entry.as_mut().unwrap()));
}

pub fn change_device(device: DeviceId, change: impl FnOnce(&mut DeviceOf<Test>)) {
	Devices::<Test>::mutate(device, |entry| change(entry.as_mut().unwrap()));
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
