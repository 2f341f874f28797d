//! Who reviews: nobody's choice, and nobody with an interest.

use crate::{first_tried, mock::*, next_seed, seed, Error, Event, Nonce, MAX_TRIES};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{ClaimId, LicenceKind, LicenceProblem, DAY};
use std::collections::{BTreeMap, BTreeSet};

const POOL: u64 = 20;

fn nonce(number: u64) -> Nonce {
	sp_core::H256::from_low_u64_be(number).0
}

/// Who reviews a claim of its own, if the two say so.
fn chosen(number: u32, own: Nonce, payers: Nonce) -> u64 {
	let claim = ClaimId { plan: PLAN, number };
	decides(claim, CLAIMED);
	assert_ok!(Appeals::file(signed(CLINIC), claim, GROUNDS, pledged(claim, own)));
	assert_ok!(Appeals::decide(signed(PAYER), claim, None, RECORD, payers));
	assert_ok!(Appeals::escalate(signed(CLINIC), claim, own));
	let reviewer = assigned(claim);
	assert_ok!(Appeals::withdraw(signed(CLINIC), claim));
	// So that the next one starts from the same state.
	crate::Appeals::<Test>::remove(claim);
	Appeals::release(crate::HoldReason::Appeal, &CLINIC, APPEAL_DEPOSIT);
	reviewer
}

/// That each of the pool is chosen, about as often as any other.
#[track_caller]
fn is_even(chosen: impl Iterator<Item = u64>) {
	let mut often = BTreeMap::<u64, u32>::new();
	for reviewer in chosen {
		*often.entry(reviewer).or_default() += 1;
	}
	assert_eq!(often.len() as u64, POOL);
	assert!(often.values().all(|often| (20..=90).contains(often)), "{often:?}");
}

#[test]
fn whatever_the_payer_says_the_appellants_nonce_decides() {
	run_with(POOL, || {
		for payers in [[0; 32], [255; 32], PAYERS] {
			is_even((0..1_000).map(|number| chosen(0, nonce(number), payers)));
		}
	});
}

#[test]
fn whatever_the_appellant_pledged_the_payers_nonce_decides() {
	run_with(POOL, || {
		for own in [[0; 32], [255; 32], OWN] {
			is_even((0..1_000).map(|number| chosen(0, own, nonce(number))));
		}
	});
}

#[test]
fn the_same_nonces_mean_somebody_else_for_another_claim() {
	run_with(POOL, || is_even((0..1_000).map(|number| chosen(number, OWN, PAYERS))));
}

/// Who stands at which place after where the search begins.
fn place(after: usize) -> u64 {
	let first = first_tried(seed(CLAIM, &OWN, &PAYERS), POOL as usize);
	FIRST + ((first + after) % POOL as usize) as u64
}

/// That who comes first is passed over because of `interest`, and the next one is not.
#[track_caller]
fn is_passed_over(interest: impl FnOnce(u64)) {
	run_with(POOL, || {
		upheld(CLAIM);
		interest(place(0));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), place(1));
		// So that the counts are right again.
		count(place(0), 0);
	});
}

/// That it is not.
#[track_caller]
fn is_taken(harmless: impl FnOnce(u64)) {
	run_with(POOL, || {
		upheld(CLAIM);
		harmless(place(0));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), place(0));
	});
}

#[test]
fn the_unlicensed_are_passed_over() {
	let problems = [
		LicenceProblem::NotHeld,
		LicenceProblem::Expired,
		LicenceProblem::Suspended,
		LicenceProblem::IssuerDiscredited,
	];
	for problem in problems {
		is_passed_over(|who| {
			license(who, LicenceKind::Practitioner, Err(problem));
			license(who, LicenceKind::Regulator, Ok(()));
		});
	}
}

#[test]
fn parties_are_passed_over() {
	let parties: [fn(&mut crate::AppealOf<Test>, u64); 4] = [
		|appeal, who| appeal.payer = who,
		|appeal, who| appeal.provider = who,
		|appeal, who| appeal.member = who,
		|appeal, who| appeal.appellant = who,
	];
	for party in parties {
		run_with(POOL, || {
			upheld(CLAIM);
			let mut appeal = entry(CLAIM);
			let by = seed(CLAIM, &OWN, &PAYERS);
			let known = pool();
			assert_eq!(Appeals::choose(CLAIM, &appeal, &known, by), Some(place(0)));
			party(&mut appeal, place(0));
			assert_eq!(Appeals::choose(CLAIM, &appeal, &known, by), Some(place(1)));
		});
	}
}

#[test]
fn a_provider_and_a_member_in_the_pool_are_passed_over_for_their_own_claims() {
	for as_member in [false, true] {
		run_with(POOL, || {
			let own = place(0);
			let (provider, member) = if as_member { (CLINIC, own) } else { (own, MEMBER) };
			decides(CLAIM, Claim { provider, member, ..CLAIMED });
			assert_ok!(file(own, CLAIM));
			assert_ok!(uphold(PAYER, CLAIM));
			assert_ok!(escalate(own, CLAIM));
			assert_eq!(assigned(CLAIM), place(1));
		});
	}
}

#[test]
fn who_belongs_to_a_party_or_to_what_it_belongs_to_is_passed_over() {
	for organisation in [PAYER, CLINIC, INSURERS, HOSPITALS] {
		is_passed_over(|who| affiliate(organisation, who));
	}
	is_taken(|who| affiliate(COLLEGE, who));
	// The member is no organisation; that somebody belongs to the same house as another patient is no
	// interest.
	is_taken(|who| {
		affiliate(COLLEGE, who);
		affiliate(COLLEGE, MEMBER);
	});
}

#[test]
fn whom_a_party_belongs_to_is_passed_over() {
	for party in [PAYER, CLINIC] {
		is_passed_over(|who| affiliate(who, party));
	}
}

#[test]
fn who_has_a_contract_with_the_plan_is_passed_over() {
	is_passed_over(|who| contract(who, 0));
	is_passed_over(|who| contract(who, TODAY));
	// From the day on on which the appeal was filed, be it before it was, or with another plan.
	is_taken(|who| contract(who, TODAY + 1));
	is_taken(|who| contract(who, TODAY + 2));
	is_taken(|who| {
		Contracts::mutate(|all| all.insert((PLAN + 1, who), 0));
	});
}

#[test]
fn a_contract_after_the_appeal_rids_nobody_of_a_reviewer() {
	run_with(POOL, || {
		upheld(CLAIM);
		contract(place(0), TODAY + 1);
		set_time(START + 20 * DAY);
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), place(0));
	});
}

#[test]
fn who_has_enough_cases_is_passed_over() {
	is_passed_over(occupy);
	run_with(POOL, || {
		upheld(CLAIM);
		count(place(0), MAX_CASES - 1);
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!((assigned(CLAIM), cases(place(0))), (place(0), MAX_CASES));
		count(place(0), 1);
	});
}

#[test]
fn who_joined_later_is_not_looked_at() {
	run_with(POOL - 1, || {
		let first = first_tried(seed(CLAIM, &OWN, &PAYERS), POOL as usize - 1) as u64;
		// In the same millisecond is later, too.
		assert_ok!(Appeals::join_pool(signed(FIRST + POOL)));
		upheld(CLAIM);
		set_time(START + DAY);
		for who in FIRST + POOL + 1..FIRST + u64::from(MAX_REVIEWERS) + 1 {
			assert_ok!(Appeals::join_pool(signed(who)));
		}
		// The search begins where it would have, had nobody joined.
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), FIRST + first);
	});
	run(|| {
		upheld(CLAIM);
		set_time(START + 1);
		assert_ok!(Appeals::join_pool(signed(FIRST)));
		assert_noop!(escalate(CLINIC, CLAIM), Error::<Test>::NoReviewer);
	});
}

#[test]
fn sixteen_are_tried_and_no_more() {
	run_with(POOL, || {
		upheld(CLAIM);
		(0..MAX_TRIES - 1).for_each(|after| suspend(place(after)));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), place(MAX_TRIES - 1));
	});
	run_with(POOL, || {
		upheld(CLAIM);
		(0..MAX_TRIES).for_each(|after| suspend(place(after)));
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(last_event(), Event::NobodyFound { claim: CLAIM });
	});
}

#[test]
fn in_a_small_pool_everybody_is_tried() {
	for last in 0..5 {
		run_with(5, || {
			upheld(CLAIM);
			(0..5).filter(|other| *other != last).for_each(|other| suspend(FIRST + other));
			assert_ok!(escalate(CLINIC, CLAIM));
			assert_eq!(assigned(CLAIM), FIRST + last);
		});
	}
}

#[test]
fn all_reasons_together_still_find_the_one_who_has_none() {
	run_with(POOL, || {
		upheld(CLAIM);
		suspend(place(0));
		affiliate(PAYER, place(1));
		affiliate(HOSPITALS, place(2));
		contract(place(3), 0);
		occupy(place(4));
		affiliate(place(5), CLINIC);
		assert_ok!(escalate(CLINIC, CLAIM));
		assert_eq!(assigned(CLAIM), place(6));
		count(place(4), 0);
	});
}

#[test]
fn each_next_seed_leads_elsewhere() {
	let mut by = seed(CLAIM, &OWN, &PAYERS);
	let starts: BTreeSet<_> = (0..200)
		.map(|_| {
			by = next_seed(by);
			first_tried(by, POOL as usize)
		})
		.collect();
	assert_eq!(starts.len() as u64, POOL);
}
