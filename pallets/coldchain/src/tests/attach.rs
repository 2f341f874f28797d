use crate::{mock::*, Attachment, Error, Event, HoldReason, Journey, Journeys, MAX_SENSORS};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Moment, Seconds, StorageLimits};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn try_attach(device: &Device, container: Crate) -> DispatchResult {
	Coldchain::attach(signed(MAKER), device.key(), container)
}

fn sensor() -> Device {
	let device = Device::new(1);
	register(MAKER, &device);
	prepared();
	device
}

#[test]
fn a_journey_begins() {
	run(|| {
		let device = sensor();
		assert_ok!(try_attach(&device, BOX));
		let since = Seconds(START);
		let sensors = vec![device.key()].try_into().unwrap();
		let (payer, deposit) = (MAKER, JOURNEY_DEPOSIT);
		let (watched, left) = (since, Seconds(0));
		let journey = Journey { spent: 0, gaps: 0, watched, left, sensors, payer, deposit };
		assert_eq!(Coldchain::journey(BOX), Some(journey));
		let (limits, detached) = (FRIDGE, None);
		let attachment = Attachment { container: BOX, since, watched, limits, detached };
		assert_eq!(device.entry().attachment, Some(attachment));
		assert_eq!(held(HoldReason::Journey, MAKER), JOURNEY_DEPOSIT);
		let sensor = device.key();
		assert_eq!(last_event(), Event::SensorAttached { sensor, container: BOX, since });
	});
}

#[test]
fn a_second_that_has_begun_is_not_watched() {
	run(|| {
		let device = sensor();
		set_time(Moment::from(START) * 1_000 + 1);
		attach(&device, BOX);
		set_now(START + 10);
		assert_noop!(device.report(calm(1, 0, 10)), Error::<Test>::BeforeAttachment);
		assert_ok!(device.report(calm(1, 1, 10)));
	});
}

#[test]
fn four_sensors_at_a_time_and_one_deposit() {
	run(|| {
		for seed in 1..=4 {
			watching(seed);
		}
		assert_eq!(journey(BOX).sensors.len(), MAX_SENSORS as usize);
		assert_eq!(held(HoldReason::Journey, MAKER), JOURNEY_DEPOSIT);
		let device = Device::new(5);
		register(MAKER, &device);
		assert_noop!(try_attach(&device, BOX), Error::<Test>::TooManySensors);
		detach(&Device::new(2));
		assert_ok!(try_attach(&device, BOX));
	});
}

#[test]
fn a_sensor_is_in_one_place() {
	run(|| {
		let device = watching(1);
		for container in [BOX, OTHER_BOX] {
			assert_noop!(try_attach(&device, container), Error::<Test>::StillAttached);
		}
		detach(&device);
		assert_ok!(try_attach(&device, OTHER_BOX));
	});
}

#[test]
fn only_its_owner_who_holds_the_container() {
	run(|| {
		let device = Device::new(1);
		assert_noop!(try_attach(&device, BOX), Error::<Test>::NotFound);
		register(MAKER, &device);
		let attach = |who| Coldchain::attach(signed(who), device.key(), BOX);
		assert_noop!(attach(WHOLESALER), Error::<Test>::NotOwner);
		hand_over(BOX, WHOLESALER);
		assert_noop!(attach(WHOLESALER), Error::<Test>::NotOwner);
		assert_noop!(attach(MAKER), Error::<Test>::NotHolder);
		assert_noop!(try_attach(&device, Crate(99)), Error::<Test>::NotHolder);
		for origin in nobody_signed() {
			let attached = Coldchain::attach(origin, device.key(), BOX);
			assert_noop!(attached, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_may_be_kept_anywhere_or_nowhere_is_not_watched() {
	run(|| {
		let device = sensor();
		assert_noop!(try_attach(&device, BANDAGES), Error::<Test>::NoLimits);
		set_limits(BOX, Some(StorageLimits { min: 801, ..FRIDGE }));
		assert_noop!(try_attach(&device, BOX), Error::<Test>::ImpossibleLimits);
		set_limits(BOX, Some(StorageLimits { min: 800, ..FRIDGE }));
		assert_ok!(try_attach(&device, BOX));
	});
}

#[test]
fn a_journey_is_paid_for_by_who_begins_it() {
	run(|| {
		let device = sensor();
		set_balance(MAKER, 2);
		assert_noop!(try_attach(&device, BOX), TokenError::FundsUnavailable);
		set_balance(MAKER, ENDOWMENT);
		attach(&device, BOX);
		// Who comes later does not pay.
		let other = Device::new(2);
		register(WHOLESALER, &other);
		hand_over(BOX, WHOLESALER);
		assert_ok!(Coldchain::attach(signed(WHOLESALER), other.key(), BOX));
		assert_eq!(held(HoldReason::Journey, WHOLESALER), 0);
		assert_eq!(journey(BOX).payer, MAKER);
	});
}

#[test]
fn nothing_is_attached_after_2106() {
	run(|| {
		let device = sensor();
		set_time((Moment::from(u32::MAX) + 1) * 1_000);
		assert_noop!(try_attach(&device, BOX), Error::<Test>::TimeOutOfRange);
	});
}

#[test]
fn attaching_again_gives_nothing_back() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(warm(1, 0, 100, 60)));
		detach(&device);
		assert_eq!(found(BOX), (60, 0));
		attach(&device, BOX);
		assert_eq!(found(BOX), (60, 0));
		// Nor does another sensor, nor another holder.
		detach(&device);
		hand_over(BOX, WHOLESALER);
		let other = Device::new(2);
		register(WHOLESALER, &other);
		assert_ok!(Coldchain::attach(signed(WHOLESALER), other.key(), BOX));
		set_now(START + 200);
		assert_ok!(other.report(warm(1, 100, 200, 60)));
		assert_eq!(found(BOX), (120, 0));
		assert_eq!(quarantines(BOX), 1);
		assert_eq!(Journeys::<Test>::iter().count(), 1);
	});
}

#[test]
fn not_before_its_last_word() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		detach(&device);
		for container in [BOX, OTHER_BOX] {
			assert_noop!(try_attach(&device, container), Error::<Test>::Unreported);
		}
		assert_ok!(device.report(calm(1, 0, 99)));
		assert_noop!(try_attach(&device, OTHER_BOX), Error::<Test>::Unreported);
		assert_ok!(device.report(calm(2, 99, 100)));
		attach(&device, OTHER_BOX);
		// Or the time for it.
		set_now(START + 200);
		detach(&device);
		set_now(START + 200 + MAX_INTERVAL);
		assert_noop!(try_attach(&device, BOX), Error::<Test>::Unreported);
		set_time(Seconds(START + 200 + MAX_INTERVAL).moment() + 1);
		assert_ok!(try_attach(&device, BOX));
	});
}

#[test]
fn what_is_spent_around_it_is_spent() {
	run(|| {
		let outer = watching(1);
		set_now(START + 100);
		assert_ok!(outer.report(warm(1, 0, 100, 60)));
		// In a box in the box, and in one more.
		let other = Device::new(2);
		register(MAKER, &other);
		put_into(OTHER_BOX, BANDAGES);
		put_into(BANDAGES, BOX);
		attach(&other, OTHER_BOX);
		assert_eq!(found(OTHER_BOX), (60, 0));
		// Also if it was watched before, and never less than before.
		set_now(START + 200);
		assert_ok!(outer.report(warm(2, 100, 200, 20)));
		assert_eq!(found(OTHER_BOX), (60, 0));
		let third = Device::new(3);
		register(MAKER, &third);
		attach(&third, OTHER_BOX);
		assert_eq!(found(OTHER_BOX), (80, 0));
		assert_ok!(other.report(warm(1, 100, 200, 100)));
		let fourth = Device::new(4);
		register(MAKER, &fourth);
		attach(&fourth, OTHER_BOX);
		assert_eq!((found(OTHER_BOX), quarantines(OTHER_BOX)), ((180, 0), 1));
		// What is in a box says nothing of the box.
		assert_eq!(found(BOX), (80, 0));
	});
}

#[test]
fn eight_containers_around_it_are_asked() {
	run(|| {
		let level = |level: u64| Crate(100 + level);
		watching(1);
		let mut spent = journey(BOX);
		spent.sensors = Default::default();
		for above in 0..9 {
			put_into(level(above), level(above + 1));
			Containers::mutate(|all| all.insert(level(above), (MAKER, Some(FRIDGE))));
		}
		let device = Device::new(2);
		register(MAKER, &device);
		for (above, found_there) in [(9, 0), (8, 70)] {
			spent.spent = 70;
			Journeys::<Test>::insert(level(above), &spent);
			attach(&device, level(0));
			assert_eq!(found(level(0)), (found_there, 0));
			detach(&device);
			// Not paid for.
			Journeys::<Test>::remove(level(above));
		}
		// A circle ends.
		put_into(level(1), level(0));
		assert_ok!(try_attach(&device, level(0)));
	});
}
