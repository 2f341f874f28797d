use crate::{mock::*, Error, Event, HoldReason, KeptReport, Report, Reports, MAX_READINGS};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{merkle::Batch, Moment, Seconds, StorageLimits};
use sp_core::H256;
use sp_runtime::DispatchError;

/// A device on [`BOX`], a thousand seconds ago.
fn watched() -> Device {
	let device = watching(1);
	set_now(START + 1_000);
	device
}

#[test]
fn sensors_of_both_kinds_report() {
	run(|| {
		let p256 = Device::p256(2);
		register(MAKER, &p256);
		attach(&p256, BOX);
		for (registration, device) in [(1, watched()), (0, p256)] {
			let report = calm(1, 0, 600);
			assert_ok!(device.report(report));
			let entry = device.entry();
			assert_eq!((entry.sequence, entry.until), (1, report.until));
			assert_eq!(entry.attached().unwrap().watched, report.until);
			assert_eq!(found(BOX), (0, 0));
			let kept = KeptReport {
				readings: report.readings,
				container: BOX,
				reported_at: Moment::from(START + 1_000) * 1_000,
				payer: MAKER,
				deposit: REPORT_DEPOSIT,
			};
			assert_eq!(Coldchain::kept_report(registration, 1), Some(kept));
			let (sensor, container) = (device.key(), BOX);
			let (outside, spent, gap, kept) = (0, 0, false, true);
			let event = Event::Reported { sensor, container, report, outside, spent, gap, kept };
			assert_eq!(last_event(), event);
		}
		assert_eq!(held(HoldReason::Report, MAKER), 2 * REPORT_DEPOSIT);
		assert_eq!(quarantines(BOX), 0);
	});
}

#[test]
fn an_excursion_within_the_budget_is_spent_and_one_beyond_it_quarantined() {
	run(|| {
		let device = watched();
		assert_ok!(device.report(warm(1, 0, 300, BUDGET)));
		assert_eq!((found(BOX), quarantines(BOX)), ((BUDGET, 0), 0));
		prepared();
		let report = Report { min: 199, outside: 1, ..calm(2, 300, 400) };
		assert_ok!(device.report(report));
		assert_eq!((found(BOX), quarantines(BOX)), ((BUDGET + 1, 0), 1));
		let event = |report, spent| Event::ExcursionExceeded {
			sensor: device.key(),
			container: BOX,
			report,
			outside: report.outside,
			spent,
			gap: false,
			kept: true,
			quarantined: true,
		};
		assert_eq!(last_event(), event(report, BUDGET + 1));
		// It stays exceeded, whatever comes afterwards.
		let report = calm(3, 400, 500);
		assert_ok!(device.report(report));
		assert_eq!(quarantines(BOX), 2);
		assert_eq!(last_event(), event(report, BUDGET + 1));
	});
}

#[test]
fn all_sensors_of_a_container_spend_the_same_budget() {
	run(|| {
		let devices = [watching(1), watching(2)];
		set_now(START + 1_000);
		for (number, device) in (1..).zip(devices) {
			assert_ok!(device.report(warm(1, 0, 100, 60)));
			assert_eq!(found(BOX).0, 60 * number);
			assert_eq!(quarantines(BOX), number - 1);
		}
	});
}

#[test]
fn what_cannot_be_quarantined_is_reported_all_the_same() {
	run(|| {
		let device = watched();
		QuarantineFails::set(true);
		assert_ok!(device.report(warm(1, 0, 600, BUDGET + 1)));
		let Event::ExcursionExceeded { quarantined, .. } = last_event() else { panic!() };
		assert!(!quarantined);
		assert_eq!(System::providers(&ACCOUNT_OF_THE_WAREHOUSE), 0, "nothing is left behind");
		assert_eq!(found(BOX), (BUDGET + 1, 0));
		QuarantineFails::set(false);
		assert_ok!(device.report(calm(2, 600, 700)));
		assert_eq!(quarantines(BOX), 1);
	});
}

#[test]
fn who_cannot_pay_does_not_keep_a_report_from_counting() {
	run(|| {
		let device = watched();
		set_balance(MAKER, 1);
		assert_ok!(device.report(warm(1, 0, 600, BUDGET + 1)));
		let Event::ExcursionExceeded { kept, quarantined, .. } = last_event() else { panic!() };
		assert!(!kept && quarantined);
		assert_eq!(Reports::<Test>::iter().count(), 0);
		assert_eq!(found(BOX), (BUDGET + 1, 0));
		set_balance(MAKER, ENDOWMENT);
		assert_ok!(device.report(calm(2, 600, 700)));
		assert!(Reports::<Test>::contains_key(0, 2));
	});
}

#[test]
fn reports_come_one_after_the_other() {
	run(|| {
		let device = watched();
		assert_noop!(device.report(calm(0, 0, 100)), Error::<Test>::Replayed);
		assert_noop!(device.report(calm(2, 0, 100)), Error::<Test>::SequenceGap);
		let first = calm(1, 0, 100);
		assert_ok!(device.report(first));
		assert_noop!(device.report(first), Error::<Test>::Replayed);
		assert_noop!(device.report(calm(1, 100, 200)), Error::<Test>::Replayed);
		assert_noop!(device.report(calm(3, 100, 200)), Error::<Test>::SequenceGap);
		assert_noop!(device.report(calm(u32::MAX, 100, 200)), Error::<Test>::SequenceGap);
		assert_noop!(device.report(calm(2, 99, 200)), Error::<Test>::Overlaps);
		assert_noop!(device.report(calm(2, 100, 100)), Error::<Test>::ReversedTime);
		assert_noop!(device.report(calm(2, 101, 100)), Error::<Test>::ReversedTime);
		assert_ok!(device.report(calm(2, 100, 200)));
	});
}

#[test]
fn the_last_number_is_the_last_report() {
	run(|| {
		let device = watched();
		crate::Sensors::<Test>::mutate(device.key(), |entry| {
			let entry = entry.as_mut().unwrap();
			(entry.sequence, entry.until) = (u32::MAX - 1, Seconds(START));
		});
		assert_ok!(device.report(calm(u32::MAX, 0, 100)));
		for sequence in [0, 1, u32::MAX] {
			assert_noop!(device.report(calm(sequence, 100, 200)), Error::<Test>::Replayed);
		}
	});
}

#[test]
fn numbers_go_on_at_the_next_container() {
	run(|| {
		let device = watched();
		assert_ok!(device.report(calm(1, 0, 1_000)));
		detach(&device);
		attach(&device, OTHER_BOX);
		set_now(START + 1_100);
		assert_noop!(device.report(calm(1, 1_000, 1_100)), Error::<Test>::Replayed);
		// What it signed about the first container is nothing here.
		let report = calm(2, 1_000, 1_100);
		let payload = crate::report_payload(&genesis(), 0, &BOX, &report);
		assert_noop!(
			Coldchain::report(signed(STRANGER), device.key(), report, device.sign(&payload)),
			Error::<Test>::InvalidSignature
		);
		assert_ok!(device.report(report));
		// It was away from here, so that this is no gap.
		assert_eq!((found(BOX), found(OTHER_BOX)), ((0, 0), (0, 0)));
	});
}

#[test]
fn a_clock_is_a_little_ahead_at_most() {
	run(|| {
		let device = watched();
		let late = calm(1, 900, 1_000 + TOLERANCE + 1);
		assert_noop!(device.report(late), Error::<Test>::InTheFuture);
		assert_ok!(device.report(calm(1, 900, 1_000 + TOLERANCE)));
		// Attached again, it does not report the same time twice.
		detach(&device);
		attach(&device, BOX);
		assert_eq!(device.entry().attached().unwrap().since, Seconds(START + 1_000 + TOLERANCE));
		assert_noop!(device.report(calm(2, 1_000, 1_030)), Error::<Test>::Overlaps);
	});
}

#[test]
fn what_was_before_it_was_attached_is_not_this_containers() {
	run(|| {
		let device = Device::new(1);
		register(MAKER, &device);
		set_now(START + 500);
		attach(&device, BOX);
		set_now(START + 1_000);
		assert_noop!(device.report(calm(1, 499, 900)), Error::<Test>::BeforeAttachment);
		assert_ok!(device.report(calm(1, 500, 900)));
	});
}

#[test]
fn a_gap_is_counted_by_the_report_that_ends_it() {
	run(|| {
		let device = watched();
		for (sequence, from, gaps) in
			[(1, INTERVAL, 0), (2, 2 * INTERVAL + 10, 0), (3, 3 * INTERVAL + 21, 1)]
		{
			set_now(START + from + 10);
			prepared();
			assert_ok!(device.report(calm(sequence, from, from + 10)));
			assert_eq!(found(BOX), (0, gaps));
			let Event::Reported { gap, .. } = last_event() else { panic!() };
			assert_eq!(gap, gaps > 0);
		}
	});
}

#[test]
fn counts_stay_where_they_end() {
	run(|| {
		let device = watched();
		crate::Journeys::<Test>::mutate(BOX, |journey| {
			let journey = journey.as_mut().unwrap();
			(journey.spent, journey.gaps) = (u32::MAX, u16::MAX);
		});
		assert_ok!(device.report(warm(1, INTERVAL + 1, INTERVAL + 100, 99)));
		assert_eq!(found(BOX), (u32::MAX, u16::MAX));
	});
}

#[test]
fn readings_are_some_and_not_too_many() {
	run(|| {
		let device = watched();
		let root = H256::repeat_byte(1);
		let with = |batch| device.report(Report { readings: batch, ..calm(1, 0, 100) });
		assert_noop!(with(Batch { root, count: 0 }), Error::<Test>::ZeroCount);
		let count = MAX_READINGS + 1;
		assert_noop!(with(Batch { root, count }), Error::<Test>::TooManyReadings);
		let nothing = Batch { root: H256::zero(), count: 1 };
		assert_noop!(with(nothing), Error::<Test>::ZeroRoot);
		assert_ok!(with(Batch { root, count: MAX_READINGS }));
	});
}

#[test]
fn temperatures_and_seconds_go_together() {
	run(|| {
		let device = watched();
		let normal = calm(1, 0, 100);
		let reversed = Report { min: 441, ..normal };
		assert_noop!(device.report(reversed), Error::<Test>::ReversedReadings);
		for wrong in [
			Report { max: 801, ..normal },
			Report { min: 199, ..normal },
			Report { outside: 1, ..normal },
			Report { max: 801, outside: 101, ..normal },
		] {
			assert_noop!(device.report(wrong), Error::<Test>::Inconsistent);
		}
		assert_ok!(device.report(Report { min: i16::MIN, max: i16::MAX, outside: 100, ..normal }));
	});
}

/// How many seconds of `report` count.
fn counted(device: &Device, report: Report) -> u32 {
	prepared();
	assert_ok!(device.report(report));
	match last_event() {
		Event::Reported { outside, .. } | Event::ExcursionExceeded { outside, .. } => outside,
		_ => panic!(),
	}
}

#[test]
fn what_was_spent_counts_against_the_limits_of_now() {
	run(|| {
		let device = watched();
		let limits = StorageLimits { budget: 50, ..FRIDGE };
		assert_ok!(device.report(warm(1, 0, 100, 60)));
		set_limits(BOX, Some(limits));
		assert_ok!(device.report(Report { limits, ..calm(2, 100, 200) }));
		assert_eq!((found(BOX), quarantines(BOX)), ((60, 0), 1));
		// They are loosened: what the sensor signs for the old ones is judged by them, and what it
		// signs for the new ones is not.
		set_limits(BOX, Some(FRIDGE));
		assert_ok!(device.report(Report { limits, ..calm(3, 200, 300) }));
		assert_eq!(quarantines(BOX), 2);
		assert_ok!(device.report(calm(4, 300, 400)));
		assert_eq!(quarantines(BOX), 2);
		assert_eq!(device.entry().attachment.unwrap().limits, FRIDGE);
	});
}

#[test]
fn packing_something_else_does_not_make_good_what_was_bad() {
	let tight = StorageLimits { min: 300, max: 700, budget: 0 };
	let tighter = StorageLimits { min: 350, max: 600, budget: 0 };
	let loose = StorageLimits { min: 0, max: 2_500, budget: u32::MAX };
	// Whatever becomes of the limits, also twice, what was signed counts.
	for (limits, spent) in [
		(vec![], 101),
		(vec![Some(tight)], 500),
		(vec![Some(tight), Some(tighter)], 500),
		(vec![None], 101),
		(vec![Some(tight), None], 101),
		(vec![Some(loose)], 101),
		(vec![None, Some(loose)], 101),
	] {
		for leaves in [false, true] {
			run(|| {
				let device = watched();
				let report = warm(1, 0, 500, BUDGET + 1);
				let signature = device.signature(&report);
				if leaves {
					detach(&device);
				}
				limits.iter().for_each(|limits| set_limits(BOX, *limits));
				assert_ok!(Coldchain::report(signed(STRANGER), device.key(), report, signature));
				assert_eq!((found(BOX).0, quarantines(BOX)), (spent, 1));
			});
		}
	}
}

#[test]
fn what_a_sensor_did_not_know_counts_all_the_time() {
	run(|| {
		let device = watched();
		set_limits(BOX, Some(StorageLimits { max: 439, budget: 1_000, ..FRIDGE }));
		assert_eq!(counted(&device, calm(1, 0, 100)), 100);
		assert_eq!(counted(&device, warm(2, 100, 200, 1)), 100);
		assert_eq!(counted(&device, Report { max: 439, ..calm(3, 200, 300) }), 0);
		set_limits(BOX, Some(StorageLimits { min: 401, budget: 1_000, ..FRIDGE }));
		assert_eq!(counted(&device, calm(4, 300, 400)), 100);
		assert_eq!(counted(&device, Report { min: 401, ..calm(5, 400, 500) }), 0);
		// It looked for more than it had to: what it says.
		let limits = StorageLimits { max: 420, ..FRIDGE };
		assert_eq!(
			counted(&device, Report { limits, min: 401, outside: 7, ..calm(6, 500, 600) }),
			7
		);
		assert_eq!((found(BOX).0, quarantines(BOX)), (307, 5));
	});
}

#[test]
fn limits_that_no_temperature_suits_are_left_all_the_time() {
	run(|| {
		let device = watched();
		let limits = StorageLimits { min: 801, max: 800, budget: 10 };
		set_limits(BOX, Some(limits));
		let report = Report { limits, ..calm(1, 0, 100) };
		assert_noop!(device.report(report), Error::<Test>::Inconsistent);
		assert_ok!(device.report(Report { outside: 100, ..report }));
		assert_eq!(quarantines(BOX), 1);
	});
}

#[test]
fn what_is_gone_was_too_warm_all_the_same() {
	run(|| {
		let device = watched();
		close(BOX);
		QuarantineFails::set(true);
		prepared();
		assert_ok!(device.report(warm(1, 0, 200, BUDGET + 1)));
		let Event::ExcursionExceeded { quarantined, spent, .. } = last_event() else { panic!() };
		assert_eq!((quarantined, spent), (false, BUDGET + 1));
	});
}

#[test]
fn what_was_before_it_was_detached_is_reported_afterwards() {
	run(|| {
		let device = watched();
		detach(&device);
		let journey_before = journey(BOX);
		assert_eq!(journey_before.left, Seconds(START + 1_000));
		let gaps = journey_before.gaps;
		assert_noop!(
			device.report(calm(1, 500, 1_000 + TOLERANCE + 1)),
			Error::<Test>::AfterDetachment
		);
		set_now(START + 2_000);
		assert_noop!(device.report(calm(1, 1_000, 1_001)), Error::<Test>::AfterDetachment);
		assert_noop!(
			device.report(calm(1, 999, 1_000 + TOLERANCE + 1)),
			Error::<Test>::AfterDetachment
		);
		assert_ok!(device.report(warm(1, 0, 300, 60)));
		// It may be a little ahead, as it may be while it is attached.
		assert_ok!(device.report(warm(2, 300, 1_000 + TOLERANCE, 60)));
		assert_eq!((found(BOX), quarantines(BOX)), ((120, gaps), 1));
		assert_eq!(journey(BOX).watched, Seconds(START + 1_000 + TOLERANCE));
		let after = calm(3, 1_000 + TOLERANCE, 1_100);
		assert_noop!(device.report(after), Error::<Test>::AfterDetachment);
	});
}

#[test]
fn for_as_long_as_nobody_can_retire_it() {
	run(|| {
		let device = watched();
		detach(&device);
		let over = Seconds(START + 1_000 + MAX_INTERVAL).moment();
		set_time(over + 1);
		assert_noop!(device.report(calm(1, 0, 1_000)), Error::<Test>::TooLate);
		set_time(over);
		assert_noop!(
			Coldchain::retire_sensor(signed(MAKER), device.key()),
			Error::<Test>::Unreported
		);
		assert_ok!(device.report(calm(1, 0, 1_000)));
	});
}

#[test]
fn a_gap_before_the_last_word_is_counted_with_it() {
	run(|| {
		let device = watched();
		assert_ok!(device.report(calm(1, 0, 500)));
		detach(&device);
		assert_eq!(found(BOX), (0, 0));
		let late = watching(2);
		assert_ok!(device.report(calm(2, 500, 1_000)));
		assert_eq!(found(BOX), (0, 0));
		set_now(START + 3_000);
		assert_ok!(late.report(calm(1, 1_000, 1_001)));
		detach(&late);
		// Counted when it was detached, and not again.
		assert_eq!(found(BOX), (0, 1));
		assert_ok!(late.report(calm(2, 2_900, 3_000)));
		assert_eq!(found(BOX), (0, 1));
	});
}

/// Who holds the goods takes the sensors off that are not theirs. What they said before counts; the
/// goods are no longer at their mercy.
#[test]
fn who_was_taken_off_quarantines_only_what_is_its_owners() {
	for (holder, quarantined) in [(MAKER, 1), (WHOLESALER, 0)] {
		run(|| {
			let device = watched();
			hand_over(BOX, holder);
			assert_ok!(Coldchain::detach(signed(holder), device.key()));
			prepared();
			assert_ok!(device.report(warm(1, 0, 500, BUDGET + 1)));
			let Event::ExcursionExceeded { spent, .. } = last_event() else { panic!() };
			assert_eq!((spent, quarantines(BOX)), (BUDGET + 1, quarantined));
		});
	}
	// As long as it is attached, it is believed.
	run(|| {
		let device = watched();
		hand_over(BOX, WHOLESALER);
		assert_ok!(device.report(warm(1, 0, 500, BUDGET + 1)));
		assert_eq!(quarantines(BOX), 1);
	});
}

#[test]
fn only_of_sensors_that_were_attached() {
	run(|| {
		let device = Device::new(1);
		assert_noop!(device.report(calm(1, 0, 100)), Error::<Test>::NotFound);
		register(MAKER, &device);
		assert_noop!(device.report(calm(1, 0, 100)), Error::<Test>::NotAttached);
	});
}

#[test]
fn anybody_hands_it_in_but_only_signed() {
	run(|| {
		let device = watched();
		let (report, signature) = (calm(1, 0, 100), device.signature(&calm(1, 0, 100)));
		for origin in nobody_signed() {
			assert_noop!(
				Coldchain::report(origin, device.key(), report, signature),
				DispatchError::BadOrigin
			);
		}
		assert_ok!(Coldchain::report(signed(POOR), device.key(), report, signature));
	});
}

#[test]
fn nobody_signs_for_another() {
	run(|| {
		let (device, other) = (watched(), watching(2));
		let report = calm(1, 0, 100);
		assert_noop!(
			Coldchain::report(signed(MAKER), device.key(), report, other.signature(&report)),
			Error::<Test>::InvalidSignature
		);
	});
}

#[test]
fn the_clock_has_to_tell_a_time() {
	run(|| {
		let device = watched();
		set_time((Moment::from(u32::MAX) + 1) * 1_000);
		assert_noop!(device.report(calm(1, 0, 100)), Error::<Test>::TimeOutOfRange);
	});
}
