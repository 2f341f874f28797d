use crate::{mock::*, Actor, Decision, Error, Event, Outcome, Stage};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, LineDecision, LineDecisions};
use sp_runtime::DispatchError;

fn overturn(who: u64, decisions: LineDecisions) -> sp_runtime::DispatchResult {
	with_storage_layer(|| Appeals::decide(signed(who), CLAIM, Some(decisions), RECORD, PAYERS))
}

#[test]
fn what_is_upheld_can_be_escalated() {
	run(|| {
		filed(CLAIM);
		let at = START + 5;
		set_time(at);
		assert_ok!(uphold(PAYER, CLAIM));
		let until = edge(at, FILING).1;
		assert_eq!(
			last_event(),
			Event::Upheld {
				claim: CLAIM,
				by: Some(PAYER),
				record: Some(RECORD),
				escalate_by: Some(until)
			}
		);
		let made = Decision { by: Some(PAYER), record: Some(RECORD), at, overturned: false };
		assert_eq!((entry(CLAIM).internal, entry(CLAIM).external), (Some(made), None));
		assert_eq!(stage(CLAIM), Stage::Upheld { until, nonce: PAYERS });
		assert_eq!(turn(CLAIM), Some((Actor::Appellant(CLINIC), Some(until))));
		assert!(ledger(CLAIM).appealed);
		assert!(ledger(CLAIM).overturned.is_empty());
	});
}

#[test]
fn what_is_overturned_is_paid_and_closed() {
	run(|| {
		filed(CLAIM);
		let decisions = vec![LineDecision::Allow(7), LineDecision::Grant, LineDecision::Allow(0)];
		let decisions: LineDecisions = decisions.try_into().unwrap();
		assert_ok!(overturn(PAYER, decisions.clone()));
		assert_eq!(
			last_event(),
			Event::Overturned { claim: CLAIM, by: Some(PAYER), record: RECORD, escalate_by: None }
		);
		let at = START;
		let made = Decision { by: Some(PAYER), record: Some(RECORD), at, overturned: true };
		assert_eq!((entry(CLAIM).internal, entry(CLAIM).external), (Some(made), None));
		assert_eq!(stage(CLAIM), Stage::Closed { at, outcome: Outcome::Overturned });
		assert_eq!(turn(CLAIM), None);
		assert_eq!(ledger(CLAIM).overturned, [(decisions.into_inner(), RECORD)]);
		assert!(!ledger(CLAIM).appealed);
	});
}

#[test]
fn what_is_granted_in_part_is_paid_and_the_rest_can_be_escalated() {
	run_with(3, || {
		filed(CLAIM);
		let at = START + 5;
		set_time(at);
		assert_ok!(overturn(PAYER, in_part(7)));
		let until = edge(at, FILING).1;
		let (by, escalate_by) = (Some(PAYER), Some(until));
		let event = Event::Overturned { claim: CLAIM, by, record: RECORD, escalate_by };
		assert_eq!(last_event(), event);
		let made = Decision { by, record: Some(RECORD), at, overturned: true };
		assert_eq!((entry(CLAIM).internal, entry(CLAIM).external), (Some(made), None));
		assert_eq!(stage(CLAIM), Stage::Upheld { until, nonce: PAYERS });
		assert_eq!(turn(CLAIM), Some((Actor::Appellant(CLINIC), Some(until))));
		assert_eq!(ledger(CLAIM).overturned, [(in_part(7).into_inner(), RECORD)]);
		// It is under appeal as before.
		assert!(ledger(CLAIM).appealed);
		assert_noop!(file(MEMBER, CLAIM), Error::<Test>::AlreadyOpen);
		assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::AlreadyDecided);

		assert_ok!(escalate(CLINIC, CLAIM));
		let (review, all) = (Appeals::review, Some(allow(&[9, 9, 9])));
		assert_ok!(review(signed(assigned(CLAIM)), CLAIM, all, FINDINGS));
		assert_eq!(outcome(CLAIM), Some(Outcome::Overturned));
		assert_eq!(ledger(CLAIM).overturned.len(), 2);
		assert!(!ledger(CLAIM).appealed);
	});
}

#[test]
fn what_is_granted_in_part_ends_as_what_is_upheld_does() {
	// Nobody escalates it; a reviewer upholds it; a reviewer says nothing; it is withdrawn.
	let ends: [fn(); 4] = [
		|| {
			set_time(edge(START, FILING).1);
			assert_ok!(lapse(CLAIM));
		},
		|| {
			assert_ok!(escalate(CLINIC, CLAIM));
			assert_ok!(Appeals::review(signed(assigned(CLAIM)), CLAIM, None, FINDINGS));
		},
		|| {
			assert_ok!(escalate(CLINIC, CLAIM));
			set_time(edge(START, EXTERNAL).1);
			assert_ok!(lapse(CLAIM));
		},
		|| {
			assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		},
	];
	for (end, expected) in ends.into_iter().zip([
		Outcome::Upheld,
		Outcome::Upheld,
		Outcome::Upheld,
		Outcome::Withdrawn,
	]) {
		run_with(3, || {
			silence(salus_primitives::Silence::Refuses);
			granted_in_part(CLAIM);
			end();
			assert_eq!(outcome(CLAIM), Some(expected));
			assert!(!ledger(CLAIM).appealed);
			assert_eq!(entry(CLAIM).covers, whole(START));
			assert_ok!(Appeals::do_try_state());
		});
	}
}

#[test]
fn to_grant_is_to_allow() {
	run(|| {
		filed(CLAIM);
		let mut decisions = vec![LineDecision::ByRule; 3];
		decisions[1] = LineDecision::Grant;
		assert_ok!(overturn(PAYER, decisions.try_into().unwrap()));
	});
}

#[test]
fn licensed() {
	run(|| {
		filed(CLAIM);
		for problem in [LicenceProblem::Suspended, LicenceProblem::NotHeld] {
			license(PAYER, LicenceKind::Payer, Err(problem));
			assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::Unlicensed(problem));
			let all = allow(&[1, 1, 1]);
			assert_noop!(overturn(PAYER, all), Error::<Test>::Unlicensed(problem));
		}
		// The licence of a reviewer does not do.
		license(PAYER, LicenceKind::Practitioner, Ok(()));
		let error = Error::<Test>::Unlicensed(LicenceProblem::NotHeld);
		assert_noop!(uphold(PAYER, CLAIM), error);
		license(PAYER, LicenceKind::Payer, Ok(()));
		assert_ok!(uphold(PAYER, CLAIM));
	});
}

#[test]
fn to_allow_nothing_is_not_to_overturn() {
	run(|| {
		filed(CLAIM);
		let nothing = [
			vec![],
			vec![LineDecision::Deny; 3],
			vec![LineDecision::ByRule; 3],
			vec![LineDecision::Allow(0), LineDecision::Deny, LineDecision::ByRule],
		];
		for decisions in nothing {
			let decisions = decisions.try_into().unwrap();
			assert_noop!(overturn(PAYER, decisions), Error::<Test>::NothingAllowed);
		}
		assert_ok!(overturn(PAYER, allow(&[0, 1, 0])));
	});
}

#[test]
fn if_it_cannot_be_paid_nothing_changes() {
	run(|| {
		filed(CLAIM);
		assert_noop!(overturn(PAYER, allow(&[1])), DispatchError::Other("wrong number"));
		Refusing::set(Some(DispatchError::Exhausted));
		assert_noop!(overturn(PAYER, allow(&[1, 1, 1])), DispatchError::Exhausted);
		Refusing::set(None);
		vanishes(CLAIM);
		assert_noop!(overturn(PAYER, allow(&[1, 1, 1])), DispatchError::Other("no such claim"));
		assert_eq!(turn(CLAIM), Some((Actor::Payer(PAYER), Some(edge(START, INTERNAL).1))));
	});
}

#[test]
fn in_time() {
	for decisions in [None, Some(allow(&[1, 1, 1]))] {
		run(|| {
			filed(CLAIM);
			let (last, over) = edge(START, INTERNAL);
			let decide =
				|| Appeals::decide(signed(PAYER), CLAIM, decisions.clone(), RECORD, PAYERS);
			set_time(over);
			assert_noop!(decide(), Error::<Test>::ClockOver);
			set_time(last);
			assert_ok!(decide());
		});
	}
}

#[test]
fn once() {
	run_with(3, || {
		upheld(CLAIM);
		assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::AlreadyDecided);
		assert_noop!(overturn(PAYER, allow(&[1, 1, 1])), Error::<Test>::AlreadyDecided);
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::AlreadyDecided);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_noop!(uphold(PAYER, CLAIM), Error::<Test>::AlreadyDecided);
	});
}

#[test]
fn only_the_payer() {
	run(|| {
		filed(CLAIM);
		for who in [CLINIC, MEMBER, STRANGER, INSURERS, DOCTOR] {
			assert_noop!(uphold(who, CLAIM), Error::<Test>::NotPayer);
		}
		assert_noop!(uphold(PAYER, OTHER), Error::<Test>::NotFound);
	});
}

#[test]
fn with_reasons() {
	run(|| {
		filed(CLAIM);
		let nothing: Commitment = NOTHING;
		for decisions in [None, Some(allow(&[1, 1, 1]))] {
			assert_noop!(
				Appeals::decide(signed(PAYER), CLAIM, decisions, nothing, PAYERS),
				Error::<Test>::ZeroCommitment
			);
		}
	});
}

#[test]
fn signed_only() {
	run(|| {
		filed(CLAIM);
		for origin in nobody_signed() {
			assert_noop!(
				Appeals::decide(origin, CLAIM, None, RECORD, PAYERS),
				DispatchError::BadOrigin
			);
		}
	});
}
