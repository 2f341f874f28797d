use crate::{mock::*, CustodianDays, Custodians, Days, Error, Event, HoldReason};
use frame_support::{assert_noop, dispatch::Pays};
use sp_runtime::DispatchError;

fn reap() -> Result<Pays, DispatchError> {
	Trail::reap_day(signed(STRANGER), HOSPITAL)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn an_old_day_goes_for_free() {
	run(|| {
		anchored();
		set_time(START + RETENTION - 1);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(START + RETENTION);
		prepared();
		assert_eq!(reap(), Ok(Pays::No));
		assert_eq!(Days::<Test>::iter().count(), 0);
		assert_eq!(Custodians::<Test>::get(HOSPITAL), None);
		assert_eq!(held(HoldReason::Day, HOSPITAL), 0);
		assert_eq!(last_event(), Event::DayReaped { custodian: HOSPITAL, day: YESTERDAY });
		assert_noop!(reap(), Error::<Test>::NotFound);
	});
}

#[test]
fn days_go_in_order_and_missing_ones_are_counted_until_then() {
	run(|| {
		let days = || Custodians::<Test>::get(HOSPITAL);
		quiet(HOSPITAL, TODAY - 4);
		quiet(HOSPITAL, TODAY - 1);
		assert_eq!(days().unwrap().missing(), 2);
		set_time(START + RETENTION);
		assert_eq!(reap(), Ok(Pays::No));
		let (first, last) = (TODAY - 3, TODAY - 1);
		assert_eq!(days(), Some(CustodianDays { first, last, anchored: 1 }));
		for missing in [1, 0] {
			assert_eq!(reap(), Ok(Pays::No));
			assert_eq!(days().unwrap().missing(), missing);
			assert_eq!(held(HoldReason::Day, HOSPITAL), DAY_DEPOSIT);
		}
		assert_eq!(reap(), Ok(Pays::No));
		assert_eq!(days(), None);
		assert_eq!(balance(HOSPITAL), ENDOWMENT);
	});
}

#[test]
fn a_missing_day_stays_for_as_long_as_it_is_kept() {
	run(|| {
		set_time(after(TODAY - 4));
		quiet(HOSPITAL, TODAY - 4);
		set_time(START);
		quiet(HOSPITAL, TODAY - 1);
		set_time(after(TODAY - 4) + RETENTION);
		assert_eq!(reap(), Ok(Pays::No));
		set_time(after(TODAY - 3) + RETENTION - 1);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(after(TODAY - 3) + RETENTION);
		assert_eq!(reap(), Ok(Pays::No));
		assert_noop!(reap(), Error::<Test>::StillNeeded);
	});
}

#[test]
fn who_is_late_waits_for_longer() {
	run(|| {
		quiet(HOSPITAL, TODAY - 4);
		set_time(after(TODAY - 4) + RETENTION);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(START + RETENTION - 1);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(START + RETENTION);
		assert_eq!(reap(), Ok(Pays::No));
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		anchored();
		for origin in nobody_signed() {
			assert_noop!(Trail::reap_day(origin, HOSPITAL), DispatchError::BadOrigin);
		}
	});
}
