//! What other pallets and clients are told.

use super::*;
use salus_primitives::{Credentials as _, LicenceKinds};

#[test]
fn a_licence_is_valid_before_its_end() {
	run(|| {
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::NotHeld));
		grant(DOCTOR, Practitioner);
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
		assert_eq!(Credentials::standing(DOCTOR, Facility), Err(LicenceProblem::NotHeld));
		set_time(END - 1);
		assert!(Credentials::holds(&DOCTOR, Practitioner));
		set_time(END);
		assert!(!Credentials::holds(&DOCTOR, Practitioner));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
		assert_eq!(Credentials::licences(DOCTOR).len(), 1);
	});
}

#[test]
fn the_closest_of_several_licences_gives_the_answer() {
	run(|| {
		let grant_in = |code, until| {
			assert_ok!(Credentials::grant_licence(
				signed(ISSUER),
				DOCTOR,
				Practitioner,
				place(code),
				until
			));
		};
		grant_in("DE-BY", START + DAY);
		grant_in("DE", END);
		grant_in("DE-BE", END + DAY);
		suspend(DOCTOR, Practitioner);
		set_time(START + DAY);
		assert_ok!(Credentials::standing(DOCTOR, Practitioner));
		assert_ok!(Credentials::revoke_licence(root(), DOCTOR, Practitioner, place("DE-BE")));
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Suspended));
		set_time(END);
		assert_eq!(Credentials::standing(DOCTOR, Practitioner), Err(LicenceProblem::Expired));
	});
}

#[test]
fn a_licence_counts_in_its_jurisdiction() {
	run(|| {
		let holds_in = |code| Credentials::holds_in(&DOCTOR, Practitioner, &place(code));
		let bavaria = place("DE-BY");
		assert_ok!(Credentials::grant_licence(signed(ISSUER), DOCTOR, Practitioner, bavaria, END));
		assert!(holds_in("DE-BY"));
		assert!(!holds_in("DE") && !holds_in("DE-BE") && !holds_in("FR"));
		grant(DOCTOR, Practitioner);
		assert!(holds_in("DE") && holds_in("DE-BE"));
		suspend(DOCTOR, Practitioner);
		assert!(!holds_in("DE") && holds_in("DE-BY"));
	});
}

#[test]
fn only_valid_licences_are_listed() {
	run(|| {
		grant(DOCTOR, Practitioner);
		grant(DOCTOR, Facility);
		assert_eq!(
			Credentials::licence_kinds(&DOCTOR),
			LicenceKinds::from_iter([Practitioner, Facility])
		);
		suspend(DOCTOR, Facility);
		assert_eq!(Credentials::licence_kinds(&DOCTOR), LicenceKinds::from_iter([Practitioner]));
		set_time(END);
		assert_eq!(Credentials::licence_kinds(&DOCTOR), LicenceKinds::default());
	});
}

#[test]
fn a_membership_counts_while_the_organisation_is_licensed() {
	run(|| {
		admit_doctor();
		assert_eq!(Credentials::organisations(&DOCTOR), [HOSPITAL]);
		suspend(HOSPITAL, Facility);
		assert!(Credentials::organisations(&DOCTOR).is_empty());
		assert_ok!(Credentials::reinstate_licence(root(), HOSPITAL, Facility, germany()));
		assert_eq!(Credentials::organisations(&DOCTOR), [HOSPITAL]);
		assert_ok!(Credentials::revoke_licence(root(), HOSPITAL, Facility, germany()));
		assert!(Credentials::organisations(&DOCTOR).is_empty());
		grant(HOSPITAL, Practitioner);
		assert!(Credentials::organisations(&DOCTOR).is_empty());
		assert_eq!(Credentials::memberships(DOCTOR).len(), 1);
	});
}

#[test]
fn a_membership_counts_before_its_end() {
	run(|| {
		admit_doctor();
		let (kind, until) = (Facility, END + DAY);
		assert_ok!(Credentials::renew_licence(signed(ISSUER), HOSPITAL, kind, germany(), until));
		set_time(END - 1);
		assert_eq!(Credentials::organisations(&DOCTOR), [HOSPITAL]);
		set_time(END);
		assert!(Credentials::organisations(&DOCTOR).is_empty());
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn benchmark_helpers_do_what_they_promise() {
	run(|| {
		Credentials::ensure_holds(&NOBODY, Facility);
		assert!(Credentials::holds(&NOBODY, Facility));
		Credentials::ensure_worst_case(&DOCTOR);
		assert!(Licences::<Test>::get(DOCTOR).is_full());
		assert_eq!(Credentials::licence_kinds(&DOCTOR).iter().count() as u32, MaxLicences::get());
		assert_eq!(Credentials::organisations(&DOCTOR).len() as u32, MaxAffiliations::get());
		Credentials::ensure_holds(&DOCTOR, Practitioner);
		assert!(Credentials::holds(&DOCTOR, Practitioner));
	});
}
