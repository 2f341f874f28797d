//! Why a call failed.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller may not act as a facility.
		Unlicensed(LicenceProblem),
		/// The subject's consent does not let the caller in.
		Refused(Refusal),
		/// There is no such record, version, receipt or batch.
		NotFound,
		/// Only the record's custodian may do this.
		NotCustodian,
		/// A custodian cannot keep a record about itself.
		SubjectIsCustodian,
		/// There is no segment of this number.
		SegmentOutOfRange,
		/// The commitment is 32 zero bytes.
		CommitmentZero,
		/// The commitment was registered before, here or for another record.
		AlreadyExists,
		/// The record was entered in error.
		EnteredInError,
		/// The record has as many versions as it may have.
		TooManyVersions,
		/// All record ids have been given out.
		TooManyRecords,
		/// All receipt indices of the record have been given out.
		TooManyReceipts,
		/// The receipt is within its retention.
		NotExpired,
		/// The record was erased.
		Erased,
		/// The named author may not act as a practitioner.
		AuthorUnlicensed(LicenceProblem),
		/// The named author is not a member of the custodian.
		AuthorNotMember,
		/// The version does not wait for the caller's signature.
		NotAuthor,
		/// The author has signed already.
		AlreadySigned,
		/// Only the record's subject may ask for this.
		NotSubject,
		/// The same has been requested already, and not been answered.
		AlreadyRequested,
		/// No request to amend the record is waiting for an answer.
		NotRequested,
		/// The custodian has extended its time already.
		AlreadyExtended,
		/// The custodian's time is over.
		Overdue,
		/// The request has not been refused.
		NotRefused,
		/// The subject has stated their disagreement already.
		AlreadyStated,
		/// The recipient may not act as a facility.
		RecipientUnlicensed(LicenceProblem),
		/// The recipient keeps the record already.
		AlreadyCustodian,
		/// The record is not on offer.
		NoOffer,
		/// The record is offered to somebody else.
		NotRecipient,
		/// A batch has at least one leaf.
		ZeroCount,
		/// A batch has at most [`Config::MaxBatchLeaves`] leaves.
		TooManyLeaves,
		/// The root is 32 zero bytes.
		ZeroRoot,
		/// All batch ids have been given out.
		TooManyBatches,
		/// The proof is wrong.
		Proof(ProofProblem),
		/// This is sooner than the regulated minimum of the record's class ends.
		BelowMinimum,
		/// The caller may not act as a regulator.
		NotRegulator(LicenceProblem),
		/// The hold would have ended already.
		EndInPast,
		/// The hold would last longer than [`Config::MaxHold`].
		EndTooLate,
		/// As many regulators hold the record as may.
		TooManyHolds,
		/// The caller does not hold the record.
		NotHeld,
		/// The erasure has been ordered already.
		AlreadyOrdered,
		/// No record is named.
		NothingToErase,
		/// A regulator holds the record.
		UnderHold,
		/// The record must still be kept.
		RetentionNotOver,
		/// Nothing is left of the record.
		NothingToSweep,
		/// Erasure was requested or ordered: the class stands as it is.
		ErasureRequested,
	}
}
