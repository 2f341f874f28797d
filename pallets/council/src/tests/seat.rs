use crate::{mock::*, Basis, Error, Event, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::LicenceKind;
use sp_runtime::DispatchError;

#[test]
fn governance_seats_a_licensed_institution() {
	run(|| {
		let seat = Council::seat(governance(), HOSPITAL, LicenceKind::Facility);
		assert_eq!(weighed(seat), (Some(<() as WeightInfo>::seat(3)), Pays::Yes));
		assert_eq!(members(), [UNIVERSITY, HOSPITAL, MINISTRY, HOSPICE]);
		let kind = LicenceKind::Facility;
		assert_eq!(basis(HOSPITAL), Some(Basis::Licence(kind)));
		assert_eq!(last_event(), Event::Seated { institution: HOSPITAL, kind });
	});
}

#[test]
fn first_and_last_in_order_too() {
	run(|| {
		for newcomer in [STRANGER, 1] {
			license(newcomer, LicenceKind::Payer);
			assert_ok!(Council::seat(governance(), newcomer, LicenceKind::Payer));
		}
		assert_eq!(members(), [1, UNIVERSITY, MINISTRY, HOSPICE, STRANGER]);
	});
}

#[test]
fn whoever_is_seated_votes() {
	run(|| {
		moved(UNIVERSITY, 0);
		assert_noop!(
			vote(HOSPITAL, 0, true),
			pallet_collective::Error::<Test, pallet_collective::Instance2>::NotMember
		);
		assert_ok!(vote(MINISTRY, 0, false));
		hospital_seated();
		assert_ok!(vote(HOSPITAL, 0, true));
		assert_eq!(votes(0), (vec![HOSPITAL], vec![MINISTRY]));
	});
}

#[test]
fn every_kind_that_organisations_hold_and_no_other() {
	for kind in LicenceKind::ALL {
		run(|| {
			license(STRANGER, kind);
			let seat = Council::seat(governance(), STRANGER, kind);
			let person = matches!(kind, LicenceKind::Practitioner | LicenceKind::Researcher);
			let expected = if person { Err(Error::<Test>::NotAnInstitution) } else { Ok(()) };
			assert_eq!(
				seat.map(drop).map_err(|error| error.error),
				expected.map_err(DispatchError::from)
			);
			assert_eq!(basis(STRANGER).is_some(), !person);
		});
	}
}

#[test]
fn the_licence_has_to_be_of_this_kind_and_in_force() {
	run(|| {
		assert_noop!(
			Council::seat(governance(), HOSPITAL, LicenceKind::Pharmacy),
			Error::<Test>::Unlicensed(salus_primitives::LicenceProblem::NotHeld)
		);
		for problem in PROBLEMS {
			lapse(HOSPITAL, LicenceKind::Facility, problem);
			assert_noop!(
				Council::seat(governance(), HOSPITAL, LicenceKind::Facility),
				Error::<Test>::Unlicensed(problem)
			);
		}
		license(HOSPITAL, LicenceKind::Facility);
		hospital_seated();
	});
}

#[test]
fn nobody_gets_two_seats() {
	run(|| {
		hospital_seated();
		license(HOSPITAL, LicenceKind::Laboratory);
		license(UNIVERSITY, LicenceKind::Facility);
		for (who, kind) in [
			(HOSPITAL, LicenceKind::Facility),
			(HOSPITAL, LicenceKind::Laboratory),
			(UNIVERSITY, LicenceKind::Facility),
		] {
			assert_noop!(Council::seat(governance(), who, kind), Error::<Test>::AlreadySeated);
		}
	});
}

#[test]
fn there_are_so_many_seats() {
	run(|| {
		for newcomer in 1..=3 {
			license(newcomer, LicenceKind::Charity);
			assert_ok!(Council::seat(governance(), newcomer, LicenceKind::Charity));
		}
		let seat = || Council::seat(governance(), HOSPITAL, LicenceKind::Facility);
		assert_noop!(seat(), Error::<Test>::NoRoom);
		assert_noop!(
			Council::seat(governance(), UNIVERSITY, LicenceKind::Facility),
			Error::<Test>::AlreadySeated
		);
		assert_ok!(Council::vacate(signed(1)));
		assert_ok!(seat());
	});
}

#[test]
fn nobody_but_governance() {
	run(|| {
		for origin in not_governance() {
			assert_noop!(
				Council::seat(origin, HOSPITAL, LicenceKind::Facility),
				DispatchError::BadOrigin
			);
		}
	});
}
