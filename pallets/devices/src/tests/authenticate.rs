use crate::{mock::*, AuthProblem, Challenge, Condition, DeviceId, DeviceReport, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{DeviceSignature, LicenceKind, LicenceKinds, LicenceProblem};
use sp_runtime::{DispatchError, DispatchResult};

fn authenticate(who: u64, challenge: Challenge, signature: DeviceSignature) -> DispatchResult {
	MedicalDevices::authenticate(signed(who), id(0), challenge, signature)
}

/// Asked by the clinic.
fn offline(challenge: Challenge, signature: DeviceSignature) -> Result<DeviceReport, AuthProblem> {
	MedicalDevices::authenticate_offline(id(0), CLINIC, challenge, signature)
}

#[test]
fn a_device_shows_that_it_is_there() {
	run(|| {
		let device = delivered();
		prepared();
		let asked = challenge(3);
		let standing = DeviceReport {
			model: model(),
			condition: Condition::InUse,
			holder: LicenceKinds::from_iter([LicenceKind::Facility]),
			measure: None,
			firmware: None,
			calibration_overdue: false,
			maintenance_overdue: false,
			expired: false,
		};
		assert_eq!(offline(asked, answer(0, CLINIC, &asked)), Ok(standing));
		assert_ok!(authenticate(LABORATORY, asked, answer(0, LABORATORY, &asked)));
		assert_eq!(last_event(), Event::Authenticated { device, by: LABORATORY, standing });
		assert_eq!(device_entry(device).counter, 3);
	});
}

#[test]
fn nothing_counts_twice() {
	run(|| {
		delivered();
		let asked = challenge(3);
		let answered = |asked| authenticate(CLINIC, asked, answer(0, CLINIC, &asked));
		assert_ok!(answered(asked));
		assert_noop!(answered(asked), Error::<Test>::Replayed);
		assert_eq!(offline(asked, answer(0, CLINIC, &asked)), Err(AuthProblem::Replayed));
		for counter in [0, 2, 3] {
			assert_noop!(answered(challenge(counter)), Error::<Test>::Replayed);
		}
		assert_ok!(answered(challenge(4)));
	});
}

#[test]
fn an_answer_is_of_no_use_to_anybody_else() {
	run(|| {
		delivered();
		let asked = challenge(1);
		let answered = answer(0, LABORATORY, &asked);
		for copier in [CLINIC, REGULATOR, HOSPITAL] {
			assert_noop!(authenticate(copier, asked, answered), Error::<Test>::BadSignature);
		}
		assert_eq!(offline(asked, answered), Err(AuthProblem::BadSignature));
		let by_who_asked = MedicalDevices::authenticate_offline(id(0), LABORATORY, asked, answered);
		assert_ok!(by_who_asked.map(drop));
		assert_ok!(authenticate(LABORATORY, asked, answered));
	});
}

#[test]
fn in_time_and_not_for_long() {
	run(|| {
		delivered();
		let asked = challenge(1);
		set_time(asked.expires);
		assert_noop!(
			authenticate(CLINIC, asked, answer(0, CLINIC, &asked)),
			Error::<Test>::ChallengeExpired
		);
		assert_eq!(offline(asked, answer(0, CLINIC, &asked)), Err(AuthProblem::ChallengeExpired));
		set_time(asked.expires - 1);
		assert_ok!(offline(asked, answer(0, CLINIC, &asked)).map(drop));
		set_time(asked.expires - MAX_CHALLENGE - 1);
		assert_noop!(
			authenticate(CLINIC, asked, answer(0, CLINIC, &asked)),
			Error::<Test>::ChallengeTooLong
		);
		assert_eq!(offline(asked, answer(0, CLINIC, &asked)), Err(AuthProblem::ChallengeTooLong));
		set_time(asked.expires - MAX_CHALLENGE);
		assert_ok!(authenticate(CLINIC, asked, answer(0, CLINIC, &asked)));
	});
}

#[test]
fn another_device_is_another_one() {
	run(|| {
		delivered();
		make(2);
		let asked = challenge(1);
		assert_noop!(
			authenticate(CLINIC, asked, answer(2, CLINIC, &asked)),
			Error::<Test>::BadSignature
		);
		assert_eq!(offline(asked, answer(2, CLINIC, &asked)), Err(AuthProblem::BadSignature));
		let unknown = DeviceId([0; 16]);
		assert_noop!(
			MedicalDevices::authenticate(signed(CLINIC), unknown, asked, answer(0, CLINIC, &asked)),
			Error::<Test>::NotFound
		);
		assert_eq!(
			MedicalDevices::authenticate_offline(unknown, CLINIC, asked, answer(0, CLINIC, &asked)),
			Err(AuthProblem::NotFound)
		);
	});
}

#[test]
fn the_owner_or_a_licensed_organisation_puts_it_on_record() {
	run(|| {
		delivered();
		let asked = challenge(1);
		for who in [PHYSICIAN, STRANGER] {
			assert_noop!(
				authenticate(who, asked, answer(0, who, &asked)),
				Error::<Test>::NotOrganisation
			);
		}
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::authenticate(origin, id(0), asked, answer(0, CLINIC, &asked)),
				DispatchError::BadOrigin
			);
		}
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Expired));
		assert_ok!(authenticate(HOSPITAL, asked, answer(0, HOSPITAL, &asked)));
		assert_eq!(MedicalDevices::standing(id(0)).unwrap().holder, LicenceKinds::default());
	});
}
