use crate::{mock::*, Error, Event, HoldReason, LotId, Models, Releases, Target, REAP_STEP};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem, MeasureKind, MeasureReason};
use sp_runtime::DispatchError;

#[test]
fn a_model_goes_with_its_releases_step_by_step() {
	run(|| {
		let model = registered();
		for _ in 0..=REAP_STEP {
			released();
		}
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		prepared();
		assert_ok!(MedicalDevices::remove_model(signed(MAKER), model));
		assert_eq!(last_event(), Event::ReleasesRemoved { model, left: 1 });
		assert_eq!(held(HoldReason::Release, MAKER), RELEASE_DEPOSIT);
		assert!(Releases::<Test>::contains_key(model, REAP_STEP), "the oldest ones go first");
		assert_ok!(MedicalDevices::do_try_state());
		prepared();
		assert_ok!(MedicalDevices::remove_model(signed(MAKER), model));
		assert_eq!(last_event(), Event::ModelRemoved { model });
		assert_eq!(Models::<Test>::iter().count() + Releases::<Test>::iter().count(), 0);
		assert_eq!(Balances::free_balance(MAKER), ENDOWMENT);
		assert_noop!(MedicalDevices::remove_model(signed(MAKER), model), Error::<Test>::NotFound);
	});
}

#[test]
fn a_number_is_never_given_out_again() {
	run(|| {
		let model = registered();
		for _ in 0..=REAP_STEP {
			released();
		}
		assert_ok!(MedicalDevices::remove_model(signed(MAKER), model));
		// The manufacturer thinks better of it.
		assert_eq!(released(), REAP_STEP + 1);
		make(0);
		let reason = MeasureReason::Other;
		for gone in 0..REAP_STEP {
			assert_eq!(MedicalDevices::release_of(model, gone), None);
			assert_noop!(
				MedicalDevices::recall_firmware(signed(REGULATOR), model, gone, reason, EVIDENCE),
				Error::<Test>::NotFound
			);
			let attestation = attestation(0, gone, 1);
			assert_noop!(
				MedicalDevices::install(signed(MAKER), id(0), gone, 1, attestation),
				Error::<Test>::NotFound
			);
		}
		install(0, REAP_STEP);
		install(0, REAP_STEP + 1);
		assert_eq!(held(HoldReason::Release, MAKER), 2 * RELEASE_DEPOSIT);
	});
}

#[test]
fn what_a_regulator_recalled_stays() {
	run(|| {
		let model = registered();
		for _ in 0..=REAP_STEP {
			released();
		}
		let reason = MeasureReason::Other;
		let recall = |who, release| {
			assert_ok!(MedicalDevices::recall_firmware(
				signed(who),
				model,
				release,
				reason,
				EVIDENCE
			));
		};
		let lift = |release| {
			assert_ok!(MedicalDevices::lift_firmware_recall(
				signed(REGULATOR),
				model,
				release,
				EVIDENCE
			));
		};
		let remove = || MedicalDevices::remove_model(signed(MAKER), model);
		// The manufacturer's become the regulator's, or count for nothing.
		for release in [0, 1, REAP_STEP] {
			recall(MAKER, release);
		}
		assert_eq!(model_entry().recalls, 0);
		recall(REGULATOR, 0);
		recall(REGULATOR, REAP_STEP);
		assert_eq!(model_entry().recalls, 2);
		assert_noop!(remove(), Error::<Test>::HasRecalls);
		lift(0);
		assert_noop!(remove(), Error::<Test>::HasRecalls);
		lift(REAP_STEP);
		lift(1);
		assert_eq!(model_entry().recalls, 0);
		assert_ok!(remove());
		// Also between two steps.
		recall(REGULATOR, REAP_STEP);
		assert_noop!(remove(), Error::<Test>::HasRecalls);
		lift(REAP_STEP);
		assert_ok!(remove());
		assert!(!Models::<Test>::contains_key(model));
	});
}

#[test]
fn a_model_that_is_in_use_stays() {
	run(|| {
		let model = registered();
		let remove = |who| MedicalDevices::remove_model(signed(who), model);
		for who in [OTHER_MAKER, REGULATOR, STRANGER] {
			assert_noop!(remove(who), Error::<Test>::NotManufacturer);
		}
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::remove_model(origin, model), DispatchError::BadOrigin);
		}
		for target in [Target::Model(model), Target::Lot(model, LotId::of(&label("LOT-7")))] {
			let (kind, reason) = (MeasureKind::Quarantine, MeasureReason::Other);
			let id = crate::NextMeasureId::<Test>::get();
			assert_ok!(MedicalDevices::take_measure(
				signed(REGULATOR),
				target,
				kind,
				reason,
				EVIDENCE
			));
			assert_noop!(remove(MAKER), Error::<Test>::HasMeasures);
			assert_ok!(MedicalDevices::lift_measure(signed(REGULATOR), target, id, EVIDENCE));
		}
		make(0);
		assert_noop!(remove(MAKER), Error::<Test>::HasDevices);
	});
}
