use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::Refusal;
use sp_runtime::DispatchError;

#[test]
fn ends_the_grant_at_once_and_returns_the_deposit() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert!(check(PHYSICIAN).is_ok());
		System::reset_events();
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		assert_eq!(check(PHYSICIAN), Err(Refusal::NoConsent));
		assert_eq!(held(PATIENT), 0);
		let (subject, grantee) = (PATIENT, account(PHYSICIAN));
		assert_eq!(last_event(), Event::Revoked { subject, grantee });
	});
}

#[test]
fn the_later_of_grant_and_revoke_counts() {
	run(|| {
		for _ in 0..2 {
			assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
			assert!(check(PHYSICIAN).is_ok());
			assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
			assert!(check(PHYSICIAN).is_err());
		}
	});
}

#[test]
fn only_the_subject_revokes_and_only_what_is_there() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::revoke(origin, account(PHYSICIAN)), DispatchError::BadOrigin);
		}
		let revoke = |who, grantee| Consent::revoke(signed(who), grantee);
		assert_noop!(revoke(PHYSICIAN, account(PHYSICIAN)), Error::<Test>::NotFound);
		assert_noop!(revoke(PATIENT, account(COLLEAGUE)), Error::<Test>::NotFound);
		assert_ok!(revoke(PATIENT, account(PHYSICIAN)));
		assert_noop!(revoke(PATIENT, account(PHYSICIAN)), Error::<Test>::NotFound);
	});
}

#[test]
fn a_denial_is_not_revoked() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_noop!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)), Error::<Test>::NotFound);
	});
}

#[test]
fn a_lost_deposit_does_not_keep_a_grant() {
	use frame_support::traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision},
	};
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		let reason = crate::HoldReason::Consent.into();
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		assert_ok!(Balances::burn_held(&reason, &PATIENT, CONSENT_DEPOSIT / 2, exact, force));
		assert_ok!(Consent::revoke(signed(PATIENT), account(PHYSICIAN)));
		assert_eq!(held(PATIENT), 0);
	});
}
