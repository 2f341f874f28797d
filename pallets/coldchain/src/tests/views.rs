use crate::mock::*;
use frame_support::assert_ok;

#[test]
fn who_is_late_is_seen_without_a_call() {
	run(|| {
		let [one, other] = [1, 2].map(watching);
		let late = || (Coldchain::overdue(one.key()), Coldchain::missing(BOX));
		set_now(START + INTERVAL);
		assert_eq!(late(), (None, vec![]));
		set_now(START + INTERVAL + 1);
		assert_eq!(late(), (Some(1), vec![(one.key(), 1), (other.key(), 1)]));
		assert_ok!(one.report(calm(1, 0, INTERVAL)));
		assert_eq!(late(), (None, vec![(other.key(), 1)]));
		set_now(START + 2 * INTERVAL + 5);
		assert_eq!(late(), (Some(5), vec![(one.key(), 5), (other.key(), INTERVAL + 5)]));
		detach(&one);
		assert_eq!(late(), (None, vec![(other.key(), INTERVAL + 5)]));
	});
}

#[test]
fn who_was_not_there_is_not_late() {
	run(|| {
		let device = watching(1);
		detach(&device);
		set_now(START + 10 * INTERVAL);
		attach(&device, BOX);
		assert_eq!(Coldchain::overdue(device.key()), None);
		set_now(START + 11 * INTERVAL + 3);
		assert_eq!(Coldchain::overdue(device.key()), Some(3));
	});
}

#[test]
fn nothing_is_missing_where_nothing_is() {
	run(|| {
		assert_eq!(Coldchain::overdue(Device::new(1).key()), None);
		assert!(Coldchain::missing(BOX).is_empty());
		assert_eq!(Coldchain::journey(BOX), None);
		assert_eq!(Coldchain::sensor(Device::new(1).key()), None);
		assert_eq!(Coldchain::kept_report(0, 1), None);
	});
}
