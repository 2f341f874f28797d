use super::*;

#[test]
fn the_deposit_is_returned() {
	run(|| {
		offered();
		assert_ok!(Sponsorship::withdraw_offer(signed(INSURER), PATIENT));
		assert!(!Offers::<Test>::contains_key(PATIENT));
		assert_eq!((held(HOSPITAL), held(INSURER)), (140, 0));
		let (patient, institution) = (PATIENT, INSURER);
		assert_eq!(events(), [Event::OfferWithdrawn { patient, institution }]);
	});
}

#[test]
fn as_it_was_held_whatever_the_price_is_by_now() {
	run(|| {
		offered();
		set_prices(1, 1);
		license(INSURER, &[]);
		assert_ok!(Sponsorship::withdraw_offer(signed(INSURER), PATIENT));
		assert_eq!((held(INSURER), free(INSURER)), (0, ENDOWMENT));
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		offered();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::withdraw_offer(origin, PATIENT), BadOrigin);
		}
	});
}

#[test]
fn only_who_offered_withdraws_and_only_once() {
	run(|| {
		offered();
		let withdraw = |who, patient| Sponsorship::withdraw_offer(signed(who), patient);
		for who in [HOSPITAL, PHYSICIAN, PATIENT] {
			assert_noop!(withdraw(who, PATIENT), Error::<Test>::NoOffer);
		}
		assert_noop!(withdraw(INSURER, OTHER_PATIENT), Error::<Test>::NoOffer);
		assert_ok!(withdraw(INSURER, PATIENT));
		assert_noop!(withdraw(INSURER, PATIENT), Error::<Test>::NoOffer);
	});
}
