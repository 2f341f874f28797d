use crate::{mock::*, Appointed, Counts, Error, Event, HoldReason, Representatives};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn anybody_resigns_at_any_time_and_who_paid_is_paid_back() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		guarded_by(SPOUSE);
		born_to(STRANGER);
		prepared();
		assert_ok!(Family::resign(signed(FRIEND), PATIENT));
		let (subject, representative) = (PATIENT, FRIEND);
		assert_eq!(last_event(), Event::Resigned { subject, representative });
		assert_eq!(Counts::<Test>::get(PATIENT), 1);
		assert_ok!(Family::resign(signed(SPOUSE), PATIENT));
		set_time(UNTIL);
		assert_ok!(Family::resign(signed(STRANGER), CHILD));
		assert_eq!(Representatives::<Test>::iter().count(), 0);
		assert_eq!(Counts::<Test>::iter().count(), 0);
		for payer in [PATIENT, COURT, HOSPITAL] {
			assert_eq!(held(HoldReason::Representation, payer), 0);
		}
	});
}

#[test]
fn only_the_representative_resigns() {
	run(|| {
		appointed(Appointed::Proxy, FRIEND);
		for origin in nobody_signed().into_iter().chain([on_behalf(FRIEND)]) {
			assert_noop!(Family::resign(origin, PATIENT), DispatchError::BadOrigin);
		}
		for who in [PATIENT, COURT, STRANGER] {
			assert_noop!(Family::resign(signed(who), PATIENT), Error::<Test>::NotFound);
		}
	});
}
