//! The payer decides what rules cannot.

use crate::{mock::*, ClaimStatus, DecidedBy, Error, Event, Flags, Outcome};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	AdjustmentReason::*, ClaimId, Commitment, LicenceKind, LicenceProblem, LineDecision,
	LineDecision::*, Moment, Seconds, DAY,
};
use sp_runtime::{DispatchError, DispatchResult};

fn decide_by(who: u64, id: ClaimId, decisions: &[LineDecision]) -> DispatchResult {
	Claims::decide(signed(who), id, bounded(decisions.to_vec()), REASONS)
}

fn decide(id: ClaimId, decisions: &[LineDecision]) -> DispatchResult {
	let call =
		crate::Call::decide { claim: id, decisions: bounded(decisions.to_vec()), reasons: REASONS };
	dispatch(PAYER, RuntimeCall::Claims(call))
}

fn deadline() -> Seconds {
	Seconds::ceil(START + Moment::from(REVIEW_DAYS) * DAY).unwrap()
}

#[test]
fn what_rules_cannot_decide_waits() {
	run(|| {
		let id = next(PLAN);
		let lines = [line(TRIAL, 20_000), line(VISIT, 15_000)];
		assert_ok!(Claims::submit(signed(CLINIC), claim(lines)));
		let until = deadline();
		assert_eq!(
			last_event(),
			Event::Pended { claim: id, provider: CLINIC, until, flags: Flags(0) }
		);
		assert_eq!(status(id), ClaimStatus::Pended { until });
		assert_eq!(coins(CLINIC), PURSE);
		// Nothing is used, but it is noted as claimed.
		assert_eq!(shared(PLAN, MEMBER), (0, 0));
		assert_eq!(amounts(id), [(0, 0), (0, 0)]);
		assert_eq!(Claims::open_share(id), Some(0));
		let again = submit(claim([line(TRIAL, 20_000), line(VISIT, 15_000)]));
		assert_eq!(adjustments(again, 0), [oa(Duplicate, 20_000)]);
		assert_eq!(adjustments(again, 1), [oa(Duplicate, 15_000)]);
	});
}

#[test]
fn the_payer_allows_and_denies() {
	run(|| {
		let id = submit(claim([
			line(TRIAL, 25_000),
			line(RARE, 700),
			line(VISIT, 18_000),
			line_in(77, FREE_VISIT, 5),
		]));
		let at = Seconds::floor(START).unwrap();
		assert_ok!(decide(id, &[ByRule, Allow(600), Allow(12_000), Deny]));
		assert_eq!(
			last_event_paying(CLINIC, 22_200),
			Event::Decided {
				claim: id,
				provider: CLINIC,
				by: DecidedBy::Payer,
				outcome: Outcome::Partial,
				billed: 43_705,
				benefit: 22_200,
				share: 10_400,
				paid: 22_200,
				interest: 0,
				recouped: 0,
				waiting: false,
				first: None,
			}
		);
		assert_eq!(status(id), ClaimStatus::Decided { at, by: DecidedBy::Payer });
		assert_eq!(get(id).reasons, Some(REASONS));
		// As the schedule says, as the payer says, and what the member shares as the rules say.
		assert_eq!(amounts(id), [(20_000, 20_000), (600, 600), (12_000, 1_600), (0, 0)]);
		assert_eq!(adjustments(id, 0), [co(FeeSchedule, 5_000)]);
		assert_eq!(adjustments(id, 1), [co(FeeSchedule, 100)]);
		assert_eq!(
			adjustments(id, 2),
			[co(FeeSchedule, 6_000), pr(Deductible, 10_000), pr(Coinsurance, 400)]
		);
		assert_eq!(adjustments(id, 3), [pi(NotNecessary, 5)]);
		assert_eq!(coins(CLINIC), PURSE + 22_200);
		// What was denied can be claimed again.
		assert_eq!(amounts(submit(free_claim(77, 5))), [(5, 5)]);
	});
}

#[test]
fn more_than_billed_is_not_allowed() {
	run(|| {
		let id = submit(claim([line(TRIAL, 25_000)]));
		assert_ok!(decide(id, &[Allow(u128::MAX)]));
		assert_eq!(amounts(id), [(25_000, 25_000)]);
	});
}

#[test]
fn what_a_person_allows_needs_no_rule() {
	// Not covered, late, without a reference, not authorised: a person may allow it nevertheless.
	run(|| {
		nothing_happened();
		let late = |line| crate::ClaimedService { date: TODAY - 100, ..line };
		let id = submit(claim([
			line(TRIAL, 20_000),
			late(line(TRIAL, 20_000)),
			line(COSMETIC, 9_000),
			line(OPERATION, 90_000),
		]));
		// Without a reference it is refused by rule, so that nothing waits.
		assert!(!matches!(status(id), ClaimStatus::Pended { .. }));
		assert_ok!(<Claims as salus_primitives::Appealable<u64>>::note_appeal(id, true));
		assert_ok!(<Claims as salus_primitives::Appealable<u64>>::overturn(
			id,
			&[Allow(1), Allow(2), Allow(3), Allow(4)],
			REASONS
		));
		assert_eq!(amounts(id), [(1, 1), (2, 2), (3, 3), (4, 4)]);
	});
}

#[test]
fn what_a_person_grants_is_as_the_schedule_says() {
	// To be decided, without a fee, not authorised, not covered, as rules would have it anyway.
	run(|| {
		let id = submit(claim([
			line(TRIAL, 25_000),
			line(RARE, 700),
			line(OPERATION, 170_000),
			line(COSMETIC, 9_000),
			line(VISIT, 18_000),
		]));
		assert_ok!(decide(id, &[Grant; 5]));
		let allowed = get(id).lines.iter().map(|line| line.allowed).collect::<Vec<_>>();
		assert_eq!(allowed, [20_000, 700, 100_000, 9_000, 15_000]);
		assert_eq!(adjustments(id, 2), [co(FeeSchedule, 70_000)]);
		assert_eq!(adjustments(id, 3), []);
		// The member shares in it as the rules say.
		assert_eq!(amounts(id)[4], (15_000, 4_000));
		assert_eq!(get(id).outcome(), Outcome::Complete);
		assert!(!get(id).curtailed);
	});
}

#[test]
fn what_a_person_allows_is_still_a_members_and_once() {
	run(|| {
		let before = crate::ClaimedService { date: TODAY - 201, ..line(FREE_VISIT, 10) };
		let lines = [line(TRIAL, 20_000), line(TRIAL, 20_000), before, line(UNKNOWN, 10)];
		let id = submit(claim(lines));
		assert_ok!(decide(id, &[Allow(1); 4]));
		assert_eq!(amounts(id), [(1, 1), (0, 0), (0, 0), (0, 0)]);
		assert_eq!(adjustments(id, 1), [oa(Duplicate, 20_000)]);
		assert_eq!(adjustments(id, 2), [pr(BeforeCoverage, 10)]);
		assert_eq!(adjustments(id, 3), [co(UnknownService, 10)]);
	});
}

#[test]
fn to_grant_is_not_to_cover() {
	run(|| {
		let before = crate::ClaimedService { date: TODAY - 201, ..line(FREE_VISIT, 10) };
		let id = submit(claim([line(TRIAL, 20_000), before, line(UNKNOWN, 10)]));
		assert_ok!(decide(id, &[Grant; 3]));
		assert_eq!(amounts(id), [(20_000, 20_000), (0, 0), (0, 0)]);
		assert_eq!(adjustments(id, 1), [pr(BeforeCoverage, 10)]);
		assert_eq!(adjustments(id, 2), [co(UnknownService, 10)]);
	});
}

#[test]
fn it_is_noted_when_less_is_allowed() {
	run(|| {
		let mut number = 0;
		let mut curtailed = |decision| {
			number += 1;
			let id = submit(claim([line_in(number, TRIAL, 15_000)]));
			assert_ok!(decide(id, &[decision]));
			get(id).curtailed
		};
		assert!(curtailed(Allow(14_999)));
		for decision in [Allow(15_000), Allow(15_001), ByRule, Grant, Deny] {
			assert!(!curtailed(decision), "{decision:?}");
		}
	});
}

#[test]
fn what_rules_do_not_say_has_to_be_said() {
	run(|| {
		let id = submit(claim([line(RARE, 700), line(VISIT, 18_000)]));
		assert_noop!(decide(id, &[ByRule, ByRule]), Error::<Test>::Undecided);
		assert_noop!(decide(id, &[ByRule, Allow(1)]), Error::<Test>::Undecided);
		assert_ok!(decide(id, &[Deny, ByRule]));
		assert_eq!(amounts(id), [(0, 0), (15_000, 4_000)]);
	});
}

#[test]
fn there_is_a_time_for_it() {
	run(|| {
		let early = submit(claim([line_in(1, TRIAL, 20_000)]));
		let late = submit(claim([line_in(2, TRIAL, 20_000)]));
		set_time(deadline().moment() - 1);
		assert_ok!(decide(early, &[ByRule]));
		set_time(deadline().moment());
		assert_noop!(decide(late, &[ByRule]), Error::<Test>::TooLate);
	});
}

#[test]
fn only_the_licensed_payer_decides() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000)]));
		for who in [OTHER_PAYER, CLINIC, STRANGER] {
			assert_noop!(decide_by(who, id, &[ByRule]), Error::<Test>::NotPayer);
		}
		let problem = LicenceProblem::Suspended;
		license(PAYER, LicenceKind::Payer, Err(problem));
		assert_noop!(decide_by(PAYER, id, &[ByRule]), Error::<Test>::Unlicensed(problem));
		for origin in nobody_signed() {
			assert_noop!(
				Claims::decide(origin, id, bounded([ByRule]), REASONS),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn a_decision_is_one_for_each_line_with_reasons() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000), line(VISIT, 1)]));
		assert_noop!(decide_by(PAYER, id, &[ByRule]), Error::<Test>::WrongNumber);
		assert_noop!(decide_by(PAYER, id, &[ByRule; 3]), Error::<Test>::WrongNumber);
		let nothing = Commitment([0; 32]);
		assert_noop!(
			Claims::decide(signed(PAYER), id, bounded([ByRule; 2]), nothing),
			Error::<Test>::ZeroCommitment
		);
		assert_noop!(decide_by(PAYER, next(PLAN), &[ByRule]), Error::<Test>::UnknownClaim);
		// To allow nothing is to deny, and is said so.
		assert_noop!(decide_by(PAYER, id, &[ByRule, Allow(0)]), Error::<Test>::ZeroAmount);
		assert_ok!(decide(id, &[ByRule; 2]));
		assert_noop!(decide_by(PAYER, id, &[ByRule; 2]), Error::<Test>::NotPended);
	});
}

#[test]
fn it_is_judged_by_what_is_left_when_it_is_decided() {
	run(|| {
		let pended = submit(claim([line_in(1, VISIT, 15_000), line_in(1, TRIAL, 1)]));
		let between = submit(claim([line_in(2, VISIT, 15_000)]));
		assert_eq!(amounts(between), [(15_000, 4_000)]);
		assert_ok!(decide(pended, &[ByRule; 2]));
		assert_eq!(amounts(pended), [(15_000, 12_000), (1, 1)]);
	});
}

#[test]
fn it_is_paid_late_with_interest() {
	run(|| {
		change_terms(PLAN, |terms| {
			terms.prompt_pay_days = 4;
			terms.interest = 10_000;
		});
		let id = submit(claim([line(TRIAL, 20_000)]));
		// A tenth of a year after it was due, to the second.
		let due = get(id).due.moment();
		set_time(due + 10 * DAY - 1_001);
		assert_ok!(decide(id, &[ByRule]));
		let seconds = 10 * 86_400 - 2;
		let interest = 20_000 * seconds / (365 * 86_400);
		assert_eq!(interest, 547);
		assert_eq!(get(id).interest, interest);
		assert_eq!(coins(CLINIC), PURSE + 20_000 + interest);
		let event = last_event_paying(CLINIC, 20_547);
		assert!(matches!(event, Event::Decided { paid: 20_547, interest: 547, .. }));
	});
}

#[test]
fn terms_that_are_gone_do_not_keep_a_claim() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000)]));
		plan_table(PLAN, |table| {
			table.versions[0] = (TODAY - 300, 1);
			table.terms = [(1, terms())].into();
		});
		assert_ok!(decide(id, &[ByRule]));
		assert_eq!(amounts(id), [(20_000, 20_000)]);
		assert_ok!(Claims::void(signed(CLINIC), id));
		pass(RETENTION + 500);
		assert_ok!(plainly(Claims::reap(signed(STRANGER), id)));
	});
}
