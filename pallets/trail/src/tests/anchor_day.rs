use crate::{mock::*, CustodianDays, Custodians, Days, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{merkle::Batch, LicenceKind, LicenceProblem};
use sp_core::H256;
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_day_is_committed_to() {
	run(|| {
		assert_ok!(Trail::anchor_day(signed(HOSPITAL), YESTERDAY, ROOT, 5));
		let entry = Trail::day(HOSPITAL, YESTERDAY).unwrap();
		assert_eq!(entry.batch, Some(Batch { root: ROOT, count: 5 }));
		assert_eq!((entry.anchored_at, entry.deposit), (START, DAY_DEPOSIT));
		assert_eq!(held(HoldReason::Day, HOSPITAL), DAY_DEPOSIT);
		assert_eq!(
			Custodians::<Test>::get(HOSPITAL),
			Some(CustodianDays { first: YESTERDAY, last: YESTERDAY, anchored: 1 })
		);
		let (custodian, day) = (HOSPITAL, YESTERDAY);
		assert_eq!(last_event(), Event::DayAnchored { custodian, day, root: ROOT, count: 5 });
	});
}

#[test]
fn a_day_has_to_be_over() {
	run(|| {
		let anchor = |day| Trail::anchor_day(signed(HOSPITAL), day, ROOT, 1);
		set_time(START - 1);
		assert_noop!(anchor(YESTERDAY), Error::<Test>::DayNotOver);
		set_time(START);
		assert_noop!(anchor(TODAY), Error::<Test>::DayNotOver);
		assert_noop!(anchor(u32::MAX), Error::<Test>::DayNotOver);
		assert_ok!(anchor(YESTERDAY));
	});
}

#[test]
fn what_may_have_been_reaped_is_not_told_anew() {
	run(|| {
		let anchor = || Trail::anchor_day(signed(HOSPITAL), YESTERDAY, ROOT, 1);
		set_time(after(YESTERDAY) + RETENTION);
		assert_noop!(anchor(), Error::<Test>::DayTooOld);
		assert_noop!(
			Trail::declare_quiet_day(signed(HOSPITAL), YESTERDAY),
			Error::<Test>::DayTooOld
		);
		set_time(after(YESTERDAY) + RETENTION - 1);
		assert_ok!(anchor());
	});
}

#[test]
fn a_day_is_never_replaced() {
	run(|| {
		anchored();
		let other = H256::repeat_byte(4);
		assert_noop!(
			Trail::anchor_day(signed(HOSPITAL), YESTERDAY, other, 5),
			Error::<Test>::AlreadyAnchored
		);
		assert_noop!(
			Trail::declare_quiet_day(signed(HOSPITAL), YESTERDAY),
			Error::<Test>::AlreadyAnchored
		);
		quiet(HOSPITAL, YESTERDAY - 1);
		assert_noop!(
			Trail::anchor_day(signed(HOSPITAL), YESTERDAY - 1, ROOT, 5),
			Error::<Test>::AlreadyAnchored
		);
		// Another custodian's day is another one.
		assert_ok!(Trail::anchor_day(signed(CLINIC), YESTERDAY, other, 5));
	});
}

#[test]
fn batches_have_a_root_and_receipts_and_fit() {
	run(|| {
		let anchor = |root, count| Trail::anchor_day(signed(HOSPITAL), YESTERDAY, root, count);
		assert_noop!(anchor(ROOT, 0), Error::<Test>::ZeroCount);
		assert_noop!(anchor(ROOT, MAX_RECEIPTS + 1), Error::<Test>::TooManyReceipts);
		assert_noop!(anchor(H256::zero(), 1), Error::<Test>::ZeroRoot);
		assert_ok!(anchor(ROOT, MAX_RECEIPTS));
	});
}

#[test]
fn days_are_anchored_in_any_order_and_counted() {
	run(|| {
		let days = || Custodians::<Test>::get(HOSPITAL).unwrap();
		for (day, first, last, missing) in [
			(TODAY - 5, TODAY - 5, TODAY - 5, 0),
			(TODAY - 2, TODAY - 5, TODAY - 2, 2),
			(TODAY - 8, TODAY - 8, TODAY - 2, 4),
			(TODAY - 4, TODAY - 8, TODAY - 2, 3),
		] {
			assert_ok!(Trail::anchor_day(signed(HOSPITAL), day, ROOT, 1));
			assert_eq!((days().first, days().last, days().missing()), (first, last, missing));
		}
		assert_eq!(held(HoldReason::Day, HOSPITAL), 4 * DAY_DEPOSIT);
		assert_eq!(Days::<Test>::iter_prefix(HOSPITAL).count(), 4);
	});
}

#[test]
fn only_organisations_anchor() {
	run(|| {
		for who in [PHYSICIAN, STRANGER] {
			assert_noop!(
				Trail::anchor_day(signed(who), YESTERDAY, ROOT, 1),
				Error::<Test>::NotOrganisation
			);
		}
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Suspended));
		assert_noop!(
			Trail::anchor_day(signed(HOSPITAL), YESTERDAY, ROOT, 1),
			Error::<Test>::NotOrganisation
		);
		for kind in [LicenceKind::Pharmacy, LicenceKind::Laboratory, LicenceKind::Payer] {
			let who = 5 + kind as u64;
			license(who, kind, Ok(()));
			set_balance(who, ENDOWMENT);
			assert_ok!(Trail::anchor_day(signed(who), YESTERDAY, ROOT, 1));
		}
	});
}

#[test]
fn only_a_signature_will_do() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Trail::anchor_day(origin, YESTERDAY, ROOT, 1), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_day_is_paid_for() {
	run(|| {
		assert_noop!(
			Trail::anchor_day(signed(POOR), YESTERDAY, ROOT, 1),
			TokenError::FundsUnavailable
		);
	});
}
