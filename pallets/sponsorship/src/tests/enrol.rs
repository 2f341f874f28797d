use super::*;

#[test]
fn the_sponsor_pays_for_the_account_and_its_places() {
	run(|| {
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), PATIENT, 4));
		let (patient, sponsor) = (PATIENT, HOSPITAL);
		assert_eq!(
			enrolment(),
			Enrolment {
				sponsor,
				places: 4,
				taken: 0,
				account_deposit: 100,
				place_deposit: 40,
				day: 0,
				calls: 0,
				ended: false,
			}
		);
		assert_eq!(held(HOSPITAL), 140);
		assert_eq!(free(HOSPITAL), ENDOWMENT - 140);
		assert_eq!(events(), [Event::Enrolled { patient, sponsor, places: 4 }]);
	});
}

#[test]
fn the_account_exists_without_tokens() {
	run(|| {
		assert!(!System::account_exists(&PATIENT));
		enrolled();
		let account = frame_system::Account::<Test>::get(PATIENT);
		assert_eq!((account.providers, account.sufficients, account.consumers), (0, 1, 0));
		assert_eq!(total(PATIENT), 0);
	});
}

#[test]
fn an_account_with_tokens_is_enrolled_as_well() {
	run(|| {
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), PHYSICIAN, 1));
		let account = frame_system::Account::<Test>::get(PHYSICIAN);
		assert_eq!((account.providers, account.sufficients), (1, 1));
		assert_eq!(free(PHYSICIAN), ENDOWMENT);
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::enrol(origin, PATIENT, 4), BadOrigin);
		}
	});
}

#[test]
fn only_licensed_organisations_enrol() {
	run(|| {
		let enrol = |who| Sponsorship::enrol(signed(who), PATIENT, 4);
		assert_noop!(enrol(PHYSICIAN), Error::<Test>::NotOrganisation);
		assert_noop!(enrol(TREASURY), Error::<Test>::NotOrganisation);
		license(HOSPITAL, &[]);
		assert_noop!(enrol(HOSPITAL), Error::<Test>::NotOrganisation);
		license(PHYSICIAN, &[LicenceKind::Practitioner, LicenceKind::Charity]);
		assert_ok!(enrol(PHYSICIAN));
	});
}

#[test]
fn nobody_enrols_themselves() {
	run(|| {
		assert_noop!(
			Sponsorship::enrol(signed(HOSPITAL), HOSPITAL, 4),
			Error::<Test>::SelfEnrolment
		);
	});
}

#[test]
fn places_are_from_one_to_the_most() {
	run(|| {
		let enrol = |patient, places| Sponsorship::enrol(signed(HOSPITAL), patient, places);
		assert_noop!(enrol(PATIENT, 0), Error::<Test>::NoPlaces);
		assert_noop!(enrol(PATIENT, MAX_PLACES + 1), Error::<Test>::TooManyPlaces);
		assert_ok!(enrol(PATIENT, 1));
		assert_ok!(enrol(OTHER_PATIENT, MAX_PLACES));
		assert_eq!(held(HOSPITAL), 2 * 100 + 10 + 640);
	});
}

#[test]
fn a_patient_has_one_sponsor() {
	run(|| {
		enrolled();
		for sponsor in [HOSPITAL, INSURER] {
			assert_noop!(
				Sponsorship::enrol(signed(sponsor), PATIENT, 4),
				Error::<Test>::AlreadyEnrolled
			);
		}
	});
}

#[test]
fn the_deposit_has_to_be_there() {
	run(|| {
		// The existential deposit of one token is not for holding.
		leave(HOSPITAL, 140);
		assert_noop!(
			Sponsorship::enrol(signed(HOSPITAL), PATIENT, 4),
			TokenError::FundsUnavailable
		);
		assert!(!System::account_exists(&PATIENT));
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), HOSPITAL, 1));
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), PATIENT, 4));
	});
}

#[test]
fn after_the_end_another_sponsor_takes_over() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert_eq!(held(HOSPITAL), 100);
		set_prices(200, 20);
		System::reset_events();
		assert_ok!(Sponsorship::enrol(signed(INSURER), PATIENT, 3));

		assert_eq!((held(HOSPITAL), held(INSURER)), (0, 260));
		assert_eq!(enrolment().sponsor, INSURER);
		assert!(!enrolment().ended);
		assert_eq!((enrolment().places, enrolment().taken), (3, 0));
		// The allowance is the patient's: changing sponsors does not fill it up.
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS - 1);
		assert_eq!(System::sufficients(&PATIENT), 1);
		let (patient, sponsor) = (PATIENT, INSURER);
		assert_eq!(events(), [Event::Enrolled { patient, sponsor, places: 3 }]);
	});
}

#[test]
fn after_the_end_the_same_sponsor_may_come_back() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		// What is held for the account counts towards the new deposit.
		leave(HOSPITAL, 41);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), PATIENT, 4));
		assert_eq!((held(HOSPITAL), free(HOSPITAL)), (140, 1));
	});
}
