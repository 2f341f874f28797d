//! Patients whose institution paid for places.

use crate::{mock::*, Grants};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Sponsorship;
use sp_runtime::TokenError;

fn taken() -> u32 {
	Hospital::taken(&PATIENT)
}

#[test]
fn places_are_taken_first_and_given_back() {
	run(|| {
		Places::insert(PATIENT, (3, 0));
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(PATIENT), account(STRANGER), terms()));
		assert_eq!((taken(), held(PATIENT)), (3, 0), "grant, denial and profile");
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_eq!(taken(), 3, "a newer grant takes the place of the older");
		assert_ok!(Consent::grant(signed(PATIENT), account(COLLEAGUE), terms()));
		assert_eq!((taken(), held(PATIENT)), (3, CONSENT_DEPOSIT), "the fourth is their own");

		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		assert_ok!(Consent::lift_denial(signed(PATIENT), account(STRANGER)));
		assert_eq!(taken(), 0);
		assert_ok!(Consent::revoke(signed(PATIENT), account(COLLEAGUE)));
		assert_eq!(held(PATIENT), 0);
	});
}

#[test]
fn without_place_and_money_there_is_no_grant() {
	run(|| {
		Places::insert(NOBODY, (1, 0));
		assert_ok!(Consent::grant(signed(NOBODY), account(PHYSICIAN), terms()));
		assert_noop!(
			Consent::grant(signed(NOBODY), account(COLLEAGUE), terms()),
			TokenError::FundsUnavailable
		);
		assert_ok!(Consent::revoke_all(signed(NOBODY)));
		assert_ok!(Consent::revoke(signed(NOBODY), account(PHYSICIAN)));
		assert_eq!(Grants::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_reaped_grant_gives_its_place_back() {
	run(|| {
		Places::insert(PATIENT, (1, 0));
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		set_time(terms().until);
		assert_ok!(Consent::reap(signed(STRANGER), PATIENT, account(PHYSICIAN)));
		assert_eq!(taken(), 0);
	});
}
