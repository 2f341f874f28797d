use crate::{mock::*, Error, Event, Terms};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Grantee, LicenceKind, Purposes, Refusal, Segments, DAY};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn beats_every_permit() {
	run(|| {
		for grantee in [
			account(PHYSICIAN),
			Grantee::Organisation(HOSPITAL),
			Grantee::Licence(LicenceKind::Practitioner),
		] {
			assert_ok!(Consent::grant(signed(PATIENT), grantee, terms()));
		}
		for grantee in [
			account(PHYSICIAN),
			Grantee::Organisation(HOSPITAL),
			Grantee::Licence(LicenceKind::Practitioner),
		] {
			assert_ok!(Consent::deny(signed(PATIENT), grantee.clone(), terms()));
			assert_eq!(check(PHYSICIAN), Err(Refusal::Denied));
			assert_ok!(Consent::lift_denial(signed(PATIENT), grantee));
			assert_eq!(check(PHYSICIAN), Ok(by(account(PHYSICIAN))));
		}
	});
}

#[test]
fn holds_both_deposits_and_counts() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_eq!(held(PATIENT), CONSENT_DEPOSIT + PROFILE_DEPOSIT);
		let (subject, grantee) = (PATIENT, account(PHYSICIAN));
		assert_eq!(last_event(), Event::Denied { subject, grantee, terms: terms() });

		assert_ok!(Consent::deny(signed(PATIENT), account(COLLEAGUE), terms()));
		assert_eq!(profile().denials, 2);
		assert_eq!(held(PATIENT), 2 * CONSENT_DEPOSIT + PROFILE_DEPOSIT);
	});
}

#[test]
fn a_newer_denial_takes_the_place_of_the_older() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		let elsewhere = Terms { segments: Segments(0b10), ..terms() };
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), elsewhere));
		assert_eq!(check(PHYSICIAN), Ok(by(account(PHYSICIAN))));
		assert_eq!(profile().denials, 1);
		assert_eq!(held(PATIENT), 2 * CONSENT_DEPOSIT + PROFILE_DEPOSIT);
	});
}

#[test]
fn only_the_subject_denies() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::deny(origin, account(PHYSICIAN), terms()),
				DispatchError::BadOrigin
			);
		}
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::deny(signed(STRANGER), account(PHYSICIAN), terms()));
		assert!(check(PHYSICIAN).is_ok());
	});
}

#[test]
fn what_a_grant_refuses_a_denial_refuses() {
	run(|| {
		let deny = |grantee, terms| Consent::deny(signed(PATIENT), grantee, terms);
		assert_noop!(deny(account(PATIENT), terms()), Error::<Test>::SelfGrant);
		assert_noop!(deny(account(NOBODY), terms()), Error::<Test>::UnknownGrantee);
		let nothing = Terms { purposes: Purposes(0), ..terms() };
		assert_noop!(deny(account(PHYSICIAN), nothing), Error::<Test>::NoPurposes);
		let past = Terms { from: START - DAY, until: START - 1, ..terms() };
		assert_noop!(deny(account(PHYSICIAN), past), Error::<Test>::WindowInPast);
		assert_noop!(
			Consent::deny(signed(POOR), account(PHYSICIAN), terms()),
			TokenError::FundsUnavailable
		);
	});
}
