//! Nothing is done with what is not used any more.

use crate::{mock::*, patient_commitment, DecommissionReason, Error, ServiceKind, Target};
use frame_support::assert_ok;
use salus_primitives::{MeasureKind, MeasureReason, YEAR};

#[test]
fn no_call_works_on_it() {
	run(|| {
		let device = delivered();
		released();
		let until = START + YEAR;
		assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, until));
		let reason = DecommissionReason::EndOfLife;
		assert_ok!(MedicalDevices::decommission(signed(HOSPITAL), device, reason));

		let owner = || signed(HOSPITAL);
		let asked = challenge(1);
		let patient = patient_commitment(&device, &SALT, PATIENT);
		let kind = ServiceKind::Calibration;
		let due = START + 1;
		let (quarantine, why) = (MeasureKind::Quarantine, MeasureReason::Other);
		let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
		for refused in [
			MedicalDevices::authenticate(owner(), device, asked, answer(0, HOSPITAL, &asked)),
			MedicalDevices::install(owner(), device, 0, 1, attestation(0, 0, 1)),
			MedicalDevices::record_service(signed(LABORATORY), device, kind, CERTIFICATE, due),
			MedicalDevices::offer(owner(), device, CLINIC),
			MedicalDevices::accept(signed(CLINIC), device),
			MedicalDevices::withdraw_offer(owner(), device),
			MedicalDevices::implant(owner(), device, patient),
			MedicalDevices::explant(owner(), device),
			MedicalDevices::take_measure(
				signed(MAKER),
				Target::Device(device),
				quarantine,
				why,
				EVIDENCE,
			),
			MedicalDevices::decommission(owner(), device, DecommissionReason::Lost),
		] {
			assert_eq!(refused, Err(Error::<Test>::Decommissioned.into()));
		}
		assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
	});
}
