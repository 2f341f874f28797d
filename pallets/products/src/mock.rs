//! A runtime with this pallet, and a stand-in for who is licensed and accredited as what.

use crate as pallet_products;
use crate::{HoldReason, PrefixEntry, Prefixes, ProductOf};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU64},
};
use salus_primitives::{
	Commitment, CompanyPrefix, Credentials, Gtin, Jurisdiction, LicenceKind, LicenceKinds,
	LicenceProblem, MeasureKind, MeasureReason, MemberRole, StorageLimits,
};
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Products: pallet_products,
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

pub const PREFIX_DEPOSIT: u64 = 7;
pub const BRANCH_DEPOSIT: u64 = 2;
pub const PRODUCT_DEPOSIT: u64 = 11;

impl pallet_products::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Credentials = Registry;
	type PrefixDeposit = ConstU64<PREFIX_DEPOSIT>;
	type BranchDeposit = ConstU64<BRANCH_DEPOSIT>;
	type ProductDeposit = ConstU64<PRODUCT_DEPOSIT>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	pub static Accredited: BTreeSet<(u64, LicenceKind)> = Default::default();
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

	fn is_accredited(who: &u64, kind: LicenceKind) -> bool {
		Accredited::get().contains(&(*who, kind))
	}

	/// Valid now or not, as the trait has it.
	fn is_organisation(who: &u64) -> bool {
		Licences::get().get(who).is_some_and(|held| held.keys().any(|kind| kind.is_organisation()))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		license(*who, kind, Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(_: &u64, _: &u64, _: MemberRole) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(who: &u64, kind: LicenceKind) {
		accredit(*who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		LicenceKind::ALL.into_iter().for_each(|kind| license(*who, kind, Ok(())));
	}
}

/// Assigns prefixes.
pub const GS1: u64 = 1;
/// Assigns prefixes as well.
pub const OTHER_GS1: u64 = 2;
/// Has [`PREFIX`].
pub const MAKER: u64 = 3;
/// Has no prefix.
pub const OTHER_MAKER: u64 = 4;
pub const REGULATOR: u64 = 5;
pub const PHYSICIAN: u64 = 6;
pub const STRANGER: u64 = 7;
/// A maker, and accredited, with too little for any deposit.
pub const POOR: u64 = 8;

pub const ENDOWMENT: u64 = 1_000;
/// GS1's example company.
pub const PREFIX: CompanyPrefix = prefix(4_012_345, 7);
pub const GTIN: Gtin = Gtin(4_012_345_111_118);
pub const OTHER_GTIN: Gtin = Gtin(4_012_345_111_125);
pub const ATTRIBUTES: Commitment = Commitment([7; 32]);
pub const EVIDENCE: Commitment = Commitment([8; 32]);
pub const NOTHING: Commitment = Commitment([0; 32]);
pub const FRIDGE: StorageLimits = StorageLimits { min: 200, max: 800, budget: 3_600 };

pub const fn prefix(digits: u64, length: u8) -> CompanyPrefix {
	CompanyPrefix { digits, length }
}

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (GS1..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, 2)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` with funded accounts, two who assign prefixes, two manufacturers of which one has a
/// prefix, a regulator and a physician, and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Accredited::set(Default::default());
	for who in [GS1, OTHER_GS1, POOR] {
		accredit(who, LicenceKind::Manufacturer);
	}
	for who in [MAKER, OTHER_MAKER, POOR] {
		license(who, LicenceKind::Manufacturer, Ok(()));
	}
	license(REGULATOR, LicenceKind::Regulator, Ok(()));
	license(PHYSICIAN, LicenceKind::Practitioner, Ok(()));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		assign(MAKER, PREFIX);
		prepared();
		test();
		Products::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	storage().into()
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

pub fn accredit(who: u64, kind: LicenceKind) {
	Accredited::mutate(|all| all.insert((who, kind)));
}

/// GS1 assigns `prefix` to `holder`.
pub fn assign(holder: u64, prefix: CompanyPrefix) {
	assert_ok!(Products::assign_prefix(signed(GS1), holder, prefix));
}

/// The maker registers its product, which is kept in a fridge.
pub fn registered() {
	assert_ok!(Products::register(signed(MAKER), GTIN, PREFIX, ATTRIBUTES, Some(FRIDGE), 10));
	prepared();
}

/// `who` takes a measure against the product. Its number.
pub fn measured(who: u64, kind: MeasureKind) -> u32 {
	let id = crate::NextMeasureId::<Test>::get();
	assert_ok!(Products::take_measure(signed(who), GTIN, kind, MeasureReason::Quality, EVIDENCE));
	prepared();
	id
}

pub fn entry() -> ProductOf<Test> {
	crate::Catalogue::<Test>::get(GTIN).expect("is registered")
}

/// How many own a prefix that this one begins.
pub fn below(branch: CompanyPrefix) -> Option<u32> {
	match Prefixes::<Test>::get(branch)? {
		PrefixEntry::Branch(count) => Some(count),
		PrefixEntry::Owned { .. } => panic!("is owned"),
	}
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
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
