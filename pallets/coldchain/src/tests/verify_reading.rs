use crate::{mock::*, ReadingProblem};
use frame_support::assert_ok;
use salus_primitives::{
	merkle::{Batch, ProofProblem},
	Seconds,
};
use sp_core::H256;

fn verify(index: u32, reading: (Seconds, i16), proof: Vec<H256>) -> Result<(), ReadingProblem> {
	Coldchain::verify_reading(0, 1, index, reading.0, reading.1, proof)
}

fn reported(test: impl FnOnce(&dyn Fn(u32) -> Vec<H256>)) {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(calm(1, 0, 100)));
		test(&|index| Batch::proof(&leaves(START), index).unwrap());
	});
}

#[test]
fn every_reading_is_found_and_no_other() {
	reported(|proof| {
		for index in 0..5 {
			let (at, temperature) = reading(START, index);
			assert_eq!(verify(index, (at, temperature), proof(index)), Ok(()));
			let wrong = Err(ReadingProblem::Proof(ProofProblem::Mismatch));
			assert_eq!(verify(index, (at, temperature + 1), proof(index)), wrong);
			assert_eq!(verify(index, (Seconds(at.0 + 1), temperature), proof(index)), wrong);
		}
		let length = Err(ReadingProblem::Proof(ProofProblem::Length));
		assert_eq!(verify(1, reading(START, 1), vec![]), length);
		let index = Err(ReadingProblem::Proof(ProofProblem::Index));
		assert_eq!(verify(5, reading(START, 1), proof(1)), index);
	});
}

#[test]
fn other_reports_are_unknown() {
	reported(|proof| {
		let (at, temperature) = reading(START, 0);
		for (registration, sequence) in [(1, 1), (0, 0), (0, 2)] {
			assert_eq!(
				Coldchain::verify_reading(registration, sequence, 0, at, temperature, proof(0)),
				Err(ReadingProblem::UnknownReport)
			);
		}
	});
}
