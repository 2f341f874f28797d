use crate::{
	mock::*, HoldReason, Journeys, KeptReportOf, NextRegistration, Reports, SensorOf, Sensors,
};
use frame_support::{assert_ok, traits::fungible::MutateHold};
use salus_primitives::{DeviceKey, Seconds};
use sp_core::H256;

/// Runs `damage` on a state with a sensor that has reported (0) and another one (1) on a container,
/// and expects `try_state` to notice.
#[track_caller]
fn notices(what: &'static str, damage: impl FnOnce()) {
	run(|| {
		let (device, _) = (watching(1), watching(2));
		set_now(START + 100);
		assert_ok!(device.report(warm(1, 0, 100, 10)));
		assert_ok!(Coldchain::do_try_state());
		frame_support::storage::with_transaction(|| {
			damage();
			assert_eq!(Coldchain::do_try_state(), Err(what.into()));
			sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
		})
		.unwrap();
	});
}

fn sensor(change: impl FnOnce(&mut SensorOf<Test>)) {
	Sensors::<Test>::mutate(Device::new(1).key(), |entry| change(entry.as_mut().unwrap()));
}

fn kept(change: impl FnOnce(&mut KeptReportOf<Test>)) {
	Reports::<Test>::mutate(0, 1, |entry| change(entry.as_mut().unwrap()));
}

#[test]
fn registrations_without_a_number_of_their_own_are_noticed() {
	notices("a registration was not given out", || NextRegistration::<Test>::put(1));
	notices("two sensors have the same registration", || sensor(|entry| entry.registration = 1));
	notices("a key is none", || {
		let entry = Sensors::<Test>::take(Device::new(1).key()).unwrap();
		Sensors::<Test>::insert(DeviceKey::P256([0; 33]), entry);
	});
	let what = "a sensor never has to report";
	notices(what, || sensor(|entry| entry.interval = 0));
	notices(what, || sensor(|entry| entry.interval = MAX_INTERVAL + 1));
	notices("a report has no time", || sensor(|entry| entry.until = Seconds(0)));
}

#[test]
fn sensors_that_are_elsewhere_are_noticed() {
	notices("a sensor is on no journey", || Journeys::<Test>::remove(BOX));
	notices("a journey does not know its sensor", || {
		Journeys::<Test>::mutate(BOX, |journey| {
			journey.as_mut().unwrap().sensors.pop();
		})
	});
	let key = || Device::new(1).key();
	notices("a journey does not know its sensor", || {
		Journeys::<Test>::mutate(BOX, |journey| {
			journey.as_mut().unwrap().sensors.try_push(key()).unwrap();
		})
	});
	notices("a journey has a sensor that is elsewhere", || sensor(|entry| entry.attachment = None));
	notices("a sensor watched what it has not reported", || {
		sensor(|entry| entry.attachment.as_mut().unwrap().watched = Seconds(START + 101))
	});
	let left = || {
		sensor(|entry| entry.attachment.as_mut().unwrap().detached = Some(Seconds(START + 101)));
	};
	let what = "nobody waits for a report";
	notices(what, left);
	notices(what, || {
		left();
		sensor(|entry| entry.attachment.as_mut().unwrap().container = OTHER_BOX);
	});
}

#[test]
fn reports_that_cannot_be_proven_are_noticed() {
	let what = "a report has no or too many readings";
	notices(what, || kept(|entry| entry.readings.count = 0));
	notices(what, || kept(|entry| entry.readings.count = crate::MAX_READINGS + 1));
	notices("a report has no root", || kept(|entry| entry.readings.root = H256::zero()));
	let moved = |registration, sequence| {
		let entry = Reports::<Test>::take(0, 1).unwrap();
		Reports::<Test>::insert(registration, sequence, entry);
	};
	notices("a report is of no registration", || moved(2, 1));
	notices("a report was never handed in", || moved(0, 2));
	notices("a report was never handed in", || moved(1, 1));
	notices("a report was never handed in", || moved(0, 0));
}

#[test]
fn missing_and_surplus_deposits_are_noticed() {
	let what = "a deposit is not what is held";
	notices(what, || sensor(|entry| entry.deposit += 1));
	notices(what, || kept(|entry| entry.deposit += 1));
	notices(what, || {
		Journeys::<Test>::mutate(BOX, |journey| journey.as_mut().unwrap().deposit -= 1)
	});
	for reason in [HoldReason::Sensor, HoldReason::Journey, HoldReason::Report] {
		notices(what, || {
			assert_ok!(Balances::hold(&reason.into(), &STRANGER, 1));
		});
	}
}

#[test]
fn a_whole_life_leaves_nothing_behind() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(warm(1, 0, 100, 10)));
		detach(&device);
		attach(&device, BOX);
		close(BOX);
		detach(&device);
		assert_ok!(Coldchain::end_journey(signed(STRANGER), BOX));
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), device.key()));
		set_time(Seconds(START + 100).moment() + RETENTION);
		assert_ok!(Coldchain::reap_report(signed(STRANGER), 0, 1));
		assert_eq!(Sensors::<Test>::iter().count(), 0);
		assert_eq!(Journeys::<Test>::iter().count(), 0);
		assert_eq!(Reports::<Test>::iter().count(), 0);
		assert_eq!(balance(MAKER), ENDOWMENT);
	});
}
