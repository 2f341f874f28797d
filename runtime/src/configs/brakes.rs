//! The emergency brakes: safe mode stops everything but what is on a list, a pause stops a single
//! call.
//!
//! Two thirds of the technical committee pull them, or a referendum. Whatever is stopped, blocks are
//! made, governance goes on, and patients can take back, deny and freeze: no brake is against them.

use super::governance::{
	origins::{shortened, Period},
	CommitteeTwoThirds, PatientSafetyOrigin, RootOrCommittee, BRAKE,
};
use crate::{Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason};
use alloc::vec::Vec;
use polkadot_sdk::*;

use frame_support::traits::{Contains, EitherOfDiverse, GetCallMetadata, MapSuccess, TypedGet};
use pallet_tx_pause::RuntimeCallNameOf;
use sp_runtime::traits::Replace;

/// Pallets no call of which is ever stopped: blocks, governance, and the brakes themselves.
const NEVER_STOPPED: &[&str] = &[
	"ParachainSystem",
	"Timestamp",
	"SafeMode",
	"TxPause",
	"MultiBlockMigrations",
	"Parameters",
	"TechnicalCommittee",
	"ClinicalCouncil",
	"Council",
	"Whitelist",
	"Preimage",
	"Origins",
	"Referenda",
	"ConvictionVoting",
	"Scheduler",
];

/// Calls that are never stopped either: what protects a patient; what a track or a body other than root
/// decides, for it would be used up in vain; what keeps blocks coming. What only passes a call on is let
/// through, for the call within is looked at again.
const NEVER_STOPPED_CALLS: &[(&str, &[&str])] = &[
	("System", &["apply_authorized_upgrade"]),
	("Utility", &["batch", "batch_all", "force_batch"]),
	("Multisig", &["as_multi_threshold_1", "as_multi", "approve_as_multi", "cancel_as_multi"]),
	(
		"Proxy",
		&["proxy", "proxy_announced", "remove_proxy", "remove_proxies", "reject_announcement"],
	),
	(
		"Recovery",
		&["control_inherited_account", "cancel_attempt", "slash_attempt", "revoke_inheritor"],
	),
	(
		"Consent",
		&[
			"deny",
			"revoke",
			"revoke_all",
			"revoke_delegation",
			"freeze",
			"unfreeze",
			"lock_for_emergencies",
			"opt_out_of_research",
		],
	),
	("Representatives", &["act", "dismiss", "contest"]),
	("Trail", &["dispute_receipt", "dispute_leaf", "set_thresholds"]),
	(
		"Credentials",
		&[
			"accredit",
			"withdraw_accreditation",
			"suspend_licence",
			"reinstate_licence",
			"revoke_licence",
			"remove_identifier",
			"decide_appeal",
		],
	),
	("Emergency", &["reinstate"]),
	("Assets", &["create"]),
	("Treasury", &["spend_local", "remove_approval", "spend", "void_spend", "payout"]),
	("XcmpQueue", &["suspend_xcm_execution", "resume_xcm_execution"]),
	("Session", &["set_keys"]),
	(
		"CollatorSelection",
		&[
			"set_invulnerables",
			"set_desired_candidates",
			"set_candidacy_bond",
			"add_invulnerable",
			"remove_invulnerable",
		],
	),
];

/// Calls that safe mode lets through, and which can be paused one by one: whoever is in danger is
/// helped, and goods that harm are held back, or let go when they do not.
const LET_THROUGH: &[(&str, &[&str])] = &[
	("Emergency", &["break_glass", "end_access"]),
	("Products", &["take_measure", "lift_measure"]),
	("Provenance", &["take_measure", "lift_measure", "close_case", "quarantine_unit"]),
];

fn lists(list: &[(&str, &[&str])], pallet: &str, call: &str) -> bool {
	list.iter().any(|(listed, calls)| *listed == pallet && calls.contains(&call))
}

fn is_never_stopped(pallet: &str, call: &str) -> bool {
	NEVER_STOPPED.contains(&pallet) || lists(NEVER_STOPPED_CALLS, pallet, call)
}

/// Every pallet and call that is named in these lists.
pub fn listed() -> Vec<(&'static str, Option<&'static str>)> {
	let calls = NEVER_STOPPED_CALLS.iter().chain(LET_THROUGH);
	let calls = calls.flat_map(|(pallet, calls)| calls.iter().map(|call| (*pallet, Some(*call))));
	NEVER_STOPPED.iter().map(|pallet| (*pallet, None)).chain(calls).collect()
}

/// What goes on in safe mode.
pub struct InSafeMode;
impl Contains<RuntimeCall> for InSafeMode {
	fn contains(call: &RuntimeCall) -> bool {
		let name = call.get_call_metadata();
		is_never_stopped(name.pallet_name, name.function_name)
			|| lists(LET_THROUGH, name.pallet_name, name.function_name)
	}
}

/// What cannot be paused.
pub struct Unpausable;
impl Contains<RuntimeCallNameOf<Runtime>> for Unpausable {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		match (core::str::from_utf8(pallet), core::str::from_utf8(call)) {
			(Ok(pallet), Ok(call)) => is_never_stopped(pallet, call),
			_ => false,
		}
	}
}

/// How long safe mode lasts each time that somebody enters or extends it. Governance is quicker.
pub struct Day;
impl TypedGet for Day {
	type Type = BlockNumber;

	fn get() -> BlockNumber {
		shortened(BRAKE)
	}
}

/// Who enters safe mode, for a day at a time.
type BrakeOrigin =
	MapSuccess<EitherOfDiverse<PatientSafetyOrigin, CommitteeTwoThirds>, Replace<Day>>;

impl pallet_safe_mode::Config for Runtime {
	type Currency = Balances;
	// Nobody buys a standstill.
	type EnterDepositAmount = ();
	type EnterDuration = Period<BRAKE>;
	type ExtendDepositAmount = ();
	type ExtendDuration = Period<BRAKE>;
	type ForceDepositOrigin = frame_system::EnsureRoot<crate::AccountId>;
	type ForceEnterOrigin = BrakeOrigin;
	type ForceExitOrigin = PatientSafetyOrigin;
	type ForceExtendOrigin = BrakeOrigin;
	type Notify = ();
	type ReleaseDelay = ();
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WeightInfo = crate::weights::pallet_safe_mode::WeightInfo<Runtime>;
	type WhitelistedCalls = InSafeMode;
}

impl pallet_tx_pause::Config for Runtime {
	type MaxNameLen = frame_support::traits::ConstU32<64>;
	type PauseOrigin = EitherOfDiverse<PatientSafetyOrigin, RootOrCommittee>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type UnpauseOrigin = EitherOfDiverse<PatientSafetyOrigin, RootOrCommittee>;
	type WeightInfo = crate::weights::pallet_tx_pause::WeightInfo<Runtime>;
	type WhitelistedCalls = Unpausable;
}
