use crate::{
	mock::*, Appointed, AttestationOf, Condition, ConditionStateOf, Conditions, Counts, HoldReason,
	Kind, RepresentativeOf, Representatives,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{Commitment, Powers};

/// Runs `damage` on a state with a proxy, a guardian and a confirmed condition, and expects
/// `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		guarded_by(SPOUSE);
		confirmed(Condition::Incapacity);
		assert_ok!(Family::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Family::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn proxy(change: impl FnOnce(&mut RepresentativeOf<Test>)) {
	Representatives::<Test>::mutate(PATIENT, FRIEND, |entry| change(entry.as_mut().unwrap()));
}

fn guardian(change: impl FnOnce(&mut RepresentativeOf<Test>)) {
	Representatives::<Test>::mutate(PATIENT, SPOUSE, |entry| change(entry.as_mut().unwrap()));
}

fn incapacity(change: impl FnOnce(&mut ConditionStateOf<Test>)) {
	Conditions::<Test>::mutate(PATIENT, Condition::Incapacity, |state| {
		change(state.as_mut().unwrap())
	});
}

fn second(change: impl FnOnce(&mut AttestationOf<Test>)) {
	incapacity(|state| change(state.second.as_mut().unwrap()));
}

#[test]
fn representatives_that_cannot_act_are_noticed() {
	notices("somebody represents themselves", || {
		Representatives::<Test>::swap(PATIENT, FRIEND, PATIENT, PATIENT)
	});
	for powers in [Powers(0), Powers(1 << 4)] {
		notices("a representative has no or an unknown power", || {
			proxy(|entry| entry.powers = powers)
		});
	}
	notices("a representative has no evidence", || {
		guardian(|entry| entry.evidence = Commitment::default())
	});
	notices("somebody else appointed a proxy or an executor", || {
		guardian(|entry| entry.kind = Kind::Executor)
	});
}

#[test]
fn miscounts_are_noticed() {
	let what = "a count is not how many representatives there are";
	notices(what, || Counts::<Test>::insert(PATIENT, 3));
	notices(what, || Counts::<Test>::remove(PATIENT));
	notices(what, || Counts::<Test>::insert(STRANGER, 0));
	notices(what, || Representatives::<Test>::remove(PATIENT, SPOUSE));
	notices("a subject has too many representatives", || {
		for representative in 100..100 + u64::from(MAX) {
			let copy = RepresentativeOf::<Test> { deposit: 0, ..entry(PATIENT, FRIEND) };
			Representatives::<Test>::insert(PATIENT, representative, copy);
		}
		Counts::<Test>::insert(PATIENT, MAX + 2);
	});
}

#[test]
fn attestations_that_depend_on_each_other_are_noticed() {
	notices("somebody attested about themselves", || second(|second| second.by = PATIENT));
	notices("an attestation has no evidence", || {
		incapacity(|state| state.first.evidence = Commitment::default())
	});
	notices("somebody attested twice", || second(|second| second.by = PHYSICIAN));
	notices("both attestations are of one organisation", || {
		second(|second| second.organisation = HOSPITAL)
	});
	notices("the second attestation came first", || second(|second| second.at -= 1));
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || proxy(|entry| entry.deposit += 1));
	notices(what, || guardian(|entry| entry.appointed_by = OTHER_COURT));
	notices(what, || guardian(|entry| entry.appointed_by = NOBODY));
	notices(what, || incapacity(|state| state.second = None));
	notices(what, || {
		assert_ok!(Balances::hold(&HoldReason::Attestation.into(), &STRANGER, 1));
	});
	notices(what, || {
		assert_ok!(Balances::hold(&HoldReason::Representation.into(), &STRANGER, 1));
	});
}

#[test]
fn places_that_nobody_paid_for_are_noticed() {
	notices("an entry has neither deposit nor place", || proxy(|entry| entry.deposit = 0));
	notices("an entry of somebody else's has a place", || guardian(|entry| entry.deposit = 0));
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		enrol(PATIENT, 1);
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		guarded_by(STRANGER);
		confirmed(Condition::Incapacity);
		confirmed(Condition::Death);
		for condition in [Condition::Incapacity, Condition::Death] {
			assert_ok!(Family::lift_condition(signed(PHYSICIAN), PATIENT, condition));
		}
		set_time(UNTIL);
		for representative in [FRIEND, SPOUSE, STRANGER] {
			assert_ok!(Family::reap(signed(STRANGER), PATIENT, representative));
		}
		assert_eq!(Representatives::<Test>::iter().count(), 0);
		assert_eq!(Conditions::<Test>::iter().count(), 0);
		assert_eq!(Counts::<Test>::iter().count(), 0);
		assert_eq!(Places::get()[&PATIENT], (1, 0));
		for who in PATIENT..=STRANGER {
			assert_eq!(Balances::free_balance(who), ENDOWMENT);
		}
	});
}
