use crate::{mock::*, Error, Event, SubjectUse};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

#[test]
fn a_stale_count_goes() {
	run(|| {
		broken(MEDIC, PATIENT);
		set_time(START + RATE);
		prepared();
		let post = Glass::reap_use(signed(STRANGER), PATIENT).unwrap();
		assert_eq!(post.pays_fee, Pays::No);
		assert!(!SubjectUse::<Test>::contains_key(PATIENT));
		assert_eq!(last_event(), Event::UseReaped { subject: PATIENT });
		assert_noop!(Glass::reap_use(signed(STRANGER), PATIENT), Error::<Test>::NotFound);
	});
}

#[test]
fn not_before_its_window_has_passed() {
	run(|| {
		broken(MEDIC, PATIENT);
		set_time(START + RATE - 1);
		assert_noop!(Glass::reap_use(signed(STRANGER), PATIENT), Error::<Test>::StillNeeded);
		set_time(START + RATE);
		// A later use begins a new window.
		broken(COLLEAGUE, PATIENT);
		assert_noop!(Glass::reap_use(signed(STRANGER), PATIENT), Error::<Test>::StillNeeded);
		set_time(START + 2 * RATE);
		assert_ok!(Glass::reap_use(signed(STRANGER), PATIENT));
	});
}

#[test]
fn only_signed() {
	run(|| {
		broken(MEDIC, PATIENT);
		set_time(START + RATE);
		for origin in nobody_signed() {
			assert_noop!(Glass::reap_use(origin, PATIENT), DispatchError::BadOrigin);
		}
	});
}
