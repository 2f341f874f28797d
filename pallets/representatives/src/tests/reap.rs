use crate::{mock::*, Appointed, Counts, Error, Event, HoldReason, Representatives};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

fn reap(subject: u64, representative: u64) -> Result<Pays, DispatchError> {
	Family::reap(signed(STRANGER), subject, representative)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn what_has_ended_goes_for_free_and_the_deposit_returns_to_who_paid() {
	run(|| {
		born_to(SPOUSE);
		set_time(UNTIL - 1);
		assert_noop!(reap(CHILD, SPOUSE), Error::<Test>::NotEnded);
		set_time(UNTIL);
		prepared();
		assert_eq!(reap(CHILD, SPOUSE), Ok(Pays::No));
		assert!(!Representatives::<Test>::contains_key(CHILD, SPOUSE));
		assert!(!Counts::<Test>::contains_key(CHILD));
		assert_eq!(held(HoldReason::Representation, HOSPITAL), 0);
		let (subject, representative) = (CHILD, SPOUSE);
		assert_eq!(last_event(), Event::Reaped { subject, representative });
		assert_noop!(reap(CHILD, SPOUSE), Error::<Test>::NotFound);
	});
}

#[test]
fn a_place_is_given_back() {
	run(|| {
		enrol(PATIENT, 1);
		appointed(Appointed::Proxy, FRIEND);
		set_time(UNTIL);
		assert_ok!(reap(PATIENT, FRIEND));
		assert_eq!(Places::get()[&PATIENT], (1, 0));
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		guarded_by(FRIEND);
		set_time(UNTIL);
		for origin in nobody_signed().into_iter().chain([on_behalf(FRIEND)]) {
			assert_noop!(Family::reap(origin, PATIENT, FRIEND), DispatchError::BadOrigin);
		}
	});
}
