use crate::{mock::*, Authorisation, Deadline, Error, Event, State};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{AuthorisationClocks, Commitment, HOUR};
use sp_runtime::{DispatchError, DispatchResult};

fn try_answer(id: u64) -> DispatchResult {
	Authorisations::answer(signed(CLINIC), id, ANSWERED)
}

#[test]
fn the_payers_clock_starts_anew() {
	for (urgent, hours) in [(false, 168), (true, 72)] {
		run(|| {
			let id = Ask { urgent, ..Ask::default() }.made();
			pend(id);
			let before = entry(id);
			let since = START + 5 * HOUR;
			set_time(since);
			assert_ok!(try_answer(id));
			let decide_by = since + hours * HOUR;
			assert_eq!(last_event(), Event::Answered { id, document: ANSWERED, decide_by });
			let (state, answer) = (State::Requested { decide_by }, Some(ANSWERED));
			assert_eq!(entry(id), Authorisation { state, since, answer, ..before });
			assert_eq!(deadline(id), Some(Deadline::Payer(decide_by)));
			assert_eq!((code(id), entry(id).document), ("A4", DOCUMENT));
		});
	}
}

#[test]
fn the_last_answer_is_kept() {
	run(|| {
		let id = pended_now();
		answer(id);
		pend(id);
		let last = Commitment([9; 32]);
		assert_ok!(Authorisations::answer(signed(CLINIC), id, last));
		assert_eq!(entry(id).answer, Some(last));
	});
}

#[test]
fn clocks_are_those_of_when_it_was_asked_for() {
	run(|| {
		let id = requested_now();
		let other = AuthorisationClocks { normal_hours: 1, answer_hours: 1, ..CLOCKS };
		PlanClocks::mutate(|all| all.insert(0, other));
		pend(id);
		assert_eq!(deadline(id), Some(Deadline::Provider(START + 48 * HOUR)));
		set_time(START + 47 * HOUR);
		answer(id);
		assert_eq!(deadline(id), Some(Deadline::Payer(START + (47 + 168) * HOUR)));
	});
}

#[test]
fn up_to_the_last_millisecond() {
	run(|| {
		let [in_time, late] = [pended_now(), pended_now()];
		let (last, over) = edge(START, ANSWER);
		set_time(last);
		assert_ok!(try_answer(in_time));
		set_time(over);
		assert_noop!(try_answer(late), Error::<Test>::ClockOver);
		assert_eq!((code(in_time), code(late)), ("A4", "A3"));
	});
}

#[test]
fn an_answer_is_something() {
	run(|| {
		let id = pended_now();
		let answered = Authorisations::answer(signed(CLINIC), id, NOTHING);
		assert_noop!(answered, Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn only_what_was_asked() {
	run(|| {
		for id in [requested_now(), certified_now(&[1, 0, 0]), refused_now()] {
			assert_noop!(try_answer(id), Error::<Test>::NotPended);
		}
		let id = pended_now();
		answer(id);
		assert_noop!(try_answer(id), Error::<Test>::NotPended);
		assert_noop!(try_answer(77), Error::<Test>::NotFound);
	});
}

#[test]
fn only_who_asked_for_it_licensed_or_not() {
	run(|| {
		let id = pended_now();
		for who in [PAYER, PHYSICIAN, MEMBER, STRANGER] {
			let answered = Authorisations::answer(signed(who), id, ANSWERED);
			assert_noop!(answered, Error::<Test>::NotRequester);
		}
		for origin in nobody_signed() {
			assert_noop!(Authorisations::answer(origin, id, ANSWERED), DispatchError::BadOrigin);
		}
		Licences::set(Default::default());
		assert_ok!(try_answer(id));
	});
}
