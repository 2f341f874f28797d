use crate::{mock::*, ConductOf, Finding, Window};

#[test]
fn a_case_is_shown() {
	run(|| {
		assert_eq!(Glass::case(0), None);
		let id = broken(MEDIC, PATIENT);
		assert_eq!(Glass::case(id), Some(case(id)));
	});
}

#[test]
fn conduct_is_shown() {
	run(|| {
		assert_eq!(Glass::conduct(MEDIC), ConductOf::<Test>::default());
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Unjustified);
		let second = broken(MEDIC, CROWD);
		let shown = Glass::conduct(MEDIC);
		assert_eq!(shown.window, Window { from: START, uses: 2 });
		assert_eq!((shown.strikes, shown.suspended), (1, false));
		assert_eq!(shown.unreviewed.into_inner(), [(second, START + REVIEW)]);
	});
}

#[test]
fn open_access_is_shown() {
	run(|| {
		assert_eq!(Glass::open(PATIENT, MEDIC), None);
		let id = broken(MEDIC, PATIENT);
		assert_eq!(Glass::open(PATIENT, MEDIC), Some((id, SEGMENTS)));
		set_time(START + ACCESS);
		assert_eq!(Glass::open(PATIENT, MEDIC), None);
	});
}
