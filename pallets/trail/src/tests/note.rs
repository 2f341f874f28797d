//! What other pallets tell about actors.

use crate::{mock::*, Activities, Counts, Signal, Sketch, Thresholds};
use frame_support::assert_ok;
use salus_primitives::{AccessMonitor, Sighting, DAY};

fn emergency() {
	Trail::note(&PHYSICIAN, Sighting::Emergency);
}

fn sees(subject: u64) {
	Trail::note(&PHYSICIAN, Sighting::Subject(&subject));
}

#[test]
fn emergencies_are_counted_and_many_are_unusual() {
	run(|| {
		(0..4).for_each(|_| emergency());
		assert_eq!(Trail::activity(PHYSICIAN), Counts { emergencies: 4, ..Default::default() });
		assert_eq!(signals(PHYSICIAN), []);
		emergency();
		assert_eq!(signals(PHYSICIAN), [(Signal::Emergencies, 5)]);
		emergency();
		assert_eq!(signals(PHYSICIAN), []);
		assert_eq!(Trail::activity(PHYSICIAN).emergencies, 6);
		assert_eq!(Trail::activity(STRANGER), Counts::default());
	});
}

#[test]
fn a_subject_counts_once_across_both_buckets() {
	run(|| {
		(0..10).for_each(|_| sees(PATIENT));
		assert_eq!(Trail::activity(PHYSICIAN).subjects, 1);
		set_time(START + BUCKET);
		sees(PATIENT);
		assert_eq!(Trail::activity(PHYSICIAN).subjects, 1);
		sees(OTHER_PATIENT);
		assert_eq!(Trail::activity(PHYSICIAN).subjects, 2);
	});
}

#[test]
fn many_subjects_are_unusual_and_somewhat_undercounted() {
	run(|| {
		let mut heard = Vec::new();
		for subject in 0..400 {
			sees(subject);
			let expected = subject as u32 + 1;
			assert!(Trail::activity(PHYSICIAN).subjects <= expected);
			heard.extend(signals(PHYSICIAN).into_iter().map(|signal| (expected, signal)));
		}
		let [(seen, signal)] = heard[..] else { panic!("one signal: {heard:?}") };
		assert_eq!(signal, (Signal::Subjects, 100));
		assert!((101..150).contains(&seen), "{seen} subjects make a hundred bits");
	});
}

#[test]
fn what_is_counted_counts_for_one_more_bucket() {
	run(|| {
		let count = || Trail::activity(PHYSICIAN).emergencies;
		set_time(START + BUCKET - 1);
		(0..3).for_each(|_| emergency());
		set_time(START + BUCKET);
		assert_eq!(count(), 3);
		emergency();
		assert_eq!(count(), 4);
		set_time(START + 2 * BUCKET - 1);
		assert_eq!(count(), 4);
		set_time(START + 2 * BUCKET);
		assert_eq!(count(), 1);
		set_time(START + 3 * BUCKET);
		assert_eq!(count(), 0);
		emergency();
		assert_eq!(count(), 1);
		let activity = Activities::<Test>::get(PHYSICIAN).unwrap();
		assert_eq!(activity.previous, Default::default());
		// Looking does not write.
		set_time(START + 9 * BUCKET);
		assert_eq!(count(), 0);
		assert_eq!(Activities::<Test>::get(PHYSICIAN), Some(activity));
	});
}

#[test]
fn who_spreads_emergencies_over_two_buckets_is_noticed() {
	run(|| {
		set_time(START + BUCKET - 1);
		(0..3).for_each(|_| emergency());
		set_time(START + BUCKET);
		emergency();
		assert_eq!(signals(PHYSICIAN), []);
		emergency();
		assert_eq!(signals(PHYSICIAN), [(Signal::Emergencies, 5)]);
		// One a day never is.
		for day in 1..20 {
			set_time(START + day * DAY);
			(0..2).for_each(|_| emergency());
		}
		assert_eq!(signals(PHYSICIAN), []);
	});
}

#[test]
fn signals_are_given_independently_of_each_other() {
	run(|| {
		let thresholds = Thresholds { emergencies: 1, refusals: 1, subjects: 1 };
		assert_ok!(Trail::set_thresholds(RuntimeOrigin::root(), thresholds));
		for _ in 0..2 {
			emergency();
			sees(PATIENT);
			assert_ok!(Trail::report_refusals(signed(HOSPITAL), PHYSICIAN, 1, EVIDENCE));
		}
		assert_eq!(
			signals(PHYSICIAN),
			[(Signal::Emergencies, 1), (Signal::Subjects, 1), (Signal::Refusals, 1)]
		);
	});
}

#[test]
fn counts_do_not_overflow() {
	run(|| {
		emergency();
		Activities::<Test>::mutate(PHYSICIAN, |activity| {
			let activity = activity.as_mut().unwrap();
			activity.current.emergencies = u32::MAX;
			activity.previous.emergencies = u32::MAX;
		});
		emergency();
		assert_eq!(Trail::activity(PHYSICIAN).emergencies, u32::MAX);
	});
}

#[test]
fn a_sketch_holds_every_bit() {
	let mut sketch = Sketch::default();
	for bit in 0..=u8::MAX {
		sketch.insert(bit);
		assert_eq!(sketch.union_size(&Sketch::default()), u32::from(bit) + 1);
	}
	assert_eq!(sketch.union_size(&sketch), Sketch::BITS);
}
