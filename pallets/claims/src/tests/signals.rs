//! What makes claims unusual.

use crate::{mock::*, ClaimStatus, ClaimedService, Event, Flags, NewClaim};
use frame_support::assert_ok;
use salus_primitives::{ClaimId, LineDecision::*, Moment, Thresholds, DAY};

fn watch(thresholds: Thresholds) {
	change_terms(PLAN, |terms| terms.thresholds = thresholds);
}

fn flags(id: ClaimId) -> Flags {
	get(id).flags
}

#[test]
fn too_many_claims_in_a_day() {
	run(|| {
		watch(Thresholds { claims_a_day: 2, ..Default::default() });
		let of = |number| flags(submit(free_claim(number, 1)));
		assert_eq!([1, 2, 3].map(of), [Flags(0), Flags(0), Flags::VELOCITY]);
		assert_eq!((account(PLAN, CLINIC).day, account(PLAN, CLINIC).claims), (TODAY, 3));
		// Others have their own count, and every day has.
		assert_eq!(flags(submit_by(PHYSICIAN, free_claim(1, 1))), Flags(0));
		set_time(Moment::from(TODAY + 1) * DAY - 1);
		assert_eq!(of(4), Flags::VELOCITY);
		pass(1);
		assert_eq!(of(5), Flags(0));
		assert_eq!(account(PLAN, CLINIC).claims, 1);
		watch(Thresholds::default());
		assert_eq!([6, 7, 8].map(of), [Flags(0); 3]);
	});
}

#[test]
fn what_is_refused_or_waits_counts_too() {
	run(|| {
		watch(Thresholds { claims_a_day: 2, ..Default::default() });
		submit(claim([line(UNKNOWN, 1)]));
		submit(claim([line(TRIAL, 1)]));
		assert_eq!(flags(submit(free_claim(1, 1))), Flags::VELOCITY);
	});
}

#[test]
fn too_many_intense_services() {
	run(|| {
		watch(Thresholds { intense_share: 5_000, intense_from: 4, ..Default::default() });
		let of = |number, tag| flags(submit(claim([line_in(number, tag, 1)])));
		// Three of three are more than half, but too few to tell.
		assert_eq!([1, 2, 3].map(|number| of(number, LONG_VISIT)), [Flags(0); 3]);
		assert_eq!(of(4, VISIT), Flags::INTENSITY);
		assert_eq!(of(5, VISIT), Flags::INTENSITY);
		// Half of six are not more than half.
		assert_eq!(of(6, VISIT), Flags(0));
		// A refused one does not count, nor does another group.
		submit(claim([ClaimedService { date: TODAY - 100, ..line_in(7, LONG_VISIT, 1) }]));
		assert_eq!(of(8, DRUG), Flags(0));
		assert_eq!(of(9, LONG_VISIT), Flags::INTENSITY);
		let groups = account(PLAN, CLINIC).groups;
		let counts = groups.iter().map(|count| (count.group, count.lines, count.intense));
		assert!(counts.eq([(VISITS, 7, 4), (DRUGS, 1, 0)]));
	});
}

#[test]
fn within_a_claim_every_line_counts() {
	run(|| {
		watch(Thresholds { intense_share: 5_000, intense_from: 2, ..Default::default() });
		let id = submit(claim([line_in(1, LONG_VISIT, 1), line_in(2, LONG_VISIT, 1)]));
		assert_eq!(flags(id), Flags::INTENSITY);
	});
}

#[test]
fn a_service_before_what_it_refers_to() {
	run(|| {
		let on = |number, date| claim([ClaimedService { date, ..line_in(number, FREE_VISIT, 7) }]);
		let at = Moment::from(TODAY - 3) * DAY;
		happen(CLINIC, encounter(1), at);
		happen(CLINIC, encounter(2), at - 1);
		assert_eq!(flags(submit(on(1, TODAY - 3))), Flags(0));
		let odd = submit(on(2, TODAY - 3));
		assert_eq!(flags(odd), Flags::IMPOSSIBLE_DATE);
		// It is paid nevertheless.
		assert_eq!(amounts(odd), [(7, 7)]);
		change_terms(PLAN, |terms| terms.references = false);
		assert_eq!(flags(submit(on(2, TODAY - 2))), Flags(0));
	});
}

#[test]
fn the_same_from_two_plans() {
	run(|| {
		enrol(OTHER_PLAN, MEMBER, membership());
		submit(free_claim(1, 1));
		let there = |claim| NewClaim { plan: OTHER_PLAN, ..claim };
		assert_eq!(flags(submit(there(free_claim(1, 1)))), Flags::ACROSS_PAYERS);
		// Even if it is called otherwise.
		let other = there(claim([line_in(1, DRUG, 1)]));
		assert_eq!(flags(submit(other)), Flags::ACROSS_PAYERS);
		// Not for another encounter or day, or of another provider.
		assert_eq!(flags(submit(there(free_claim(2, 1)))), Flags(0));
		let yesterday = ClaimedService { date: TODAY - 1, ..line_in(1, FREE_VISIT, 1) };
		assert_eq!(flags(submit(there(claim([yesterday])))), Flags(0));
		buy_room(PHYSICIAN, OTHER_PLAN, 10);
		assert_eq!(flags(submit_by(PHYSICIAN, there(free_claim(1, 1)))), Flags(0));
	});
}

#[test]
fn flags_may_bring_a_claim_before_a_person() {
	run(|| {
		let pending = Flags::VELOCITY.0;
		watch(Thresholds { claims_a_day: 1, pending, ..Default::default() });
		submit(free_claim(1, 1));
		let id = next(PLAN);
		let unusual = claim([line_in(2, VISIT, 18_000), line_in(2, UNKNOWN, 1)]);
		assert_ok!(Claims::submit(signed(CLINIC), unusual));
		assert!(matches!(
			last_event(),
			Event::Pended { claim, flags: Flags::VELOCITY, .. } if claim == id
		));
		assert!(matches!(status(id), ClaimStatus::Pended { .. }));
		assert_eq!((coins(CLINIC), shared(PLAN, MEMBER)), (PURSE + 1, (0, 0)));
		// The person may let rules decide.
		assert_ok!(Claims::decide(signed(PAYER), id, bounded([ByRule; 2]), REASONS));
		assert_eq!(amounts(id), [(15_000, 4_000), (0, 0)]);
		assert_eq!(flags(id), Flags::VELOCITY);
		assert_eq!(account(PLAN, CLINIC).claims, 2);
	});
}

#[test]
fn other_flags_do_not() {
	run(|| {
		let pending = Flags::INTENSITY.0 | Flags::ACROSS_PAYERS.0 | Flags::IMPOSSIBLE_DATE.0;
		watch(Thresholds { claims_a_day: 1, pending, ..Default::default() });
		submit(free_claim(1, 1));
		let id = submit(free_claim(2, 1));
		assert_eq!((flags(id), amounts(id)), (Flags::VELOCITY, vec![(1, 1)]));
	});
}

#[test]
fn each_flag_can() {
	let pended = |pending: Flags, prepare: &dyn Fn()| {
		run(|| {
			prepare();
			change_terms(PLAN, |terms| terms.thresholds.pending = pending.0);
			let id = submit(claim([line_in(1, LONG_VISIT, 1)]));
			assert_eq!(flags(id), pending);
			assert!(matches!(status(id), ClaimStatus::Pended { .. }));
		});
	};
	pended(Flags::IMPOSSIBLE_DATE, &|| happen(CLINIC, encounter(1), 0));
	pended(Flags::ACROSS_PAYERS, &|| {
		enrol(OTHER_PLAN, MEMBER, membership());
		submit(NewClaim { plan: OTHER_PLAN, ..free_claim(1, 1) });
	});
	pended(Flags::INTENSITY, &|| {
		watch(Thresholds { intense_share: 1, intense_from: 1, ..Default::default() });
	});
	pended(Flags::VELOCITY, &|| {
		submit(free_claim(9, 1));
		watch(Thresholds { claims_a_day: 1, ..Default::default() });
	});
}
