//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Somebody may be given appeals to review.
		ReviewerJoined {
			/// Who.
			reviewer: T::AccountId,
		},
		/// Somebody will be given no more appeals.
		ReviewerLeft {
			/// Who.
			reviewer: T::AccountId,
		},
		/// A decision was appealed.
		Filed {
			/// The claim.
			claim: ClaimId,
			/// By whom.
			appellant: T::AccountId,
			/// Who decided, and has to again.
			payer: T::AccountId,
			/// Commitment to the grounds.
			grounds: Commitment,
			/// The hash of the appellant's nonce.
			pledge: H256,
			/// When the payer's time is over, in milliseconds.
			decide_by: Moment,
		},
		/// A decision was upheld.
		Upheld {
			/// The claim.
			claim: ClaimId,
			/// By whom, `None` if by silence.
			by: Option<T::AccountId>,
			/// Commitment to the reasons, `None` if by silence.
			record: Option<Commitment>,
			/// Until when it can be escalated, exclusive, in milliseconds; `None` if it is final.
			escalate_by: Option<Moment>,
		},
		/// A decision was overturned: what is granted of it is paid, with interest. The appeal is closed,
		/// unless it can be escalated.
		Overturned {
			/// The claim.
			claim: ClaimId,
			/// By whom, `None` if by silence.
			by: Option<T::AccountId>,
			/// Commitment to the reasons; to the grounds of the appeal, if by silence.
			record: Commitment,
			/// Until when the appellant can escalate what the payer granted in part only, exclusive, in
			/// milliseconds; `None` if it is closed.
			escalate_by: Option<Moment>,
		},
		/// An appeal goes to an independent reviewer.
		Escalated {
			/// The claim.
			claim: ClaimId,
			/// To whom.
			reviewer: T::AccountId,
			/// When the reviewer's time is over, in milliseconds.
			review_by: Moment,
		},
		/// None of the reviewers who were tried may and can review an appeal. The appellant can try again,
		/// elsewhere in the pool, as long as it could before.
		NobodyFound {
			/// The claim.
			claim: ClaimId,
		},
		/// A reviewer will not review an appeal, and another one has to, if one was found.
		Recused {
			/// The claim.
			claim: ClaimId,
			/// Who will not.
			reviewer: T::AccountId,
			/// Who has to; `None` if it is the appellant's turn to escalate it once more.
			next: Option<T::AccountId>,
			/// When the time of whose turn it is is over, in milliseconds.
			until: Moment,
		},
		/// Nobody escalated what the payer upheld, which is final.
		BecameFinal {
			/// The claim.
			claim: ClaimId,
		},
		/// An appeal was withdrawn.
		Withdrawn {
			/// The claim.
			claim: ClaimId,
		},
		/// An appeal was removed.
		Reaped {
			/// The claim.
			claim: ClaimId,
		},
	}
}
