use crate::{mock::*, Deadline, Standing};
use salus_primitives::{end_of_day, Silence, HOUR};

#[test]
fn whose_turn_it_is_and_until_when() {
	run(|| {
		let [id, certified] = [requested_now(), certified_now(&[1, 0, 0])];
		assert_eq!(deadline(id), Some(Deadline::Payer(START + 168 * HOUR)));
		pend(id);
		assert_eq!(deadline(id), Some(Deadline::Provider(START + 48 * HOUR)));
		answer(id);
		assert_eq!(deadline(id), Some(Deadline::Payer(START + 168 * HOUR)));
		set_time(edge(START, NORMAL).0);
		assert!(deadline(id).is_some());
		set_time(edge(START, NORMAL).1);
		assert_eq!(deadline(id), None);
		assert_eq!(deadline(certified), None);
	});
}

#[test]
fn it_expires_with_its_last_day_and_stays_claimable() {
	run(|| {
		let [left_over, used] = [certified_now(&[1, 6, 30]), certified_now(&[1, 0, 0])];
		use_up_to(used, &[1]);
		let over = end_of_day(TODAY + PERIOD);
		set_time(over - 1);
		assert_eq!(standing(left_over), Standing::Certified { in_full: true });
		set_time(over);
		assert_eq!(standing(left_over), Standing::Expired { in_full: true });
		assert_eq!((code(left_over), code(used)), ("A1", "A2"));
		// That it was used up says more.
		assert_eq!(standing(used), Standing::UsedUp { in_full: false });
		assert!(certificate(left_over).is_some());
		// A claim of a day before is decided now.
		use_up_to(left_over, &[1, 6, 30]);
		assert_eq!(standing(left_over), Standing::UsedUp { in_full: true });
	});
}

#[test]
fn an_authorisation_is_seen_as_it_is_now() {
	for (rule, certified) in [(Silence::Grants, 6), (Silence::Refuses, 0)] {
		run(|| {
			silence(rule);
			let id = requested_now();
			assert_eq!(Authorisations::authorisation(id), Some(entry(id)));
			set_time(edge(START, NORMAL).1);
			let seen = Authorisations::authorisation(id).unwrap();
			assert_eq!(seen.services[1].certified, certified);
			assert_ne!(seen, entry(id));
		});
	}
}

#[test]
fn nothing_is_known_of_nothing() {
	run(|| {
		assert_eq!(Authorisations::authorisation(0), None);
		assert_eq!(Authorisations::state_of(0), None);
		assert_eq!(deadline(0), None);
		assert_eq!(certificate(0), None);
	});
}
