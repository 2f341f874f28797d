use crate::{mock::*, Error, Event, Terms};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::Refusal;
use sp_runtime::DispatchError;

fn reap_profile() -> Result<Pays, DispatchError> {
	Consent::reap_profile(signed(STRANGER), PATIENT)
		.map(|post| post.pays_fee)
		.map_err(|error| error.error)
}

#[test]
fn a_profile_stays_until_no_void_grant_could_come_back() {
	run(|| {
		let longest = Terms { until: START + MAX_VALIDITY, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), longest));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		set_time(START + MAX_VALIDITY - 1_000);
		assert_noop!(reap_profile(), Error::<Test>::StillNeeded);
		assert_eq!(check(PHYSICIAN), Err(Refusal::Revoked));

		set_time(START + MAX_VALIDITY);
		System::reset_events();
		assert_eq!(reap_profile(), Ok(Pays::No));
		assert_eq!(last_event(), Event::ProfileReaped { subject: PATIENT });
		assert_eq!(check(PHYSICIAN), Err(Refusal::Expired));
		assert_eq!(held(PATIENT), CONSENT_DEPOSIT);
	});
}

#[test]
fn a_profile_outlives_what_was_granted_after_everything_was_revoked() {
	run(|| {
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		set_time(START + MAX_VALIDITY / 2);
		let until = START + MAX_VALIDITY / 2 + MAX_VALIDITY;
		let later = Terms { until, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), later));
		set_time(until - 1_000);
		assert_noop!(reap_profile(), Error::<Test>::StillNeeded);
		assert!(check(PHYSICIAN).is_ok());

		set_time(until);
		assert_eq!(reap_profile(), Ok(Pays::No));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert!(check(PHYSICIAN).is_err());
	});
}

#[test]
fn a_profile_with_denials_stays() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		set_time(START + MAX_VALIDITY);
		assert_noop!(reap_profile(), Error::<Test>::StillNeeded);
	});
}

#[test]
fn anybody_may_but_only_signed() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::reap_profile(origin, PATIENT), DispatchError::BadOrigin);
		}
		assert_noop!(reap_profile(), Error::<Test>::NotFound);
	});
}
