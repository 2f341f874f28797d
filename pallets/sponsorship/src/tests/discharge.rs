use super::*;
use salus_primitives::Sponsorship as _;
use sp_runtime::transaction_validity::InvalidTransaction;

const PATIENT_AND_SPONSOR: (u64, u64) = (PATIENT, HOSPITAL);

#[test]
fn an_account_that_never_signed_goes() {
	run(|| {
		enrolled();
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert!(!Enrolments::<Test>::contains_key(PATIENT));
		assert!(!System::account_exists(&PATIENT));
		assert_eq!((held(HOSPITAL), free(HOSPITAL)), (0, ENDOWMENT));
		let (patient, sponsor) = PATIENT_AND_SPONSOR;
		assert_eq!(events(), [Event::Discharged { patient, sponsor, account_kept: false }]);
	});
}

#[test]
fn an_account_that_signed_stays_with_its_nonce() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		System::reset_events();
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert!(enrolment().ended);
		assert_eq!((enrolment().places, enrolment().place_deposit), (0, 0));
		assert_eq!((held(HOSPITAL), enrolment().account_deposit), (100, 100));
		assert_eq!(System::account_nonce(PATIENT), 1);
		let (patient, sponsor) = PATIENT_AND_SPONSOR;
		assert_eq!(events(), [Event::Discharged { patient, sponsor, account_kept: true }]);

		// Nothing is sponsored any more, nor is there a place.
		assert_eq!(send(PATIENT, ordinary()).unwrap_err(), InvalidTransaction::Payment.into());
		assert_eq!(send(PATIENT, protective()).unwrap_err(), InvalidTransaction::Payment.into());
		assert!(!Sponsorship::take_place(&PATIENT));
		assert_eq!(Sponsorship::allowance_left(PATIENT), 0);
	});
}

#[test]
fn what_was_signed_is_not_played_again_after_another_enrolment() {
	run(|| {
		enrolled();
		assert_ok!(send_with(PATIENT, 0, 0, ordinary()).unwrap());
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert_ok!(Sponsorship::enrol(signed(INSURER), PATIENT, 1));
		assert_eq!(
			send_with(PATIENT, 0, 0, ordinary()).unwrap_err(),
			InvalidTransaction::Stale.into()
		);
		assert_ok!(send_with(PATIENT, 1, 0, ordinary()).unwrap());
	});
}

#[test]
fn an_account_that_tokens_keep_needs_no_enrolment() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 5));
		let before = free(HOSPITAL);
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert!(!Enrolments::<Test>::contains_key(PATIENT));
		assert_eq!((held(HOSPITAL), free(HOSPITAL)), (0, before + 140));
		assert_eq!((System::account_nonce(PATIENT), free(PATIENT)), (1, 5));
		assert_eq!((System::sufficients(&PATIENT), System::providers(&PATIENT)), (0, 1));
	});
}

#[test]
fn spent_tokens_do_not_take_the_nonce_of_an_enrolled_account() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 5));
		assert_ok!(Balances::transfer_all(signed(PATIENT), TREASURY, false));
		assert_eq!((free(PATIENT), System::account_nonce(PATIENT)), (0, 1));
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert!(enrolment().ended);
	});
}

#[test]
fn the_rest_of_the_deposit_comes_back_when_tokens_keep_the_account() {
	run(|| {
		enrolled();
		assert_ok!(send(PATIENT, ordinary()).unwrap());
		let discharge = || Sponsorship::discharge(signed(HOSPITAL), PATIENT);
		assert_ok!(discharge());
		assert_noop!(discharge(), Error::<Test>::AccountKept);
		assert_ok!(Balances::transfer_keep_alive(signed(TREASURY), PATIENT, 5));
		assert_ok!(discharge());
		assert_eq!(held(HOSPITAL), 0);
		assert!(!Enrolments::<Test>::contains_key(PATIENT));
		assert_eq!(System::account_nonce(PATIENT), 1);
	});
}

#[test]
fn an_offer_that_stands_goes_too() {
	for signs in [false, true] {
		run(|| {
			offered();
			if signs {
				assert_ok!(send(PATIENT, ordinary()).unwrap());
			}
			assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
			assert!(!Offers::<Test>::contains_key(PATIENT));
			assert_eq!(held(INSURER), 0);
			assert_eq!(Enrolments::<Test>::contains_key(PATIENT), signs);
		});
	}
}

#[test]
fn unsigned_origins_are_refused() {
	run(|| {
		enrolled();
		for origin in unsigned_origins() {
			assert_noop!(Sponsorship::discharge(origin, PATIENT), BadOrigin);
		}
	});
}

#[test]
fn only_the_sponsor_discharges_and_only_whom_it_enrolled() {
	run(|| {
		enrolled();
		let discharge = |who, patient| Sponsorship::discharge(signed(who), patient);
		for who in [INSURER, PHYSICIAN, PATIENT] {
			assert_noop!(discharge(who, PATIENT), Error::<Test>::NotSponsor);
		}
		assert_noop!(discharge(HOSPITAL, OTHER_PATIENT), Error::<Test>::NotEnrolled);
		license(HOSPITAL, &[]);
		assert_ok!(discharge(HOSPITAL, PATIENT));
		assert_noop!(discharge(HOSPITAL, PATIENT), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn a_patient_with_entries_is_not_discharged() {
	run(|| {
		enrolled();
		assert!(Sponsorship::take_place(&PATIENT));
		let discharge = || Sponsorship::discharge(signed(HOSPITAL), PATIENT);
		assert_noop!(discharge(), Error::<Test>::PlacesTaken);
		Sponsorship::give_back(&PATIENT);
		assert_ok!(discharge());
	});
}

#[test]
fn a_lost_deposit_does_not_keep_a_patient() {
	use frame_support::traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision},
	};
	new_test_ext().execute_with(|| {
		enrolled();
		let (exact, force) = (Precision::Exact, Fortitude::Force);
		let reason = HoldReason::Enrolment.into();
		assert_ok!(Balances::burn_held(&reason, &HOSPITAL, 70, exact, force));
		assert_ok!(Sponsorship::discharge(signed(HOSPITAL), PATIENT));
		assert_eq!(held(HOSPITAL), 0);
	});
}
