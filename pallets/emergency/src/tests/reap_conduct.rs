use crate::{mock::*, Conduct, Error, Event, Finding};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

#[test]
fn what_need_not_be_remembered_goes() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		set_time(START + RATE);
		prepared();
		let post = Glass::reap_conduct(signed(STRANGER), MEDIC).unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert!(!Conduct::<Test>::contains_key(MEDIC));
		assert_eq!(last_event(), Event::ConductReaped { practitioner: MEDIC });
		assert_noop!(Glass::reap_conduct(signed(STRANGER), MEDIC), Error::<Test>::NotFound);
	});
}

#[test]
fn not_before_the_window_has_passed() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		set_time(START + RATE - 1);
		assert_noop!(Glass::reap_conduct(signed(STRANGER), MEDIC), Error::<Test>::StillNeeded);
	});
}

#[test]
fn not_with_an_unreviewed_case() {
	run(|| {
		broken(MEDIC, PATIENT);
		set_time(START + RATE);
		assert_noop!(Glass::reap_conduct(signed(STRANGER), MEDIC), Error::<Test>::StillNeeded);
	});
}

#[test]
fn strikes_are_not_forgotten() {
	run(|| {
		for subject in (CROWD..).take(STRIKES as usize) {
			let id = broken(MEDIC, subject);
			found(id, Finding::Unjustified);
			set_time(START + RATE);
			assert_noop!(Glass::reap_conduct(signed(STRANGER), MEDIC), Error::<Test>::StillNeeded);
			set_time(START);
		}
		set_time(START + RATE);
		Conduct::<Test>::mutate(MEDIC, |conduct| conduct.strikes = 0);
		// Nor is a suspension.
		assert_noop!(Glass::reap_conduct(signed(STRANGER), MEDIC), Error::<Test>::StillNeeded);
		assert_ok!(Glass::reinstate(RuntimeOrigin::root(), MEDIC));
		assert_ok!(Glass::reap_conduct(signed(STRANGER), MEDIC));
	});
}

#[test]
fn only_signed() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		set_time(START + RATE);
		for origin in nobody_signed() {
			assert_noop!(Glass::reap_conduct(origin, MEDIC), DispatchError::BadOrigin);
		}
	});
}
