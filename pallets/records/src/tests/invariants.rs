use super::*;
use frame_support::traits::{fungible::MutateHold, tokens::Precision};

/// Breaks the state of one accessed and amended record, and expects to be told what is wrong.
fn assert_noticed(complaint: &'static str, damage: fn(RecordId)) {
	new_test_ext().execute_with(|| {
		let id = accessed();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2), None));
		assert_ok!(Health::do_try_state());
		damage(id);
		assert_eq!(Health::do_try_state(), Err(complaint.into()));
	});
}

#[test]
fn ids_are_given_out_in_order() {
	assert_noticed("record id not given out yet", |_| NextRecordId::<Test>::kill());
	assert_noticed("batch id not given out yet", |_| {
		anchored(1);
		NextBatchId::<Test>::kill();
	});
}

#[test]
fn histories_have_no_gap() {
	assert_noticed("record without a version", |id| {
		Records::<Test>::mutate(id, |record| record.as_mut().unwrap().version = 0)
	});
	assert_noticed("version missing", |id| Versions::<Test>::remove(id, 1));
	assert_noticed("version of no record", Records::<Test>::remove);
	for stray in [0, 3] {
		new_test_ext().execute_with(|| {
			let id = accessed();
			let version = Versions::<Test>::get(id, 1).unwrap();
			Versions::<Test>::insert(id, stray, version);
			assert_eq!(Health::do_try_state(), Err("version out of range".into()));
		});
	}
}

#[test]
fn commitments_stand_once() {
	const DIFFERS: &str = "commitment index differs from the versions";
	fn recommit(id: RecordId, commitment: Commitment) {
		Versions::<Test>::mutate(id, 2, |version| {
			version.as_mut().unwrap().commitment = commitment
		});
	}
	assert_noticed(DIFFERS, |_| Commitments::<Test>::remove(commitment(1)));
	assert_noticed(DIFFERS, |id| Commitments::<Test>::insert(commitment(1), id + 1));
	assert_noticed(DIFFERS, |id| Commitments::<Test>::insert(commitment(3), id));
	assert_noticed("commitment stands twice", |id| recommit(id, commitment(1)));
	assert_noticed("commitment to nothing", |id| recommit(id, Commitment::default()));
}

#[test]
fn receipts_belong_to_accesses() {
	fn copy_receipt(id: RecordId, to: (RecordId, u32), version: u32) {
		let receipt = Receipts::<Test>::get(id, 0).unwrap();
		Receipts::<Test>::insert(to.0, to.1, Receipt { version, ..receipt });
	}
	assert_noticed("receipt of no record", |id| copy_receipt(id, (id + 1, 0), 1));
	assert_noticed("receipt index not given out yet", |id| copy_receipt(id, (id, 1), 1));
	for stray in [0, 3] {
		new_test_ext().execute_with(|| {
			let id = accessed();
			copy_receipt(id, (id, 0), stray);
			assert_eq!(Health::do_try_state(), Err("receipt for an unknown version".into()));
		});
	}
}

#[test]
fn deposits_are_on_hold() {
	const UNPAID: &str = "deposits differ from what is on hold";
	fn release(reason: HoldReason, who: u64) {
		assert_ok!(Balances::release(&reason.into(), &who, 1, Precision::Exact));
	}
	assert_noticed(UNPAID, |_| release(HoldReason::Record, HOSPITAL));
	assert_noticed(UNPAID, |_| release(HoldReason::Receipt, DOCTOR));
	assert_noticed(UNPAID, |_| {
		anchored(1);
		release(HoldReason::Batch, HOSPITAL);
	});
	assert_noticed(UNPAID, |id| {
		assert_ok!(Health::place_hold(signed(REGULATOR), id, START + 1, commitment(3)));
		release(HoldReason::LegalHold, REGULATOR);
	});
	assert_noticed(UNPAID, |_| {
		let id = registered_about(PAYING_PATIENT, 9);
		assert_ok!(Health::request_amendment(signed(PAYING_PATIENT), id, commitment(3)));
		release(HoldReason::Amendment, PAYING_PATIENT);
	});
	assert_noticed(UNPAID, |_| {
		assert_ok!(Balances::hold(&HoldReason::Record.into(), &HOSPITAL, 1));
	});
}

#[test]
fn requests_and_orders_are_about_records() {
	assert_noticed("request to amend no record", |id| {
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(3)));
		let request = Amendments::<Test>::get(id).unwrap();
		Amendments::<Test>::insert(id + 1, request);
	});
	assert_noticed("request answered before it was made", |id| {
		assert_ok!(Health::request_amendment(signed(PATIENT), id, commitment(3)));
		let reason = RefusalReason::AccurateAndComplete;
		assert_ok!(Health::refuse_amendment(signed(HOSPITAL), id, reason, commitment(4)));
		Amendments::<Test>::mutate(id, |request| request.as_mut().unwrap().requested_at += 1);
	});
	assert_noticed("offer of no record", |id| CustodyOffers::<Test>::insert(id + 1, CLINIC));
	for wrong in [HOSPITAL, PATIENT] {
		new_test_ext().execute_with(|| {
			CustodyOffers::<Test>::insert(registered(), wrong);
			assert_eq!(Health::do_try_state(), Err("offer to the wrong party".into()));
		});
	}
	assert_noticed("hold on no record", |id| {
		Holds::<Test>::insert(id + 1, HoldsOf::<Test>::default())
	});
	assert_noticed("not one hold for each regulator", |id| {
		Holds::<Test>::insert(id, HoldsOf::<Test>::default())
	});
	assert_noticed("not one hold for each regulator", |id| {
		assert_ok!(Health::place_hold(signed(REGULATOR), id, START + 1, commitment(3)));
		Holds::<Test>::mutate(id, |holds| holds.try_push(holds[0].clone()).unwrap());
	});
}

#[test]
fn leaves_are_proven_once() {
	fn proven() -> RecordId {
		let batch = anchored(2);
		assert_ok!(prove(batch, 2, 1));
		NextRecordId::<Test>::get() - 1
	}
	assert_noticed("leaf proven twice", |id| {
		let leaf = record(proven()).leaf;
		Records::<Test>::mutate(id, |record| record.as_mut().unwrap().leaf = leaf);
	});
	assert_noticed("leaf proven twice", |_| {
		let (batch, index) = record(proven()).leaf.unwrap();
		ErasedLeaves::<Test>::insert(batch, index, ());
	});
	assert_noticed("leaf of no batch", |_| ErasedLeaves::<Test>::insert(0, 0, ()));
	assert_noticed("leaf out of range", |_| {
		ErasedLeaves::<Test>::insert(anchored(2), 2, ());
	});
}

#[test]
fn remains_are_of_erased_records() {
	fn remains(versions: u32) -> RemainsOf<Test> {
		Remains { custodian: HOSPITAL, versions, receipts: 0, deposit: 0 }
	}
	assert_noticed("remains of a record that was not erased", |id| {
		Leftovers::<Test>::insert(id, remains(1))
	});
	assert_noticed("remains of nothing", |id| {
		NextRecordId::<Test>::put(id + 2);
		Leftovers::<Test>::insert(id + 1, remains(0));
	});
}

/// Calls of every kind by those who may and those who may not, with prices, licences, consents and
/// time that change.
#[test]
fn random_calls_break_nothing() {
	run(|| {
		Places::set((0, u32::MAX));
		let mut state = 0x5a1u64;
		let mut draw = |below: u64| {
			state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			(state >> 33) % below
		};
		let kinds = calls_about(0).len() + 3;
		let (mut passed, mut failed) = (vec![0u32; kinds], vec![0u32; kinds]);
		let batch = anchored(8);
		for step in 0..12_000u32 {
			let id = draw(NextRecordId::<Test>::get() + 1);
			let kind = draw(kinds as u64) as usize;
			let mut calls = calls_about(id);
			calls.push((
				HOSPITAL,
				Call::register {
					subject: PATIENT,
					segment: draw(33) as u8,
					commitment: Commitment::default(),
					author: (draw(2) > 0).then_some(AUTHOR),
					class: if draw(2) > 0 { CLASS } else { RetentionClass::Administrative },
				},
			));
			calls.push((STRANGER, Call::reap_receipt { record: id, index: draw(3) as u32 }));
			calls.push((STRANGER, Call::sweep { record: id }));
			let (who, mut call) = calls.swap_remove(kind);
			let number = draw(250) as u8;
			match &mut call {
				Call::register { commitment, .. }
				| Call::amend { commitment, .. }
				| Call::accept_amendment { commitment, .. } => {
					*commitment = Commitment::new(Commitment::RECORD, &[0; 32], &[number])
				}
				Call::set_retention { until, .. } => *until = Timestamp::get() + draw(12) * YEAR,
				Call::place_hold { until, .. } => *until = Timestamp::get() + draw(3) * YEAR,
				Call::retract { .. } if draw(4) > 0 => continue,
				_ => (),
			}
			// A custodian may be the other facility by now.
			let custodian = Records::<Test>::get(id).map(|record| record.custodian);
			let who = match custodian {
				Some(custodian) if who == HOSPITAL && draw(8) > 0 => custodian,
				_ if draw(10) == 0 => 1 + draw(12),
				_ => who,
			};
			let result = dispatch(who, call);
			let count = if result.is_ok() { &mut passed } else { &mut failed };
			count[kind] += 1;
			match draw(12) {
				0 => set_prices(draw(200), draw(20), draw(5)),
				1 => set_licence(
					1 + draw(2),
					PROBLEMS.get(draw(9) as usize).copied().map_or(Ok(()), Err),
				),
				2 if draw(3) > 0 => consent(),
				2 => GateAnswer::set(Err(Refusal::Expired)),
				3 => advance(YEAR / 16),
				4 => drop(prove(batch, 8, draw(8) as u32)),
				_ => (),
			}
			if step % 40 == 0 {
				assert_ok!(Health::do_try_state());
			}
		}
		assert!(passed.iter().chain(&failed).all(|count| *count > 0), "{passed:?} {failed:?}");
		assert!(ErasedLeaves::<Test>::iter().next().is_some());
	});
}
