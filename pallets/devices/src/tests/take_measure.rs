use crate::{
	mock::*, patient_commitment, DeviceId, Error, Event, HoldReason, LotId, ModelId, NextMeasureId,
	Target, MAX_BY_MANUFACTURER, MAX_MEASURES,
};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{
	Authority, Commitment, LicenceKind, LicenceProblem, Measure, MeasureKind, MeasureReason,
	RecallClass, RecallDepth,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const REASON: MeasureReason = MeasureReason::AdverseEvents;
const RECALL: MeasureKind =
	MeasureKind::Recall { class: RecallClass::I, depth: RecallDepth::Patient };

fn take(who: u64, target: Target, kind: MeasureKind) -> DispatchResult {
	MedicalDevices::take_measure(signed(who), target, kind, REASON, EVIDENCE)
}

fn lot() -> Target {
	Target::Lot(model(), LotId::of(&label("LOT-7")))
}

#[test]
fn every_device_of_a_target_is_under_it_and_no_other() {
	run(|| {
		registered();
		let (first, second) = (make(0), make(1));
		change_device(second, |entry| entry.pi.lot = Some(label("LOT-8")));
		let measure = |device| MedicalDevices::standing(device).unwrap().measure;
		for (target, of_second) in
			[(Target::Device(first), false), (lot(), false), (Target::Model(model()), true)]
		{
			let id = NextMeasureId::<Test>::get();
			prepared();
			assert_ok!(take(REGULATOR, target, MeasureKind::Quarantine));
			let taken = Measure {
				id,
				kind: MeasureKind::Quarantine,
				reason: REASON,
				by: Authority::Regulator,
			};
			assert_eq!(
				last_event(),
				Event::MeasureTaken { target, measure: taken, evidence: EVIDENCE }
			);
			assert_eq!(MedicalDevices::measures(target), [taken]);
			assert_eq!(measure(first), Some(taken));
			assert_eq!(measure(second).is_some(), of_second);
			assert_eq!(held(HoldReason::Measure, REGULATOR), MEASURE_DEPOSIT);
			assert_ok!(MedicalDevices::lift_measure(signed(REGULATOR), target, id, EVIDENCE));
			assert_eq!(measure(first), None);
		}
	});
}

#[test]
fn the_severest_one_counts() {
	run(|| {
		let device = made();
		assert_ok!(take(MAKER, Target::Model(model()), MeasureKind::Quarantine));
		assert_ok!(take(MAKER, lot(), RECALL));
		assert_ok!(take(MAKER, Target::Device(device), MeasureKind::Quarantine));
		let measure = MedicalDevices::standing(device).unwrap().measure.unwrap();
		assert_eq!((measure.id, measure.kind, measure.by), (1, RECALL, Authority::Manufacturer));
	});
}

#[test]
fn a_patient_finds_what_concerns_their_implant() {
	run(|| {
		let device = delivered();
		let patient = patient_commitment(&device, &SALT, PATIENT);
		assert_ok!(take(MAKER, lot(), RECALL));
		assert_eq!(MedicalDevices::implant_notice(device), None, "it is in nobody");
		assert_ok!(MedicalDevices::lift_measure(signed(MAKER), lot(), 0, EVIDENCE));
		assert_ok!(MedicalDevices::implant(signed(HOSPITAL), device, patient));
		assert_eq!(MedicalDevices::implant_notice(device), None);
		assert_ok!(take(MAKER, lot(), RECALL));
		assert_eq!(MedicalDevices::implant_notice(device).unwrap().kind, RECALL);
		assert_eq!(MedicalDevices::implant_notice(DeviceId([0; 16])), None);
	});
}

#[test]
fn in_a_patient_only_what_reaches_patients_counts() {
	run(|| {
		let device = delivered();
		let patient = patient_commitment(&device, &SALT, PATIENT);
		assert_ok!(MedicalDevices::implant(signed(HOSPITAL), device, patient));
		let recall = |class, depth| MeasureKind::Recall { class, depth };
		let deep = recall(RecallClass::II, RecallDepth::Patient);
		let told = || {
			let standing = MedicalDevices::standing(device).unwrap().measure;
			let asked = challenge(1);
			let signature = answer(0, CLINIC, &asked);
			let report =
				MedicalDevices::authenticate_offline(device, CLINIC, asked, signature).unwrap();
			assert_eq!(report.measure, standing);
			standing.map(|measure| measure.kind)
		};
		let noticed = || MedicalDevices::implant_notice(device).map(|measure| measure.kind);
		for (target, kind) in [
			(Target::Device(device), MeasureKind::Quarantine),
			(Target::Model(model()), recall(RecallClass::I, RecallDepth::Wholesale)),
			(lot(), recall(RecallClass::I, RecallDepth::Pharmacy)),
		] {
			assert_ok!(take(REGULATOR, target, kind));
			assert_eq!((told(), noticed()), (None, None), "{kind:?}");
		}
		for (id, target) in [Target::Model(model()), lot(), Target::Device(device)]
			.into_iter()
			.enumerate()
			.map(|(n, target)| (3 + u32::try_from(n).unwrap(), target))
		{
			assert_ok!(take(REGULATOR, target, deep));
			assert_eq!((told(), noticed()), (Some(deep), Some(deep)), "{target:?}");
			assert_ok!(MedicalDevices::lift_measure(signed(REGULATOR), target, id, EVIDENCE));
		}
		// Whoever has it in their hands again heeds them all.
		assert_ok!(MedicalDevices::explant(signed(HOSPITAL), device));
		assert_eq!(told(), Some(recall(RecallClass::I, RecallDepth::Pharmacy)));
		assert_eq!(noticed(), None);
		assert_noop!(
			MedicalDevices::implant(signed(HOSPITAL), device, patient),
			Error::<Test>::UnderMeasure
		);
	});
}

#[test]
fn a_manufacturer_does_not_keep_regulators_out() {
	run(|| {
		let device = made();
		// Neither does one that is a regulator as well.
		license(MAKER, LicenceKind::Regulator, Ok(()));
		for target in [Target::Model(model()), lot(), Target::Device(device)] {
			for _ in 0..MAX_BY_MANUFACTURER {
				assert_ok!(take(MAKER, target, MeasureKind::Quarantine));
			}
			assert_noop!(take(MAKER, target, RECALL), Error::<Test>::TooManyMeasures);
			for _ in MAX_BY_MANUFACTURER..MAX_MEASURES {
				assert_ok!(take(REGULATOR, target, RECALL));
			}
			assert_noop!(take(REGULATOR, target, RECALL), Error::<Test>::TooManyMeasures);
			// Its own place is free again, and nobody else's.
			let [own, _, others, _] = MedicalDevices::measures(target)[..] else { panic!("four") };
			assert_eq!((own.by, others.by), (Authority::Manufacturer, Authority::Regulator));
			let lift = |who, id| {
				assert_ok!(MedicalDevices::lift_measure(signed(who), target, id, EVIDENCE));
			};
			lift(REGULATOR, others.id);
			assert_noop!(take(MAKER, target, RECALL), Error::<Test>::TooManyMeasures);
			lift(MAKER, own.id);
			assert_ok!(take(MAKER, target, RECALL));
		}
	});
}

#[test]
fn who_makes_it_is_no_regulator_of_it() {
	run(|| {
		registered();
		license(MAKER, LicenceKind::Regulator, Ok(()));
		assert_ok!(take(MAKER, lot(), RECALL));
		assert_eq!(MedicalDevices::measures(lot())[0].by, Authority::Manufacturer);
		assert_ok!(take(REGULATOR, lot(), RECALL));
		assert_noop!(
			MedicalDevices::lift_measure(signed(MAKER), lot(), 1, EVIDENCE),
			Error::<Test>::RegulatorsDecision
		);
		// Of what others make it is one.
		license(OTHER_MAKER, LicenceKind::Regulator, Ok(()));
		assert_ok!(take(OTHER_MAKER, lot(), RECALL));
		assert_eq!(MedicalDevices::measures(lot())[2].by, Authority::Regulator);
	});
}

#[test]
fn at_most_four_at_a_time() {
	run(|| {
		registered();
		let target = Target::Model(model());
		for _ in 0..MAX_MEASURES {
			assert_ok!(take(REGULATOR, target, MeasureKind::Quarantine));
		}
		for who in [MAKER, REGULATOR] {
			assert_noop!(take(who, target, RECALL), Error::<Test>::TooManyMeasures);
		}
		assert_ok!(MedicalDevices::lift_measure(signed(REGULATOR), target, 2, EVIDENCE));
		assert_ok!(take(MAKER, target, RECALL));
		assert_eq!(model_entry().measures, MAX_MEASURES);
		NextMeasureId::<Test>::put(u32::MAX);
		assert_noop!(take(MAKER, lot(), RECALL), Error::<Test>::MeasuresExhausted);
	});
}

#[test]
fn nobody_else_takes_one() {
	run(|| {
		let device = delivered();
		for target in [Target::Model(model()), lot(), Target::Device(device)] {
			for who in [OTHER_MAKER, HOSPITAL, PHYSICIAN, STRANGER] {
				assert_noop!(take(who, target, RECALL), Error::<Test>::NotAuthority);
			}
			for origin in nobody_signed() {
				assert_noop!(
					MedicalDevices::take_measure(origin, target, RECALL, REASON, EVIDENCE),
					DispatchError::BadOrigin
				);
			}
			assert_noop!(
				MedicalDevices::take_measure(
					signed(MAKER),
					target,
					RECALL,
					REASON,
					Commitment::default()
				),
				Error::<Test>::ZeroCommitment
			);
			assert_noop!(take(POOR, target, RECALL), TokenError::FundsUnavailable);
		}
		let unknown = ModelId([0; 16]);
		for target in [
			Target::Model(unknown),
			Target::Lot(unknown, LotId([0; 16])),
			Target::Device(DeviceId([0; 16])),
		] {
			assert_noop!(take(REGULATOR, target, RECALL), Error::<Test>::NotFound);
		}
		license(REGULATOR, LicenceKind::Regulator, Err(LicenceProblem::Expired));
		assert_noop!(take(REGULATOR, lot(), RECALL), Error::<Test>::NotAuthority);
		// Who makes it may warn, licensed or not.
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		assert_ok!(take(MAKER, lot(), RECALL));
	});
}
