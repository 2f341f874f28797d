use crate::{mock::*, DisputeState, Disputed, Error, Event, HoldReason, Target};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use salus_primitives::{merkle::ProofProblem, Commitment};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// Disputes the leaf `index` of yesterday of the hospital's.
fn dispute(who: u64, index: u32, proof: Vec<H256>) -> DispatchResult {
	let proof = BoundedVec::truncate_from(proof);
	Trail::dispute_leaf(
		signed(who),
		HOSPITAL,
		YESTERDAY,
		index,
		salt(index),
		body(index),
		proof,
		STATEMENT,
	)
}

fn at(custodian: u64, day: u32) -> DispatchResult {
	let (index, proof) = (1, BoundedVec::default());
	let (salt, body) = (salt(index), body(index));
	Trail::dispute_leaf(signed(PATIENT), custodian, day, index, salt, body, proof, STATEMENT)
}

fn wrong(problem: ProofProblem) -> Error<Test> {
	Error::Proof(problem)
}

#[test]
fn a_subject_disputes_a_receipt_in_a_batch() {
	run(|| {
		let book = anchored();
		prepared();
		assert_ok!(dispute(PATIENT, 1, book.proof(1)));
		let target = Target::Leaf { day: YESTERDAY, index: 1 };
		let entry = entry(0);
		assert_eq!((entry.subject, entry.custodian, entry.target), (PATIENT, HOSPITAL, target));
		assert_eq!((entry.opened_at, entry.due), (START, START + ANSWER));
		assert_eq!((entry.state, entry.deposit), (DisputeState::Open, DISPUTE_DEPOSIT));
		assert_eq!(Disputed::<Test>::get((Some(HOSPITAL), target)), Some(0));
		assert_eq!(held(HoldReason::Dispute, PATIENT), DISPUTE_DEPOSIT);
		assert_eq!(
			last_event(),
			Event::DisputeOpened {
				dispute: 0,
				subject: PATIENT,
				custodian: HOSPITAL,
				target,
				statement: STATEMENT,
				by: None,
			}
		);
	});
}

#[test]
fn a_representative_proves_it_for_the_subject() {
	run(|| {
		let book = anchored();
		prepared();
		assert_ok!(dispute(GUARDIAN, 1, book.proof(1)));
		let Event::DisputeOpened { subject, by, .. } = last_event() else { panic!() };
		assert_eq!((subject, by), (PATIENT, Some(GUARDIAN)));
	});
}

#[test]
fn every_receipt_once_and_each_custodians_own() {
	run(|| {
		let book = anchored();
		anchor(CLINIC, YESTERDAY, &book);
		assert_ok!(dispute(PATIENT, 1, book.proof(1)));
		assert_noop!(dispute(PATIENT, 1, book.proof(1)), Error::<Test>::AlreadyDisputed);
		assert_ok!(dispute(PATIENT, 3, book.proof(3)));
		let proof = BoundedVec::truncate_from(book.proof(1));
		assert_ok!(Trail::dispute_leaf(
			signed(PATIENT),
			CLINIC,
			YESTERDAY,
			1,
			salt(1),
			body(1),
			proof,
			STATEMENT
		));
		assert_eq!(entry(2).custodian, CLINIC);
	});
}

#[test]
fn nobody_disputes_what_is_about_somebody_else() {
	run(|| {
		let book = anchored();
		for who in [OTHER_PATIENT, HOSPITAL, STRANGER] {
			assert_noop!(dispute(who, 1, book.proof(1)), wrong(ProofProblem::Mismatch));
		}
		assert_ok!(dispute(OTHER_PATIENT, 2, book.proof(2)));
	});
}

#[test]
fn forged_proofs_are_refused() {
	run(|| {
		let book = anchored();
		let proof = book.proof(1);
		assert_noop!(dispute(PATIENT, 3, proof.clone()), wrong(ProofProblem::Mismatch));
		assert_noop!(dispute(PATIENT, 5, proof.clone()), wrong(ProofProblem::Index));
		assert_noop!(dispute(PATIENT, 1, proof[1..].to_vec()), wrong(ProofProblem::Length));
		assert_noop!(
			dispute(PATIENT, 1, [proof.as_slice(), &[ROOT; 17]].concat()),
			wrong(ProofProblem::Length)
		);
		let mut forged = proof.clone();
		forged[0] = ROOT;
		assert_noop!(dispute(PATIENT, 1, forged), wrong(ProofProblem::Mismatch));
		let with = |salt, body| {
			let proof = BoundedVec::truncate_from(proof.clone());
			let patient = signed(PATIENT);
			Trail::dispute_leaf(patient, HOSPITAL, YESTERDAY, 1, salt, body, proof, STATEMENT)
		};
		assert_noop!(with(salt(2), body(1)), wrong(ProofProblem::Mismatch));
		assert_noop!(with(salt(1), body(2)), wrong(ProofProblem::Mismatch));
		assert_ok!(with(salt(1), body(1)));
	});
}

#[test]
fn the_day_has_to_have_receipts() {
	run(|| {
		anchored();
		quiet(HOSPITAL, YESTERDAY - 1);
		assert_noop!(at(HOSPITAL, TODAY), Error::<Test>::UnknownDay);
		assert_noop!(at(CLINIC, YESTERDAY), Error::<Test>::UnknownDay);
		assert_noop!(at(HOSPITAL, YESTERDAY - 1), Error::<Test>::QuietDay);
		assert_noop!(at(HOSPITAL, YESTERDAY), wrong(ProofProblem::Length));
	});
}

#[test]
fn a_dispute_says_something_and_is_signed() {
	run(|| {
		let book = anchored();
		let with = |origin, statement| {
			let proof = BoundedVec::truncate_from(book.proof(1));
			Trail::dispute_leaf(origin, HOSPITAL, YESTERDAY, 1, salt(1), body(1), proof, statement)
		};
		assert_noop!(with(signed(PATIENT), Commitment::default()), Error::<Test>::ZeroCommitment);
		for origin in nobody_signed() {
			assert_noop!(with(origin, STATEMENT), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_receipt_in_a_full_batch_can_be_disputed() {
	run(|| {
		// The batch is full and nothing is known of it but one path.
		let index = 0b1010_0101_1100_0011_0110;
		let mut node = leaf(index, PATIENT);
		let siblings: Vec<_> = (1..=20u64).map(H256::from_low_u64_be).collect();
		for (level, sibling) in siblings.iter().enumerate() {
			let right = (index >> level) & 1 == 1;
			let pair = if right { [*sibling, node] } else { [node, *sibling] };
			node = sp_io::hashing::blake2_256(&[pair[0].0, pair[1].0].concat()).into();
		}
		assert_ok!(Trail::anchor_day(signed(HOSPITAL), YESTERDAY, node, MAX_RECEIPTS));
		assert_noop!(dispute(PATIENT, index, siblings[..19].to_vec()), wrong(ProofProblem::Length));
		assert_noop!(dispute(PATIENT, index ^ 1, siblings.clone()), wrong(ProofProblem::Mismatch));
		assert_ok!(dispute(PATIENT, index, siblings));
	});
}
