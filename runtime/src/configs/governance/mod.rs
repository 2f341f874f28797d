//! Who is privileged, and how they come by it. There is no sudo.
//!
//! - **Token holders** vote on referenda, with conviction. A track of its own stands for each origin
//!   with a purpose: see [`origins`] and [`tracks`]. Root is one of them, and the slowest.
//! - **The technical committee**, by two thirds, puts calls on a whitelist, for which a referendum
//!   with root's power is quick; pulls the emergency brakes; looks after collators and queues. It
//!   makes no call as root by itself.
//! - **The clinical council**, by two thirds, accredits, suspends, decides appeals and judges conduct,
//!   as `accreditation` and `patient_safety` do, in hours. It seats nobody and pulls no brake. Its
//!   seats rest on licences: `pallet_council`.
//!
//! Which call takes which of them is in `docs/governance.md`, which a test writes and compares.

pub mod agenda;
pub mod origins;
pub mod tracks;

use super::{
	consensus::{DAYS, HOURS},
	monetary::{deposit, AssetId, UNIT},
};
use crate::{
	weights, AccountId, Assets, Balance, Balances, BlockNumber, ClinicalCouncil, Credentials,
	OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason,
	RuntimeOrigin, Scheduler, System, Treasury,
};
use agenda::NextWithRoom;
use alloc::vec::Vec;
use core::marker::PhantomData;
use origins::{
	Accreditor, PatientSafety, Period, ReferendumCanceller, ReferendumKiller, Treasurer,
	WhitelistedCaller,
};
use polkadot_sdk::*;
use tracks::Tracks;

use cumulus_pallet_parachain_system::RelaychainDataProvider;
use frame_support::{
	parameter_types,
	traits::{
		fungible::{HoldConsideration, NativeFromLeft, NativeOrWithId, UnionOf},
		tokens::{pay::PayAssetFromAccount, UnityAssetBalanceConversion},
		ConstU32, EitherOf, EitherOfDiverse, EnsureOrigin, EqualPrivilegeOnly, LinearStoragePrice,
		MapSuccess, NeverEnsureOrigin, OnUnbalanced, SortedMembers,
	},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureSigned};
use pallet_collective::{DefaultVote, EnsureMembers, Instance1, Instance2};
use sp_runtime::{
	traits::{AccountIdConversion, IdentityLookup, Replace},
	Perbill,
};

/// The technical committee's instance of `pallet_collective`.
pub type TechnicalCommitteeInstance = Instance1;
/// The clinical council's instance of `pallet_collective`.
pub type ClinicalCouncilInstance = Instance2;

/// Two thirds of a body, and never fewer than `LEAST` of its members, however few it has.
pub struct TwoThirds<I, const LEAST: u32>(PhantomData<I>);

impl<I: 'static, const LEAST: u32> EnsureOrigin<RuntimeOrigin> for TwoThirds<I, LEAST>
where
	EnsureMembers<AccountId, I, LEAST>: EnsureOrigin<RuntimeOrigin, Success = (u32, u32)>,
{
	type Success = ();

	fn try_origin(origin: RuntimeOrigin) -> Result<(), RuntimeOrigin> {
		match EnsureMembers::<AccountId, I, LEAST>::try_origin(origin.clone()) {
			Ok((ayes, seats)) if ayes.saturating_mul(3) >= seats.saturating_mul(2) => Ok(()),
			_ => Err(origin),
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin() -> Result<RuntimeOrigin, ()> {
		EnsureMembers::<AccountId, I, LEAST>::try_successful_origin()
	}
}

/// Two thirds of the technical committee, and never one member alone.
pub type CommitteeTwoThirds = TwoThirds<TechnicalCommitteeInstance, 2>;
/// Two thirds of the clinical council, and never two members alone: anybody can have those unseated
/// whose licence was suspended, by their issuer too.
pub type CouncilTwoThirds = TwoThirds<ClinicalCouncilInstance, 3>;

/// Whoever does not vote has not said aye: there is no prime whose vote counts for others.
pub struct AbstentionIsNoAye;
impl DefaultVote for AbstentionIsNoAye {
	fn default_vote(_prime: Option<bool>, _ayes: u32, _nays: u32, _seats: u32) -> bool {
		false
	}
}

/// Root, or two thirds of the technical committee.
pub type RootOrCommittee = EitherOfDiverse<EnsureRoot<AccountId>, CommitteeTwoThirds>;
/// Who puts institutions on the clinical council: not the council itself.
pub type SeatOrigin = EitherOfDiverse<EnsureRoot<AccountId>, Accreditor>;
/// Who accredits those who issue licences.
pub type AccreditationOrigin = EitherOfDiverse<SeatOrigin, CouncilTwoThirds>;
/// Who acts as the patient safety office, and ends what the emergency brakes began.
pub type PatientSafetyOrigin = EitherOfDiverse<EnsureRoot<AccountId>, PatientSafety>;
/// Who suspends, decides appeals against that, and judges conduct.
pub type SafetyOrigin = EitherOfDiverse<PatientSafetyOrigin, CouncilTwoThirds>;
/// Who manages the treasury and the classes of assets.
pub type TreasurerOrigin = EitherOfDiverse<EnsureRoot<AccountId>, Treasurer>;

parameter_types! {
	/// What a motion may use when it is carried out.
	pub MaxProposalWeight: Weight =
		Perbill::from_percent(50) * super::system::RuntimeBlockWeights::get().max_block;
}

impl pallet_collective::Config<TechnicalCommitteeInstance> for Runtime {
	type Consideration = ();
	type DefaultVote = AbstentionIsNoAye;
	type DisapproveOrigin = EnsureRoot<AccountId>;
	type KillOrigin = EnsureRoot<AccountId>;
	type MaxMembers = ConstU32<30>;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<30>;
	type MotionDuration = Period<{ 7 * DAYS }>;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SetMembersOrigin = EnsureRoot<AccountId>;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
}

/// The most seats on the clinical council.
pub type MaxSeats = ConstU32<30>;

impl pallet_collective::Config<ClinicalCouncilInstance> for Runtime {
	type Consideration = ();
	type DefaultVote = AbstentionIsNoAye;
	type DisapproveOrigin = SeatOrigin;
	type KillOrigin = EnsureRoot<AccountId>;
	type MaxMembers = MaxSeats;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<30>;
	type MotionDuration = Period<{ 7 * DAYS }>;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	// Only `pallet_council` changes who sits here.
	type SetMembersOrigin = NeverEnsureOrigin<()>;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
}

/// Who votes on the clinical council.
pub struct CouncilMembers;
impl SortedMembers<AccountId> for CouncilMembers {
	fn sorted_members() -> Vec<AccountId> {
		pallet_collective::Members::<Runtime, ClinicalCouncilInstance>::get()
	}
}

impl pallet_council::Config for Runtime {
	type CollectiveMembers = CouncilMembers;
	type Credentials = Credentials;
	type MaxSeats = MaxSeats;
	type MembershipChanged = ClinicalCouncil;
	type SeatOrigin = SeatOrigin;
	type WeightInfo = pallet_council::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	/// Why a deposit for a preimage is held.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
	/// Held for a preimage.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	/// Held for each byte of a preimage.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
}

impl pallet_preimage::Config for Runtime {
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
	type Currency = Balances;
	type ManagerOrigin = RootOrCommittee;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_preimage::WeightInfo<Runtime>;
}

impl pallet_whitelist::Config for Runtime {
	type BlockNumberProvider = RelaychainDataProvider<Runtime>;
	// How long a call that was dispatched before it was whitelisted waits for that.
	type DeferredDispatchExpiration = Period<{ 28 * DAYS }>;
	type DispatchWhitelistedOrigin = EitherOf<EnsureRoot<AccountId>, WhitelistedCaller>;
	type Preimages = Preimage;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_whitelist::WeightInfo<Runtime>;
	type WhitelistOrigin = CommitteeTwoThirds;
}

parameter_types! {
	/// What scheduled calls may use of a block.
	pub MaximumSchedulerWeight: Weight =
		Perbill::from_percent(60) * super::system::RuntimeBlockWeights::get().max_block;
}

impl pallet_scheduler::Config for Runtime {
	// The clock of governance: the scheduler looks at every number there is, which of the relay chain's
	// it would not get through, and a chain that stands still takes nobody's time to vote.
	type BlockNumberProvider = System;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type MaxScheduledPerBlock = ConstU32<50>;
	#[cfg(feature = "runtime-benchmarks")]
	type MaxScheduledPerBlock = ConstU32<512>;
	type MaximumWeight = MaximumSchedulerWeight;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type PalletsOrigin = OriginCaller;
	type Preimages = Preimage;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type WeightInfo = weights::pallet_scheduler::WeightInfo<Runtime>;
}

impl pallet_conviction_voting::Config for Runtime {
	type BlockNumberProvider = System;
	type Currency = Balances;
	type MaxTurnout = frame_support::traits::TotalIssuanceOf<Balances, AccountId>;
	type MaxVotes = ConstU32<512>;
	type Polls = Referenda;
	type RuntimeEvent = RuntimeEvent;
	// No shorter than it takes to enact what was voted for.
	type VoteLockingPeriod = Period<{ 7 * DAYS }>;
	type VotingHooks = ();
	type WeightInfo = weights::pallet_conviction_voting::WeightInfo<Runtime>;
}

parameter_types! {
	/// Reserved for placing a referendum.
	pub const SubmissionDeposit: Balance = 10 * UNIT;
}

/// Gives to the treasury what was taken from somebody.
pub struct ToTreasury;
impl OnUnbalanced<pallet_treasury::NegativeImbalanceOf<Runtime>> for ToTreasury {
	fn on_nonzero_unbalanced(amount: pallet_treasury::NegativeImbalanceOf<Runtime>) {
		Treasury::on_nonzero_unbalanced(amount);
	}
}

impl pallet_referenda::Config for Runtime {
	type AlarmInterval = ConstU32<1>;
	type BlockNumberProvider = System;
	type CancelOrigin = EitherOfDiverse<EnsureRoot<AccountId>, ReferendumCanceller>;
	type Currency = Balances;
	type KillOrigin = EitherOfDiverse<EnsureRoot<AccountId>, ReferendumKiller>;
	type MaxQueued = ConstU32<100>;
	type Preimages = Preimage;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type Scheduler = NextWithRoom<Scheduler>;
	type Slash = ToTreasury;
	type SubmissionDeposit = SubmissionDeposit;
	type SubmitOrigin = EnsureSigned<AccountId>;
	type Tally = pallet_conviction_voting::TallyOf<Runtime>;
	type Tracks = Tracks;
	type UndecidingTimeout = Period<{ 14 * DAYS }>;
	type Votes = pallet_conviction_voting::VotesOf<Runtime>;
	type WeightInfo = weights::pallet_referenda::WeightInfo<Runtime>;
}

parameter_types! {
	/// Of the treasury's account.
	pub const TreasuryPalletId: PalletId = PalletId(*b"sls/trsy");
	/// The treasury, which nobody has a key to: it owns what governance creates.
	pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();
	/// Whoever may spend may spend all.
	pub const Everything: Balance = Balance::MAX;
}

/// SLS and the assets.
pub type Currencies = UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<AssetId>, AccountId>;

impl pallet_treasury::Config for Runtime {
	type AssetKind = NativeOrWithId<AssetId>;
	// Only compared with what somebody may spend, which is everything.
	type BalanceConverter = UnityAssetBalanceConversion;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = crate::benchmarks::SpendsTokens;
	type Beneficiary = AccountId;
	type BeneficiaryLookup = IdentityLookup<AccountId>;
	type BlockNumberProvider = RelaychainDataProvider<Runtime>;
	type Burn = ();
	type BurnDestination = ();
	type Currency = Balances;
	type MaxApprovals = ConstU32<100>;
	type PalletId = TreasuryPalletId;
	type Paymaster = PayAssetFromAccount<Currencies, TreasuryAccount>;
	// Within this time an approved payment is collected.
	type PayoutPeriod = Period<{ 30 * DAYS }>;
	type RejectOrigin = TreasurerOrigin;
	type RuntimeEvent = RuntimeEvent;
	type SpendFunds = ();
	type SpendOrigin = EitherOf<
		EnsureRootWithSuccess<AccountId, Everything>,
		MapSuccess<Treasurer, Replace<Everything>>,
	>;
	type SpendPeriod = Period<{ 6 * DAYS }>;
	type WeightInfo = weights::pallet_treasury::WeightInfo<Runtime>;
}

/// How long the emergency brakes hold at once, in blocks of this chain.
pub const BRAKE: BlockNumber = 24 * HOURS;
