//! What this pallet stores.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use salus_primitives::{
	end_of_day, hours_after, AuthorisationClocks, Commitment, Day, Moment, PlanId, Segments,
	ServiceTag, Silence, MAX_CERTIFIED,
};
use scale_info::TypeInfo;

/// How often a payer may ask the provider about one request, so that it cannot stall for ever.
pub const MAX_QUESTIONS: u8 = 2;

/// The services that are asked for, and how many units of each.
pub type RequestedServices = BoundedVec<(ServiceTag, u32), ConstU32<MAX_CERTIFIED>>;

/// How many units are certified of each service, in their order.
pub type CertifiedUnits = BoundedVec<u32, ConstU32<MAX_CERTIFIED>>;

/// How many there are in a list, for its weight.
pub(crate) fn counted<T, S>(list: &BoundedVec<T, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// What a provider asks for.
pub(crate) struct Request<AccountId> {
	pub(crate) plan: PlanId,
	pub(crate) member: AccountId,
	pub(crate) urgent: bool,
	pub(crate) segments: Segments,
	pub(crate) from: Day,
	pub(crate) until: Day,
	pub(crate) services: RequestedServices,
	pub(crate) document: Commitment,
}

/// A service of an authorisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AuthorisedService {
	/// The service.
	pub tag: ServiceTag,
	/// How many units were asked for.
	pub requested: u32,
	/// How many of them are certified.
	pub certified: u32,
	/// How many of those were used.
	pub used: u32,
}

/// How far an authorisation has got. Times are in milliseconds; when one has come, the clock is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum State {
	/// It is the payer's turn.
	#[codec(index = 0)]
	Requested {
		/// When the payer's time is over.
		decide_by: Moment,
	},
	/// It is the provider's turn.
	#[codec(index = 1)]
	Pended {
		/// When the provider's time is over.
		answer_by: Moment,
		/// Commitment to what the payer asks.
		question: Commitment,
	},
	/// Certified.
	#[codec(index = 2)]
	Certified {
		/// Whether everything is that was asked for.
		in_full: bool,
	},
	/// Not certified.
	#[codec(index = 3)]
	Refused {
		/// Commitment to why, `None` if a clock was over.
		reason: Option<Commitment>,
	},
}

/// How an authorisation stands now, with what follows from the time and from what was used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Standing {
	/// It is the payer's turn.
	Requested,
	/// It is the provider's turn.
	Pended,
	/// Certified, and some of it is left.
	Certified {
		/// Whether everything is that was asked for.
		in_full: bool,
	},
	/// Certified, and all of it was used.
	UsedUp {
		/// Whether everything was that was asked for.
		in_full: bool,
	},
	/// Certified, and its last day is over. What was done by then may still be claimed.
	Expired {
		/// Whether everything was that was asked for.
		in_full: bool,
	},
	/// Not certified.
	Refused,
}

impl Standing {
	/// The code of the review's outcome (X12 306, as Da Vinci PAS has it): `A1` certified in total,
	/// `A2` in part, `A3` not certified, `A4` pended, which is all that is not decided. Time and use
	/// change nothing about what was decided.
	pub const fn code(&self) -> &'static str {
		match self {
			Self::Requested | Self::Pended => "A4",
			Self::Certified { in_full } | Self::UsedUp { in_full } | Self::Expired { in_full } => {
				if *in_full {
					"A1"
				} else {
					"A2"
				}
			}
			Self::Refused => "A3",
		}
	}
}

/// Whose clock runs, and until when, in milliseconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Deadline {
	/// The payer has to decide before.
	Payer(Moment),
	/// The provider has to answer before.
	Provider(Moment),
}

/// An authorisation: what a provider asked for, and what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Authorisation<AccountId, Balance> {
	/// The plan.
	pub plan: PlanId,
	/// Who pays, and decides.
	pub payer: AccountId,
	/// For whom.
	pub member: AccountId,
	/// Who asked, and may do it.
	pub provider: AccountId,
	/// Whether the shorter clock runs.
	pub urgent: bool,
	/// The plan's clocks, and what their end means, as they were when it was asked for.
	pub clocks: AuthorisationClocks,
	/// The first day on which it may be done.
	pub from: Day,
	/// The last day on which it may be done.
	pub until: Day,
	/// The services, in the order in which they were asked for.
	pub services: BoundedVec<AuthorisedService, ConstU32<MAX_CERTIFIED>>,
	/// Commitment to why.
	pub document: Commitment,
	/// Commitment to the last answer.
	pub answer: Option<Commitment>,
	/// How often the provider was asked.
	pub questions: u8,
	/// How far it has got.
	pub state: State,
	/// Since when, in milliseconds.
	pub since: Moment,
	/// What is held from the provider for it.
	pub deposit: Balance,
}

impl<AccountId, Balance> Authorisation<AccountId, Balance> {
	/// As it is at `now`: with what the end of a clock means, noted or not.
	pub fn at(mut self, now: Moment) -> Self {
		match self.state {
			State::Requested { decide_by } if now >= decide_by => {
				self.since = decide_by;
				self.state = match self.clocks.silence {
					Silence::Grants => self.certify_all(),
					Silence::Refuses => State::Refused { reason: None },
				};
			}
			State::Pended { answer_by, .. } if now >= answer_by => {
				self.since = answer_by;
				self.state = State::Refused { reason: None };
			}
			_ => {}
		}
		self
	}

	fn certify_all(&mut self) -> State {
		for service in self.services.iter_mut() {
			service.certified = service.requested;
		}
		State::Certified { in_full: true }
	}

	/// How it stands on `today`, if it is as it is [`at`](Self::at) that day.
	pub fn standing(&self, today: Day) -> Standing {
		match self.state {
			State::Requested { .. } => Standing::Requested,
			State::Pended { .. } => Standing::Pended,
			State::Certified { in_full } if self.is_used_up() => Standing::UsedUp { in_full },
			State::Certified { in_full } if self.until < today => Standing::Expired { in_full },
			State::Certified { in_full } => Standing::Certified { in_full },
			State::Refused { .. } => Standing::Refused,
		}
	}

	/// Whether some of it was used.
	pub fn is_used(&self) -> bool {
		self.services.iter().any(|service| service.used > 0)
	}

	fn is_used_up(&self) -> bool {
		self.services.iter().all(|service| service.used >= service.certified)
	}

	/// Whether exactly as much is certified as was asked for.
	pub(crate) fn is_in_full(&self) -> bool {
		self.services.iter().all(|service| service.certified == service.requested)
	}

	/// Whose clock runs, and until when, if it is as it is [`at`](Self::at) that time.
	pub fn deadline(&self) -> Option<Deadline> {
		match self.state {
			State::Requested { decide_by } => Some(Deadline::Payer(decide_by)),
			State::Pended { answer_by, .. } => Some(Deadline::Provider(answer_by)),
			State::Certified { .. } | State::Refused { .. } => None,
		}
	}

	/// When the payer's time is over, if it begins at `start`.
	pub(crate) fn decide_by(&self, start: Moment) -> Moment {
		decide_by(&self.clocks, self.urgent, start)
	}

	/// When the provider's time is over, if it begins at `start`.
	pub(crate) fn answer_by(&self, start: Moment) -> Moment {
		hours_after(start, self.clocks.answer_hours)
	}

	/// From when on nobody needs it any more but for its retention, if it is as it is
	/// [`at`](Self::at) that time: its last day is over, or it was refused.
	pub(crate) fn over(&self) -> Option<Moment> {
		match self.state {
			State::Requested { .. } | State::Pended { .. } => None,
			State::Certified { .. } => Some(end_of_day(self.until).max(self.since)),
			State::Refused { .. } => Some(self.since),
		}
	}
}

/// When a payer's time is over that begins at `start`.
pub(crate) fn decide_by(clocks: &AuthorisationClocks, urgent: bool, start: Moment) -> Moment {
	hours_after(start, if urgent { clocks.urgent_hours } else { clocks.normal_hours })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codes_are_those_of_the_standard() {
		let certified: [fn(bool) -> Standing; 3] = [
			|in_full| Standing::Certified { in_full },
			|in_full| Standing::UsedUp { in_full },
			|in_full| Standing::Expired { in_full },
		];
		for standing in certified {
			assert_eq!((standing(true).code(), standing(false).code()), ("A1", "A2"));
		}
		assert_eq!(Standing::Refused.code(), "A3");
		assert_eq!((Standing::Requested.code(), Standing::Pended.code()), ("A4", "A4"));
	}

	#[test]
	fn an_entry_is_as_large_as_the_documentation_says() {
		type Entry = Authorisation<sp_runtime::AccountId32, u128>;
		assert_eq!(Entry::max_encoded_len(), 692);
	}
}
