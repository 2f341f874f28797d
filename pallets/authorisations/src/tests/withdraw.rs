use crate::{mock::*, Authorisations as Entries, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Silence;
use sp_runtime::{DispatchError, DispatchResult};

fn withdraw(id: u64) -> DispatchResult {
	Authorisations::withdraw(signed(CLINIC), id)
}

#[test]
fn what_is_undecided_or_certified_goes() {
	let made: [fn() -> u64; 3] = [requested_now, pended_now, || certified_now(&[1, 0, 0])];
	for made in made {
		run(|| {
			let id = made();
			assert_ok!(withdraw(id));
			assert_eq!(last_event(), Event::Withdrawn { id });
			assert_eq!(Entries::<Test>::iter().count(), 0);
			assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
			assert_eq!((certificate(id), Authorisations::state_of(id)), (None, None));
			assert_noop!(withdraw(id), Error::<Test>::NotFound);
		});
	}
}

#[test]
fn what_the_silence_granted_too_until_it_is_used() {
	run(|| {
		let [unused, used] = [requested_now(), requested_now()];
		set_time(edge(START, NORMAL).1);
		use_up_to(used, &[0, 1, 0]);
		assert_ok!(withdraw(unused));
		assert_noop!(withdraw(used), Error::<Test>::AlreadyUsed);
		assert_eq!(held(CLINIC), DEPOSIT);
	});
}

#[test]
fn what_was_refused_stays() {
	run(|| {
		let id = refused_now();
		assert_noop!(withdraw(id), Error::<Test>::AlreadyRefused);
		assert_eq!(held(CLINIC), DEPOSIT);
		set_time(START + RETENTION);
		assert_noop!(withdraw(id), Error::<Test>::AlreadyRefused);
		assert_ok!(Authorisations::reap(signed(STRANGER), id));
	});
}

#[test]
fn what_a_clock_refused_stays_noted_or_not() {
	run(|| {
		silence(Silence::Refuses);
		let pended = [pended_now(), pended_now()];
		let requested = [requested_now(), requested_now()];
		for ([id, in_time], hours) in [(pended, ANSWER), (requested, NORMAL)] {
			let (last, over) = edge(START, hours);
			set_time(last);
			assert_ok!(withdraw(in_time));
			set_time(over);
			assert_noop!(withdraw(id), Error::<Test>::AlreadyRefused);
			assert_ok!(Authorisations::lapse(signed(STRANGER), id));
			assert_noop!(withdraw(id), Error::<Test>::AlreadyRefused);
		}
	});
}

#[test]
fn not_what_is_used_unless_that_was_taken_back() {
	run(|| {
		let id = certified_now(&[1, 6, 30]);
		use_up_to(id, &[0, 0, 1]);
		assert_noop!(withdraw(id), Error::<Test>::AlreadyUsed);
		use_up_to(id, &[0, 0, 0]);
		assert_ok!(withdraw(id));
	});
}

#[test]
fn only_who_asked_for_it_licensed_or_not() {
	run(|| {
		let id = requested_now();
		for who in [PAYER, PHYSICIAN, MEMBER, STRANGER] {
			let withdrawn = Authorisations::withdraw(signed(who), id);
			assert_noop!(withdrawn, Error::<Test>::NotRequester);
		}
		for origin in nobody_signed() {
			assert_noop!(Authorisations::withdraw(origin, id), DispatchError::BadOrigin);
		}
		Licences::set(Default::default());
		assert_ok!(withdraw(id));
	});
}

#[test]
fn the_deposit_of_then_returns() {
	run(|| {
		let id = requested_now();
		Entries::<Test>::mutate(id, |entry| entry.as_mut().unwrap().deposit = 4);
		assert_ok!(withdraw(id));
		assert_eq!(held(CLINIC), DEPOSIT - 4);
		// So that the check of invariants passes.
		requested_now();
		Entries::<Test>::mutate(1, |entry| entry.as_mut().unwrap().deposit += DEPOSIT - 4);
	});
}
