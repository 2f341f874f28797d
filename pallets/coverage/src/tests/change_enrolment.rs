use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{days_after, CoverageRef, Day, Membership};
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
		enrolled_ahead(ALICE, Some(7));
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
		let (from, used) = (TODAY + 1, Default::default());
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
		assert_noop!(until(TODAY + 4), Error::<Test>::InThePast);
		assert_ok!(until(TODAY + 5));
		assert_eq!(Coverage::membership(PLAN, ALICE).unwrap().until, TODAY + 5);
		// Today is not over.
		assert_ok!(until(TODAY + 6));
		assert_ok!(until(TODAY + 5));
		set_midnight(TODAY + 6);
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
		enrolled_ahead(ALICE, Some(7));
		assert_noop!(until(TODAY - 1), Error::<Test>::InThePast);
		assert_ok!(until(TODAY));
		for day in [TODAY, TODAY + 1] {
			assert!(Coverage::eligibility(PLAN, ALICE, None, day).is_err());
		}
		assert_ok!(Coverage::remove_member(signed(STRANGER), PLAN, ALICE));
	});
	run(|| {
		// What was cancelled by mistake comes back while it would not have begun.
		enrolled_ahead(ALICE, None);
		assert_ok!(until(TODAY));
		assert_ok!(until(TODAY + 5));
		assert_ok!(until(TODAY));
		set_midnight(TODAY + 1);
		assert_noop!(until(TODAY + 5), Error::<Test>::CoverageOver);
	});
}

#[test]
fn what_has_begun_is_only_cut_short_or_prolonged() {
	run(|| {
		enrolled_elsewhere(ALICE);
		enrolled_ahead(ALICE, None);
		let after = Some(coverage(OTHER_PLAN, ALICE));
		set_time(days_after(0, TODAY + 1) - 1);
		assert_ok!(change(TODAY + 9, 1, after.clone()));
		set_midnight(TODAY + 1);
		assert_noop!(change(TODAY + 9, 0, after.clone()), Error::<Test>::AlreadyBegun);
		assert_noop!(change(TODAY + 9, 1, None), Error::<Test>::AlreadyBegun);
		let other = Some(coverage(OTHER_PLAN, BOB));
		assert_noop!(change(TODAY + 9, 1, other), Error::<Test>::AlreadyBegun);
		assert_noop!(change(TODAY, 1, after.clone()), Error::<Test>::InThePast);
		for until in [TODAY + 200, TODAY + 1] {
			assert_ok!(change(until, 1, after.clone()));
		}
	});
	run(|| {
		// On its first day, too.
		enrolled(ALICE, None);
		assert_noop!(change(TODAY + 9, 1, None), Error::<Test>::AlreadyBegun);
	});
}

#[test]
fn it_is_prolonged_after_who_paid_first_is_gone() {
	run(|| {
		enrolled_elsewhere(ALICE);
		let after = Some(coverage(OTHER_PLAN, ALICE));
		let last = TODAY + 10 + RETENTION;
		let (from, first) = (TODAY, after.clone());
		let done = Coverage::enrol(signed(PAYER), PLAN, ALICE, from, last, 0, None, first);
		assert_ok!(done);
		set_day(last);
		assert_ok!(Coverage::remove_member(signed(STRANGER), OTHER_PLAN, ALICE));
		assert_ok!(change(last + 9, 0, after));
	});
}

#[test]
fn a_closed_plan_covers_nobody_for_longer() {
	run(|| {
		enrolled(ALICE, None);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(until(TODAY + 10), Error::<Test>::PlanClosed);
		assert_ok!(until(TODAY + 9));
		assert_ok!(until(TODAY + 8));
	});
}

#[test]
fn it_refers_to_what_there_is() {
	run(|| {
		enrolled_ahead(ALICE, None);
		assert_noop!(change(TODAY, 2, None), Error::<Test>::UnknownTier);
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 2, more_terms()));
		assert_noop!(change(TODAY, 2, None), Error::<Test>::UnknownTier);
		let itself = Some(coverage(PLAN, ALICE));
		assert_noop!(change(TODAY, 0, itself), Error::<Test>::SamePlan);
		let unknown = Some(coverage(OTHER_PLAN, BOB));
		assert_noop!(change(TODAY, 0, unknown), Error::<Test>::UnknownCoverage);

		let dollars = opened_in(DOLLAR);
		let (from, until) = (TODAY, TODAY);
		assert_ok!(Coverage::enrol(signed(PAYER), dollars, BOB, from, until, 0, None, None));
		let other = Some(coverage(dollars, BOB));
		assert_noop!(change(TODAY, 0, other), Error::<Test>::OtherAsset);
	});
}

#[test]
fn no_coverage_pays_before_itself() {
	run(|| {
		enrolled_ahead(ALICE, None);
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
		assert_eq!([opened_in(EURO), opened_in(EURO)], [2, 3]);
		let day = TODAY + 1;
		let payers = [PAYER, OTHER_PAYER, PAYER, PAYER];
		let plans = || payers.into_iter().zip(0..);
		for (who, plan) in plans() {
			let done = Coverage::enrol(signed(who), plan, ALICE, day, day, 0, None, None);
			assert_ok!(done);
		}
		let link = |who, plan, to| {
			let after = Some(coverage(to, ALICE));
			Coverage::change_enrolment(signed(who), plan, ALICE, day, 0, after)
		};
		for (who, plan) in plans().take(3) {
			assert_ok!(link(who, plan, plan + 1));
		}
		assert_noop!(link(PAYER, 3, 0), Error::<Test>::ChainTooLong);
		assert_noop!(link(PAYER, 3, 1), Error::<Test>::CircularOrder);
	});
}
