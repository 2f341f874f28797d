//! The payer did not decide in time.

use crate::{mock::*, ClaimStatus, DecidedBy, Error, Event, Flags, Outcome};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{AdjustmentReason::*, ClaimId, Moment, Seconds, Silence, DAY};
use sp_runtime::{DispatchError, DispatchResult};

fn lapse(id: ClaimId) -> DispatchResult {
	plainly(Claims::lapse(signed(STRANGER), id))
}

fn time_is_over() {
	set_time(Seconds::ceil(START + Moment::from(REVIEW_DAYS) * DAY).unwrap().moment());
}

#[test]
fn silence_grants() {
	run(|| {
		let id = submit(claim([line(TRIAL, 25_000), line(RARE, 700), line(VISIT, 18_000)]));
		time_is_over();
		assert_eq!(Claims::lapse(signed(STRANGER), id), Ok(Pays::No.into()));
		assert_eq!(
			last_event_paying(CLINIC, 24_700),
			Event::Decided {
				claim: id,
				provider: CLINIC,
				by: DecidedBy::Silence,
				outcome: Outcome::Complete,
				billed: 43_700,
				benefit: 24_700,
				share: 11_000,
				paid: 24_700,
				interest: 0,
				recouped: 0,
				waiting: false,
				first: None,
			}
		);
		// As the schedule says; what was billed, if it does not say.
		assert_eq!(amounts(id), [(20_000, 20_000), (700, 700), (15_000, 4_000)]);
		let at = Seconds::floor(now()).unwrap();
		assert_eq!(status(id), ClaimStatus::Decided { at, by: DecidedBy::Silence });
		assert_eq!(get(id).reasons, None);
	});
}

#[test]
fn silence_refuses() {
	run(|| {
		change_terms(PLAN, |terms| terms.review_silence = Silence::Refuses);
		let id = submit(claim([line(TRIAL, 25_000), line(RARE, 700), line(VISIT, 18_000)]));
		time_is_over();
		assert_ok!(lapse(id));
		assert_eq!(amounts(id), [(0, 0), (0, 0), (15_000, 4_000)]);
		assert_eq!(adjustments(id, 0), [pi(NotNecessary, 25_000)]);
		assert_eq!(adjustments(id, 1), [pi(NotNecessary, 700)]);
		assert_eq!(get(id).outcome(), Outcome::Partial);
		assert_eq!(coins(CLINIC), PURSE + 4_000);
	});
}

#[test]
fn silence_about_an_unusual_claim_refuses_all_of_it() {
	run(|| {
		change_terms(PLAN, |terms| {
			terms.review_silence = Silence::Refuses;
			terms.thresholds.claims_a_day = 1;
			terms.thresholds.pending = Flags::VELOCITY.0;
		});
		submit(free_claim(1, 100));
		let id = submit(claim([line_in(2, FREE_VISIT, 100), line_in(2, UNKNOWN, 7)]));
		time_is_over();
		assert_ok!(lapse(id));
		assert_eq!(adjustments(id, 0), [pi(NotNecessary, 100)]);
		assert_eq!(adjustments(id, 1), [co(UnknownService, 7)]);
		assert_eq!(get(id).outcome(), Outcome::Denied);
	});
}

#[test]
fn silence_about_an_unusual_claim_grants_what_rules_do() {
	run(|| {
		change_terms(PLAN, |terms| {
			terms.thresholds.claims_a_day = 1;
			terms.thresholds.pending = Flags::VELOCITY.0;
		});
		submit(free_claim(1, 100));
		let id = submit(claim([line_in(2, VISIT, 18_000), line_in(2, UNKNOWN, 7)]));
		time_is_over();
		assert_ok!(lapse(id));
		assert_eq!(amounts(id), [(15_000, 4_000), (0, 0)]);
	});
}

#[test]
fn not_before_the_time_is_over() {
	run(|| {
		let id = submit(claim([line(TRIAL, 20_000)]));
		time_is_over();
		set_time(now() - 1);
		assert_noop!(lapse(id), Error::<Test>::NotYetDue);
		time_is_over();
		assert_ok!(lapse(id));
		assert_noop!(lapse(id), Error::<Test>::NotPended);
		assert_noop!(lapse(next(PLAN)), Error::<Test>::UnknownClaim);
		for origin in nobody_signed() {
			assert_noop!(plainly(Claims::lapse(origin, id)), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn without_days_to_decide_it_lapses_at_once() {
	run(|| {
		change_terms(PLAN, |terms| terms.review_days = 0);
		let id = submit(claim([line(TRIAL, 20_000)]));
		// The clock has whole seconds.
		assert_noop!(lapse(id), Error::<Test>::NotYetDue);
		pass(500);
		assert_ok!(lapse(id));
	});
}
