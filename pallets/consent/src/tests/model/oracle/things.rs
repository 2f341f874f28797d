//! What the oracle tells of.

use super::{denies, permits, within};
use salus_primitives::{Action, Grantee, LicenceKind, Moment, Purpose, Refusal};
use std::collections::BTreeSet;

/// A grantee that can be sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
	Account(u64),
	Organisation(u64),
	Licence(LicenceKind),
}

impl Who {
	pub fn account(self) -> Option<u64> {
		match self {
			Self::Account(account) | Self::Organisation(account) => Some(account),
			Self::Licence(_) => None,
		}
	}
}

impl From<Who> for Grantee<u64> {
	fn from(who: Who) -> Self {
		match who {
			Who::Account(account) => Self::Account(account),
			Who::Organisation(account) => Self::Organisation(account),
			Who::Licence(kind) => Self::Licence(kind),
		}
	}
}

/// What a caller says.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
	pub purposes: BTreeSet<Purpose>,
	/// A bit that stands for no purpose is set.
	pub strange_purpose: bool,
	pub actions: BTreeSet<Action>,
	/// A bit that stands for no action is set.
	pub strange_action: bool,
	pub segments: u32,
	pub from: Moment,
	pub until: Moment,
	pub delegation: u8,
}

/// What a caller signs, beside what it says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Signed {
	pub form: u8,
	pub policy: Option<(u32, u16)>,
}

/// What was said, as it counts: whole seconds, from now on.
#[derive(Clone, PartialEq, Debug)]
pub struct Extent {
	pub purposes: BTreeSet<Purpose>,
	pub actions: BTreeSet<Action>,
	pub segments: u32,
	pub from: u64,
	pub until: u64,
}

impl Extent {
	pub(super) fn is_over(&self, now: Moment) -> bool {
		now >= self.until * 1_000
	}

	pub(super) fn has_begun(&self, now: Moment) -> bool {
		now >= self.from * 1_000
	}

	pub(super) fn timely(&self, now: Moment) -> Result<(), Refusal> {
		if self.is_over(now) {
			Err(Refusal::Expired)
		} else if !self.has_begun(now) {
			Err(Refusal::NotYetValid)
		} else {
			Ok(())
		}
	}

	pub(super) fn comprises(&self, question: &Question) -> Result<(), Refusal> {
		if !permits(&self.purposes, question.purpose) {
			Err(Refusal::Purpose)
		} else if !self.actions.contains(&question.action) {
			Err(Refusal::Action)
		} else if !within(question.segments, self.segments) {
			Err(Refusal::Segment)
		} else {
			Ok(())
		}
	}

	/// As a denial: whether nothing that `older` keeps away from now on is let in.
	pub(super) fn is_as_broad_as(&self, older: &Self, now: Moment) -> bool {
		let begins = |extent: &Self| (extent.from * 1_000).max(now);
		older.is_over(now)
			|| (Purpose::ALL.iter().all(|purpose| {
				denies(&self.purposes, *purpose) || !denies(&older.purposes, *purpose)
			}) && older.actions.is_subset(&self.actions)
				&& within(older.segments, self.segments)
				&& begins(self) <= begins(older)
				&& older.until <= self.until)
	}

	pub(super) fn narrower_than(&self, outer: &Self) -> bool {
		self.purposes.iter().all(|purpose| permits(&outer.purposes, *purpose))
			&& self.actions.is_subset(&outer.actions)
			&& within(self.segments, outer.segments)
			&& outer.from <= self.from
			&& self.until <= outer.until
	}
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Paid {
	Nothing,
	Themselves,
	ByAPlace,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Given {
	pub extent: Extent,
	pub signed: Signed,
	pub delegation: u8,
	/// Tells apart what was given before and after the subject revoked everything.
	pub epoch: u16,
	/// Revoked with everything else.
	pub void: bool,
	pub paid: Paid,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Link {
	pub by: Who,
	pub extent: Extent,
	pub delegation: u8,
	pub parent: Box<Parent>,
}

/// What a link hangs on: all of it as it was.
#[derive(Clone, PartialEq, Debug)]
pub enum Parent {
	Grant(Given),
	Link(Link),
}

#[derive(Clone, Debug)]
pub struct Form {
	pub institution: u64,
	pub latest: u16,
	pub required: u16,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Decisions {
	pub epoch: u16,
	pub voided_until: u64,
	pub frozen: bool,
	pub opted_out: bool,
	pub dead: bool,
	pub locked: u32,
	pub paid: Paid,
}

impl Default for Decisions {
	fn default() -> Self {
		Self {
			epoch: 0,
			voided_until: 0,
			frozen: false,
			opted_out: false,
			dead: false,
			locked: 0,
			paid: Paid::Nothing,
		}
	}
}

/// A question for the gate.
#[derive(Clone, Copy, Debug)]
pub struct Question {
	pub subject: u64,
	pub actor: u64,
	pub action: Action,
	pub purpose: Purpose,
	pub segments: u32,
}
