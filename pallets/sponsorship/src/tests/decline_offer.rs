use super::*;

#[test]
fn the_deposit_is_returned() {
	run(|| {
		offered();
		assert_ok!(Sponsorship::decline_offer(signed(PATIENT)));
		assert!(!Offers::<Test>::contains_key(PATIENT));
		assert_eq!((held(HOSPITAL), held(INSURER)), (140, 0));
		assert_eq!(enrolment().sponsor, HOSPITAL);
		let (patient, institution) = (PATIENT, INSURER);
		assert_eq!(events(), [Event::OfferDeclined { patient, institution }]);
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		offered();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::decline_offer(origin), BadOrigin);
		}
	});
}

#[test]
fn only_the_patient_declines_and_only_once() {
	run(|| {
		offered();
		for who in [HOSPITAL, INSURER, OTHER_PATIENT] {
			assert_noop!(Sponsorship::decline_offer(signed(who)), Error::<Test>::NoOffer);
		}
		assert_ok!(Sponsorship::decline_offer(signed(PATIENT)));
		assert_noop!(Sponsorship::decline_offer(signed(PATIENT)), Error::<Test>::NoOffer);
	});
}
