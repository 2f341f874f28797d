//! Who is privileged: a technical committee, and nobody else. There is no sudo.
//!
//! Two thirds of the committee may do what the pallets reserve for governance: accredit issuers,
//! manage collators, assets and message queues. Root itself exists only as a call whose hash two
//! thirds of the committee have put on the whitelist, and which two thirds then dispatch: that is
//! how the runtime is upgraded. Both steps leave an event.

use super::{consensus::DAYS, monetary::deposit};
use crate::{
	weights, AccountId, Balance, Balances, BlockNumber, Preimage, Runtime, RuntimeCall,
	RuntimeEvent, RuntimeHoldReason, RuntimeOrigin,
};
use polkadot_sdk::*;

use cumulus_pallet_parachain_system::RelaychainDataProvider;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, EitherOfDiverse, LinearStoragePrice},
	weights::Weight,
	PalletId,
};
use frame_system::EnsureRoot;
use pallet_collective::{EnsureProportionAtLeast, Instance1, PrimeDefaultVote};
use sp_runtime::{traits::AccountIdConversion, Perbill};

/// The technical committee's instance of `pallet_collective`.
pub type TechnicalCommitteeInstance = Instance1;

/// Two thirds of the technical committee.
pub type TwoThirds = EnsureProportionAtLeast<AccountId, TechnicalCommitteeInstance, 2, 3>;

/// Root, or two thirds of the technical committee.
pub type RootOrTwoThirds = EitherOfDiverse<EnsureRoot<AccountId>, TwoThirds>;

parameter_types! {
	/// The committee's account, which nobody has a key to: it owns what governance creates.
	pub CommitteeAccount: AccountId = PalletId(*b"sls/comm").into_account_truncating();
	/// What a motion may use when it is carried out.
	pub MaxProposalWeight: Weight =
		Perbill::from_percent(50) * super::system::RuntimeBlockWeights::get().max_block;
}

impl pallet_collective::Config<TechnicalCommitteeInstance> for Runtime {
	type Consideration = ();
	// A member who does not vote votes with the prime, if there is one.
	type DefaultVote = PrimeDefaultVote;
	type DisapproveOrigin = RootOrTwoThirds;
	type KillOrigin = RootOrTwoThirds;
	type MaxMembers = ConstU32<30>;
	type MaxProposalWeight = MaxProposalWeight;
	type MaxProposals = ConstU32<30>;
	type MotionDuration = ConstU32<{ 7 * DAYS }>;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type SetMembersOrigin = RootOrTwoThirds;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
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
	type ManagerOrigin = RootOrTwoThirds;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_preimage::WeightInfo<Runtime>;
}

/// How long a call that was dispatched before it was whitelisted waits for that, in relay chain
/// blocks.
const DEFERRED_DISPATCH_EXPIRATION: BlockNumber = 7 * DAYS;

impl pallet_whitelist::Config for Runtime {
	type BlockNumberProvider = RelaychainDataProvider<Runtime>;
	type DeferredDispatchExpiration = ConstU32<DEFERRED_DISPATCH_EXPIRATION>;
	type DispatchWhitelistedOrigin = TwoThirds;
	type Preimages = Preimage;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_whitelist::WeightInfo<Runtime>;
	type WhitelistOrigin = TwoThirds;
}
