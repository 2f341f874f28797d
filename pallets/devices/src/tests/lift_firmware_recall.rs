use crate::{mock::*, Error, Event, ModelId};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Authority, Commitment, LicenceKind, LicenceProblem, MeasureReason};
use sp_runtime::{DispatchError, DispatchResult};

fn recall(who: u64) {
	let reason = MeasureReason::Other;
	assert_ok!(MedicalDevices::recall_firmware(signed(who), model(), 0, reason, EVIDENCE));
}

fn lift(who: u64) -> DispatchResult {
	MedicalDevices::lift_firmware_recall(signed(who), model(), 0, EVIDENCE)
}

#[test]
fn it_may_be_installed_again() {
	run(|| {
		made();
		released();
		for (who, by) in [(MAKER, Authority::Manufacturer), (REGULATOR, Authority::Regulator)] {
			recall(MAKER);
			prepared();
			assert_ok!(lift(who));
			let (model, evidence) = (model(), EVIDENCE);
			assert_eq!(
				last_event(),
				Event::FirmwareRecallLifted { model, release: 0, by, evidence }
			);
			install(0, 0);
		}
	});
}

#[test]
fn what_a_regulator_recalled_only_a_regulator_lifts() {
	run(|| {
		registered();
		released();
		recall(MAKER);
		recall(REGULATOR);
		assert_noop!(lift(MAKER), Error::<Test>::RegulatorsDecision);
		assert_ok!(lift(REGULATOR));
		assert_noop!(lift(REGULATOR), Error::<Test>::NotRecalled);
	});
}

#[test]
fn nobody_else_lifts() {
	run(|| {
		registered();
		released();
		recall(MAKER);
		for who in [OTHER_MAKER, HOSPITAL, STRANGER] {
			assert_noop!(lift(who), Error::<Test>::NotAuthority);
		}
		let with = |origin, model, release, evidence| {
			MedicalDevices::lift_firmware_recall(origin, model, release, evidence)
		};
		for origin in nobody_signed() {
			assert_noop!(with(origin, model(), 0, EVIDENCE), DispatchError::BadOrigin);
		}
		let maker = || signed(MAKER);
		let none = Commitment::default();
		assert_noop!(with(maker(), ModelId([0; 16]), 0, EVIDENCE), Error::<Test>::NotFound);
		assert_noop!(with(maker(), model(), 1, EVIDENCE), Error::<Test>::NotFound);
		assert_noop!(with(maker(), model(), 0, none), Error::<Test>::ZeroCommitment);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(lift(MAKER), Error::<Test>::Unlicensed(LicenceProblem::Suspended));
	});
}
