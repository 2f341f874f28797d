use crate::{mock::*, DeviceId, Error, Event, HoldReason, Measures, ModelId, Target};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Authority, Commitment, LicenceKind, LicenceProblem, MeasureKind, MeasureReason,
};
use sp_runtime::{DispatchError, DispatchResult};

fn take(who: u64, target: Target) {
	let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
	assert_ok!(MedicalDevices::take_measure(signed(who), target, kind, reason, EVIDENCE));
}

fn lift(who: u64, target: Target, id: u32) -> DispatchResult {
	MedicalDevices::lift_measure(signed(who), target, id, EVIDENCE)
}

#[test]
fn a_measure_goes_and_the_deposit_returns() {
	run(|| {
		let device = made();
		for (id, target) in [Target::Model(model()), Target::Device(device)].into_iter().enumerate()
		{
			let id = 2 * u32::try_from(id).unwrap();
			take(MAKER, target);
			take(MAKER, target);
			prepared();
			assert_ok!(lift(MAKER, target, id));
			let (by, evidence) = (Authority::Manufacturer, EVIDENCE);
			assert_eq!(last_event(), Event::MeasureLifted { target, id, by, evidence });
			assert_eq!(MedicalDevices::measures(target)[0].id, id + 1);
			assert_ok!(lift(REGULATOR, target, id + 1));
			assert_eq!(held(HoldReason::Measure, MAKER), 0);
			assert!(!Measures::<Test>::contains_key(target));
			assert_noop!(lift(MAKER, target, id), Error::<Test>::NotFound);
		}
		assert_eq!(model_entry().measures, 0);
	});
}

#[test]
fn what_a_regulator_took_only_a_regulator_lifts() {
	run(|| {
		registered();
		let target = Target::Model(model());
		take(REGULATOR, target);
		take(MAKER, target);
		assert_noop!(lift(MAKER, target, 0), Error::<Test>::RegulatorsDecision);
		assert_ok!(lift(MAKER, target, 1));
		assert_ok!(lift(REGULATOR, target, 0));
	});
}

#[test]
fn nobody_else_lifts() {
	run(|| {
		let device = delivered();
		let target = Target::Device(device);
		take(MAKER, target);
		for who in [OTHER_MAKER, HOSPITAL, STRANGER] {
			assert_noop!(lift(who, target, 0), Error::<Test>::NotAuthority);
		}
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::lift_measure(origin, target, 0, EVIDENCE),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(lift(MAKER, target, 1), Error::<Test>::NotFound);
		assert_noop!(lift(MAKER, Target::Model(model()), 0), Error::<Test>::NotFound);
		assert_noop!(lift(MAKER, Target::Model(ModelId([0; 16])), 0), Error::<Test>::NotFound);
		assert_noop!(lift(MAKER, Target::Device(DeviceId([0; 16])), 0), Error::<Test>::NotFound);
		assert_noop!(
			MedicalDevices::lift_measure(signed(MAKER), target, 0, Commitment::default()),
			Error::<Test>::ZeroCommitment
		);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_noop!(lift(MAKER, target, 0), Error::<Test>::Unlicensed(LicenceProblem::Suspended));
	});
}

#[test]
fn also_from_a_device_that_is_not_used_any_more() {
	run(|| {
		let device = delivered();
		take(MAKER, Target::Device(device));
		let reason = crate::DecommissionReason::Destroyed;
		assert_ok!(MedicalDevices::decommission(signed(HOSPITAL), device, reason));
		assert_ok!(lift(MAKER, Target::Device(device), 0));
	});
}
