//! Claims as they are stored.

use super::ClaimedService;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use salus_primitives::{
	Adjustment, AdjustmentGroup, Amount, AuthorisationId, BasisPoints, ClaimId, ClaimKind,
	Commitment, GroupId, Seconds, VersionId, MAX_LINES,
};
use scale_info::TypeInfo;

/// How many adjustments a line has at most.
pub const MAX_ADJUSTMENTS: u32 = 8;

/// How many accounts pay for a patient's share at most.
pub const MAX_CONTRIBUTORS: u32 = 4;

/// The adjustments of a line.
pub type Adjustments = BoundedVec<Adjustment, ConstU32<MAX_ADJUSTMENTS>>;

/// What was used of a coverage by a line, so that it can be given back.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LineUse {
	/// The benefit year.
	pub year: u16,
	/// The tag group.
	pub group: GroupId,
	/// Units that count for the benefit's limit.
	#[codec(compact)]
	pub units: u32,
	/// Towards the deductible.
	#[codec(compact)]
	pub deductible: Amount,
	/// Towards what is due in a year at most.
	#[codec(compact)]
	pub out_of_pocket: Amount,
	/// Whether it counts for a limit of the benefit.
	pub limited: bool,
	/// Units that it took of the claim's authorisation.
	#[codec(compact)]
	pub authorised: u32,
}

/// A line of a claim.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Line {
	/// What was claimed.
	pub service: ClaimedService,
	/// What the plan allows for it. Zero while the claim is pended, or when the line is refused.
	#[codec(compact)]
	pub allowed: Amount,
	/// What the plan pays.
	#[codec(compact)]
	pub paid: Amount,
	/// Why it does not pay the rest: billed minus adjustments is paid.
	pub adjustments: Adjustments,
	/// What it used of the coverage. `None` when refused.
	pub used: Option<LineUse>,
}

impl Line {
	/// A line that nothing is decided of.
	pub fn new(service: ClaimedService) -> Self {
		Self { service, allowed: 0, paid: 0, adjustments: Default::default(), used: None }
	}

	/// What `group` answers for.
	pub fn adjusted(&self, group: AdjustmentGroup) -> Amount {
		let of_group = self.adjustments.iter().filter(|adjustment| adjustment.group == group);
		of_group.fold(0, |sum, adjustment| sum.saturating_add(adjustment.amount))
	}
}

/// Who decided a claim.
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
pub enum DecidedBy {
	/// The plan's rules.
	Rules,
	/// The payer, case by case.
	Payer,
	/// The plan's rule about a payer that does not decide.
	Silence,
	/// An appeal.
	Appeal,
}

/// What has become of a claim.
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
pub enum ClaimStatus {
	/// The payer has until then to decide what rules cannot.
	Pended {
		/// The deadline.
		until: Seconds,
	},
	/// It is decided.
	Decided {
		/// When.
		at: Seconds,
		/// By whom.
		by: DecidedBy,
	},
	/// The provider took it back.
	Voided {
		/// When.
		at: Seconds,
	},
	/// The payer took its decision back.
	Reversed {
		/// When.
		at: Seconds,
	},
}

/// FHIR `remittance-outcome`, for a decided claim.
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
pub enum Outcome {
	/// No line was refused.
	Complete,
	/// Some lines were refused.
	Partial,
	/// Every line was refused.
	Denied,
}

/// Where the money of a claim is.
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
pub enum Payout {
	/// All that is due has been paid.
	#[default]
	Settled,
	/// It waits for the reserve, in order.
	Queued {
		/// Its place in the plan's queue.
		place: u32,
	},
	/// It is set apart, as the provider's account could not take it.
	Uncollected {
		/// How much, with interest.
		#[codec(compact)]
		amount: Amount,
		/// How much of that is interest.
		#[codec(compact)]
		interest: Amount,
	},
}

/// What makes a claim unusual: a set of bits. Nothing is judged by them alone.
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
pub struct Flags(pub u8);

impl Flags {
	/// A service after the encounter that it refers to was noted.
	pub const IMPOSSIBLE_DATE: Self = Self(1);
	/// Another plan was claimed for the same without saying so.
	pub const ACROSS_PAYERS: Self = Self(2);
	/// More claims of the provider in a day than usual.
	pub const VELOCITY: Self = Self(4);
	/// More intense services of the provider than usual.
	pub const INTENSITY: Self = Self(8);

	/// Adds `other`.
	pub fn insert(&mut self, other: Self) {
		self.0 |= other.0;
	}

	/// Whether any of `others` is set.
	pub const fn any(self, others: u8) -> bool {
		self.0 & others != 0
	}
}

/// What somebody paid of a patient's share.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Contribution<AccountId> {
	/// Who.
	pub from: AccountId,
	/// How much.
	#[codec(compact)]
	pub amount: Amount,
}

/// A claim.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Claim<AccountId> {
	/// Who claims.
	pub provider: AccountId,
	/// For whom.
	pub member: AccountId,
	/// What kind of claim it is.
	pub kind: ClaimKind,
	/// What has become of it.
	pub status: ClaimStatus,
	/// What makes it unusual.
	pub flags: Flags,
	/// Whether somebody allowed less for a line than was billed.
	pub curtailed: bool,
	/// Whether it is under appeal.
	pub appealed: bool,
	/// The claim that another plan decided before.
	pub prior: Option<ClaimId>,
	/// The claim that another plan was asked to decide after this one.
	pub next: Option<ClaimId>,
	/// The prior authorisation.
	pub authorisation: Option<AuthorisationId>,
	/// Commits to the claim's document.
	pub document: Commitment,
	/// Commits to the reasons of the last decision that a person made.
	pub reasons: Option<Commitment>,
	/// The version of the terms whose clocks apply.
	pub version: VersionId,
	/// When it was handed in.
	pub received: Seconds,
	/// When it has to be paid.
	pub due: Seconds,
	/// What being late costs.
	pub interest_rate: BasisPoints,
	/// What is still to be paid, without interest.
	#[codec(compact)]
	pub unpaid: Amount,
	/// What was paid, without interest.
	#[codec(compact)]
	pub paid: Amount,
	/// What was paid on top for being late.
	#[codec(compact)]
	pub interest: Amount,
	/// Where the money is.
	pub payout: Payout,
	/// What the patient owes.
	#[codec(compact)]
	pub share: Amount,
	/// What was paid of it.
	pub contributions: BoundedVec<Contribution<AccountId>, ConstU32<MAX_CONTRIBUTORS>>,
	/// The lines.
	pub lines: BoundedVec<Line, ConstU32<MAX_LINES>>,
}

impl<AccountId> Claim<AccountId> {
	/// What was billed.
	pub fn billed(&self) -> Amount {
		self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.service.billed))
	}

	/// What the plan pays, whether it has or not.
	pub fn benefit(&self) -> Amount {
		self.lines.iter().fold(0, |sum, line| sum.saturating_add(line.paid))
	}

	/// What was paid of the patient's share.
	pub fn contributed(&self) -> Amount {
		self.contributions.iter().fold(0, |sum, part| sum.saturating_add(part.amount))
	}

	/// Whether it was decided and stands.
	pub const fn is_decided(&self) -> bool {
		matches!(self.status, ClaimStatus::Decided { .. })
	}

	/// Whether it counts: it is pended or decided.
	pub const fn stands(&self) -> bool {
		matches!(self.status, ClaimStatus::Pended { .. } | ClaimStatus::Decided { .. })
	}

	/// Whether every line was refused.
	pub fn is_refused(&self) -> bool {
		self.lines.iter().all(|line| line.used.is_none() && !line.adjustments.is_empty())
	}

	/// What the patient owes by its lines. Of a claim of which every line was refused after another plan
	/// decided, that is owed for the other claim.
	pub fn share_of_lines(&self) -> Amount {
		if self.prior.is_some() && self.is_refused() {
			return 0;
		}
		self.lines
			.iter()
			.fold(0, |share, line| share.saturating_add(line.adjusted(AdjustmentGroup::Patient)))
	}

	/// How many lines were refused.
	pub fn refused(&self) -> usize {
		self.lines.iter().filter(|line| line.used.is_none()).count()
	}

	/// What came out of it.
	pub fn outcome(&self) -> Outcome {
		match self.refused() {
			0 => Outcome::Complete,
			refused if refused == self.lines.len() => Outcome::Denied,
			_ => Outcome::Partial,
		}
	}
}
