//! A runtime with this pallet and real assets, and stand-ins for licences, consents, plans,
//! authorisations and encounters.
//!
//! What only tests change is in [`Tables`]. What the pallet changes through others, that is what was
//! used of coverages and authorisations, is in storage, so that it is undone when a call fails.

mod claiming;
mod looks;
mod names;
mod plans;
mod tables;

pub use claiming::*;
pub use looks::*;
pub use names::*;
pub use plans::*;
pub use tables::*;

use crate as pallet_claims;
use crate::{
	Claim, ClaimStatus, ClaimedService, HoldReason, Ledger, NewClaim, Payout, ProviderAccountOf,
};
use codec::Encode;
use frame_support::{
	assert_ok, derive_impl,
	storage::{storage_prefix, unhashed},
	traits::{
		fungible::InspectHold as _,
		fungibles::{InspectHold as _, Mutate as _},
		AsEnsureOriginWithArg, ConstU32, ConstU64,
	},
};
use salus_primitives::{
	Action, Adjustment, AdjustmentGroup, AdjustmentReason, Amount, AppealClocks,
	AuthorisationClocks, AuthorisationId, Authorisations, Basis, Benefit, Certificate,
	CertifiedService, CertifiedServices, ClaimId, ClaimKind, Commitment, ConsentGate, Coverage,
	CoverageRef, Credentials, Day, FamilyUse, Grantee, GroupId, Jurisdiction, LicenceKind,
	LicenceKinds, LicenceProblem, Limit, MemberRole, MemberUse, Membership, Moment, NetworkId,
	PlanId, PlanInfo, Purpose, References, Refusal, Segments, Service, ServiceReference,
	ServiceTag, Silence, Terms, Tier, VersionId, DAY, HOUR, OUT_OF_NETWORK, YEAR,
};
use sp_runtime::{BuildStorage, DispatchResult};
use std::{cell::RefCell, collections::BTreeMap};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		Claims: pallet_claims,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u64>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Amount;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<u64>>;
	type Currency = Balances;
	type ForceOrigin = frame_system::EnsureRoot<u64>;
	type Holder = AssetsHolder;
}

impl pallet_assets_holder::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
}

pub const ACCOUNT_DEPOSIT: u64 = 101;
pub const ROOM_DEPOSIT: u64 = 7;
/// How many claims that wait are paid at once.
pub const MAX_SETTLED: u32 = 3;
pub const RETENTION: Moment = 6 * YEAR;

/// What benchmarks settle in: an asset that is there.
#[cfg(feature = "runtime-benchmarks")]
pub struct Measured;

#[cfg(feature = "runtime-benchmarks")]
impl frame_support::traits::Get<u32> for Measured {
	fn get() -> u32 {
		use frame_support::traits::fungibles::{Create, Inspect};
		if !<Assets as Inspect<u64>>::asset_exists(MEASURED) {
			assert_ok!(<Assets as Create<u64>>::create(MEASURED, PAYER, true, 1));
		}
		MEASURED
	}
}

impl pallet_claims::Config for Test {
	type Currency = Balances;
	type AssetId = u32;
	type Assets = Assets;
	type Reserves = AssetsHolder;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Consent = Gate;
	type Coverage = Plans;
	type Authorisations = Certificates;
	type References = World;
	type AccountDeposit = ConstU64<ACCOUNT_DEPOSIT>;
	type RoomDeposit = ConstU64<ROOM_DEPOSIT>;
	type MaxSettled = ConstU32<MAX_SETTLED>;
	type Retention = ConstU64<RETENTION>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAsset = Measured;
	type WeightInfo = ();
}

/// What is there when tests begin, without the room.
pub fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PAYER..=FRIEND).map(|who| (who, ENDOWMENT)).collect();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	let payers = [PAYER, OTHER_PAYER, THIRD_PAYER].map(|who| (COIN, who, TREASURE));
	let others = [CLINIC, CHARITY, FRIEND].map(|who| (COIN, who, PURSE));
	pallet_assets::GenesisConfig::<Test> {
		assets: vec![(COIN, PAYER, true, MINIMUM)],
		accounts: payers.into_iter().chain(others).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	storage
}

/// The tables with which tests begin.
pub fn reset() {
	tables(|tables| *tables = Tables::default());
	for (who, kind) in [
		(PAYER, LicenceKind::Payer),
		(OTHER_PAYER, LicenceKind::Payer),
		(THIRD_PAYER, LicenceKind::Payer),
		(CLINIC, LicenceKind::Facility),
		(PHYSICIAN, LicenceKind::Practitioner),
		(PHARMACY, LicenceKind::Pharmacy),
		(LABORATORY, LicenceKind::Laboratory),
	] {
		license(who, kind, Ok(()));
	}
	for (plan, payer) in [(PLAN, PAYER), (OTHER_PLAN, OTHER_PAYER), (THIRD_PLAN, THIRD_PAYER)] {
		open(plan, payer, COIN, TODAY - 300, terms());
		for (tag, group, fee) in [
			(VISIT, VISITS, 15_000),
			(DRUG, DRUGS, 2_000),
			(THERAPY, THERAPIES, 5_000),
			(COSMETIC, COSMETICS, 10_000),
			(OPERATION, SURGERY, 100_000),
			(TRIAL, TRIALS, 20_000),
			(FREE_VISIT, FREE, 1_000_000),
		] {
			list(plan, tag, service(group, fee));
		}
		let fees = [(NETWORK, 15_000), (OUT_OF_NETWORK, 9_000)];
		list(plan, VISIT, Service { fees: bounded(fees), ..service(VISITS, 0) });
		list(plan, LONG_VISIT, Service { intense: true, ..service(VISITS, 30_000) });
		list(plan, RARE, Service { fees: Default::default(), ..service(FREE, 0) });
		contract(plan, CLINIC, NETWORK);
	}
	enrol(PLAN, MEMBER, membership());
	for member in [PARENT, CHILD] {
		enrol(PLAN, member, Membership { family: Some(FAMILY), ..membership() });
	}
	enrol(PLAN, DOUBLE, membership());
	enrol(OTHER_PLAN, DOUBLE_THERE, Membership { after: after(PLAN, DOUBLE), ..membership() });
	let after_both = after(OTHER_PLAN, DOUBLE_THERE);
	enrol(THIRD_PLAN, DOUBLE_THIRD, Membership { after: after_both, ..membership() });
}

/// Runs `test` at [`START`] with funded and licensed payers and providers, plans and members who
/// consent, and reserves that are full, and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	run_bare(|| {
		for plan in [PLAN, OTHER_PLAN, THIRD_PLAN] {
			buy_room(CLINIC, plan, ROOM);
			top_up(plan, TREASURE / 2);
		}
		for provider in [PHYSICIAN, PHARMACY, LABORATORY] {
			buy_room(provider, PLAN, ROOM);
		}
		prepared();
		test();
	});
}

/// The same without room, and with empty reserves.
pub fn run_bare(test: impl FnOnce()) {
	reset();
	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		check();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	tables(|tables| *tables = Tables::default());
	storage().into()
}

/// Checks what always holds.
pub fn check() {
	Claims::do_try_state().unwrap();
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

/// Lets time go on.
pub fn pass(time: Moment) {
	set_time(now() + time);
}

/// What is left of the block's weight is used.
pub fn idle() -> frame_support::weights::Weight {
	use frame_support::traits::Hooks;
	Claims::on_idle(System::block_number(), frame_support::weights::Weight::MAX)
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

/// Calls as the runtime does: what a call that fails did is undone.
pub fn dispatch(who: u64, call: RuntimeCall) -> DispatchResult {
	use frame_support::traits::UnfilteredDispatchable;
	plainly(call.dispatch_bypass_filter(signed(who)))
}

/// What a call that may be free of charge answers, without what it costs.
pub fn plainly(result: frame_support::dispatch::DispatchResultWithPostInfo) -> DispatchResult {
	result.map(drop).map_err(|failed| failed.error)
}

/// The only event since the last call of this.
pub fn last_event() -> crate::Event<Test> {
	let events = events();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	prepared();
	event
}

/// The only events since then: what happened, and that `amount` was transferred to `provider` for it,
/// from the reserve of [`PLAN`].
pub fn last_event_paying(provider: u64, amount: Amount) -> crate::Event<Test> {
	let events = events();
	let [event, transfer] = <[_; 2]>::try_from(events).expect("two events of the pallet");
	assert_eq!(transfer, transferred(provider, amount));
	prepared();
	event
}

/// That so much was transferred to `provider` from the reserve of [`PLAN`].
pub fn transferred(provider: u64, amount: Amount) -> crate::Event<Test> {
	crate::Event::Transferred { plan: PLAN, provider, amount }
}

/// All events since then.
pub fn events() -> Vec<crate::Event<Test>> {
	System::read_events_for_pallet::<crate::Event<Test>>()
}

/// Forgets the events of what a test has prepared.
pub fn prepared() {
	System::reset_events();
}
