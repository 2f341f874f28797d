use crate::{mock::*, Condition, DecommissionReason, DeviceId, DeviceState, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn a_device_is_not_used_any_more() {
	run(|| {
		registered();
		for (n, reason) in [
			DecommissionReason::Destroyed,
			DecommissionReason::Lost,
			DecommissionReason::Stolen,
			DecommissionReason::EndOfLife,
			DecommissionReason::Exported,
		]
		.into_iter()
		.enumerate()
		{
			let device = make(u8::try_from(n).unwrap());
			assert_ok!(MedicalDevices::offer(signed(MAKER), device, HOSPITAL));
			prepared();
			assert_ok!(MedicalDevices::decommission(signed(MAKER), device, reason));
			assert_eq!(last_event(), Event::Decommissioned { device, reason });
			let entry = device_entry(device);
			assert_eq!(entry.state, DeviceState::Decommissioned { reason, at: START });
			assert_eq!(entry.offered_to, None);
			// Whoever finds it learns it.
			let asked = challenge(1);
			let answer = answer(n as u8, CLINIC, &asked);
			let report =
				MedicalDevices::authenticate_offline(device, CLINIC, asked, answer).unwrap();
			assert_eq!(report.condition, Condition::Decommissioned(reason));
		}
	});
}

#[test]
fn only_its_owner_decommissions_it() {
	run(|| {
		let device = delivered();
		let reason = DecommissionReason::Lost;
		for who in [MAKER, CLINIC, REGULATOR, STRANGER] {
			assert_noop!(
				MedicalDevices::decommission(signed(who), device, reason),
				Error::<Test>::NotOwner
			);
		}
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::decommission(origin, device, reason),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(
			MedicalDevices::decommission(signed(HOSPITAL), DeviceId([0; 16]), reason),
			Error::<Test>::NotFound
		);
	});
}
