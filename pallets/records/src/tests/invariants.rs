use super::*;
use frame_support::traits::{fungible::MutateHold, tokens::Precision};

/// Breaks the state of one accessed and amended record, and expects to be told what is wrong.
fn assert_noticed(complaint: &'static str, damage: fn(RecordId)) {
	new_test_ext().execute_with(|| {
		let id = accessed();
		assert_ok!(Health::amend(signed(HOSPITAL), id, commitment(2)));
		assert_ok!(Health::do_try_state());
		damage(id);
		assert_eq!(Health::do_try_state(), Err(complaint.into()));
	});
}

#[test]
fn ids_are_given_out_in_order() {
	assert_noticed("record id not given out yet", |_| NextRecordId::<Test>::kill());
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
		assert_ok!(Balances::hold(&HoldReason::Record.into(), &HOSPITAL, 1));
	});
}

/// Calls of every kind by everybody, with prices, licences, consents and time that change.
#[test]
fn random_calls_break_nothing() {
	run(|| {
		let mut state = 0x5a1u64;
		let mut draw = |below: u64| {
			state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			(state >> 33) % below
		};
		let (mut passed, mut failed) = ([0u32; 5], [0u32; 5]);
		for step in 0..3_000u32 {
			let who = draw(6);
			let id = draw(NextRecordId::<Test>::get() + 1);
			let commitment = Commitment::new(Commitment::RECORD, &[0; 32], &[draw(200) as u8]);
			let call = draw(5) as usize;
			let origin = signed(who);
			let result = match call {
				0 => Health::register(origin, draw(6), draw(33) as u8, commitment),
				1 => Health::amend(origin, id, commitment),
				2 if draw(5) > 0 => continue,
				2 => Health::retract(origin, id),
				3 => Health::access(origin, id, Action::Access, Purpose::TREAT),
				_ => Health::reap_receipt(origin, id, draw(4) as u32)
					.map(|_| ())
					.map_err(|error| error.error),
			};
			let count = if result.is_ok() { &mut passed } else { &mut failed };
			count[call] += 1;
			match draw(8) {
				0 => set_prices(draw(200), draw(20), draw(5)),
				1 => set_licence(
					draw(3),
					PROBLEMS.get(draw(6) as usize).copied().map_or(Ok(()), Err),
				),
				2 => GateAnswer::set(if draw(3) > 0 {
					Ok(Grantee::Account(who))
				} else {
					Err(Refusal::Expired)
				}),
				3 => advance(<Test as Config>::ReceiptRetention::get() / 50),
				_ => (),
			}
			if step % 25 == 0 {
				assert_ok!(Health::do_try_state());
			}
		}
		assert!(passed.iter().chain(&failed).all(|count| *count > 0), "{passed:?} {failed:?}");
		assert_eq!(Balances::total_issuance(), 4 * ENDOWMENT);
	});
}
