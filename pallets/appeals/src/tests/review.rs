use crate::{mock::*, Decision, Error, Event, Outcome, Stage};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use salus_primitives::{Commitment, LicenceProblem, LineDecision, LineDecisions};
use sp_runtime::{DispatchError, DispatchResult};

const POOL: u64 = 20;
/// The day of [`START`].
const FILED_ON: salus_primitives::Day = TODAY + 1;

fn uphold_it(who: u64) -> DispatchResult {
	Appeals::review(signed(who), CLAIM, None, FINDINGS)
}

fn overturn(who: u64, decisions: LineDecisions) -> DispatchResult {
	with_storage_layer(|| Appeals::review(signed(who), CLAIM, Some(decisions), FINDINGS))
}

#[test]
fn what_is_upheld_is_final() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let at = START + 3;
		set_time(at);
		assert_ok!(uphold_it(reviewer));
		let (by, record) = (Some(reviewer), Some(FINDINGS));
		let event = Event::Upheld { claim: CLAIM, by, record, escalate_by: None };
		assert_eq!(last_event(), event);
		let internal =
			Decision { by: Some(PAYER), record: Some(RECORD), at: START, overturned: false };
		assert_eq!(entry(CLAIM).internal, Some(internal));
		assert_eq!(entry(CLAIM).external, Some(Decision { by, record, at, overturned: false }));
		assert_eq!(stage(CLAIM), Stage::Closed { at, outcome: Outcome::Upheld });
		assert_eq!((turn(CLAIM), cases(reviewer)), (None, 0));
		assert!(!ledger(CLAIM).appealed);
		assert!(ledger(CLAIM).overturned.is_empty());
	});
}

#[test]
fn what_is_overturned_is_paid() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let decisions = vec![LineDecision::Deny, LineDecision::Allow(9), LineDecision::ByRule];
		let decisions: LineDecisions = decisions.try_into().unwrap();
		assert_ok!(overturn(reviewer, decisions.clone()));
		let by = Some(reviewer);
		assert_eq!(
			last_event(),
			Event::Overturned { claim: CLAIM, by, record: FINDINGS, escalate_by: None }
		);
		let made = Decision { by, record: Some(FINDINGS), at: START, overturned: true };
		assert_eq!(entry(CLAIM).external, Some(made));
		assert_eq!(outcome(CLAIM), Some(Outcome::Overturned));
		assert_eq!(cases(reviewer), 0);
		assert_eq!(ledger(CLAIM).overturned, [(decisions.into_inner(), FINDINGS)]);
		assert!(!ledger(CLAIM).appealed);
	});
}

#[test]
fn to_allow_nothing_is_not_to_overturn() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		for amounts in [&[][..], &[0, 0, 0]] {
			assert_noop!(overturn(reviewer, allow(amounts)), Error::<Test>::NothingAllowed);
		}
	});
}

#[test]
fn if_it_cannot_be_paid_nothing_changes() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		assert_noop!(overturn(reviewer, allow(&[1])), DispatchError::Other("wrong number"));
		Refusing::set(Some(DispatchError::Exhausted));
		assert_noop!(overturn(reviewer, allow(&[1, 1, 1])), DispatchError::Exhausted);
		Refusing::set(None);
		assert_eq!((assigned(CLAIM), cases(reviewer)), (reviewer, 1));
	});
}

#[test]
fn nobody_gets_rid_of_a_reviewer() {
	// An organisation admits whom it wants, and a payer contracts with whom it wants.
	let attempts: [fn(u64); 7] = [
		|who| affiliate(PAYER, who),
		|who| affiliate(CLINIC, who),
		|who| affiliate(INSURERS, who),
		|who| affiliate(HOSPITALS, who),
		|who| affiliate(who, PAYER),
		|who| contract(who, FILED_ON),
		|who| contract(who, FILED_ON + 1),
	];
	for attempt in attempts {
		run_with(POOL, || {
			let reviewer = escalated(CLAIM);
			attempt(reviewer);
			set_time(START + 2 * salus_primitives::DAY);
			assert_ok!(uphold_it(reviewer));
		});
		// Who has really joined them recuses themselves.
		run_with(POOL, || {
			let reviewer = escalated(CLAIM);
			attempt(reviewer);
			assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
		});
	}
}

#[test]
fn not_with_a_contract_from_before_the_appeal() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		contract(reviewer, FILED_ON - 1);
		assert_noop!(uphold_it(reviewer), Error::<Test>::Conflicted);
		assert_noop!(overturn(reviewer, allow(&[1, 1, 1])), Error::<Test>::Conflicted);
		assert_ok!(Appeals::recuse(signed(reviewer), CLAIM));
	});
}

#[test]
fn not_by_a_party() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		crate::Appeals::<Test>::mutate(CLAIM, |appeal| appeal.as_mut().unwrap().member = reviewer);
		assert_noop!(uphold_it(reviewer), Error::<Test>::Conflicted);
		crate::Appeals::<Test>::mutate(CLAIM, |appeal| appeal.as_mut().unwrap().member = MEMBER);
	});
}

#[test]
fn to_grant_is_to_allow() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let mut decisions = vec![LineDecision::ByRule; 3];
		decisions[2] = LineDecision::Grant;
		assert_ok!(overturn(reviewer, decisions.try_into().unwrap()));
	});
}

#[test]
fn licensed() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		suspend(reviewer);
		assert_noop!(uphold_it(reviewer), Error::<Test>::Unlicensed(LicenceProblem::Suspended));
	});
}

#[test]
fn in_time() {
	for decisions in [None, Some(allow(&[1, 1, 1]))] {
		run_with(POOL, || {
			let reviewer = escalated(CLAIM);
			let (last, over) = edge(START, EXTERNAL);
			let review = || Appeals::review(signed(reviewer), CLAIM, decisions.clone(), FINDINGS);
			set_time(over);
			assert_noop!(review(), Error::<Test>::ClockOver);
			set_time(last);
			assert_ok!(review());
			assert_noop!(review(), Error::<Test>::NotInReview);
		});
	}
}

#[test]
fn only_the_reviewer_of_what_is_in_review() {
	run_with(POOL, || {
		assert_noop!(uphold_it(FIRST), Error::<Test>::NotFound);
		filed(CLAIM);
		assert_noop!(uphold_it(FIRST), Error::<Test>::NotInReview);
		assert_ok!(uphold(PAYER, CLAIM));
		assert_noop!(uphold_it(FIRST), Error::<Test>::NotInReview);
		assert_ok!(escalate(CLINIC, CLAIM));
		let reviewer = assigned(CLAIM);
		let another = (FIRST..).find(|who| *who != reviewer).unwrap();
		for who in [another, CLINIC, MEMBER, PAYER, STRANGER] {
			assert_noop!(uphold_it(who), Error::<Test>::NotReviewer);
		}
	});
}

#[test]
fn with_reasons() {
	run_with(POOL, || {
		let reviewer = escalated(CLAIM);
		let nothing: Commitment = NOTHING;
		assert_noop!(
			Appeals::review(signed(reviewer), CLAIM, None, nothing),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn signed_only() {
	run_with(POOL, || {
		escalated(CLAIM);
		for origin in nobody_signed() {
			assert_noop!(Appeals::review(origin, CLAIM, None, FINDINGS), DispatchError::BadOrigin);
		}
	});
}
