//! Random calls by anybody, with the invariants checked after each of them.

use crate::{mock::*, Finding, NextDisputeId};
use salus_primitives::{AccessMonitor, Sighting, DAY};
use sp_runtime::DispatchResult;

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
	fn below(&mut self, bound: u64) -> u64 {
		self.0 =
			self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(self.0 >> 33) % bound
	}
}

fn step(random: &mut Random, book: &Book) -> DispatchResult {
	let now = pallet_timestamp::Now::<Test>::get();
	let who = PATIENT + random.below(9);
	let origin = signed(who);
	let day = u32::try_from(now / DAY + 1 - random.below(5)).unwrap();
	let latest = NextDisputeId::<Test>::get();
	let dispute = latest.saturating_sub(random.below(3));
	let index = u32::try_from(random.below(6)).unwrap();
	let post = match random.below(14) {
		0 => return Trail::anchor_day(origin, day, book.batch.root, book.batch.count),
		1 => return Trail::declare_quiet_day(origin, day),
		2 => return Trail::report_refusals(origin, PHYSICIAN, index, EVIDENCE),
		3 => return Trail::dispute_receipt(origin, RECORD, RECEIPT, STATEMENT),
		4 | 5 => {
			let proof = book.proof(index.min(4)).try_into().unwrap();
			let (salt, body) = (salt(index), body(index));
			let custodian = HOSPITAL + random.below(2);
			return Trail::dispute_leaf(
				origin, custodian, day, index, salt, body, proof, STATEMENT,
			);
		}
		6 => return Trail::answer(signed(HOSPITAL), dispute, ANSWERED),
		7 => return Trail::close(signed(REGULATOR), dispute, Finding::Dismissed, RULING),
		8 => return Trail::withdraw_dispute(origin, dispute),
		9 => {
			Trail::note(&who, Sighting::Subject(&PATIENT));
			Trail::note(&who, Sighting::Emergency);
			return Ok(());
		}
		10 => {
			let far = random.below(60) == 0;
			set_time(now + random.below(if far { RETENTION } else { DAY }));
			return Ok(());
		}
		11 => Trail::reap_activity(origin, PHYSICIAN),
		12 => Trail::reap_dispute(origin, random.below(latest + 1)),
		_ => Trail::reap_day(origin, HOSPITAL + random.below(2)),
	};
	post.map(drop).map_err(|error| error.error)
}

#[test]
fn nothing_breaks_the_invariants() {
	let mut worked = 0;
	for seed in 0..8 {
		run(|| {
			enrol(PATIENT, 1);
			let book = Book::of(&[OTHER_PATIENT, PATIENT, OTHER_PATIENT, PATIENT, PATIENT]);
			let mut random = Random(seed);
			for _ in 0..600 {
				let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let done = frame_support::storage::with_storage_layer(|| step(&mut random, &book));
				if done.is_ok() {
					worked += 1;
				} else {
					assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
				}
				Trail::do_try_state().unwrap();
			}
		});
	}
	assert!(worked > 1_000, "only {worked} calls worked");
}
