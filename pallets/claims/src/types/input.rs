//! What a provider hands in.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{
	Amount, AuthorisationId, ClaimId, ClaimKind, Commitment, Day, PlanId, Segments,
	ServiceReference, ServiceTag, MAX_LINES,
};
use scale_info::TypeInfo;

/// How many claims a batch has at most.
pub const MAX_BATCH: u32 = 100;

/// What is billed for a line at most, so that no product or sum of amounts overflows.
pub const MAX_BILLED: Amount = Amount::MAX >> 56;

/// A service that is claimed: a line of a claim.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ClaimedService {
	/// The service.
	pub tag: ServiceTag,
	/// How many units of it.
	#[codec(compact)]
	pub units: u32,
	/// What the provider asks for all of them.
	#[codec(compact)]
	pub billed: Amount,
	/// The day of the service.
	pub date: Day,
	/// The encounter's record, or the unit that was dispensed.
	pub reference: ServiceReference,
}

/// A claim as it is handed in.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct NewClaim<AccountId> {
	/// The plan that is to pay.
	pub plan: PlanId,
	/// For whom: their pseudonym in the plan.
	pub member: AccountId,
	/// What kind of claim it is.
	pub kind: ClaimKind,
	/// The segments of the member's data that it tells of, to which they consented.
	pub segments: Segments,
	/// The claim that was decided by the plan that pays before this one.
	pub prior: Option<ClaimId>,
	/// The prior authorisation.
	pub authorisation: Option<AuthorisationId>,
	/// Commits to the claim's document.
	pub document: Commitment,
	/// What is claimed.
	pub lines: BoundedVec<ClaimedService, ConstU32<MAX_LINES>>,
}
