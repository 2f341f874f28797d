//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened. Amounts are in the smallest unit of the plan's asset.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A provider bought room for claims.
		RoomBought {
			/// With which plan.
			plan: PlanId,
			/// Who.
			provider: T::AccountId,
			/// The room that it has.
			room: u32,
		},
		/// A provider gave room back.
		RoomReleased {
			/// With which plan.
			plan: PlanId,
			/// Who.
			provider: T::AccountId,
			/// The room that it has.
			room: u32,
		},
		/// A payer put something aside.
		ToppedUp {
			/// For which plan.
			plan: PlanId,
			/// How much.
			amount: Amount,
		},
		/// A payer took something out of a reserve.
		Withdrawn {
			/// Of which plan.
			plan: PlanId,
			/// How much.
			amount: Amount,
		},
		/// A claim was filed that rules cannot decide.
		Pended {
			/// The claim.
			claim: ClaimId,
			/// Who made it.
			provider: T::AccountId,
			/// Until when the payer decides.
			until: Seconds,
			/// What makes it unusual.
			flags: Flags,
		},
		/// A claim was decided, and paid as far as the reserve had it.
		Decided {
			/// The claim.
			claim: ClaimId,
			/// Who made it.
			provider: T::AccountId,
			/// Who decided it.
			by: DecidedBy,
			/// What came out of it.
			outcome: Outcome,
			/// What was billed.
			billed: Amount,
			/// What the plan pays, without interest.
			benefit: Amount,
			/// What the patient owes.
			share: Amount,
			/// What was transferred now.
			paid: Amount,
			/// What of that is for being late.
			interest: Amount,
			/// What was kept of it, as the provider had to give it back.
			recouped: Amount,
			/// Whether it waits for the reserve.
			waiting: bool,
			/// The plan that has to decide first.
			first: Option<PlanId>,
		},
		/// A claim of a batch was not filed.
		NotFiled {
			/// Which one, from 0.
			index: u32,
			/// Why.
			error: DispatchError,
		},
		/// A batch was filed.
		BatchFiled {
			/// Who made it.
			provider: T::AccountId,
			/// How many claims were filed.
			filed: u32,
			/// How many were not.
			refused: u32,
		},
		/// A claim that waited was paid.
		Paid {
			/// The claim.
			claim: ClaimId,
			/// To whom.
			provider: T::AccountId,
			/// What was transferred.
			paid: Amount,
			/// What of that is for being late.
			interest: Amount,
			/// What was kept of it, as the provider had to give it back.
			recouped: Amount,
		},
		/// What a call pays from a plan to a provider, for one claim or many, was transferred.
		Transferred {
			/// From the reserve of which plan.
			plan: PlanId,
			/// To whom.
			provider: T::AccountId,
			/// How much.
			amount: Amount,
		},
		/// A provider's account could not take what it is paid. It is set apart.
		Uncollected {
			/// The claim.
			claim: ClaimId,
			/// How much.
			amount: Amount,
		},
		/// What had been set apart was paid.
		Collected {
			/// The claim.
			claim: ClaimId,
			/// To whom.
			provider: T::AccountId,
			/// How much.
			amount: Amount,
		},
		/// A provider took a claim back.
		Voided {
			/// The claim.
			claim: ClaimId,
			/// Who.
			provider: T::AccountId,
			/// What it gave back at once.
			returned: Amount,
			/// What is kept of its next payments.
			receivable: Amount,
		},
		/// A payer took its decision back.
		Reversed {
			/// The claim.
			claim: ClaimId,
			/// Whose it is.
			provider: T::AccountId,
			/// What is kept of the provider's next payments.
			receivable: Amount,
		},
		/// A provider gave back what it had been paid.
		Repaid {
			/// To which plan.
			plan: PlanId,
			/// Who.
			provider: T::AccountId,
			/// How much.
			amount: Amount,
		},
		/// Something was paid of what a patient owes.
		SharePaid {
			/// For which claim.
			claim: ClaimId,
			/// By whom.
			from: T::AccountId,
			/// How much.
			amount: Amount,
			/// What is still owed.
			left: Amount,
		},
		/// Those who paid what is not owed any more got it back.
		ShareRefunded {
			/// For which claim.
			claim: ClaimId,
			/// How much.
			amount: Amount,
		},
		/// A claim was removed.
		Reaped {
			/// The claim.
			claim: ClaimId,
		},
	}
}
