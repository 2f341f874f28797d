use crate::{mock::*, Error, Event, WeightInfo};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn anybody_removes_who_has_lost_the_licence_and_pays_nothing() {
	for problem in PROBLEMS {
		run(|| {
			hospital_seated();
			prepared();
			lapse(HOSPITAL, LicenceKind::Facility, problem);
			let removal = Council::remove_unlicensed(signed(STRANGER), HOSPITAL);
			let weight = <() as WeightInfo>::remove_unlicensed(4);
			assert_eq!(weighed(removal), (Some(weight), Pays::No));
			assert_eq!(members(), FOUNDERS);
			assert_eq!(basis(HOSPITAL), None);
			let kind = LicenceKind::Facility;
			let event = Event::UnlicensedRemoved { institution: HOSPITAL, kind, problem };
			assert_eq!(last_event(), event);
		});
	}
}

#[test]
fn another_licence_helps_only_once_the_seat_is_put_on_it() {
	run(|| {
		let lose = || lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Suspended);
		let remove = || Council::remove_unlicensed(signed(STRANGER), HOSPITAL);
		license(HOSPITAL, LicenceKind::Laboratory);
		hospital_seated();
		lose();
		assert_ok!(remove());

		license(HOSPITAL, LicenceKind::Facility);
		hospital_seated();
		assert_ok!(Council::found_on_licence(signed(HOSPITAL), LicenceKind::Laboratory));
		lose();
		assert_noop!(remove(), Error::<Test>::StillLicensed);
		lapse(HOSPITAL, LicenceKind::Laboratory, LicenceProblem::Expired);
		assert_ok!(remove());
	});
}

#[test]
fn nobody_while_the_licence_is_in_force() {
	run(|| {
		hospital_seated();
		let remove = || Council::remove_unlicensed(signed(STRANGER), HOSPITAL);
		assert_noop!(remove(), Error::<Test>::StillLicensed);
		// A suspension that was lifted in time has done no harm.
		lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Suspended);
		license(HOSPITAL, LicenceKind::Facility);
		assert_noop!(remove(), Error::<Test>::StillLicensed);
	});
}

#[test]
fn no_founder_until_its_seat_rests_on_a_licence() {
	run(|| {
		let remove = || Council::remove_unlicensed(signed(STRANGER), MINISTRY);
		assert_noop!(remove(), Error::<Test>::NotOnLicence);
		license(MINISTRY, LicenceKind::Regulator);
		assert_noop!(remove(), Error::<Test>::NotOnLicence);
		assert_ok!(Council::found_on_licence(signed(MINISTRY), LicenceKind::Regulator));
		assert_noop!(remove(), Error::<Test>::StillLicensed);
		lapse(MINISTRY, LicenceKind::Regulator, LicenceProblem::IssuerDiscredited);
		assert_ok!(remove());
	});
}

#[test]
fn its_votes_go_with_the_seat() {
	run(|| {
		hospital_seated();
		moved(HOSPITAL, 0);
		assert_ok!(vote(HOSPITAL, 0, true));
		assert_ok!(vote(HOSPICE, 0, true));
		lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Expired);
		assert_ok!(Council::remove_unlicensed(signed(STRANGER), HOSPITAL));
		assert_eq!(votes(0), (vec![HOSPICE], vec![]));
	});
}

#[test]
fn the_last_member_too() {
	run(|| {
		hospital_seated();
		for founder in FOUNDERS {
			assert_ok!(Council::vacate(signed(founder)));
		}
		lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Suspended);
		assert_ok!(Council::remove_unlicensed(signed(STRANGER), HOSPITAL));
		assert!(members().is_empty());
	});
}

#[test]
fn who_is_not_seated_cannot_be_removed() {
	run(|| {
		assert_noop!(
			Council::remove_unlicensed(signed(STRANGER), PHARMACY),
			Error::<Test>::NotSeated
		);
	});
}

#[test]
fn only_signed() {
	run(|| {
		hospital_seated();
		lapse(HOSPITAL, LicenceKind::Facility, LicenceProblem::Expired);
		for origin in nobody_signed() {
			assert_noop!(Council::remove_unlicensed(origin, HOSPITAL), DispatchError::BadOrigin);
		}
	});
}
