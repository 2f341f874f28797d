use crate::{mock::*, Error, Event, Profiles};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn the_last_one_leaves_nothing_behind() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(PATIENT), account(COLLEAGUE), terms()));
		assert_ok!(Consent::lift_denial(signed(PATIENT), account(PHYSICIAN)));
		assert_eq!(profile().denials, 1);
		System::reset_events();
		assert_ok!(Consent::lift_denial(signed(PATIENT), account(COLLEAGUE)));
		assert!(!Profiles::<Test>::contains_key(PATIENT));
		assert_eq!(held(PATIENT), 0);
		let (subject, grantee) = (PATIENT, account(COLLEAGUE));
		assert_eq!(last_event(), Event::DenialLifted { subject, grantee });
	});
}

#[test]
fn a_profile_with_an_epoch_stays() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_ok!(Consent::lift_denial(signed(PATIENT), account(PHYSICIAN)));
		assert_eq!((profile().epoch, profile().denials), (1, 0));
		assert_eq!(held(PATIENT), PROFILE_DEPOSIT);
	});
}

#[test]
fn only_the_subject_lifts_and_only_what_is_there() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::grant(signed(PATIENT), account(COLLEAGUE), terms()));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::lift_denial(origin, account(PHYSICIAN)),
				DispatchError::BadOrigin
			);
		}
		let lift = |who, grantee| Consent::lift_denial(signed(who), grantee);
		assert_noop!(lift(PHYSICIAN, account(PHYSICIAN)), Error::<Test>::NotFound);
		assert_noop!(lift(PATIENT, account(COLLEAGUE)), Error::<Test>::NotFound);
	});
}
