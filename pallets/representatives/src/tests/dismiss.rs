use crate::{mock::*, Appointed, Condition, Counts, Error, Event, HoldReason, Representatives};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Power;
use sp_runtime::DispatchError;

#[test]
fn whom_a_subject_appointed_goes_and_the_deposit_returns() {
	for kind in [Appointed::Proxy, Appointed::Executor] {
		run(|| {
			appointed(kind, FRIEND);
			prepared();
			assert_ok!(Family::dismiss(signed(PATIENT), FRIEND));
			assert!(!Representatives::<Test>::contains_key(PATIENT, FRIEND));
			assert!(!Counts::<Test>::contains_key(PATIENT));
			assert_eq!(held(HoldReason::Representation, PATIENT), 0);
			let (subject, representative) = (PATIENT, FRIEND);
			assert_eq!(last_event(), Event::Dismissed { subject, representative });
			assert_noop!(Family::dismiss(signed(PATIENT), FRIEND), Error::<Test>::NotFound);
		});
	}
}

#[test]
fn a_place_is_given_back() {
	run(|| {
		enrol(PATIENT, 1);
		appointed(Appointed::Proxy, FRIEND);
		assert_ok!(Family::dismiss(signed(PATIENT), FRIEND));
		assert_eq!(Places::get()[&PATIENT], (1, 0));
		assert_eq!(Balances::free_balance(PATIENT), ENDOWMENT);
	});
}

#[test]
fn an_active_proxy_goes_as_well() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		confirmed(Condition::Incapacity);
		assert!(may(FRIEND, Power::Read));
		assert_ok!(Family::dismiss(signed(PATIENT), FRIEND));
		assert!(!may(FRIEND, Power::Read));
	});
}

#[test]
fn parents_and_guardians_stay() {
	run(|| {
		guarded_by(FRIEND);
		assert_noop!(Family::dismiss(signed(PATIENT), FRIEND), Error::<Test>::NotDismissible);
		born_to(SPOUSE);
		assert_noop!(Family::dismiss(signed(CHILD), SPOUSE), Error::<Test>::NotDismissible);
	});
}

#[test]
fn only_the_subject_themselves_dismisses() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		for origin in nobody_signed() {
			assert_noop!(Family::dismiss(origin, FRIEND), DispatchError::BadOrigin);
		}
		assert_noop!(Family::dismiss(on_behalf(SPOUSE), FRIEND), Error::<Test>::NotAuthorized);
		for who in [FRIEND, COURT, STRANGER] {
			assert_noop!(Family::dismiss(signed(who), FRIEND), Error::<Test>::NotFound);
		}
	});
}
