use super::*;
use salus_primitives::merkle::{leaf, Batch, ProofProblem};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

const COUNT: u32 = 6;

fn prove_with(batch: BatchId, index: u32, of: u32, proof: Proof) -> sp_runtime::DispatchResult {
	let (subject, segment, commitment) = leaf_content(of);
	Health::prove_leaf(signed(STRANGER), batch, index, subject, segment, commitment, proof)
}

#[test]
fn one_call_anchors_many_records() {
	run(|| {
		let root = H256::repeat_byte(7);
		assert_ok!(Health::anchor_batch(signed(HOSPITAL), root, 1 << 20, CLASS));
		assert_eq!(
			Batches::<Test>::get(0),
			Some(RecordBatch {
				custodian: HOSPITAL,
				batch: Batch { root, count: 1 << 20 },
				class: CLASS,
				anchored_at: START,
				deposit: 50,
			})
		);
		assert_eq!(held(HoldReason::Batch, HOSPITAL), 50);
		assert_last_event(Event::BatchAnchored {
			batch: 0,
			custodian: HOSPITAL,
			root,
			count: 1 << 20,
			class: CLASS,
		});
	});
}

#[test]
fn a_proven_leaf_is_a_record_as_old_as_its_batch() {
	run(|| {
		let batch = anchored(COUNT);
		advance(YEAR);
		assert_ok!(prove(batch, COUNT, 4));
		assert_eq!(
			record(0),
			Record {
				custodian: HOSPITAL,
				subject: PATIENT,
				segment: segment(),
				status: RecordStatus::Active,
				version: 1,
				receipts: 0,
				registered_at: START,
				class: CLASS,
				retain_until: START + 10 * YEAR,
				erasure: ErasureGround::None,
				leaf: Some((batch, 4)),
				deposit: 110,
			}
		);
		assert_eq!(Health::verify(0, 1, commitment(104)), Verification::Current);
		assert_eq!(held(HoldReason::Record, HOSPITAL), 110);
		assert_last_event(Event::LeafProven {
			batch,
			index: 4,
			record: 0,
			custodian: HOSPITAL,
			subject: PATIENT,
			segment: segment(),
			commitment: commitment(104),
		});
	});
}

#[test]
fn every_leaf_is_proven_once() {
	run(|| {
		let batch = anchored(COUNT);
		for index in 0..COUNT {
			assert_ok!(prove(batch, COUNT, index));
			assert_noop!(prove(batch, COUNT, index), Error::<Test>::AlreadyExists);
		}
		assert_eq!(NextRecordId::<Test>::get(), u64::from(COUNT));
	});
}

#[test]
fn an_erased_leaf_does_not_come_back() {
	run(|| {
		let batch = anchored(COUNT);
		assert_ok!(prove(batch, COUNT, 2));
		erased(0);
		assert_noop!(prove(batch, COUNT, 2), Error::<Test>::Erased);
		let (subject, segment, commitment) = leaf_content(2);
		let proof = proof(COUNT, 2).into_inner();
		assert_eq!(
			Health::verify_leaf(batch, 2, subject, segment, commitment, proof),
			Err(LeafProblem::Erased)
		);
		assert_ok!(prove(batch, COUNT, 3));
	});
}

#[test]
fn proofs_hold_for_their_leaf_at_its_position_only() {
	run(|| {
		let batch = anchored(COUNT);
		for (index, of) in [(0, 1), (1, 0), (4, 5), (5, 4)] {
			assert_noop!(
				prove_with(batch, index, of, proof(COUNT, of)),
				Error::<Test>::Proof(ProofProblem::Mismatch)
			);
		}
		// The last two leaves are promoted once: their proofs are shorter.
		assert_noop!(
			prove_with(batch, 0, 4, proof(COUNT, 4)),
			Error::<Test>::Proof(ProofProblem::Length)
		);
		for index in [COUNT, u32::MAX] {
			assert_noop!(
				prove_with(batch, index, 0, proof(COUNT, 0)),
				Error::<Test>::Proof(ProofProblem::Index)
			);
		}
	});
}

#[test]
fn forged_and_cut_proofs_fail() {
	run(|| {
		let batch = anchored(COUNT);
		let right = proof(COUNT, 0);
		for position in 0..right.len() {
			let mut forged = right.clone();
			forged[position].0[0] ^= 1;
			assert_noop!(
				prove_with(batch, 0, 0, forged),
				Error::<Test>::Proof(ProofProblem::Mismatch)
			);
		}
		let mut short = right.clone();
		short.pop();
		let mut long = right.clone();
		long.try_push(H256::zero()).unwrap();
		for wrong in [short, long, Proof::default()] {
			assert_noop!(
				prove_with(batch, 0, 0, wrong),
				Error::<Test>::Proof(ProofProblem::Length)
			);
		}
	});
}

#[test]
fn what_a_leaf_says_cannot_be_changed() {
	run(|| {
		let batch = anchored(COUNT);
		let (subject, segment, commitment) = leaf_content(0);
		let prove = |subject, segment, commitment| {
			let proof = proof(COUNT, 0);
			Health::prove_leaf(signed(STRANGER), batch, 0, subject, segment, commitment, proof)
		};
		let mismatch = || Error::<Test>::Proof(ProofProblem::Mismatch);
		assert_noop!(prove(STRANGER, segment, commitment), mismatch());
		assert_noop!(prove(subject, segment + 1, commitment), mismatch());
		assert_noop!(prove(subject, segment, Commitment([9; 32])), mismatch());
		assert_noop!(prove(subject, 32, commitment), Error::<Test>::SegmentOutOfRange);
	});
}

#[test]
fn an_inner_node_is_no_leaf() {
	run(|| {
		let leaves = leaves(4);
		let batch = anchored(4);
		let inner = BlakeTwo256::hash(&[leaves[0].0, leaves[1].0].concat());
		let sibling = BlakeTwo256::hash(&[leaves[2].0, leaves[3].0].concat());
		let root = BlakeTwo256::hash(&[inner.0, sibling.0].concat());
		assert_eq!(Batches::<Test>::get(batch).unwrap().batch.root, root);
		// A second pre-image would be a content that hashes to the inner node: none does, for the
		// domain goes before it. Offering the inner level as leaves fails by length.
		let (subject, segment, commitment) = leaf_content(0);
		assert_ne!(leaf(LEAF_DOMAIN, 0, &(subject, segment, commitment)), inner);
		assert_noop!(
			prove_with(batch, 0, 0, vec![sibling].try_into().unwrap()),
			Error::<Test>::Proof(ProofProblem::Length)
		);
	});
}

#[test]
fn a_leaf_of_one_batch_is_none_of_another() {
	run(|| {
		let batch = anchored(COUNT);
		assert_noop!(prove(batch + 1, COUNT, 0), Error::<Test>::NotFound);
		let other = anchored(COUNT - 1);
		assert_noop!(prove(other, COUNT, 0), Error::<Test>::Proof(ProofProblem::Mismatch));
		// The same leaf in a second batch is the same document, and stands once.
		assert_ok!(prove(batch, COUNT, 0));
		assert_noop!(prove(other, COUNT - 1, 0), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn batches_have_a_root_and_leaves_within_bounds() {
	run(|| {
		let anchor = |root, count| Health::anchor_batch(signed(HOSPITAL), root, count, CLASS);
		let root = H256::repeat_byte(1);
		assert_noop!(anchor(root, 0), Error::<Test>::ZeroCount);
		assert_noop!(anchor(root, (1 << 20) + 1), Error::<Test>::TooManyLeaves);
		assert_noop!(anchor(H256::zero(), 1), Error::<Test>::ZeroRoot);
		NextBatchId::<Test>::put(BatchId::MAX);
		assert_noop!(anchor(root, 1), Error::<Test>::TooManyBatches);
	});
}

#[test]
fn facilities_anchor_and_their_leaves_outlive_the_licence() {
	run(|| {
		let batch = anchored(COUNT);
		for problem in PROBLEMS {
			set_licence(HOSPITAL, Err(problem));
			assert_noop!(
				Health::anchor_batch(signed(HOSPITAL), H256::repeat_byte(1), 1, CLASS),
				Error::<Test>::Unlicensed(problem)
			);
		}
		assert_ok!(prove(batch, COUNT, 0));
	});
}

#[test]
fn a_batch_is_retired_when_its_retention_is_over() {
	run(|| {
		let batch = anchored(COUNT);
		assert_ok!(prove(batch, COUNT, 0));
		let retire = |who, batch| Health::retire_batch(signed(who), batch);
		advance(10 * YEAR - 1);
		assert_noop!(retire(HOSPITAL, batch), Error::<Test>::RetentionNotOver);
		advance(1);
		for who in [CLINIC, PATIENT] {
			assert_noop!(retire(who, batch), Error::<Test>::NotCustodian);
		}
		set_licence(HOSPITAL, Err(LicenceProblem::Expired));
		assert_ok!(retire(HOSPITAL, batch));
		assert_last_event(Event::BatchRetired { batch });
		assert_eq!(held(HoldReason::Batch, HOSPITAL), 0);
		assert_noop!(retire(HOSPITAL, batch), Error::<Test>::NotFound);
		assert_noop!(prove(batch, COUNT, 1), Error::<Test>::NotFound);
		assert_eq!(Health::verify(0, 1, commitment(100)), Verification::Current);
		erased(0);
	});
}

#[test]
fn nobody_commits_to_a_document_about_themselves() {
	run(|| {
		let content = (HOSPITAL, SEGMENT, commitment(1));
		let batch = Batch::of(&[leaf(LEAF_DOMAIN, 0, &content)]);
		assert_ok!(Health::anchor_batch(signed(HOSPITAL), batch.root, 1, CLASS));
		let none = Proof::default();
		assert_noop!(
			Health::prove_leaf(signed(STRANGER), 0, 0, HOSPITAL, SEGMENT, commitment(1), none),
			Error::<Test>::SubjectIsCustodian
		);
	});
}

#[test]
fn the_facility_pays_for_batches_and_proven_leaves() {
	run(|| {
		let batch = anchored(COUNT);
		set_prices(ENDOWMENT, 0, 0);
		assert_noop!(prove(batch, COUNT, 0), TokenError::FundsUnavailable);
		license(PATIENT, LicenceKind::Facility, Ok(()));
		assert_noop!(
			Health::anchor_batch(signed(PATIENT), H256::repeat_byte(1), 1, CLASS),
			TokenError::FundsUnavailable
		);
	});
}
