//! What may happen, how it is drawn, and how it is done to the pallet and to the oracle.

mod calling;
mod claiming;
mod dice;
mod draws;
mod mirror;
mod telling;
mod world;

pub use dice::Dice;
pub use mirror::{mirror, service_of, tag_number};
pub use world::{beginning, GROUPS, POOR, YEARS};

use super::oracle::{Certified, Conditions, Cover, Id, Money, Offered, Standing, Wanted, Who};
use salus_primitives::{Day, LicenceKind, LineDecision, Moment, PlanId, ServiceReference};

/// What a sequence is mostly about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
	/// How lines are judged, by whom.
	Judging,
	/// Several plans of a member.
	Coordination,
	/// Reserves that are short, interest, shares.
	Money,
	/// Claims that are taken back, appealed, forgotten.
	Undoing,
}

#[derive(Clone, Debug)]
pub enum Operation {
	Submit(Who, Wanted),
	Batch(Who, Vec<Wanted>),
	Decide(Who, Id, Vec<LineDecision>, bool),
	Lapse(Id),
	Void(Who, Id),
	Replace(Who, Id, Wanted),
	Reverse(Who, Id, bool),
	TopUp(Who, PlanId, Money),
	Withdraw(Who, PlanId, Money),
	Settle(PlanId, u32),
	Collect(Id),
	PayShare(Who, Id, Money),
	Refund(Who, Id),
	Buy(Who, PlanId, u32),
	Release(Who, PlanId, u32),
	Repay(Who, PlanId, Money),
	Reap(Id),
	Appeal(Id, bool),
	Overturn(Id, Vec<LineDecision>),
	Idle,
	Wait(Moment),
	Publish(PlanId, Day, Conditions),
	List(PlanId, u8, Offered),
	Contract(PlanId, Who, Day, u8),
	Enrol(PlanId, Who, Cover),
	Leave(PlanId, Who, Day),
	Certify(Certified),
	Happen(Who, ServiceReference, Moment),
	Licence(Who, LicenceKind, Standing),
	Consent(bool),
}

impl Operation {
	/// Its name, to count it by.
	pub fn name(&self) -> String {
		let text = format!("{self:?}");
		text.split(['(', ' ']).next().unwrap_or_default().into()
	}

	/// Whether it changes what is used of coverages.
	pub fn judges(&self) -> bool {
		matches!(
			self,
			Self::Submit(..)
				| Self::Batch(..)
				| Self::Decide(..)
				| Self::Lapse(_)
				| Self::Void(..)
				| Self::Replace(..)
				| Self::Reverse(..)
				| Self::Overturn(..)
		)
	}
}
