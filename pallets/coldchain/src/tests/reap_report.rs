use crate::{mock::*, Error, Event, HoldReason, Reports};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::Moment;
use sp_runtime::DispatchError;

fn reap(sequence: u32) -> Result<Pays, DispatchError> {
	Coldchain::reap_report(signed(STRANGER), 0, sequence)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn an_old_report_goes_for_free() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(calm(1, 0, 100)));
		let over = Moment::from(START + 100) * 1_000 + RETENTION;
		set_time(over - 1);
		assert_noop!(reap(1), Error::<Test>::StillNeeded);
		set_time(over);
		prepared();
		assert_eq!(reap(1), Ok(Pays::No));
		assert_eq!(Reports::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Report, MAKER), 0);
		assert_eq!(last_event(), Event::ReportReaped { registration: 0, sequence: 1 });
		assert_noop!(reap(1), Error::<Test>::NotFound);
	});
}

#[test]
fn its_sensor_may_have_gone_before() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(calm(1, 0, 100)));
		detach(&device);
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), device.key()));
		assert_eq!(held(HoldReason::Report, MAKER), REPORT_DEPOSIT);
		set_time(Moment::from(START + 100) * 1_000 + RETENTION);
		assert_eq!(reap(1), Ok(Pays::No));
		assert_eq!(held(HoldReason::Report, MAKER), 0);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Coldchain::reap_report(origin, 0, 1), DispatchError::BadOrigin);
		}
	});
}
