//! Patients without tokens: which of their calls an institution pays for, and how.
//!
//! The institution that enrolled a patient pays what the state of the patient's decisions costs, and
//! the fees of the calls that are listed here, some twenty a day. Every such call is paid for, also
//! one that fails, so that nobody can fill blocks with them. Only what closes something goes through
//! unpaid when neither institution nor patient can pay, and that a few times a day. What wraps other calls is not listed:
//! batches, proxies and multisigs pay their own fees. Two wrappers are looked into, because they
//! carry exactly one call: acting for a child, and acting for an account one has recovered. Each
//! is looked into once: stacked up, hundreds of them would be one call.

use super::monetary::deposit;
use crate::{
	AccountId, Balance, Balances, Credentials, Runtime, RuntimeCall, RuntimeHoldReason, Timestamp,
};
use codec::Encode;
use polkadot_sdk::*;

use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU16, ConstU32, LinearStoragePrice},
};
use pallet_sponsorship::{CallClass, SponsoredCall, SponsoredOr};

parameter_types! {
	/// Held from the institution for a patient's account and enrolment.
	pub const EnrolmentDeposit: Balance = deposit(3, 400);
	/// Held from the institution for each place: an entry of a patient's.
	pub const PlaceDeposit: Balance = deposit(2, PLACE_SIZE);
}

/// How many bytes a place is for: as many as the largest entry that Salus's own pallets keep for a
/// patient, or as a group of six friends.
const PLACE_SIZE: u32 = 380;

impl pallet_sponsorship::Config for Runtime {
	type AccountDeposit = EnrolmentDeposit;
	type Credentials = Credentials;
	type Currency = Balances;
	type DailyCalls = ConstU32<20>;
	type DailyUnpaidCalls = ConstU32<3>;
	type MaxPlaces = ConstU16<64>;
	type PlaceDeposit = PlaceDeposit;
	type PlaceSize = ConstU32<PLACE_SIZE>;
	type RuntimeHoldReason = RuntimeHoldReason;
	type SponsoredCalls = PatientCalls;
	type Time = Timestamp;
	type WeightInfo = pallet_sponsorship::weights::SubstrateWeight<Runtime>;
}

/// A hold of the native token, unless an institution pays.
pub type SponsoredHold<Reason, Base, PerByte> = SponsoredOr<
	Runtime,
	HoldConsideration<AccountId, Balances, Reason, LinearStoragePrice<Base, PerByte, Balance>>,
>;

/// The calls that an institution pays for.
pub struct PatientCalls;

/// How long such a call may be: the institution pays by length, too.
const MAX_LENGTH: usize = 4_096;

impl SponsoredCall<RuntimeCall> for PatientCalls {
	fn class(call: &RuntimeCall) -> Option<CallClass> {
		let class = match call {
			RuntimeCall::Recovery(pallet_recovery::Call::control_inherited_account {
				call,
				..
			}) => own_or_acted(call),
			call => own_or_acted(call),
		};
		class.filter(|_| call.encoded_size() <= MAX_LENGTH)
	}
}

/// A call of a subject's own, or one that they make for somebody whom they represent.
fn own_or_acted(call: &RuntimeCall) -> Option<CallClass> {
	match call {
		RuntimeCall::Representatives(pallet_representatives::Call::act { call, .. }) => own(call),
		call => own(call),
	}
}

/// A call that wraps no other.
fn own(call: &RuntimeCall) -> Option<CallClass> {
	use CallClass::*;

	match call {
		RuntimeCall::Consent(call) => consent(call),
		RuntimeCall::Records(
			pallet_records::Call::request_amendment { .. }
			| pallet_records::Call::state_disagreement { .. }
			| pallet_records::Call::request_erasure { .. },
		) => Some(Ordinary),
		RuntimeCall::Trail(
			pallet_trail::Call::dispute_receipt { .. }
			| pallet_trail::Call::dispute_leaf { .. }
			| pallet_trail::Call::withdraw_dispute { .. },
		) => Some(Ordinary),
		RuntimeCall::Representatives(call) => representatives(call),
		RuntimeCall::Recovery(call) => recovery(call),
		RuntimeCall::Sponsorship(
			pallet_sponsorship::Call::accept_offer { .. }
			| pallet_sponsorship::Call::decline_offer { .. },
		) => Some(Protective),
		_ => None,
	}
}

/// What opens is ordinary; what closes is protective, and goes through a few times a day even when
/// nobody can pay.
fn consent(call: &pallet_consent::Call<Runtime>) -> Option<CallClass> {
	use pallet_consent::Call;

	match call {
		Call::grant { .. } | Call::lift_denial { .. } | Call::unfreeze { .. } => {
			Some(CallClass::Ordinary)
		}
		Call::deny { .. }
		| Call::revoke { .. }
		| Call::revoke_all { .. }
		| Call::revoke_delegation { .. }
		| Call::freeze { .. }
		| Call::lock_for_emergencies { .. }
		| Call::opt_out_of_research { .. } => Some(CallClass::Protective),
		_ => None,
	}
}

fn representatives(call: &pallet_representatives::Call<Runtime>) -> Option<CallClass> {
	use pallet_representatives::Call;

	match call {
		Call::appoint { .. } | Call::withdraw_contest { .. } => Some(CallClass::Ordinary),
		Call::contest { .. } | Call::dismiss { .. } | Call::lift_condition { .. } => {
			Some(CallClass::Protective)
		}
		_ => None,
	}
}

fn recovery(call: &pallet_recovery::Call<Runtime>) -> Option<CallClass> {
	use pallet_recovery::Call;

	match call {
		Call::set_friend_groups { .. }
		| Call::initiate_attempt { .. }
		| Call::approve_attempt { .. }
		| Call::finish_attempt { .. } => Some(CallClass::Ordinary),
		// The veto of somebody who is there after all.
		Call::cancel_attempt { .. } | Call::slash_attempt { .. } => Some(CallClass::Protective),
		_ => None,
	}
}
