use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{days_after, Service, ServiceTag};
use sp_runtime::DispatchResult;

fn unlist(tags: Vec<ServiceTag>) -> DispatchResult {
	Coverage::unlist_services(signed(PAYER), PLAN, tags.try_into().unwrap())
}

#[test]
fn what_nobody_needs_goes() {
	run(|| {
		listed(1);
		let later = Service { from: TODAY + 1, ..service(0) };
		let services = list(vec![(tag(2), later.clone()), (tag(3), later)]);
		assert_ok!(Coverage::list_services(signed(PAYER), PLAN, services));
		prepared();
		// Not begun.
		assert_ok!(unlist(vec![tag(3)]));
		let event = Event::ServicesUnlisted { plan: PLAN, tags: bounded(vec![tag(3)]) };
		assert_eq!(last_event(), event);
		assert_eq!(Coverage::service(PLAN, tag(3)), None);
		assert_eq!(plan().services, 2);
		assert_eq!(held(HoldReason::Service, PAYER), 2 * SERVICE_DEPOSIT);
		// Begun, until its last day was long ago.
		set_midnight(TODAY + 1);
		assert_noop!(unlist(vec![tag(2)]), Error::<Test>::StillNeeded);
		let end = days_after(0, TODAY + 10 + RETENTION);
		set_time(end - 1);
		assert_noop!(unlist(vec![tag(2), tag(1)]), Error::<Test>::StillNeeded);
		set_time(end);
		assert_ok!(unlist(vec![tag(2), tag(1)]));
		assert_eq!(plan().services, 0);
		assert_eq!(held(HoldReason::Service, PAYER), 0);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		listed(1);
		set_day(TODAY + 10 + RETENTION);
		let tags = || bounded(vec![tag(1)]);
		only_the_licensed_payer(|origin, plan| Coverage::unlist_services(origin, plan, tags()));
	});
}

#[test]
fn all_or_none() {
	run(|| {
		listed(1);
		listed(2);
		set_day(TODAY + 10 + RETENTION);
		assert_noop!(unlist(vec![]), Error::<Test>::NothingListed);
		assert_noop!(unlist(vec![tag(1), tag(3)]), Error::<Test>::UnknownService);
		assert_noop!(unlist(vec![tag(1), tag(2), tag(1)]), Error::<Test>::UnknownService);
		assert_ok!(unlist(vec![tag(1), tag(2)]));
	});
}
