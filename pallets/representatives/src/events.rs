//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A facility registered a parent.
		ParentRegistered {
			/// The child.
			subject: T::AccountId,
			/// The parent.
			parent: T::AccountId,
			/// The facility.
			facility: T::AccountId,
			/// What the parent may do.
			powers: Powers,
			/// When the child comes of age, in milliseconds.
			majority: Moment,
		},
		/// A subject appointed a proxy or an executor.
		Appointed {
			/// The subject.
			subject: T::AccountId,
			/// Whom they appointed.
			representative: T::AccountId,
			/// As what.
			kind: Appointed,
			/// What the representative may do.
			powers: Powers,
			/// Until when, exclusive, in milliseconds.
			until: Moment,
		},
		/// A court appointed a guardian.
		GuardianAppointed {
			/// The subject.
			subject: T::AccountId,
			/// The guardian.
			guardian: T::AccountId,
			/// The court.
			court: T::AccountId,
			/// What the guardian may do.
			powers: Powers,
			/// Until when, exclusive, in milliseconds.
			until: Moment,
		},
		/// A practitioner attested a condition, which a second one has to confirm.
		Attested {
			/// The subject.
			subject: T::AccountId,
			/// What was attested.
			condition: Condition,
			/// The practitioner.
			by: T::AccountId,
			/// For which organisation.
			organisation: T::AccountId,
		},
		/// A second practitioner attested a condition: it holds from now on.
		ConditionConfirmed {
			/// The subject.
			subject: T::AccountId,
			/// What holds.
			condition: Condition,
		},
		/// What was attested of a condition was removed: it does not hold.
		ConditionLifted {
			/// The subject.
			subject: T::AccountId,
			/// What does not hold.
			condition: Condition,
		},
		/// A subject objected to a representative.
		Contested {
			/// The subject.
			subject: T::AccountId,
			/// To whom they objected.
			representative: T::AccountId,
			/// Commitment to the reasons.
			statement: Commitment,
		},
		/// A subject no longer objects to a representative.
		ContestWithdrawn {
			/// The subject.
			subject: T::AccountId,
			/// To whom they had objected.
			representative: T::AccountId,
		},
		/// A court settled what a subject objected to a representative.
		ContestSettled {
			/// The subject.
			subject: T::AccountId,
			/// To whom they had objected.
			representative: T::AccountId,
			/// Whether the representative stays.
			outcome: Outcome,
		},
		/// A subject dismissed a representative.
		Dismissed {
			/// The subject.
			subject: T::AccountId,
			/// Who no longer represents them.
			representative: T::AccountId,
		},
		/// A court ended the authority of a guardian or a parent.
		GuardianshipEnded {
			/// The subject.
			subject: T::AccountId,
			/// Who no longer represents them.
			guardian: T::AccountId,
		},
		/// A representative resigned.
		Resigned {
			/// The subject.
			subject: T::AccountId,
			/// Who no longer represents them.
			representative: T::AccountId,
		},
		/// A representative whose term had ended was removed.
		Reaped {
			/// The subject.
			subject: T::AccountId,
			/// Who no longer represents them.
			representative: T::AccountId,
		},
		/// A representative made a call in a subject's name.
		ActedFor {
			/// In whose name.
			subject: T::AccountId,
			/// Who acted.
			representative: T::AccountId,
			/// The power that it took.
			power: Power,
		},
	}
}
