use crate::{mock::*, CustodianDays, Custodians, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_day_without_access_is_no_missing_day() {
	run(|| {
		assert_ok!(Trail::declare_quiet_day(signed(HOSPITAL), YESTERDAY));
		let entry = Trail::day(HOSPITAL, YESTERDAY).unwrap();
		assert_eq!(entry.batch, None);
		assert_eq!((entry.anchored_at, entry.deposit), (START, DAY_DEPOSIT));
		assert_eq!(held(HoldReason::Day, HOSPITAL), DAY_DEPOSIT);
		assert_eq!(
			Custodians::<Test>::get(HOSPITAL),
			Some(CustodianDays { first: YESTERDAY, last: YESTERDAY, anchored: 1 })
		);
		assert!(Trail::missing_days(HOSPITAL, YESTERDAY, YESTERDAY).is_empty());
		let (custodian, day) = (HOSPITAL, YESTERDAY);
		assert_eq!(last_event(), Event::QuietDayDeclared { custodian, day });
	});
}

#[test]
fn the_day_has_to_be_over() {
	run(|| {
		let declare = || Trail::declare_quiet_day(signed(HOSPITAL), TODAY);
		set_time(after(TODAY) - 1);
		assert_noop!(declare(), Error::<Test>::DayNotOver);
		set_time(after(TODAY));
		assert_ok!(declare());
		assert_noop!(declare(), Error::<Test>::AlreadyAnchored);
	});
}

#[test]
fn only_a_licensed_organisation_declares_and_pays() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Trail::declare_quiet_day(origin, YESTERDAY), DispatchError::BadOrigin);
		}
		assert_noop!(
			Trail::declare_quiet_day(signed(PHYSICIAN), YESTERDAY),
			Error::<Test>::NotOrganisation
		);
		assert_noop!(
			Trail::declare_quiet_day(signed(POOR), YESTERDAY),
			TokenError::FundsUnavailable
		);
	});
}
