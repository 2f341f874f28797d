//! Lost keys: who lost theirs gets their account back through friends.
//!
//! An account names groups of friends in advance, each with a threshold, a delay and an heir: the
//! account's owner under a new key, as a rule. During the delay the owner can call an attempt off or
//! take the attacker's deposit, which is the veto against friends who conspire. Afterwards the heir
//! acts for the account, whose consents stand as they stood, and the lost key signs nothing any more
//! ([`crate::extensions::CheckLostKey`]).

use super::{
	monetary::{deposit, UNIT},
	sponsorship::SponsoredHold,
};
use crate::{weights, Balance, Balances, Runtime, RuntimeCall, RuntimeHoldReason};
use polkadot_sdk::*;

use cumulus_pallet_parachain_system::RelaychainDataProvider;
use frame_support::{parameter_types, traits::ConstU32};
use pallet_collator_selection::StakingPotAccountId;
use pallet_recovery::HoldReason;

parameter_types! {
	/// Why friend groups are paid for.
	pub const FriendGroupsReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(HoldReason::FriendGroupsStorage);
	/// Why an attempt is paid for.
	pub const AttemptReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(HoldReason::AttemptStorage);
	/// Why an heir is paid for.
	pub const InheritorReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(HoldReason::InheritorStorage);
	/// Held for an entry, beside its bytes.
	pub const RecoveryBaseDeposit: Balance = deposit(1, 48);
	/// Held for each byte of an entry.
	pub const RecoveryByteDeposit: Balance = deposit(0, 1);
	/// What a friend who begins an attempt stands to lose if the owner is there after all.
	pub const SecurityDeposit: Balance = UNIT;
}

impl pallet_recovery::Config for Runtime {
	type AttemptConsideration =
		SponsoredHold<AttemptReason, RecoveryBaseDeposit, RecoveryByteDeposit>;
	// Delays run by the relay chain: this chain's own block numbers are not a clock.
	type BlockNumberProvider = RelaychainDataProvider<Runtime>;
	type Currency = Balances;
	type FriendGroupsConsideration =
		SponsoredHold<FriendGroupsReason, RecoveryBaseDeposit, RecoveryByteDeposit>;
	type InheritorConsideration =
		SponsoredHold<InheritorReason, RecoveryBaseDeposit, RecoveryByteDeposit>;
	type MaxFriendsPerConfig = ConstU32<16>;
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SecurityDeposit = SecurityDeposit;
	// What an attacker loses goes where fees go.
	type Slash =
		frame_support::traits::tokens::imbalance::ResolveTo<StakingPotAccountId<Runtime>, Balances>;
	type WeightInfo = weights::pallet_recovery::WeightInfo<Runtime>;
}
