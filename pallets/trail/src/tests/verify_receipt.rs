use crate::{
	mock::*, receipt_leaf, subject_tag, Days, ReceiptProblem, RECEIPT_DOMAIN, SUBJECT_DOMAIN,
};
use codec::Encode;
use salus_primitives::merkle::{Batch, ProofProblem};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

fn verify(index: u32, subject: u64, proof: &[H256]) -> Result<(), ReceiptProblem> {
	let tag = subject_tag(&salt(index), &subject);
	Trail::verify_receipt(HOSPITAL, YESTERDAY, index, tag, body(index), proof.to_vec())
}

fn wrong(problem: ProofProblem) -> Result<(), ReceiptProblem> {
	Err(ReceiptProblem::Proof(problem))
}

#[test]
fn every_receipt_of_a_day_is_found() {
	run(|| {
		let book = anchored();
		for (index, subject) in (0..).zip(&book.subjects) {
			assert_eq!(verify(index, *subject, &book.proof(index)), Ok(()));
		}
	});
}

#[test]
fn a_receipt_is_about_one_subject_at_one_index() {
	run(|| {
		let book = anchored();
		let proof = book.proof(1);
		assert_eq!(verify(1, OTHER_PATIENT, &proof), wrong(ProofProblem::Mismatch));
		assert_eq!(verify(3, PATIENT, &proof), wrong(ProofProblem::Mismatch));
		assert_eq!(verify(5, PATIENT, &proof), wrong(ProofProblem::Index));
		assert_eq!(verify(u32::MAX, PATIENT, &proof), wrong(ProofProblem::Index));
		let tag = subject_tag(&salt(1), &PATIENT);
		let with =
			|tag, body| Trail::verify_receipt(HOSPITAL, YESTERDAY, 1, tag, body, proof.clone());
		assert_eq!(with(tag, body(1)), Ok(()));
		assert_eq!(with(tag, body(2)), wrong(ProofProblem::Mismatch));
		assert_eq!(with(body(1), tag), wrong(ProofProblem::Mismatch));
		assert_eq!(with(subject_tag(&salt(2), &PATIENT), body(1)), wrong(ProofProblem::Mismatch));
	});
}

#[test]
fn forged_proofs_are_refused() {
	run(|| {
		let book = anchored();
		let proof = book.proof(1);
		for position in 0..proof.len() {
			let mut forged = proof.clone();
			forged[position].0[0] ^= 1;
			assert_eq!(verify(1, PATIENT, &forged), wrong(ProofProblem::Mismatch));
		}
		let mut turned = proof.clone();
		turned.reverse();
		assert_eq!(verify(1, PATIENT, &turned), wrong(ProofProblem::Mismatch));
		assert_eq!(verify(1, PATIENT, &[]), wrong(ProofProblem::Length));
		assert_eq!(verify(1, PATIENT, &proof[1..]), wrong(ProofProblem::Length));
		let longer = [proof.as_slice(), &[H256::zero()]].concat();
		assert_eq!(verify(1, PATIENT, &longer), wrong(ProofProblem::Length));
	});
}

#[test]
fn the_odd_leaf_is_there_once() {
	run(|| {
		let book = anchored();
		// The last one of five is promoted twice.
		let proof = book.proof(4);
		assert_eq!(proof.len(), 1);
		assert_eq!(verify(4, OTHER_PATIENT, &proof), Ok(()));
		// Not duplicated, as trees do that hash an odd node with itself.
		let doubled = leaf(4, OTHER_PATIENT);
		assert_eq!(
			verify(4, OTHER_PATIENT, &[doubled, doubled, proof[0]]),
			wrong(ProofProblem::Length)
		);
	});
}

#[test]
fn an_inner_node_is_no_receipt() {
	run(|| {
		let book = Book::of(&[PATIENT; 4]);
		anchor(HOSPITAL, YESTERDAY, &book);
		let inner = BlakeTwo256::hash(&[book.leaves[0].0, book.leaves[1].0].concat());
		let above = book.proof(0)[1..].to_vec();
		// What would be hashed to the inner node are the two leaves below it. As tag and body they
		// are hashed with domain and index instead.
		let [tag, body] = [book.leaves[0], book.leaves[1]];
		assert_ne!(receipt_leaf(0, tag, body), inner);
		assert_eq!(
			Trail::verify_receipt(HOSPITAL, YESTERDAY, 0, tag, body, above.clone()),
			wrong(ProofProblem::Length)
		);
		// Even if the batch had half as many leaves.
		Days::<Test>::mutate(HOSPITAL, YESTERDAY, |entry| {
			entry.as_mut().unwrap().batch.as_mut().unwrap().count = 2;
		});
		assert_eq!(
			Trail::verify_receipt(HOSPITAL, YESTERDAY, 0, tag, body, above),
			wrong(ProofProblem::Mismatch)
		);
	});
}

#[test]
fn the_count_is_committed_to() {
	run(|| {
		let book = Book::of(&[PATIENT; 5]);
		let proof = book.proof(4);
		// A custodian who hides the last receipt by a smaller count cannot prove it later on, and
		// one who claims more receipts cannot prove it either.
		for (day, count) in [(TODAY - 2, 4), (TODAY - 3, 8)] {
			let claimed = Batch { count, ..book.batch };
			anchor(HOSPITAL, day, &Book { batch: claimed, ..Book::of(&[PATIENT; 5]) });
			let tag = subject_tag(&salt(4), &PATIENT);
			let found = Trail::verify_receipt(HOSPITAL, day, 4, tag, body(4), proof.clone());
			let expected = if count < 5 { ProofProblem::Index } else { ProofProblem::Length };
			assert_eq!(found, wrong(expected));
		}
	});
}

#[test]
fn the_same_receipt_twice_is_two_leaves() {
	run(|| {
		let tag = subject_tag(&salt(0), &PATIENT);
		let leaves = [0, 1].map(|index| receipt_leaf(index, tag, body(0)));
		assert_ne!(leaves[0], leaves[1]);
		let batch = Batch::of(&leaves);
		let proof = Batch::proof(&leaves, 0).unwrap();
		assert_eq!(batch.verify(1, leaves[0], &proof), Err(ProofProblem::Mismatch));
	});
}

#[test]
fn days_of_others_and_days_without_receipts_say_so() {
	run(|| {
		let proof = anchored().proof(1);
		quiet(HOSPITAL, YESTERDAY - 1);
		let tag = subject_tag(&salt(1), &PATIENT);
		let verify =
			|custodian, day| Trail::verify_receipt(custodian, day, 1, tag, body(1), proof.clone());
		assert_eq!(verify(HOSPITAL, YESTERDAY), Ok(()));
		assert_eq!(verify(CLINIC, YESTERDAY), Err(ReceiptProblem::UnknownDay));
		assert_eq!(verify(HOSPITAL, TODAY), Err(ReceiptProblem::UnknownDay));
		assert_eq!(verify(HOSPITAL, YESTERDAY - 1), Err(ReceiptProblem::QuietDay));
	});
}

#[test]
fn leaves_are_hashed_as_documented() {
	let account = [5u8; 32];
	let tag = subject_tag(&[1; 32], &account);
	assert_eq!(SUBJECT_DOMAIN, b"salus/receipt-subject/v1");
	assert_eq!(tag.0, sp_io::hashing::blake2_256(&[SUBJECT_DOMAIN, &[1; 32], &account].concat()));
	assert_eq!(RECEIPT_DOMAIN, b"salus/receipt-leaf/v1");
	let bytes = [RECEIPT_DOMAIN, &7u32.encode(), &tag.0, &body(7).0].concat();
	assert_eq!(receipt_leaf(7, tag, body(7)).0, sp_io::hashing::blake2_256(&bytes));
}
