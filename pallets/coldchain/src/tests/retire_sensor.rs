use crate::{mock::*, Error, Event, HoldReason, Sensors};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn the_deposit_returns() {
	run(|| {
		let device = Device::new(1);
		let registration = register(MAKER, &device);
		prepared();
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), device.key()));
		assert_eq!(Sensors::<Test>::iter().count(), 0);
		assert_eq!(held(HoldReason::Sensor, MAKER), 0);
		assert_eq!(last_event(), Event::SensorRetired { sensor: device.key(), registration });
		let again = Coldchain::retire_sensor(signed(MAKER), device.key());
		assert_noop!(again, Error::<Test>::NotFound);
	});
}

#[test]
fn what_it_signed_before_is_nothing_afterwards() {
	run(|| {
		let device = watching(1);
		let old = (calm(1, 100, 200), device.signature(&calm(1, 100, 200)));
		detach(&device);
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), device.key()));
		assert_eq!(register(MAKER, &device), 1);
		attach(&device, BOX);
		set_now(START + 1_000);
		assert_noop!(
			Coldchain::report(signed(STRANGER), device.key(), old.0, old.1),
			Error::<Test>::InvalidSignature
		);
		assert_ok!(device.report(calm(1, 100, 200)));
	});
}

#[test]
fn not_while_it_is_attached() {
	run(|| {
		let device = watching(1);
		let retire = || Coldchain::retire_sensor(signed(MAKER), device.key());
		assert_noop!(retire(), Error::<Test>::StillAttached);
		detach(&device);
		assert_ok!(retire());
	});
}

#[test]
fn only_its_owner_licensed_or_not() {
	run(|| {
		let device = Device::new(1);
		register(MAKER, &device);
		for who in [WHOLESALER, REGULATOR] {
			let retired = Coldchain::retire_sensor(signed(who), device.key());
			assert_noop!(retired, Error::<Test>::NotOwner);
		}
		for origin in nobody_signed() {
			let retired = Coldchain::retire_sensor(origin, device.key());
			assert_noop!(retired, DispatchError::BadOrigin);
		}
		Licences::set(Default::default());
		assert_ok!(Coldchain::retire_sensor(signed(MAKER), device.key()));
	});
}

#[test]
fn not_before_its_last_word() {
	run(|| {
		let (device, silent) = (watching(1), watching(2));
		set_now(START + 100);
		detach(&device);
		detach(&silent);
		let retire = |device: &Device| Coldchain::retire_sensor(signed(MAKER), device.key());
		assert_noop!(retire(&device), Error::<Test>::Unreported);
		assert_ok!(device.report(warm(1, 0, 100, 10)));
		assert_ok!(retire(&device));
		set_now(START + 100 + MAX_INTERVAL);
		assert_noop!(retire(&silent), Error::<Test>::Unreported);
		set_now(START + 101 + MAX_INTERVAL);
		assert_ok!(retire(&silent));
	});
}
