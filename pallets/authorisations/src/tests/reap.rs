use crate::{mock::*, Authorisations as Entries, Error, Event};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{end_of_day, AuthorisationClocks, Moment, Silence, HOUR};
use sp_runtime::DispatchError;

fn reap(id: u64) -> Result<Pays, DispatchError> {
	Authorisations::reap(signed(STRANGER), id)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

/// Expects that `id` goes at `over`, and not before.
#[track_caller]
fn goes_at(id: u64, over: Moment) {
	set_time(over - 1);
	assert_noop!(reap(id), Error::<Test>::StillNeeded);
	set_time(over);
	assert_eq!(reap(id), Ok(Pays::No));
	assert_eq!(last_event(), Event::Reaped { id });
	assert_eq!(Entries::<Test>::iter().count(), 0);
	assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
	assert_noop!(reap(id), Error::<Test>::NotFound);
}

#[test]
fn what_was_certified_after_its_last_day() {
	run(|| {
		let id = certified_now(&[1, 6, 30]);
		use_up_to(id, &[1, 6, 30]);
		goes_at(id, end_of_day(TODAY + PERIOD) + RETENTION);
	});
}

#[test]
fn what_was_refused_after_that() {
	run(|| {
		let id = requested_now();
		set_time(START + HOUR);
		assert_ok!(Authorisations::refuse(signed(PAYER), id, REASON));
		prepared();
		goes_at(id, START + HOUR + RETENTION);
	});
}

#[test]
fn what_the_silence_decided_noted_or_not() {
	for (rule, noted) in [
		(Silence::Grants, false),
		(Silence::Grants, true),
		(Silence::Refuses, false),
		(Silence::Refuses, true),
	] {
		run(|| {
			silence(rule);
			let id = requested_now();
			let over = edge(START, NORMAL).1;
			if noted {
				set_time(over + 99);
				assert_ok!(Authorisations::lapse(signed(STRANGER), id));
				prepared();
			}
			let since = match rule {
				Silence::Grants => end_of_day(TODAY + PERIOD),
				Silence::Refuses => over,
			};
			goes_at(id, since + RETENTION);
		});
	}
}

#[test]
fn what_nobody_answered() {
	run(|| {
		let id = pended_now();
		goes_at(id, edge(START, ANSWER).1 + RETENTION);
	});
}

#[test]
fn what_was_certified_later_than_its_last_day_stays_as_long() {
	run(|| {
		let id = Ask { until: TODAY, ..Ask::default() }.made();
		let decided = edge(START, NORMAL).0;
		set_time(decided);
		assert_ok!(Authorisations::certify(signed(PAYER), id, units(&[1, 0, 0])));
		prepared();
		goes_at(id, decided + RETENTION);
	});
}

#[test]
fn not_what_is_undecided_however_old() {
	run(|| {
		let slow = AuthorisationClocks { normal_hours: u16::MAX, answer_hours: u16::MAX, ..CLOCKS };
		PlanClocks::mutate(|all| all.insert(0, slow));
		let ids = [requested_now(), pended_now()];
		let last = edge(START, u16::MAX).0;
		assert!(last > end_of_day(TODAY + PERIOD) + RETENTION);
		set_time(last);
		for id in ids {
			assert_noop!(reap(id), Error::<Test>::StillNeeded);
		}
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		let id = refused_now();
		set_time(START + RETENTION);
		for origin in nobody_signed() {
			assert_noop!(Authorisations::reap(origin, id), DispatchError::BadOrigin);
		}
		assert_ok!(reap(id));
		assert_noop!(reap(77), Error::<Test>::NotFound);
	});
}
