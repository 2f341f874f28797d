use crate::{
	mock::*, DecommissionReason, DeviceId, Devices, Error, Event, Histories, HoldReason, Keys,
	Measures, Target, REAP_STEP,
};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use salus_primitives::{MeasureKind, MeasureReason};
use sp_runtime::DispatchError;

#[test]
fn a_device_goes_with_its_history_step_by_step() {
	run(|| {
		let device = delivered();
		released();
		for _ in 0..=REAP_STEP {
			install(0, 0);
		}
		let target = Target::Device(device);
		let (kind, why) = (MeasureKind::Quarantine, MeasureReason::Other);
		for who in [MAKER, REGULATOR] {
			assert_ok!(MedicalDevices::take_measure(signed(who), target, kind, why, EVIDENCE));
		}
		let reason = DecommissionReason::EndOfLife;
		assert_ok!(MedicalDevices::decommission(signed(HOSPITAL), device, reason));
		let reap = || MedicalDevices::reap_device(signed(STRANGER), device);
		set_time(START + RETENTION - 1);
		assert_noop!(reap(), Error::<Test>::StillNeeded);
		set_time(START + RETENTION);
		prepared();
		assert_eq!(reap().unwrap().pays_fee, Pays::No);
		assert_eq!(last_event(), Event::HistoryReaped { device, left: 1 });
		assert_eq!(held(HoldReason::History, HOSPITAL), HISTORY_DEPOSIT);
		assert_ok!(MedicalDevices::do_try_state());
		prepared();
		assert_ok!(reap());
		assert_eq!(last_event(), Event::DeviceReaped { device });
		assert_noop!(reap(), Error::<Test>::NotFound);

		assert_eq!(Devices::<Test>::iter().count() + Histories::<Test>::iter().count(), 0);
		assert!(!Measures::<Test>::contains_key(target));
		assert_eq!(model_entry().devices, 0);
		for who in [HOSPITAL, REGULATOR] {
			assert_eq!(Balances::free_balance(who), ENDOWMENT);
		}
		// The key alone stays taken, and paid for.
		assert_eq!(Keys::<Test>::get(secret(0).key()).unwrap().payer, MAKER);
		assert_eq!(held(HoldReason::Key, MAKER), KEY_DEPOSIT);
	});
}

#[test]
fn what_is_used_stays() {
	run(|| {
		let device = delivered();
		set_time(START + 2 * RETENTION);
		assert_noop!(
			MedicalDevices::reap_device(signed(HOSPITAL), device),
			Error::<Test>::StillNeeded
		);
		assert_noop!(
			MedicalDevices::reap_device(signed(HOSPITAL), DeviceId([0; 16])),
			Error::<Test>::NotFound
		);
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::reap_device(origin, device), DispatchError::BadOrigin);
		}
	});
}
