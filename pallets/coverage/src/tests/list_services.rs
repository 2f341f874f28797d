use crate::{mock::*, Error, Event, HoldReason, Plans};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Benefit, Service, ServiceTag};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn try_list(services: Vec<(ServiceTag, Service)>) -> DispatchResult {
	Coverage::list_services(signed(PAYER), PLAN, list(services))
}

fn refuses(service: Service, error: Error<Test>) {
	assert_noop!(try_list(vec![(tag(1), self::service(0)), (tag(2), service)]), error);
}

#[test]
fn services_have_fees() {
	run(|| {
		let special = Service {
			intense: true,
			benefit: Some(Benefit { coinsurance: 10_000, ..Default::default() }),
			..service(2)
		};
		assert_ok!(try_list(vec![(tag(1), service(0)), (tag(2), special.clone())]));
		let tags = bounded(vec![tag(1), tag(2)]);
		assert_eq!(last_event(), Event::ServicesListed { plan: PLAN, tags });
		assert_eq!(Coverage::service(PLAN, tag(1)), Some(service(0)));
		assert_eq!(Coverage::service(PLAN, tag(2)), Some(special));
		assert_eq!(Coverage::service(OTHER_PLAN, tag(1)), None);
		assert_eq!(plan().services, 2);
		assert_eq!(held(HoldReason::Service, PAYER), 2 * SERVICE_DEPOSIT);
	});
}

#[test]
fn as_many_as_fit_at_once() {
	run(|| {
		let services = (0..100).map(|number| (tag(number), service(number % 3))).collect();
		assert_ok!(try_list(services));
		assert_eq!(plan().services, 100);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		let services = || list(vec![(tag(1), service(0))]);
		only_the_licensed_payer(|origin, plan| Coverage::list_services(origin, plan, services()));
		Plans::<Test>::mutate(OTHER_PLAN, |plan| {
			let plan = plan.as_mut().unwrap();
			plan.services = u32::MAX;
		});
		let done = Coverage::list_services(signed(OTHER_PAYER), OTHER_PLAN, services());
		assert_noop!(done, Error::<Test>::OutOfNumbers);
		Plans::<Test>::mutate(OTHER_PLAN, |plan| {
			let plan = plan.as_mut().unwrap();
			(plan.services, plan.payer) = (0, POOR);
		});
		let done = Coverage::list_services(signed(POOR), OTHER_PLAN, services());
		assert_noop!(done, DispatchError::Token(TokenError::FundsUnavailable));
		Plans::<Test>::mutate(OTHER_PLAN, |plan| plan.as_mut().unwrap().payer = OTHER_PAYER);
	});
}

#[test]
fn all_or_none() {
	run(|| {
		assert_noop!(try_list(vec![]), Error::<Test>::NothingListed);
		let twice = vec![(tag(1), service(0)), (tag(1), service(1))];
		assert_noop!(try_list(twice), Error::<Test>::TagTaken);
		listed(1);
		let taken = vec![(tag(2), service(0)), (tag(1), service(0))];
		assert_noop!(try_list(taken), Error::<Test>::TagTaken);
	});
}

#[test]
fn services_are_possible() {
	run(|| {
		let reversed = Service { from: TODAY + 10, ..service(0) };
		refuses(reversed, Error::ReversedDays);
		let over = Service { from: TODAY - 9, until: TODAY - 1, ..service(0) };
		refuses(over, Error::InThePast);
		refuses(service(3), Error::UnknownGroup);
		let share = Benefit { coinsurance: 10_001, ..Default::default() };
		let shared = Service { benefit: Some(share), ..service(0) };
		refuses(shared, Error::TooManyBasisPoints);
		refuses(Service { fees: Default::default(), ..service(0) }, Error::NoFees);
		let twice = bounded(vec![(1, 10), (0, 20), (1, 10)]);
		refuses(Service { fees: twice, ..service(0) }, Error::NetworkTwice);

		// It may have begun, before there were terms even, and end today.
		let long_ago = Service { from: 0, until: TODAY, ..service(0) };
		assert_ok!(try_list(vec![(tag(1), long_ago)]));
	});
}

#[test]
fn groups_have_benefits_when_services_begin() {
	run(|| {
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let services = list(vec![(tag(1), service(0))]);
		let done = Coverage::list_services(signed(PAYER), 2, services);
		assert_noop!(done, Error::<Test>::NoTerms);

		assert_ok!(Coverage::publish_version(signed(PAYER), PLAN, TODAY + 2, more_terms()));
		let early = Service { from: TODAY + 1, ..service(3) };
		refuses(early, Error::UnknownGroup);
		let late = Service { from: TODAY + 2, ..service(3) };
		assert_ok!(try_list(vec![(tag(1), late)]));
	});
}
