//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider asked a payer to authorise services.
		Requested {
			/// The authorisation.
			id: AuthorisationId,
			/// The plan.
			plan: PlanId,
			/// For whom.
			member: T::AccountId,
			/// Who asks.
			provider: T::AccountId,
			/// Whether the shorter clock runs.
			urgent: bool,
			/// The segments of the member's records that the document is from.
			segments: Segments,
			/// The first day.
			from: Day,
			/// The last day.
			until: Day,
			/// The services, and how many units of each.
			services: RequestedServices,
			/// Commitment to why.
			document: Commitment,
			/// When the payer's time is over, in milliseconds.
			decide_by: Moment,
		},
		/// The payer certified it.
		Certified {
			/// The authorisation.
			id: AuthorisationId,
			/// How many units of each service, in their order.
			units: CertifiedUnits,
			/// Whether that is everything that was asked for.
			in_full: bool,
		},
		/// The payer refused it.
		Refused {
			/// The authorisation.
			id: AuthorisationId,
			/// Commitment to why.
			reason: Commitment,
		},
		/// The payer asked the provider for more.
		Pended {
			/// The authorisation.
			id: AuthorisationId,
			/// Commitment to the question.
			question: Commitment,
			/// When the provider's time is over, in milliseconds.
			answer_by: Moment,
		},
		/// The provider answered, and the payer's clock starts anew.
		Answered {
			/// The authorisation.
			id: AuthorisationId,
			/// Commitment to the answer.
			document: Commitment,
			/// When the payer's time is over, in milliseconds.
			decide_by: Moment,
		},
		/// A clock was over, and what that means was noted: at once when a call says so, or when some of
		/// what the silence had granted was used.
		Lapsed {
			/// The authorisation.
			id: AuthorisationId,
			/// Whether it is certified, in full. If not, it is refused.
			certified: bool,
		},
		/// The provider took it back, and it was removed.
		Withdrawn {
			/// The authorisation.
			id: AuthorisationId,
		},
		/// It was removed after its retention.
		Reaped {
			/// The authorisation.
			id: AuthorisationId,
		},
	}
}
