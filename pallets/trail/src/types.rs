//! What this pallet stores, and what its calls take.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{
	merkle::{Batch, ProofProblem},
	Commitment, Moment, DAY,
};
use scale_info::TypeInfo;

/// A day: how many days it begins after the Unix epoch.
pub type Day = u32;

/// The number of a dispute, given out in order from 0.
pub type DisputeId = u64;

/// How many days [`missing_days`](crate::Pallet::missing_days) looks at in one call.
pub const DAYS_PER_CALL: u32 = 366;

/// How many refusals one report may count.
pub const MAX_REFUSALS: u32 = 1_000;

/// The first moment after `day`.
pub fn end_of(day: Day) -> Moment {
	Moment::from(day).saturating_add(1).saturating_mul(DAY)
}

/// What a custodian anchored for a day.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct DayEntry<Balance> {
	/// The receipts of the day; `None` when nobody accessed anything.
	pub batch: Option<Batch>,
	/// When it was anchored, in milliseconds.
	pub anchored_at: Moment,
	/// What is held from the custodian for it.
	pub deposit: Balance,
}

/// The days of a custodian, from the first to the last one that it anchored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CustodianDays {
	/// The first day. Reaping moves it on.
	pub first: Day,
	/// The last day, inclusive.
	pub last: Day,
	/// How many of these days are anchored.
	pub anchored: u32,
}

impl CustodianDays {
	/// How many days between the first and the last one are not anchored.
	pub fn missing(&self) -> u32 {
		self.last.saturating_sub(self.first).saturating_add(1).saturating_sub(self.anchored)
	}

	/// The same with `day` anchored as well.
	pub(crate) fn with(self, day: Day) -> Self {
		Self {
			first: self.first.min(day),
			last: self.last.max(day),
			anchored: self.anchored.saturating_add(1),
		}
	}

	/// No day but `day`, which is not anchored yet.
	pub(crate) fn empty(day: Day) -> Self {
		Self { first: day, last: day, anchored: 0 }
	}
}

/// Why a receipt is not one of those that a custodian anchored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ReceiptProblem {
	/// The custodian has not anchored the day, or it was reaped.
	UnknownDay,
	/// The custodian declared that there was no access on that day.
	QuietDay,
	/// The proof does not hold.
	Proof(ProofProblem),
}

/// What can be unusual about an actor.
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
pub enum Signal {
	/// They broke the glass often.
	Emergencies,
	/// Organisations refused them often.
	Refusals,
	/// They accessed the data of many subjects.
	Subjects,
}

impl Signal {
	/// Every signal, in the order of its bit.
	pub const ALL: [Self; 3] = [Self::Emergencies, Self::Refusals, Self::Subjects];

	const fn bit(self) -> u8 {
		match self {
			Self::Emergencies => 0b001,
			Self::Refusals => 0b010,
			Self::Subjects => 0b100,
		}
	}
}

/// From how many on something is unusual, within [`Config::ActivityPeriod`](crate::Config).
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
pub struct Thresholds {
	/// Emergencies.
	pub emergencies: u32,
	/// Refusals.
	pub refusals: u32,
	/// Subjects, at most [`Sketch::BITS`].
	pub subjects: u32,
}

impl Thresholds {
	/// From how many on `signal` is given.
	pub const fn of(&self, signal: Signal) -> u32 {
		match signal {
			Signal::Emergencies => self.emergencies,
			Signal::Refusals => self.refusals,
			Signal::Subjects => self.subjects,
		}
	}
}

impl Default for Thresholds {
	fn default() -> Self {
		Self { emergencies: 5, refusals: 20, subjects: 100 }
	}
}

/// A set of subjects of which only the size matters: a bit for each.
///
/// Two subjects may share a bit, so that the size is never too high, and somewhat too low when there
/// are many: some 83 of 100 subjects.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Sketch(pub [u8; 32]);

impl Sketch {
	/// How many bits there are.
	pub const BITS: u32 = 256;

	/// Sets `bit`.
	pub fn insert(&mut self, bit: u8) {
		if let Some(byte) = self.0.get_mut(usize::from(bit / 8)) {
			*byte |= 1u8.rotate_left(u32::from(bit % 8));
		}
	}

	/// How many bits are set in this or in `other`.
	pub fn union_size(&self, other: &Self) -> u32 {
		self.0.iter().zip(other.0).map(|(one, other)| (one | other).count_ones()).sum()
	}
}

/// What was counted in half an activity period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tally {
	/// Emergencies.
	pub emergencies: u32,
	/// Refusals that organisations reported.
	pub refusals: u32,
	/// Subjects.
	pub subjects: Sketch,
}

/// What was counted about an actor: in two buckets, so that the counts go back half an activity
/// period at least and a whole one at most.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Activity {
	/// The number of the latest bucket: how many half activity periods after the Unix epoch.
	pub bucket: u64,
	/// What was counted in the latest bucket.
	pub current: Tally,
	/// What was counted in the one before.
	pub previous: Tally,
	/// The signals that were given in the latest bucket, a bit for each.
	pub flagged: u8,
}

impl Activity {
	/// Moves on to `bucket`, and forgets what is too old for it.
	pub(crate) fn roll(&mut self, bucket: u64) {
		if bucket <= self.bucket {
			return;
		}
		let follows = bucket == self.bucket.saturating_add(1);
		let previous = if follows { self.current } else { Tally::default() };
		*self = Self { bucket, previous, ..Default::default() };
	}

	/// Whether nothing of this counts in `bucket` any more.
	pub(crate) fn is_over(&self, bucket: u64) -> bool {
		bucket > self.bucket.saturating_add(1)
	}

	/// How many in both buckets.
	pub(crate) fn count(&self, signal: Signal) -> u32 {
		let (current, previous) = (&self.current, &self.previous);
		match signal {
			Signal::Emergencies => current.emergencies.saturating_add(previous.emergencies),
			Signal::Refusals => current.refusals.saturating_add(previous.refusals),
			Signal::Subjects => current.subjects.union_size(&previous.subjects),
		}
	}

	/// Notes that `signal` is given. `false` when it was given in this bucket before.
	pub(crate) fn flag(&mut self, signal: Signal) -> bool {
		let first = self.flagged & signal.bit() == 0;
		self.flagged |= signal.bit();
		first
	}

	/// Whether every flag is that of a signal.
	pub(crate) fn flags_are_known(&self) -> bool {
		Signal::ALL.iter().fold(self.flagged, |rest, signal| rest & !signal.bit()) == 0
	}
}

/// What an actor did lately.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, TypeInfo)]
pub struct Counts {
	/// Emergencies.
	pub emergencies: u32,
	/// Refusals that organisations reported.
	pub refusals: u32,
	/// Subjects, see [`Sketch`].
	pub subjects: u32,
}

/// Which access is disputed.
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
pub enum Target {
	/// One whose receipt is on chain.
	Receipt {
		/// The record that was accessed.
		record: u64,
		/// The receipt of that record.
		index: u32,
	},
	/// One whose receipt is in a day's batch.
	Leaf {
		/// The day.
		day: Day,
		/// The leaf of that day's batch.
		index: u32,
	},
}

/// What identifies an access that is disputed: a leaf belongs to its custodian, while a receipt on
/// chain is the same one when its record moves to another custodian.
pub type AccessKey<AccountId> = (Option<AccountId>, Target);

/// What a regulator found.
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
pub enum Finding {
	/// The access was wrong.
	Upheld,
	/// The access was right.
	Dismissed,
}

/// How far a dispute has come.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum DisputeState<AccountId> {
	/// The custodian has not answered. Overdue once the answer is due.
	Open,
	/// The custodian has answered.
	Answered {
		/// Commitment to the answer.
		answer: Commitment,
		/// When, in milliseconds.
		at: Moment,
	},
	/// A regulator has decided.
	Closed {
		/// Commitment to the answer, if the custodian gave one.
		answer: Option<Commitment>,
		/// What the regulator found.
		finding: Finding,
		/// Commitment to the ruling.
		ruling: Commitment,
		/// The regulator.
		by: AccountId,
		/// When, in milliseconds.
		at: Moment,
	},
}

/// A subject's objection to an access.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Dispute<AccountId, Balance> {
	/// Whose data was accessed.
	pub subject: AccountId,
	/// Who has to answer: who kept the record when the dispute was opened.
	pub custodian: AccountId,
	/// Who accessed it, as far as the chain knows.
	pub reader: Option<AccountId>,
	/// Which access.
	pub target: Target,
	/// Commitment to what the subject objects.
	pub statement: Commitment,
	/// When it was opened, in milliseconds.
	pub opened_at: Moment,
	/// Until when the custodian may answer, exclusive, in milliseconds.
	pub due: Moment,
	/// How far it has come.
	pub state: DisputeState<AccountId>,
	/// What is held from the subject for it until it is closed. Zero when the dispute has a place
	/// that the subject's institution paid for, or is closed.
	pub deposit: Balance,
}

impl<AccountId, Balance> Dispute<AccountId, Balance> {
	/// Whether a regulator has decided.
	pub const fn is_closed(&self) -> bool {
		matches!(self.state, DisputeState::Closed { .. })
	}

	/// Whether `who` is a party of it.
	pub fn concerns(&self, who: &AccountId) -> bool
	where
		AccountId: PartialEq,
	{
		*who == self.subject || *who == self.custodian || self.reader.as_ref() == Some(who)
	}

	/// Which access is disputed.
	pub fn key(&self) -> AccessKey<AccountId>
	where
		AccountId: Clone,
	{
		let custodian = match self.target {
			Target::Receipt { .. } => None,
			Target::Leaf { .. } => Some(self.custodian.clone()),
		};
		(custodian, self.target)
	}

	/// Whether the custodian has let its time pass without an answer.
	pub fn is_overdue(&self, now: Moment) -> bool {
		matches!(self.state, DisputeState::Open) && now >= self.due
	}
}
