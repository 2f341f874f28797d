use crate::{mock::*, Appointed, Condition, Standing};
use frame_support::assert_ok;
use salus_primitives::Power;
use std::collections::BTreeMap;
use Standing::{Active, Dormant, Ended, Lapsed};

/// The standing of friend (a proxy), spouse (an executor) and stranger (a guardian).
fn standings() -> [Standing; 3] {
	let all: BTreeMap<_, _> = Family::representatives(PATIENT)
		.into_iter()
		.map(|(who, shown, standing)| {
			assert_eq!(shown, entry(PATIENT, who));
			(who, standing)
		})
		.collect();
	assert_eq!(all.len(), 3);
	[FRIEND, SPOUSE, STRANGER].map(|who| all[&who])
}

#[test]
fn representatives_are_shown_with_their_standing() {
	run(|| {
		assert_eq!(Family::representatives(PATIENT), []);
		appointed(Appointed::Proxy, FRIEND);
		appointed(Appointed::Executor, SPOUSE);
		guarded_by(STRANGER);
		assert_eq!(standings(), [Dormant, Dormant, Active]);
		confirmed(Condition::Incapacity);
		assert_eq!(standings(), [Active, Dormant, Active]);
		confirmed(Condition::Death);
		assert_eq!(standings(), [Lapsed, Active, Lapsed]);
		set_time(UNTIL);
		assert_eq!(standings(), [Ended, Ended, Ended]);
	});
}

#[test]
fn a_contested_representative_is_active_all_the_same() {
	run(|| {
		guarded_by(FRIEND);
		assert_ok!(Family::contest(signed(PATIENT), FRIEND, EVIDENCE));
		let [(who, shown, standing)] = &Family::representatives(PATIENT)[..] else { panic!() };
		assert_eq!((*who, shown.contested, *standing), (FRIEND, true, Active));
	});
}

#[test]
fn conditions_and_powers_are_shown() {
	run(|| {
		assert_eq!(Family::condition(PATIENT, Condition::Death), None);
		confirmed(Condition::Death);
		let state = Family::condition(PATIENT, Condition::Death).unwrap();
		assert!(state.holds());
		assert_eq!(state.attestations().map(|a| a.by).collect::<Vec<_>>(), [PHYSICIAN, SPECIALIST]);
	});
}

#[test]
fn whether_somebody_may_is_shown() {
	run(|| {
		guarded_by(FRIEND);
		assert!(Family::may(PATIENT, FRIEND, Power::Read));
		assert!(!Family::may(PATIENT, SPOUSE, Power::Read));
	});
}
