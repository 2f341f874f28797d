use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Moment, Seconds, StorageLimits};
use sp_runtime::DispatchError;

/// Whether the maker leaves a gap when it detaches `device`.
fn gap(device: &Device) -> bool {
	prepared();
	assert_ok!(Coldchain::detach(signed(MAKER), device.key()));
	let Event::SensorDetached { gap, .. } = last_event() else { panic!() };
	gap
}

#[test]
fn the_journey_stays() {
	run(|| {
		let device = watching(1);
		assert_ok!(Coldchain::detach(signed(MAKER), device.key()));
		let entry = device.entry();
		assert_eq!(entry.attached(), None);
		assert_eq!(entry.attachment.unwrap().detached, Some(Seconds(START)));
		assert!(journey(BOX).sensors.is_empty());
		assert_eq!(held(HoldReason::Journey, MAKER), JOURNEY_DEPOSIT);
		let (sensor, container) = (device.key(), BOX);
		let event = Event::SensorDetached { sensor, container, by: MAKER, gap: false };
		assert_eq!(last_event(), event);
		let again = Coldchain::detach(signed(MAKER), device.key());
		assert_noop!(again, Error::<Test>::NotAttached);
	});
}

#[test]
fn its_owner_or_who_holds_the_container_now() {
	run(|| {
		let device = Device::new(1);
		let detach = |who| Coldchain::detach(signed(who), device.key());
		assert_noop!(detach(MAKER), Error::<Test>::NotFound);
		register(MAKER, &device);
		for by in [MAKER, WHOLESALER] {
			attach(&device, BOX);
			hand_over(BOX, WHOLESALER);
			assert_noop!(detach(CARRIER), Error::<Test>::NotHolder);
			assert_ok!(detach(by));
			hand_over(BOX, MAKER);
			assert_noop!(detach(WHOLESALER), Error::<Test>::NotAttached);
		}
		attach(&device, BOX);
		assert_noop!(detach(WHOLESALER), Error::<Test>::NotHolder);
		for origin in nobody_signed() {
			let detached = Coldchain::detach(origin, device.key());
			assert_noop!(detached, DispatchError::BadOrigin);
		}
		// The owner gets it back from what is gone.
		close(BOX);
		assert_ok!(detach(MAKER));
	});
}

#[test]
fn who_leaves_late_leaves_a_gap() {
	run(|| {
		for (seed, delay, late) in [(1, INTERVAL, false), (2, INTERVAL + 1, true)] {
			set_now(START);
			let device = watching(seed);
			set_now(START + 10);
			assert_ok!(device.report(calm(1, 0, 10)));
			set_now(START + 10 + delay);
			assert_eq!(gap(&device), late);
		}
		assert_eq!(found(BOX), (0, 1));
	});
}

#[test]
fn the_next_one_answers_for_the_time_without_any() {
	run(|| {
		let device = watching(1);
		set_now(START + 100);
		assert_ok!(device.report(calm(1, 0, 100)));
		assert!(!gap(&device));
		// Nobody watches for longer than the interval, in pieces that are shorter.
		let visitor = Device::new(2);
		register(MAKER, &visitor);
		for (passed, next) in [(500, &visitor), (900, &device)] {
			set_now(START + passed);
			attach(next, BOX);
			assert_eq!(found(BOX), (0, 0));
			assert_eq!(next.entry().attached().unwrap().watched, Seconds(START + 100));
			if passed == 500 {
				set_now(START + 700);
				assert!(!gap(next));
			}
		}
		set_now(START + 910);
		assert_ok!(device.report(calm(2, 900, 910)));
		assert_eq!(found(BOX), (0, 1));
		// It is counted once.
		set_now(START + 920);
		assert_ok!(device.report(calm(3, 910, 920)));
		assert!(!gap(&device));
		assert_eq!(found(BOX), (0, 1));
	});
}

#[test]
fn a_gap_that_is_counted_is_not_counted_again() {
	run(|| {
		let device = watching(1);
		set_now(START + INTERVAL + 1);
		assert!(gap(&device));
		let other = watching(2);
		set_now(START + INTERVAL + 100);
		assert_ok!(other.report(calm(1, INTERVAL + 1, INTERVAL + 100)));
		assert_eq!(found(BOX), (0, 1));
		// Nor by its last word.
		assert_ok!(device.report(calm(1, INTERVAL, INTERVAL + 1)));
		assert_eq!(found(BOX), (0, 1));
	});
}

#[test]
fn silent_sensors_cannot_take_turns() {
	run(|| {
		let mut here = watching(1);
		for turn in 1..=5u8 {
			set_now(START + u32::from(turn) * (INTERVAL - 1));
			let next = watching(1 + turn);
			assert!(gap(&here));
			here = next;
		}
		assert_eq!(found(BOX), (0, 5));
	});
}

#[test]
fn who_reported_may_go_while_others_stay() {
	run(|| {
		let (one, _other) = (watching(1), watching(2));
		set_now(START + 100);
		assert_ok!(one.report(calm(1, 0, 100)));
		assert!(!gap(&one));
		assert_eq!(found(BOX), (0, 0));
	});
}

#[test]
fn the_clock_has_to_tell_a_time() {
	run(|| {
		let device = watching(1);
		set_time((Moment::from(u32::MAX) + 1) * 1_000);
		let detached = Coldchain::detach(signed(MAKER), device.key());
		assert_noop!(detached, Error::<Test>::TimeOutOfRange);
	});
}

#[test]
fn anybody_where_there_is_nothing_to_watch() {
	run(|| {
		for (seed, empty) in [(1, true), (2, false)] {
			let device = watching(seed);
			let detach = || Coldchain::detach(signed(STRANGER), device.key());
			assert_noop!(detach(), Error::<Test>::NotHolder);
			if empty {
				set_limits(BOX, None);
			} else {
				close(BOX);
			}
			assert_ok!(detach());
			if empty {
				set_limits(BOX, Some(FRIDGE));
			}
		}
	});
}

#[test]
fn the_limits_are_remembered_as_they_were_last_seen() {
	run(|| {
		let tight = StorageLimits { max: 700, ..FRIDGE };
		let (one, other) = (watching(1), watching(2));
		set_limits(BOX, Some(tight));
		detach(&one);
		set_limits(BOX, None);
		detach(&other);
		let limits = |device: &Device| device.entry().attachment.unwrap().limits;
		assert_eq!((limits(&one), limits(&other)), (tight, FRIDGE));
	});
}
