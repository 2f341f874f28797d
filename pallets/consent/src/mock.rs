//! A runtime with this pallet, and stand-ins for what it asks others.

use crate as pallet_consent;
use crate::{Profiles, Terms};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU64, EnsureOrigin},
	Twox64Concat,
};
use salus_primitives::{
	Acting, Action, Actions, Basis, Commitment, Credentials, EmergencyAccess, EmergencyGrant,
	Grantee, Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, MemberRole, Moment, Power,
	Purpose, Purposes, Refusal, Representation, Segments, SignedBySubject, Sponsorship, DAY,
};
use sp_runtime::BuildStorage;
use std::collections::{BTreeMap, BTreeSet};

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Timestamp: pallet_timestamp,
		Consent: pallet_consent,
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

pub const CONSENT_DEPOSIT: u64 = 10;
pub const PROFILE_DEPOSIT: u64 = 5;
pub const DELEGATION_DEPOSIT: u64 = 7;
pub const FORM_DEPOSIT: u64 = 3;
pub const MAX_VALIDITY: Moment = 365 * DAY;

impl pallet_consent::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type SubjectOrigin = AsSubject;
	type Sponsorship = Hospital;
	type Representation = Guardians;
	type Emergency = Glass;
	type DepositUnit = ConstU64<1>;
	type DelegationDeposit = ConstU64<DELEGATION_DEPOSIT>;
	type FormDeposit = ConstU64<FORM_DEPOSIT>;
	type ConsentDeposit = ConstU64<CONSENT_DEPOSIT>;
	type ProfileDeposit = ConstU64<PROFILE_DEPOSIT>;
	type MaxValidity = ConstU64<MAX_VALIDITY>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<u64, LicenceKinds> = Default::default();
	/// Licences that are held, and do not count.
	pub static Lapsed: BTreeMap<u64, LicenceKinds> = Default::default();
	pub static Organisations: BTreeMap<u64, Vec<u64>> = Default::default();
	/// Subject and who reads in their name.
	pub static Readers: BTreeSet<(u64, u64)> = Default::default();
	/// Subject and practitioner, and what they opened.
	pub static Open: BTreeMap<(u64, u64), Segments> = Default::default();
	/// Who acts in the name of every subject that calls.
	pub static ActingBy: Option<u64> = None;
}

/// A signed subject, or whoever [`ActingBy`] names in their name.
pub struct AsSubject;

impl EnsureOrigin<RuntimeOrigin> for AsSubject {
	type Success = Acting<u64>;

	fn try_origin(origin: RuntimeOrigin) -> Result<Acting<u64>, RuntimeOrigin> {
		SignedBySubject::<u64>::try_origin(origin)
			.map(|acting| Acting { by: ActingBy::get(), ..acting })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		Ok(signed(PATIENT))
	}
}

/// Pays for places.
pub struct Hospital;

/// Places of a subject: how many there are, and how many are taken. In storage, so that a call which
/// fails gives back what it took.
#[frame_support::storage_alias]
pub type Places = StorageMap<Mock, Twox64Concat, u64, (u32, u32)>;

impl Sponsorship<u64> for Hospital {
	fn take_place(subject: &u64) -> bool {
		Places::mutate_extant(subject, |(places, taken)| {
			let free = *taken < *places;
			*taken += u32::from(free);
			free
		})
	}

	fn give_back(subject: &u64) {
		Places::mutate(subject, |places| places.as_mut().expect("has places").1 -= 1);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_place(subject: &u64) {
		Places::insert(subject, (1, 0));
	}

	fn taken(subject: &u64) -> u32 {
		Places::get(subject).map_or(0, |(_, taken)| taken)
	}
}

/// Read for others, as [`Readers`] says.
pub struct Guardians;

impl Representation<u64> for Guardians {
	fn may(subject: &u64, who: &u64, power: Power) -> bool {
		power == Power::Read && Readers::mutate(|all| all.contains(&(*subject, *who)))
	}
}

/// Broken where [`Open`] says so.
pub struct Glass;

/// The case of every emergency.
pub const CASE: u64 = 77;

impl EmergencyAccess<u64> for Glass {
	fn open(subject: &u64, practitioner: &u64) -> Option<EmergencyGrant> {
		let segments = Open::mutate(|all| all.get(&(*subject, *practitioner)).copied())?;
		Some(EmergencyGrant { case: CASE, segments })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_open(subject: &u64, practitioner: &u64, segments: Segments) {
		Open::mutate(|all| all.insert((*subject, *practitioner), segments));
	}
}

/// Answers from the two tables above.
pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		Self::licence_kinds(who).contains(kind).then_some(()).ok_or(LicenceProblem::NotHeld)
	}

	fn holds_in(who: &u64, kind: LicenceKind, _: &Jurisdiction) -> bool {
		Self::holds(who, kind)
	}

	fn licence_kinds(who: &u64) -> LicenceKinds {
		Licences::mutate(|all| all.get(who).copied().unwrap_or_default())
	}

	fn organisations(who: &u64) -> Vec<u64> {
		let mut organisations =
			Organisations::mutate(|all| all.get(who).cloned().unwrap_or_default());
		organisations.retain(|held| Self::licence_kinds(held).any_organisation());
		organisations
	}

	fn affiliations(who: &u64) -> Vec<u64> {
		Organisations::mutate(|all| all.get(who).cloned().unwrap_or_default())
	}

	fn kinds_given(who: &u64) -> LicenceKinds {
		let lapsed = Lapsed::mutate(|all| all.get(who).copied().unwrap_or_default());
		LicenceKinds(Self::licence_kinds(who).0 | lapsed.0)
	}

	fn member_role(organisation: &u64, who: &u64) -> Option<MemberRole> {
		Self::organisations(who).contains(organisation).then_some(MemberRole::Doctor)
	}

	fn privacy_officer(_: &u64) -> Option<u64> {
		None
	}

	fn is_accredited(_: &u64, _: LicenceKind) -> bool {
		false
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &u64, who: &u64, _: MemberRole) {
		Self::ensure_holds(organisation, LicenceKind::Facility);
		Organisations::mutate(|all| all.entry(*who).or_default().push(*organisation));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_holds(who: &u64, kind: LicenceKind) {
		Licences::mutate(|licences| licences.insert(*who, LicenceKinds::from_iter([kind])));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		Licences::mutate(|all| all.insert(*who, LicenceKinds::from_iter(LicenceKind::ALL)));
		let organisations = vec![1_001, 1_002, 1_003, 1_004];
		for organisation in &organisations {
			Self::ensure_holds(organisation, LicenceKind::Facility);
		}
		Organisations::mutate(|all| all.insert(*who, organisations));
	}
}

pub const PATIENT: u64 = 1;
pub const PHYSICIAN: u64 = 2;
pub const COLLEAGUE: u64 = 3;
pub const HOSPITAL: u64 = 4;
pub const STRANGER: u64 = 5;
pub const POOR: u64 = 6;
/// An account that does not exist.
pub const NOBODY: u64 = 99;

pub const START: Moment = 1_000 * DAY;

/// A state at [`START`] with funded accounts and two physicians of a licensed hospital.
pub fn state() -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = [PATIENT, PHYSICIAN, COLLEAGUE, HOSPITAL, STRANGER].map(|who| (who, 1_000));
	pallet_balances::GenesisConfig::<Test> {
		balances: balances.into_iter().chain([(POOR, CONSENT_DEPOSIT + 1)]).collect(),
		..Default::default()
	}
	.assimilate_storage(&mut storage)
	.unwrap();
	Licences::set(BTreeMap::from([
		(PHYSICIAN, LicenceKinds::from_iter([LicenceKind::Practitioner])),
		(COLLEAGUE, LicenceKinds::from_iter([LicenceKind::Practitioner])),
		(HOSPITAL, LicenceKinds::from_iter([LicenceKind::Facility])),
	]));
	Organisations::set(BTreeMap::from([(PHYSICIAN, vec![HOSPITAL]), (COLLEAGUE, vec![HOSPITAL])]));
	Lapsed::set(Default::default());
	Readers::set(Default::default());
	Open::set(Default::default());
	ActingBy::set(None);

	let mut state = sp_io::TestExternalities::new(storage);
	state.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	state
}

/// Runs `test` on [`state`], and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	state().execute_with(|| {
		test();
		Consent::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	frame_system::GenesisConfig::<Test>::default().build_storage().unwrap().into()
}

pub fn set_time(now: Moment) {
	pallet_timestamp::Now::<Test>::put(now);
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// By the grant to `grantee`.
pub fn by(grantee: Grantee<u64>) -> Basis<u64> {
	Basis::Grant(grantee)
}

pub fn account(who: u64) -> Grantee<u64> {
	Grantee::Account(who)
}

/// Treatment, access and use, segments 0 and 1, for ten days.
pub fn terms() -> Terms {
	Terms {
		purposes: Purposes::from_iter([Purpose::TREAT]),
		actions: Actions::from_iter([Action::Access, Action::Use]),
		segments: Segments(0b11),
		from: START,
		until: START + 10 * DAY,
		form: Commitment([7; 32]),
		delegation: 0,
		policy: None,
	}
}

/// Asks the gate for access to segment 0 for treatment.
pub fn check(actor: u64) -> Result<Basis<u64>, Refusal> {
	Consent::check(PATIENT, actor, Action::Access, Purpose::TREAT, Segments(0b01))
}

pub fn held(who: u64) -> u64 {
	Balances::reserved_balance(who)
}

pub fn profile() -> crate::Profile<u64> {
	Profiles::<Test>::get(PATIENT)
}

/// The only event since the last call.
pub fn last_event() -> crate::Event<Test> {
	let events = System::read_events_for_pallet::<crate::Event<Test>>();
	let [event] = <[_; 1]>::try_from(events).expect("one event of the pallet");
	event
}

/// The result of a call, whatever it says about its weight.
pub fn plainly(
	result: frame_support::dispatch::DispatchResultWithPostInfo,
) -> sp_runtime::DispatchResult {
	result.map(drop).map_err(|failed| failed.error)
}
