use super::*;

#[test]
fn an_enrolment_is_shown() {
	run(|| {
		assert_eq!(Sponsorship::enrolment(PATIENT), None);
		enrolled();
		assert_eq!(Sponsorship::enrolment(PATIENT), Some(enrolment()));
	});
}

#[test]
fn the_allowance_is_what_is_left_of_today() {
	run(|| {
		assert_eq!(Sponsorship::allowance_left(PATIENT), 0);
		enrolled();
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS);
		for used in 1..=DAILY_CALLS {
			assert_ok!(send(PATIENT, ordinary()).unwrap());
			assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS - used);
		}
		set_time(START + DAY - 1);
		assert_eq!(Sponsorship::allowance_left(PATIENT), 0);
		set_time(START + DAY);
		assert_eq!(Sponsorship::allowance_left(PATIENT), DAILY_CALLS);
	});
}
