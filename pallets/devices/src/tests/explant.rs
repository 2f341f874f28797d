use crate::{mock::*, patient_commitment, DeviceId, DeviceState, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn a_device_is_in_no_patient_any_more() {
	run(|| {
		let device = delivered();
		let explant = |who| MedicalDevices::explant(signed(who), device);
		assert_noop!(explant(HOSPITAL), Error::<Test>::NotImplanted);
		let patient = patient_commitment(&device, &SALT, PATIENT);
		assert_ok!(MedicalDevices::implant(signed(HOSPITAL), device, patient));
		for who in [MAKER, CLINIC, REGULATOR, STRANGER] {
			assert_noop!(explant(who), Error::<Test>::NotOwner);
		}
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::explant(origin, device), DispatchError::BadOrigin);
		}
		assert_noop!(
			MedicalDevices::explant(signed(HOSPITAL), DeviceId([0; 16])),
			Error::<Test>::NotFound
		);
		// Also when the facility has lost its licence.
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Suspended));
		prepared();
		assert_ok!(explant(HOSPITAL));
		assert_eq!(last_event(), Event::Explanted { device });
		assert_eq!(device_entry(device).state, DeviceState::InUse);
		assert!(!MedicalDevices::is_mine(device, SALT, PATIENT.to_vec()));
		assert_noop!(explant(HOSPITAL), Error::<Test>::NotImplanted);
	});
}
