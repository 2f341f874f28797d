use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{Moment, DAY};
use sp_runtime::DispatchError;

#[test]
fn when_its_time_has_come_and_the_deposit_returns() {
	run(|| {
		closed(CLAIM);
		let over = now() + RETENTION;
		set_time(over - 1);
		assert_noop!(reap(CLAIM), Error::<Test>::StillNeeded);
		set_time(over);
		assert_eq!(reap(CLAIM), Ok(Pays::No));
		assert_eq!(last_event(), Event::Reaped { claim: CLAIM });
		assert_eq!(Appeals::appeal(CLAIM), None);
		assert_eq!(held(HoldReason::Appeal, CLINIC), 0);
		assert_eq!(Balances::free_balance(CLINIC), ENDOWMENT);
		assert_noop!(reap(CLAIM), Error::<Test>::NotFound);
	});
}

#[test]
fn not_before_the_time_to_file_is_over() {
	run(|| {
		let days = 900;
		assert!(Moment::from(days) * DAY > RETENTION);
		PlanClocks::mutate(|all| all.get_mut(&0).unwrap().filing_days = days);
		filed(CLAIM);
		assert_ok!(Appeals::withdraw(signed(CLINIC), CLAIM));
		let (last, over) = edge(START, days);
		set_time(last);
		assert_noop!(reap(CLAIM), Error::<Test>::StillNeeded);
		set_time(over);
		assert_ok!(reap(CLAIM));
		assert_noop!(file(CLINIC, CLAIM), Error::<Test>::FilingOver);
	});
}

#[test]
fn not_what_is_open_however_old() {
	let stages: [fn(); 3] = [
		|| filed(CLAIM),
		|| upheld(CLAIM),
		|| {
			escalated(CLAIM);
		},
	];
	for stage_of in stages {
		run_with(3, || {
			stage_of();
			set_time(START + 10 * RETENTION);
			assert_noop!(reap(CLAIM), Error::<Test>::StillNeeded);
		});
	}
}

#[test]
fn signed_only() {
	run(|| {
		closed(CLAIM);
		set_time(now() + RETENTION);
		for origin in nobody_signed() {
			assert_noop!(Appeals::reap(origin, CLAIM), DispatchError::BadOrigin);
		}
	});
}
