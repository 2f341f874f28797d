use crate::{mock::*, Custodians, DAYS_PER_CALL};

#[test]
fn missing_days_are_seen() {
	run(|| {
		anchor(HOSPITAL, TODAY - 6, &Book::of(&[PATIENT]));
		quiet(HOSPITAL, TODAY - 4);
		quiet(HOSPITAL, TODAY - 2);
		let missing = |from, to| Trail::missing_days(HOSPITAL, from, to);
		assert_eq!(missing(TODAY - 6, TODAY - 2), [TODAY - 5, TODAY - 3]);
		assert_eq!(Custodians::<Test>::get(HOSPITAL).unwrap().missing(), 2);
		// Before the first and after the last one, too.
		assert_eq!(missing(TODAY - 7, TODAY - 6), [TODAY - 7]);
		assert_eq!(missing(TODAY - 3, YESTERDAY), [TODAY - 3, YESTERDAY]);
		assert!(missing(TODAY - 4, TODAY - 4).is_empty());
		assert!(missing(TODAY - 3, TODAY - 5).is_empty());
	});
}

#[test]
fn a_day_is_not_missing_before_it_is_over() {
	run(|| {
		assert_eq!(Trail::missing_days(HOSPITAL, YESTERDAY, u32::MAX), [YESTERDAY]);
		set_time(after(TODAY) - 1);
		assert!(Trail::missing_days(HOSPITAL, TODAY, TODAY).is_empty());
		set_time(after(TODAY));
		assert_eq!(Trail::missing_days(HOSPITAL, TODAY, TODAY), [TODAY]);
	});
}

#[test]
fn one_call_looks_at_a_year() {
	run(|| {
		let missing = Trail::missing_days(HOSPITAL, 0, YESTERDAY);
		assert!(missing.into_iter().eq(0..DAYS_PER_CALL));
		for day in TODAY - 400..TODAY - 10 {
			crate::Days::<Test>::insert(
				NOBODY,
				day,
				crate::DayEntry { batch: None, anchored_at: 0, deposit: 0 },
			);
		}
		// Bounded by the days that are looked at, not by those that are missing.
		assert!(Trail::missing_days(NOBODY, TODAY - 400, YESTERDAY).is_empty());
		let _ = crate::Days::<Test>::clear(u32::MAX, None);
	});
}
