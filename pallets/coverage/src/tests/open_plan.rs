use crate::{mock::*, Error, Event, HoldReason, NextPlan, Plan};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, PlanId};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_payer_opens_a_plan() {
	run(|| {
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let expected = Plan {
			payer: PAYER,
			asset: EURO,
			versions: Default::default(),
			next_version: 0,
			closed: false,
			members: 0,
			services: 0,
			contracts: 0,
			deposit: PLAN_DEPOSIT,
		};
		assert_eq!(Coverage::plan(2), Some(expected));
		assert_eq!(last_event(), Event::PlanOpened { plan: 2, payer: PAYER, asset: EURO });
		assert_eq!(held(HoldReason::Plan, PAYER), 2 * PLAN_DEPOSIT);
		assert_eq!(Coverage::terms_on(2, TODAY), None);
	});
}

#[test]
fn only_a_licensed_payer_in_an_asset_that_exists() {
	run(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Coverage::open_plan(origin, EURO), DispatchError::BadOrigin);
		}
		for who in [HOSPITAL, REGULATOR, STRANGER] {
			let problem = Error::<Test>::Unlicensed(LicenceProblem::NotHeld);
			assert_noop!(Coverage::open_plan(signed(who), EURO), problem);
		}
		license(PAYER, LicenceKind::Payer, Err(LicenceProblem::Expired));
		let problem = Error::<Test>::Unlicensed(LicenceProblem::Expired);
		assert_noop!(Coverage::open_plan(signed(PAYER), EURO), problem);
		let done = Coverage::open_plan(signed(OTHER_PAYER), 1);
		assert_noop!(done, Error::<Test>::UnknownAsset);
		let poor = DispatchError::Token(TokenError::FundsUnavailable);
		assert_noop!(Coverage::open_plan(signed(POOR), EURO), poor);
	});
}

#[test]
fn numbers_are_not_used_twice() {
	run(|| {
		NextPlan::<Test>::put(PlanId::MAX);
		assert_noop!(Coverage::open_plan(signed(PAYER), EURO), Error::<Test>::OutOfNumbers);
	});
}
