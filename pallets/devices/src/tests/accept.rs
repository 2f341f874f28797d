use crate::{mock::*, DeviceId, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{LicenceKind, LicenceProblem};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_device_has_another_owner_who_pays_for_it() {
	run(|| {
		let device = made();
		assert_ok!(MedicalDevices::offer(signed(MAKER), device, HOSPITAL));
		prepared();
		assert_ok!(MedicalDevices::accept(signed(HOSPITAL), device));
		let entry = device_entry(device);
		assert_eq!((entry.owner, entry.offered_to), (HOSPITAL, None));
		assert_eq!(last_event(), Event::Transferred { device, from: MAKER, to: HOSPITAL });
		assert_eq!(held(HoldReason::Device, MAKER), 0);
		assert_eq!(held(HoldReason::Device, HOSPITAL), DEVICE_DEPOSIT);
		assert_noop!(MedicalDevices::accept(signed(HOSPITAL), device), Error::<Test>::NotOffered);
	});
}

#[test]
fn only_who_it_is_offered_to() {
	run(|| {
		let device = made();
		let accept = |who| MedicalDevices::accept(signed(who), device);
		assert_noop!(accept(HOSPITAL), Error::<Test>::NotOffered);
		assert_ok!(MedicalDevices::offer(signed(MAKER), device, HOSPITAL));
		for who in [MAKER, CLINIC, REGULATOR, STRANGER] {
			assert_noop!(accept(who), Error::<Test>::NotRecipient);
		}
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::accept(origin, device), DispatchError::BadOrigin);
		}
		assert_noop!(
			MedicalDevices::accept(signed(HOSPITAL), DeviceId([0; 16])),
			Error::<Test>::NotFound
		);
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Suspended));
		assert_noop!(accept(HOSPITAL), Error::<Test>::NotOrganisation);
	});
}

#[test]
fn who_cannot_pay_does_not_get_it() {
	run(|| {
		let device = made();
		assert_ok!(MedicalDevices::offer(signed(MAKER), device, POOR));
		assert_noop!(MedicalDevices::accept(signed(POOR), device), TokenError::FundsUnavailable);
	});
}
