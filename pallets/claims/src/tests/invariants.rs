//! What always holds, and that it is noticed when it does not.

use crate::{
	mock::*, Billed, Claim, Claims as Stored, Config, Ledger, Ledgers, Payout, ProviderAccounts,
	Queue,
};
use frame_support::{
	assert_ok,
	storage::{with_transaction, TransactionOutcome},
	traits::fungible::MutateHold,
};
use salus_primitives::{ClaimId, Coverage, LineDecision::*, PlanLedger, DAY};
use sp_runtime::DispatchError;

/// A claim of everything: decided, waiting for the payer, for the reserve, for its account, coordinated.
fn busy() -> [ClaimId; 6] {
	let authorisation = Some(certify(PLAN, MEMBER, CLINIC, &[(OPERATION, 5)]));
	let lines = [line(VISIT, 18_000), units(THERAPY, 2, 9_000), line(OPERATION, 70_000)];
	let decided = submit(crate::NewClaim { authorisation, ..claim(lines) });
	let family = submit(claim_for(PLAN, CHILD, [line_in(9, VISIT, 18_000)]));
	let first = submit(claim_for(PLAN, DOUBLE, [line_in(8, VISIT, 18_000)]));
	let prior = Some(first);
	let second = claim_for(OTHER_PLAN, DOUBLE_THERE, [line_in(8, VISIT, 18_000)]);
	let second = submit(crate::NewClaim { prior, ..second });
	let pended = submit(claim([line(TRIAL, 20_000)]));
	let apart = submit_by(PHYSICIAN, free_claim(1, 5));
	leave_in_reserve(PLAN, 5);
	let queued = submit(free_claim(2, 1_000));
	assert!(matches!(payout(queued), Payout::Queued { .. }));
	assert_eq!(get(family).share, 11_000);
	check();
	[decided, first, second, pended, apart, queued]
}

/// What is wrong is noticed.
fn noticed(message: &'static str, wrong: impl FnOnce([ClaimId; 6])) {
	run(|| {
		let ids = busy();
		let answer = with_transaction(|| {
			wrong(ids);
			let answer = Claims::do_try_state();
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(answer))
		});
		assert_eq!(answer.unwrap(), Err(DispatchError::Other(message)));
	});
}

fn change(id: ClaimId, change: impl FnOnce(&mut Claim<u64>)) {
	Stored::<Test>::mutate(id.plan, id.number, |claim| change(claim.as_mut().unwrap()));
}

fn change_ledger(change: impl FnOnce(&mut Ledger)) {
	Ledgers::<Test>::mutate(PLAN, change);
}

#[test]
fn lines_balance() {
	noticed("billed minus adjustments is not paid", |[decided, ..]| {
		change(decided, |claim| claim.lines[0].paid += 1);
	});
	noticed("more is paid than allowed, or allowed than billed", |[decided, ..]| {
		change(decided, |claim| claim.lines[0].allowed = 18_001);
	});
	noticed("what is not decided used something", |[decided, _, _, pended, ..]| {
		let used = get(decided).lines[0].used.clone();
		change(pended, |claim| claim.lines[0].used = used);
	});
}

#[test]
fn nothing_is_paid_twice() {
	noticed("a claim is not paid as decided", |[decided, ..]| {
		change(decided, |claim| claim.paid -= 1);
	});
	noticed("what is unpaid does not wait", |[.., queued]| {
		change(queued, |claim| claim.payout = Payout::Settled);
	});
	noticed("the patient's share is not that of the lines", |[decided, ..]| {
		change(decided, |claim| claim.share += 1);
	});
	noticed("somebody paid nothing", |[decided, ..]| {
		let nothing = crate::Contribution { from: FRIEND, amount: 0 };
		change(decided, |claim| claim.contributions.try_push(nothing).unwrap());
	});
}

#[test]
fn claims_refer_to_each_other() {
	noticed("a prior claim does not know the next", |[_, first, ..]| {
		change(first, |claim| claim.next = None);
	});
	noticed("a next claim does not know the prior", |[_, _, second, ..]| {
		change(second, |claim| claim.prior = None);
	});
	noticed("a prior claim is gone", |[_, _, second, ..]| {
		let gone = Some(ClaimId { plan: PLAN, number: 99 });
		change(second, |claim| claim.prior = gone);
	});
	noticed("a share is paid twice", |[_, first, ..]| {
		let part = crate::Contribution { from: FRIEND, amount: 1 };
		change(first, |claim| claim.contributions.try_push(part).unwrap());
	});
}

#[test]
fn reserves_are_on_hold() {
	noticed("what is on hold is not the sum of the reserves", |_| {
		change_ledger(|ledger| ledger.reserve += 1);
	});
	noticed("what is set apart is not what claims say", |_| {
		change_ledger(|ledger| ledger.uncollected -= 1);
	});
	noticed("the reserve does not have what is owed", |_| {
		change_ledger(|ledger| ledger.reserve = 4);
	});
}

#[test]
fn queues_have_what_waits() {
	noticed("a claim is out of the queue", |[.., queued]| {
		let Payout::Queued { place } = payout(queued) else { panic!("waits") };
		Queue::<Test>::remove(PLAN, place);
	});
	noticed("a place of the queue is over, or has not come", |_| {
		change_ledger(|ledger| ledger.head = ledger.tail);
	});
	noticed("what waits is not what claims say", |_| {
		change_ledger(|ledger| ledger.queued += 1);
	});
	noticed("somebody is in the queue twice", |[.., queued]| {
		change_ledger(|ledger| {
			Queue::<Test>::insert(PLAN, ledger.tail, queued.number);
			ledger.tail += 1;
		});
	});
	noticed("claims are miscounted", |_| change_ledger(|ledger| ledger.claims += 1));
	noticed("numbers were given out twice, or not at all", |_| {
		change_ledger(|ledger| ledger.next += 1);
	});
}

#[test]
fn coverages_have_what_lines_used() {
	let change_use = |change: &dyn Fn(&mut salus_primitives::YearOfMember)| {
		let mut used = Plans::membership(PLAN, &MEMBER).unwrap().used;
		change(&mut used[0]);
		Plans::note_use(PLAN, &MEMBER, used);
	};
	noticed("a member's share is not that of the lines", |_| {
		change_use(&|year| year.shared.deductible -= 1);
	});
	noticed("a member's share is not that of the lines", |_| {
		change_use(&|year| year.shared.out_of_pocket += 1);
	});
	noticed("what is used of a benefit is not what the lines used", |_| {
		change_use(&|year| year.benefits[0].units -= 1);
	});
	noticed("what is used of a benefit is not what the lines used", |_| {
		change_use(&|year| year.benefits[0].paid += 1);
	});
	noticed("a benefit was used without a trace", |_| {
		change_use(&|year| year.benefits = Default::default());
	});
	noticed("a family's share is less than that of the lines", |_| {
		let mut used = Plans::family_use(PLAN, FAMILY);
		used[0].shared.deductible -= 1;
		Plans::note_family_use(PLAN, FAMILY, used);
	});
}

#[test]
fn lines_are_noted() {
	let visit = encounter(0);
	noticed("nothing is noted for a reference", |_| {
		Billed::<Test>::insert(STRANGER, visit, nothing());
	});
	noticed("a service is noted twice", |_| {
		Billed::<Test>::mutate(CLINIC, visit, |noted| noted.try_push(noted[0]).unwrap());
	});
	noticed("a claim is noted that is gone", |_| {
		Billed::<Test>::mutate(CLINIC, visit, |noted| noted[0].claim = 99);
	});
	noticed("a service is noted for somebody else", |_| {
		Billed::<Test>::insert(STRANGER, visit, Billed::<Test>::get(CLINIC, visit));
	});
	noticed("a service is noted that is no line", |_| {
		Billed::<Test>::mutate(CLINIC, visit, |noted| noted[0].date -= 1);
	});
	noticed("a line is not noted for what it refers to", |_| {
		Billed::<Test>::remove(CLINIC, visit);
		Billed::<Test>::remove(CLINIC, encounter(6));
	});
}

fn nothing() -> frame_support::BoundedVec<
	crate::BilledService,
	frame_support::traits::ConstU32<{ crate::MAX_SERVICES }>,
> {
	Default::default()
}

#[test]
fn room_is_what_claims_take() {
	let change_account = |change: &dyn Fn(&mut crate::ProviderAccountOf<Test>)| {
		ProviderAccounts::<Test>::mutate(PLAN, CLINIC, |account| change(account.as_mut().unwrap()));
	};
	noticed("claims take other room than the account says", |_| {
		change_account(&|account| account.taken -= 1);
	});
	noticed("claims take room that nobody paid for", |_| {
		change_account(&|account| account.room = account.taken - 1);
	});
	noticed("a claim has no account", |_| ProviderAccounts::<Test>::remove(PLAN, CLINIC));
	noticed("deposits are not what is held", |_| {
		change_account(&|account| account.deposit += 1);
	});
	noticed("deposits are not what is held", |_| {
		let reason = crate::HoldReason::Room.into();
		assert_ok!(<Test as Config>::Currency::hold(&reason, &CLINIC, 1));
	});
}

#[test]
fn nothing_is_left_of_what_is_over() {
	run_bare(|| {
		assert_eq!(bytes(), 0);
		let plans = [PLAN, OTHER_PLAN];
		for plan in plans {
			assert!(Claims::is_settled(plan));
			buy_room(CLINIC, plan, 60);
			top_up(plan, 10_000_000);
			assert!(!Claims::is_settled(plan));
		}
		buy_room(PHYSICIAN, PLAN, 20);
		let [decided, first, second, pended, apart, queued] = busy();
		assert_ok!(Claims::pay_share(signed(CHARITY), decided, 10_000));
		assert_ok!(Claims::decide(signed(PAYER), pended, bounded([Deny]), REASONS));
		mint(PHYSICIAN, MINIMUM);
		assert_ok!(Claims::collect(signed(STRANGER), apart));
		top_up(PLAN, 1_000);
		assert_ok!(Claims::void(signed(CLINIC), second));
		assert_ok!(Claims::reverse(signed(PAYER), first, REASONS));
		assert_ok!(Claims::repay(signed(CLINIC), PLAN, receivable(CLINIC)));
		pass(RETENTION + DAY);
		let all = (0..ledger(PLAN).next).map(|number| ClaimId { plan: PLAN, number });
		for id in all.chain([second]) {
			assert_ok!(plainly(Claims::reap(signed(STRANGER), id)));
		}
		assert_eq!(get_all(), 0);
		assert!(!Claims::is_settled(PLAN));
		let _ = queued;
		for plan in plans {
			leave_in_reserve_if_any(plan);
			assert_ok!(Claims::release_room(signed(CLINIC), plan, 60));
			assert!(Claims::is_settled(plan));
		}
		assert_ok!(Claims::release_room(signed(PHYSICIAN), PLAN, 20));
		for who in [CLINIC, PHYSICIAN] {
			assert_eq!((held(who), balance(who)), (0, ENDOWMENT));
		}
		assert_eq!([PAYER, OTHER_PAYER].map(reserved), [0; 2]);
		// Ledgers go with their plans, so that numbers are not given out again.
		plans.into_iter().for_each(Claims::forget);
		assert_eq!(bytes(), 0);
	});
}

fn get_all() -> usize {
	Stored::<Test>::iter().count() + Billed::<Test>::iter().count() + Queue::<Test>::iter().count()
}

fn leave_in_reserve_if_any(plan: u32) {
	if ledger(plan).reserve > 0 {
		leave_in_reserve(plan, 0);
	}
}
