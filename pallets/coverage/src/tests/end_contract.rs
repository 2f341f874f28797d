use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Coverage as _, Day};
use sp_runtime::DispatchResult;

fn end(until: Day) -> DispatchResult {
	Coverage::end_contract(signed(PAYER), PLAN, HOSPITAL, until)
}

#[test]
fn a_contract_ends_earlier() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		contracted(2, TODAY + 10, TODAY + 19);
		assert_noop!(end(TODAY + 20), Error::<Test>::NotShorter);
		assert_ok!(end(TODAY + 15));
		let event = Event::ContractEnded { plan: PLAN, provider: HOSPITAL, until: TODAY + 15 };
		assert_eq!(last_event(), event);
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 15), 2);
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 16), 0);
		// What would not begin any more goes.
		assert_ok!(end(TODAY + 5));
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 5), 1);
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 6), 0);
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 10), 0);
		assert_eq!(held(HoldReason::Contract, PAYER), CONTRACT_DEPOSIT);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		only_the_licensed_payer(|origin, plan| {
			Coverage::end_contract(origin, plan, HOSPITAL, TODAY)
		});
		let done = Coverage::end_contract(signed(PAYER), PLAN, PHARMACY, TODAY);
		assert_noop!(done, Error::<Test>::UnknownContract);
	});
}

#[test]
fn what_is_over_stays_as_it_was() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		assert_noop!(end(TODAY - 1), Error::<Test>::InThePast);
		set_day(TODAY + 10);
		assert_noop!(end(TODAY + 9), Error::<Test>::InThePast);
		assert_noop!(end(TODAY + 10), Error::<Test>::NotShorter);
		// It is not prolonged up to today by ending what is to come.
		contracted(2, TODAY + 12, TODAY + 19);
		assert_ok!(end(TODAY + 10));
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 10), 0);
		assert_eq!(Coverage::network(PLAN, &HOSPITAL, TODAY + 12), 0);
	});
}

#[test]
fn what_never_begins_is_removed() {
	run(|| {
		contracted(1, TODAY + 1, TODAY + 9);
		assert_ok!(end(TODAY));
		assert_eq!(Coverage::provider_contract(PLAN, HOSPITAL), None);
		assert_eq!(plan().contracts, 0);
		assert_eq!(held(HoldReason::Contract, PAYER), 0);
	});
}
