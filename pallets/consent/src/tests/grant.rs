use crate::{mock::*, Error, Event, Terms};
use frame_support::{assert_noop, assert_ok, traits::StorageInfoTrait};
use salus_primitives::{
	Actions, Commitment, Grantee, LicenceKind, Purposes, Seconds, Segments, DAY,
};
use sp_runtime::{DispatchError, TokenError};

fn refuse(terms: Terms, error: Error<Test>) {
	assert_noop!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms), error);
}

#[test]
fn stores_the_terms_and_holds_the_deposit() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		let grant = Consent::grant_of(PATIENT, account(PHYSICIAN)).unwrap();
		assert_eq!(grant.scope.from, Seconds::ceil(START).unwrap());
		assert_eq!(grant.scope.until, Seconds::floor(START + 10 * DAY).unwrap());
		assert_eq!((grant.scope.segments, grant.policy, grant.epoch), (Segments(0b11), 0, 0));
		assert_eq!(held(PATIENT), CONSENT_DEPOSIT);
		assert_eq!(u64::from(grant.deposit), CONSENT_DEPOSIT);
		let (subject, grantee) = (PATIENT, account(PHYSICIAN));
		assert_eq!(last_event(), Event::Granted { subject, grantee, terms: terms() });
	});
}

#[test]
fn takes_112_bytes_of_state() {
	let infos = Consent::storage_info();
	let grants = infos.iter().find(|info| info.storage_name == b"Grants").unwrap();
	assert_eq!(grants.max_size, Some(64 + 16));
	// With the prefix of pallet and map.
	assert_eq!(grants.prefix.len() as u32 + grants.max_size.unwrap(), 112);
}

#[test]
fn a_newer_grant_takes_the_place_of_the_older_for_the_same_deposit() {
	run(|| {
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), terms()));
		let narrower = Terms { segments: Segments(0b10), delegation: 2, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), narrower));
		assert_eq!(Consent::grant_of(PATIENT, account(PHYSICIAN)).unwrap().delegation, 2);
		assert!(check(PHYSICIAN).is_err());
		assert_eq!(held(PATIENT), CONSENT_DEPOSIT);
	});
}

#[test]
fn every_kind_of_grantee_is_possible() {
	run(|| {
		let grantees = [
			account(STRANGER),
			Grantee::Organisation(HOSPITAL),
			Grantee::Licence(LicenceKind::Payer),
		];
		for (index, grantee) in grantees.into_iter().enumerate() {
			assert_ok!(Consent::grant(signed(PATIENT), grantee, terms()));
			assert_eq!(held(PATIENT), CONSENT_DEPOSIT * (index as u64 + 1));
		}
	});
}

#[test]
fn the_window_is_rounded_inwards() {
	run(|| {
		let uneven = Terms { from: START + 1, until: START + 2_999, ..terms() };
		assert_ok!(Consent::grant(signed(PATIENT), account(PHYSICIAN), uneven));
		let grant = Consent::grant_of(PATIENT, account(PHYSICIAN)).unwrap();
		assert_eq!(grant.scope.from.moment(), START + 1_000);
		assert_eq!(grant.scope.until.moment(), START + 2_000);
	});
}

#[test]
fn only_the_subject_grants() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(
				Consent::grant(origin, account(PHYSICIAN), terms()),
				DispatchError::BadOrigin
			);
		}
		// Signed by somebody else, it is about that somebody's data.
		assert_ok!(Consent::grant(signed(STRANGER), account(PHYSICIAN), terms()));
		assert!(check(PHYSICIAN).is_err());
	});
}

#[test]
fn the_grantee_has_to_be_somebody_else_and_known() {
	run(|| {
		let grant = |grantee| Consent::grant(signed(PATIENT), grantee, terms());
		assert_noop!(grant(account(PATIENT)), Error::<Test>::SelfGrant);
		assert_noop!(grant(account(NOBODY)), Error::<Test>::UnknownGrantee);
		for organisation in [NOBODY, STRANGER, PHYSICIAN] {
			let grantee = Grantee::Organisation(organisation);
			assert_noop!(grant(grantee), Error::<Test>::UnknownGrantee);
		}
	});
}

#[test]
fn terms_that_say_nothing_are_refused() {
	run(|| {
		refuse(Terms { purposes: Purposes(0), ..terms() }, Error::NoPurposes);
		refuse(Terms { purposes: Purposes(1 << 63), ..terms() }, Error::UnknownPurposes);
		refuse(Terms { actions: Actions(0), ..terms() }, Error::NoActions);
		refuse(Terms { actions: Actions(1 << 5), ..terms() }, Error::UnknownActions);
		refuse(Terms { segments: Segments(0), ..terms() }, Error::NoSegments);
		refuse(Terms { form: Commitment([0; 32]), ..terms() }, Error::ZeroCommitment);
	});
}

#[test]
fn windows_that_are_none_are_refused() {
	run(|| {
		let window = |from, until| Terms { from, until, ..terms() };
		refuse(window(START + 2, START + 1), Error::ReversedWindow);
		refuse(window(START + 1_000, START + 1_000), Error::EmptyWindow);
		refuse(window(START + 1, START + 1_999), Error::EmptyWindow);
		refuse(window(START - DAY, START), Error::WindowInPast);
		refuse(window(START, START + MAX_VALIDITY + 1), Error::WindowTooLong);
		assert_ok!(Consent::grant(
			signed(PATIENT),
			account(PHYSICIAN),
			window(0, START + MAX_VALIDITY)
		));
	});
}

#[test]
fn windows_past_2106_are_refused() {
	run(|| {
		let last = Seconds(u32::MAX).moment();
		set_time(last - DAY);
		refuse(Terms { from: last - DAY, until: last + 1_000, ..terms() }, Error::WindowTooLong);
		refuse(Terms { until: u64::MAX, ..terms() }, Error::WindowTooLong);
	});
}

#[test]
fn a_subject_without_the_deposit_cannot_grant() {
	run(|| {
		assert_ok!(Consent::grant(signed(POOR), account(PHYSICIAN), terms()));
		assert_noop!(
			Consent::grant(signed(POOR), account(COLLEAGUE), terms()),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn a_grant_that_takes_no_deposit_of_its_own_costs_less() {
	run(|| {
		Places::insert(PATIENT, (1, 0));
		let weight =
			|grantee, terms| Consent::grant(signed(PATIENT), grantee, terms).unwrap().actual_weight;
		let hospital = Grantee::Organisation(HOSPITAL);
		assert!(weight(account(PHYSICIAN), terms()).is_some(), "a place");
		assert_eq!(weight(account(COLLEAGUE), terms()), None, "a deposit");
		assert!(weight(account(COLLEAGUE), terms()).is_some(), "in place of another");
		assert_eq!(weight(hospital, terms()), None, "licences are looked up");
	});
}
