use crate::{mock::*, patient_commitment, Condition, DeviceId, DeviceState, Error, Event, Target};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	end_of_day, Commitment, LicenceKind, LicenceProblem, MeasureKind, MeasureReason,
};
use sp_runtime::{DispatchError, DispatchResult};

fn patient() -> Commitment {
	patient_commitment(&id(0), &SALT, PATIENT)
}

fn implant(who: u64) -> DispatchResult {
	MedicalDevices::implant(signed(who), id(0), patient())
}

#[test]
fn a_device_is_in_a_patient_and_only_they_know() {
	run(|| {
		let device = delivered();
		assert_ok!(MedicalDevices::offer(signed(HOSPITAL), device, CLINIC));
		prepared();
		assert_ok!(implant(HOSPITAL));
		let entry = device_entry(device);
		assert_eq!(entry.state, DeviceState::Implanted { patient: patient(), since: START });
		assert_eq!(entry.offered_to, None);
		assert_eq!(last_event(), Event::Implanted { device, patient: patient() });
		assert_eq!(MedicalDevices::standing(device).unwrap().condition, Condition::Implanted);

		let is_mine =
			|device, salt, subject: &[u8]| MedicalDevices::is_mine(device, salt, subject.to_vec());
		assert!(is_mine(device, SALT, PATIENT));
		assert!(!is_mine(device, [0; 32], PATIENT));
		assert!(!is_mine(device, SALT, b"somebody else"));
		assert!(!is_mine(make(1), SALT, PATIENT));
		assert!(!is_mine(DeviceId([0; 16]), SALT, PATIENT));
		// The same patient's other implant says nothing about this one.
		assert_ne!(patient_commitment(&id(1), &SALT, PATIENT), patient());
	});
}

#[test]
fn an_implant_is_not_implanted_transferred_or_decommissioned() {
	run(|| {
		let device = delivered();
		assert_ok!(implant(HOSPITAL));
		assert_noop!(implant(HOSPITAL), Error::<Test>::Implanted);
		assert_noop!(
			MedicalDevices::offer(signed(HOSPITAL), device, CLINIC),
			Error::<Test>::Implanted
		);
		let reason = crate::DecommissionReason::EndOfLife;
		assert_noop!(
			MedicalDevices::decommission(signed(HOSPITAL), device, reason),
			Error::<Test>::Implanted
		);
	});
}

#[test]
fn what_is_unsafe_is_not_implanted() {
	run(|| {
		let device = delivered();
		released();
		install(0, 0);
		let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
		let target = Target::Model(model());
		assert_ok!(MedicalDevices::take_measure(signed(MAKER), target, kind, reason, EVIDENCE));
		assert_noop!(implant(HOSPITAL), Error::<Test>::UnderMeasure);
		assert_ok!(MedicalDevices::lift_measure(signed(MAKER), target, 0, EVIDENCE));

		assert_ok!(MedicalDevices::recall_firmware(signed(MAKER), model(), 0, reason, EVIDENCE));
		assert_noop!(implant(HOSPITAL), Error::<Test>::FirmwareRecalled);
		assert_ok!(MedicalDevices::lift_firmware_recall(signed(MAKER), model(), 0, EVIDENCE));

		let expires = end_of_day(device_entry(device).pi.expires.unwrap());
		set_time(expires);
		assert_noop!(implant(HOSPITAL), Error::<Test>::DeviceExpired);
		set_time(expires - 1);
		assert_ok!(implant(HOSPITAL));
	});
}

#[test]
fn by_the_owner_a_licensed_facility() {
	run(|| {
		let device = made();
		for who in [HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(implant(who), Error::<Test>::NotOwner);
		}
		assert_noop!(implant(MAKER), Error::<Test>::Unlicensed(LicenceProblem::NotHeld));
		give(device, MAKER, HOSPITAL);
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::implant(origin, device, patient()),
				DispatchError::BadOrigin
			);
		}
		let hospital = || signed(HOSPITAL);
		assert_noop!(
			MedicalDevices::implant(hospital(), DeviceId([0; 16]), patient()),
			Error::<Test>::NotFound
		);
		assert_noop!(
			MedicalDevices::implant(hospital(), device, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Expired));
		assert_noop!(implant(HOSPITAL), Error::<Test>::Unlicensed(LicenceProblem::Expired));
	});
}
