//! Batches: many records in one commitment, each provable.

use super::registry::NewRecord;
use crate::{
	Authorship, BatchId, Batches, Config, ErasedLeaves, Error, Event, HoldReason, LeafProblem,
	NextBatchId, Pallet, RecordBatch, RecordBatchOf, RetentionClass, RetentionRules, LEAF_DOMAIN,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use salus_primitives::{
	merkle::{leaf, Batch},
	Commitment, Segment,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_anchor_batch(
		custodian: T::AccountId,
		root: H256,
		count: u32,
		class: RetentionClass,
	) -> DispatchResult {
		ensure!(count > 0, Error::<T>::ZeroCount);
		ensure!(count <= T::MaxBatchLeaves::get(), Error::<T>::TooManyLeaves);
		ensure!(!root.is_zero(), Error::<T>::ZeroRoot);
		Self::ensure_licensed(&custodian)?;
		let id = NextBatchId::<T>::get();
		let next = id.checked_add(1).ok_or(Error::<T>::TooManyBatches)?;

		let deposit = Self::hold(HoldReason::Batch, &custodian, T::BatchDeposit::get())?;
		NextBatchId::<T>::put(next);
		Batches::<T>::insert(
			id,
			RecordBatch {
				custodian: custodian.clone(),
				batch: Batch { root, count },
				class,
				anchored_at: T::Time::now(),
				deposit,
			},
		);

		Self::deposit_event(Event::BatchAnchored { batch: id, custodian, root, count, class });
		Ok(())
	}

	pub(crate) fn do_prove_leaf(
		id: BatchId,
		index: u32,
		subject: T::AccountId,
		segment: u8,
		commitment: Commitment,
		proof: &[H256],
	) -> DispatchResult {
		let (batch, segment) = Self::unproven(id, index, &subject, segment, commitment, proof)
			.map_err(|problem| match problem {
				LeafProblem::UnknownBatch => Error::<T>::NotFound,
				LeafProblem::SegmentOutOfRange => Error::<T>::SegmentOutOfRange,
				LeafProblem::Proof(problem) => Error::<T>::Proof(problem),
				LeafProblem::Erased => Error::<T>::Erased,
			})?;
		let custodian = batch.custodian;

		// The institution vouched for the leaf when it anchored the batch, so that it is not asked
		// again whether it is licensed; and who proves it need not have money.
		let record = Self::add_record(NewRecord {
			custodian: custodian.clone(),
			subject: subject.clone(),
			segment,
			commitment,
			author: Authorship::None,
			class: batch.class,
			at: batch.anchored_at,
			leaf: Some((id, index)),
		})?;

		Self::deposit_event(Event::LeafProven {
			batch: id,
			index,
			record,
			custodian,
			subject,
			segment,
			commitment,
		});
		Ok(())
	}

	pub(crate) fn do_retire_batch(custodian: T::AccountId, id: BatchId) -> DispatchResult {
		let batch = Batches::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(batch.custodian == custodian, Error::<T>::NotCustodian);
		let kept_until = batch.anchored_at.saturating_add(T::Retention::minimum(batch.class));
		ensure!(T::Time::now() >= kept_until, Error::<T>::RetentionNotOver);

		Batches::<T>::remove(id);
		Self::release(HoldReason::Batch, &custodian, batch.deposit);

		Self::deposit_event(Event::BatchRetired { batch: id });
		Ok(())
	}

	/// The batch that has this leaf, which has not become a record and been erased.
	pub(crate) fn unproven(
		id: BatchId,
		index: u32,
		subject: &T::AccountId,
		segment: u8,
		commitment: Commitment,
		proof: &[H256],
	) -> Result<(RecordBatchOf<T>, Segment), LeafProblem> {
		let batch = Batches::<T>::get(id).ok_or(LeafProblem::UnknownBatch)?;
		let number = Segment::new(segment).ok_or(LeafProblem::SegmentOutOfRange)?;
		let hash = leaf(LEAF_DOMAIN, index, &(subject, segment, commitment));
		batch.batch.verify(index, hash, proof).map_err(LeafProblem::Proof)?;
		ensure!(!ErasedLeaves::<T>::contains_key(id, index), LeafProblem::Erased);
		Ok((batch, number))
	}
}
