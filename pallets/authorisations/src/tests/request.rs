use crate::{
	mock::*, Authorisations as Entries, AuthorisedService, Error, Event, NextAuthorisation, State,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	end_of_day, Action, AuthorisationClocks, Basis, Day, LicenceKind, LicenceProblem, Purpose,
	Refusal, ServiceTag, Silence, DAY, HOUR,
};
use sp_runtime::{DispatchError, TokenError};

#[track_caller]
fn fails(ask: Ask, error: Error<Test>) {
	assert_noop!(ask.call(), error);
}

#[test]
fn it_waits_for_the_payer() {
	run(|| {
		assert_ok!(Ask::default().call());
		let decide_by = START + 168 * HOUR;
		let (from, until) = (TODAY, TODAY + PERIOD);
		assert_eq!(
			last_event(),
			Event::Requested {
				id: 0,
				plan: PLAN,
				member: MEMBER,
				provider: CLINIC,
				urgent: false,
				segments: SEGMENTS,
				from,
				until,
				services: requested(&SERVICES),
				document: DOCUMENT,
				decide_by,
			}
		);
		let entry = entry(0);
		assert_eq!((entry.plan, entry.payer, entry.member), (PLAN, PAYER, MEMBER));
		assert_eq!((entry.provider, entry.deposit), (CLINIC, DEPOSIT));
		assert_eq!((entry.from, entry.until, entry.document), (from, until, DOCUMENT));
		assert_eq!((entry.clocks, entry.urgent), (CLOCKS, false));
		assert_eq!((entry.answer, entry.questions), (None, 0));
		assert_eq!((entry.state, entry.since), (State::Requested { decide_by }, START));
		let services = SERVICES.map(|(tag, requested)| AuthorisedService {
			tag,
			requested,
			certified: 0,
			used: 0,
		});
		assert_eq!(entry.services.to_vec(), services);
		assert_eq!((held(CLINIC), balance(CLINIC)), (DEPOSIT, ENDOWMENT - DEPOSIT));
		assert_eq!(NextAuthorisation::<Test>::get(), 1);
		assert_eq!(certificate(0), None);
	});
}

#[test]
fn what_is_urgent_has_the_shorter_clock() {
	run(|| {
		let id = Ask { urgent: true, ..Ask::default() }.made();
		assert_eq!(state(id), State::Requested { decide_by: START + 72 * HOUR });
		assert!(entry(id).urgent);
	});
}

#[test]
fn numbers_are_given_out_in_order() {
	run(|| {
		assert_eq!([requested_now(), requested_now(), requested_now()], [0, 1, 2]);
		assert_ok!(Authorisations::withdraw(signed(CLINIC), 2));
		assert_eq!(requested_now(), 3);
		NextAuthorisation::<Test>::put(u64::MAX);
		fails(Ask::default(), Error::OutOfNumbers);
	});
}

#[test]
fn every_kind_of_provider_may() {
	run(|| {
		for by in [CLINIC, PHYSICIAN, PHARMACY, LABORATORY] {
			let id = Ask { by, ..Ask::default() }.made();
			assert_eq!((entry(id).provider, held(by)), (by, DEPOSIT));
		}
		for by in [PAYER, WHOLESALER, STRANGER, MEMBER] {
			fails(Ask { by, ..Ask::default() }, Error::NotProvider);
		}
		for origin in nobody_signed() {
			let asked = Authorisations::request(
				origin,
				PLAN,
				MEMBER,
				false,
				SEGMENTS,
				TODAY,
				TODAY,
				requested(&SERVICES),
				DOCUMENT,
			);
			assert_noop!(asked, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn not_without_good_standing() {
	run(|| {
		for problem in [LicenceProblem::Expired, LicenceProblem::Suspended] {
			license(CLINIC, LicenceKind::Facility, Err(problem));
			fails(Ask::default(), Error::NotProvider);
		}
	});
}

#[test]
fn a_document_says_why() {
	run(|| fails(Ask { document: NOTHING, ..Ask::default() }, Error::ZeroCommitment));
}

#[test]
fn days_have_an_order() {
	run(|| {
		fails(Ask { from: TODAY + 1, until: TODAY, ..Ask::default() }, Error::ReversedDays);
		Ask { from: TODAY, until: TODAY, ..Ask::default() }.made();
	});
}

#[test]
fn the_last_day_is_not_over() {
	run(|| {
		let ask = Ask { until: TODAY, ..Ask::default() };
		set_time(end_of_day(TODAY) - 1);
		ask.clone().made();
		set_time(end_of_day(TODAY));
		fails(ask.clone(), Error::DaysOver);
		fails(Ask { urgent: true, ..ask }, Error::DaysOver);
	});
}

#[test]
fn nothing_is_authorised_afterwards() {
	run(|| {
		let ask = |urgent, from| Ask { urgent, from, ..Ask::default() };
		for now in [TODAY.into(), u64::from(TODAY) + 1].map(|day| day * DAY) {
			// The last millisecond of a day, and the first one of the next.
			for now in [now - 1, now] {
				set_time(now);
				let today = Day::try_from(now / DAY).unwrap();
				fails(ask(false, today - 1), Error::Backdated);
				ask(false, today).made();
				fails(ask(true, today - 2), Error::Backdated);
				ask(true, today - 1).made();
			}
		}
		fails(ask(false, TODAY - 60), Error::Backdated);
		fails(ask(true, TODAY - 60), Error::Backdated);
	});
}

#[test]
fn both_days_count_for_the_period() {
	run(|| {
		let until = |days: Day| Ask { until: TODAY + days - 1, ..Ask::default() };
		until(MAX_PERIOD).made();
		fails(until(MAX_PERIOD + 1), Error::PeriodTooLong);
		fails(Ask { until: Day::MAX, ..Ask::default() }, Error::PeriodTooLong);
	});
}

#[test]
fn something_is_asked_for_once() {
	run(|| {
		let services = |services: &[_]| Ask { services: services.to_vec(), ..Ask::default() };
		fails(services(&[]), Error::NoServices);
		fails(services(&[(SCAN, 1), (DRUG, 0)]), Error::ZeroUnits);
		fails(services(&[(SCAN, 1), (DRUG, 2), (SCAN, 1)]), Error::DuplicateService);
		let many: Vec<_> = (100..116).map(|n| (ServiceTag([n; 16]), u32::MAX)).collect();
		for (tag, _) in &many {
			KnownServices::mutate(|all| all.insert((PLAN, *tag), (TODAY, TODAY)));
		}
		let id = services(&many).made();
		assert_eq!(entry(id).services.len(), 16);
	});
}

#[test]
fn the_plan_has_the_member() {
	run(|| {
		fails(Ask { plan: 7, ..Ask::default() }, Error::UnknownPlan);
		fails(Ask { member: OTHER_MEMBER, ..Ask::default() }, Error::NotMember);
		fails(Ask { plan: OTHER_PLAN, ..Ask::default() }, Error::NotMember);
	});
}

#[test]
fn the_member_is_covered_on_the_first_day() {
	run(|| {
		let covered = |from, until| Members::set([((PLAN, MEMBER), (from, until))].into());
		covered(TODAY + 1, TODAY + 100);
		fails(Ask::default(), Error::NotCovered);
		covered(TODAY - 100, TODAY - 1);
		fails(Ask::default(), Error::NotCovered);
		covered(TODAY, TODAY);
		Ask::default().made();
		// It is the first day that counts, and not the one on which it is asked for.
		let later = Ask { from: TODAY + 1, ..Ask::default() };
		fails(later.clone(), Error::NotCovered);
		covered(TODAY + 1, TODAY + 1);
		later.made();
	});
}

#[test]
fn terms_of_the_first_day_count() {
	run(|| {
		Versions::set(vec![(TODAY, 0), (TODAY + 10, 1)]);
		let other = AuthorisationClocks {
			normal_hours: 24,
			answer_hours: 3,
			silence: Silence::Refuses,
			..CLOCKS
		};
		PlanClocks::mutate(|all| all.insert(1, other));
		fails(Ask { urgent: true, from: TODAY - 1, ..Ask::default() }, Error::NoTerms);
		for (from, clocks) in [(TODAY, CLOCKS), (TODAY + 9, CLOCKS), (TODAY + 10, other)] {
			let id = Ask { from, ..Ask::default() }.made();
			assert_eq!(entry(id).clocks, clocks);
			let decide_by = START + u64::from(clocks.normal_hours) * HOUR;
			assert_eq!(state(id), State::Requested { decide_by });
		}
		PlanClocks::set(Default::default());
		fails(Ask::default(), Error::NoTerms);
	});
}

#[test]
fn services_are_known_and_valid_on_a_day() {
	run(|| {
		let services = vec![(SCAN, 1), (UNKNOWN, 1)];
		fails(Ask { services, ..Ask::default() }, Error::UnknownService);
		let valid = |from, until| {
			KnownServices::mutate(|all| all.insert((PLAN, DRUG), (from, until)));
		};
		let (first, last) = (TODAY, TODAY + PERIOD);
		for (from, until) in [(first - 9, first - 1), (last + 1, last + 9)] {
			valid(from, until);
			fails(Ask::default(), Error::ServiceNotValid);
		}
		for (from, until) in [(first - 9, first), (last, last + 9), (first + 3, first + 3)] {
			valid(from, until);
			Ask::default().made();
		}
	});
}

#[test]
fn the_member_consents_to_the_payers_use() {
	run(|| {
		for refusal in [Refusal::NoConsent, Refusal::Denied, Refusal::Segment, Refusal::Frozen] {
			GateAnswer::set(Err(refusal));
			fails(Ask::default(), Error::ConsentRefused(refusal));
		}
		let asked = (MEMBER, PAYER, Action::Use, Purpose::COVAUTH, SEGMENTS);
		assert_eq!(GateQuestion::get(), Some(asked));
		GateAnswer::set(Ok(Basis::Representative));
		Ask::default().made();
	});
}

#[test]
fn whoever_cannot_pay_the_deposit_asks_for_nothing() {
	run(|| {
		let poor = Ask { by: POOR, ..Ask::default() }.call();
		assert_noop!(poor, DispatchError::Token(TokenError::FundsUnavailable));
		assert_eq!(Entries::<Test>::iter().count(), 0);
	});
}

#[test]
fn days_are_those_of_the_universal_time() {
	run(|| {
		set_time(u64::from(TODAY) * DAY);
		fails(Ask { from: TODAY - 1, until: TODAY - 1, ..Ask::default() }, Error::DaysOver);
		Ask { urgent: true, from: TODAY - 1, until: TODAY, ..Ask::default() }.made();
	});
}
