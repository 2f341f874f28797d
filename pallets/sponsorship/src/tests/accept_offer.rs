use super::*;
use salus_primitives::Sponsorship as _;

#[test]
fn the_new_sponsor_pays_and_the_former_is_paid_back() {
	run(|| {
		offered();
		assert!(Sponsorship::take_place(&PATIENT));
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		System::reset_events();
		assert_ok!(Sponsorship::accept_offer(signed(PATIENT), INSURER));

		assert_eq!(
			enrolment(),
			Enrolment {
				sponsor: INSURER,
				places: 6,
				taken: 1,
				account_deposit: 100,
				place_deposit: 60,
				day: 20_000,
				calls: 1,
				ended: false,
			}
		);
		assert_eq!((held(HOSPITAL), held(INSURER)), (0, 160));
		assert!(!Offers::<Test>::contains_key(PATIENT));
		assert_eq!(System::sufficients(&PATIENT), 1);
		let (patient, sponsor) = (PATIENT, INSURER);
		assert_eq!(events(), [Event::SponsorChanged { patient, sponsor, places: 6 }]);
	});
}

#[test]
fn the_former_sponsor_pays_for_the_call_itself() {
	run(|| {
		offered();
		let accept: RuntimeCall = Call::accept_offer { institution: INSURER }.into();
		let (fee, before) = (fee_of(&accept), free(HOSPITAL));
		let others = free(INSURER);
		assert_ok!(send(PATIENT, accept).unwrap());
		assert_eq!(free(HOSPITAL), before - fee + 140);
		assert_eq!(free(INSURER), others);

		let (fee, before) = (fee_of(&ordinary()), free(INSURER));
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_eq!(free(INSURER), before - fee);
	});
}

#[test]
fn nothing_on_the_institutions_side_stops_the_patient() {
	run(|| {
		offered();
		license(INSURER, &[]);
		leave(INSURER, 1);
		set_prices(1_000, 1_000);
		assert_ok!(Sponsorship::accept_offer(signed(PATIENT), INSURER));
		assert_eq!(held(INSURER), 160);
		// At the prices of now, all of it would be for the account.
		assert_eq!((enrolment().account_deposit, enrolment().place_deposit), (160, 0));
		assert_eq!((enrolment().sponsor, enrolment().places), (INSURER, 6));
	});
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		offered();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::accept_offer(origin, INSURER), BadOrigin);
		}
	});
}

#[test]
fn only_the_patient_accepts_and_only_the_offer_that_stands() {
	run(|| {
		enrolled();
		let accept = |who, institution| Sponsorship::accept_offer(signed(who), institution);
		assert_noop!(accept(PATIENT, INSURER), Error::<Test>::NoOffer);
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 6));
		for who in [HOSPITAL, INSURER, OTHER_PATIENT] {
			assert_noop!(accept(who, INSURER), Error::<Test>::NoOffer);
		}
		assert_noop!(accept(PATIENT, HOSPITAL), Error::<Test>::NoOffer);
		assert_ok!(accept(PATIENT, INSURER));
		assert_noop!(accept(PATIENT, INSURER), Error::<Test>::NoOffer);
	});
}

#[test]
fn an_offer_to_nobody_is_refused() {
	new_test_ext().execute_with(|| {
		offered();
		Enrolments::<Test>::remove(PATIENT);
		assert_noop!(
			Sponsorship::accept_offer(signed(PATIENT), INSURER),
			Error::<Test>::NotEnrolled
		);
	});
}

#[test]
fn the_offer_has_to_have_room_for_what_is_taken() {
	run(|| {
		enrolled();
		assert_ok!(Sponsorship::offer(signed(INSURER), PATIENT, 2));
		assert!((0..3).all(|_| Sponsorship::take_place(&PATIENT)));
		let accept = || Sponsorship::accept_offer(signed(PATIENT), INSURER);
		assert_noop!(accept(), Error::<Test>::PlacesTaken);
		Sponsorship::give_back(&PATIENT);
		assert_ok!(accept());
		assert_eq!((enrolment().places, enrolment().taken), (2, 2));
	});
}
