//! What plans and providers have with each other.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{Amount, Day, GroupId, PlanId, ServiceTag, MAX_GROUPS};
use scale_info::TypeInfo;

/// How many claimed services are kept for an encounter or a dispensed unit at most.
pub const MAX_SERVICES: u32 = 128;

/// The room that a claim takes besides that of its lines.
pub const ROOM_OF_CLAIM: u32 = 3;

/// A plan's reserve, and what it owes.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Ledger {
	/// What the payer has put aside for the plan: held in its account.
	pub reserve: Amount,
	/// What of that is owed to providers whose accounts could not take it, with interest.
	pub uncollected: Amount,
	/// What is owed to claims that wait for the reserve, without interest.
	pub queued: Amount,
	/// The first place of the queue that may be taken.
	pub head: u32,
	/// The first place of the queue that is free.
	pub tail: u32,
	/// The number of the next claim.
	pub next: u32,
	/// How many claims there are.
	pub claims: u32,
	/// How many claims there were, and are not any more.
	pub reaped: u32,
}

impl Ledger {
	/// What can be paid out now.
	pub fn available(&self) -> Amount {
		self.reserve.saturating_sub(self.uncollected)
	}

	/// Whether claims wait.
	pub const fn has_queue(&self) -> bool {
		self.head < self.tail
	}
}

/// How many lines of a tag group a provider claimed.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct GroupCount {
	/// The group.
	pub group: GroupId,
	/// All of them.
	#[codec(compact)]
	pub lines: u32,
	/// Those of its intense services.
	#[codec(compact)]
	pub intense: u32,
}

/// What a provider has with a plan.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ProviderAccount<Balance> {
	/// The room for claims that the provider has paid for.
	pub room: u32,
	/// How much of it claims take.
	pub taken: u32,
	/// What is held for the room.
	pub deposit: Balance,
	/// What the provider was paid and has to give back.
	pub receivable: Amount,
	/// The day that claims were last counted.
	pub day: Day,
	/// How many there were on it.
	pub claims: u32,
	/// What was claimed, by tag group.
	pub groups: BoundedVec<GroupCount, ConstU32<MAX_GROUPS>>,
}

impl<Balance> ProviderAccount<Balance> {
	/// The room that is free.
	pub fn free(&self) -> u32 {
		self.room.saturating_sub(self.taken)
	}
}

/// A service that was claimed for an encounter or a dispensed unit.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct BilledService {
	/// From which plan.
	pub plan: PlanId,
	/// In which of its claims.
	pub claim: u32,
	/// The service.
	pub tag: ServiceTag,
	/// The day.
	pub date: Day,
}
