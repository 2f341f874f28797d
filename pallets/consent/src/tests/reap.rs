use crate::{mock::*, Error, Event, Profiles, Terms};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::DAY;
use sp_runtime::DispatchError;

fn reap() -> Result<Pays, DispatchError> {
	Consent::reap(signed(STRANGER), PATIENT, account(PHYSICIAN))
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn an_expired_grant_goes_for_free_and_its_deposit_returns_to_the_subject() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(START + 10 * DAY);
		System::reset_events();
		assert_eq!(reap(), Ok(Pays::No));
		assert_eq!(Consent::grant_of(PATIENT, account(PHYSICIAN)), None);
		assert_eq!(held(PATIENT), 0);
		let (subject, grantee) = (PATIENT, account(PHYSICIAN));
		assert_eq!(last_event(), Event::Reaped { subject, grantee });
		assert_noop!(reap(), Error::<Test>::NotFound);
	});
}

#[test]
fn a_void_grant_goes() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_ok!(reap());
		assert_eq!(held(PATIENT), PROFILE_DEPOSIT);
	});
}

#[test]
fn what_is_in_force_stays() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		let longer = Terms { until: START + 20 * DAY, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), longer));
		set_time(START + 10 * DAY);
		assert_ok!(reap());
		assert!(!Profiles::<Test>::contains_key(PATIENT));
		assert_eq!(Consent::denial_of(PATIENT, account(PHYSICIAN)), None);
		assert!(check(PHYSICIAN).is_ok());
		assert_noop!(reap(), Error::<Test>::StillNeeded);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::reap(origin, PATIENT, account(PHYSICIAN)),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(reap(), Error::<Test>::NotFound);
	});
}
