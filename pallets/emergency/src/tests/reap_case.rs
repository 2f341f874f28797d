use crate::{mock::*, Cases, Error, Event, Finding, Latest};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

#[test]
fn an_old_case_goes_and_its_deposit_returns() {
	for finding in [Finding::Justified, Finding::Unjustified] {
		run(|| {
			let id = broken(MEDIC, PATIENT);
			found(id, finding);
			set_time(START + RETENTION);
			prepared();
			let post = Glass::reap_case(signed(STRANGER), id).unwrap();
			assert_eq!(post.pays_fee, Pays::No);
			assert!(!Cases::<Test>::contains_key(id));
			assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), None);
			assert_eq!(held(MEDIC), 0);
			assert_eq!(Balances::free_balance(MEDIC), ENDOWMENT);
			assert_eq!(last_event(), Event::CaseReaped { case: id });
			assert_noop!(Glass::reap_case(signed(STRANGER), id), Error::<Test>::NotFound);
		});
	}
}

#[test]
fn not_before_its_time() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		for now in [START, START + REVIEW, START + RETENTION - 1] {
			set_time(now);
			assert_noop!(Glass::reap_case(signed(STRANGER), id), Error::<Test>::StillNeeded);
		}
		set_time(START + RETENTION);
		assert_ok!(Glass::reap_case(signed(STRANGER), id));
	});
}

#[test]
fn not_before_its_review() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		set_time(START + RETENTION);
		assert_noop!(Glass::reap_case(signed(STRANGER), id), Error::<Test>::StillNeeded);
		assert_ok!(Glass::flag_overdue(signed(STRANGER), id));
		assert_noop!(Glass::reap_case(signed(STRANGER), id), Error::<Test>::StillNeeded);
		found(id, Finding::Justified);
		assert_ok!(Glass::reap_case(signed(STRANGER), id));
	});
}

#[test]
fn a_later_case_stays_the_latest() {
	run(|| {
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Justified);
		set_time(START + RETENTION);
		let second = broken(MEDIC, PATIENT);
		assert_ok!(Glass::reap_case(signed(STRANGER), first));
		assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), Some(second));
		assert_eq!(open(PATIENT, MEDIC), Some(SEGMENTS));
		assert_eq!(held(MEDIC), DEPOSIT);
	});
}

#[test]
fn an_earlier_case_may_stay_behind() {
	run(|| {
		let first = broken(MEDIC, PATIENT);
		found(first, Finding::Justified);
		let second = broken(MEDIC, PATIENT);
		found(second, Finding::Justified);
		set_time(START + RETENTION);
		assert_ok!(Glass::reap_case(signed(STRANGER), second));
		assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), None);
		assert_ok!(Glass::do_try_state());
		let third = broken(MEDIC, PATIENT);
		assert_ok!(Glass::reap_case(signed(STRANGER), first));
		assert_eq!(Latest::<Test>::get(PATIENT, MEDIC), Some(third));
	});
}

#[test]
fn only_signed() {
	run(|| {
		let id = broken(MEDIC, PATIENT);
		found(id, Finding::Justified);
		set_time(START + RETENTION);
		for origin in nobody_signed() {
			assert_noop!(Glass::reap_case(origin, id), DispatchError::BadOrigin);
		}
	});
}
