//! What this pallet stores and what its calls take.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	traits::Get, BoundedVec, CloneNoBound, DebugNoBound, DefaultNoBound, EqNoBound,
	PartialEqNoBound,
};
use salus_primitives::{Commitment, Moment, Segments};
use scale_info::TypeInfo;

/// The number of a case.
pub type CaseId = u64;

/// Why the glass was broken. Coarse on purpose: what is wrong with the subject is in the
/// justification, off chain.
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
pub enum Reason {
	/// `unconscious`: the subject cannot be asked.
	Unconscious,
	/// `life-threatening`: asking would take longer than life or limb have.
	LifeThreatening,
	/// `incapacitated`: the subject is awake, and in no state to decide.
	Incapacitated,
	/// `public-health`: others are in danger, from an infection or a poison.
	PublicHealth,
	/// `subject-request`: the subject asks for it, and has no key at hand.
	SubjectRequest,
}

impl Reason {
	/// Every reason, in the order of its index.
	pub const ALL: [Self; 5] = [
		Self::Unconscious,
		Self::LifeThreatening,
		Self::Incapacitated,
		Self::PublicHealth,
		Self::SubjectRequest,
	];

	/// The code that stands for the reason in documents.
	pub const fn code(self) -> &'static str {
		match self {
			Self::Unconscious => "unconscious",
			Self::LifeThreatening => "life-threatening",
			Self::Incapacitated => "incapacitated",
			Self::PublicHealth => "public-health",
			Self::SubjectRequest => "subject-request",
		}
	}
}

/// What a reviewer found.
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
	/// It was an emergency, and no more was opened than it took.
	Justified,
	/// It was not.
	Unjustified,
}

/// How far the review of a case is.
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
pub enum CaseState {
	/// Nobody has reviewed it; if the review is due, nobody has flagged that either.
	Unreviewed,
	/// Nobody reviewed it in time, and that has been flagged.
	Overdue,
	/// It was found justified.
	Justified,
	/// It was found unjustified.
	Unjustified,
}

impl CaseState {
	/// Whether a review is still to come.
	pub const fn awaits_review(self) -> bool {
		matches!(self, Self::Unreviewed | Self::Overdue)
	}
}

impl From<Finding> for CaseState {
	fn from(finding: Finding) -> Self {
		match finding {
			Finding::Justified => Self::Justified,
			Finding::Unjustified => Self::Unjustified,
		}
	}
}

/// Who reviewed a case, and what they wrote.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Review<AccountId> {
	/// The reviewer.
	pub reviewer: AccountId,
	/// Commitment to what they found.
	pub findings: Commitment,
}

/// One time that somebody broke the glass.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Case<AccountId, Balance> {
	/// Who broke it.
	pub practitioner: AccountId,
	/// For which organisation.
	pub organisation: AccountId,
	/// Whose data it opened.
	pub subject: AccountId,
	/// Which segments of it.
	pub segments: Segments,
	/// Why.
	pub reason: Reason,
	/// Commitment to the justification.
	pub justification: Commitment,
	/// When, in milliseconds.
	pub opened_at: Moment,
	/// Until when it is open, exclusive, in milliseconds.
	pub until: Moment,
	/// When the review is overdue, in milliseconds.
	pub review_due: Moment,
	/// How far the review is.
	pub state: CaseState,
	/// The review, once there is one.
	pub review: Option<Review<AccountId>>,
	/// Held from the practitioner until the case is reaped.
	pub deposit: Balance,
}

impl<AccountId, Balance> Case<AccountId, Balance> {
	/// Whether the time of the access has not ended.
	pub fn is_open(&self, now: Moment) -> bool {
		now < self.until
	}
}

/// How often something was done since the first time. It starts anew once its period has passed, so
/// that twice the limit may fall closely together across the border of two windows, never more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Window {
	/// When the first use was, in milliseconds.
	pub from: Moment,
	/// How many uses there were since.
	pub uses: u32,
}

impl Window {
	/// Whether a window that lasts for `period` has passed.
	pub fn has_passed(&self, now: Moment, period: Moment) -> bool {
		self.uses == 0 || now >= self.from.saturating_add(period)
	}

	/// The window after one more use; `None` when there were `limit` already.
	pub fn used(self, now: Moment, period: Moment, limit: u32) -> Option<Self> {
		let current = if self.has_passed(now, period) { Self { from: now, uses: 0 } } else { self };
		(current.uses < limit).then(|| Self { uses: current.uses.saturating_add(1), ..current })
	}
}

/// How a practitioner has used the right to break the glass.
#[derive(
	CloneNoBound,
	PartialEqNoBound,
	EqNoBound,
	DebugNoBound,
	DefaultNoBound,
	Encode,
	Decode,
	MaxEncodedLen,
	TypeInfo,
)]
#[codec(mel_bound())]
#[scale_info(skip_type_params(MaxOpenCases))]
pub struct PractitionerConduct<MaxOpenCases: Get<u32>> {
	/// How often lately.
	pub window: Window,
	/// How many cases were unjustified or not reviewed in time, since the last reinstatement.
	pub strikes: u32,
	/// Whether the right is suspended until governance reinstates it.
	pub suspended: bool,
	/// The cases in [`CaseState::Unreviewed`], oldest first, and when their reviews are overdue.
	pub unreviewed: BoundedVec<(CaseId, Moment), MaxOpenCases>,
}

impl<MaxOpenCases: Get<u32>> PractitionerConduct<MaxOpenCases> {
	/// The strikes that count at `now`: what is overdue counts whether or not somebody flagged it.
	pub fn strikes_at(&self, now: Moment) -> u32 {
		let overdue = self.unreviewed.iter().filter(|(_, due)| now >= *due).count();
		self.strikes.saturating_add(u32::try_from(overdue).unwrap_or(u32::MAX))
	}

	/// Whether nothing is left to remember.
	pub fn is_spent(&self, now: Moment, period: Moment) -> bool {
		self.window.has_passed(now, period)
			&& self.strikes == 0
			&& !self.suspended
			&& self.unreviewed.is_empty()
	}
}
