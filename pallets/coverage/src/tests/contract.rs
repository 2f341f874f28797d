use crate::{mock::*, Error, Event, HoldReason, Period, Plans};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Coverage as _, Day, LicenceKind, LicenceProblem, NetworkId, OUT_OF_NETWORK,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn contract(network: NetworkId, from: Day, until: Day) -> DispatchResult {
	Coverage::contract(signed(PAYER), PLAN, HOSPITAL, network, from, until)
}

fn network(day: Day) -> NetworkId {
	Coverage::network(PLAN, &HOSPITAL, day)
}

fn periods() -> Vec<(NetworkId, Day, Day)> {
	let contract = Coverage::provider_contract(PLAN, HOSPITAL).unwrap();
	contract.periods.iter().map(|period| (period.network, period.from, period.until)).collect()
}

#[test]
fn a_provider_is_in_a_network() {
	run(|| {
		assert_ok!(contract(2, TODAY, TODAY + 9));
		let period = Period { network: 2, from: TODAY, until: TODAY + 9 };
		let event = Event::ProviderContracted { plan: PLAN, provider: HOSPITAL, period };
		assert_eq!(last_event(), event);
		assert_eq!(network(TODAY - 1), OUT_OF_NETWORK);
		assert_eq!(network(TODAY), 2);
		assert_eq!(network(TODAY + 9), 2);
		assert_eq!(network(TODAY + 10), OUT_OF_NETWORK);
		assert_eq!(Coverage::network(PLAN, &PHARMACY, TODAY), OUT_OF_NETWORK);
		assert_eq!(Coverage::network(OTHER_PLAN, &HOSPITAL, TODAY), OUT_OF_NETWORK);
		assert_eq!(plan().contracts, 1);
		assert_eq!(held(HoldReason::Contract, PAYER), CONTRACT_DEPOSIT);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		only_the_licensed_payer(|origin, plan| {
			Coverage::contract(origin, plan, HOSPITAL, 1, TODAY, TODAY)
		});
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().contracts = u32::MAX);
		assert_noop!(contract(1, TODAY, TODAY), Error::<Test>::OutOfNumbers);
		Plans::<Test>::mutate(PLAN, |plan| {
			let plan = plan.as_mut().unwrap();
			(plan.contracts, plan.payer) = (0, POOR);
		});
		let done = Coverage::contract(signed(POOR), PLAN, HOSPITAL, 1, TODAY, TODAY);
		assert_noop!(done, DispatchError::Token(TokenError::FundsUnavailable));
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().payer = PAYER);
	});
}

#[test]
fn providers_are_licensed() {
	run(|| {
		let kinds = [
			LicenceKind::Practitioner,
			LicenceKind::Facility,
			LicenceKind::Pharmacy,
			LicenceKind::Laboratory,
		];
		for kind in LicenceKind::ALL {
			license(STRANGER, kind, Ok(()));
			let done = || Coverage::contract(signed(PAYER), PLAN, STRANGER, 1, TODAY, TODAY);
			if kinds.contains(&kind) {
				assert_ok!(done());
				assert_ok!(Coverage::contract(
					signed(PAYER),
					PLAN,
					STRANGER,
					1,
					TODAY + 2,
					TODAY + 2
				));
				crate::Contracts::<Test>::remove(PLAN, STRANGER);
				Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().contracts = 0);
				Coverage::release(HoldReason::Contract, &PAYER, CONTRACT_DEPOSIT);
			} else {
				assert_noop!(done(), Error::<Test>::NotProvider);
			}
			license(STRANGER, kind, Err(LicenceProblem::Expired));
			assert_noop!(done(), Error::<Test>::NotProvider);
		}
	});
}

#[test]
fn a_contract_is_in_a_network_from_a_day_on() {
	run(|| {
		assert_noop!(contract(OUT_OF_NETWORK, TODAY, TODAY), Error::<Test>::ZeroNetwork);
		assert_noop!(contract(1, TODAY + 1, TODAY), Error::<Test>::ReversedDays);
		assert_noop!(contract(1, TODAY - 1, TODAY), Error::<Test>::InThePast);
	});
}

#[test]
fn what_is_in_force_is_only_prolonged() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		set_day(TODAY + 5);
		assert_noop!(contract(2, TODAY + 9, TODAY + 20), Error::<Test>::PeriodOverlaps);
		assert_noop!(contract(1, TODAY + 5, TODAY + 9), Error::<Test>::PeriodOverlaps);
		assert_noop!(contract(1, TODAY + 5, TODAY + 8), Error::<Test>::PeriodOverlaps);
		assert_ok!(contract(1, TODAY + 5, TODAY + 11));
		assert_eq!(periods(), [(1, TODAY, TODAY + 11)]);
		// On the next day, too.
		assert_ok!(contract(1, TODAY + 12, TODAY + 13));
		assert_eq!(periods(), [(1, TODAY, TODAY + 13)]);
		assert_ok!(contract(2, TODAY + 14, TODAY + 20));
		assert_eq!(periods(), [(1, TODAY, TODAY + 13), (2, TODAY + 14, TODAY + 20)]);
		assert_eq!(held(HoldReason::Contract, PAYER), CONTRACT_DEPOSIT);
	});
}

#[test]
fn what_has_not_begun_is_replaced() {
	run(|| {
		contracted(1, TODAY, TODAY + 1);
		contracted(2, TODAY + 5, TODAY + 9);
		contracted(3, TODAY + 3, TODAY + 7);
		assert_eq!(periods(), [(1, TODAY, TODAY + 1), (3, TODAY + 3, TODAY + 7)]);
		set_midnight(TODAY + 3);
		assert_noop!(contract(2, TODAY + 5, TODAY + 9), Error::<Test>::PeriodOverlaps);
	});
}

#[test]
fn what_is_over_stays_as_it_was() {
	run(|| {
		contracted(1, TODAY, TODAY + 9);
		set_day(TODAY + 20);
		contracted(2, TODAY + 20, TODAY + 29);
		assert_eq!(network(TODAY + 5), 1);
		assert_eq!(network(TODAY + 15), OUT_OF_NETWORK);
		assert_eq!(network(TODAY + 25), 2);
	});
}

#[test]
fn the_oldest_period_makes_room() {
	run(|| {
		let mut day = TODAY;
		for network in 1..=8 {
			contracted(network, day, day);
			day += 1;
			set_day(day);
		}
		assert_noop!(contract(9, day, day), Error::<Test>::TooManyPeriods);
		// One of the same network joins the last one, which takes no room.
		assert_ok!(contract(8, day, day));
		let day = TODAY + RETENTION;
		set_day(day);
		assert_noop!(contract(9, day, day), Error::<Test>::TooManyPeriods);
		set_midnight(day + 1);
		assert_ok!(contract(9, day + 1, day + 1));
		assert_eq!(network(TODAY), OUT_OF_NETWORK);
		assert_eq!(network(TODAY + 1), 2);
		assert_eq!(periods().len(), 8);
	});
}
