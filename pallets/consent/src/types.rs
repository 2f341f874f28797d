//! What this pallet stores and what its calls take.

use codec::{Decode, DecodeWithMemTracking, Encode, HasCompact, MaxEncodedLen};
use frame_support::Blake2_128;
use salus_primitives::{
	Action, Actions, Commitment, Grantee, Moment, Purpose, Purposes, Refusal, Seconds, Segments,
};
use scale_info::TypeInfo;

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
	/// The form's version.
	pub version: u16,
}

/// A grant or a denial as it is kept.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(Balance: HasCompact + MaxEncodedLen))]
pub struct Provision<Balance: HasCompact> {
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
	/// Commitment to the signed consent form.
	pub form: Commitment,
	/// The form's version.
	pub version: u16,
	/// The subject's epoch in which a grant was given. Denials are of no epoch.
	pub epoch: u32,
	/// What is held for it.
	#[codec(compact)]
	pub deposit: Balance,
}

/// What an actor wants to do, and when.
pub(crate) struct Request {
	pub action: Action,
	pub purpose: Purpose,
	pub segments: Segments,
	pub now: Moment,
}

impl<Balance: HasCompact> Provision<Balance> {
	/// Whether the window is over.
	pub(crate) fn has_ended(&self, now: Moment) -> bool {
		now >= self.until.moment()
	}

	/// Whether this, read as a grant, permits `request` in the subject's current `epoch`.
	pub(crate) fn permits(&self, epoch: u32, request: &Request) -> Result<(), Refusal> {
		match () {
			_ if self.epoch != epoch => Err(Refusal::Revoked),
			_ if self.has_ended(request.now) => Err(Refusal::Expired),
			_ if request.now < self.from.moment() => Err(Refusal::NotYetValid),
			_ if !self.purposes.permits(request.purpose) => Err(Refusal::Purpose),
			_ if !self.actions.contains(request.action) => Err(Refusal::Action),
			_ if !self.segments.contains(request.segments) => Err(Refusal::Segment),
			_ => Ok(()),
		}
	}

	/// Whether this, read as a denial, forbids a part of `request`.
	pub(crate) fn denies(&self, request: &Request) -> bool {
		!self.has_ended(request.now)
			&& request.now >= self.from.moment()
			&& self.purposes.denies(request.purpose)
			&& self.actions.contains(request.action)
			&& self.segments.intersects(request.segments)
	}
}

/// What holds for all consents of a subject.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(Balance: HasCompact + MaxEncodedLen))]
pub struct Profile<Balance: HasCompact> {
	/// How often the subject has revoked everything.
	pub epoch: u32,
	/// How many denials stand, expired ones included.
	pub denials: u32,
	/// When the last grant that a revoke-all voided has expired at the latest.
	pub voided_until: Seconds,
	/// What is held for the profile.
	#[codec(compact)]
	pub deposit: Balance,
}

impl<Balance: HasCompact> Profile<Balance> {
	/// Whether the profile differs from none at all.
	pub(crate) fn is_kept(&self) -> bool {
		self.denials > 0 || self.epoch > 0
	}

	/// Whether the profile can go: there is no denial to find, and no void grant would come back.
	pub(crate) fn is_dispensable(&self, now: Moment) -> bool {
		self.denials == 0 && (self.epoch == 0 || now >= self.voided_until.moment())
	}
}

/// Names the grant and the denial between a subject and a grantee.
///
/// A hash, computed here and never taken from a caller, so that keys are short, cannot be chosen to
/// deepen the trie, and name nobody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct ConsentId([u8; 16]);

impl ConsentId {
	/// The name of what stands between `subject` and `grantee`.
	pub fn new<AccountId: Encode>(subject: &AccountId, grantee: &Grantee<AccountId>) -> Self {
		use frame_support::StorageHasher;
		Self((b"salus/consent", subject, grantee).using_encoded(Blake2_128::hash))
	}
}
