use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::days_after;
use sp_runtime::DispatchError;

#[test]
fn anybody_removes_what_is_over_for_long() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		let end = days_after(0, TODAY + 10 + RETENTION);
		let reap = || Coverage::reap_contract(signed(STRANGER), PLAN, HOSPITAL);
		set_time(end - 1);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(end);
		assert_eq!(reap().unwrap().pays_fee, Pays::No);
		assert_eq!(last_event(), Event::ContractReaped { plan: PLAN, provider: HOSPITAL });
		assert_eq!(plan().contracts, 0);
		assert_eq!(held(HoldReason::Contract, PAYER), 0);
		assert_noop!(reap(), Error::<Test>::UnknownContract);
		let done = Coverage::reap_contract(signed(STRANGER), 77, HOSPITAL);
		assert_noop!(done, Error::<Test>::UnknownPlan);
	});
}

#[test]
fn somebody_signs() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		set_day(TODAY + 10 + RETENTION);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let done = Coverage::reap_contract(origin, PLAN, HOSPITAL);
			assert_noop!(done, DispatchError::BadOrigin);
		}
		assert_ok!(Coverage::reap_contract(signed(PAYER), PLAN, HOSPITAL));
	});
}
