//! What the pallets that pay claims note.

use crate::{mock::*, Error, Event, Standing, State};
use frame_support::{assert_noop, assert_storage_noop};
use salus_primitives::{
	Authorisations as _, CertifiedService, CertifiedServices, ServiceTag, Silence,
};

fn noted(services: &[(ServiceTag, u32, u32)]) -> CertifiedServices {
	let services = services.iter().map(|(tag, units, used)| CertifiedService {
		tag: *tag,
		units: *units,
		used: *used,
	});
	services.collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn what_was_used_is_not_left() {
	run(|| {
		let id = certified_now(&[1, 5, 0]);
		use_up_to(id, &[0, 2]);
		assert_eq!(left(id), Some(vec![(SCAN, 1, 0), (SESSION, 5, 2)]));
		assert_eq!(standing(id), Standing::Certified { in_full: false });
		use_up_to(id, &[1, 5]);
		assert_eq!(left(id), Some(vec![(SCAN, 1, 1), (SESSION, 5, 5)]));
		assert_eq!(standing(id), Standing::UsedUp { in_full: false });
		assert_eq!(code(id), "A2");
		// A claim was taken back.
		use_up_to(id, &[1, 4]);
		assert_eq!(standing(id), Standing::Certified { in_full: false });
		assert_eq!(events(), []);
	});
}

#[test]
fn no_more_than_is_certified_and_only_of_that() {
	run(|| {
		let id = certified_now(&[1, 5, 0]);
		let claimed = [(SESSION, 99, 99), (DRUG, 30, 30), (UNKNOWN, 1, 1)];
		Authorisations::note_use(id, noted(&claimed));
		assert_eq!(left(id), Some(vec![(SCAN, 1, 0), (SESSION, 5, 5)]));
		assert_eq!(entry(id).services[2].used, 0);
	});
}

#[test]
fn using_what_the_silence_granted_notes_that() {
	run(|| {
		let id = requested_now();
		let (_, over) = edge(START, NORMAL);
		set_time(over + 5);
		use_up_to(id, &[1, 2, 3]);
		assert_eq!(last_event(), Event::Lapsed { id, certified: true });
		assert_eq!((state(id), entry(id).since), (State::Certified { in_full: true }, over));
		assert_eq!(left(id), Some(vec![(SCAN, 1, 1), (SESSION, 6, 2), (DRUG, 30, 3)]));
		let again = Authorisations::lapse(signed(STRANGER), id);
		assert_noop!(again, Error::<Test>::AlreadyDecided);
		use_up_to(id, &[1, 2, 4]);
		assert_eq!(events(), []);
	});
}

#[test]
fn nothing_is_used_of_what_is_not_certified() {
	run(|| {
		silence(Silence::Refuses);
		let ids = [requested_now(), pended_now(), refused_now(), 77];
		let all = SERVICES.map(|(tag, units)| (tag, units, units));
		for now in [START, edge(START, NORMAL).0, edge(START, NORMAL).1] {
			set_time(now);
			for id in ids {
				assert_storage_noop!(Authorisations::note_use(id, noted(&all)));
				assert_eq!(certificate(id), None);
			}
		}
	});
}
