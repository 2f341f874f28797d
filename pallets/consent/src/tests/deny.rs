use crate::{mock::*, Error, Event, Terms};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Action, Actions, Grantee, LicenceKind, Purpose, Purposes, Refusal, Segments, DAY,
};
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

/// What is denied of [`terms`] and no more than that, one part less at a time.
fn narrowings() -> Vec<Terms> {
	vec![
		Terms { purposes: Purposes::from_iter([Purpose::HPAYMT]), ..terms() },
		Terms { actions: Actions::from_iter([Action::Access]), ..terms() },
		Terms { segments: Segments(0b01), ..terms() },
		Terms { from: START + 1_000, ..terms() },
		Terms { until: START + 10 * DAY - 1_000, ..terms() },
	]
}

#[test]
fn a_representative_does_not_narrow_what_the_subject_denied() {
	run(|| {
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
		ActingBy::set(Some(STRANGER));
		for narrower in narrowings() {
			assert_noop!(
				Consent::deny(signed(PATIENT), account(PHYSICIAN), narrower),
				Error::<Test>::DenialNarrowed
			);
		}
		let broader = Terms { segments: Segments::ALL, ..terms() };
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), broader));
		// What has ended keeps nothing away.
		set_time(START + 10 * DAY);
		let later = Terms { from: START, until: START + 11 * DAY, ..narrowings()[2].clone() };
		assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), later));
	});
}

#[test]
fn the_subject_narrows_what_they_denied() {
	run(|| {
		for narrower in narrowings() {
			assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), terms()));
			assert_ok!(Consent::deny(signed(PATIENT), account(PHYSICIAN), narrower));
		}
	});
}

#[test]
fn losing_ones_standing_is_no_way_around_a_denial() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		for group in [Grantee::Licence(LicenceKind::Practitioner), Grantee::Organisation(HOSPITAL)]
		{
			assert_ok!(Consent::deny(signed(PATIENT), group.clone(), terms()));
			let licences = Licences::get();
			for lapsed in [PHYSICIAN, HOSPITAL] {
				assert_eq!(check(PHYSICIAN), Err(Refusal::Denied));
				let kinds = Licences::mutate(|all| all.remove(&lapsed)).expect("is licensed");
				Lapsed::mutate(|all| all.insert(lapsed, kinds));
				assert_eq!(check(PHYSICIAN), Err(Refusal::Denied));
			}
			Licences::set(licences);
			assert_ok!(Consent::lift_denial(signed(PATIENT), group));
		}
		assert!(check(PHYSICIAN).is_ok());
	});
}

#[test]
fn denying_an_organisation_is_about_its_own_account_too() {
	run(|| {
		let facilities = Grantee::Licence(LicenceKind::Facility);
		assert_ok!(Consent::grant(signed(PATIENT), facilities, terms()));
		assert!(check(HOSPITAL).is_ok());
		assert_ok!(Consent::deny(signed(PATIENT), Grantee::Organisation(HOSPITAL), terms()));
		assert_eq!(check(HOSPITAL), Err(Refusal::Denied));
	});
}
