use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};

#[test]
fn a_plan_closes_once_and_covers_who_is_in_it() {
	run(|| {
		enrolled(ALICE, None);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_eq!(last_event(), Event::PlanClosed { plan: PLAN });
		assert!(plan().closed);
		assert!(Coverage::eligibility(PLAN, ALICE, None, TODAY + 9).is_ok());
		let done = Coverage::close_plan(signed(PAYER), PLAN);
		assert_noop!(done, Error::<Test>::PlanClosed);
		// Claims are still judged, so that terms, services and contracts go on.
		listed(1);
		contracted(1, TODAY, TODAY);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| only_the_licensed_payer(Coverage::close_plan));
}
