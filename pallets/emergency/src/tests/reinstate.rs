use crate::{mock::*, Conduct, ConductOf, Error, Event, Finding};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

/// Three strikes of the medic.
fn suspended() {
	for subject in (CROWD..).take(STRIKES as usize) {
		let id = broken(MEDIC, subject);
		found(id, Finding::Unjustified);
	}
	assert!(conduct(MEDIC).suspended);
}

#[test]
fn the_right_is_given_back() {
	run(|| {
		suspended();
		let before = conduct(MEDIC);
		prepared();
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		assert_eq!(conduct(MEDIC), ConductOf::<Test> { strikes: 0, suspended: false, ..before });
		assert_eq!(last_event(), Event::Reinstated { practitioner: MEDIC });
		assert_ok!(breaks(MEDIC, PATIENT));
	});
}

#[test]
fn strikes_are_counted_anew() {
	run(|| {
		suspended();
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Unjustified);
		assert_eq!(conduct(MEDIC).strikes, 1);
		assert!(!conduct(MEDIC).suspended);
	});
}

#[test]
fn what_is_overdue_and_not_flagged_still_counts() {
	run(|| {
		let cases = overdue(MAX_UNREVIEWED);
		for id in &cases[..STRIKES as usize] {
			assert_ok!(Glass::flag_overdue(signed(STRANGER), *id));
		}
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		assert_eq!(conduct(MEDIC).strikes_at(START + REVIEW), 1);
		assert_ok!(breaks(MEDIC, PATIENT));
	});
}

#[test]
fn only_by_governance() {
	run(|| {
		suspended();
		for origin in [RuntimeOrigin::none(), signed(MEDIC), signed(REGULATOR), signed(HOSPITAL)] {
			assert_noop!(Glass::reinstate(origin, MEDIC), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn only_who_is_suspended() {
	run(|| {
		let refused = || Error::<Test>::NotSuspended;
		assert_noop!(Glass::reinstate(RuntimeOrigin::root(), MEDIC), refused());
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Unjustified);
		assert_noop!(Glass::reinstate(RuntimeOrigin::root(), MEDIC), refused());
		overdue(STRIKES - 1);
		assert_noop!(Glass::reinstate(RuntimeOrigin::root(), MEDIC), refused());
	});
}

#[test]
fn who_reached_a_limit_that_was_lowered_is_given_it_back() {
	run(|| {
		Conduct::<Test>::mutate(MEDIC, |conduct| conduct.strikes = STRIKES);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::RightSuspended);
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		assert_ok!(breaks(MEDIC, PATIENT));
	});
}

#[test]
fn who_is_suspended_stays_so_when_the_limit_is_raised() {
	run(|| {
		suspended();
		Conduct::<Test>::mutate(MEDIC, |conduct| conduct.strikes = STRIKES - 1);
		assert_noop!(breaks(MEDIC, PATIENT), Error::<Test>::RightSuspended);
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		assert_ok!(breaks(MEDIC, PATIENT));
	});
}
