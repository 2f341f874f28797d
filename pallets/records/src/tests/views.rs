use super::*;

#[test]
fn genuine_documents_verify() {
	run(|| {
		let id = registered();
		assert_eq!(Health::verify(id, 1, commitment(1)), Verification::Current);
		for latest in 2..=3 {
			assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(latest), None));
			let by = latest.into();
			assert_eq!(Health::verify(id, 1, commitment(1)), Verification::Superseded { by });
			assert_eq!(Health::verify(id, by, commitment(latest)), Verification::Current);
		}
	});
}

#[test]
fn anything_else_does_not_verify() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		for (version, number) in [(1, 9), (2, 9), (1, 2), (2, 1)] {
			assert_eq!(Health::verify(id, version, commitment(number)), Verification::Mismatch);
		}
		for version in [0, 3, u32::MAX] {
			assert_eq!(Health::verify(id, version, commitment(1)), Verification::UnknownVersion);
		}
		assert_eq!(Health::verify(id + 1, 1, commitment(1)), Verification::UnknownRecord);
	});
}

#[test]
fn a_retracted_record_says_so_to_who_has_the_document() {
	run(|| {
		let id = registered();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		assert_ok!(Health::retract(signed(HOSPITAL), id));
		for version in [1, 2] {
			let genuine = commitment(version as u8);
			assert_eq!(Health::verify(id, version, genuine), Verification::EnteredInError);
			assert_eq!(Health::verify(id, version, commitment(9)), Verification::Mismatch);
		}
	});
}

#[test]
fn a_record_is_shown() {
	run(|| {
		let id = registered();
		assert_eq!(Health::record(id), Records::<Test>::get(id));
		assert_eq!(Health::record(id + 1), None);
	});
}

#[test]
fn receipts_are_shown_in_pages() {
	run(|| {
		let id = accessed();
		for _ in 1..=RECEIPTS_PER_PAGE {
			assert_ok!(Health::access(signed(DOCTOR), id, Action::Access, Purpose::TREAT));
		}
		advance(<Test as Config>::ReceiptRetention::get());
		assert_ok!(Health::reap_receipt(signed(STRANGER), id, 1));

		let indices = |from| -> Vec<u32> {
			Health::receipts(id, from).into_iter().map(|(index, _)| index).collect()
		};
		assert_eq!(indices(0), (0..100).filter(|index| *index != 1).collect::<Vec<_>>());
		assert_eq!(indices(100), [100]);
		assert!(indices(101).is_empty() && indices(u32::MAX).is_empty());
		assert!(Health::receipts(id + 1, 0).is_empty());
		assert_eq!(Health::receipts(id, 100)[0].1, Receipts::<Test>::get(id, 100).unwrap());
	});
}

#[test]
fn leaves_are_verified_before_anybody_pays() {
	run(|| {
		let batch = anchored(4);
		let (subject, segment, commitment) = leaf_content(3);
		let ask = |batch, index, segment| {
			let proof = proof(4, 3).into_inner();
			Health::verify_leaf(batch, index, subject, segment, commitment, proof)
		};
		assert_eq!(ask(batch, 3, segment), Ok(()));
		assert_eq!(ask(batch + 1, 3, segment), Err(LeafProblem::UnknownBatch));
		assert_eq!(ask(batch, 3, 32), Err(LeafProblem::SegmentOutOfRange));
		let mismatch = salus_primitives::merkle::ProofProblem::Mismatch;
		assert_eq!(ask(batch, 2, segment), Err(LeafProblem::Proof(mismatch)));
	});
}

#[test]
fn others_learn_whom_a_receipt_is_about() {
	use salus_primitives::{AccessReceipts, ReceiptParties};
	run(|| {
		let id = accessed();
		let parties = ReceiptParties { subject: PATIENT, custodian: HOSPITAL, reader: DOCTOR };
		assert_eq!(Health::parties(id, 0), Some(parties));
		assert_eq!(Health::parties(id, 1), None);
		erased(id);
		assert_eq!(Health::parties(id, 0), None);
	});
}
