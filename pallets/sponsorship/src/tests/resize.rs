use super::*;
use salus_primitives::Sponsorship as _;

#[test]
fn the_deposit_follows_the_places() {
	run(|| {
		enrolled();
		for (places, deposit) in [(6, 160), (2, 120), (2, 120), (MAX_PLACES, 740), (1, 110)] {
			System::reset_events();
			assert_ok!(Sponsorship::resize(signed(HOSPITAL), PATIENT, places));
			assert_eq!(enrolment().places, places);
			assert_eq!(enrolment().place_deposit, deposit - 100);
			assert_eq!(held(HOSPITAL), deposit);
			assert_eq!(events(), [Event::Resized { patient: PATIENT, places }]);
		}
	});
}

#[test]
fn all_places_are_paid_at_the_price_of_now() {
	run(|| {
		enrolled();
		set_prices(1_000, 30);
		assert_ok!(Sponsorship::resize(signed(HOSPITAL), PATIENT, 4));
		assert_eq!(held(HOSPITAL), 100 + 120);
		set_prices(1_000, 1);
		assert_ok!(Sponsorship::resize(signed(HOSPITAL), PATIENT, 5));
		assert_eq!(held(HOSPITAL), 100 + 5);
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		enrolled();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::resize(origin, PATIENT, 5), BadOrigin);
		}
	});
}

#[test]
fn only_the_sponsor_resizes() {
	run(|| {
		enrolled();
		for who in [INSURER, PHYSICIAN, PATIENT] {
			assert_noop!(Sponsorship::resize(signed(who), PATIENT, 5), Error::<Test>::NotSponsor);
		}
		// Also one that has lost its licence: the deposit is still there.
		license(HOSPITAL, &[]);
		assert_ok!(Sponsorship::resize(signed(HOSPITAL), PATIENT, 1));
	});
}

#[test]
fn the_patient_has_to_be_enrolled() {
	run(|| {
		let resize = || Sponsorship::resize(signed(HOSPITAL), PATIENT, 5);
		assert_noop!(resize(), Error::<Test>::NotEnrolled);
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert_noop!(resize(), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn places_are_from_those_taken_to_the_most() {
	run(|| {
		enrolled();
		assert!(Sponsorship::take_place(&PATIENT) && Sponsorship::take_place(&PATIENT));
		let resize = |places| Sponsorship::resize(signed(HOSPITAL), PATIENT, places);
		assert_noop!(resize(0), Error::<Test>::NoPlaces);
		assert_noop!(resize(1), Error::<Test>::PlacesTaken);
		assert_noop!(resize(MAX_PLACES + 1), Error::<Test>::TooManyPlaces);
		assert_ok!(resize(2));
		assert!(!Sponsorship::take_place(&PATIENT));
	});
}

#[test]
fn the_deposit_has_to_be_there() {
	run(|| {
		enrolled();
		leave(HOSPITAL, 10);
		let resize = |places| Sponsorship::resize(signed(HOSPITAL), PATIENT, places);
		assert_noop!(resize(5), TokenError::FundsUnavailable);
		assert_ok!(resize(3));
	});
}
