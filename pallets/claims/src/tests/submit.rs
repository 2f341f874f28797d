//! Handing in a claim.

use crate::{
	mock::*, ClaimStatus, ClaimedService, DecidedBy, Error, Event, Ledger, NewClaim, Outcome,
	Payout, MAX_BILLED,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Action, AdjustmentReason::*, ClaimId, ClaimKind, LicenceKind, LicenceProblem, Moment, Purpose,
	Refusal, Seconds, DAY,
};
use sp_runtime::DispatchError;

fn refused(claim: NewClaim<u64>, error: impl Into<DispatchError>) {
	assert_noop!(Claims::submit(signed(CLINIC), claim), error.into());
}

/// The first whole second after so many days from [`START`].
fn days_from_start(days: u16) -> Seconds {
	Seconds::ceil(START + Moment::from(days) * DAY).unwrap()
}

#[test]
fn a_claim_is_decided_and_paid_in_the_same_call() {
	run(|| {
		let id = next(PLAN);
		let lines = [line(VISIT, 18_000), line(FREE_VISIT, 333)];
		assert_ok!(Claims::submit(signed(CLINIC), claim(lines.clone())));
		assert_eq!(
			last_event_paying(CLINIC, 4_333),
			Event::Decided {
				claim: id,
				provider: CLINIC,
				by: DecidedBy::Rules,
				outcome: Outcome::Complete,
				billed: 18_333,
				benefit: 4_333,
				share: 11_000,
				paid: 4_333,
				interest: 0,
				recouped: 0,
				waiting: false,
				first: None,
			}
		);
		assert_eq!(coins(CLINIC), PURSE + 4_333);
		assert_eq!(coins(PAYER), TREASURE / 2);
		assert_eq!(reserved(PAYER), TREASURE / 2 - 4_333);
		assert_eq!(ledger(PLAN).reserve, reserved(PAYER));

		let entry = get(id);
		assert_eq!(entry.provider, CLINIC);
		assert_eq!(entry.member, MEMBER);
		assert_eq!(entry.kind, ClaimKind::Professional);
		assert_eq!(entry.document, DOCUMENT);
		assert_eq!((entry.prior, entry.next, entry.authorisation), (None, None, None));
		assert_eq!(entry.version, 0);
		assert_eq!(entry.interest_rate, INTEREST);
		assert_eq!(entry.received, Seconds::floor(START).unwrap());
		assert_eq!(entry.due, days_from_start(PROMPT_PAY_DAYS));
		let at = Seconds::floor(START).unwrap();
		assert_eq!(entry.status, ClaimStatus::Decided { at, by: DecidedBy::Rules });
		assert_eq!((entry.paid, entry.unpaid, entry.interest), (4_333, 0, 0));
		assert_eq!(entry.payout, Payout::Settled);
		assert_eq!(entry.share, 11_000);
		assert!(entry.lines.iter().map(|line| &line.service).eq(&lines));
		assert_eq!(amounts(id), [(15_000, 4_000), (333, 333)]);
		assert_eq!(
			adjustments(id, 0),
			[co(FeeSchedule, 3_000), pr(Deductible, 10_000), pr(Coinsurance, 1_000)]
		);
		assert_eq!(adjustments(id, 1), []);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));

		assert_eq!(Claims::claim(id), Some(entry));
		assert_eq!(Claims::open_share(id), Some(11_000));
		assert_eq!(Claims::ledger(PLAN), ledger(PLAN));
		assert_eq!(Claims::provider_account(PLAN, CLINIC), Some(account(PLAN, CLINIC)));
		assert_eq!(Claims::claim(next(PLAN)), None);
		assert_eq!(Claims::open_share(next(PLAN)), None);
		assert_eq!(Claims::provider_account(PLAN, STRANGER), None);
	});
}

#[test]
fn claims_are_numbered_by_plan_and_take_room() {
	run(|| {
		let first = submit(free_claim(1, 100));
		let second = submit(claim([line_in(2, FREE_VISIT, 1), line_in(2, DRUG, 2_000)]));
		let other = submit(claim_for(OTHER_PLAN, DOUBLE_THERE, [line(VISIT, 1)]));
		assert_eq!(first, ClaimId { plan: PLAN, number: 0 });
		assert_eq!(second, ClaimId { plan: PLAN, number: 1 });
		assert_eq!(other, ClaimId { plan: OTHER_PLAN, number: 0 });
		assert_eq!(account(PLAN, CLINIC).taken, 4 + 5);
		assert_eq!(account(OTHER_PLAN, CLINIC).taken, 4);
		let Ledger { next, claims, reaped, .. } = ledger(PLAN);
		assert_eq!((next, claims, reaped), (2, 2, 0));
	});
}

#[test]
fn the_member_consents_to_the_payer() {
	run(|| {
		submit(free_claim(1, 100));
		let asked = (MEMBER, PAYER, Action::Use, Purpose::HPAYMT, SEGMENTS);
		assert_eq!(tables(|tables| tables.question), Some(asked));
		for refusal in [Refusal::NoConsent, Refusal::Revoked, Refusal::Segment, Refusal::Frozen] {
			consent(Err(refusal));
			refused(free_claim(2, 100), Error::<Test>::Refused(refusal));
		}
	});
}

#[test]
fn each_kind_is_for_those_who_are_licensed_for_it() {
	use ClaimKind::*;
	let kinds = [Institutional, Oral, Pharmacy, Professional, Vision];
	for (provider, may) in [
		(CLINIC, vec![Institutional, Oral, Professional, Vision]),
		(PHYSICIAN, vec![Oral, Professional, Vision]),
		(PHARMACY, vec![Pharmacy]),
		(LABORATORY, vec![Institutional]),
	] {
		run(|| {
			for (number, kind) in (0..).zip(kinds) {
				let claim = NewClaim { kind, ..free_claim(number, 100) };
				let call = || Claims::submit(signed(provider), claim.clone());
				if may.contains(&kind) {
					assert_ok!(call());
				} else {
					let problem = LicenceProblem::NotHeld;
					assert_noop!(call(), Error::<Test>::Unlicensed(problem));
				}
			}
		});
	}
}

#[test]
fn of_two_problems_the_closest_is_told() {
	run(|| {
		use LicenceProblem::*;
		let at = |facility, practitioner| {
			license(CLINIC, LicenceKind::Facility, Err(facility));
			license(CLINIC, LicenceKind::Practitioner, Err(practitioner));
		};
		at(Expired, Suspended);
		refused(free_claim(1, 100), Error::<Test>::Unlicensed(Suspended));
		at(Suspended, Expired);
		refused(free_claim(1, 100), Error::<Test>::Unlicensed(Suspended));
		at(IssuerDiscredited, NotHeld);
		refused(free_claim(1, 100), Error::<Test>::Unlicensed(IssuerDiscredited));
	});
}

#[test]
fn what_is_no_claim_is_not_filed() {
	run(|| {
		let good = || claim([line(FREE_VISIT, 100)]);
		let with = |line: ClaimedService| claim([self::line(DRUG, 100), line]);
		refused(NewClaim { plan: NO_PLAN, ..good() }, Error::<Test>::UnknownPlan);
		refused(claim([]), Error::<Test>::NothingToDo);
		refused(NewClaim { document: NOTHING, ..good() }, Error::<Test>::ZeroCommitment);
		refused(with(units(FREE_VISIT, 0, 100)), Error::<Test>::ZeroUnits);
		refused(with(line(FREE_VISIT, 0)), Error::<Test>::ZeroAmount);
		refused(with(line(FREE_VISIT, MAX_BILLED + 1)), Error::<Test>::AmountTooLarge);
		let tomorrow = ClaimedService { date: TODAY + 1, ..line(FREE_VISIT, 100) };
		refused(with(tomorrow), Error::<Test>::InTheFuture);
		for origin in nobody_signed() {
			assert_noop!(Claims::submit(origin, good()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn the_day_begins_at_midnight() {
	run(|| {
		let tomorrow = ClaimedService { date: TODAY + 1, ..line(FREE_VISIT, 100) };
		let midnight = Moment::from(TODAY + 1) * DAY;
		set_time(midnight - 1);
		refused(claim([tomorrow.clone()]), Error::<Test>::InTheFuture);
		set_time(midnight);
		assert_ok!(Claims::submit(signed(CLINIC), claim([tomorrow])));
	});
}

#[test]
fn nobody_claims_from_a_plan_of_their_own() {
	run(|| {
		license(PAYER, LicenceKind::Facility, Ok(()));
		buy_room(PAYER, PLAN, 10);
		assert_noop!(Claims::submit(signed(PAYER), free_claim(1, 100)), Error::<Test>::OwnPlan);
	});
}

#[test]
fn room_is_bought_before() {
	run_bare(|| {
		top_up(PLAN, 1_000);
		let two = || claim([line(FREE_VISIT, 100), line(DRUG, 100)]);
		refused(two(), Error::<Test>::NoRoom);
		buy_room(CLINIC, PLAN, 4);
		refused(two(), Error::<Test>::NoRoom);
		buy_room(CLINIC, PLAN, 1);
		assert_ok!(Claims::submit(signed(CLINIC), two()));
		refused(free_claim(9, 100), Error::<Test>::NoRoom);
	});
}

#[test]
fn a_plan_without_terms_takes_no_claims() {
	run(|| {
		plan_table(PLAN, |table| table.versions.clear());
		refused(free_claim(1, 100), Error::<Test>::NoTerms);
	});
	run(|| {
		plan_table(PLAN, |table| table.terms.clear());
		refused(free_claim(1, 100), Error::<Test>::NoTerms);
	});
}

#[test]
fn numbers_end() {
	run(|| {
		crate::Ledgers::<Test>::mutate(PLAN, |ledger| {
			ledger.next = u32::MAX;
			ledger.reaped = u32::MAX;
		});
		refused(free_claim(1, 100), Error::<Test>::OutOfNumbers);
	});
	// There are places of the queue for as many claims as there are numbers.
	run(|| {
		leave_in_reserve(PLAN, 10);
		crate::Ledgers::<Test>::mutate(PLAN, |ledger| {
			ledger.head = u32::MAX;
			ledger.tail = u32::MAX;
		});
		let claim = free_claim(1, 100);
		let call = RuntimeCall::Claims(crate::Call::submit { claim });
		assert_noop!(dispatch(CLINIC, call), Error::<Test>::OutOfNumbers);
	});
}

#[test]
fn clocks_end_in_2106() {
	run(|| {
		set_time(Seconds(u32::MAX).moment());
		let call = RuntimeCall::Claims(crate::Call::submit { claim: free_claim(1, 100) });
		assert_noop!(dispatch(CLINIC, call), Error::<Test>::TimeOutOfRange);
	});
}

#[test]
fn so_much_is_kept_for_an_encounter() {
	run(|| {
		change_terms(PLAN, |terms| terms.filing_days = 300);
		let on = |day| ClaimedService { date: TODAY - day, ..line_in(1, FREE_VISIT, 1) };
		for first in [0, 32, 64, 96] {
			submit(claim((first..first + 32).map(on)));
		}
		let call = |line| RuntimeCall::Claims(crate::Call::submit { claim: claim([line]) });
		assert_noop!(dispatch(CLINIC, call(on(128))), Error::<Test>::TooManyServices);
		// What is refused is not kept.
		let refused = ClaimedService { tag: UNKNOWN, ..on(128) };
		assert_ok!(dispatch(CLINIC, call(refused)));
		// It is another encounter, or another provider's.
		assert_ok!(dispatch(CLINIC, call(line_in(2, FREE_VISIT, 1))));
		assert_ok!(dispatch(PHYSICIAN, call(on(0))));
	});
}

#[test]
fn clocks_are_those_of_the_latest_service() {
	run(|| {
		let slow = salus_primitives::Terms { prompt_pay_days: 60, interest: 5, ..terms() };
		publish(PLAN, TODAY, slow);
		let yesterday = ClaimedService { date: TODAY - 1, ..line_in(1, FREE_VISIT, 1) };
		let today = line_in(1, FREE_VISIT, 1);
		let old = submit(claim([yesterday.clone()]));
		assert_eq!((get(old).version, get(old).interest_rate), (0, INTEREST));
		assert_eq!(get(old).due, days_from_start(PROMPT_PAY_DAYS));
		// Whichever is named first.
		for (number, both) in [(2, [&yesterday, &today]), (4, [&today, &yesterday])] {
			let reference = encounter(number);
			let new = submit(claim(both.map(|line| ClaimedService { reference, ..line.clone() })));
			assert_eq!((get(new).version, get(new).interest_rate), (1, 5));
			assert_eq!(get(new).due, days_from_start(60));
		}
		// Before the first one, its clocks apply, and nothing is paid.
		let before = ClaimedService { date: TODAY - 301, ..line_in(3, FREE_VISIT, 1) };
		change_member(PLAN, MEMBER, |member| member.from = 0);
		let before = submit(claim([before]));
		assert_eq!(get(before).version, 0);
		assert_eq!(adjustments(before, 0), [co(UnknownService, 1)]);
	});
}

#[test]
fn what_was_done_was_done_in_a_second_that_is_over() {
	run(|| {
		let at = Seconds::floor(START).unwrap();
		assert!(at.moment() < START);
		let ids = [1, 2, 3].map(|number| submit(free_claim(number, 100)));
		assert_ok!(Claims::void(signed(CLINIC), ids[1]));
		assert_ok!(Claims::reverse(signed(PAYER), ids[2], REASONS));
		assert_eq!(status(ids[0]), ClaimStatus::Decided { at, by: DecidedBy::Rules });
		assert_eq!(status(ids[1]), ClaimStatus::Voided { at });
		assert_eq!(status(ids[2]), ClaimStatus::Reversed { at });
		assert_eq!(ids.map(|id| get(id).received), [at; 3]);
		// Deadlines are not shorter than the terms say.
		assert_eq!(get(ids[0]).due, Seconds(at.0 + u32::from(PROMPT_PAY_DAYS) * 86_400 + 1));
	});
}

#[test]
fn as_much_as_can_be_billed_is_reckoned_with() {
	run(|| {
		change_service(PLAN, FREE_VISIT, |service| {
			service.fees = bounded([(NETWORK, u128::MAX)]);
		});
		let lines = (0..32).map(|number| units_in(number, FREE_VISIT, u32::MAX, MAX_BILLED));
		let id = submit(claim(lines));
		assert_eq!(get(id).billed(), 32 * MAX_BILLED);
		assert_eq!(get(id).unpaid, 32 * MAX_BILLED);
		let lines = (0..32).map(|number| units_in(number, VISIT, u32::MAX, MAX_BILLED));
		change_service(PLAN, VISIT, |service| service.fees = bounded([(NETWORK, u128::MAX)]));
		let id = submit(claim(lines));
		assert_eq!(get(id).share, 50_000);
		assert_eq!(get(id).unpaid, 32 * MAX_BILLED - 50_000);
	});
}
