use crate::{mock::*, Authorisation, Deadline, Error, Event, Standing, State};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, Silence, HOUR};
use sp_runtime::{DispatchError, DispatchResult};

fn try_pend(id: u64) -> DispatchResult {
	Authorisations::pend(signed(PAYER), id, QUESTION)
}

#[test]
fn it_is_the_providers_turn() {
	run(|| {
		let id = requested_now();
		let before = entry(id);
		let since = START + HOUR;
		set_time(since);
		assert_ok!(try_pend(id));
		let answer_by = since + 48 * HOUR;
		assert_eq!(last_event(), Event::Pended { id, question: QUESTION, answer_by });
		let state = State::Pended { answer_by, question: QUESTION };
		assert_eq!(entry(id), Authorisation { state, since, questions: 1, ..before });
		assert_eq!((standing(id), code(id)), (Standing::Pended, "A4"));
		assert_eq!(deadline(id), Some(Deadline::Provider(answer_by)));
		assert_eq!(certificate(id), None);
	});
}

#[test]
fn a_question_is_something() {
	run(|| {
		let id = requested_now();
		let pended = Authorisations::pend(signed(PAYER), id, NOTHING);
		assert_noop!(pended, Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn only_twice() {
	run(|| {
		let id = requested_now();
		for questions in 1..=2 {
			pend(id);
			assert_eq!(entry(id).questions, questions);
			answer(id);
		}
		assert_noop!(try_pend(id), Error::<Test>::TooManyQuestions);
		// But it may still decide.
		assert_ok!(Authorisations::certify(signed(PAYER), id, units(&[1, 6, 30])));
	});
}

#[test]
fn a_payer_stalls_for_so_long_and_no_longer() {
	run(|| {
		let id = requested_now();
		let mut now = START;
		for _ in 0..2 {
			now = edge(now, NORMAL).0;
			set_time(now);
			pend(id);
			now = edge(now, ANSWER).0;
			set_time(now);
			answer(id);
		}
		let (last, over) = edge(now, NORMAL);
		set_time(last);
		assert_noop!(try_pend(id), Error::<Test>::TooManyQuestions);
		assert_eq!(code(id), "A4");
		set_time(over);
		assert_eq!(code(id), "A1");
		assert_eq!(over, START + (3 * 168 + 2 * 48) * HOUR - 4);
	});
}

#[test]
fn only_the_payer_of_the_plan() {
	run(|| {
		let id = requested_now();
		for who in [OTHER_PAYER, CLINIC, MEMBER, STRANGER] {
			let pended = Authorisations::pend(signed(who), id, QUESTION);
			assert_noop!(pended, Error::<Test>::NotPayer);
		}
		for origin in nobody_signed() {
			assert_noop!(Authorisations::pend(origin, id, QUESTION), DispatchError::BadOrigin);
		}
		assert_noop!(try_pend(7), Error::<Test>::NotFound);
		let problem = LicenceProblem::NotHeld;
		license(PAYER, LicenceKind::Payer, Err(problem));
		assert_noop!(try_pend(id), Error::<Test>::Unlicensed(problem));
	});
}

#[test]
fn up_to_the_last_millisecond() {
	for rule in [Silence::Grants, Silence::Refuses] {
		run(|| {
			silence(rule);
			let [in_time, late] = [requested_now(), requested_now()];
			let (last, over) = edge(START, NORMAL);
			set_time(last);
			assert_ok!(try_pend(in_time));
			set_time(over);
			assert_noop!(try_pend(late), Error::<Test>::ClockOver);
			assert_eq!(standing(in_time), Standing::Pended);
		});
	}
}

#[test]
fn not_what_is_pended_or_decided() {
	run(|| {
		let id = pended_now();
		assert_noop!(try_pend(id), Error::<Test>::AwaitingAnswer);
		for id in [certified_now(&[1, 0, 0]), refused_now()] {
			assert_noop!(try_pend(id), Error::<Test>::AlreadyDecided);
		}
		set_time(edge(START, ANSWER).1);
		assert_noop!(try_pend(id), Error::<Test>::ClockOver);
	});
}
