use crate::{mock::*, Error, Event, HoldReason, ModelId, Release};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn release(who: u64, text: &str) -> DispatchResult {
	let signature = release_signature(0, text);
	MedicalDevices::release_firmware(signed(who), model(), version(text), IMAGE, signature)
}

#[test]
fn releases_are_numbered() {
	run(|| {
		let model = registered();
		prepared();
		for number in [0, 1] {
			assert_eq!(released(), number);
			let version = version(&format!("2.{number}"));
			assert_eq!(
				last_event(),
				Event::FirmwareReleased { model, release: number, version, image: IMAGE }
			);
			prepared();
		}
		assert_eq!(
			MedicalDevices::release_of(model, 1),
			Some(Release {
				version: version("2.1"),
				image: IMAGE,
				released_at: START,
				recall: None,
				deposit: RELEASE_DEPOSIT,
			})
		);
		assert_eq!(model_entry().next_release, 2);
		assert_eq!(held(HoldReason::Release, MAKER), 2 * RELEASE_DEPOSIT);
	});
}

#[test]
fn a_release_has_a_version_and_an_image() {
	run(|| {
		let model = registered();
		for text in ["", "2 0", "\u{e4}"] {
			assert_noop!(release(MAKER, text), Error::<Test>::InvalidLabel);
		}
		let (none, signature) = (H256::zero(), release_signature(0, "2.0"));
		let of = |image| {
			let version = version("2.0");
			MedicalDevices::release_firmware(signed(MAKER), model, version, image, signature)
		};
		assert_noop!(of(none), Error::<Test>::ZeroImage);
		assert_noop!(of(H256::repeat_byte(1)), Error::<Test>::BadSignature);
		change_model(|model| model.next_release = u32::MAX);
		assert_noop!(of(IMAGE), Error::<Test>::TooManyReleases);
		change_model(|model| model.next_release = 0);
		assert_ok!(of(IMAGE));
	});
}

#[test]
fn only_the_models_licensed_manufacturer_releases_and_pays() {
	run(|| {
		registered();
		for who in [OTHER_MAKER, HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(release(who, "2.0"), Error::<Test>::NotManufacturer);
		}
		let signature = release_signature(0, "2.0");
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::release_firmware(origin, model(), version("2.0"), IMAGE, signature),
				DispatchError::BadOrigin
			);
		}
		let unknown = ModelId([0; 16]);
		assert_noop!(
			MedicalDevices::release_firmware(
				signed(MAKER),
				unknown,
				version("2.0"),
				IMAGE,
				signature
			),
			Error::<Test>::NotFound
		);
		change_model(|model| model.manufacturer = POOR);
		assert_noop!(release(POOR, "2.0"), TokenError::FundsUnavailable);
		change_model(|model| model.manufacturer = MAKER);
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Expired));
		assert_noop!(release(MAKER, "2.0"), Error::<Test>::Unlicensed(LicenceProblem::Expired));
	});
}
