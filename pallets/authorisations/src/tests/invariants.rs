use crate::{
	mock::*, AuthorisationOf, Authorisations as Entries, HoldReason, NextAuthorisation, State,
};
use frame_support::{
	assert_ok,
	traits::{fungible::MutateHold, Hooks},
};
use salus_primitives::{end_of_day, Silence};

const REQUESTED: u64 = 0;
const PENDED: u64 = 1;
const CERTIFIED: u64 = 2;
const REFUSED: u64 = 3;

/// Runs `damage` on a state with an authorisation in each state, and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		assert_eq!([requested_now(), pended_now()], [REQUESTED, PENDED]);
		assert_eq!([certified_now(&[1, 5, 0]), refused_now()], [CERTIFIED, REFUSED]);
		use_up_to(CERTIFIED, &[1, 2]);
		assert_ok!(Authorisations::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Authorisations::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn change(id: u64, change: impl FnOnce(&mut AuthorisationOf<Test>)) {
	Entries::<Test>::mutate(id, |entry| change(entry.as_mut().unwrap()));
}

#[test]
fn a_number_that_was_not_given_out_is_noticed() {
	notices("a number was not given out", || NextAuthorisation::<Test>::put(REFUSED));
}

#[test]
fn requests_for_nothing_are_noticed() {
	notices("the first day is later than the last one", || {
		change(REQUESTED, |entry| entry.from = entry.until + 1)
	});
	notices("a document is nothing", || change(REQUESTED, |entry| entry.document = NOTHING));
	notices("no services were asked for", || change(REQUESTED, |entry| entry.services.clear()));
	notices("a service was asked for twice", || {
		change(REQUESTED, |entry| entry.services[1].tag = SCAN)
	});
	notices("no units were asked for", || {
		change(REQUESTED, |entry| entry.services[1].requested = 0)
	});
}

#[test]
fn more_than_was_asked_for_or_certified_is_noticed() {
	notices("more is certified than requested", || {
		change(CERTIFIED, |entry| entry.services[1].certified = 7)
	});
	notices("more was used than is certified", || {
		change(CERTIFIED, |entry| entry.services[1].used = 6)
	});
	for id in [REQUESTED, PENDED, CERTIFIED, REFUSED] {
		notices("more was used than is certified", || {
			change(id, |entry| entry.services[2].used = 1)
		});
	}
}

#[test]
fn what_is_certified_in_another_state_is_noticed() {
	for id in [REQUESTED, PENDED, REFUSED] {
		notices("units are certified of what is not", || {
			change(id, |entry| entry.services[0].certified = 1)
		});
	}
	notices("nothing is certified", || {
		change(REFUSED, |entry| entry.state = State::Certified { in_full: false })
	});
	let what = "it is not known how much is certified";
	notices(what, || change(CERTIFIED, |entry| entry.state = State::Certified { in_full: true }));
	notices(what, || {
		change(CERTIFIED, |entry| {
			entry.services.iter_mut().for_each(|service| service.certified = service.requested)
		})
	});
}

#[test]
fn clocks_that_are_not_those_of_the_terms_are_noticed() {
	let what = "a clock is not that of the terms";
	for id in [REQUESTED, PENDED] {
		notices(what, || change(id, |entry| entry.since += 1));
	}
	notices(what, || change(REQUESTED, |entry| entry.urgent = true));
	notices(what, || change(REQUESTED, |entry| entry.clocks.normal_hours += 1));
	notices(what, || change(PENDED, |entry| entry.clocks.answer_hours += 1));
}

#[test]
fn questions_that_nobody_asked_are_noticed() {
	notices("a payer has asked too often", || change(PENDED, |entry| entry.questions = 3));
	notices("nobody asked what is pended", || change(PENDED, |entry| entry.questions = 0));
	notices("nobody asked what was answered", || {
		change(REFUSED, |entry| entry.answer = Some(ANSWERED))
	});
	let what = "a statement is nothing";
	notices(what, || change(PENDED, |entry| entry.answer = Some(NOTHING)));
	notices(what, || {
		change(REFUSED, |entry| entry.state = State::Refused { reason: Some(NOTHING) })
	});
	notices(what, || {
		change(PENDED, |entry| {
			let State::Pended { answer_by, .. } = entry.state else { panic!() };
			entry.state = State::Pended { answer_by, question: NOTHING };
		})
	});
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || change(REQUESTED, |entry| entry.deposit += 1));
	notices(what, || change(CERTIFIED, |entry| entry.deposit -= 1));
	notices(what, || {
		assert_ok!(Balances::hold(&HoldReason::Authorisation.into(), &STRANGER, 1));
	});
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	for rule in [Silence::Grants, Silence::Refuses] {
		run(|| {
			silence(rule);
			let id = pended_now();
			answer(id);
			set_time(edge(START, NORMAL).1);
			assert_ok!(Authorisations::lapse(signed(STRANGER), id));
			if rule == Silence::Grants {
				use_up_to(id, &[1, 6, 30]);
			}
			set_time(end_of_day(TODAY + PERIOD) + RETENTION);
			assert_ok!(Authorisations::reap(signed(STRANGER), id));
			assert_eq!(Entries::<Test>::iter().count(), 0);
			assert_eq!((held(CLINIC), balance(CLINIC)), (0, ENDOWMENT));
		});
	}
}

#[test]
fn the_configuration_makes_sense() {
	run(Authorisations::integrity_test);
}
