use crate::{mock::*, Condition, DeviceId, Firmware};
use salus_primitives::{end_of_day, LicenceKind, LicenceKinds, LicenceProblem, Moment};

#[test]
fn everything_is_decided_at_read() {
	run(|| {
		let device = delivered();
		released();
		let standing = || MedicalDevices::standing(device).unwrap();
		assert_eq!((standing().model, standing().condition), (model(), Condition::InUse));
		assert_eq!(standing().firmware, None);
		install(0, 0);
		assert_eq!(standing().firmware, Some(Firmware { release: 0, recalled: false }));

		let made = end_of_day(TODAY);
		let maintenance = made + Moment::from(MAINTENANCE) * 1_000;
		let calibration = made + Moment::from(CALIBRATION) * 1_000;
		let expiry = end_of_day(TODAY + 1_000);
		for (at, expected) in [
			(maintenance - 1, (false, false, false)),
			(maintenance, (true, false, false)),
			(calibration - 1, (true, false, false)),
			(calibration, (true, true, false)),
			(expiry - 1, (true, true, false)),
			(expiry, (true, true, true)),
		] {
			set_time(at);
			let now = standing();
			let found = (now.maintenance_overdue, now.calibration_overdue, now.expired);
			assert_eq!(found, expected, "at {at}");
		}

		assert_eq!(standing().holder, LicenceKinds::from_iter([LicenceKind::Facility]));
		license(HOSPITAL, LicenceKind::Facility, Err(LicenceProblem::Expired));
		assert_eq!(standing().holder, LicenceKinds::default());
		assert_eq!(MedicalDevices::standing(DeviceId([0; 16])), None);
	});
}

#[test]
fn what_was_made_long_ago_is_due_at_once() {
	run(|| {
		registered();
		set_time(START + end_of_day(400));
		let device = make(0);
		let standing = MedicalDevices::standing(device).unwrap();
		assert!(standing.maintenance_overdue && standing.calibration_overdue);
	});
}
