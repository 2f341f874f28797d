//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A custodian committed to all accesses of a day.
		DayAnchored {
			/// The custodian.
			custodian: T::AccountId,
			/// The day.
			day: Day,
			/// The root of the batch.
			root: H256,
			/// How many receipts there are.
			count: u32,
		},
		/// A custodian declared that there was no access on a day.
		QuietDayDeclared {
			/// The custodian.
			custodian: T::AccountId,
			/// The day.
			day: Day,
		},
		/// The first day of a custodian was removed after its retention.
		DayReaped {
			/// The custodian.
			custodian: T::AccountId,
			/// The day.
			day: Day,
		},
		/// Governance decided what is unusual.
		ThresholdsSet {
			/// From how many on.
			thresholds: Thresholds,
		},
		/// An organisation reported that it refused an actor.
		RefusalsReported {
			/// The organisation.
			reporter: T::AccountId,
			/// Whom it refused.
			actor: T::AccountId,
			/// How often.
			count: u32,
			/// Commitment to the evidence.
			evidence: Commitment,
		},
		/// An actor does something unusually often. Given once for each signal and half
		/// [`Config::ActivityPeriod`].
		UnusualAccess {
			/// The actor.
			actor: T::AccountId,
			/// What is unusual.
			signal: Signal,
			/// How many were counted.
			count: u32,
		},
		/// What was counted about an actor was removed: it is too old to count.
		ActivityReaped {
			/// The actor.
			actor: T::AccountId,
		},
		/// A subject objected to an access.
		DisputeOpened {
			/// The new dispute.
			dispute: DisputeId,
			/// The subject.
			subject: T::AccountId,
			/// Who has to answer.
			custodian: T::AccountId,
			/// Which access.
			target: Target,
			/// Commitment to what the subject objects.
			statement: Commitment,
			/// The representative, unless the subject signed.
			by: Option<T::AccountId>,
		},
		/// A custodian answered a dispute.
		DisputeAnswered {
			/// The dispute.
			dispute: DisputeId,
			/// Commitment to the answer.
			answer: Commitment,
		},
		/// A regulator decided a dispute.
		DisputeClosed {
			/// The dispute.
			dispute: DisputeId,
			/// What the regulator found.
			finding: Finding,
			/// Commitment to the ruling.
			ruling: Commitment,
			/// The regulator.
			by: T::AccountId,
		},
		/// A subject took an objection back.
		DisputeWithdrawn {
			/// The dispute, which is removed.
			dispute: DisputeId,
		},
		/// A closed dispute was removed after its retention.
		DisputeReaped {
			/// The dispute.
			dispute: DisputeId,
		},
	}
}
