//! A runtime with this pallet, the collective whose members it names, and a stand-in for who is
//! licensed as what.

use crate as pallet_council;
use crate::{Basis, Seats};
use codec::{Decode, Encode};
use frame_support::{
	assert_ok, derive_impl,
	dispatch::{DispatchResultWithPostInfo, Pays},
	parameter_types,
	traits::{ConstU32, ConstU64, NeverEnsureOrigin, SortedMembers},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{Instance2, PrimeDefaultVote};
use salus_primitives::{
	Credentials, Jurisdiction, LicenceKind, LicenceKinds, LicenceProblem, MemberRole,
};
use sp_runtime::{
	testing::H256,
	traits::{BlakeTwo256, Hash},
	BuildStorage, DispatchError,
};
use std::collections::BTreeMap;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		ClinicalCouncil: pallet_collective::<Instance2>,
		Council: pallet_council,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

pub const MAX_SEATS: u32 = 6;
pub const MAX_MOTIONS: u32 = 4;

parameter_types! {
	pub const MaxProposalWeight: Weight = Weight::MAX;
}

impl pallet_collective::Config<Instance2> for Test {
	type Consideration = ();
	type DefaultVote = PrimeDefaultVote;
	type DisapproveOrigin = EnsureRoot<u64>;
	type KillOrigin = EnsureRoot<u64>;
	type MaxMembers = ConstU32<MAX_SEATS>;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<MAX_MOTIONS>;
	type MotionDuration = ConstU64<1_000_000>;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SetMembersOrigin = NeverEnsureOrigin<()>;
	type WeightInfo = ();
}

/// The members, as the collective has stored them.
pub struct Voters;

impl SortedMembers<u64> for Voters {
	fn sorted_members() -> Vec<u64> {
		pallet_collective::Members::<Test, Instance2>::get()
	}
}

impl pallet_council::Config for Test {
	type SeatOrigin = EnsureRoot<u64>;
	type Credentials = Registry;
	type MembershipChanged = ClinicalCouncil;
	type CollectiveMembers = Voters;
	type MaxSeats = ConstU32<MAX_SEATS>;
	type WeightInfo = ();
}

parameter_types! {
	pub static Licences: BTreeMap<(u64, LicenceKind), Result<(), LicenceProblem>> =
		Default::default();
}

/// Answers from the table above.
pub struct Registry;

impl Credentials<u64> for Registry {
	fn standing(who: &u64, kind: LicenceKind) -> Result<(), LicenceProblem> {
		Licences::get().get(&(*who, kind)).copied().unwrap_or(Err(LicenceProblem::NotHeld))
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
		license(*who, kind);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_member(organisation: &u64, _: &u64, _: MemberRole) {
		license(*organisation, LicenceKind::Facility);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_accredited(_: &u64, _: LicenceKind) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_worst_case(who: &u64) {
		LicenceKind::ALL.into_iter().for_each(|kind| license(*who, kind));
	}
}

/// The founders, with gaps for who comes later.
pub const UNIVERSITY: u64 = 10;
pub const MINISTRY: u64 = 30;
pub const HOSPICE: u64 = 50;
pub const FOUNDERS: [u64; 3] = [UNIVERSITY, MINISTRY, HOSPICE];
/// Licensed, not seated.
pub const HOSPITAL: u64 = 20;
pub const PHARMACY: u64 = 40;
/// Licensed, as a person.
pub const PHYSICIAN: u64 = 60;
pub const STRANGER: u64 = 70;

/// Why a licence may not be in force.
pub const PROBLEMS: [LicenceProblem; 4] = [
	LicenceProblem::NotHeld,
	LicenceProblem::Expired,
	LicenceProblem::Suspended,
	LicenceProblem::IssuerDiscredited,
];

/// A state with these founders.
pub fn founded(founders: &[u64]) -> sp_io::TestExternalities {
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	pallet_council::GenesisConfig::<Test> { founders: founders.to_vec() }
		.assimilate_storage(&mut storage)
		.unwrap();
	storage.into()
}

/// Runs `test` with three founders, of whom none is licensed, a licensed hospital, pharmacy and
/// physician, and checks the invariants afterwards.
pub fn run(test: impl FnOnce()) {
	Licences::set(Default::default());
	license(HOSPITAL, LicenceKind::Facility);
	license(PHARMACY, LicenceKind::Pharmacy);
	license(PHYSICIAN, LicenceKind::Practitioner);
	license(PHYSICIAN, LicenceKind::Researcher);

	founded(&FOUNDERS).execute_with(|| {
		System::set_block_number(1);
		test();
		Council::do_try_state().unwrap();
	});
}

/// A new test externality for the benchmarks' own tests.
#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	founded(&[])
}

pub fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

pub fn governance() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// Origins that no call that takes a signature accepts.
pub fn nobody_signed() -> [RuntimeOrigin; 3] {
	[RuntimeOrigin::none(), governance(), the_council()]
}

/// Origins that no call that takes governance accepts: not the council as a whole either.
pub fn not_governance() -> [RuntimeOrigin; 4] {
	[RuntimeOrigin::none(), signed(UNIVERSITY), signed(STRANGER), the_council()]
}

/// All members of the council.
pub fn the_council() -> RuntimeOrigin {
	let count = Seats::<Test>::decode_len().unwrap_or_default() as u32;
	pallet_collective::RawOrigin::<u64, Instance2>::Members(count, count).into()
}

pub fn license(who: u64, kind: LicenceKind) {
	Licences::mutate(|all| all.insert((who, kind), Ok(())));
}

pub fn lapse(who: u64, kind: LicenceKind, problem: LicenceProblem) {
	Licences::mutate(|all| all.insert((who, kind), Err(problem)));
}

/// Governance seats the hospital, as a facility.
pub fn hospital_seated() {
	assert_ok!(Council::seat(governance(), HOSPITAL, LicenceKind::Facility));
}

pub fn basis(who: u64) -> Option<Basis> {
	Council::seat_of(who)
}

/// The members, of whom the collective knows the same.
#[track_caller]
pub fn members() -> Vec<u64> {
	let members = Council::members();
	assert_eq!(Voters::sorted_members(), members);
	members
}

fn motion(number: u32) -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::remark { remark: number.encode() })
}

fn hash(number: u32) -> H256 {
	BlakeTwo256::hash_of(&motion(number))
}

/// `member` moves the motion with this number, the number of motions before it, which needs two votes.
pub fn moved(member: u64, number: u32) {
	let motion = Box::new(motion(number));
	assert_ok!(ClinicalCouncil::propose(signed(member), 2, motion, 100));
}

pub fn vote(member: u64, number: u32, approve: bool) -> Result<(), DispatchError> {
	let vote = ClinicalCouncil::vote(signed(member), hash(number), number, approve);
	vote.map(drop).map_err(|error| error.error)
}

/// Who votes for the motion, and who against it.
pub fn votes(number: u32) -> (Vec<u64>, Vec<u64>) {
	let votes = pallet_collective::Voting::<Test, Instance2>::get(hash(number));
	let votes = votes.expect("the motion is open").encode();
	let (_, _, ayes, nays, _) =
		<(u32, u32, Vec<u64>, Vec<u64>, u64)>::decode(&mut &votes[..]).unwrap();
	(ayes, nays)
}

/// Closes the motion, which all members have voted on: whether it is carried.
pub fn carried(number: u32) -> bool {
	let (proposal_hash, closer) = (hash(number), signed(STRANGER));
	assert_ok!(ClinicalCouncil::close(closer, proposal_hash, number, Weight::MAX, 100));
	let outcome = |event: pallet_collective::Event<Test, Instance2>| {
		System::events().iter().any(|record| record.event == event.clone().into())
	};
	let carried = outcome(pallet_collective::Event::Approved { proposal_hash });
	assert_eq!(!carried, outcome(pallet_collective::Event::Disapproved { proposal_hash }));
	carried
}

/// What a call that succeeded weighed, and whether it cost something.
#[track_caller]
pub fn weighed(done: DispatchResultWithPostInfo) -> (Option<Weight>, Pays) {
	let post = done.expect("the call succeeds");
	(post.actual_weight, post.pays_fee)
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
