//! Why lines are refused, and what becomes of those that are not.

use crate::{mock::*, ClaimedService, Event, NewClaim, Outcome};
use frame_support::assert_ok;
use salus_primitives::{
	Adjustment, AdjustmentReason::*, Amount, Benefit, ClaimId, Day, Membership, Moment, Service,
	ServiceReference, Terms, DAY, OUT_OF_NETWORK,
};

/// The clinic claims `lines`; all of them are refused, and nothing is used.
fn denied(claim: NewClaim<u64>, adjustment: impl Fn(Amount) -> Adjustment) {
	let before = (bytes_of_used(claim.plan, claim.member), coins(CLINIC));
	let id = submit(claim);
	let entry = get(id);
	assert_eq!(entry.outcome(), Outcome::Denied);
	for line in &entry.lines {
		assert_eq!(line.adjustments.to_vec(), [adjustment(line.service.billed)]);
		assert_eq!((line.allowed, line.paid), (0, 0));
		assert!(line.used.is_none());
	}
	let billed = entry.billed();
	let patients = adjustment(billed).group == salus_primitives::AdjustmentGroup::Patient;
	assert_eq!(entry.share, if patients { billed } else { 0 });
	assert_eq!((bytes_of_used(id.plan, entry.member), coins(CLINIC)), before);
}

fn bytes_of_used(plan: u32, member: u64) -> Option<salus_primitives::MemberUse> {
	use salus_primitives::Coverage;
	Plans::membership(plan, &member).map(|member| member.used)
}

fn on(date: Day, line: ClaimedService) -> ClaimedService {
	ClaimedService { date, ..line }
}

#[test]
fn not_a_member() {
	run(|| {
		denied(claim_for(PLAN, NOBODY, [line(VISIT, 100)]), |amount| pr(NotMember, amount));
	});
}

#[test]
fn before_and_after_the_coverage() {
	run(|| {
		change_member(PLAN, MEMBER, |member| {
			member.from = TODAY - 10;
			member.until = TODAY - 1;
		});
		denied(claim([on(TODAY - 11, line(VISIT, 100))]), |amount| pr(BeforeCoverage, amount));
		denied(claim([line(VISIT, 100)]), |amount| pr(AfterCoverage, amount));
		for day in [TODAY - 10, TODAY - 1] {
			let id = submit(claim([on(day, line(FREE_VISIT, 100))]));
			assert_eq!(amounts(id), [(100, 100)]);
		}
	});
}

#[test]
fn another_plan_pays_first() {
	run(|| {
		let claim = claim_for(OTHER_PLAN, DOUBLE_THERE, [line(VISIT, 100), line(DRUG, 50)]);
		denied(claim, |amount| oa(OtherPayerFirst, amount));
	});
}

#[test]
fn claimed_too_late() {
	run(|| {
		let old = || claim([line(FREE_VISIT, 100)]);
		let last = (Moment::from(TODAY) + 1 + Moment::from(FILING_DAYS)) * DAY;
		set_time(last - 1);
		assert_eq!(amounts(submit(old())), [(100, 100)]);
		set_time(last);
		denied(claim([line_in(8, FREE_VISIT, 100)]), |amount| co(FiledLate, amount));
		// Late is late, claimed before or not.
		denied(old(), |amount| co(FiledLate, amount));
	});
}

#[test]
fn claimed_before() {
	run(|| {
		let one = || line(VISIT, 15_000);
		let first = submit(claim([one(), one()]));
		assert_eq!(adjustments(first, 1), [oa(Duplicate, 15_000)]);
		assert_eq!(get(first).outcome(), Outcome::Partial);
		denied(claim([one()]), |amount| oa(Duplicate, amount));
		// Whoever it is for.
		denied(claim_for(PLAN, PARENT, [one()]), |amount| oa(Duplicate, amount));
		// Another day, another encounter, another service, another provider, another plan.
		enrol(OTHER_PLAN, MEMBER, membership());
		for other in [
			claim([on(TODAY - 1, one())]),
			claim([line_in(77, VISIT, 15_000)]),
			claim([line_in(0, DRUG, 2_000)]),
			NewClaim { plan: OTHER_PLAN, ..claim([one()]) },
		] {
			assert_eq!(get(submit(other)).outcome(), Outcome::Complete);
		}
		assert_eq!(get(submit_by(PHYSICIAN, claim([one()]))).outcome(), Outcome::Complete);
	});
}

#[test]
fn what_was_refused_can_be_claimed_again() {
	run(|| {
		let one = || line(VISIT, 15_000);
		tables(|tables| tables.everything_happened = false);
		denied(claim([one()]), |amount| co(Reference, amount));
		denied(claim([one()]), |amount| co(Reference, amount));
		tables(|tables| tables.everything_happened = true);
		assert_eq!(amounts(submit(claim([one()]))), [(15_000, 4_000)]);
	});
}

#[test]
fn no_such_service() {
	run(|| {
		let unknown = |amount| co(UnknownService, amount);
		denied(claim([line(UNKNOWN, 100)]), unknown);
		change_service(PLAN, VISIT, |service| {
			service.from = TODAY - 5;
			service.until = TODAY - 2;
		});
		denied(claim([on(TODAY - 6, line(VISIT, 100))]), unknown);
		denied(claim([on(TODAY - 1, line(VISIT, 100))]), unknown);
		for day in [TODAY - 5, TODAY - 2] {
			let id = submit(claim([on(day, line(VISIT, 100))]));
			assert_eq!(get(id).outcome(), Outcome::Complete);
		}
		// Of a group that the terms say nothing about.
		list(PLAN, tag(50), service(40, 100));
		denied(claim([line(tag(50), 100)]), unknown);
		// Unless it has a benefit of its own.
		let benefit = Some(Benefit { covered: true, copay: 7, ..Default::default() });
		list(PLAN, tag(51), Service { benefit, ..service(40, 100) });
		let id = submit(claim([line(tag(51), 100)]));
		assert_eq!(adjustments(id, 0), [pr(Copay, 7)]);
	});
}

#[test]
fn no_terms_on_that_day() {
	run(|| {
		change_terms(PLAN, |terms| terms.filing_days = 400);
		change_member(PLAN, MEMBER, |member| member.from = 0);
		change_service(PLAN, FREE_VISIT, |service| service.from = 0);
		let unknown = |amount| co(UnknownService, amount);
		denied(claim([on(TODAY - 301, line(FREE_VISIT, 100))]), unknown);
		let id = submit(claim([on(TODAY - 300, line(FREE_VISIT, 100))]));
		assert_eq!(amounts(id), [(100, 100)]);
	});
}

#[test]
fn nothing_happened_that_it_refers_to() {
	run(|| {
		nothing_happened();
		let unit = ServiceReference::Dispensed { lot: [7; 16], index: 3 };
		happen(CLINIC, encounter(1), START);
		happen(CLINIC, unit, START);
		happen(PHYSICIAN, encounter(2), START);
		let missing = |amount| co(Reference, amount);
		denied(claim([line_in(2, FREE_VISIT, 100), line_in(3, FREE_VISIT, 1)]), missing);
		let other_unit = ServiceReference::Dispensed { lot: [7; 16], index: 4 };
		let of = |reference| ClaimedService { reference, ..line(FREE_VISIT, 100) };
		denied(claim([of(other_unit)]), missing);
		let id = submit(claim([of(unit), of(encounter(1))]));
		assert_eq!(amounts(id), [(100, 100); 2]);
		// Nobody has to show it to a plan that does not want to see it.
		change_terms(PLAN, |terms| terms.references = false);
		assert_eq!(amounts(submit(free_claim(3, 100))), [(100, 100)]);
	});
}

#[test]
fn not_authorised() {
	run(|| {
		let operation = || claim([line(OPERATION, 90_000)]);
		let with = |id| NewClaim { authorisation: Some(id), ..operation() };
		let missing = |amount| co(NotAuthorised, amount);
		denied(operation(), missing);
		denied(with(99), missing);
		let certified = &[(OPERATION, 5)];
		denied(with(certify(OTHER_PLAN, MEMBER, CLINIC, certified)), missing);
		denied(with(certify(PLAN, PARENT, CLINIC, certified)), missing);
		denied(with(certify(PLAN, MEMBER, PHYSICIAN, certified)), missing);
		denied(with(certify(PLAN, MEMBER, CLINIC, &[(VISIT, 5)])), missing);
		let id = certify(PLAN, MEMBER, CLINIC, certified);
		let days = |from, until| {
			tables(|tables| {
				let certificate = tables.certificates.get_mut(&id).unwrap();
				(certificate.from, certificate.until) = (from, until);
			});
		};
		days(TODAY + 1, TODAY + 9);
		denied(with(id), missing);
		days(TODAY - 9, TODAY - 1);
		denied(with(id), missing);
		days(TODAY, TODAY);
		assert_eq!(amounts(submit(with(id))), [(90_000, 90_000)]);
		assert_eq!(authorised_used(id), [1]);
	});
}

#[test]
fn more_than_was_authorised() {
	run(|| {
		let authorisation = Some(certify(PLAN, MEMBER, CLINIC, &[(VISIT, 9), (OPERATION, 5)]));
		let of = |number, count| NewClaim {
			authorisation,
			..claim([units_in(number, OPERATION, count, 90_000)])
		};
		let used_up = |amount| co(AuthorisationUsedUp, amount);
		denied(of(1, 6), used_up);
		submit(of(1, 3));
		assert_eq!(authorised_used(0), [0, 3]);
		denied(of(2, 3), used_up);
		submit(of(2, 2));
		assert_eq!(authorised_used(0), [0, 5]);
		denied(of(3, 1), used_up);
		// What needs no authorisation takes nothing of it.
		submit(NewClaim { authorisation, ..claim([line(VISIT, 1)]) });
		assert_eq!(authorised_used(0), [0, 5]);
	});
}

#[test]
fn within_a_claim_as_well() {
	run(|| {
		let authorisation = Some(certify(PLAN, MEMBER, CLINIC, &[(OPERATION, 5)]));
		let lines = [3, 3, 2].map(|count| units_in(count.into(), OPERATION, count, 1_000));
		let lines = lines
			.into_iter()
			.enumerate()
			.map(|(index, line)| ClaimedService { reference: encounter(index as u64), ..line });
		let id = submit(NewClaim { authorisation, ..claim(lines) });
		assert_eq!(amounts(id), [(1_000, 1_000), (0, 0), (1_000, 1_000)]);
		assert_eq!(adjustments(id, 1), [co(AuthorisationUsedUp, 1_000)]);
	});
}

#[test]
fn not_covered() {
	run(|| {
		let id = submit(claim([line(COSMETIC, 12_000)]));
		assert_eq!(adjustments(id, 0), [co(FeeSchedule, 2_000), pr(NotCovered, 10_000)]);
		assert_eq!(amounts(id), [(10_000, 0)]);
		assert_eq!(get(id).share, 10_000);
		assert_eq!(get(id).outcome(), Outcome::Denied);
		assert_eq!(shared(PLAN, MEMBER), (0, 0));
		// Without a fee, all of it is the patient's.
		change_service(PLAN, COSMETIC, |service| service.fees = Default::default());
		let id = submit(claim([line(COSMETIC, 12_000)]));
		assert_eq!(adjustments(id, 0), [pr(NotCovered, 12_000)]);
	});
}

#[test]
fn more_than_the_schedule_allows() {
	run(|| {
		let id = submit(claim([units(FREE_VISIT, 2, 3_000_000)]));
		assert_eq!(adjustments(id, 0), [co(FeeSchedule, 1_000_000)]);
		assert_eq!(amounts(id), [(2_000_000, 2_000_000)]);
		// Less may be asked for.
		let id = submit(free_claim(1, 999_999));
		assert_eq!((adjustments(id, 0), amounts(id)), (vec![], vec![(999_999, 999_999)]));
	});
}

#[test]
fn fees_are_those_of_the_network_on_the_day() {
	run(|| {
		change_terms(PLAN, |terms| terms.benefits[0] = terms.benefits[6].clone());
		plan_table(PLAN, |table| {
			table
				.contracts
				.insert(CLINIC, vec![(0, TODAY - 2, OUT_OF_NETWORK), (TODAY - 1, TODAY, NETWORK)]);
		});
		let days = [TODAY - 2, TODAY - 1, TODAY];
		let id = submit(claim(days.map(|day| on(day, line(VISIT, 20_000)))));
		assert_eq!(amounts(id), [(9_000, 9_000), (15_000, 15_000), (15_000, 15_000)]);
		let id = submit_by(PHYSICIAN, claim([line(VISIT, 20_000)]));
		assert_eq!(amounts(id), [(9_000, 9_000)]);
	});
}

#[test]
fn terms_are_those_on_the_day() {
	run(|| {
		let dearer = Benefit { covered: true, copay: 700, ..Default::default() };
		let mut new = Terms { year: BENEFIT_YEAR + 1, ..terms() };
		new.benefits[usize::from(DRUGS)] = dearer;
		publish(PLAN, TODAY, new);
		let days = [TODAY, TODAY - 1];
		let id = submit(claim(days.map(|day| on(day, line(DRUG, 2_000)))));
		assert_eq!(amounts(id), [(2_000, 1_300), (2_000, 1_500)]);
		// Each counts for its own year.
		assert_eq!(shared(PLAN, MEMBER), (0, 500));
		let id = submit(claim([on(TODAY - 1, line(VISIT, 15_000)), line(VISIT, 15_000)]));
		assert_eq!(amounts(id), [(15_000, 4_000); 2]);
	});
}

#[test]
fn years_that_are_long_over_are_not_kept() {
	run(|| {
		// Four versions, each of a year of its own.
		change_terms(PLAN, |terms| terms.filing_days = 400);
		for (from, year) in [(TODAY - 30, 2025), (TODAY - 20, 2026), (TODAY - 10, 2027)] {
			publish(PLAN, from, Terms { year, filing_days: 400, ..terms() });
		}
		let of = |day| claim([on(day, line(FREE_VISIT, 1))]);
		for day in [TODAY - 40, TODAY - 30, TODAY - 20] {
			assert_eq!(amounts(submit(of(day))), [(1, 1)]);
		}
		let first = submit(claim([on(TODAY - 41, line(VISIT, 15_000))]));
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));
		assert_eq!(amounts(submit(of(TODAY))), [(1, 1)]);
		// The fourth year takes the place of the first.
		denied(of(TODAY - 42), |amount| co(FiledLate, amount));
		assert_eq!(shared(PLAN, MEMBER), (0, 0));
		assert_ok!(Claims::void(signed(CLINIC), first));
	});
}

#[test]
fn reasons_come_in_their_order() {
	run(|| {
		nothing_happened();
		// Everything is wrong with it, and less and less.
		let mut line = on(TODAY - 250, line(UNKNOWN, 100));
		let mut new = claim_for(OTHER_PLAN, NOBODY, []);
		let step = |new: &NewClaim<u64>, line: &ClaimedService, adjustment| {
			let id = submit(NewClaim { lines: bounded([line.clone()]), ..new.clone() });
			assert_eq!(adjustments(id, 0), [adjustment]);
		};
		step(&new, &line, pr(NotMember, 100));
		new.member = DOUBLE_THERE;
		step(&new, &line, pr(BeforeCoverage, 100));
		line.date = TODAY - 150;
		step(&new, &line, oa(OtherPayerFirst, 100));
		change_member(OTHER_PLAN, DOUBLE_THERE, |member| member.after = None);
		step(&new, &line, co(FiledLate, 100));
		line.date = TODAY;
		step(&new, &line, co(UnknownService, 100));
		line.tag = OPERATION;
		step(&new, &line, co(Reference, 100));
		happen(CLINIC, line.reference, START);
		step(&new, &line, co(NotAuthorised, 100));
		let id = certify(OTHER_PLAN, DOUBLE_THERE, CLINIC, &[(OPERATION, 1)]);
		new.authorisation = Some(id);
		line.units = 2;
		step(&new, &line, co(AuthorisationUsedUp, 100));
		line.units = 1;
		change_benefit(OTHER_PLAN, SURGERY, |benefit| {
			benefit.copay = 3;
		});
		step(&new, &line, pr(Copay, 3));
		step(&new, &line, oa(Duplicate, 100));
	});
}

#[test]
fn the_event_names_the_plan_to_ask_first() {
	run(|| {
		let id = next(OTHER_PLAN);
		let claim = claim_for(OTHER_PLAN, DOUBLE_THERE, [line(VISIT, 100)]);
		assert_ok!(Claims::submit(signed(CLINIC), claim));
		assert!(matches!(
			last_event(),
			Event::Decided { claim: ClaimId { plan: OTHER_PLAN, .. }, first: Some(PLAN), .. }
		));
		assert_eq!(get(id).prior, None);
	});
}

#[test]
fn tiers_differ_and_an_unknown_one_shares_nothing() {
	run(|| {
		let of = |tier| {
			enrol(PLAN, MEMBER, Membership { tier, ..membership() });
			let id = submit(claim([line_in(tier.into(), VISIT, 15_000)]));
			amounts(id)[0].1
		};
		assert_eq!(of(1), 12_000);
		assert_eq!(of(0), 4_000);
		assert_eq!(of(9), 15_000);
	});
}
