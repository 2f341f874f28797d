//! What happened.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A record was registered, in version 1.
		Registered {
			/// The new record.
			record: RecordId,
			/// The facility that keeps it.
			custodian: T::AccountId,
			/// The patient whom it is about.
			subject: T::AccountId,
			/// The segment that it is sorted into.
			segment: Segment,
			/// The commitment to version 1.
			commitment: Commitment,
			/// Who is to sign version 1.
			author: Option<T::AccountId>,
			/// What rules say how long it is kept.
			class: RetentionClass,
		},
		/// A record got a new version.
		Amended {
			/// The amended record.
			record: RecordId,
			/// The number of the new version.
			version: u32,
			/// The commitment to the new version.
			commitment: Commitment,
			/// Who is to sign it.
			author: Option<T::AccountId>,
		},
		/// A record was marked as entered in error.
		Retracted {
			/// The retracted record.
			record: RecordId,
		},
		/// A record was accessed, and a receipt left.
		Accessed {
			/// The accessed record.
			record: RecordId,
			/// The index of the receipt.
			index: u32,
			/// Who accessed it.
			reader: T::AccountId,
			/// By what right.
			basis: Basis<T::AccountId>,
			/// What the reader does with it.
			action: Action,
			/// What for.
			purpose: Purpose,
			/// The version that was the latest then.
			version: u32,
		},
		/// A receipt was removed after its retention, and its deposit returned to the reader.
		ReceiptReaped {
			/// The accessed record.
			record: RecordId,
			/// The index of the removed receipt.
			index: u32,
		},
		/// The author signed a version.
		Cosigned {
			/// The record.
			record: RecordId,
			/// The signed version.
			version: u32,
			/// Who signed.
			author: T::AccountId,
		},
		/// The subject asked for an amendment.
		AmendmentRequested {
			/// The record.
			record: RecordId,
			/// What they want, and why.
			request: Commitment,
			/// When the custodian has to have answered.
			due: Moment,
		},
		/// The custodian took more time to answer.
		AmendmentExtended {
			/// The record.
			record: RecordId,
			/// Why.
			reason: Commitment,
			/// When the custodian has to have answered now.
			due: Moment,
		},
		/// The custodian amended the record as the subject asked.
		AmendmentAccepted {
			/// The record.
			record: RecordId,
			/// The number of the new version.
			version: u32,
			/// The commitment to the new version.
			commitment: Commitment,
			/// Who is to sign it.
			author: Option<T::AccountId>,
			/// Whether the answer came too late.
			overdue: bool,
		},
		/// The custodian refused to amend the record.
		AmendmentRefused {
			/// The record.
			record: RecordId,
			/// Why, in terms of the rule.
			reason: RefusalReason,
			/// Why, in words.
			rationale: Commitment,
			/// Whether the answer came too late.
			overdue: bool,
		},
		/// The subject disagreed with a refusal. Whoever discloses the record discloses this too.
		DisagreementStated {
			/// The record.
			record: RecordId,
			/// What they state.
			statement: Commitment,
		},
		/// The custodian offered a record to another facility.
		CustodyOffered {
			/// The record.
			record: RecordId,
			/// The other facility.
			to: T::AccountId,
		},
		/// Another facility took a record over.
		CustodyTransferred {
			/// The record.
			record: RecordId,
			/// Who kept it.
			from: T::AccountId,
			/// Who keeps it now.
			to: T::AccountId,
		},
		/// An offer was taken back, or declined.
		CustodyOfferCancelled {
			/// The record.
			record: RecordId,
			/// By whom.
			by: T::AccountId,
		},
		/// A facility committed to many records at once.
		BatchAnchored {
			/// The new batch.
			batch: BatchId,
			/// The facility that keeps them.
			custodian: T::AccountId,
			/// The root over their leaves.
			root: H256,
			/// How many they are.
			count: u32,
			/// What rules say how long they are kept.
			class: RetentionClass,
		},
		/// A leaf of a batch was proven, and became a record.
		LeafProven {
			/// The batch.
			batch: BatchId,
			/// The index of the leaf.
			index: u32,
			/// The new record.
			record: RecordId,
			/// The facility that keeps it.
			custodian: T::AccountId,
			/// The patient whom it is about.
			subject: T::AccountId,
			/// The segment that it is sorted into.
			segment: Segment,
			/// The commitment to version 1.
			commitment: Commitment,
		},
		/// The custodian said how long it keeps a record.
		RetentionSet {
			/// The record.
			record: RecordId,
			/// What rules apply.
			class: RetentionClass,
			/// Until when it is kept.
			until: Moment,
		},
		/// A regulator ordered that a record be kept, in place of an earlier order of theirs.
		HoldPlaced {
			/// The record.
			record: RecordId,
			/// The regulator.
			by: T::AccountId,
			/// When the hold ends, by itself.
			until: Moment,
			/// The order.
			order: Commitment,
		},
		/// A regulator lifted their hold.
		HoldLifted {
			/// The record.
			record: RecordId,
			/// The regulator.
			by: T::AccountId,
		},
		/// The subject asked for erasure.
		ErasureRequested {
			/// The record.
			record: RecordId,
		},
		/// A regulator ordered erasure.
		ErasureOrdered {
			/// The record.
			record: RecordId,
			/// The regulator.
			by: T::AccountId,
			/// The order.
			order: Commitment,
		},
		/// Records were erased: the custodian destroyed what it kept, and the chain forgets them.
		Erased {
			/// The records.
			records: BoundedVec<RecordId, ConstU32<MAX_ERASED>>,
			/// The proof that salt, key and ciphertext of each were destroyed.
			receipt: Commitment,
		},
		/// What was not proven of a batch cannot be any more.
		BatchRetired {
			/// The batch.
			batch: BatchId,
		},
		/// Nothing is left of an erased record, and the deposit was returned.
		Swept {
			/// The record.
			record: RecordId,
		},
		/// Prices went down with an upgrade, and custodians got back what was held beyond them.
		DepositsLowered {
			/// For how many records, in this step.
			records: u32,
			/// What was released for them in all.
			amount: BalanceOf<T>,
		},
	}
}
