use crate::{mock::*, Error, Event, Families, HoldReason, Plans};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{CoverageRef, Day, Membership, PlanId};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn enrol(member: u64, from: Day, until: Day, tier: u8) -> DispatchResult {
	Coverage::enrol(signed(PAYER), PLAN, member, from, until, tier, Some(7), None)
}

/// A plan of the payer's with terms, and `member` in it.
fn also_in(member: u64, after: Option<CoverageRef<u64>>) -> PlanId {
	let plan = opened_in(EURO);
	assert_ok!(Coverage::enrol(signed(PAYER), plan, member, TODAY, TODAY, 0, None, after));
	plan
}

#[test]
fn members_are_covered() {
	run(|| {
		enrolled_elsewhere(BOB);
		let after = Some(coverage(OTHER_PLAN, BOB));
		let (from, until) = (TODAY - 5, TODAY + 9);
		let done =
			Coverage::enrol(signed(PAYER), PLAN, ALICE, from, until, 1, Some(7), after.clone());
		assert_ok!(done);
		let event = Event::MemberEnrolled {
			plan: PLAN,
			member: ALICE,
			from,
			until,
			tier: 1,
			family: Some(7),
			after: after.clone(),
		};
		assert_eq!(last_event(), event);
		let used = Default::default();
		let expected = Membership { from, until, tier: 1, family: Some(7), after, used };
		assert_eq!(Coverage::membership(PLAN, ALICE), Some(expected));
		assert_eq!(Coverage::membership(OTHER_PLAN, ALICE), None);
		assert_eq!(plan().members, 1);
		assert_eq!(held(HoldReason::Member, PAYER), MEMBER_DEPOSIT);
		assert_eq!(held(HoldReason::Family, PAYER), FAMILY_DEPOSIT);
	});
}

#[test]
fn families_are_paid_for_once() {
	run(|| {
		enrolled(ALICE, Some(7));
		enrolled(BOB, Some(7));
		enrolled(CAROL, None);
		assert_eq!(Families::<Test>::get(PLAN, 7).unwrap().members, 2);
		assert_eq!(held(HoldReason::Member, PAYER), 3 * MEMBER_DEPOSIT);
		assert_eq!(held(HoldReason::Family, PAYER), FAMILY_DEPOSIT);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		only_the_licensed_payer(|origin, plan| {
			Coverage::enrol(origin, plan, BOB, TODAY, TODAY, 0, None, None)
		});
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().members = u32::MAX);
		assert_noop!(enrol(ALICE, TODAY, TODAY, 0), Error::<Test>::OutOfNumbers);
		Plans::<Test>::mutate(PLAN, |plan| {
			let plan = plan.as_mut().unwrap();
			(plan.members, plan.payer) = (0, POOR);
		});
		let done = Coverage::enrol(signed(POOR), PLAN, ALICE, TODAY, TODAY, 0, None, None);
		assert_noop!(done, DispatchError::Token(TokenError::FundsUnavailable));
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().payer = PAYER);
	});
}

#[test]
fn nobody_is_enrolled_twice_or_covers_themselves() {
	run(|| {
		enrolled(ALICE, None);
		assert_noop!(enrol(ALICE, TODAY, TODAY, 0), Error::<Test>::AlreadyMember);
		assert_noop!(enrol(PAYER, TODAY, TODAY, 0), Error::<Test>::PayerAsMember);
		assert_noop!(enrol(BOB, TODAY + 1, TODAY, 0), Error::<Test>::ReversedDays);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(enrol(BOB, TODAY, TODAY, 0), Error::<Test>::PlanClosed);
	});
}

#[test]
fn tiers_are_there_from_the_first_day_on() {
	run(|| {
		assert_noop!(enrol(ALICE, TODAY, TODAY, 2), Error::<Test>::UnknownTier);
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 2, more_terms()));
		assert_noop!(enrol(ALICE, TODAY + 1, TODAY + 9, 2), Error::<Test>::UnknownTier);
		assert_ok!(enrol(ALICE, TODAY + 2, TODAY + 9, 2));

		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let done = Coverage::enrol(signed(PAYER), 2, ALICE, TODAY, TODAY, 0, None, None);
		assert_noop!(done, Error::<Test>::NoTerms);
	});
}

#[test]
fn another_plan_pays_first() {
	run(|| {
		enrolled(BOB, None);
		let try_after = |plan, member| {
			let after = Some(coverage(plan, member));
			Coverage::enrol(signed(PAYER), PLAN, ALICE, TODAY, TODAY, 0, None, after)
		};
		assert_noop!(try_after(PLAN, BOB), Error::<Test>::SamePlan);
		assert_noop!(try_after(OTHER_PLAN, ALICE), Error::<Test>::UnknownCoverage);
		assert_noop!(try_after(77, ALICE), Error::<Test>::UnknownCoverage);
	});
}

#[test]
fn who_pays_first_pays_in_the_same_asset() {
	run(|| {
		let dollars = opened_in(DOLLAR);
		let in_dollars =
			|after| Coverage::enrol(signed(PAYER), dollars, ALICE, TODAY, TODAY, 0, None, after);
		let in_euros =
			|after| Coverage::enrol(signed(PAYER), PLAN, ALICE, TODAY, TODAY, 0, None, after);
		enrolled_elsewhere(ALICE);
		let euros = Some(coverage(OTHER_PLAN, ALICE));
		assert_noop!(in_dollars(euros.clone()), Error::<Test>::OtherAsset);
		assert_ok!(in_dollars(None));
		let first = Some(coverage(dollars, ALICE));
		assert_noop!(in_euros(first), Error::<Test>::OtherAsset);
		assert_ok!(in_euros(euros));
	});
}

#[test]
fn three_pay_one_after_the_other() {
	run(|| {
		let first = also_in(ALICE, None);
		let second = also_in(ALICE, Some(coverage(first, ALICE)));
		let third = also_in(ALICE, Some(coverage(second, ALICE)));
		let after = Some(coverage(third, ALICE));
		let done = Coverage::enrol(signed(PAYER), PLAN, ALICE, TODAY, TODAY, 0, None, after);
		assert_noop!(done, Error::<Test>::ChainTooLong);
		let after = Some(coverage(second, ALICE));
		let done = Coverage::enrol(signed(PAYER), PLAN, ALICE, TODAY, TODAY, 0, None, after);
		assert_ok!(done);
	});
}

#[test]
fn who_was_removed_does_not_come_back_into_a_circle() {
	run(|| {
		enrolled(ALICE, None);
		let other = also_in(ALICE, Some(coverage(PLAN, ALICE)));
		set_day(TODAY + 10 + RETENTION);
		assert_ok!(Coverage::remove_member(signed(STRANGER), PLAN, ALICE));
		let after = Some(coverage(other, ALICE));
		let done = Coverage::enrol(signed(PAYER), PLAN, ALICE, TODAY, TODAY, 0, None, after);
		assert_noop!(done, Error::<Test>::CircularOrder);
	});
}
