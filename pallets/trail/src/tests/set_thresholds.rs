use crate::{mock::*, AlertThresholds, Error, Event, Sketch, Thresholds};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn governance_says_what_is_unusual() {
	run(|| {
		let before = Thresholds { emergencies: 5, refusals: 20, subjects: 100 };
		assert_eq!(AlertThresholds::<Test>::get(), before);
		let thresholds = Thresholds { emergencies: 1, refusals: 2, subjects: Sketch::BITS };
		assert_ok!(Trail::set_thresholds(RuntimeOrigin::root(), thresholds));
		assert_eq!(AlertThresholds::<Test>::get(), thresholds);
		assert_eq!(last_event(), Event::ThresholdsSet { thresholds });
	});
}

#[test]
fn nobody_else_does() {
	run(|| {
		for origin in [signed(HOSPITAL), signed(REGULATOR), RuntimeOrigin::none()] {
			assert_noop!(
				Trail::set_thresholds(origin, Thresholds::default()),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn thresholds_can_be_reached_and_not_by_nothing() {
	run(|| {
		let normal = Thresholds::default();
		for thresholds in [
			Thresholds { emergencies: 0, ..normal },
			Thresholds { refusals: 0, ..normal },
			Thresholds { subjects: 0, ..normal },
		] {
			assert_noop!(
				Trail::set_thresholds(RuntimeOrigin::root(), thresholds),
				Error::<Test>::ZeroThreshold
			);
		}
		let thresholds = Thresholds { subjects: Sketch::BITS + 1, ..normal };
		assert_noop!(
			Trail::set_thresholds(RuntimeOrigin::root(), thresholds),
			Error::<Test>::ThresholdTooHigh
		);
	});
}
