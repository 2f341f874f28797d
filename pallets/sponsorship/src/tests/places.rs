use super::*;
use salus_primitives::Sponsorship as _;

#[test]
fn as_many_are_taken_as_there_are() {
	run(|| {
		enrolled();
		for taken in 0..4 {
			assert_eq!(Sponsorship::taken(&PATIENT), taken);
			assert!(Sponsorship::take_place(&PATIENT));
		}
		let full = enrolment();
		assert!(!Sponsorship::take_place(&PATIENT));
		assert_eq!(enrolment(), full);
		assert_eq!(Sponsorship::taken(&PATIENT), 4);
		// They were paid before.
		assert_eq!(held(HOSPITAL), 140);
	});
}

#[test]
fn what_is_given_back_can_be_taken_again() {
	run(|| {
		enrolled();
		assert!((0..4).all(|_| Sponsorship::take_place(&PATIENT)));
		Sponsorship::give_back(&PATIENT);
		assert_eq!(Sponsorship::taken(&PATIENT), 3);
		assert!(Sponsorship::take_place(&PATIENT));
		assert!(!Sponsorship::take_place(&PATIENT));
	});
}

#[test]
fn more_than_was_taken_is_not_given_back() {
	run(|| {
		enrolled();
		Sponsorship::give_back(&PATIENT);
		assert_eq!(Sponsorship::taken(&PATIENT), 0);
		assert!((0..4).all(|_| Sponsorship::take_place(&PATIENT)));
		assert!(!Sponsorship::take_place(&PATIENT));
	});
}

#[test]
fn a_stranger_has_none() {
	run(|| {
		enrolled();
		for who in [OTHER_PATIENT, HOSPITAL] {
			assert!(!Sponsorship::take_place(&who));
			Sponsorship::give_back(&who);
			assert_eq!(Sponsorship::taken(&who), 0);
			assert!(!Enrolments::<Test>::contains_key(who));
		}
	});
}

#[test]
fn none_is_left_after_the_end() {
	new_test_ext().execute_with(|| {
		enrolled();
		// Even if places were left, which `try_state` would notice.
		Enrolments::<Test>::mutate(PATIENT, |enrolment| enrolment.as_mut().unwrap().ended = true);
		assert!(!Sponsorship::take_place(&PATIENT));
	});
}
