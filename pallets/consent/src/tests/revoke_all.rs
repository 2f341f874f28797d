use crate::{mock::*, Error, Event, Profiles};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Grantee, LicenceKind, Refusal};
use sp_runtime::DispatchError;

#[test]
fn voids_every_grant_in_the_same_block() {
	run(|| {
		for grantee in [
			account(PHYSICIAN),
			Grantee::Organisation(HOSPITAL),
			Grantee::Licence(LicenceKind::Practitioner),
		] {
			assert_ok!(Consent::grant(signed(PATIENT), grantee, terms()));
		}
		assert!(check(COLLEAGUE).is_ok());
		System::reset_events();
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		for actor in [PHYSICIAN, COLLEAGUE] {
			assert_eq!(check(actor), Err(Refusal::Revoked));
		}
		assert_eq!(last_event(), Event::AllRevoked { subject: PATIENT, epoch: 1 });
		assert_eq!(held(PATIENT), 3 * CONSENT_DEPOSIT + PROFILE_DEPOSIT);
	});
}

#[test]
fn a_grant_given_afterwards_in_the_same_block_stands() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert!(check(PHYSICIAN).is_ok());
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_eq!(check(PHYSICIAN), Err(Refusal::Revoked));
	});
}

#[test]
fn denials_stand() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_eq!(check(PHYSICIAN), Err(Refusal::Denied));
	});
}

#[test]
fn other_subjects_are_not_touched() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(STRANGER)));
		assert!(check(PHYSICIAN).is_ok());
	});
}

#[test]
fn whoever_cannot_afford_the_deposit_may_revoke_all_the_same() {
	run(|| {
		assert_ok!(Consent::grant(signed(POOR), account(PHYSICIAN), terms()));
		assert_ok!(Consent::revoke_all(signed(POOR)));
		assert_eq!(Profiles::<Test>::get(POOR).deposit, 0);
		assert_eq!(held(POOR), CONSENT_DEPOSIT);
	});
}

#[test]
fn only_the_subject_revokes() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Consent::revoke_all(origin), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn the_last_epoch_is_the_last() {
	run(|| {
		assert_ok!(Consent::revoke_all(signed(PATIENT)));
		Profiles::<Test>::mutate(PATIENT, |profile| profile.epoch = u16::MAX);
		assert_noop!(Consent::revoke_all(signed(PATIENT)), Error::<Test>::Overflow);
	});
}
