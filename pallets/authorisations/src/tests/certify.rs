use crate::{mock::*, Authorisation, Error, Event, Standing, State};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, Silence, HOUR};
use sp_runtime::{DispatchError, DispatchResult};

fn certify(id: u64, certified: &[u32]) -> DispatchResult {
	Authorisations::certify(signed(PAYER), id, units(certified))
}

#[test]
fn in_full() {
	run(|| {
		let id = requested_now();
		let before = entry(id);
		set_time(START + HOUR);
		assert_ok!(certify(id, &[1, 6, 30]));
		let event = Event::Certified { id, units: units(&[1, 6, 30]), in_full: true };
		assert_eq!(last_event(), event);
		let mut services = before.services.clone();
		services.iter_mut().for_each(|service| service.certified = service.requested);
		let (state, since) = (State::Certified { in_full: true }, START + HOUR);
		assert_eq!(entry(id), Authorisation { services, state, since, ..before });
		assert_eq!((code(id), deadline(id)), ("A1", None));
		assert_eq!(left(id), Some(vec![(SCAN, 1, 0), (SESSION, 6, 0), (DRUG, 30, 0)]));
		let certificate = certificate(id).unwrap();
		assert_eq!((certificate.plan, certificate.member), (PLAN, MEMBER));
		assert_eq!(certificate.provider, CLINIC);
		assert_eq!((certificate.from, certificate.until), (TODAY, TODAY + PERIOD));
		assert_eq!(held(CLINIC), DEPOSIT);
	});
}

#[test]
fn in_part() {
	run(|| {
		let id = requested_now();
		assert_ok!(certify(id, &[1, 5, 30]));
		let event = Event::Certified { id, units: units(&[1, 5, 30]), in_full: false };
		assert_eq!(last_event(), event);
		assert_eq!((standing(id), code(id)), (Standing::Certified { in_full: false }, "A2"));
		assert_eq!(left(id), Some(vec![(SCAN, 1, 0), (SESSION, 5, 0), (DRUG, 30, 0)]));
	});
}

#[test]
fn services_of_which_nothing_is_certified_are_dropped() {
	run(|| {
		let id = requested_now();
		assert_ok!(certify(id, &[0, 6, 0]));
		assert_eq!(code(id), "A2");
		assert_eq!(left(id), Some(vec![(SESSION, 6, 0)]));
		let stored = entry(id).services;
		let stored: Vec<_> = stored.iter().map(|s| (s.tag, s.requested, s.certified)).collect();
		assert_eq!(stored, [(SCAN, 1, 0), (SESSION, 6, 6), (DRUG, 30, 0)]);
	});
}

#[test]
fn as_many_numbers_as_services() {
	run(|| {
		let id = requested_now();
		for wrong in [&[][..], &[1, 6], &[1, 6, 30, 0]] {
			assert_noop!(certify(id, wrong), Error::<Test>::UnitsMismatch);
		}
	});
}

#[test]
fn no_more_than_was_asked_for_and_something() {
	run(|| {
		let id = requested_now();
		assert_noop!(certify(id, &[2, 0, 0]), Error::<Test>::MoreThanRequested);
		assert_noop!(certify(id, &[1, 6, 31]), Error::<Test>::MoreThanRequested);
		assert_noop!(certify(id, &[0, 0, 0]), Error::<Test>::NothingCertified);
	});
}

#[test]
fn only_the_payer_of_the_plan() {
	run(|| {
		let id = requested_now();
		for who in [OTHER_PAYER, CLINIC, MEMBER, STRANGER] {
			let done = Authorisations::certify(signed(who), id, units(&[1, 6, 30]));
			assert_noop!(done, Error::<Test>::NotPayer);
		}
		for origin in nobody_signed() {
			let done = Authorisations::certify(origin, id, units(&[1, 6, 30]));
			assert_noop!(done, DispatchError::BadOrigin);
		}
		assert_noop!(certify(7, &[1, 6, 30]), Error::<Test>::NotFound);
		for problem in [LicenceProblem::Suspended, LicenceProblem::Expired] {
			license(PAYER, LicenceKind::Payer, Err(problem));
			assert_noop!(certify(id, &[1, 6, 30]), Error::<Test>::Unlicensed(problem));
		}
	});
}

#[test]
fn up_to_the_last_millisecond() {
	for rule in [Silence::Grants, Silence::Refuses] {
		for urgent in [false, true] {
			run(|| {
				silence(rule);
				let [in_time, late] = [(); 2].map(|()| Ask { urgent, ..Ask::default() }.made());
				let (last, over) = edge(START, if urgent { URGENT } else { NORMAL });
				set_time(last);
				assert_ok!(certify(in_time, &[0, 1, 0]));
				set_time(over);
				assert_noop!(certify(late, &[0, 1, 0]), Error::<Test>::ClockOver);
				assert_eq!(code(in_time), "A2");
			});
		}
	}
}

#[test]
fn once() {
	run(|| {
		for id in [certified_now(&[1, 0, 0]), refused_now()] {
			assert_noop!(certify(id, &[1, 6, 30]), Error::<Test>::AlreadyDecided);
		}
	});
}

#[test]
fn not_while_the_provider_has_time_to_answer() {
	run(|| {
		let id = pended_now();
		let (last, over) = edge(START, ANSWER);
		set_time(last);
		assert_noop!(certify(id, &[1, 6, 30]), Error::<Test>::AwaitingAnswer);
		set_time(over);
		assert_noop!(certify(id, &[1, 6, 30]), Error::<Test>::ClockOver);
	});
}

#[test]
fn after_the_last_day_too_while_the_clock_runs() {
	run(|| {
		let id = Ask { until: TODAY, ..Ask::default() }.made();
		set_time(edge(START, NORMAL).0);
		assert_ok!(certify(id, &[1, 6, 30]));
		assert_eq!(standing(id), Standing::Expired { in_full: true });
		assert!(certificate(id).is_some());
	});
}

#[test]
fn a_plan_that_is_gone_changes_nothing() {
	run(|| {
		let id = requested_now();
		Payers::set(Default::default());
		Members::set(Default::default());
		assert_ok!(certify(id, &[1, 6, 30]));
		assert!(certificate(id).is_some());
	});
}
