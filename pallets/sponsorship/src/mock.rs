//! A runtime that charges fees through the pallet, with a table of who is a licensed organisation.

use crate::{self as pallet_sponsorship, *};
use frame_support::{
	derive_impl,
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo},
	parameter_types,
	storage::with_transaction_unchecked,
	traits::{
		fungible::{HoldConsideration, Inspect, InspectHold},
		tokens::imbalance::ResolveTo,
		ConstU16, ConstU32, LinearStoragePrice,
	},
	unsigned::TransactionValidityError,
	weights::IdentityFee,
};
use pallet_transaction_payment::{ChargeTransactionPayment, FungibleAdapter};
use salus_primitives::{
	Credentials, Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, MemberRole, Moment, DAY,
};
use sp_runtime::{
	traits::{DispatchTransaction, TransactionExtension},
	BuildStorage, TransactionOutcome,
};
use std::collections::BTreeMap;

/// A licensed hospital.
pub const HOSPITAL: u64 = 1;
/// A licensed insurer.
pub const INSURER: u64 = 2;
/// A funded physician, who is no organisation.
pub const PHYSICIAN: u64 = 3;
/// An account that does not exist.
pub const PATIENT: u64 = 4;
/// Another one.
pub const OTHER_PATIENT: u64 = 5;
/// Where fees go.
pub const TREASURY: u64 = 6;

/// Enough for many fees.
pub const ENDOWMENT: u64 = 1 << 50;
pub const START: Moment = 20_000 * DAY;
pub const DAILY_CALLS: u32 = 20;
pub const DAILY_UNPAID_CALLS: u32 = 2;
pub const PLACE_SIZE: u32 = 100;
pub const MAX_PLACES: u16 = 64;
/// The length of every transaction, in bytes.
pub const LENGTH: usize = 120;

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
	pub type TransactionPayment = pallet_transaction_payment::Pallet<Test>;
	#[runtime::pallet_index(4)]
	pub type Sponsorship = pallet_sponsorship::Pallet<Test>;
	#[runtime::pallet_index(5)]
	pub type Tickets = pallet_tickets::Pallet<Test>;
}

/// Gives the tests a hold reason that is not ours.
#[frame_support::pallet]
pub mod pallet_tickets {
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::composite_enum]
	pub enum HoldReason {
		Ticket,
	}
}

impl pallet_tickets::Config for Test {}

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
	pub const Treasury: u64 = TREASURY;
}

/// Wraps fees as a runtime does.
pub type Fees = SponsoredFees<Test, FungibleAdapter<Balances, ResolveTo<Treasury, Balances>>>;

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = Fees;
	type WeightToFee = IdentityFee<u64>;
	type LengthToFee = IdentityFee<u64>;
	type WeightInfo = SponsoredFeesWeight<Test, ()>;
}

parameter_types! {
	pub static AccountDeposit: u64 = 100;
	pub static PlaceDeposit: u64 = 10;
	/// The licences, of whatever kind. Who is not in it holds none.
	pub static Licences: BTreeMap<u64, LicenceKinds> = BTreeMap::new();
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type SponsoredCalls = List;
	type DailyCalls = ConstU32<DAILY_CALLS>;
	type DailyUnpaidCalls = ConstU32<DAILY_UNPAID_CALLS>;
	type PlaceSize = ConstU32<PLACE_SIZE>;
	type AccountDeposit = AccountDeposit;
	type PlaceDeposit = PlaceDeposit;
	type MaxPlaces = ConstU16<MAX_PLACES>;
	type WeightInfo = ();
}

/// What a patient calls: `remark` and `set_heap_pages` stand for ordinary calls, the latter for one
/// that always fails when signed; `remark_with_event` for a protective one.
pub struct List;

impl SponsoredCall<RuntimeCall> for List {
	fn class(call: &RuntimeCall) -> Option<CallClass> {
		match call {
			RuntimeCall::System(frame_system::Call::remark { .. })
			| RuntimeCall::System(frame_system::Call::set_heap_pages { .. })
			| RuntimeCall::Sponsorship(Call::accept_offer { .. } | Call::decline_offer {}) => {
				Some(CallClass::Ordinary)
			}
			RuntimeCall::System(frame_system::Call::remark_with_event { .. }) => {
				Some(CallClass::Protective)
			}
			_ => None,
		}
	}
}

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
		license(*who, &[kind]);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(_: &u64, _: &u64, _: MemberRole) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		license(*who, &LicenceKind::ALL);
	}
}

parameter_types! {
	pub const TicketReason: RuntimeHoldReason =
		RuntimeHoldReason::Tickets(pallet_tickets::HoldReason::Ticket);
	pub const TicketBase: u64 = 7;
	pub const TicketByte: u64 = 1;
}

/// What a pallet of the SDK would be configured with.
pub type Ticket = SponsoredOr<
	Test,
	HoldConsideration<u64, Balances, TicketReason, LinearStoragePrice<TicketBase, TicketByte, u64>>,
>;

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_balances::GenesisConfig::<Test> {
		balances: [HOSPITAL, INSURER, PHYSICIAN, TREASURY].map(|who| (who, ENDOWMENT)).to_vec(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();

	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		set_prices(100, 10);
		Licences::set(BTreeMap::new());
		license(HOSPITAL, &[LicenceKind::Facility]);
		license(INSURER, &[LicenceKind::Payer]);
		license(PHYSICIAN, &[LicenceKind::Practitioner, LicenceKind::Researcher]);
	});
	ext
}

/// Runs a test, and checks every invariant after it. No test loses or makes a token.
pub fn run(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		let issued = Balances::total_issuance();
		test();
		Sponsorship::do_try_state().unwrap();
		assert_eq!(Balances::total_issuance(), issued);
	});
}

pub fn license(who: u64, kinds: &[LicenceKind]) {
	let kinds = kinds.iter().copied().collect();
	Licences::mutate(|licences| licences.insert(who, kinds));
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

pub fn set_prices(account: u64, place: u64) {
	AccountDeposit::set(account);
	PlaceDeposit::set(place);
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Origins that no call of the pallet accepts.
pub fn unsigned_origins() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

/// Enrols the patient at the hospital, with four places, and forgets the event.
pub fn enrolled() {
	Sponsorship::enrol(signed(HOSPITAL), PATIENT, 4).unwrap();
	System::reset_events();
}

/// The same, with an offer of the insurer for six places.
pub fn offered() {
	enrolled();
	Sponsorship::offer(signed(INSURER), PATIENT, 6).unwrap();
	System::reset_events();
}

pub fn enrolment() -> EnrolmentOf<Test> {
	Enrolments::<Test>::get(PATIENT).unwrap()
}

pub fn held(who: u64) -> u64 {
	Balances::balance_on_hold(&HoldReason::Enrolment.into(), &who)
}

pub fn free(who: u64) -> u64 {
	Balances::free_balance(who)
}

/// What `who` has, on hold or not.
pub fn total(who: u64) -> u64 {
	<Balances as Inspect<u64>>::total_balance(&who)
}

/// Leaves `who` with `amount` that is not on hold.
pub fn leave(who: u64, amount: u64) {
	let rest = free(who) - amount;
	pallet_balances::Pallet::<Test>::transfer_allow_death(signed(who), TREASURY, rest).unwrap();
}

pub fn ordinary() -> RuntimeCall {
	frame_system::Call::remark { remark: vec![] }.into()
}

pub fn protective() -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: vec![] }.into()
}

/// On the list, and always refused.
pub fn failing() -> RuntimeCall {
	frame_system::Call::set_heap_pages { pages: 1 }.into()
}

/// Not on the list.
pub fn unsponsored() -> RuntimeCall {
	pallet_balances::Call::transfer_all { dest: TREASURY, keep_alive: false }.into()
}

pub type Extension = (frame_system::CheckNonce<Test>, ChargeTransactionPayment<Test>);

pub fn extension(nonce: u32, tip: u64) -> Extension {
	(frame_system::CheckNonce::from(nonce), ChargeTransactionPayment::from(tip))
}

pub fn info_of(call: &RuntimeCall) -> frame_support::dispatch::DispatchInfo {
	let mut info = call.get_dispatch_info();
	info.extension_weight = extension(0, 0).weight(call);
	info
}

/// The fee of `call`, without a tip.
pub fn fee_of(call: &RuntimeCall) -> u64 {
	TransactionPayment::compute_fee(LENGTH as u32, &info_of(call), 0)
}

/// What becomes of a transaction: invalid, or dispatched with this result.
pub type Sent = Result<DispatchResultWithPostInfo, TransactionValidityError>;

/// Sends a transaction of `who` with a given nonce. An invalid one leaves no trace, as in a block.
pub fn send_with(who: u64, nonce: u32, tip: u64, call: RuntimeCall) -> Sent {
	let info = info_of(&call);
	with_transaction_unchecked(|| {
		let sent = extension(nonce, tip).dispatch_transaction(signed(who), call, &info, LENGTH, 0);
		match sent {
			Ok(_) => TransactionOutcome::Commit(sent),
			Err(_) => TransactionOutcome::Rollback(sent),
		}
	})
}

/// Sends a transaction of `who` with the next nonce and no tip.
pub fn send(who: u64, call: RuntimeCall) -> Sent {
	send_with(who, System::account_nonce(who), 0, call)
}

/// The events of the pallet since they were last reset or read.
pub fn events() -> Vec<Event<Test>> {
	System::read_events_for_pallet::<Event<Test>>()
}
