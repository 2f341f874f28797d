//! What this pallet stores and what its calls take.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use salus_primitives::{Commitment, Moment, Power, Powers};
use scale_info::TypeInfo;

/// As what somebody represents a subject.
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
pub enum Kind {
	/// A parent of a minor, until the child comes of age.
	Parent,
	/// Whom the subject chose for the time when they cannot decide: a health care proxy.
	Proxy,
	/// Whom a court appointed.
	Guardian,
	/// Whom the subject chose for the time after their death.
	Executor,
}

impl Kind {
	/// The condition that has to hold before somebody of this kind may act.
	pub const fn waits_for(self) -> Option<Condition> {
		match self {
			Self::Parent | Self::Guardian => None,
			Self::Proxy => Some(Condition::Incapacity),
			Self::Executor => Some(Condition::Death),
		}
	}

	/// Whether the subject appointed somebody of this kind.
	pub const fn is_appointed(self) -> bool {
		matches!(self, Self::Proxy | Self::Executor)
	}
}

/// Whom a subject can appoint themselves.
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
pub enum Appointed {
	/// Somebody who acts while incapacity holds.
	Proxy,
	/// Somebody who acts once death holds.
	Executor,
}

impl From<Appointed> for Kind {
	fn from(appointed: Appointed) -> Self {
		match appointed {
			Appointed::Proxy => Self::Proxy,
			Appointed::Executor => Self::Executor,
		}
	}
}

/// What physicians attest about a subject.
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
pub enum Condition {
	/// They cannot decide for themselves.
	Incapacity,
	/// They are dead.
	Death,
}

/// How a court settles a contest.
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
	/// The representative stays.
	Upheld,
	/// The representative goes.
	Removed,
}

/// Whether a representative may act now.
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
pub enum Standing {
	/// They may. One who is contested may not open anything.
	Active,
	/// The condition that they wait for does not hold.
	Dormant,
	/// The subject's death has ended their authority.
	Lapsed,
	/// Their term is over.
	Ended,
}

/// Somebody who represents a subject.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Representative<AccountId, Balance> {
	/// As what.
	pub kind: Kind,
	/// What they may do.
	pub powers: Powers,
	/// Until when, exclusive, in milliseconds.
	pub until: Moment,
	/// Whether the subject objects to them.
	pub contested: bool,
	/// Who named them: the subject, a facility or a court. The deposit is theirs.
	pub appointed_by: AccountId,
	/// Commitment to the certificate, order or appointment.
	pub evidence: Commitment,
	/// What is held for it; zero when it has a place that the subject's institution paid for.
	pub deposit: Balance,
}

impl<AccountId, Balance> Representative<AccountId, Balance> {
	/// Whether the term is over.
	pub fn has_ended(&self, now: Moment) -> bool {
		now >= self.until
	}
}

/// What one practitioner attests.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Attestation<AccountId, Balance> {
	/// The practitioner.
	pub by: AccountId,
	/// The organisation for which they examined the subject.
	pub organisation: AccountId,
	/// When, in milliseconds.
	pub at: Moment,
	/// Commitment to the certificate.
	pub evidence: Commitment,
	/// What is held from the practitioner for it.
	pub deposit: Balance,
}

/// What was attested of a condition.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ConditionState<AccountId, Balance> {
	/// By a first practitioner.
	pub first: Attestation<AccountId, Balance>,
	/// By a second one, of another organisation.
	pub second: Option<Attestation<AccountId, Balance>>,
}

impl<AccountId, Balance> ConditionState<AccountId, Balance> {
	/// Whether the condition holds.
	pub const fn holds(&self) -> bool {
		self.second.is_some()
	}

	/// The one or two attestations.
	pub fn attestations(&self) -> impl Iterator<Item = &Attestation<AccountId, Balance>> {
		core::iter::once(&self.first).chain(&self.second)
	}
}

/// The origin of calls in a subject's name.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum RawOrigin<AccountId> {
	/// A representative acts for a subject, with the power that the call takes.
	Representative {
		/// In whose name.
		subject: AccountId,
		/// Who acts.
		by: AccountId,
	},
}

/// Says what may be called in a subject's name.
pub trait PowerNeeded<Call> {
	/// The power that `call` takes, `None` when it may not be called for somebody.
	fn power(call: &Call) -> Option<Power>;
}
