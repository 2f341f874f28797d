use crate::{mock::*, Error, Event, Firmware, FirmwareRecall, ModelId};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Authority, Commitment, LicenceKind, LicenceProblem, MeasureReason};
use sp_runtime::{DispatchError, DispatchResult};

const REASON: MeasureReason = MeasureReason::Malfunction;

fn recall(who: u64, release: u32) -> DispatchResult {
	MedicalDevices::recall_firmware(signed(who), model(), release, REASON, EVIDENCE)
}

#[test]
fn who_runs_it_learns_it() {
	run(|| {
		let device = delivered();
		for _ in 0..2 {
			released();
		}
		install(0, 1);
		prepared();
		assert_ok!(recall(MAKER, 1));
		let (model, by) = (model(), Authority::Manufacturer);
		let (reason, evidence) = (REASON, EVIDENCE);
		assert_eq!(
			last_event(),
			Event::FirmwareRecalled { model, release: 1, by, reason, evidence }
		);
		let standing = MedicalDevices::standing(device).unwrap();
		assert_eq!(standing.firmware, Some(Firmware { release: 1, recalled: true }));
		install(0, 0);
		let standing = MedicalDevices::standing(device).unwrap();
		assert_eq!(standing.firmware, Some(Firmware { release: 0, recalled: false }));
	});
}

#[test]
fn a_regulator_may_make_it_their_own() {
	run(|| {
		registered();
		released();
		assert_ok!(recall(MAKER, 0));
		assert_noop!(recall(MAKER, 0), Error::<Test>::AlreadyRecalled);
		assert_ok!(recall(REGULATOR, 0));
		let recalled = MedicalDevices::release_of(model(), 0).unwrap().recall;
		assert_eq!(recalled, Some(FirmwareRecall { by: Authority::Regulator, reason: REASON }));
		for who in [MAKER, REGULATOR] {
			assert_noop!(recall(who, 0), Error::<Test>::AlreadyRecalled);
		}
	});
}

#[test]
fn who_makes_it_is_no_regulator_of_it() {
	run(|| {
		registered();
		released();
		license(MAKER, LicenceKind::Regulator, Ok(()));
		assert_ok!(recall(MAKER, 0));
		let recalled = MedicalDevices::release_of(model(), 0).unwrap().recall.unwrap();
		assert_eq!(recalled.by, Authority::Manufacturer);
		assert_noop!(recall(MAKER, 0), Error::<Test>::AlreadyRecalled);
		assert_ok!(recall(REGULATOR, 0));
		assert_noop!(
			MedicalDevices::lift_firmware_recall(signed(MAKER), model(), 0, EVIDENCE),
			Error::<Test>::RegulatorsDecision
		);
	});
}

#[test]
fn nobody_else_recalls() {
	run(|| {
		registered();
		released();
		for who in [OTHER_MAKER, HOSPITAL, PHYSICIAN, STRANGER] {
			assert_noop!(recall(who, 0), Error::<Test>::NotAuthority);
		}
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::recall_firmware(origin, model(), 0, REASON, EVIDENCE),
				DispatchError::BadOrigin
			);
		}
		license(REGULATOR, LicenceKind::Regulator, Err(LicenceProblem::Suspended));
		assert_noop!(recall(REGULATOR, 0), Error::<Test>::NotAuthority);
		assert_noop!(recall(MAKER, 1), Error::<Test>::NotFound);
		let (maker, none) = (signed(MAKER), Commitment::default());
		assert_noop!(
			MedicalDevices::recall_firmware(maker.clone(), model(), 0, REASON, none),
			Error::<Test>::ZeroCommitment
		);
		assert_noop!(
			MedicalDevices::recall_firmware(maker, ModelId([0; 16]), 0, REASON, EVIDENCE),
			Error::<Test>::NotFound
		);
		// Who makes it may warn, licensed or not.
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		assert_ok!(recall(MAKER, 0));
	});
}
