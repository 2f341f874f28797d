use crate::{mock::*, Error, Event, Families, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::days_after;
use sp_runtime::DispatchError;

#[test]
fn anybody_removes_who_was_not_covered_for_long() {
	run(|| {
		enrolled(ALICE, None);
		let remove = || Coverage::remove_member(signed(STRANGER), PLAN, ALICE);
		let end = days_after(0, TODAY + 10 + RETENTION);
		set_time(end - 1);
		assert_noop!(remove(), Error::<Test>::StillNeeded);
		set_time(end);
		assert_eq!(remove().unwrap().pays_fee, Pays::No);
		assert_eq!(last_event(), Event::MemberRemoved { plan: PLAN, member: ALICE });
		assert_eq!(plan().members, 0);
		assert_eq!(held(HoldReason::Member, PAYER), 0);
		assert_noop!(remove(), Error::<Test>::NotMember);
		let done = Coverage::remove_member(signed(STRANGER), 77, ALICE);
		assert_noop!(done, Error::<Test>::UnknownPlan);
	});
}

#[test]
fn a_family_goes_with_its_last_member() {
	run(|| {
		enrolled(ALICE, Some(7));
		enrolled(BOB, Some(7));
		set_day(TODAY + 10 + RETENTION);
		assert_ok!(Coverage::remove_member(signed(STRANGER), PLAN, ALICE));
		assert_eq!(Families::<Test>::get(PLAN, 7).unwrap().members, 1);
		assert_eq!(held(HoldReason::Family, PAYER), FAMILY_DEPOSIT);
		assert_ok!(Coverage::remove_member(signed(STRANGER), PLAN, BOB));
		assert_eq!(Families::<Test>::get(PLAN, 7), None);
		assert_eq!(held(HoldReason::Family, PAYER), 0);
	});
}

#[test]
fn somebody_signs() {
	run(|| {
		enrolled(ALICE, None);
		set_day(TODAY + 10 + RETENTION);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let done = Coverage::remove_member(origin, PLAN, ALICE);
			assert_noop!(done, DispatchError::BadOrigin);
		}
	});
}
