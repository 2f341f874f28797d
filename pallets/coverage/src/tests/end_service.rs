use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Day, Service};
use sp_runtime::DispatchResult;

fn end(until: Day) -> DispatchResult {
	Coverage::end_service(signed(PAYER), PLAN, tag(1), until)
}

#[test]
fn a_service_ends_earlier() {
	run(|| {
		listed(1);
		assert_ok!(end(TODAY + 5));
		let event = Event::ServiceEnded { plan: PLAN, tag: tag(1), until: TODAY + 5 };
		assert_eq!(last_event(), event);
		let ended = Service { until: TODAY + 5, ..service(0) };
		assert_eq!(Coverage::service(PLAN, tag(1)), Some(ended));
		assert_noop!(end(TODAY + 6), Error::<Test>::NotShorter);
		assert_ok!(end(TODAY));
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		listed(1);
		only_the_licensed_payer(|origin, plan| Coverage::end_service(origin, plan, tag(1), TODAY));
		let done = Coverage::end_service(signed(PAYER), PLAN, tag(2), TODAY);
		assert_noop!(done, Error::<Test>::UnknownService);
	});
}

#[test]
fn what_is_over_stays_as_it_was() {
	run(|| {
		listed(1);
		assert_noop!(end(TODAY - 1), Error::<Test>::InThePast);
		set_day(TODAY + 10);
		assert_noop!(end(TODAY + 9), Error::<Test>::InThePast);
		assert_noop!(end(TODAY + 10), Error::<Test>::NotShorter);
	});
}

#[test]
fn what_has_not_begun_does_not_end() {
	run(|| {
		let later = Service { from: TODAY + 2, ..service(0) };
		let services = list(vec![(tag(1), later)]);
		assert_ok!(Coverage::list_services(signed(PAYER), PLAN, services));
		assert_noop!(end(TODAY + 1), Error::<Test>::ReversedDays);
		assert_ok!(end(TODAY + 2));
	});
}
