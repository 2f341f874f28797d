use crate::{mock::*, DeviceId, Error, Event};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::DispatchError;

#[test]
fn an_owner_offers_a_device_to_one() {
	run(|| {
		let device = made();
		prepared();
		assert_ok!(MedicalDevices::offer(signed(MAKER), device, HOSPITAL));
		assert_eq!(device_entry(device).offered_to, Some(HOSPITAL));
		assert_eq!(last_event(), Event::Offered { device, to: HOSPITAL });
		for to in [HOSPITAL, CLINIC] {
			assert_noop!(
				MedicalDevices::offer(signed(MAKER), device, to),
				Error::<Test>::AlreadyOffered
			);
		}
	});
}

#[test]
fn to_licensed_organisations_but_themselves() {
	run(|| {
		let device = made();
		let offer = |who, to| MedicalDevices::offer(signed(who), device, to);
		license(CLINIC, LicenceKind::Facility, Err(LicenceProblem::Expired));
		for to in [PHYSICIAN, STRANGER, CLINIC] {
			assert_noop!(offer(MAKER, to), Error::<Test>::NotOrganisation);
		}
		assert_noop!(offer(MAKER, MAKER), Error::<Test>::SelfTransfer);
		for who in [HOSPITAL, REGULATOR, STRANGER] {
			assert_noop!(offer(who, LABORATORY), Error::<Test>::NotOwner);
		}
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::offer(origin, device, HOSPITAL), DispatchError::BadOrigin);
		}
		assert_noop!(
			MedicalDevices::offer(signed(MAKER), DeviceId([0; 16]), HOSPITAL),
			Error::<Test>::NotFound
		);
		// Who has lost its licence may give away what it has.
		license(MAKER, LicenceKind::Manufacturer, Err(LicenceProblem::Suspended));
		assert_ok!(offer(MAKER, HOSPITAL));
	});
}
