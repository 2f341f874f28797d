use crate::{mock::*, Basis, Error, Event, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn a_member_leaves() {
	run(|| {
		let vacate = Council::vacate(signed(MINISTRY));
		assert_eq!(weighed(vacate), (Some(<() as WeightInfo>::vacate(3)), Pays::Yes));
		assert_eq!(members(), [UNIVERSITY, HOSPICE]);
		let event = Event::Vacated { institution: MINISTRY, basis: Basis::Founder };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn licensed_or_not() {
	run(|| {
		hospital_seated();
		lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Suspended);
		prepared();
		assert_ok!(Council::vacate(signed(HOSPITAL)));
		assert_eq!(members(), FOUNDERS);
		let basis = Basis::Licence(LicenceKind::Facility);
		assert_eq!(last_event(), Event::Vacated { institution: HOSPITAL, basis });
	});
}

#[test]
fn with_its_votes() {
	run(|| {
		moved(UNIVERSITY, 0);
		for member in FOUNDERS {
			assert_ok!(vote(member, 0, true));
		}
		assert_ok!(Council::vacate(signed(UNIVERSITY)));
		let (mut ayes, nays) = votes(0);
		ayes.sort();
		assert_eq!((ayes, nays), (vec![MINISTRY, HOSPICE], vec![]));
	});
}

#[test]
fn the_last_one_as_well() {
	run(|| {
		for founder in FOUNDERS {
			assert_ok!(Council::vacate(signed(founder)));
		}
		assert!(members().is_empty());
	});
}

#[test]
fn nobody_leaves_who_is_not_there() {
	run(|| {
		assert_noop!(Council::vacate(signed(STRANGER)), Error::<Test>::NotSeated);
		assert_ok!(Council::vacate(signed(MINISTRY)));
		assert_noop!(Council::vacate(signed(MINISTRY)), Error::<Test>::NotSeated);
	});
}

#[test]
fn only_signed() {
	run(|| {
		for origin in nobody_signed() {
			assert_noop!(Council::vacate(origin), DispatchError::BadOrigin);
		}
	});
}
