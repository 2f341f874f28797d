//! Claims: what pallets, clients and converters call their parts.

use crate::{Amount, Commitment, Day, Moment, PlanId, VersionId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::DispatchResult;

/// How many lines a claim has at most.
pub const MAX_LINES: u32 = 32;

/// A claim: the plan that it is made to, and its number there, given out in order from 0.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ClaimId {
	/// The plan.
	pub plan: PlanId,
	/// The number.
	pub number: u32,
}

/// FHIR `claim-type`.
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
pub enum ClaimKind {
	/// Of a hospital or clinic, for its services.
	Institutional,
	/// Dental.
	Oral,
	/// Of a pharmacy, for what it dispensed.
	Pharmacy,
	/// Of a practitioner.
	Professional,
	/// Of an optician or ophthalmologist.
	Vision,
}

/// Who answers for an adjustment: the claim adjustment groups of X12 and of FHIR.
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
pub enum AdjustmentGroup {
	/// `CO`: the provider, by its contract.
	Contractual,
	/// `PR`: the patient.
	Patient,
	/// `OA`: nobody, or somebody else.
	Other,
	/// `PI`: the payer, by a policy of its own.
	Payer,
}

/// Why something is not paid: each stands for a claim adjustment reason code.
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
pub enum AdjustmentReason {
	/// 1: towards the deductible.
	Deductible,
	/// 2: the member's coinsurance.
	Coinsurance,
	/// 3: the member's copay.
	Copay,
	/// 16: what it refers to is missing or does not fit.
	Reference,
	/// 18: it was claimed before.
	Duplicate,
	/// 22: another plan has to pay first.
	OtherPayerFirst,
	/// 23: what other plans paid, or decided.
	PriorPayer,
	/// 26: before the coverage began.
	BeforeCoverage,
	/// 27: after the coverage ended.
	AfterCoverage,
	/// 29: claimed too late.
	FiledLate,
	/// 31: nobody of this plan.
	NotMember,
	/// 45: more than the fee schedule allows.
	FeeSchedule,
	/// 50: not needed, as the payer decided.
	NotNecessary,
	/// 96: not covered.
	NotCovered,
	/// 119: the benefit of the year is used up.
	BenefitUsedUp,
	/// 181: no such service on that day.
	UnknownService,
	/// 197: not authorised beforehand.
	NotAuthorised,
	/// 198: more than was authorised.
	AuthorisationUsedUp,
}

impl AdjustmentReason {
	/// Its claim adjustment reason code.
	pub const fn code(self) -> u16 {
		match self {
			Self::Deductible => 1,
			Self::Coinsurance => 2,
			Self::Copay => 3,
			Self::Reference => 16,
			Self::Duplicate => 18,
			Self::OtherPayerFirst => 22,
			Self::PriorPayer => 23,
			Self::BeforeCoverage => 26,
			Self::AfterCoverage => 27,
			Self::FiledLate => 29,
			Self::NotMember => 31,
			Self::FeeSchedule => 45,
			Self::NotNecessary => 50,
			Self::NotCovered => 96,
			Self::BenefitUsedUp => 119,
			Self::UnknownService => 181,
			Self::NotAuthorised => 197,
			Self::AuthorisationUsedUp => 198,
		}
	}
}

/// A part of what was billed that is not paid.
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
pub struct Adjustment {
	/// Who answers for it.
	pub group: AdjustmentGroup,
	/// Why.
	pub reason: AdjustmentReason,
	/// How much.
	#[codec(compact)]
	pub amount: Amount,
}

/// What a person decides of a line that rules cannot, or that was appealed.
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
pub enum LineDecision {
	/// As the rules say.
	ByRule,
	/// So much is allowed for it; what the member shares in it is as the rules say.
	Allow(#[codec(compact)] Amount),
	/// It is not necessary, and not paid.
	Deny,
	/// It is not refused: what the fee schedule gives for it is allowed, or what was billed where it gives
	/// nothing. Lines that were not refused stay as they are.
	Grant,
}

/// What a person decides of the lines of a claim, in their order.
pub type LineDecisions = BoundedVec<LineDecision, ConstU32<MAX_LINES>>;

/// A decision that can be appealed, or is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contested<AccountId> {
	/// Who claims.
	pub provider: AccountId,
	/// For whom.
	pub member: AccountId,
	/// Who decided.
	pub payer: AccountId,
	/// The version of the terms that it was judged by.
	pub version: VersionId,
	/// How many lines it has.
	pub lines: u32,
	/// When it was decided.
	pub decided: Moment,
	/// Whether anything was refused, so that there is something to appeal.
	pub refused: bool,
}

/// Lets decisions be appealed. Implemented by the claims pallet.
pub trait Appealable<AccountId> {
	/// The decision about `claim`, if there is one that stands. Two reads.
	fn contested(claim: ClaimId) -> Option<Contested<AccountId>>;

	/// Notes that `claim` is under appeal, or not any more. Until then it can neither be voided,
	/// replaced, nor reaped.
	fn note_appeal(claim: ClaimId, open: bool) -> DispatchResult;

	/// Decides `claim` anew, as `decisions` say, and pays with interest. `record` commits to the
	/// reasons.
	fn overturn(claim: ClaimId, decisions: &[LineDecision], record: Commitment) -> DispatchResult;

	/// A claim of `provider` for `member` with as many lines as there may be, of which none was paid.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_refused(provider: &AccountId, member: &AccountId) -> ClaimId;
}

/// What a claim's line refers to.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ServiceReference {
	/// The record of the encounter, by its number.
	Encounter(u64),
	/// A unit that was dispensed: its lot, and its index there.
	Dispensed {
		/// The lot.
		lot: [u8; 16],
		/// The index.
		index: u32,
	},
}

/// Answers whether what a claim refers to is there. Implemented by the runtime, over records and
/// provenance, which says what that weighs.
pub trait References<AccountId> {
	/// When what `provider` refers to happened, `None` if it did not, or not with this provider.
	fn happened(provider: &AccountId, reference: &ServiceReference) -> Option<Moment>;

	/// What a look weighs at most.
	fn weight() -> Weight {
		Weight::zero()
	}
}

impl<AccountId> References<AccountId> for () {
	fn happened(_: &AccountId, _: &ServiceReference) -> Option<Moment> {
		None
	}
}

/// Simple interest on `amount` for every whole second of `late`, in milliseconds, at `rate` hundredths
/// of a percent for a year of 365 days, rounded down.
pub fn interest(amount: Amount, rate: crate::BasisPoints, late: Moment) -> Amount {
	const YEARLY: Amount = 365 * 24 * 60 * 60 * 10_000;
	let seconds = Amount::from(late / 1_000);
	amount
		.saturating_mul(Amount::from(rate))
		.saturating_mul(seconds)
		.checked_div(YEARLY)
		.unwrap_or_default()
}

/// The day of a moment, in UTC.
pub fn day_of(moment: Moment) -> Day {
	Day::try_from(moment / crate::DAY).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{DAY, YEAR};

	#[test]
	fn interest_is_simple_and_rounded_down() {
		// 8 % of 1,000.00 for a year, and for 30 days.
		assert_eq!(interest(100_000, 800, YEAR), 8_000);
		assert_eq!(interest(100_000, 800, 30 * DAY), 657);
		assert_eq!(interest(100_000, 800, 0), 0);
		assert_eq!(interest(100_000, 0, YEAR), 0);
		// One second of 10,000.000000 at 100 %.
		assert_eq!(interest(10_000_000_000, 10_000, 1_999), 317);
	}

	#[test]
	fn days_begin_at_midnight() {
		assert_eq!(day_of(DAY - 1), 0);
		assert_eq!(day_of(DAY), 1);
	}
}
