use crate::{mock::*, Error, Event, HoldReason, Versions};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

fn withdraw() -> DispatchResult {
	Coverage::withdraw_version(signed(PAYER), PLAN)
}

fn publish_more() {
	assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 1, more_terms()));
	prepared();
}

#[test]
fn what_is_not_in_force_yet_goes() {
	run(|| {
		let before = held(HoldReason::Version, PAYER);
		publish_more();
		assert_ok!(withdraw());
		assert_eq!(last_event(), Event::VersionWithdrawn { plan: PLAN, version: 1 });
		assert_eq!(Versions::<Test>::get(PLAN, 1), None);
		assert_eq!(held(HoldReason::Version, PAYER), before);
		assert_noop!(withdraw(), Error::<Test>::InForce);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		publish_more();
		only_the_licensed_payer(Coverage::withdraw_version);
	});
}

#[test]
fn what_is_in_force_stays() {
	run(|| {
		publish_more();
		set_midnight(TODAY + 1);
		assert_noop!(withdraw(), Error::<Test>::InForce);
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let done = Coverage::withdraw_version(signed(PAYER), 2);
		assert_noop!(done, Error::<Test>::NoTerms);
	});
}

#[test]
fn what_somebody_may_refer_to_stays() {
	run(|| {
		enrolled(ALICE, None);
		publish_more();
		assert_noop!(withdraw(), Error::<Test>::StillReferred);
	});
	run(|| {
		listed(1);
		publish_more();
		assert_noop!(withdraw(), Error::<Test>::StillReferred);
	});
	run(|| {
		// Nobody refers to what both have.
		listed(1);
		enrolled(ALICE, None);
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 1, terms()));
		assert_ok!(withdraw());
	});
	run(|| {
		// Nor to the first one, before there is anybody.
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		assert_ok!(Coverage::publish_version(signed(PAYER), 2, TODAY + 1, terms()));
		assert_ok!(Coverage::withdraw_version(signed(PAYER), 2));
	});
}
