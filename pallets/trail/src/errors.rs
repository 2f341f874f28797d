//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller has no valid licence as an organisation.
		NotOrganisation,
		/// There is no receipt to commit to, or no refusal to report.
		ZeroCount,
		/// A batch has at most [`Config::MaxReceiptsPerDay`] receipts.
		TooManyReceipts,
		/// The root is all zeros.
		ZeroRoot,
		/// The day has not ended.
		DayNotOver,
		/// The day ended [`Config::RetentionPeriod`] ago or earlier.
		DayTooOld,
		/// The custodian has anchored the day already. That is final.
		AlreadyAnchored,
		/// A threshold is zero.
		ZeroThreshold,
		/// So many subjects are never counted.
		ThresholdTooHigh,
		/// A report is of [`MAX_REFUSALS`] at most.
		TooMany,
		/// Nobody reports themselves.
		SelfReport,
		/// The commitment is all zeros.
		ZeroCommitment,
		/// There is no such day, activity, receipt or dispute.
		NotFound,
		/// It is too early to remove it.
		StillNeeded,
		/// The data that was accessed is not the caller's, or the dispute is not.
		NotSubject,
		/// The custodian has not anchored the day, or it was reaped.
		UnknownDay,
		/// The custodian declared that there was no access on that day.
		QuietDay,
		/// The subject's receipt is not in the batch, or not at this index.
		Proof(ProofProblem),
		/// The access is, or was, disputed already.
		AlreadyDisputed,
		/// All numbers of disputes have been given out.
		TooManyDisputes,
		/// Only the custodian whose access is disputed answers.
		NotCustodian,
		/// The custodian has answered.
		AlreadyAnswered,
		/// The time for an answer is over.
		AnswerOverdue,
		/// A regulator has decided.
		Closed,
		/// The caller has no valid licence as a regulator.
		Unlicensed(LicenceProblem),
		/// Nobody decides their own dispute.
		ConflictOfInterest,
		/// The custodian has not answered, and still may.
		AwaitingAnswer,
	}
}
