//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A practitioner broke the glass.
		GlassBroken {
			/// The case.
			case: CaseId,
			/// Whose data is open.
			subject: T::AccountId,
			/// Who may access it.
			practitioner: T::AccountId,
			/// For which organisation.
			organisation: T::AccountId,
			/// Who answers for data protection there.
			privacy_officer: Option<T::AccountId>,
			/// Which segments.
			segments: Segments,
			/// Why.
			reason: Reason,
			/// Commitment to the justification.
			justification: Commitment,
			/// Until when, exclusive, in milliseconds.
			until: Moment,
			/// When the review is overdue, in milliseconds.
			review_due: Moment,
		},
		/// A practitioner ended their access early.
		AccessEnded {
			/// The case.
			case: CaseId,
			/// Whose data is closed again.
			subject: T::AccountId,
			/// Who had access.
			practitioner: T::AccountId,
		},
		/// Somebody independent reviewed a case.
		Reviewed {
			/// The case.
			case: CaseId,
			/// Whose data it opened.
			subject: T::AccountId,
			/// Who broke the glass.
			practitioner: T::AccountId,
			/// Who reviewed it.
			reviewer: T::AccountId,
			/// What they found.
			finding: Finding,
			/// Commitment to the reasons.
			findings: Commitment,
			/// Whether the review came too late, which is a strike whatever was found.
			overdue: bool,
		},
		/// A case was not reviewed in time, which is a strike.
		ReviewOverdue {
			/// The case.
			case: CaseId,
			/// Who broke the glass.
			practitioner: T::AccountId,
		},
		/// A practitioner has too many strikes, and breaks no more glass.
		RightSuspended {
			/// The practitioner.
			practitioner: T::AccountId,
		},
		/// Governance cleared a practitioner's strikes.
		Reinstated {
			/// The practitioner.
			practitioner: T::AccountId,
		},
		/// A case was removed.
		CaseReaped {
			/// The case.
			case: CaseId,
		},
		/// The count of a subject's emergencies was removed.
		UseReaped {
			/// The subject.
			subject: T::AccountId,
		},
		/// What was remembered about a practitioner was removed.
		ConductReaped {
			/// The practitioner.
			practitioner: T::AccountId,
		},
	}
}
