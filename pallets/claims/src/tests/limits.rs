//! Deductibles, limits and rounding, to the unit.

use crate::{mock::*, ClaimedService};
use salus_primitives::{Adjustment, AdjustmentReason::*, Amount, Benefit, Limit, Membership, Tier};

/// What `member` and the plan pay for a visit that is billed so, in an encounter of its own.
fn visit(number: u64, member: u64, billed: Amount) -> (Vec<Adjustment>, Amount) {
	let id = submit(claim_for(PLAN, member, [line_in(number, VISIT, billed)]));
	(adjustments(id, 0), amounts(id)[0].1)
}

#[test]
fn the_deductible_ends_in_the_middle_of_a_line() {
	run(|| {
		assert_eq!(visit(1, MEMBER, 6_000), (vec![pr(Deductible, 6_000)], 0));
		assert_eq!(shared(PLAN, MEMBER), (6_000, 6_000));
		// 4,000 are left, and a fifth of the other 2,001 is 400.2.
		assert_eq!(
			visit(2, MEMBER, 6_001),
			(vec![pr(Deductible, 4_000), pr(Coinsurance, 400)], 1_601)
		);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 10_400));
		assert_eq!(visit(3, MEMBER, 6_000), (vec![pr(Coinsurance, 1_200)], 4_800));
	});
}

#[test]
fn within_a_claim_lines_go_in_their_order() {
	run(|| {
		let lines = [4_000, 5_000, 3_000].into_iter().zip(0..);
		let id = submit(claim(lines.map(|(billed, number)| line_in(number, VISIT, billed))));
		assert_eq!(adjustments(id, 0), [pr(Deductible, 4_000)]);
		assert_eq!(adjustments(id, 1), [pr(Deductible, 5_000)]);
		assert_eq!(adjustments(id, 2), [pr(Deductible, 1_000), pr(Coinsurance, 400)]);
	});
}

#[test]
fn the_familys_deductible_may_end_first() {
	run(|| {
		assert_eq!(visit(1, PARENT, 10_000), (vec![pr(Deductible, 10_000)], 0));
		assert_eq!(family_shared(), (10_000, 10_000));
		// 5,000 of 15,000 are left to all of them, though the child paid nothing yet.
		assert_eq!(
			visit(2, CHILD, 9_000),
			(vec![pr(Deductible, 5_000), pr(Coinsurance, 800)], 3_200)
		);
		assert_eq!(shared(PLAN, CHILD), (5_000, 5_800));
		assert_eq!(family_shared(), (15_000, 15_800));
		// Who is not of the family is not concerned.
		assert_eq!(visit(3, MEMBER, 9_000), (vec![pr(Deductible, 9_000)], 0));
	});
}

#[test]
fn what_is_due_in_a_year_has_an_end() {
	run(|| {
		let limit = |individual| Limit { individual, family: 80_000 };
		change_terms(PLAN, |terms| terms.tiers[0].out_of_pocket = limit(11_000));
		visit(1, MEMBER, 10_000);
		// A fifth of 15,000 would be 3,000.
		assert_eq!(visit(2, MEMBER, 15_000), (vec![pr(Coinsurance, 1_000)], 14_000));
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));
		assert_eq!(visit(3, MEMBER, 15_000), (vec![], 15_000));
		// Copays are due no more either.
		let id = submit(claim([line(DRUG, 2_000)]));
		assert_eq!(amounts(id), [(2_000, 2_000)]);
		// What is not covered is.
		let id = submit(claim([line(COSMETIC, 2_000)]));
		assert_eq!(adjustments(id, 0), [pr(NotCovered, 2_000)]);
	});
}

#[test]
fn what_is_due_of_a_family_has_an_end() {
	run(|| {
		let most = Limit { individual: 50_000, family: 12_000 };
		change_terms(PLAN, |terms| terms.tiers[0].out_of_pocket = most);
		visit(1, PARENT, 10_000);
		assert_eq!(visit(2, CHILD, 9_000), (vec![pr(Deductible, 2_000)], 7_000));
		assert_eq!(family_shared(), (12_000, 12_000));
		assert_eq!(visit(3, CHILD, 9_000), (vec![], 9_000));
	});
}

#[test]
fn what_is_too_much_is_taken_off_coinsurance_then_copay_then_deductible() {
	let of = |most: Amount| {
		run(|| {
			let limit = |individual| Limit { individual, family: 80_000 };
			change_terms(PLAN, |terms| {
				terms.tiers[0] = Tier { deductible: limit(1_000), out_of_pocket: limit(most) };
				terms.benefits[usize::from(VISITS)] = Benefit {
					covered: true,
					deductible: true,
					copay: 500,
					coinsurance: 5_000,
					..Default::default()
				};
			});
			// 1,000, 500 and half of 2,000.
			let (adjustments, paid) = visit(1, MEMBER, 3_500);
			let expected = [
				pr(Deductible, most.min(1_000)),
				pr(Copay, most.clamp(1_000, 1_500) - 1_000),
				pr(Coinsurance, most.clamp(1_500, 2_500) - 1_500),
			];
			let expected = expected.into_iter().filter(|adjustment| adjustment.amount > 0);
			assert!(adjustments.into_iter().eq(expected));
			assert_eq!(paid, 3_500 - most.min(2_500));
		});
	};
	for most in [0, 400, 1_000, 1_001, 1_499, 1_500, 1_600, 2_499, 2_500, 9_999] {
		of(most);
	}
}

#[test]
fn a_copay_is_no_more_than_what_is_left() {
	run(|| {
		let id = submit(claim([line(DRUG, COPAY - 1)]));
		assert_eq!(adjustments(id, 0), [pr(Copay, COPAY - 1)]);
		assert_eq!(amounts(id), [(COPAY - 1, 0)]);
	});
}

#[test]
fn shares_that_do_not_divide_are_the_plans() {
	run(|| {
		enrol(PLAN, MEMBER, Membership { tier: 1, ..membership() });
		change_benefit(PLAN, VISITS, |benefit| benefit.coinsurance = 3_333);
		// 33.33 % of 100 is 33.33, of 2 is nothing, of 4 is 1.3332.
		assert_eq!(visit(1, MEMBER, 100), (vec![pr(Coinsurance, 33)], 67));
		assert_eq!(visit(2, MEMBER, 2), (vec![], 2));
		assert_eq!(visit(3, MEMBER, 4), (vec![pr(Coinsurance, 1)], 3));
		change_benefit(PLAN, VISITS, |benefit| benefit.coinsurance = 10_000);
		assert_eq!(visit(4, MEMBER, 101), (vec![pr(Coinsurance, 101)], 0));
	});
}

#[test]
fn so_many_units_in_a_year() {
	run(|| {
		change_benefit(PLAN, THERAPIES, |benefit| benefit.max_paid = None);
		let of = |number, count, billed| {
			let id = submit(claim([units_in(number, THERAPY, count, billed)]));
			(adjustments(id, 0), amounts(id)[0].1)
		};
		assert_eq!(of(1, 7, 35_000), (vec![], 35_000));
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (7, 35_000));
		// Two of five are over: two fifths of 24,001, rounded down.
		assert_eq!(of(2, 5, 24_001), (vec![pr(BenefitUsedUp, 9_600)], 14_401));
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (MOST_UNITS, 49_401));
		assert_eq!(of(3, 1, 5_000), (vec![pr(BenefitUsedUp, 5_000)], 0));
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (MOST_UNITS, 49_401));
	});
}

#[test]
fn so_much_in_a_year() {
	run(|| {
		let of = |number, billed| {
			let id = submit(claim([units_in(number, THERAPY, 4, billed)]));
			(adjustments(id, 0), amounts(id)[0].1)
		};
		assert_eq!(of(1, 19_999), (vec![], 19_999));
		assert_eq!(of(2, 20_000), (vec![], 20_000));
		assert_eq!(of(3, 20_000), (vec![pr(BenefitUsedUp, 19_999)], 1));
	});
}

#[test]
fn both_limits_together() {
	run(|| {
		// Two of twelve units are over, and of the other 50,000 a fifth.
		let id = submit(claim([units(THERAPY, 12, 60_000)]));
		assert_eq!(adjustments(id, 0), [pr(BenefitUsedUp, 20_000)]);
		assert_eq!(amounts(id), [(60_000, MOST_THERAPY)]);
		assert_eq!(used_of(PLAN, MEMBER, THERAPIES), (MOST_UNITS, MOST_THERAPY));
	});
}

#[test]
fn what_is_over_a_limit_does_not_count_as_shared() {
	run(|| {
		change_terms(PLAN, |terms| {
			let benefit = &mut terms.benefits[usize::from(THERAPIES)];
			benefit.deductible = true;
			benefit.coinsurance = 5_000;
			benefit.max_paid = Some(100);
		});
		// 10,000 are deducted, half of 2,000 is the member's, and of the other half 100 are paid.
		let id = submit(claim([units(THERAPY, 4, 12_000)]));
		assert_eq!(
			adjustments(id, 0),
			[pr(Deductible, 10_000), pr(Coinsurance, 1_000), pr(BenefitUsedUp, 900)]
		);
		assert_eq!(amounts(id), [(12_000, 100)]);
		assert_eq!(shared(PLAN, MEMBER), (10_000, 11_000));
		assert_eq!(get(id).share, 11_900);
	});
}

#[test]
fn what_is_refused_later_was_not_used() {
	run(|| {
		let refused = ClaimedService { tag: UNKNOWN, ..line_in(2, VISIT, 3) };
		let id = submit(claim([line_in(1, VISIT, 5_000), refused, line_in(3, VISIT, 5_001)]));
		assert_eq!(adjustments(id, 2), [pr(Deductible, 5_000)]);
		assert_eq!(amounts(id)[2], (5_001, 1));
	});
}
