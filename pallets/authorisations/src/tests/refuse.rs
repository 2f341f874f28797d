use crate::{mock::*, Authorisation, Error, Event, Standing, State};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, Silence, HOUR};
use sp_runtime::{DispatchError, DispatchResult};

fn refuse(id: u64) -> DispatchResult {
	Authorisations::refuse(signed(PAYER), id, REASON)
}

#[test]
fn nothing_is_certified() {
	run(|| {
		let id = requested_now();
		let before = entry(id);
		set_time(START + HOUR);
		assert_ok!(refuse(id));
		assert_eq!(last_event(), Event::Refused { id, reason: REASON });
		let (state, since) = (State::Refused { reason: Some(REASON) }, START + HOUR);
		assert_eq!(entry(id), Authorisation { state, since, ..before });
		assert_eq!((standing(id), code(id)), (Standing::Refused, "A3"));
		assert_eq!((certificate(id), deadline(id)), (None, None));
		assert_eq!(held(CLINIC), DEPOSIT);
	});
}

#[test]
fn there_is_a_reason() {
	run(|| {
		let id = requested_now();
		let refused = Authorisations::refuse(signed(PAYER), id, NOTHING);
		assert_noop!(refused, Error::<Test>::ZeroCommitment);
	});
}

#[test]
fn only_the_payer_of_the_plan() {
	run(|| {
		let id = requested_now();
		for who in [OTHER_PAYER, CLINIC, MEMBER, STRANGER] {
			let refused = Authorisations::refuse(signed(who), id, REASON);
			assert_noop!(refused, Error::<Test>::NotPayer);
		}
		for origin in nobody_signed() {
			assert_noop!(Authorisations::refuse(origin, id, REASON), DispatchError::BadOrigin);
		}
		assert_noop!(refuse(7), Error::<Test>::NotFound);
		let problem = LicenceProblem::Suspended;
		license(PAYER, LicenceKind::Payer, Err(problem));
		assert_noop!(refuse(id), Error::<Test>::Unlicensed(problem));
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
			assert_ok!(refuse(in_time));
			set_time(over);
			assert_noop!(refuse(late), Error::<Test>::ClockOver);
			assert_eq!(code(in_time), "A3");
		});
	}
}

#[test]
fn once() {
	run(|| {
		for id in [certified_now(&[1, 0, 0]), refused_now()] {
			assert_noop!(refuse(id), Error::<Test>::AlreadyDecided);
		}
	});
}

#[test]
fn not_while_the_provider_has_time_to_answer() {
	run(|| {
		let id = pended_now();
		let (last, over) = edge(START, ANSWER);
		set_time(last);
		assert_noop!(refuse(id), Error::<Test>::AwaitingAnswer);
		set_time(over);
		assert_noop!(refuse(id), Error::<Test>::ClockOver);
	});
}
