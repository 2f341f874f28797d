use crate::{
	end_of, mock::*, Activities, AlertThresholds, CustodianDays, Custodians, DayEntryOf, Days,
	DisputeOf, DisputeState, Disputed, Disputes, HoldReason, NextDisputeId, Target, Thresholds,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{merkle::Batch, AccessMonitor, Commitment, Sighting};
use sp_core::H256;

/// Runs `damage` on a state with two anchored days, activity, a closed dispute about a receipt on
/// chain (0), and an answered (1) and an open one (2) about receipts in a batch, and expects
/// `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		let book = anchored();
		quiet(HOSPITAL, YESTERDAY - 2);
		Trail::note(&PHYSICIAN, Sighting::Emergency);
		closed(disputed());
		for index in [1, 3] {
			let proof = book.proof(index).try_into().unwrap();
			let (salt, body) = (salt(index), body(index));
			assert_ok!(Trail::dispute_leaf(
				signed(PATIENT),
				HOSPITAL,
				YESTERDAY,
				index,
				salt,
				body,
				proof,
				STATEMENT
			));
		}
		answered(1);
		assert_ok!(Trail::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Trail::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn days(change: impl FnOnce(&mut CustodianDays)) {
	Custodians::<Test>::mutate(HOSPITAL, |days| change(days.as_mut().unwrap()));
}

fn yesterday(change: impl FnOnce(&mut DayEntryOf<Test>)) {
	Days::<Test>::mutate(HOSPITAL, YESTERDAY, |entry| change(entry.as_mut().unwrap()));
}

fn batch(root: H256, count: u32) {
	yesterday(|entry| entry.batch = Some(Batch { root, count }));
}

fn dispute(id: u64, change: impl FnOnce(&mut DisputeOf<Test>)) {
	Disputes::<Test>::mutate(id, |entry| change(entry.as_mut().unwrap()));
}

#[test]
fn miscounted_days_are_noticed() {
	let what = "a custodian's days are miscounted";
	notices(what, || days(|days| days.anchored += 1));
	notices(what, || Days::<Test>::remove(HOSPITAL, YESTERDAY));
	notices("a custodian's days are not counted", || Custodians::<Test>::remove(HOSPITAL));
	notices("a custodian has anchored no day", || {
		Custodians::<Test>::insert(CLINIC, CustodianDays::empty(0))
	});
	let what = "a custodian's first or last day is another one";
	notices(what, || days(|days| days.first += 1));
	notices(what, || days(|days| days.last += 1));
	notices(what, || days(|days| days.last -= 1));
}

#[test]
fn batches_that_cannot_be_proven_are_noticed() {
	let what = "a batch has no or too many receipts";
	notices(what, || batch(ROOT, 0));
	notices(what, || batch(ROOT, MAX_RECEIPTS + 1));
	notices("a batch has no root", || batch(H256::zero(), 1));
	notices("a day was anchored before it was over", || {
		yesterday(|entry| entry.anchored_at = end_of(YESTERDAY) - 1)
	});
}

#[test]
fn suspicion_that_never_comes_is_noticed() {
	let what = "a threshold is zero or out of reach";
	let normal = Thresholds::default();
	notices(what, || AlertThresholds::<Test>::put(Thresholds { refusals: 0, ..normal }));
	notices(what, || AlertThresholds::<Test>::put(Thresholds { subjects: 257, ..normal }));
	notices("an actor has an unknown flag", || {
		Activities::<Test>::mutate(PHYSICIAN, |activity| activity.as_mut().unwrap().flagged = 8)
	});
}

#[test]
fn disputes_that_are_not_found_are_noticed() {
	notices("a dispute's number was not given out", || NextDisputeId::<Test>::put(2));
	let what = "a dispute is not found by its target";
	notices(what, || dispute(0, |entry| entry.target = Target::Receipt { record: 0, index: 0 }));
	notices(what, || dispute(1, |entry| entry.custodian = CLINIC));
	notices(what, || Disputed::<Test>::insert(entry(1).key(), 2));
	notices("a target is disputed by nobody", || {
		Disputed::<Test>::insert((None::<u64>, Target::Receipt { record: 0, index: 0 }), 1)
	});
	notices("a target is disputed by nobody", || Disputes::<Test>::remove(0));
}

#[test]
fn disputes_out_of_order_are_noticed() {
	notices("a dispute has no statement", || {
		dispute(2, |entry| entry.statement = Commitment::default())
	});
	let nothing = Commitment::default();
	notices("an answer or a ruling is empty", || {
		dispute(1, |entry| entry.state = DisputeState::Answered { answer: nothing, at: START })
	});
	let what = "a dispute went on before its time";
	for at in [START - 1, START + ANSWER] {
		notices(what, || {
			dispute(1, |entry| entry.state = DisputeState::Answered { answer: ANSWERED, at })
		});
	}
	let close = |answer, ruling, by, at| {
		let finding = crate::Finding::Upheld;
		dispute(0, |entry| {
			entry.state = DisputeState::Closed { answer, finding, ruling, by, at };
		});
	};
	let what_else = "an answer or a ruling is empty";
	notices(what_else, || close(Some(ANSWERED), nothing, REGULATOR, START));
	notices(what_else, || close(Some(nothing), RULING, REGULATOR, START));
	notices(what, || close(Some(ANSWERED), RULING, REGULATOR, START - 1));
	notices(what, || close(None, RULING, REGULATOR, START + ANSWER - 1));
	for by in [HOSPITAL, PATIENT] {
		notices("somebody decided their own dispute", || close(Some(ANSWERED), RULING, by, START));
	}
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || yesterday(|entry| entry.deposit += 1));
	notices(what, || dispute(1, |entry| entry.deposit += 1));
	for reason in [HoldReason::Day, HoldReason::Dispute] {
		notices(what, || {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
	notices("a closed dispute has a deposit", || dispute(0, |entry| entry.deposit = 1));
	notices("a dispute has neither deposit nor place", || dispute(1, |entry| entry.deposit = 0));
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		enrol(PATIENT, 1);
		let book = anchored();
		quiet(HOSPITAL, YESTERDAY - 1);
		Trail::note(&PHYSICIAN, Sighting::Subject(&PATIENT));
		closed(disputed());
		let proof = book.proof(1).try_into().unwrap();
		let (patient, salt, body) = (signed(PATIENT), salt(1), body(1));
		assert_ok!(Trail::dispute_leaf(
			patient, HOSPITAL, YESTERDAY, 1, salt, body, proof, STATEMENT
		));
		assert_ok!(Trail::withdraw_dispute(signed(PATIENT), 1));
		set_time(START + RETENTION);
		assert_ok!(Trail::reap_dispute(signed(STRANGER), 0));
		assert_ok!(Trail::reap_activity(signed(STRANGER), PHYSICIAN));
		assert_ok!(Trail::reap_day(signed(STRANGER), HOSPITAL));
		assert_ok!(Trail::reap_day(signed(STRANGER), HOSPITAL));
		assert_eq!(Days::<Test>::iter().count(), 0);
		assert_eq!(Custodians::<Test>::iter().count(), 0);
		assert_eq!(Activities::<Test>::iter().count(), 0);
		assert_eq!(Disputes::<Test>::iter().count(), 0);
		assert_eq!(Disputed::<Test>::iter().count(), 0);
		assert_eq!(Places::get()[&PATIENT], (1, 0));
		for who in PATIENT..=STRANGER {
			assert_eq!(balance(who), ENDOWMENT);
		}
	});
}
