use crate::{mock::*, Error, Event, Plans, Versions};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult};

fn reap() -> DispatchResult {
	Coverage::reap_plan(signed(PAYER), PLAN)
}

#[test]
fn a_plan_that_nobody_needs_goes_with_its_versions() {
	run(|| {
		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 1, terms()));
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		prepared();
		// A payer without a licence gets its deposits back, too.
		license(PAYER, LicenceKind::Payer, Err(LicenceProblem::Expired));
		assert_ok!(reap());
		assert_eq!(last_event(), Event::PlanReaped { plan: PLAN });
		assert_eq!(Plans::<Test>::get(PLAN), None);
		assert_eq!(Versions::<Test>::iter_prefix(PLAN).count(), 0);
		assert_eq!(all_held(PAYER), 0);
		assert_eq!(Forgotten::get(), [PLAN]);
		assert_noop!(reap(), Error::<Test>::UnknownPlan);
	});
}

#[test]
fn only_its_payer() {
	run(|| {
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Coverage::reap_plan(origin, PLAN), DispatchError::BadOrigin);
		}
		for who in [OTHER_PAYER, HOSPITAL, STRANGER] {
			let done = Coverage::reap_plan(signed(who), PLAN);
			assert_noop!(done, Error::<Test>::NotPayer);
		}
	});
}

#[test]
fn a_plan_that_is_needed_stays() {
	run(|| {
		assert_noop!(reap(), Error::<Test>::NotClosed);
		enrolled(ALICE, None);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(reap(), Error::<Test>::StillInUse);
	});
	run(|| {
		listed(1);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(reap(), Error::<Test>::StillInUse);
	});
	run(|| {
		contracted(1, TODAY, TODAY);
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		assert_noop!(reap(), Error::<Test>::StillInUse);
	});
	run(|| {
		assert_ok!(Coverage::close_plan(signed(PAYER), PLAN));
		Owing::set([PLAN].into());
		assert_noop!(reap(), Error::<Test>::Unsettled);
		Owing::set(Default::default());
		assert!(Forgotten::get().is_empty());
		assert_ok!(reap());
	});
}
