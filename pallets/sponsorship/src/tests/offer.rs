use super::*;

#[test]
fn the_whole_deposit_is_held_at_once() {
	run(|| {
		enrolled();
		let before = enrolment();
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 6));
		let (patient, institution, places) = (PATIENT, INSURER, 6);
		assert_eq!(Offers::<Test>::get(PATIENT), Some(Offer { institution, places, deposit: 160 }));
		assert_eq!((held(HOSPITAL), held(INSURER)), (140, 160));
		assert_eq!(enrolment(), before);
		assert_eq!(events(), [Event::Offered { patient, institution, places }]);
	});
}

#[test]
fn it_replaces_an_earlier_offer_of_the_same_institution() {
	run(|| {
		offered();
		// The earlier deposit counts towards the new one.
		leave(INSURER, 11);
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 7));
		assert_eq!((held(INSURER), free(INSURER)), (170, 1));
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 2));
		assert_eq!(held(INSURER), 120);
		assert_eq!(Offers::<Test>::get(PATIENT).unwrap().places, 2);
	});
}

#[test]
fn an_offer_of_another_institution_stands() {
	run(|| {
		offered();
		license(PHYSICIAN, &[LicenceKind::Charity]);
		let offer = || Sponsorship::offer(signed(PHYSICIAN), PATIENT, 6);
		assert_noop!(offer(), Error::<Test>::OfferStands);
		assert_ok!(Sponsorship::decline_offer(signed(PATIENT)));
		assert_ok!(offer());
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		enrolled();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::offer(origin, PATIENT, 6), BadOrigin);
		}
	});
}

#[test]
fn only_other_licensed_organisations_offer() {
	run(|| {
		enrolled();
		let offer = |who| Sponsorship::offer(signed(who), PATIENT, 6);
		assert_noop!(offer(PHYSICIAN), Error::<Test>::NotOrganisation);
		assert_noop!(offer(HOSPITAL), Error::<Test>::AlreadyEnrolled);
		license(PATIENT, &[LicenceKind::Charity]);
		assert_noop!(offer(PATIENT), Error::<Test>::SelfEnrolment);
		license(INSURER, &[]);
		assert_noop!(offer(INSURER), Error::<Test>::NotOrganisation);
	});
}

#[test]
fn the_patient_has_to_have_a_sponsor() {
	run(|| {
		let offer = || Sponsorship::offer(signed(INSURER), PATIENT, 6);
		assert_noop!(offer(), Error::<Test>::NotEnrolled);
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		// After the end an institution enrols at once.
		assert_noop!(offer(), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn places_are_from_one_to_the_most() {
	run(|| {
		enrolled();
		let offer = |places| Sponsorship::offer(signed(INSURER), PATIENT, places);
		assert_noop!(offer(0), Error::<Test>::NoPlaces);
		assert_noop!(offer(MAX_PLACES + 1), Error::<Test>::TooManyPlaces);
		assert_ok!(offer(1));
		assert_ok!(offer(MAX_PLACES));
	});
}

#[test]
fn the_deposit_has_to_be_there() {
	run(|| {
		enrolled();
		leave(INSURER, 160);
		assert_noop!(Sponsorship::offer(signed(INSURER), PATIENT, 6), TokenError::FundsUnavailable);
	});
}
