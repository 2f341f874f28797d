use crate::{mock::*, Error, Event, HoldReason, Plans, Versions};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Benefit, Day, Terms, DAY, MAX_VERSIONS};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn publish(from: Day, terms: Terms) -> DispatchResult {
	Coverage::publish_version(signed(PAYER), PLAN, from, terms)
}

fn with(change: impl FnOnce(&mut Terms)) -> Terms {
	let mut terms = terms();
	change(&mut terms);
	terms
}

#[test]
fn terms_are_in_force_until_the_next_ones_are() {
	run(|| {
		let next = with(|terms| terms.year = 2025);
		assert_ok!(publish(TODAY + 5, next.clone()));
		let event =
			Event::VersionPublished { plan: PLAN, version: 1, from: TODAY + 5, dropped: None };
		assert_eq!(last_event(), event);
		assert_eq!(Coverage::terms_on(PLAN, TODAY - 1), None);
		assert_eq!(Coverage::terms_on(PLAN, TODAY), Some((0, terms())));
		assert_eq!(Coverage::terms_on(PLAN, TODAY + 4), Some((0, terms())));
		assert_eq!(Coverage::terms_on(PLAN, TODAY + 5), Some((1, next.clone())));
		assert_eq!(Coverage::terms(PLAN, 1), Some(next));
		assert_eq!(Coverage::terms(PLAN, 2), None);
		assert_eq!(Coverage::terms_on(77, TODAY), None);
	});
}

#[test]
fn every_byte_is_paid_for() {
	run(|| {
		let short = VERSION_DEPOSIT + BYTE_DEPOSIT * terms().encoded_size() as u64;
		assert_eq!(held(HoldReason::Version, PAYER), short);
		assert_ok!(publish(TODAY + 1, more_terms()));
		let long = VERSION_DEPOSIT + BYTE_DEPOSIT * more_terms().encoded_size() as u64;
		assert!(long > short);
		assert_eq!(held(HoldReason::Version, PAYER), short + long);
	});
}

#[test]
fn only_its_licensed_payer() {
	run(|| {
		only_the_licensed_payer(|origin, plan| {
			Coverage::publish_version(origin, plan, TODAY + 1, terms())
		});
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().payer = POOR);
		let done = Coverage::publish_version(signed(POOR), PLAN, TODAY + 1, terms());
		assert_noop!(done, DispatchError::Token(TokenError::FundsUnavailable));
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().payer = PAYER);
	});
}

#[test]
fn versions_follow_each_other() {
	run(|| {
		assert_noop!(publish(TODAY - 1, terms()), Error::<Test>::InThePast);
		assert_noop!(publish(TODAY, terms()), Error::<Test>::NotLater);
		let earlier = with(|terms| terms.year = 2023);
		assert_noop!(publish(TODAY + 1, earlier), Error::<Test>::YearBackwards);
		let fewer = with(|terms| _ = terms.tiers.pop());
		assert_noop!(publish(TODAY + 1, fewer), Error::<Test>::FewerTiers);
		let fewer = with(|terms| _ = terms.benefits.pop());
		assert_noop!(publish(TODAY + 1, fewer), Error::<Test>::FewerBenefits);
		assert_ok!(publish(TODAY + 1, terms()));
		assert_noop!(publish(TODAY + 1, terms()), Error::<Test>::NotLater);
		// The first one may be in force from today on, and not before.
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let done = Coverage::publish_version(signed(PAYER), 2, TODAY - 1, terms());
		assert_noop!(done, Error::<Test>::InThePast);
		assert_ok!(Coverage::publish_version(signed(PAYER), 2, TODAY, terms()));
	});
}

#[test]
fn only_the_first_one_is_in_force_today() {
	run(|| {
		set_day(TODAY + 3);
		assert_noop!(publish(TODAY + 3, terms()), Error::<Test>::TooSoon);
		assert_ok!(publish(TODAY + 4, terms()));
		set_midnight(TODAY + 5);
		assert_noop!(publish(TODAY + 5, terms()), Error::<Test>::TooSoon);
		assert_ok!(publish(TODAY + 6, terms()));

		// The first one is so whichever number it has.
		assert_ok!(Coverage::open_plan(signed(PAYER), EURO));
		let first = |from| Coverage::publish_version(signed(PAYER), 2, from, terms());
		assert_ok!(first(TODAY + 6));
		assert_ok!(Coverage::withdraw_version(signed(PAYER), 2));
		assert_ok!(first(TODAY + 5));
		assert_eq!(Coverage::terms_on(2, TODAY + 5), Some((1, terms())));
	});
}

#[test]
fn terms_are_sound() {
	run(|| {
		let from = TODAY + 1;
		let bad = with(|terms| terms.tiers = Default::default());
		assert_noop!(publish(from, bad), Error::<Test>::NoTiers);
		let bad = with(|terms| terms.benefits = Default::default());
		assert_noop!(publish(from, bad), Error::<Test>::NoBenefits);

		let too_many = || Error::<Test>::TooManyBasisPoints;
		assert_noop!(publish(from, with(|terms| terms.interest = 10_001)), too_many());
		let bad = with(|terms| terms.thresholds.intense_share = 10_001);
		assert_noop!(publish(from, bad), too_many());
		let bad = with(|terms| terms.benefits[2].coinsurance = 10_001);
		assert_noop!(publish(from, bad), too_many());

		let bad = with(|terms| terms.tiers[1].deductible.individual = 251);
		assert_noop!(publish(from, bad), Error::<Test>::ReversedLimit);
		let bad = with(|terms| terms.tiers[0].out_of_pocket.family = 499);
		assert_noop!(publish(from, bad), Error::<Test>::ReversedLimit);

		let clocks: [fn(&mut Terms) -> &mut u16; 8] = [
			|terms| &mut terms.filing_days,
			|terms| &mut terms.review_days,
			|terms| &mut terms.authorisation.urgent_hours,
			|terms| &mut terms.authorisation.normal_hours,
			|terms| &mut terms.authorisation.answer_hours,
			|terms| &mut terms.appeals.filing_days,
			|terms| &mut terms.appeals.internal_days,
			|terms| &mut terms.appeals.external_days,
		];
		for clock in clocks {
			let bad = with(|terms| *clock(terms) = 0);
			assert_noop!(publish(from, bad), Error::<Test>::ZeroClock);
		}

		// The whole is no more than the whole, equal limits are in order, and what is due at once is due.
		let good = with(|terms| {
			terms.interest = 10_000;
			terms.prompt_pay_days = 0;
			terms.thresholds.intense_share = 10_000;
			terms.tiers[0].deductible.family = terms.tiers[0].deductible.individual;
			terms.benefits[0] = Benefit { coinsurance: 10_000, ..Default::default() };
		});
		assert_ok!(publish(from, good));
	});
}

#[test]
fn no_clock_is_too_long() {
	let days: [fn(&mut Terms) -> &mut u16; 5] = [
		|terms| &mut terms.prompt_pay_days,
		|terms| &mut terms.review_days,
		|terms| &mut terms.appeals.filing_days,
		|terms| &mut terms.appeals.internal_days,
		|terms| &mut terms.appeals.external_days,
	];
	let hours: [fn(&mut Terms) -> &mut u16; 3] = [
		|terms| &mut terms.authorisation.urgent_hours,
		|terms| &mut terms.authorisation.normal_hours,
		|terms| &mut terms.authorisation.answer_hours,
	];
	let days = days.map(|clock| (clock, 3_650));
	let hours = hours.map(|clock| (clock, 8_760));
	for (clock, most) in days.into_iter().chain(hours) {
		run(|| {
			let of = |time| with(|terms| *clock(terms) = time);
			for time in [most + 1, u16::MAX] {
				assert_noop!(publish(TODAY + 1, of(time)), Error::<Test>::ClockTooLong);
			}
			assert_ok!(publish(TODAY + 1, of(most)));
		});
	}
}

#[test]
fn what_can_be_claimed_is_still_there() {
	let filed_within = |days| with(|terms| terms.filing_days = days);
	run(|| {
		for days in [RETENTION, RETENTION + 1, u16::MAX] {
			assert_noop!(publish(TODAY + 1, filed_within(days)), Error::<Test>::ClockTooLong);
		}
		assert_ok!(publish(TODAY + 1, filed_within(RETENTION - 1)));
	});
	run(|| {
		// And is not claimed after ten years, however long it is there.
		KeptFor::set(20_000 * DAY);
		assert_noop!(publish(TODAY + 1, filed_within(3_651)), Error::<Test>::ClockTooLong);
		assert_ok!(publish(TODAY + 1, filed_within(3_650)));
	});
}

#[test]
fn the_oldest_one_makes_room() {
	run(|| {
		for version in 1..MAX_VERSIONS as Day {
			assert_ok!(publish(TODAY + version, terms()));
		}
		prepared();
		let successor = TODAY + 1;
		set_time(salus_primitives::days_after(0, successor + RETENTION) - 1);
		let from = TODAY + RETENTION + 1;
		assert_noop!(publish(from, terms()), Error::<Test>::TooManyVersions);
		let before = held(HoldReason::Version, PAYER);
		set_midnight(successor + RETENTION);
		assert_ok!(publish(from + 1, terms()));
		let event =
			Event::VersionPublished { plan: PLAN, version: 16, from: from + 1, dropped: Some(0) };
		assert_eq!(last_event(), event);
		assert_eq!(Versions::<Test>::get(PLAN, 0), None);
		assert_eq!(Coverage::terms_on(PLAN, TODAY), None);
		assert_eq!(Coverage::terms_on(PLAN, successor).unwrap().0, 1);
		assert_eq!(held(HoldReason::Version, PAYER), before);
		assert_noop!(publish(from + 2, terms()), Error::<Test>::TooManyVersions);
	});
}

#[test]
fn numbers_are_not_used_twice() {
	run(|| {
		assert_ok!(publish(TODAY + 1, terms()));
		assert_ok!(Coverage::withdraw_version(signed(PAYER), PLAN));
		assert_ok!(publish(TODAY + 1, terms()));
		assert_eq!(Coverage::terms_on(PLAN, TODAY + 1).unwrap().0, 2);
		Plans::<Test>::mutate(PLAN, |plan| plan.as_mut().unwrap().next_version = u16::MAX);
		assert_noop!(publish(TODAY + 2, terms()), Error::<Test>::OutOfNumbers);
	});
}
