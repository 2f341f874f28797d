use crate::{
	mock::*, CaseOf, CaseState, Cases, Conduct, Finding, HoldReason, Latest, NextCaseId, Review,
	SubjectUse,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{Commitment, Segments};

/// The medic's reviewed case about the patient, their next one, and a colleague's.
const REVIEWED: u64 = 0;
const NEXT: u64 = 1;
const OTHER: u64 = 2;

/// Runs `damage` on a state with three cases, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		broken(MEDIC, PATIENT);
		found(REVIEWED, Finding::Justified);
		broken(MEDIC, PATIENT);
		broken(COLLEAGUE, PATIENT);
		assert_ok!(Glass::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Glass::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn change(id: u64, change: impl FnOnce(&mut CaseOf<Test>)) {
	Cases::<Test>::mutate(id, |case| change(case.as_mut().unwrap()));
}

fn change_review(change_it: impl FnOnce(&mut Review<u64>)) {
	change(REVIEWED, |case| change_it(case.review.as_mut().unwrap()));
}

#[test]
fn unsound_cases_are_noticed() {
	notices("a case has a number that was not given", || NextCaseId::<Test>::put(OTHER));
	notices("somebody opened their own data", || change(NEXT, |case| case.subject = MEDIC));
	notices("a case opens nothing", || change(NEXT, |case| case.segments = Segments(0)));
	notices("a case has no justification", || {
		change(NEXT, |case| case.justification = Commitment::default())
	});
	let what = "a case is open for longer than may be";
	notices(what, || change(NEXT, |case| case.until += 1));
	notices(what, || change(NEXT, |case| case.until = case.opened_at - 1));
}

#[test]
fn unsound_reviews_are_noticed() {
	let what = "a case is reviewed without a review";
	notices(what, || change(REVIEWED, |case| case.review = None));
	notices(what, || change(NEXT, |case| case.state = CaseState::Unjustified));
	notices(what, || change(REVIEWED, |case| case.state = CaseState::Overdue));
	for party in [MEDIC, PATIENT] {
		notices("a review is not independent", || change_review(|review| review.reviewer = party));
	}
	notices("a review found nothing", || {
		change_review(|review| review.findings = Commitment::default())
	});
}

#[test]
fn a_wrong_latest_case_is_noticed() {
	let what = "the latest case is not theirs";
	notices(what, || Latest::<Test>::insert(PATIENT, MEDIC, OTHER));
	notices(what, || Latest::<Test>::insert(PATIENT, STRANGER, NEXT));
	notices(what, || Latest::<Test>::insert(CROWD, MEDIC, NEXT));
	notices(what, || Latest::<Test>::insert(PATIENT, MEDIC, 9));
	notices("the latest case is not the newest", || {
		Latest::<Test>::insert(PATIENT, MEDIC, REVIEWED)
	});
	let what = "a case before the latest awaits its review";
	notices(what, || Latest::<Test>::remove(PATIENT, COLLEAGUE));
	notices(what, || {
		change(REVIEWED, |case| {
			case.state = CaseState::Overdue;
			case.review = None;
		})
	});
}

#[test]
fn wrong_lists_are_noticed() {
	let what = "what is unreviewed is not what is listed";
	notices(what, || Conduct::<Test>::remove(COLLEAGUE));
	notices(what, || Conduct::<Test>::mutate(COLLEAGUE, |conduct| conduct.unreviewed[0].1 += 1));
	notices(what, || Conduct::<Test>::mutate(MEDIC, |conduct| conduct.unreviewed[0].0 = REVIEWED));
	notices(what, || {
		Conduct::<Test>::mutate(STRANGER, |conduct| {
			conduct.unreviewed.try_push((OTHER, START + REVIEW)).unwrap()
		})
	});
	notices(what, || change(NEXT, |case| case.state = CaseState::Overdue));
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || change(NEXT, |case| case.deposit += 1));
	notices(what, || Cases::<Test>::remove(REVIEWED));
	notices(what, || {
		assert_ok!(Balances::hold(&HoldReason::Case.into(), &STRANGER, 1));
	});
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Justified);
		let second = broken(MEDIC, PATIENT);
		let third = broken(SPECIALIST, PATIENT);
		assert_ok!(Glass::end_access(signed(SPECIALIST), third));
		set_time(START + RETENTION);
		found(second, Finding::Justified);
		assert_ok!(Glass::review(signed(REGULATOR), third, Finding::Justified, FINDINGS));
		for id in [first, second, third] {
			assert_ok!(Glass::reap_case(signed(STRANGER), id));
		}
		assert_ok!(Glass::reap_use(signed(STRANGER), PATIENT));
		for practitioner in [MEDIC, SPECIALIST] {
			// The late reviews were strikes, and two more suspend the right.
			Conduct::<Test>::mutate(practitioner, |conduct| conduct.strikes = STRIKES);
			assert_ok!(Glass::reinstate(RuntimeOrigin::root(), practitioner));
			assert_ok!(Glass::reap_conduct(signed(STRANGER), practitioner));
		}
		assert_eq!(Cases::<Test>::iter().count(), 0);
		assert_eq!(Latest::<Test>::iter().count(), 0);
		assert_eq!(Conduct::<Test>::iter().count(), 0);
		assert_eq!(SubjectUse::<Test>::iter().count(), 0);
		for who in PATIENT..=STRANGER {
			assert_eq!(Balances::free_balance(who), ENDOWMENT);
		}
	});
}
