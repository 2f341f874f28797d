use crate::{mock::*, Authorisation, Error, Event, Standing, State};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{AuthorisationClocks, Silence};
use sp_runtime::DispatchError;

fn lapse(id: u64) -> Result<Pays, DispatchError> {
	Authorisations::lapse(signed(STRANGER), id)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

const FULL: [(salus_primitives::ServiceTag, u32, u32); 3] =
	[(SCAN, 1, 0), (SESSION, 6, 0), (DRUG, 30, 0)];

#[test]
fn silence_grants() {
	for (urgent, hours) in [(false, NORMAL), (true, URGENT)] {
		run(|| {
			let id = Ask { urgent, ..Ask::default() }.made();
			let before = entry(id);
			let (last, over) = edge(START, hours);
			set_time(last);
			assert_eq!((code(id), left(id)), ("A4", None));
			assert_noop!(lapse(id), Error::<Test>::ClockRunning);

			// At read, before anybody called.
			set_time(over);
			assert_eq!(standing(id), Standing::Certified { in_full: true });
			assert_eq!((code(id), deadline(id)), ("A1", None));
			assert_eq!(left(id), Some(FULL.to_vec()));
			let seen = Authorisations::authorisation(id).unwrap();
			assert_eq!(entry(id), before);

			// And the same by the call, whenever it comes.
			set_time(over + 12_345);
			assert_eq!(lapse(id), Ok(Pays::No));
			assert_eq!(last_event(), Event::Lapsed { id, certified: true });
			let state = State::Certified { in_full: true };
			let services = seen.services.clone();
			let noted = Authorisation { state, since: over, services, ..before };
			assert_eq!((entry(id), &seen), (noted, &entry(id)));
			assert_eq!(left(id), Some(FULL.to_vec()));
		});
	}
}

#[test]
fn silence_refuses() {
	for (urgent, hours) in [(false, NORMAL), (true, URGENT)] {
		run(|| {
			silence(Silence::Refuses);
			let id = Ask { urgent, ..Ask::default() }.made();
			let before = entry(id);
			let (last, over) = edge(START, hours);
			set_time(last);
			assert_eq!((code(id), left(id)), ("A4", None));
			assert_noop!(lapse(id), Error::<Test>::ClockRunning);

			set_time(over);
			assert_eq!((standing(id), code(id)), (Standing::Refused, "A3"));
			assert_eq!((left(id), deadline(id)), (None, None));
			assert_eq!(entry(id), before);

			set_time(over + 12_345);
			assert_eq!(lapse(id), Ok(Pays::No));
			assert_eq!(last_event(), Event::Lapsed { id, certified: false });
			let state = State::Refused { reason: None };
			assert_eq!(entry(id), Authorisation { state, since: over, ..before });
			assert_eq!((code(id), left(id)), ("A3", None));
		});
	}
}

#[test]
fn a_provider_who_does_not_answer_is_refused_whatever_the_payers_silence_means() {
	for rule in [Silence::Grants, Silence::Refuses] {
		run(|| {
			silence(rule);
			let id = pended_now();
			let (last, over) = edge(START, ANSWER);
			set_time(last);
			assert_eq!((standing(id), code(id)), (Standing::Pended, "A4"));
			assert_noop!(lapse(id), Error::<Test>::ClockRunning);
			set_time(over);
			assert_eq!((standing(id), code(id), left(id)), (Standing::Refused, "A3", None));
			assert_eq!(deadline(id), None);
			assert_eq!(lapse(id), Ok(Pays::No));
			assert_eq!(last_event(), Event::Lapsed { id, certified: false });
			assert_eq!((state(id), entry(id).since), (State::Refused { reason: None }, over));
			// The payer's clock of before does not matter any more.
			set_time(edge(START, NORMAL).1);
			assert_eq!(code(id), "A3");
		});
	}
}

#[test]
fn silence_after_an_answer_is_the_payers_again() {
	for (rule, expected) in [(Silence::Grants, "A1"), (Silence::Refuses, "A3")] {
		run(|| {
			silence(rule);
			let id = pended_now();
			let (last, _) = edge(START, ANSWER);
			set_time(last);
			answer(id);
			let (_, over) = edge(last, NORMAL);
			set_time(over - 1);
			assert_eq!(code(id), "A4");
			set_time(over);
			assert_eq!(code(id), expected);
			assert_eq!(lapse(id), Ok(Pays::No));
			assert_eq!(code(id), expected);
		});
	}
}

#[test]
fn later_terms_change_neither_the_clock_nor_what_its_end_means() {
	run(|| {
		let id = requested_now();
		let rule = AuthorisationClocks { silence: Silence::Refuses, normal_hours: 1, ..CLOCKS };
		PlanClocks::mutate(|all| all.insert(0, rule));
		let (last, over) = edge(START, NORMAL);
		set_time(last);
		assert_noop!(lapse(id), Error::<Test>::ClockRunning);
		set_time(over);
		assert_eq!(lapse(id), Ok(Pays::No));
		assert_eq!(code(id), "A1");
	});
}

#[test]
fn once_and_not_what_was_decided() {
	run(|| {
		let lapsed = requested_now();
		let decided = [certified_now(&[1, 0, 0]), refused_now()];
		set_time(edge(START, NORMAL).1);
		for id in decided {
			assert_noop!(lapse(id), Error::<Test>::AlreadyDecided);
		}
		assert_ok!(lapse(lapsed));
		assert_noop!(lapse(lapsed), Error::<Test>::AlreadyDecided);
		assert_noop!(lapse(77), Error::<Test>::NotFound);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		let id = requested_now();
		set_time(edge(START, NORMAL).1);
		for origin in nobody_signed() {
			assert_noop!(Authorisations::lapse(origin, id), DispatchError::BadOrigin);
		}
		assert_ok!(lapse(id));
	});
}
