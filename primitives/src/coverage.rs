//! Health plans: what they pay, and for whom.

use crate::{Day, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// An amount of a plan's settlement asset, in its smallest unit.
pub type Amount = u128;

/// The number of a plan, given out in order from 0.
pub type PlanId = u32;

/// The number of a version of a plan's terms, given out in order from 0.
pub type VersionId = u16;

/// The number of a tag group: the index of its benefit.
pub type GroupId = u8;

/// The number of a network of providers.
pub type NetworkId = u8;

/// The network of providers who have no contract with the plan.
pub const OUT_OF_NETWORK: NetworkId = 0;

/// How many tag groups a plan has at most.
pub const MAX_GROUPS: u32 = 64;

/// How many tiers of cost sharing a plan has at most.
pub const MAX_TIERS: u32 = 8;

/// For how many networks a service has a fee at most.
pub const MAX_FEES: u32 = 8;

/// How many versions of its terms a plan has at most; the oldest make room for new ones.
pub const MAX_VERSIONS: u32 = 16;

/// For how many benefit years it is kept what was used of a coverage.
pub const MAX_YEARS: u32 = 3;

/// Hundredths of a percent.
pub type BasisPoints = u16;

/// All of it, in [`BasisPoints`].
pub const WHOLE: BasisPoints = 10_000;

/// A service or product, as it is named on chain: the first 16 bytes of an HMAC-SHA256 of its code,
/// the number of an alias and a period, under a secret that the payer shares with its providers.
///
/// Without the secret, a tag cannot be guessed; several aliases, and new ones each period, keep
/// frequent services from standing out.
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
pub struct ServiceTag(pub [u8; 16]);

/// What a deadline's end means.
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
pub enum Silence {
	/// What was asked for is granted.
	#[default]
	Grants,
	/// What was asked for is refused.
	Refuses,
}

/// What a plan does about a group of services.
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
pub struct Benefit {
	/// Whether the plan pays for it at all.
	pub covered: bool,
	/// Whether the deductible is due first.
	pub deductible: bool,
	/// Whether it has to be authorised beforehand.
	pub authorisation: bool,
	/// Whether the payer decides case by case.
	pub review: bool,
	/// The member's share of what is left after deductible and copay.
	pub coinsurance: BasisPoints,
	/// What the member pays for each line.
	#[codec(compact)]
	pub copay: Amount,
	/// How many units the plan pays for in a benefit year.
	pub max_units: Option<u32>,
	/// How much the plan pays in a benefit year.
	pub max_paid: Option<Amount>,
}

/// An amount for one member, and for a family together.
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
pub struct Limit {
	/// For one member.
	#[codec(compact)]
	pub individual: Amount,
	/// For a family together.
	#[codec(compact)]
	pub family: Amount,
}

/// What members of a tier share in the costs, in a benefit year.
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
pub struct Tier {
	/// What members pay before the plan does.
	pub deductible: Limit,
	/// After which the plan pays everything that is covered.
	pub out_of_pocket: Limit,
}

/// The clocks of prior authorisation.
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
pub struct AuthorisationClocks {
	/// Hours to decide what is urgent.
	pub urgent_hours: u16,
	/// Hours to decide anything else.
	pub normal_hours: u16,
	/// Hours that a provider who was asked has to answer.
	pub answer_hours: u16,
	/// What it means when the payer did not decide in time.
	pub silence: Silence,
}

/// The clocks of appeals.
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
pub struct AppealClocks {
	/// Days after a decision in which it can be appealed.
	pub filing_days: u16,
	/// Days that the payer has.
	pub internal_days: u16,
	/// Days that an independent reviewer has.
	pub external_days: u16,
	/// What it means when either did not decide in time.
	pub silence: Silence,
}

/// What makes a claim unusual. Zero turns a signal off.
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
pub struct Thresholds {
	/// Claims of a provider in a day.
	pub claims_a_day: u32,
	/// The share of a provider's lines of a tag group that are of its intense services.
	pub intense_share: BasisPoints,
	/// From how many lines of a group on that share is looked at.
	pub intense_from: u32,
	/// Which flags keep a claim from being decided without a person: a set of bits, see `Flags` of the
	/// claims pallet.
	pub pending: u8,
}

/// The terms of a plan, from a date on.
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
pub struct Terms {
	/// The benefit year that they belong to, as a label: what is used of deductibles and limits counts
	/// within it.
	pub year: u16,
	/// What members share in the costs, by their tier.
	pub tiers: BoundedVec<Tier, ConstU32<MAX_TIERS>>,
	/// What is done about each tag group.
	pub benefits: BoundedVec<Benefit, ConstU32<MAX_GROUPS>>,
	/// Days after a service in which it can be claimed.
	pub filing_days: u16,
	/// Days after a claim in which it has to be paid. Zero: at once.
	pub prompt_pay_days: u16,
	/// What is paid on top for being late: simple interest for a year of 365 days.
	pub interest: BasisPoints,
	/// Days in which the payer decides what rules cannot.
	pub review_days: u16,
	/// What it means when the payer did not.
	pub review_silence: Silence,
	/// Whether encounters and dispensed units that claims refer to have to be on chain.
	pub references: bool,
	/// The clocks of prior authorisation.
	pub authorisation: AuthorisationClocks,
	/// The clocks of appeals.
	pub appeals: AppealClocks,
	/// What makes a claim unusual.
	pub thresholds: Thresholds,
}

/// What a plan knows of a service.
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
pub struct Service {
	/// Services on these days are tagged so.
	pub from: Day,
	/// The last one of them.
	pub until: Day,
	/// Its group.
	pub group: GroupId,
	/// Whether it is one of the group's intense services, which pay more for the same.
	pub intense: bool,
	/// What is done about it, if that is not what is done about its group.
	pub benefit: Option<Benefit>,
	/// What is allowed for a unit, by network.
	pub fees: BoundedVec<(NetworkId, Amount), ConstU32<MAX_FEES>>,
}

impl Service {
	/// What is allowed for a unit in `network`.
	pub fn fee(&self, network: NetworkId) -> Option<Amount> {
		self.fees.iter().find(|(of, _)| *of == network).map(|(_, fee)| *fee)
	}
}

/// What was used of a benefit.
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
pub struct BenefitUse {
	/// The group.
	pub group: GroupId,
	/// How many units were paid for.
	#[codec(compact)]
	pub units: u32,
	/// How much was paid.
	#[codec(compact)]
	pub paid: Amount,
}

/// What a member shared in the costs, or a family.
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
pub struct Shared {
	/// Towards the deductible.
	#[codec(compact)]
	pub deductible: Amount,
	/// Towards the most that is due in a year: deductible, copays and coinsurance.
	#[codec(compact)]
	pub out_of_pocket: Amount,
}

/// What a member used in a benefit year.
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
pub struct YearOfMember {
	/// The year.
	pub year: u16,
	/// What they shared in the costs.
	pub shared: Shared,
	/// What they used of benefits that have limits.
	pub benefits: BoundedVec<BenefitUse, ConstU32<MAX_GROUPS>>,
}

/// What a family shared in the costs in a benefit year.
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
pub struct YearOfFamily {
	/// The year.
	pub year: u16,
	/// What they shared in the costs.
	pub shared: Shared,
}

/// What a member used, the latest years.
pub type MemberUse = BoundedVec<YearOfMember, ConstU32<MAX_YEARS>>;

/// What a family used, the latest years.
pub type FamilyUse = BoundedVec<YearOfFamily, ConstU32<MAX_YEARS>>;

/// A coverage: a member of a plan.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct CoverageRef<AccountId> {
	/// The plan.
	pub plan: PlanId,
	/// Its member.
	pub member: AccountId,
}

/// A member of a plan, as claims see them.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Membership<AccountId> {
	/// The first day that is covered.
	pub from: Day,
	/// The last day that is covered.
	pub until: Day,
	/// Which [`Tier`] applies.
	pub tier: u8,
	/// Their family in this plan.
	pub family: Option<u32>,
	/// The coverage that pays before this one does, if another one does: the order of benefits.
	pub after: Option<CoverageRef<AccountId>>,
	/// What they used.
	pub used: MemberUse,
}

/// A plan, as claims see it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PlanInfo<AccountId, AssetId> {
	/// Who pays.
	pub payer: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// The versions of its terms, and from which day each is in force, in their order.
	pub versions: BoundedVec<(Day, VersionId), ConstU32<MAX_VERSIONS>>,
}

impl<AccountId, AssetId> PlanInfo<AccountId, AssetId> {
	/// The version that is in force on `day`, `None` before the first.
	pub fn version_on(&self, day: Day) -> Option<VersionId> {
		self.versions.iter().rev().find(|(from, _)| *from <= day).map(|(_, version)| *version)
	}
}

/// Answers what a plan covers. Implemented by the coverage pallet.
pub trait Coverage<AccountId> {
	/// How the runtime names an asset.
	type AssetId;

	/// The plan. One read.
	fn plan(plan: PlanId) -> Option<PlanInfo<AccountId, Self::AssetId>>;

	/// The terms of a version. One read.
	fn terms(plan: PlanId, version: VersionId) -> Option<Terms>;

	/// The service with this tag, whatever its days. One read.
	fn service(plan: PlanId, tag: &ServiceTag) -> Option<Service>;

	/// The network of `provider` on `day`. One read.
	fn network(plan: PlanId, provider: &AccountId, day: Day) -> NetworkId;

	/// The member. One read.
	fn membership(plan: PlanId, member: &AccountId) -> Option<Membership<AccountId>>;

	/// Notes what a member has used by now. One read and one write.
	fn note_use(plan: PlanId, member: &AccountId, used: MemberUse);

	/// What a family has used by now. One read.
	fn family_use(plan: PlanId, family: u32) -> FamilyUse;

	/// Notes what a family has used by now. One read and one write.
	fn note_family_use(plan: PlanId, family: u32, used: FamilyUse);

	/// Opens a plan of `payer` which settles in `asset`, with as many benefits as there may be, the last
	/// of `terms` over and over, in force on every day of the last year; `tags` of its services, each of
	/// another group and with as many fees as there may be, `fee` in each network; and the `member` in a
	/// family of it, with everything used that there may be.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_covered(
		payer: &AccountId,
		asset: Self::AssetId,
		member: &AccountId,
		terms: Terms,
		tags: &[ServiceTag],
		fee: Amount,
	) -> PlanId;
}

/// Knows what plans owe. Implemented by the claims pallet.
pub trait PlanLedger {
	/// Whether `plan` has neither claims nor a reserve, so that it may go. One read.
	fn is_settled(plan: PlanId) -> bool;

	/// Forgets a plan that goes. One write.
	fn forget(plan: PlanId);
}

impl PlanLedger for () {
	fn is_settled(_: PlanId) -> bool {
		true
	}

	fn forget(_: PlanId) {}
}

/// What is left of a certified service.
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
pub struct CertifiedService {
	/// The service.
	pub tag: ServiceTag,
	/// How many units of it were certified.
	pub units: u32,
	/// How many of them were used.
	pub used: u32,
}

/// How many services an authorisation is for at most.
pub const MAX_CERTIFIED: u32 = 16;

/// The services of an authorisation.
pub type CertifiedServices = BoundedVec<CertifiedService, ConstU32<MAX_CERTIFIED>>;

/// The number of an authorisation, given out in order from 0.
pub type AuthorisationId = u64;

/// A prior authorisation that was certified, in full or in part.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Certificate<AccountId> {
	/// The plan.
	pub plan: PlanId,
	/// For whom.
	pub member: AccountId,
	/// Who may do it.
	pub provider: AccountId,
	/// The first day on which it may be done.
	pub from: Day,
	/// The last day on which it may be done.
	pub until: Day,
	/// What may be done.
	pub services: CertifiedServices,
}

/// Answers what was authorised. Implemented by the authorisations pallet.
pub trait Authorisations<AccountId> {
	/// The authorisation, if it is certified. One read.
	fn certificate(id: AuthorisationId) -> Option<Certificate<AccountId>>;

	/// Notes what was used of an authorisation. One read and one write.
	fn note_use(id: AuthorisationId, services: CertifiedServices);

	/// Certifies `tags` for `member`, as many as there may be, and a hundred units of each.
	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_certified(
		plan: PlanId,
		member: &AccountId,
		provider: &AccountId,
		tags: &[ServiceTag],
	) -> AuthorisationId;
}

impl<AccountId> Authorisations<AccountId> for () {
	fn certificate(_: AuthorisationId) -> Option<Certificate<AccountId>> {
		None
	}

	fn note_use(_: AuthorisationId, _: CertifiedServices) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_certified(
		_: PlanId,
		_: &AccountId,
		_: &AccountId,
		_: &[ServiceTag],
	) -> AuthorisationId {
		0
	}
}

/// The first moment that is later than `start` by so many days.
pub fn days_after(start: Moment, days: u16) -> Moment {
	start.saturating_add(Moment::from(days).saturating_mul(crate::DAY))
}

/// The first moment that is later than `start` by so many hours.
pub fn hours_after(start: Moment, hours: u16) -> Moment {
	start.saturating_add(Moment::from(hours).saturating_mul(crate::HOUR))
}
