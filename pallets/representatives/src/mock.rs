//! A runtime with this pallet, a diary in which to act for somebody, and stand-ins for who is
//! licensed as what, who pays and who hears of a death.

use crate as pallet_representatives;
use crate::{
	Appointed, Condition, Conditions, HoldReason, PowerNeeded, RawOrigin, RepresentativeOf,
	Representatives,
};
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::InspectHold, ConstU32, ConstU64},
};
use salus_primitives::{
	Commitment, Credentials, Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, LifeEvents,
	MemberRole, Moment, Power, Powers, Sponsorship, DAY, YEAR,
};
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};

/// A pallet whose calls are made by a subject or in their name.
#[frame_support::pallet(dev_mode)]
pub mod diary {
	use frame_support::{dispatch::WithPostDispatchInfo, pallet_prelude::*};
	use frame_system::pallet_prelude::*;
	use salus_primitives::Acting;

	/// What every call of the diary is declared to weigh.
	pub const DECLARED: Weight = Weight::from_parts(1_000, 100);
	/// What those that say so weigh in the end.
	pub const ACTUAL: Weight = Weight::from_parts(300, 30);

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type SubjectOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Acting<Self::AccountId>>;
	}

	/// Whose diary was written in last, and by whom in their place.
	#[pallet::storage]
	pub type Entry<T: Config> = StorageValue<_, (T::AccountId, Option<T::AccountId>)>;

	#[pallet::error]
	pub enum Error<T> {
		Torn,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Takes the power to grant.
		#[pallet::call_index(0)]
		#[pallet::weight(DECLARED)]
		pub fn open(origin: OriginFor<T>) -> DispatchResult {
			Self::write(origin)
		}

		/// Takes the power to revoke, and would be free.
		#[pallet::call_index(1)]
		#[pallet::weight((DECLARED, DispatchClass::Operational))]
		pub fn close(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			Self::write(origin)?;
			Ok((Some(ACTUAL), Pays::No).into())
		}

		/// Takes the power to dispute, and fails after it has written.
		#[pallet::call_index(2)]
		#[pallet::weight(DECLARED)]
		pub fn tear(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
			Self::write(origin)?;
			Err(Error::<T>::Torn.with_weight(ACTUAL))
		}

		/// Not to be made for somebody.
		#[pallet::call_index(3)]
		#[pallet::weight(DECLARED)]
		pub fn burn(origin: OriginFor<T>) -> DispatchResult {
			Self::write(origin)
		}

		/// Asks for a signature, whatever power it takes.
		#[pallet::call_index(4)]
		#[pallet::weight(DECLARED)]
		pub fn sign(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		fn write(origin: OriginFor<T>) -> DispatchResult {
			let Acting { subject, by } = T::SubjectOrigin::ensure_origin(origin)?;
			Entry::<T>::put((subject, by));
			Ok(())
		}
	}
}

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Family: pallet_representatives,
		Diary: diary,
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

impl diary::Config for Test {
	type SubjectOrigin = pallet_representatives::EnsureSubject<Test>;
}

pub const DEPOSIT: u64 = 10;
pub const ATTESTATION: u64 = 7;
pub const MAX: u32 = 4;
pub const MINORITY: Moment = 21 * YEAR;
pub const TERM: Moment = 10 * YEAR;
pub const VALIDITY: Moment = 30 * DAY;

impl pallet_representatives::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeOrigin = RuntimeOrigin;
	type RuntimeCall = RuntimeCall;
	type CallPowers = Pages;
	type Time = Timestamp;
	type Credentials = Registry;
	type Sponsorship = Wards;
	type LifeEvents = Obituaries;
	type RepresentationDeposit = ConstU64<DEPOSIT>;
	type AttestationDeposit = ConstU64<ATTESTATION>;
	type MaxRepresentatives = ConstU32<MAX>;
	type MaxMinority = ConstU64<MINORITY>;
	type MaxTerm = ConstU64<TERM>;
	type AttestationValidity = ConstU64<VALIDITY>;
	type WeightInfo = ();
}

/// Says what power a page of the diary takes. It is careless about nested acts, to show that those
/// are impossible all the same.
pub struct Pages;

impl PowerNeeded<RuntimeCall> for Pages {
	fn power(call: &RuntimeCall) -> Option<Power> {
		match call {
			RuntimeCall::Diary(diary::Call::open {}) => Some(Power::Grant),
			RuntimeCall::Diary(diary::Call::close {}) => Some(Power::Revoke),
			RuntimeCall::Diary(diary::Call::tear {}) => Some(Power::Dispute),
			RuntimeCall::Diary(diary::Call::sign {}) => Some(Power::Read),
			RuntimeCall::Family(crate::Call::act { .. }) => Some(Power::Read),
			_ => None,
		}
	}
}

parameter_types! {
	pub static Licences: BTreeMap<u64, BTreeMap<LicenceKind, Result<(), LicenceProblem>>> =
		Default::default();
	pub static Members: BTreeSet<(u64, u64)> = Default::default();
	pub static Courts: BTreeSet<u64> = Default::default();
	/// Subject and who pays for them.
	pub static Sponsors: BTreeMap<u64, u64> = Default::default();
	/// Subject and places: how many there are, and how many are taken.
	pub static Places: BTreeMap<u64, (u32, u32)> = Default::default();
	/// What was heard of deaths, in order.
	pub static Deaths: Vec<(u64, bool)> = Default::default();
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

	fn organisations(who: &u64) -> Vec<u64> {
		let members = Members::get().into_iter();
		members.filter(|(_, member)| member == who).map(|(held, _)| held).collect()
	}

	fn member_role(organisation: &u64, who: &u64) -> Option<MemberRole> {
		(Self::organisations(who).contains(organisation)
			&& Self::licence_kinds(organisation).any_organisation())
		.then_some(MemberRole::Doctor)
	}

	fn privacy_officer(_: &u64) -> Option<u64> {
		None
	}

	fn is_accredited(who: &u64, kind: LicenceKind) -> bool {
		kind == LicenceKind::Court && Courts::get().contains(who)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		license(*who, kind, Ok(()));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &u64, who: &u64, _: MemberRole) {
		license(*organisation, LicenceKind::Facility, Ok(()));
		Members::mutate(|all| all.insert((*organisation, *who)));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(who: &u64, _: LicenceKind) {
		Courts::mutate(|all| all.insert(*who));
	}

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

	fn sponsor(subject: &u64) -> Option<u64> {
		Sponsors::get().get(subject).copied()
	}

	fn give_back(subject: &u64) {
		Places::mutate(|all| all.get_mut(subject).expect("has places").1 -= 1);
	}

	fn taken(subject: &u64) -> u32 {
		Places::get().get(subject).map_or(0, |(_, taken)| *taken)
	}
}

pub struct Obituaries;

impl LifeEvents<u64> for Obituaries {
	fn note_death(subject: &u64, dead: bool) {
		Deaths::mutate(|heard| heard.push((*subject, dead)));
	}
}

pub const PATIENT: u64 = 1;
/// Whom the patient trusts.
pub const FRIEND: u64 = 2;
pub const SPOUSE: u64 = 3;
pub const HOSPITAL: u64 = 4;
pub const CLINIC: u64 = 5;
/// A physician of the hospital.
pub const PHYSICIAN: u64 = 6;
/// Another one.
pub const COLLEAGUE: u64 = 7;
/// A physician of the clinic.
pub const SPECIALIST: u64 = 8;
pub const COURT: u64 = 9;
pub const OTHER_COURT: u64 = 10;
pub const STRANGER: u64 = 11;
/// Has enough for one representative, and no more.
pub const POOR: u64 = 12;
/// An account that does not exist, and never signed.
pub const CHILD: u64 = 98;
/// An account that does not exist.
pub const NOBODY: u64 = 99;

pub const ENDOWMENT: u64 = 1_000;
pub const START: Moment = 1_000 * DAY;
pub const UNTIL: Moment = START + YEAR;
pub const EVIDENCE: Commitment = Commitment([7; 32]);
pub const ALL: Powers = Powers(0b1111);

fn storage() -> sp_runtime::Storage {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = (PATIENT..=STRANGER).map(|who| (who, ENDOWMENT)).chain([(POOR, DEPOSIT + 1)]);
	pallet_balances::GenesisConfig::<Test> { balances: balances.collect(), ..Default::default() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage
}

/// Runs `test` at [`START`] with funded accounts, two hospitals with their physicians, two courts,
/// and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	Places::set(Default::default());
	Sponsors::set(Default::default());
	Deaths::set(Default::default());
	for facility in [HOSPITAL, CLINIC] {
		license(facility, LicenceKind::Facility, Ok(()));
	}
	for practitioner in [PHYSICIAN, COLLEAGUE, SPECIALIST] {
		license(practitioner, LicenceKind::Practitioner, Ok(()));
	}
	Members::set(BTreeSet::from([
		(HOSPITAL, PHYSICIAN),
		(HOSPITAL, COLLEAGUE),
		(CLINIC, SPECIALIST),
	]));
	Courts::set(BTreeSet::from([COURT, OTHER_COURT]));

	sp_io::TestExternalities::new(storage()).execute_with(|| {
		System::set_block_number(1);
		set_time(START);
		test();
		Family::do_try_state().unwrap();
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

/// The origin of a call that `by` makes for the patient.
pub fn on_behalf(by: u64) -> RuntimeOrigin {
	RawOrigin::Representative { subject: PATIENT, by }.into()
}

/// Origins that no call of the pallet accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 2] {
	[RuntimeOrigin::none(), RuntimeOrigin::root()]
}

pub fn license(who: u64, kind: LicenceKind, standing: Result<(), LicenceProblem>) {
	Licences::mutate(|all| all.entry(who).or_default().insert(kind, standing));
}

pub fn enrol(subject: u64, places: u32) {
	Places::mutate(|all| all.insert(subject, (places, 0)));
}

pub fn held(reason: HoldReason, who: u64) -> u64 {
	Balances::balance_on_hold(&reason.into(), &who)
}

pub fn entry(subject: u64, representative: u64) -> RepresentativeOf<Test> {
	Representatives::<Test>::get(subject, representative).expect("is a representative")
}

/// The patient appoints `representative` with every power until [`UNTIL`].
pub fn appointed(kind: Appointed, representative: u64) {
	assert_ok!(Family::appoint(signed(PATIENT), representative, kind, ALL, UNTIL, EVIDENCE));
}

/// The court appoints `guardian` for the patient with every power until [`UNTIL`].
pub fn guarded_by(guardian: u64) {
	assert_ok!(Family::appoint_guardian(signed(COURT), PATIENT, guardian, ALL, UNTIL, EVIDENCE));
}

/// The hospital registers `parent` for the child with every power until [`UNTIL`].
pub fn born_to(parent: u64) {
	assert_ok!(Family::register_parent(signed(HOSPITAL), CHILD, parent, UNTIL, ALL, EVIDENCE));
}

/// Physician and specialist attest `condition` of the patient.
pub fn confirmed(condition: Condition) {
	assert_ok!(Family::attest(signed(PHYSICIAN), PATIENT, condition, HOSPITAL, EVIDENCE));
	assert_ok!(Family::attest(signed(SPECIALIST), PATIENT, condition, CLINIC, EVIDENCE));
}

pub fn holds(condition: Condition) -> bool {
	Conditions::<Test>::get(PATIENT, condition).is_some_and(|state| state.holds())
}

/// Whether `who` may use `power` in the patient's name.
pub fn may(who: u64, power: Power) -> bool {
	Family::may(PATIENT, who, power)
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
