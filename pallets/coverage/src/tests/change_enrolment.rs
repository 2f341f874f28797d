use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CoverageRef, Day, Membership};
use sp_runtime::DispatchResult;

fn change(until: Day, tier: u8, after: Option<CoverageRef<u64>>) -> DispatchResult {
	Coverage::change_enrolment(signed(PAYER), PLAN, ALICE, until, tier, after)
}

fn until(until: Day) -> DispatchResult {
	change(until, 0, None)
}

#[test]
fn coverage_changes_and_the_family_stays() {
	run(|| {
		enrolled_elsewhere(ALICE);
		enrolled(ALICE, Some(7));
		let after = Some(coverage(OTHER_PLAN, ALICE));
		assert_ok!(change(TODAY + 20, 1, after.clone()));
		let event = Event::EnrolmentChanged {
			plan: PLAN,
			member: ALICE,
			until: TODAY + 20,
			tier: 1,
			after: after.clone(),
		};
		assert_eq!(last_event(), event);
		let (from, used) = (TODAY, Default::default());
		let expected =
			Membership { from, until: TODAY + 20, tier: 1, family: Some(7), after, used };
		assert_eq!(Coverage::membership(PLAN, ALICE), Some(expected));
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		enrolled(ALICE, None);
		only_the_licensed_payer(|origin, plan| {
			Coverage::change_enrolment(origin, plan, ALICE, TODAY, 0, None)
		});
		let done = Coverage::change_enrolment(signed(PAYER), PLAN, BOB, TODAY, 0, None);
		assert_noop!(done, Error::<Test>::NotMember);
	});
}

#[test]
fn days_that_are_over_stay_covered() {
	run(|| {
		enrolled(ALICE, None);
		set_day(TODAY + 5);
		assert_noop!(until(TODAY + 3), Error::<Test>::InThePast);
		assert_ok!(until(TODAY + 4));
		assert_eq!(Coverage::membership(PLAN, ALICE).unwrap().until, TODAY + 4);
		// Which is over now.
		assert_noop!(until(TODAY + 9), Error::<Test>::CoverageOver);
	});
	run(|| {
		enrolled(ALICE, None);
		set_day(TODAY + 9);
		assert_ok!(until(TODAY + 12));
		set_midnight(TODAY + 13);
		assert_noop!(until(TODAY + 20), Error::<Test>::CoverageOver);
	});
}

#[test]
fn what_has_not_begun_is_cancelled() {
	run(|| {
		enrolled(ALICE, Some(7));
		assert_ok!(until(TODAY - 1));
		assert_eq!(
			Coverage::eligibility(PLAN, ALICE, None, TODAY),
			Err(crate::EligibilityProblem::AfterCoverage)
		);
		assert_ok!(Coverage::remove_member(signed(STRANGER), PLAN, ALICE));
	});
}

#[test]
fn a_closed_plan_covers_nobody_for_longer() {
	run(|| {
		enrolled(ALICE, None);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(until(TODAY + 10), Error::<Test>::PlanClosed);
		assert_ok!(change(TODAY + 9, 1, None));
		assert_ok!(until(TODAY + 8));
	});
}

#[test]
fn it_refers_to_what_there_is() {
	run(|| {
		enrolled(ALICE, None);
		assert_noop!(change(TODAY, 2, None), Error::<Test>::UnknownTier);
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 1, more_terms()));
		assert_noop!(change(TODAY, 2, None), Error::<Test>::UnknownTier);
		let itself = Some(coverage(PLAN, ALICE));
		assert_noop!(change(TODAY, 0, itself), Error::<Test>::SamePlan);
		let unknown = Some(coverage(OTHER_PLAN, BOB));
		assert_noop!(change(TODAY, 0, unknown), Error::<Test>::UnknownCoverage);
	});
}

#[test]
fn no_coverage_pays_before_itself() {
	run(|| {
		enrolled(ALICE, None);
		let after = Some(coverage(PLAN, ALICE));
		let (who, plan) = (signed(OTHER_PAYER), OTHER_PLAN);
		assert_ok!(Coverage::enrol(who, plan, BOB, TODAY, TODAY, 0, None, after));
		let circle = Some(coverage(OTHER_PLAN, BOB));
		assert_noop!(change(TODAY, 0, circle), Error::<Test>::CircularOrder);
	});
}

#[test]
fn no_circle_is_too_long_to_be_seen() {
	run(|| {
		// Four plans, each of which pays after the next one, linked from the first one on.
		for plan in 2..4 {
			assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
			assert_ok!(Coverage::publish_version(signed(PAYER), plan, TODAY, terms()));
		}
		let payers = [PAYER, OTHER_PAYER, PAYER, PAYER];
		let plans = || payers.into_iter().zip(0..);
		for (who, plan) in plans() {
			let done = Coverage::enrol(signed(who), plan, ALICE, TODAY, TODAY, 0, None, None);
			assert_ok!(done);
		}
		let link = |who, plan, to| {
			let after = Some(coverage(to, ALICE));
			Coverage::change_enrolment(signed(who), plan, ALICE, TODAY, 0, after)
		};
		for (who, plan) in plans().take(3) {
			assert_ok!(link(who, plan, plan + 1));
		}
		assert_noop!(link(PAYER, 3, 0), Error::<Test>::ChainTooLong);
		assert_noop!(link(PAYER, 3, 1), Error::<Test>::CircularOrder);
	});
}
