//! What this pallet stores and what its calls take.

use codec::{Decode, DecodeWithMemTracking, Encode, HasCompact, MaxEncodedLen};
use frame_support::{Blake2_128, StorageHasher};
use salus_primitives::{
	Action, Actions, Commitment, Grantee, Moment, Purpose, Purposes, Refusal, Seconds, Segments,
};
use scale_info::TypeInfo;

/// How many links may follow a grant at the most.
pub const MAX_DELEGATION: u8 = 3;

/// The number of an institution's form. 0 is none.
pub type PolicyId = u32;

/// A published version of an institution's consent form.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct PolicyVersion {
	/// The form.
	pub policy: PolicyId,
	/// Its version, from 1.
	pub version: u16,
}

/// What a subject permits or forbids, as the caller says it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Terms {
	/// For which purposes; each covers those below it.
	pub purposes: Purposes,
	/// Which actions.
	pub actions: Actions,
	/// On which segments of the subject's data.
	pub segments: Segments,
	/// From when, in milliseconds; kept as the next whole second.
	pub from: Moment,
	/// Until when, exclusive, in milliseconds; kept as the whole second before.
	pub until: Moment,
	/// Commitment to the signed consent form.
	pub form: Commitment,
	/// Over how many links the grantee may pass it on, at most [`MAX_DELEGATION`]. 0 in a denial.
	pub delegation: u8,
	/// The published form that was signed, if it was one.
	pub policy: Option<PolicyVersion>,
}

/// What a grantee passes on, as the caller says it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct DelegatedTerms {
	/// For which purposes.
	pub purposes: Purposes,
	/// Which actions.
	pub actions: Actions,
	/// On which segments of the subject's data.
	pub segments: Segments,
	/// From when, in milliseconds; kept as the next whole second.
	pub from: Moment,
	/// Until when, exclusive, in milliseconds; kept as the whole second before.
	pub until: Moment,
	/// Over how many further links it may be passed on.
	pub delegation: u8,
}

/// What, for what, on what and when.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Scope {
	/// For which purposes; each covers those below it.
	pub purposes: Purposes,
	/// Which actions.
	pub actions: Actions,
	/// On which segments of the subject's data.
	pub segments: Segments,
	/// From when.
	pub from: Seconds,
	/// Until when, exclusive.
	pub until: Seconds,
}

/// What an actor wants to do, and when.
pub(crate) struct Request {
	pub action: Action,
	pub purpose: Purpose,
	pub segments: Segments,
	pub now: Moment,
}

impl Scope {
	/// Whether the window is over.
	pub(crate) fn has_ended(&self, now: Moment) -> bool {
		now >= self.until.moment()
	}

	/// Whether `now` lies within the window.
	pub(crate) fn is_open(&self, now: Moment) -> Result<(), Refusal> {
		match () {
			_ if self.has_ended(now) => Err(Refusal::Expired),
			_ if now < self.from.moment() => Err(Refusal::NotYetValid),
			_ => Ok(()),
		}
	}

	/// Whether the whole of `request` lies within, whenever it is made.
	pub(crate) fn contains(&self, request: &Request) -> Result<(), Refusal> {
		match () {
			_ if !self.purposes.permits(request.purpose) => Err(Refusal::Purpose),
			_ if !self.actions.contains(request.action) => Err(Refusal::Action),
			_ if !self.segments.contains(request.segments) => Err(Refusal::Segment),
			_ => Ok(()),
		}
	}

	/// Whether the whole of `request` lies within, now.
	pub(crate) fn permits(&self, request: &Request) -> Result<(), Refusal> {
		self.is_open(request.now)?;
		self.contains(request)
	}

	/// Whether this, read as what is denied, has a part of `request` in it, now.
	pub(crate) fn touches(&self, request: &Request) -> bool {
		self.is_open(request.now).is_ok()
			&& self.purposes.denies(request.purpose)
			&& self.actions.contains(request.action)
			&& self.segments.intersects(request.segments)
	}

	/// Whether this, read as what is denied, has at `now` a part of what `permitted` permits in it.
	pub(crate) fn overlaps(&self, permitted: &Self, now: Moment) -> bool {
		let purpose = |purpose: &Purpose| {
			self.purposes.denies(*purpose) && permitted.purposes.permits(*purpose)
		};
		self.is_open(now).is_ok()
			&& self.segments.intersects(permitted.segments)
			&& self.actions.0 & permitted.actions.0 != 0
			&& Purpose::ALL.iter().any(purpose)
	}

	/// Whether this, read as what is denied, denies all that `other` still denies at `now`.
	pub(crate) fn forbids_all_of(&self, other: &Self, now: Moment) -> bool {
		let purpose =
			|purpose: &Purpose| self.purposes.denies(*purpose) || !other.purposes.denies(*purpose);
		other.has_ended(now)
			|| (Purpose::ALL.iter().all(purpose)
				&& self.actions.covers(other.actions)
				&& self.segments.contains(other.segments)
				&& self.from.moment() <= other.from.moment().max(now)
				&& other.until <= self.until)
	}

	/// Whether `other` permits nothing that this does not.
	pub(crate) fn covers(&self, other: &Self) -> bool {
		self.purposes.covers(other.purposes)
			&& self.actions.covers(other.actions)
			&& self.segments.contains(other.segments)
			&& self.from <= other.from
			&& other.until <= self.until
	}
}

/// A grant or a denial as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Provision {
	/// What is permitted or forbidden.
	pub scope: Scope,
	/// Over how many links a grant may be passed on.
	pub delegation: u8,
	/// Commitment to the signed consent form.
	pub form: Commitment,
	/// The published form that was signed, 0 if it was none.
	pub policy: PolicyId,
	/// Its version.
	pub version: u16,
	/// The subject's epoch in which a grant was given. Denials are of no epoch.
	pub epoch: u16,
	/// What is held for it, in units of `DepositUnit`. 0: an institution paid for its place.
	pub deposit: u16,
}

/// What a delegation was passed on from.
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
pub enum Above {
	/// The subject's own grant.
	Grant,
	/// Another delegation.
	Delegation,
}

/// As whom somebody passes a consent on.
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
pub enum Capacity {
	/// For themselves: what was consented to their account.
	Individual,
	/// For their organisation: what was consented to it. The organisation's account signs.
	Organisation,
}

/// What a grantee passed on, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(AccountId: MaxEncodedLen, Balance: HasCompact + MaxEncodedLen))]
pub struct Delegation<AccountId, Balance: HasCompact> {
	/// Who passed it on: the grantee of what stands above.
	pub by: Grantee<AccountId>,
	/// What stands above.
	pub above: Above,
	/// Names what stands above as it was then: given anew, it is another one.
	pub parent: Digest,
	/// What was passed on.
	pub scope: Scope,
	/// Over how many further links it may be passed on.
	pub delegation: u8,
	/// What is held from the delegator.
	#[codec(compact)]
	pub deposit: Balance,
}

/// The digest of a grant or a delegation, all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Digest([u8; 16]);

impl Digest {
	/// The digest of `entry`.
	pub fn of(entry: &impl Encode) -> Self {
		Self(entry.using_encoded(Blake2_128::hash))
	}
}

/// The account that a grantee is, unless it is a kind of licence.
pub(crate) fn account_of<AccountId>(grantee: &Grantee<AccountId>) -> Option<&AccountId> {
	match grantee {
		Grantee::Account(account) | Grantee::Organisation(account) => Some(account),
		Grantee::Licence(_) => None,
	}
}

/// An institution's consent form.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Policy<AccountId, Balance> {
	/// Whose form it is.
	pub institution: AccountId,
	/// The latest version.
	pub latest: u16,
	/// The oldest version that still counts.
	pub required: u16,
	/// Commitment to the latest version, in all its languages.
	pub form: Commitment,
	/// What is held from the institution.
	pub deposit: Balance,
}

/// What holds for all consents of a subject.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(Balance: HasCompact + MaxEncodedLen))]
pub struct Profile<Balance: HasCompact> {
	/// How often the subject has revoked everything.
	pub epoch: u16,
	/// How many denials stand, expired ones included.
	pub denials: u32,
	/// Whether the subject has frozen everything.
	pub frozen: bool,
	/// Whether the subject has opted out of research, for good.
	pub research_opt_out: bool,
	/// Whether the subject is dead.
	pub deceased: bool,
	/// The segments that stay closed in an emergency.
	pub locked: Segments,
	/// When the last grant that a revoke-all voided, or that was given since, has expired at the
	/// latest.
	pub voided_until: Seconds,
	/// Whether an institution paid for the profile's place.
	pub sponsored: bool,
	/// What is held for the profile.
	#[codec(compact)]
	pub deposit: Balance,
}

impl<Balance: HasCompact> Profile<Balance> {
	/// Whether the profile differs from none at all.
	pub(crate) fn is_kept(&self) -> bool {
		self.denials > 0 || self.epoch > 0 || self.is_controlled()
	}

	/// Whether the profile can go: there is no denial to find, no void grant would come back, and the
	/// subject controls nothing by it.
	pub(crate) fn is_dispensable(&self, now: Moment) -> bool {
		let nothing_void = self.epoch == 0 || now >= self.voided_until.moment();
		self.denials == 0 && nothing_void && !self.is_controlled()
	}

	/// Whether the subject has opted out of research, and `purpose` is that.
	pub(crate) fn is_opted_out_of(&self, purpose: Purpose) -> bool {
		self.research_opt_out && Purposes::from_iter([Purpose::HRESCH]).denies(purpose)
	}

	fn is_controlled(&self) -> bool {
		self.frozen || self.research_opt_out || self.deceased || !self.locked.is_empty()
	}
}

/// Names what stands between a subject and a grantee.
///
/// A hash, computed here and never taken from a caller, so that keys are short, cannot be chosen to
/// deepen the trie, and name nobody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ConsentId([u8; 16]);

impl ConsentId {
	/// The name of what stands between `subject` and `grantee`.
	pub fn new<AccountId: Encode>(subject: &AccountId, grantee: &Grantee<AccountId>) -> Self {
		Self((b"salus/consent", subject, grantee).using_encoded(Blake2_128::hash))
	}
}
