use crate::{mock::*, Basis, Error, Event, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::LicenceKind;
use sp_runtime::DispatchError;

#[test]
fn governance_takes_any_seat() {
	run(|| {
		hospital_seated();
		prepared();
		let unseat = Council::unseat(governance(), HOSPITAL);
		assert_eq!(weighed(unseat), (Some(<() as WeightInfo>::unseat(4)), Pays::Yes));
		assert_eq!(members(), FOUNDERS);
		assert_eq!(basis(HOSPITAL), None);
		let basis = Basis::Licence(LicenceKind::Facility);
		assert_eq!(last_event(), Event::Unseated { institution: HOSPITAL, basis });
	});
}

#[test]
fn that_of_a_founder_too() {
	run(|| {
		assert_ok!(Council::unseat(governance(), MINISTRY));
		assert_eq!(members(), [UNIVERSITY, HOSPICE]);
		let event = Event::Unseated { institution: MINISTRY, basis: Basis::Founder };
		assert_eq!(last_event(), event);
		// A founder once is none for ever.
		assert_noop!(
			Council::seat(governance(), MINISTRY, LicenceKind::Regulator),
			Error::<Test>::Unlicensed(salus_primitives::LicenceProblem::NotHeld)
		);
	});
}

#[test]
fn votes_go_with_the_seat_and_those_of_others_stay() {
	run(|| {
		hospital_seated();
		moved(UNIVERSITY, 0);
		moved(HOSPITAL, 1);
		for member in [UNIVERSITY, HOSPITAL] {
			assert_ok!(vote(member, 0, true));
			assert_ok!(vote(member, 1, false));
		}
		assert_ok!(vote(MINISTRY, 0, false));
		assert_ok!(Council::unseat(governance(), HOSPITAL));
		assert_eq!(votes(0), (vec![UNIVERSITY], vec![MINISTRY]));
		assert_eq!(votes(1), (vec![], vec![UNIVERSITY]));
		assert_noop!(
			vote(HOSPITAL, 0, true),
			pallet_collective::Error::<Test, pallet_collective::Instance2>::NotMember
		);
	});
}

#[test]
fn the_last_one_leaves_a_council_that_decides_nothing() {
	run(|| {
		moved(UNIVERSITY, 0);
		for founder in FOUNDERS {
			assert_ok!(vote(founder, 0, true));
		}
		for founder in FOUNDERS {
			assert_ok!(Council::unseat(governance(), founder));
		}
		assert!(members().is_empty());
		assert!(!carried(0));
		// Governance fills it again.
		hospital_seated();
		assert_eq!(members(), [HOSPITAL]);
	});
}

#[test]
fn a_motion_that_everybody_voted_for_is_carried_while_they_are_seated() {
	run(|| {
		moved(UNIVERSITY, 0);
		for founder in FOUNDERS {
			assert_ok!(vote(founder, 0, true));
		}
		assert_ok!(Council::unseat(governance(), HOSPICE));
		assert!(carried(0));
	});
}

#[test]
fn who_has_none_loses_none() {
	run(|| {
		assert_noop!(Council::unseat(governance(), HOSPITAL), Error::<Test>::NotSeated);
		assert_ok!(Council::unseat(governance(), MINISTRY));
		assert_noop!(Council::unseat(governance(), MINISTRY), Error::<Test>::NotSeated);
	});
}

#[test]
fn nobody_but_governance() {
	run(|| {
		for origin in not_governance() {
			assert_noop!(Council::unseat(origin, UNIVERSITY), DispatchError::BadOrigin);
		}
	});
}
