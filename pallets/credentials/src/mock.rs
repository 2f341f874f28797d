//! A chain with nothing but this pallet, balances and a clock.

use crate as pallet_credentials;
use crate::*;
use frame_support::{derive_impl, parameter_types, traits::fungible::InspectHold};
use frame_system::EnsureRoot;
use salus_primitives::{DAY, YEAR};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Credentials = pallet_credentials;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<u64>;
	type AccountId = u64;
	type Block = frame_system::mocking::MockBlock<Test>;
	type Lookup = IdentityLookup<u64>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub static LicenceDeposit: u64 = 10;
	pub static MembershipDeposit: u64 = 3;
	pub static IdentifierDeposit: u64 = 5;
	pub static EndpointDeposit: u64 = 4;
	pub static AppealDeposit: u64 = 2;
	pub const AppealPeriod: Moment = 14 * DAY;
	pub const MaxValidity: Moment = 2 * YEAR;
	pub const MaxAccreditations: u32 = 3;
	pub const MaxLicences: u32 = 3;
	pub const MaxAffiliations: u32 = 2;
	pub const MaxMembers: u32 = 2;
	pub const MaxAddressLength: u32 = 40;
}

impl Config for Test {
	type AccreditationOrigin = EnsureRoot<u64>;
	type SafetyOrigin = EnsureRoot<u64>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type LicenceDeposit = LicenceDeposit;
	type MembershipDeposit = MembershipDeposit;
	type IdentifierDeposit = IdentifierDeposit;
	type EndpointDeposit = EndpointDeposit;
	type AppealDeposit = AppealDeposit;
	type AppealPeriod = AppealPeriod;
	type MaxValidity = MaxValidity;
	type MaxAccreditations = MaxAccreditations;
	type MaxLicences = MaxLicences;
	type MaxAffiliations = MaxAffiliations;
	type MaxMembers = MaxMembers;
	type MaxAddressLength = MaxAddressLength;
	type WeightInfo = ();
}

/// Accredited by [`run`] for practitioners and facilities in Germany.
pub const ISSUER: u64 = 1;
/// Accredited by [`run`] for facilities in Germany.
pub const OTHER_ISSUER: u64 = 2;
/// A hospital to be.
pub const HOSPITAL: u64 = 3;
/// Another hospital to be.
pub const CLINIC: u64 = 4;
/// A third hospital to be.
pub const PRACTICE: u64 = 5;
/// A physician to be.
pub const DOCTOR: u64 = 6;
/// Somebody without any role.
pub const STRANGER: u64 = 7;
/// An account with next to no funds.
pub const POOR: u64 = 8;
/// An account that does not exist.
pub const NOBODY: u64 = 99;

/// When every test begins.
pub const START: Moment = 1_800_000_000_000;
/// The usual end of what the tests grant.
pub const END: Moment = START + 30 * DAY;

/// A chain at [`START`] with funded accounts and nothing else.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let funded = (ISSUER..=STRANGER).map(|who| (who, 1_000));
	let balances = funded.chain([(POOR, 1)]).collect();
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	ext
}

/// Runs a test with two accredited issuers, then checks the invariants.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		accredit(ISSUER, LicenceKind::Practitioner);
		accredit(ISSUER, LicenceKind::Facility);
		accredit(OTHER_ISSUER, LicenceKind::Facility);
		test();
		Credentials::do_try_state().unwrap();
	});
}

/// Moves the clock.
pub fn set_time(now: Moment) {
	Timestamp::set_timestamp(now);
}

/// The jurisdiction with this code.
pub fn place(code: &str) -> Jurisdiction {
	code.parse().unwrap()
}

/// Where the issuers are accredited.
pub fn germany() -> Jurisdiction {
	place("DE")
}

/// A jurisdiction that no code stands for.
pub fn malformed() -> Jurisdiction {
	Decode::decode(&mut b"de\0\0\0".as_slice()).unwrap()
}

/// Accredits `issuer` for `kind` in Germany.
pub fn accredit(issuer: u64, kind: LicenceKind) {
	Credentials::accredit(RuntimeOrigin::root(), issuer, kind, germany()).unwrap();
}

/// Lets [`ISSUER`] grant `holder` a licence of `kind` in Germany until [`END`].
pub fn grant(holder: u64, kind: LicenceKind) {
	let origin = RuntimeOrigin::signed(ISSUER);
	Credentials::grant_licence(origin, holder, kind, germany(), END).unwrap();
}

/// Lets governance suspend `holder`'s licence of `kind` in Germany.
pub fn suspend(holder: u64, kind: LicenceKind) {
	Credentials::suspend_licence(RuntimeOrigin::root(), holder, kind, germany()).unwrap();
}

/// Lets governance withdraw what `issuer` is accredited for.
pub fn withdraw(
	issuer: u64,
	kind: LicenceKind,
	jurisdiction: Jurisdiction,
	reason: Withdrawal,
) -> DispatchResult {
	let origin = RuntimeOrigin::root();
	Credentials::withdraw_accreditation(origin, issuer, kind, jurisdiction, reason)
}

/// Makes [`HOSPITAL`] a facility with [`DOCTOR`] as a member until [`END`].
pub fn admit_doctor() {
	grant(HOSPITAL, LicenceKind::Facility);
	let origin = RuntimeOrigin::signed(HOSPITAL);
	Credentials::admit_member(origin, DOCTOR, MemberRole::Doctor, END).unwrap();
}

/// What `who` has on hold for `reason`.
pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}
