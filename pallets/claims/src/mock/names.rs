//! Who and what there is when tests begin.

use super::*;

/// Pays for [`PLAN`].
pub const PAYER: u64 = 1;
/// Pays for [`OTHER_PLAN`].
pub const OTHER_PAYER: u64 = 2;
/// Pays for [`THIRD_PLAN`].
pub const THIRD_PAYER: u64 = 3;
/// In network [`NETWORK`] of all plans, with room for claims to all of them.
pub const CLINIC: u64 = 4;
/// Out of network, with room for claims to [`PLAN`], and without any coins.
pub const PHYSICIAN: u64 = 5;
pub const PHARMACY: u64 = 6;
pub const LABORATORY: u64 = 7;
pub const STRANGER: u64 = 8;
/// Have coins, and pay for others.
pub const CHARITY: u64 = 9;
pub const FRIEND: u64 = 10;
/// Covered by [`PLAN`] alone, in no family.
pub const MEMBER: u64 = 21;
/// A family of [`PLAN`].
pub const PARENT: u64 = 22;
pub const CHILD: u64 = 23;
/// Covered by [`PLAN`] first, then by [`OTHER_PLAN`] and [`THIRD_PLAN`].
pub const DOUBLE: u64 = 24;
/// The pseudonym of [`DOUBLE`] in [`OTHER_PLAN`].
pub const DOUBLE_THERE: u64 = 25;
/// The pseudonym of [`DOUBLE`] in [`THIRD_PLAN`].
pub const DOUBLE_THIRD: u64 = 26;
/// Covered by nothing.
pub const NOBODY: u64 = 29;

pub const PLAN: PlanId = 0;
pub const OTHER_PLAN: PlanId = 1;
pub const THIRD_PLAN: PlanId = 2;
/// No plan.
pub const NO_PLAN: PlanId = 77;
pub const FAMILY: u32 = 5;
pub const NETWORK: NetworkId = 1;

/// The asset in which plans settle, of which nobody can have less than [`MINIMUM`].
pub const COIN: u32 = 1;
/// What benchmarks create.
#[cfg(feature = "runtime-benchmarks")]
pub const MEASURED: u32 = 4_711;
pub const MINIMUM: Amount = 10;
/// What payers have of it, the clinic, and those who pay for others.
pub const TREASURE: Amount = 100_000_000;
pub const PURSE: Amount = 1_000_000;

/// What deposits are held from.
pub const ENDOWMENT: u64 = 1_000_000;
/// Room for claims that was bought before tests begin.
pub const ROOM: u32 = 1_000;

/// The day on which tests begin, and the moment: neither the day nor a second has just begun.
pub const TODAY: Day = 20_000;
pub const START: Moment = TODAY as Moment * DAY + 9 * HOUR + 500;
/// The benefit year.
pub const BENEFIT_YEAR: u16 = 2024;
pub const FILING_DAYS: u16 = 90;
pub const PROMPT_PAY_DAYS: u16 = 30;
pub const REVIEW_DAYS: u16 = 14;
/// 10 % a year.
pub const INTEREST: u16 = 1_000;

pub const SEGMENTS: Segments = Segments(0b101);
pub const DOCUMENT: Commitment = Commitment([1; 32]);
pub const REASONS: Commitment = Commitment([2; 32]);
pub const NOTHING: Commitment = Commitment([0; 32]);

/// Deductible and a fifth of the rest.
pub const VISITS: GroupId = 0;
/// A copay of [`COPAY`].
pub const DRUGS: GroupId = 1;
/// Ten units and [`MOST_THERAPY`] a year, without shares.
pub const THERAPIES: GroupId = 2;
/// Not covered.
pub const COSMETICS: GroupId = 3;
/// To be authorised, without shares.
pub const SURGERY: GroupId = 4;
/// The payer decides, and the member shares nothing.
pub const TRIALS: GroupId = 5;
/// Without shares.
pub const FREE: GroupId = 6;

pub const COPAY: Amount = 500;
pub const MOST_THERAPY: Amount = 40_000;
pub const MOST_UNITS: u32 = 10;

/// [`VISITS`], for 15,000 in the network and 9,000 out of it.
pub const VISIT: ServiceTag = tag(0);
/// [`VISITS`], intense, for 30,000.
pub const LONG_VISIT: ServiceTag = tag(1);
/// [`DRUGS`], for 2,000.
pub const DRUG: ServiceTag = tag(2);
/// [`THERAPIES`], for 5,000.
pub const THERAPY: ServiceTag = tag(3);
/// [`COSMETICS`], for 10,000.
pub const COSMETIC: ServiceTag = tag(4);
/// [`SURGERY`], for 100,000.
pub const OPERATION: ServiceTag = tag(5);
/// [`TRIALS`], for 20,000.
pub const TRIAL: ServiceTag = tag(6);
/// [`FREE`], for 1,000,000, so that what is billed is paid.
pub const FREE_VISIT: ServiceTag = tag(7);
/// [`FREE`], without a fee.
pub const RARE: ServiceTag = tag(8);
/// No plan knows it.
pub const UNKNOWN: ServiceTag = tag(99);

pub const fn tag(number: u8) -> ServiceTag {
	ServiceTag([number; 16])
}

/// What members of tier 0 share.
pub const TIER: Tier = Tier {
	deductible: Limit { individual: 10_000, family: 15_000 },
	out_of_pocket: Limit { individual: 50_000, family: 80_000 },
};
/// What members of tier 1 share: nothing before the plan pays, and up to very much after.
pub const OPEN_TIER: Tier = Tier {
	deductible: Limit { individual: 0, family: 0 },
	out_of_pocket: Limit { individual: 10_000_000, family: 10_000_000 },
};
