//! Several plans cover a member: each takes what the one before left to the patient.

use crate::{mock::*, ClaimStatus, ClaimedService, Error, Event, Flags, NewClaim};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	AdjustmentReason::*, Appealable, ClaimId, LineDecision::*, PlanId, OUT_OF_NETWORK,
};

/// A claim to the next plan, after `prior`.
fn then(
	plan: PlanId,
	member: u64,
	prior: ClaimId,
	lines: impl IntoIterator<Item = ClaimedService>,
) -> NewClaim<u64> {
	NewClaim { prior: Some(prior), ..claim_for(plan, member, lines) }
}

fn second(prior: ClaimId, lines: impl IntoIterator<Item = ClaimedService>) -> NewClaim<u64> {
	then(OTHER_PLAN, DOUBLE_THERE, prior, lines)
}

fn first(lines: impl IntoIterator<Item = ClaimedService>) -> ClaimId {
	submit(claim_for(PLAN, DOUBLE, lines))
}

fn refused(claim: NewClaim<u64>, error: Error<Test>) {
	let call = RuntimeCall::Claims(crate::Call::submit { claim });
	assert_noop!(dispatch(CLINIC, call), error);
}

/// A visit for which the first plan pays 4,000 and the second one as much.
fn both() -> (ClaimId, ClaimId) {
	let prior = first([line(VISIT, 18_000)]);
	let next = submit(second(prior, [line(VISIT, 18_000)]));
	(prior, next)
}

fn appeal(id: ClaimId, open: bool) -> sp_runtime::DispatchResult {
	<Claims as Appealable<u64>>::note_appeal(id, open)
}

#[test]
fn three_plans_pay_one_after_the_other() {
	run(|| {
		let (first, second) = both();
		assert_eq!(
			adjustments(first, 0),
			[co(FeeSchedule, 3_000), pr(Deductible, 10_000), pr(Coinsurance, 1_000)]
		);
		// 11,000 were left, of which the second plan takes what it would pay alone.
		assert_eq!(adjustments(second, 0), [oa(PriorPayer, 7_000), pr(Deductible, 7_000)]);
		assert_eq!(amounts(second), [(15_000, 4_000)]);
		assert_eq!(shared(OTHER_PLAN, DOUBLE_THERE), (7_000, 7_000));
		let third = submit(then(THIRD_PLAN, DOUBLE_THIRD, second, [line(VISIT, 18_000)]));
		assert_eq!(adjustments(third, 0), [oa(PriorPayer, 11_000), pr(Deductible, 3_000)]);
		assert_eq!(amounts(third), [(15_000, 4_000)]);
		assert_eq!(coins(CLINIC), PURSE + 12_000);

		assert_eq!((get(first).prior, get(first).next), (None, Some(second)));
		assert_eq!((get(second).prior, get(second).next), (Some(first), Some(third)));
		assert_eq!((get(third).prior, get(third).next), (Some(second), None));
		// Only the last share is owed.
		assert_eq!([first, second, third].map(Claims::open_share), [Some(0), Some(0), Some(3_000)]);
		assert_eq!(get(third).flags, Flags(0));
	});
}

#[test]
fn it_never_pays_more_than_was_left() {
	run(|| {
		let prior = first([line(VISIT, 18_000), line(DRUG, 2_000)]);
		change_benefit(OTHER_PLAN, VISITS, |benefit| *benefit = terms().benefits[6].clone());
		let id = submit(second(prior, [line(VISIT, 18_000), line(DRUG, 2_000)]));
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 7_000)]);
		assert_eq!(adjustments(id, 1), [oa(PriorPayer, 1_500)]);
		assert_eq!(amounts(id), [(15_000, 11_000), (2_000, 500)]);
		assert_eq!(Claims::open_share(id), Some(0));
	});
}

#[test]
fn a_lower_fee_is_the_providers() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		change_benefit(OTHER_PLAN, VISITS, |benefit| *benefit = terms().benefits[6].clone());
		change_service(OTHER_PLAN, VISIT, |service| {
			service.fees = bounded([(NETWORK, 5_000), (OUT_OF_NETWORK, 0)]);
		});
		let id = submit(second(prior, [line(VISIT, 18_000)]));
		// Under this plan alone the patient would owe nothing.
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 7_000), co(FeeSchedule, 6_000)]);
		assert_eq!(amounts(id), [(5_000, 5_000)]);
		assert_eq!(Claims::open_share(id), Some(0));
	});
}

#[test]
fn limits_count_what_is_paid() {
	run(|| {
		change_benefit(PLAN, THERAPIES, |benefit| benefit.coinsurance = 5_000);
		let lines = || [units(THERAPY, 4, 20_000)];
		let prior = first(lines());
		assert_eq!(amounts(prior), [(20_000, 10_000)]);
		let id = submit(second(prior, lines()));
		assert_eq!(amounts(id), [(20_000, 10_000)]);
		assert_eq!(used_of(OTHER_PLAN, DOUBLE_THERE, THERAPIES), (4, 10_000));
	});
}

#[test]
fn tags_of_the_plans_may_differ() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		list(OTHER_PLAN, tag(60), service(FREE, 20_000));
		let lines = [ClaimedService { tag: tag(60), ..line(VISIT, 18_000) }];
		assert_eq!(amounts(submit(second(prior, lines))), [(18_000, 11_000)]);
	});
}

#[test]
fn what_was_refused_for_the_provider_is_not_left_to_the_next_plan() {
	run(|| {
		let prior = first([line(UNKNOWN, 18_000), line(COSMETIC, 9_000)]);
		let lines = [line(UNKNOWN, 18_000), line(COSMETIC, 9_000)];
		list(OTHER_PLAN, UNKNOWN, service(FREE, 20_000));
		let id = submit(second(prior, lines));
		// The first is the provider's, the second the patient's, which this plan does not cover either.
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 18_000)]);
		assert_eq!(adjustments(id, 1), [pr(NotCovered, 9_000)]);
	});
}

#[test]
fn of_a_refused_line_what_was_left_is_refused() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		plan_table(OTHER_PLAN, |table| table.services.remove(&VISIT));
		let id = submit(second(prior, [line(VISIT, 18_000)]));
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 7_000), co(UnknownService, 11_000)]);
	});
}

#[test]
fn the_wrong_order_is_refused_with_the_right_one() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		let lines = || [line(VISIT, 18_000)];
		for (plan, member, prior, first) in [
			(OTHER_PLAN, DOUBLE_THERE, None, PLAN),
			(OTHER_PLAN, DOUBLE_THERE, Some(ClaimId { plan: THIRD_PLAN, number: 0 }), PLAN),
			(THIRD_PLAN, DOUBLE_THIRD, Some(prior), OTHER_PLAN),
		] {
			let id = next(plan);
			let claim = NewClaim { prior, ..claim_for(plan, member, lines()) };
			assert_ok!(Claims::submit(signed(CLINIC), claim));
			assert!(matches!(last_event(), Event::Decided { first: of, .. } if of == Some(first)));
			assert_eq!(adjustments(id, 0), [oa(OtherPayerFirst, 18_000)]);
			assert_eq!((get(id).prior, get(id).share), (None, 0));
		}
		assert_eq!(get(prior).next, None);
		// After that, in the right order.
		submit(second(prior, lines()));
	});
}

#[test]
fn the_first_plan_takes_no_prior_claim() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		refused(then(PLAN, DOUBLE, prior, [line(VISIT, 18_000)]), Error::PaysFirst);
		// Nobody's claim says so, but nobody's is refused.
		let id = submit(then(PLAN, NOBODY, prior, [line(VISIT, 18_000)]));
		assert_eq!((get(id).prior, get(prior).next), (None, None));
	});
}

#[test]
fn the_claim_before_is_the_same_providers_and_members() {
	run(|| {
		let lines = || [line(VISIT, 18_000)];
		let nothing = ClaimId { plan: PLAN, number: 9 };
		refused(second(nothing, lines()), Error::UnknownPrior);
		let others = submit_by(PHYSICIAN, claim_for(PLAN, DOUBLE, lines()));
		refused(second(others, lines()), Error::UnknownPrior);
		let for_another = submit(claim_for(PLAN, MEMBER, lines()));
		refused(second(for_another, lines()), Error::UnknownPrior);
	});
}

#[test]
fn the_claim_before_is_decided_for_good() {
	run(|| {
		let pended = first([line(TRIAL, 20_000)]);
		refused(second(pended, [line(TRIAL, 20_000)]), Error::PriorUndecided);
		let lines = || [line(VISIT, 18_000)];
		let prior = first(lines());
		assert_ok!(appeal(prior, true));
		refused(second(prior, lines()), Error::PriorUndecided);
		assert_ok!(appeal(prior, false));
		assert_ok!(Claims::void(signed(CLINIC), prior));
		refused(second(prior, lines()), Error::PriorUndecided);
		let prior = first(lines());
		assert_ok!(Claims::reverse(signed(PAYER), prior, REASONS));
		refused(second(prior, lines()), Error::PriorUndecided);
	});
}

#[test]
fn the_claim_before_is_for_the_same() {
	run(|| {
		let visit = || line(VISIT, 18_000);
		let prior = first([visit(), line(DRUG, 2_000)]);
		for other in [
			vec![visit()],
			vec![visit(), line(DRUG, 2_000), line(THERAPY, 1)],
			vec![line(DRUG, 2_000), visit()],
			vec![visit(), line(DRUG, 2_001)],
			vec![visit(), units(DRUG, 2, 2_000)],
			vec![visit(), line_in(9, DRUG, 2_000)],
			vec![visit(), ClaimedService { date: TODAY - 1, ..line(DRUG, 2_000) }],
		] {
			refused(second(prior, other), Error::PriorDiffers);
		}
		submit(second(prior, [visit(), line(DRUG, 2_000)]));
	});
}

#[test]
fn what_was_decided_after_has_to_be_taken_back_before() {
	run(|| {
		let (prior, id) = both();
		let coordinated = Error::<Test>::Coordinated;
		refused(second(prior, [line(VISIT, 18_000)]), Error::Coordinated);
		assert_noop!(Claims::void(signed(CLINIC), prior), coordinated);
		let coordinated = || Error::<Test>::Coordinated;
		assert_noop!(Claims::reverse(signed(PAYER), prior, REASONS), coordinated());
		assert_noop!(appeal(prior, true), coordinated());
		assert_noop!(Claims::pay_share(signed(CHARITY), prior, 1), coordinated());

		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!((get(prior).next, get(id).prior), (None, None));
		assert_eq!(Claims::open_share(prior), Some(11_000));
		let again = submit(second(prior, [line(VISIT, 18_000)]));
		assert_ok!(Claims::reverse(signed(OTHER_PAYER), again, REASONS));
		assert_ok!(appeal(prior, true));
		assert_ok!(appeal(prior, false));
		assert_ok!(Claims::void(signed(CLINIC), prior));
		assert_eq!(coins(CLINIC), PURSE + 4_000);
	});
}

#[test]
fn the_second_one_can_be_replaced() {
	run(|| {
		let (prior, id) = both();
		let with = second(prior, [line(VISIT, 18_000)]);
		let call = RuntimeCall::Claims(crate::Call::replace { claim: id, with });
		let other = next(OTHER_PLAN);
		assert_ok!(dispatch(CLINIC, call));
		assert_eq!((get(prior).next, get(other).prior), (Some(other), Some(prior)));
		assert_eq!(amounts(other), [(15_000, 4_000)]);
	});
}

#[test]
fn what_was_paid_of_the_share_counts_for_the_last_one() {
	run(|| {
		let prior = first([line(VISIT, 18_000)]);
		assert_ok!(Claims::pay_share(signed(CHARITY), prior, 8_000));
		let id = submit(second(prior, [line(VISIT, 18_000)]));
		assert!(get(prior).contributions.is_empty());
		assert_eq!(get(id).contributed(), 8_000);
		// 7,000 are owed: 1,000 too much was paid.
		assert_eq!(Claims::open_share(id), Some(0));
		assert_ok!(Claims::refund_share(signed(CLINIC), id));
		assert_eq!(coins(CHARITY), PURSE - 7_000);
		assert_noop!(Claims::refund_share(signed(CLINIC), prior), Error::<Test>::NothingToDo);
		// And counts for the first one again, when that is the last one.
		assert_ok!(Claims::void(signed(CLINIC), id));
		assert_eq!(get(prior).contributed(), 7_000);
		assert_eq!(Claims::open_share(prior), Some(4_000));
	});
}

#[test]
fn a_claim_that_waits_is_tied_as_well() {
	run(|| {
		let lines = || [line(TRIAL, 20_000)];
		change_benefit(PLAN, TRIALS, |benefit| {
			benefit.review = false;
			benefit.coinsurance = 5_000;
		});
		let prior = first(lines());
		let id = submit(second(prior, lines()));
		assert!(matches!(status(id), ClaimStatus::Pended { .. }));
		assert_eq!((get(prior).next, get(id).prior), (Some(id), Some(prior)));
		assert_noop!(Claims::void(signed(CLINIC), prior), Error::<Test>::Coordinated);
		assert_ok!(Claims::decide(signed(OTHER_PAYER), id, bounded([ByRule]), REASONS));
		assert_eq!(amounts(id), [(20_000, 10_000)]);
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 10_000)]);
	});
}

#[test]
fn another_order_does_not_keep_a_claim_from_being_decided() {
	run(|| {
		let lines = || [line(TRIAL, 20_000)];
		change_benefit(PLAN, TRIALS, |benefit| benefit.review = false);
		let prior = first(lines());
		let id = submit(second(prior, lines()));
		change_member(OTHER_PLAN, DOUBLE_THERE, |member| member.after = None);
		assert_ok!(Claims::decide(signed(OTHER_PAYER), id, bounded([ByRule]), REASONS));
		// It is judged without the other one.
		assert_eq!(amounts(id), [(20_000, 20_000)]);
		assert_eq!((get(prior).next, get(id).prior), (None, None));
	});
}

#[test]
fn an_appeal_judges_by_the_claim_before() {
	run(|| {
		let lines = || [line(VISIT, 18_000), line(COSMETIC, 9_000)];
		let prior = first(lines());
		let id = submit(second(prior, lines()));
		assert_eq!(amounts(id), [(15_000, 4_000), (9_000, 0)]);
		assert_ok!(appeal(id, true));
		assert_ok!(<Claims as Appealable<u64>>::overturn(id, &[ByRule, Allow(8_000)], REASONS));
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 7_000), pr(Deductible, 7_000)]);
		assert_eq!(adjustments(id, 1), [co(FeeSchedule, 1_000)]);
		assert_eq!(amounts(id), [(15_000, 4_000), (8_000, 8_000)]);
		assert_eq!((get(prior).next, get(id).prior), (Some(id), Some(prior)));
	});
}

#[test]
fn the_first_one_is_kept_as_long_as_the_second() {
	run(|| {
		let (prior, id) = both();
		pass(RETENTION + 500);
		let reap = |id| plainly(Claims::reap(signed(STRANGER), id));
		assert_noop!(reap(prior), Error::<Test>::StillNeeded);
		assert_ok!(reap(id));
		check();
		assert_ok!(reap(prior));
	});
}

#[test]
fn a_claim_of_which_nothing_is_left_is_not_tied() {
	run(|| {
		let lines = || [line(COSMETIC, 9_000)];
		change_benefit(PLAN, COSMETICS, |benefit| {
			*benefit =
				salus_primitives::Benefit { coinsurance: 5_000, ..terms().benefits[6].clone() };
		});
		let prior = first(lines());
		assert_ok!(Claims::pay_share(signed(CHARITY), prior, 1_000));
		let id = submit(second(prior, lines()));
		// It was judged by the other one, and the share stays with that.
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 4_500), pr(NotCovered, 4_500)]);
		assert_eq!((get(prior).next, get(id).prior), (None, Some(prior)));
		assert_eq!((get(id).share, Claims::open_share(id)), (0, Some(0)));
		assert_eq!((get(prior).contributed(), Claims::open_share(prior)), (1_000, Some(3_500)));
		assert_ok!(Claims::pay_share(signed(CHARITY), prior, 500));
		// Nothing was decided after it that keeps it.
		assert_ok!(appeal(prior, true));
		assert_ok!(appeal(prior, false));
		assert_ok!(Claims::void(signed(CLINIC), prior));
		assert_eq!((coins(CLINIC), coins(CHARITY)), (PURSE, PURSE));
	});
}

/// A claim that the second plan's payer decides, after one of which 8,000 of 10,000 were paid.
fn waiting() -> (ClaimId, ClaimId) {
	let lines = || [line(TRIAL, 20_000)];
	change_benefit(PLAN, TRIALS, |benefit| {
		benefit.review = false;
		benefit.coinsurance = 5_000;
	});
	let prior = first(lines());
	assert_ok!(Claims::pay_share(signed(CHARITY), prior, 8_000));
	let id = submit(second(prior, lines()));
	assert_eq!((get(prior).next, get(id).contributed()), (Some(id), 8_000));
	(prior, id)
}

/// What was refused is untied, until an appeal grants it.
fn untied_until_granted((prior, id): (ClaimId, ClaimId)) {
	assert_eq!(adjustments(id, 0), [oa(PriorPayer, 10_000), pi(NotNecessary, 10_000)]);
	assert_eq!((get(prior).next, get(id).prior), (None, Some(prior)));
	assert_eq!((get(prior).contributed(), get(id).contributed()), (8_000, 0));
	assert_eq!([prior, id].map(Claims::open_share), [Some(2_000), Some(0)]);
	check();
	assert_ok!(appeal(id, true));
	assert_ok!(<Claims as Appealable<u64>>::overturn(id, &[Grant], REASONS));
	assert_eq!(amounts(id), [(20_000, 10_000)]);
	assert_eq!((get(prior).next, get(id).prior), (Some(id), Some(prior)));
	assert_eq!((get(prior).contributed(), get(id).contributed()), (0, 8_000));
	assert_noop!(Claims::void(signed(CLINIC), prior), Error::<Test>::Coordinated);
}

#[test]
fn what_is_refused_later_is_untied_until_an_appeal() {
	run(|| {
		let (prior, id) = waiting();
		assert_ok!(Claims::decide(signed(OTHER_PAYER), id, bounded([Deny]), REASONS));
		untied_until_granted((prior, id));
	});
	run(|| {
		change_terms(OTHER_PLAN, |terms| {
			terms.review_silence = salus_primitives::Silence::Refuses;
		});
		let (prior, id) = waiting();
		pass(salus_primitives::Moment::from(REVIEW_DAYS + 1) * salus_primitives::DAY);
		assert_ok!(plainly(Claims::lapse(signed(STRANGER), id)));
		untied_until_granted((prior, id));
	});
}

#[test]
fn what_was_reversed_is_tied_again_by_an_appeal() {
	let granted = |id| {
		frame_support::storage::with_storage_layer(|| {
			<Claims as Appealable<u64>>::overturn(id, &[Grant], REASONS)
		})
	};
	run(|| {
		let (prior, id) = both();
		assert_ok!(Claims::pay_share(signed(CHARITY), id, 3_000));
		assert_ok!(Claims::reverse(signed(OTHER_PAYER), id, REASONS));
		// It is untied, and known to have been judged by the other one.
		assert_eq!((get(prior).next, get(id).prior), (None, Some(prior)));
		assert_eq!((get(prior).contributed(), Claims::open_share(prior)), (3_000, Some(8_000)));
		check();
		assert_ok!(appeal(id, true));
		assert_ok!(granted(id));
		assert_eq!(adjustments(id, 0), [oa(PriorPayer, 7_000), pr(Deductible, 7_000)]);
		assert_eq!((get(prior).next, get(id).prior), (Some(id), Some(prior)));
		assert_eq!((get(prior).contributed(), get(id).contributed()), (0, 3_000));
		assert_eq!([prior, id].map(Claims::open_share), [Some(0), Some(4_000)]);
	});
	// Not while another one is.
	run(|| {
		let (prior, id) = both();
		assert_ok!(Claims::reverse(signed(OTHER_PAYER), id, REASONS));
		let other = submit(second(prior, [line(VISIT, 18_000)]));
		assert_eq!(get(prior).next, Some(other));
		assert_ok!(appeal(id, true));
		assert_noop!(granted(id), Error::<Test>::Coordinated);
	});
}

#[test]
fn what_was_decided_after_keeps_it_no_longer_than_it_is_there() {
	run(|| {
		let pairs = [1, 2, 3].map(|number| {
			let lines = || [line_in(number, VISIT, 18_000)];
			let prior = first(lines());
			(prior, submit(second(prior, lines())))
		});
		pass(RETENTION);
		for (prior, id) in pairs {
			assert_noop!(appeal(prior, true), Error::<Test>::Coordinated);
			assert_ok!(plainly(Claims::reap(signed(STRANGER), id)));
			check();
		}
		let [voided, reversed, appealed] = pairs.map(|(prior, _)| prior);
		assert_ok!(Claims::void(signed(CLINIC), voided));
		assert_ok!(Claims::reverse(signed(PAYER), reversed, REASONS));
		assert_ok!(appeal(appealed, true));
		// What was paid of the share went with the other claim.
		assert_noop!(Claims::pay_share(signed(CHARITY), appealed, 1), Error::<Test>::Coordinated);
	});
}
