use crate::{mock::*, DeviceId, Error, Event, Happening, HoldReason, ServiceKind};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, LicenceKind, LicenceProblem, Moment, YEAR};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const YEARLY: Moment = CALIBRATION as Moment * 1_000;
const QUARTERLY: Moment = MAINTENANCE as Moment * 1_000;

fn service(who: u64, kind: ServiceKind, next_due: Moment) -> DispatchResult {
	MedicalDevices::record_service(signed(who), id(0), kind, CERTIFICATE, next_due)
}

fn calibrate(who: u64) -> DispatchResult {
	service(who, ServiceKind::Calibration, START + 1)
}

fn authorise(servicer: u64) {
	let until = START + YEAR;
	assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), servicer, until));
}

#[test]
fn a_servicer_puts_the_next_one_off() {
	run(|| {
		let device = delivered();
		authorise(LABORATORY);
		let due = device_entry(device).maintenance_due.unwrap();
		set_time(due);
		assert!(MedicalDevices::standing(device).unwrap().maintenance_overdue);
		prepared();
		let (kind, next_due) = (ServiceKind::Maintenance, due + QUARTERLY);
		assert_ok!(service(LABORATORY, kind, next_due));
		assert_eq!(
			last_event(),
			Event::Serviced { device, kind, by: LABORATORY, certificate: CERTIFICATE, next_due }
		);
		let standing = MedicalDevices::standing(device).unwrap();
		assert!(!standing.maintenance_overdue && !standing.calibration_overdue);
		set_time(next_due);
		assert!(MedicalDevices::standing(device).unwrap().maintenance_overdue);
		let [entry] = <[_; 1]>::try_from(MedicalDevices::history(device, 0)).unwrap();
		let what = Happening::Serviced { kind, certificate: CERTIFICATE, next_due };
		assert_eq!((entry.what, entry.by, entry.at), (what, LABORATORY, due));
		assert_eq!(held(HoldReason::History, LABORATORY), HISTORY_DEPOSIT);
	});
}

#[test]
fn it_is_due_in_the_future_and_within_the_interval() {
	run(|| {
		delivered();
		authorise(LABORATORY);
		for (kind, interval) in
			[(ServiceKind::Calibration, YEARLY), (ServiceKind::Maintenance, QUARTERLY)]
		{
			for past in [0, START - 1, START] {
				assert_noop!(service(LABORATORY, kind, past), Error::<Test>::NotInFuture);
			}
			for far in [START + interval + 1, Moment::MAX] {
				assert_noop!(service(LABORATORY, kind, far), Error::<Test>::DueTooLate);
			}
			assert_ok!(service(LABORATORY, kind, START + interval));
			assert_ok!(service(LABORATORY, kind, START + 1));
		}
	});
}

#[test]
fn what_needs_no_service_gets_none() {
	run(|| {
		registered();
		change_model(|model| model.calibration_interval = None);
		let device = make(0);
		give(device, MAKER, HOSPITAL);
		authorise(LABORATORY);
		assert_noop!(calibrate(LABORATORY), Error::<Test>::NotServiced);
		set_time(START + 2 * YEAR);
		assert!(!MedicalDevices::standing(device).unwrap().calibration_overdue);
	});
}

#[test]
fn only_who_is_licensed_and_authorised() {
	run(|| {
		delivered();
		for who in [PHYSICIAN, REGULATOR, STRANGER] {
			authorise(who);
			assert_noop!(calibrate(who), Error::<Test>::NotServicer);
		}
		// Neither the manufacturer nor the owner without the owner's word.
		for who in [MAKER, HOSPITAL, LABORATORY, CLINIC] {
			assert_noop!(calibrate(who), Error::<Test>::NotAuthorised);
			authorise(who);
			assert_ok!(calibrate(who));
		}
		license(LABORATORY, LicenceKind::Laboratory, Err(LicenceProblem::Suspended));
		assert_noop!(calibrate(LABORATORY), Error::<Test>::NotServicer);
		for origin in nobody_signed() {
			let kind = ServiceKind::Calibration;
			assert_noop!(
				MedicalDevices::record_service(origin, id(0), kind, CERTIFICATE, START + 1),
				DispatchError::BadOrigin
			);
		}
		authorise(POOR);
		assert_noop!(calibrate(POOR), TokenError::FundsUnavailable);
	});
}

#[test]
fn an_authorisation_ends_with_its_time_and_with_its_owner() {
	run(|| {
		let device = delivered();
		assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, START + 9));
		set_time(START + 9);
		let due = START + 10;
		let kind = ServiceKind::Calibration;
		assert_noop!(service(LABORATORY, kind, due), Error::<Test>::NotAuthorised);
		set_time(START + 8);
		assert_ok!(service(LABORATORY, kind, due));
		give(device, HOSPITAL, CLINIC);
		assert_noop!(service(LABORATORY, kind, due), Error::<Test>::NotAuthorised);
	});
}

#[test]
fn there_is_a_device_and_a_certificate() {
	run(|| {
		let device = delivered();
		authorise(LABORATORY);
		let with = |device, certificate| {
			let kind = ServiceKind::Calibration;
			MedicalDevices::record_service(signed(LABORATORY), device, kind, certificate, START + 1)
		};
		assert_noop!(with(DeviceId([0; 16]), CERTIFICATE), Error::<Test>::NotFound);
		assert_noop!(with(device, Commitment::default()), Error::<Test>::ZeroCommitment);
		change_device(device, |entry| entry.history = u32::MAX);
		assert_noop!(with(device, CERTIFICATE), Error::<Test>::TooMuchHistory);
		change_device(device, |entry| entry.history = 0);
	});
}
