use crate::{mock::*, Actor, Appeal, Error, Event, HoldReason, Stage};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{AppealClocks, ClaimId};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn provider_and_member_may() {
	for appellant in [CLINIC, MEMBER] {
		run(|| {
			assert_ok!(file(appellant, CLAIM));
			let decide_by = edge(START, INTERNAL).1;
			let pledge = pledged(CLAIM, OWN);
			assert_eq!(
				last_event(),
				Event::Filed {
					claim: CLAIM,
					appellant,
					payer: PAYER,
					grounds: GROUNDS,
					pledge,
					decide_by
				}
			);
			let expected = Appeal {
				appellant,
				provider: CLINIC,
				member: MEMBER,
				payer: PAYER,
				filed: START,
				covers: DECIDED,
				lines: LINES,
				second: false,
				clocks: CLOCKS,
				grounds: GROUNDS,
				pledge,
				internal: None,
				external: None,
				recused: Default::default(),
				stage: Stage::Internal { until: decide_by },
				deposit: APPEAL_DEPOSIT,
			};
			assert_eq!(Appeals::appeal(CLAIM), Some(expected));
			assert_eq!(turn(CLAIM), Some((Actor::Payer(PAYER), Some(decide_by))));
			assert_eq!(held(HoldReason::Appeal, appellant), APPEAL_DEPOSIT);
			assert!(ledger(CLAIM).appealed);
			assert!(!ledger(OTHER).appealed);
		});
	}
}

#[test]
fn nobody_else_may() {
	run(|| {
		for who in [PAYER, STRANGER, HOSPITALS, DOCTOR] {
			assert_noop!(file(who, CLAIM), Error::<Test>::NotParty);
		}
	});
}

#[test]
fn only_what_was_decided() {
	run(|| {
		assert_noop!(file(CLINIC, UNKNOWN), Error::<Test>::NotDecided);
		assert_noop!(file(CLINIC, ClaimId { plan: 0, ..CLAIM }), Error::<Test>::NotDecided);
	});
}

#[test]
fn only_what_was_refused() {
	run(|| {
		decides(CLAIM, Claim { refused: false, ..CLAIMED });
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::NothingRefused);
	});
}

#[test]
fn with_grounds() {
	run(|| {
		let pledge = pledged(CLAIM, OWN);
		assert_noop!(
			Appeals::file(signed(CLINIC), CLAIM, NOTHING, pledge),
			Error::<Test>::ZeroCommitment
		);
	});
}

#[test]
fn in_time() {
	run(|| {
		let (last, over) = edge(DECIDED, FILING);
		set_time(over);
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::FilingOver);
		set_time(last);
		assert_ok!(file(CLINIC, CLAIM));
	});
}

#[test]
fn by_the_clocks_of_the_version_it_was_judged_by() {
	run(|| {
		let clocks = AppealClocks { internal_days: 3, filing_days: 5, ..CLOCKS };
		PlanClocks::mutate(|all| all.insert(1, clocks));
		decides(OTHER, Claim { version: 1, ..CLAIMED });
		filed(CLAIM);
		let (last, over) = edge(DECIDED, 5);
		set_time(over);
		assert_noop!(file(CLINIC, OTHER), Error::<Test>::FilingOver);
		set_time(last);
		filed(OTHER);
		assert_eq!(stage(CLAIM), Stage::Internal { until: edge(START, INTERNAL).1 });
		assert_eq!(stage(OTHER), Stage::Internal { until: edge(last, 3).1 });
		// Later terms change nothing about an appeal.
		PlanClocks::set(Default::default());
		assert_eq!(entry(OTHER).clocks, clocks);
		assert_ok!(uphold(PAYER, OTHER));
		let Stage::Upheld { until, .. } = stage(OTHER) else { panic!("was upheld") };
		assert_eq!(until, edge(last, 5).1);
	});
}

#[test]
fn terms_have_to_be_there() {
	run(|| {
		decides(CLAIM, Claim { version: 9, ..CLAIMED });
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::NoTerms);
	});
}

#[test]
fn not_while_one_is_open() {
	run_with(3, || {
		filed(CLAIM);
		let again = || {
			for who in [CLINIC, MEMBER] {
				assert_noop!(file(who, CLAIM), Error::<Test>::AlreadyOpen);
			}
		};
		again();
		assert_ok!(uphold(PAYER, CLAIM));
		again();
		assert_ok!(escalate(CLINIC, CLAIM));
		again();
	});
}

#[test]
fn not_again_after_one_is_final() {
	// Upheld by silence of the appellant, by the reviewer; overturned in part, by a reviewer.
	for how in 0..3 {
		run_with(3, || {
			PlanClocks::mutate(|all| all.get_mut(&0).unwrap().filing_days = 365);
			let reviewer = escalated(CLAIM);
			let decisions = match how {
				0 => None,
				1 => Some(allow(&[5, 5, 5])),
				_ => Some(
					vec![
						salus_primitives::LineDecision::Allow(5),
						salus_primitives::LineDecision::Deny,
						salus_primitives::LineDecision::ByRule,
					]
					.try_into()
					.unwrap(),
				),
			};
			assert_ok!(Appeals::review(signed(reviewer), CLAIM, decisions, FINDINGS));
			for who in [CLINIC, MEMBER] {
				assert_noop!(file(who, CLAIM), Error::<Test>::AlreadyFinal);
			}
		});
	}
	run(|| {
		PlanClocks::mutate(|all| all.get_mut(&0).unwrap().filing_days = 10);
		upheld(CLAIM);
		set_time(edge(START, 10).1);
		assert_ok!(lapse(CLAIM));
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::AlreadyFinal);
	});
	// The silence of the payer.
	run(|| {
		filed(CLAIM);
		set_time(edge(START, INTERNAL).1);
		assert_ok!(lapse(CLAIM));
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::AlreadyFinal);
	});
}

#[test]
fn not_again_after_it_was_withdrawn() {
	run(|| {
		filed(CLAIM);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_noop!(file_anew(CLINIC, 1), Error::<Test>::AlreadyWithdrawn);
	});
}

/// Another appeal, with a nonce of its own.
fn file_anew(who: u64, nonce: u8) -> sp_runtime::DispatchResult {
	Appeals::file(signed(who), CLAIM, GROUNDS, pledged(CLAIM, [nonce; 32]))
}

#[test]
fn what_one_party_withdraws_the_other_one_can_appeal() {
	let stages: [fn(); 4] = [
		|| filed(CLAIM),
		|| upheld(CLAIM),
		|| granted_in_part(CLAIM),
		|| {
			escalated(CLAIM);
		},
	];
	for stage_of in stages {
		run_with(3, || {
			stage_of();
			assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
			// The nonce of before may be known.
			assert_noop!(file(MEMBER, CLAIM), Error::<Test>::UsedPledge);
			let decided = ledger(CLAIM).decided;
			let closed = now();
			set_time(edge(closed, FILING).1);
			assert_noop!(file_anew(MEMBER, 1), Error::<Test>::FilingOver);
			set_time(edge(closed, FILING).0);
			assert_ok!(file_anew(MEMBER, 1));
			let appeal = entry(CLAIM);
			assert_eq!((appeal.appellant, appeal.second, appeal.filed), (MEMBER, true, now()));
			assert_eq!((appeal.internal, appeal.covers), (None, decided));
			assert_eq!(appeal.stage, Stage::Internal { until: edge(now(), INTERNAL).1 });
			assert_eq!(held(HoldReason::Appeal, CLINIC), 0);
			assert_eq!(held(HoldReason::Appeal, MEMBER), APPEAL_DEPOSIT);
			assert!(ledger(CLAIM).appealed);
			assert_noop!(file_anew(CLINIC, 2), Error::<Test>::AlreadyOpen);

			// That was the second: the first appellant stays bound, and the other one is, too.
			assert_ok!(Appeals::withdraw(signed(MEMBER), CLAIM));
			for who in [CLINIC, MEMBER] {
				assert_noop!(file_anew(who, 2), Error::<Test>::AlreadyWithdrawn);
			}
		});
	}
}

#[test]
fn what_one_party_does_not_escalate_the_other_one_can_appeal() {
	run(|| {
		upheld(CLAIM);
		set_time(edge(START, FILING).1);
		assert_ok!(lapse(CLAIM));
		assert_noop!(file_anew(CLINIC, 1), Error::<Test>::AlreadyFinal);
		assert_ok!(file_anew(MEMBER, 1));
		assert_eq!((entry(CLAIM).appellant, entry(CLAIM).second), (MEMBER, true));
		assert_eq!(held(HoldReason::Appeal, CLINIC), 0);
		assert_eq!(held(HoldReason::Appeal, MEMBER), APPEAL_DEPOSIT);

		PlanClocks::mutate(|all| all.get_mut(&0).unwrap().filing_days = 1_000);
		assert_ok!(uphold(PAYER, CLAIM));
		set_time(edge(now(), FILING).1);
		assert_ok!(lapse(CLAIM));
		for who in [CLINIC, MEMBER] {
			assert_noop!(file_anew(who, 2), Error::<Test>::AlreadyFinal);
		}
	});
}

#[test]
fn what_a_reviewer_or_their_silence_decides_binds_both() {
	let ends: [fn(); 3] = [
		|| {
			assert_ok!(Appeals::review(signed(assigned(CLAIM)), CLAIM, None, FINDINGS));
		},
		|| {
			let part = Some(in_part(1));
			assert_ok!(Appeals::review(signed(assigned(CLAIM)), CLAIM, part, FINDINGS));
		},
		|| {
			set_time(edge(START, EXTERNAL).1);
			assert_ok!(lapse(CLAIM));
		},
	];
	for end in ends {
		run_with(3, || {
			silence(salus_primitives::Silence::Refuses);
			PlanClocks::mutate(|all| all.get_mut(&0).unwrap().filing_days = 365);
			escalated(CLAIM);
			end();
			assert!(ledger(CLAIM).refused);
			for who in [CLINIC, MEMBER] {
				assert_noop!(file_anew(who, 1), Error::<Test>::AlreadyFinal);
			}
		});
	}
}

#[test]
fn who_is_both_parties_is_no_other_one() {
	run(|| {
		decides(CLAIM, Claim { member: CLINIC, ..CLAIMED });
		filed(CLAIM);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_noop!(file_anew(CLINIC, 1), Error::<Test>::AlreadyWithdrawn);
	});
}

#[test]
fn another_decision_can_be_appealed() {
	run(|| {
		filed(CLAIM);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_eq!(entry(CLAIM).covers, DECIDED);
		assert_ok!(file_anew(MEMBER, 1));
		assert_ok!(Appeals::withdraw(signed(MEMBER), CLAIM));
		set_time(START + 1_000);
		reverses(CLAIM);

		// The nonce of before is known.
		assert_noop!(file_anew(MEMBER, 1), Error::<Test>::UsedPledge);
		// Everybody may, as if there had been none.
		assert_ok!(file_anew(CLINIC, 2));
		let appeal = entry(CLAIM);
		assert_eq!((appeal.appellant, appeal.second), (CLINIC, false));
		assert_eq!(appeal.covers, START + 1_000);
		assert_eq!(held(HoldReason::Appeal, MEMBER), 0);
		assert_eq!(held(HoldReason::Appeal, CLINIC), APPEAL_DEPOSIT);
		assert!(ledger(CLAIM).appealed);
	});
}

#[test]
fn what_is_decided_in_the_second_in_which_an_appeal_was_closed_can_be_appealed() {
	let ends: [fn(); 2] = [
		|| {
			assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		},
		|| {
			assert_ok!(Appeals::review(signed(assigned(CLAIM)), CLAIM, None, FINDINGS));
		},
	];
	for end in ends {
		run_with(3, || {
			escalated(CLAIM);
			end();
			assert_eq!(entry(CLAIM).covers, DECIDED);
			// By the ledger's clock, that is before the appeal was closed.
			set_time(START + 1);
			reverses_in_seconds(CLAIM);
			assert!(ledger(CLAIM).decided < START);
			assert_ok!(file_anew(CLINIC, 1));
		});
	}
}

#[test]
fn without_a_decision_all_up_to_the_end_is_covered() {
	run(|| {
		filed(CLAIM);
		vanishes(CLAIM);
		set_time(START + 5);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		assert_eq!(entry(CLAIM).covers, START + 5);
		assert_noop!(file_anew(CLINIC, 1), Error::<Test>::NotDecided);
	});
}

#[test]
fn what_the_payer_takes_back_afterwards_can_be_appealed() {
	run_with(3, || {
		let reviewer = escalated(CLAIM);
		assert_ok!(Appeals::review(signed(reviewer), CLAIM, Some(allow(&[1, 1, 1])), FINDINGS));
		assert_eq!(entry(CLAIM).covers, whole(START));
		set_time(START + 6_000);
		reverses(CLAIM);
		assert_ok!(Appeals::file(signed(CLINIC), CLAIM, GROUNDS, pledged(CLAIM, [99; 32])));
	});
}

#[test]
fn for_a_deposit() {
	run(|| {
		decides(CLAIM, Claim { provider: POOR, ..CLAIMED });
		assert_noop!(
			frame_support::storage::with_storage_layer(|| file(POOR, CLAIM)),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn the_ledger_may_refuse() {
	run(|| {
		Refusing::set(Some(DispatchError::Other("something follows from it")));
		assert_noop!(file(CLINIC, CLAIM), DispatchError::Other("something follows from it"));
	});
}

#[test]
fn signed_only() {
	run(|| {
		for origin in nobody_signed() {
			let pledge = pledged(CLAIM, OWN);
			assert_noop!(Appeals::file(origin, CLAIM, GROUNDS, pledge), DispatchError::BadOrigin);
		}
	});
}
