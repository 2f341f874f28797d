//! A runtime for tests, with a licence registry and a register of products that answer what a test
//! tells them to.

use crate::{self as pallet_provenance, *};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{assert_ok, derive_impl, parameter_types, traits::fungible::InspectHold};
use salus_primitives::{
	merkle::Batch, Commitment, CompanyPrefix, Credentials, Gtin, Jurisdiction, LicenceKind,
	LicenceKinds, LicenceProblem, Measure, MeasureKind, MeasureReason, MemberRole, Moment,
	ProductInfo, Products, RecallClass, RecallDepth, Sscc, StorageLimits, DAY, YEAR,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

/// A manufacturer, which makes [`MEDICINE`].
pub const MAKER: u64 = 1;
/// Another one, which makes [`OTHER_MEDICINE`].
pub const OTHER_MAKER: u64 = 2;
pub const WHOLESALER: u64 = 3;
pub const PHARMACY: u64 = 4;
pub const OTHER_PHARMACY: u64 = 5;
pub const REGULATOR: u64 = 6;
/// A funded account that is licensed as nothing.
pub const STRANGER: u64 = 7;
/// A licensed pharmacy without money.
pub const POOR_PHARMACY: u64 = 8;
pub const PEOPLE: [u64; 7] =
	[MAKER, OTHER_MAKER, WHOLESALER, PHARMACY, OTHER_PHARMACY, REGULATOR, STRANGER];

pub const ENDOWMENT: u64 = 10_000_000;
pub const START: Moment = 20_000 * DAY;
pub const TODAY: u16 = 20_000;
/// How many units the lots of tests have.
pub const COUNT: u32 = 1_000;
pub const SECRET: [u8; 32] = [7; 32];

pub const MEDICINE: Gtin = Gtin(4_012_345_111_118);
pub const OTHER_MEDICINE: Gtin = Gtin(4_012_345_222_227);
/// Dispensed in 10 portions, and kept in a fridge.
pub const VIAL: Gtin = Gtin(4_012_345_333_336);
/// Kept frozen.
pub const FROZEN: Gtin = Gtin(4_012_345_444_445);
pub const FRIDGE: StorageLimits = StorageLimits { min: 200, max: 800, budget: 3_600 };
pub const FREEZER: StorageLimits = StorageLimits { min: -2_500, max: -1_500, budget: 60 };
/// Everybody's prefix.
pub const PREFIX: CompanyPrefix = CompanyPrefix { digits: 4_012_345, length: 7 };

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
	pub type Provenance = pallet_provenance::Pallet<Test>;
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

parameter_types! {
	pub const LotDeposit: u64 = 100;
	pub const WordDeposit: u64 = 2;
	pub const OriginDeposit: u64 = 3;
	pub const RangeDeposit: u64 = 10;
	pub const ContainerDeposit: u64 = 20;
	pub const ExceptionDeposit: u64 = 5;
	pub const CaseDeposit: u64 = 7;
	pub const UndoPeriod: Moment = 10 * DAY;
	pub const MaxTransit: Moment = 90 * DAY;
	pub const ReportPeriod: Moment = 7 * DAY;
	pub const RetentionPeriod: Moment = 6 * YEAR;
	/// The licences. Who is not in it holds none.
	pub static Licences: BTreeSet<(u64, LicenceKind)> = BTreeSet::new();
	/// What is registered.
	pub static Registered: BTreeMap<Gtin, ProductInfo<u64>> = BTreeMap::new();
	/// Whose the company prefix is: whoever asks, but for strangers.
	pub static PrefixOwner: u64 = MAKER;
}

pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		match Licences::get().contains(&(*who, kind)) {
			true => Ok(()),
			false => Err(LicenceProblem::NotHeld),
		}
	}

	fn holds_in(who: &u64, kind: LicenceKind, _: &Jurisdiction) -> bool {
		Self::holds(who, kind)
	}

	fn licence_kinds(who: &u64) -> LicenceKinds {
		Licences::get().iter().filter(|(holder, _)| holder == who).map(|(_, kind)| *kind).collect()
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
		license(*who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(_: &u64, _: &u64, _: MemberRole) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(_: &u64) {}
}

impl Products<u64> for Registry {
	fn product(gtin: &Gtin) -> Option<ProductInfo<u64>> {
		Registered::get().get(gtin).cloned()
	}

	fn prefix_owner(prefix: &CompanyPrefix) -> Option<u64> {
		(*prefix == PREFIX).then(PrefixOwner::get)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_product(gtin: &Gtin, manufacturer: &u64) {
		license(*manufacturer, LicenceKind::Manufacturer);
		register(*gtin, *manufacturer, Some(FRIDGE), 10);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_unmeasured(_: &Gtin) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_prefix(_: &CompanyPrefix, owner: &u64) {
		PrefixOwner::set(*owner);
	}
}

impl pallet_provenance::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Products = Registry;
	type LotDeposit = LotDeposit;
	type WordDeposit = WordDeposit;
	type OriginDeposit = OriginDeposit;
	type RangeDeposit = RangeDeposit;
	type ContainerDeposit = ContainerDeposit;
	type ExceptionDeposit = ExceptionDeposit;
	type CaseDeposit = CaseDeposit;
	type UndoPeriod = UndoPeriod;
	type MaxTransit = MaxTransit;
	type ReportPeriod = ReportPeriod;
	type RetentionPeriod = RetentionPeriod;
	type WeightInfo = ();
}

pub fn license(who: u64, kind: LicenceKind) {
	Licences::mutate(|licences| licences.insert((who, kind)));
}

pub fn unlicense(who: u64) {
	Licences::mutate(|licences| licences.retain(|(holder, _)| *holder != who));
}

pub fn register(gtin: Gtin, manufacturer: u64, limits: Option<StorageLimits>, portions: u16) {
	let product =
		ProductInfo { manufacturer, limits, portions, active: true, measures: Vec::new() };
	Registered::mutate(|registered| registered.insert(gtin, product));
}

/// Takes a measure against a whole product, or lifts it.
pub fn measure_product(gtin: Gtin, measure: Option<Measure>) {
	Registered::mutate(|registered| {
		registered.get_mut(&gtin).unwrap().measures = Vec::from_iter(measure)
	});
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call that takes a signature accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

/// What is held from `who` in all.
pub fn all_held(who: u64) -> u64 {
	Balances::total_balance_on_hold(&who)
}

pub fn last_event() -> Event<Test> {
	let event = System::events().pop().expect("something happened").event;
	event.try_into().expect("it was about provenance")
}

pub fn commitment(byte: u8) -> Commitment {
	Commitment([byte; 32])
}

pub fn number(text: &str) -> LotNumber {
	text.as_bytes().to_vec().try_into().unwrap()
}

/// An SSCC of everybody's prefix.
pub fn sscc(serial: u64) -> Sscc {
	let body = 34_012_345_000_000_000 + serial;
	(0..10).map(|digit| Sscc(body * 10 + digit)).find(Sscc::is_valid).unwrap()
}

/// The commitments to the serials of a lot's units.
pub fn unit(index: u32) -> H256 {
	let serial = format!("SERIAL{index}");
	unit_commitment(&unit_key(&SECRET, index), serial.as_bytes())
}

pub fn leaves(count: u32) -> Vec<H256> {
	(0..count).map(|index| unit_leaf(index, unit(index))).collect()
}

parameter_types! {
	static Leaves: Vec<H256> = leaves(COUNT);
}

pub fn root() -> H256 {
	Batch::of(&Leaves::get()).root
}

pub fn proof(index: u32) -> UnitProof {
	Batch::proof(&Leaves::get(), index).unwrap().try_into().unwrap()
}

pub fn new_lot(gtin: Gtin, text: &str) -> NewLot {
	NewLot {
		gtin,
		number: number(text),
		expires: TODAY + 365,
		attributes: commitment(1),
		count: COUNT,
		root: root(),
	}
}

/// Commissions a lot of a thousand units of `gtin`.
pub fn commission(gtin: Gtin, text: &str) -> LotId {
	let maker = Registered::get()[&gtin].manufacturer;
	let lots = vec![new_lot(gtin, text)].try_into().unwrap();
	assert_ok!(Provenance::commission(signed(maker), lots, 1));
	LotId::of(&gtin, &number(text))
}

/// Opens a container of `who`'s.
pub fn open(who: u64, serial: u64) -> Sscc {
	PrefixOwner::set(who);
	assert_ok!(Provenance::open_container(signed(who), sscc(serial), PREFIX, 1));
	sscc(serial)
}

pub fn span(lot: LotId, start: u32, end: u32) -> Span {
	Span { lot, start, end }
}

pub fn units(lot: LotId, start: u32, end: u32) -> Item {
	Item::Units(span(lot, start, end))
}

pub fn items(items: &[Item]) -> Items {
	items.to_vec().try_into().unwrap()
}

pub fn pack(who: u64, container: Sscc, what: &[Item]) -> frame_support::dispatch::DispatchResult {
	Provenance::pack(signed(who), container, items(what))
}

pub fn unpack(who: u64, what: &[Item]) -> frame_support::dispatch::DispatchResult {
	Provenance::unpack(signed(who), items(what), 1)
}

pub fn ship(
	who: u64,
	container: Sscc,
	to: u64,
	kind: ShipmentKind,
) -> frame_support::dispatch::DispatchResult {
	Provenance::ship(signed(who), container, to, kind, commitment(2), now() + DAY)
}

/// Hands `container` over.
pub fn hand_over(from: u64, container: Sscc, to: u64, kind: ShipmentKind) {
	assert_ok!(ship(from, container, to, kind));
	assert_ok!(Provenance::receive(signed(to), container, 1, Default::default()));
}

/// Brings units of `lot` from its maker into the stock of `who`.
pub fn deliver(lot: LotId, start: u32, end: u32, who: u64, serial: u64) {
	let maker = Registered::get()[&Lots::<Test>::get(lot).unwrap().gtin].manufacturer;
	let container = open(maker, serial);
	assert_ok!(pack(maker, container, &[units(lot, start, end)]));
	hand_over(maker, container, who, ShipmentKind::Sale);
	assert_ok!(unpack(who, &[units(lot, start, end)]));
}

pub fn dispense(
	who: u64,
	lot: LotId,
	index: u32,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	dispense_hinted(who, lot, index, None)
}

/// The same, said to be in the range that ends there.
pub fn dispense_hinted(
	who: u64,
	lot: LotId,
	index: u32,
	range_end: Option<u32>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let (unit, proof) = (unit(index), proof(index));
	Provenance::dispense(signed(who), lot, index, unit, proof, None, range_end)
}

pub fn portion(
	who: u64,
	lot: LotId,
	index: u32,
	portions: u16,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let (unit, proof) = (unit(index), proof(index));
	Provenance::dispense(signed(who), lot, index, unit, proof, Some(portions), None)
}

/// What everybody is told about a unit.
pub fn ask(lot: LotId, index: u32) -> UnitReport {
	Provenance::do_verify_unit(lot, index, unit(index), &proof(index)).unwrap()
}

pub fn state(lot: LotId, index: u32) -> UnitState {
	ask(lot, index).state
}

/// The range of a unit, and its end.
pub fn range(lot: LotId, index: u32) -> (u32, RangeOf<Test>) {
	Provenance::covering(&lot, index).unwrap()
}

pub fn container(sscc: Sscc) -> ContainerOf<Test> {
	Containers::<Test>::get(sscc).unwrap()
}

pub fn recall(depth: RecallDepth) -> MeasureKind {
	MeasureKind::Recall { class: RecallClass::I, depth }
}

/// A regulator takes a measure. Answers with its number.
pub fn measure(target: Target, kind: MeasureKind) -> u32 {
	let (id, reason) = (NextMeasureId::<Test>::get(), MeasureReason::Quality);
	assert_ok!(Provenance::take_measure(signed(REGULATOR), target, kind, reason, commitment(3)));
	id
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: PEOPLE.map(|who| (who, ENDOWMENT)).into(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		Licences::set(Default::default());
		Registered::set(Default::default());
		for (who, kind) in [
			(MAKER, LicenceKind::Manufacturer),
			(OTHER_MAKER, LicenceKind::Manufacturer),
			(WHOLESALER, LicenceKind::Wholesaler),
			(PHARMACY, LicenceKind::Pharmacy),
			(OTHER_PHARMACY, LicenceKind::Pharmacy),
			(POOR_PHARMACY, LicenceKind::Pharmacy),
			(REGULATOR, LicenceKind::Regulator),
		] {
			license(who, kind);
		}
		register(MEDICINE, MAKER, None, 1);
		register(OTHER_MEDICINE, OTHER_MAKER, None, 1);
		register(VIAL, MAKER, Some(FRIDGE), 10);
		register(FROZEN, MAKER, Some(FREEZER), 1);
	});
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Provenance::do_try_state().expect("the invariants hold");
	});
}
