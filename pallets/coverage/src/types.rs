//! What this pallet stores, and what it answers.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	Amount, CoverageRef, Day, FamilyUse, Membership, NetworkId, PlanInfo, Service, ServiceTag,
	Shared, Terms, VersionId, MAX_VERSIONS, OUT_OF_NETWORK,
};
use scale_info::TypeInfo;

/// How many services are listed or unlisted in a call at most.
pub const MAX_LISTED: u32 = 100;

/// How many periods of a provider's contract are remembered at most; the oldest make room for new
/// ones.
pub const MAX_PERIODS: u32 = 8;

/// How many coverages of a person pay one after the other at most.
pub const MAX_CHAIN: u32 = 3;

/// How many days a clock of a plan's terms has at most: ten years.
pub const MAX_DAYS: u16 = 3_650;

/// How many hours a clock of a plan's terms has at most: a year.
pub const MAX_HOURS: u16 = 8_760;

/// From which day each version of a plan's terms is in force, in their order.
pub type VersionDays = BoundedVec<(Day, VersionId), ConstU32<MAX_VERSIONS>>;

/// Services and their tags, as they are listed.
pub type ListedServices = BoundedVec<(ServiceTag, Service), ConstU32<MAX_LISTED>>;

/// Tags of services, as they are listed and unlisted.
pub type Tags = BoundedVec<ServiceTag, ConstU32<MAX_LISTED>>;

/// A plan.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Plan<AccountId, AssetId, Balance> {
	/// Who pays.
	pub payer: AccountId,
	/// In which asset.
	pub asset: AssetId,
	/// The versions of its terms.
	pub versions: VersionDays,
	/// The number that the next version gets. None is used twice.
	pub next_version: VersionId,
	/// Whether nobody is enrolled any more.
	pub closed: bool,
	/// How many members it has, covered at present or not.
	pub members: u32,
	/// How many services are listed.
	pub services: u32,
	/// With how many providers it has contracts, in force or not.
	pub contracts: u32,
	/// What is held from the payer for it.
	pub deposit: Balance,
}

impl<AccountId, AssetId, Balance> Plan<AccountId, AssetId, Balance> {
	/// What other pallets need to know.
	pub fn into_info(self) -> PlanInfo<AccountId, AssetId> {
		let Self { payer, asset, versions, .. } = self;
		PlanInfo { payer, asset, versions }
	}

	/// The version that is in force on `day`, `None` before the first.
	pub fn version_on(&self, day: Day) -> Option<VersionId> {
		self.versions.iter().rev().find(|(from, _)| *from <= day).map(|(_, version)| *version)
	}

	/// The first version of which anything applies from `day` on. Versions have no fewer benefits and
	/// tiers than those before them, so that what this one has, all later ones have.
	pub(crate) fn version_from(&self, day: Day) -> Option<VersionId> {
		let first = self.versions.first().map(|(_, version)| *version);
		self.version_on(day).or(first)
	}
}

/// A version of a plan's terms.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Version<Balance> {
	/// The terms.
	pub terms: Terms,
	/// What is held from the payer for them.
	pub deposit: Balance,
}

/// A service that a plan knows.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ListedService<Balance> {
	/// The service.
	pub service: Service,
	/// What is held from the payer for it.
	pub deposit: Balance,
}

/// Days on which a provider is in a network.
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
pub struct Period {
	/// The network.
	pub network: NetworkId,
	/// The first day.
	pub from: Day,
	/// The last day.
	pub until: Day,
}

/// The contract of a provider with a plan.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Contract<Balance> {
	/// When it is in which network, in their order. They do not overlap, and none of them changes once
	/// it is over.
	pub periods: BoundedVec<Period, ConstU32<MAX_PERIODS>>,
	/// What is held from the payer for it.
	pub deposit: Balance,
}

impl<Balance> Contract<Balance> {
	/// The network on `day`.
	pub fn network_on(&self, day: Day) -> NetworkId {
		let on = self.periods.iter().find(|period| period.from <= day && day <= period.until);
		on.map_or(OUT_OF_NETWORK, |period| period.network)
	}

	/// The last day of its last period.
	pub fn until(&self) -> Option<Day> {
		self.periods.last().map(|period| period.until)
	}
}

/// A member of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Member<AccountId, Balance> {
	/// What is covered, and what was used of it. If it ends before it begins, it was cancelled, and
	/// nothing is covered.
	pub membership: Membership<AccountId>,
	/// What is held from the payer for it.
	pub deposit: Balance,
}

/// Members of a plan who share limits.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Family<Balance> {
	/// What they used, with what those used who have left.
	pub used: FamilyUse,
	/// How many they are.
	pub members: u32,
	/// What is held from the payer for it.
	pub deposit: Balance,
}

/// What is left of a limit in a benefit year.
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
pub struct Left {
	/// Of the member's own.
	pub individual: Amount,
	/// Of the family's, if they are in one.
	pub family: Option<Amount>,
}

impl Left {
	/// Takes what was used from what there is, with `part` of either.
	pub(crate) fn of(
		limit: &salus_primitives::Limit,
		used: &Shared,
		family: Option<&Shared>,
		part: impl Fn(&Shared) -> Amount,
	) -> Self {
		Self {
			individual: limit.individual.saturating_sub(part(used)),
			family: family.map(|family| limit.family.saturating_sub(part(family))),
		}
	}
}

/// What somebody is covered for on a day.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Eligibility<AccountId> {
	/// Their tier of cost sharing.
	pub tier: u8,
	/// The network of the provider who was named, `None` if none was.
	pub network: Option<NetworkId>,
	/// What is left of the deductible, in the benefit year of that day.
	pub deductible_left: Left,
	/// What is left until the plan pays everything that is covered.
	pub out_of_pocket_left: Left,
	/// The coverage that pays before this one does, if another one does.
	pub after: Option<CoverageRef<AccountId>>,
}

/// Why somebody is not covered on a day.
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
pub enum EligibilityProblem {
	/// There is no such plan.
	UnknownPlan,
	/// They are no member of the plan.
	NotMember,
	/// Their coverage begins later.
	BeforeCoverage,
	/// Their coverage ended before.
	AfterCoverage,
	/// The plan has no terms for that day.
	NoTerms,
}
