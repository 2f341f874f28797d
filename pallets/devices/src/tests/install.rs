use crate::{mock::*, DeviceId, Error, Event, Happening, HistoryEntry, HoldReason};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::MeasureReason;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn installed(who: u64, release: u32, counter: u64) -> DispatchResult {
	let attestation = attestation(0, release, counter);
	MedicalDevices::install(signed(who), id(0), release, counter, attestation)
}

#[test]
fn a_device_says_what_it_runs_and_nothing_is_lost() {
	run(|| {
		let device = delivered();
		for _ in 0..3 {
			released();
		}
		for (release, downgrade) in [(1, false), (2, false), (0, true), (0, false)] {
			prepared();
			install(0, release);
			assert_eq!(last_event(), Event::FirmwareInstalled { device, release, downgrade });
			assert_eq!(device_entry(device).firmware, Some(release));
		}
		let history = MedicalDevices::history(device, 0);
		let releases = [1, 2, 0, 0].map(|release| Happening::Installed { release });
		assert!(history.iter().map(|entry| entry.what).eq(releases));
		assert_eq!(MedicalDevices::history(device, 3), history[3..]);
		assert_eq!(
			history[0],
			HistoryEntry {
				what: Happening::Installed { release: 1 },
				at: START,
				by: HOSPITAL,
				deposit: HISTORY_DEPOSIT,
			}
		);
		assert_eq!(held(HoldReason::History, HOSPITAL), 4 * HISTORY_DEPOSIT);
		assert_eq!(device_entry(device).counter, 4);
	});
}

#[test]
fn what_is_recalled_is_not_installed() {
	run(|| {
		delivered();
		released();
		let reason = MeasureReason::Malfunction;
		assert_ok!(MedicalDevices::recall_firmware(
			signed(REGULATOR),
			model(),
			0,
			reason,
			EVIDENCE
		));
		assert_noop!(installed(HOSPITAL, 0, 1), Error::<Test>::FirmwareRecalled);
	});
}

#[test]
fn an_attestation_counts_once() {
	run(|| {
		delivered();
		for _ in 0..2 {
			released();
		}
		assert_ok!(installed(HOSPITAL, 0, 1));
		assert_ok!(installed(HOSPITAL, 1, 2));
		assert_noop!(installed(HOSPITAL, 0, 1), Error::<Test>::Replayed);
		assert_noop!(installed(HOSPITAL, 1, 2), Error::<Test>::Replayed);
		let asked = challenge(3);
		assert_ok!(MedicalDevices::authenticate(
			signed(CLINIC),
			id(0),
			asked,
			answer(0, CLINIC, &asked)
		));
		assert_noop!(installed(HOSPITAL, 0, 3), Error::<Test>::Replayed);
	});
}

#[test]
fn the_owner_installs_what_there_is_and_pays() {
	run(|| {
		let device = delivered();
		released();
		for who in [MAKER, CLINIC, REGULATOR, STRANGER] {
			assert_noop!(installed(who, 0, 1), Error::<Test>::NotOwner);
		}
		for origin in nobody_signed() {
			let attestation = attestation(0, 0, 1);
			assert_noop!(
				MedicalDevices::install(origin, device, 0, 1, attestation),
				DispatchError::BadOrigin
			);
		}
		assert_noop!(installed(HOSPITAL, 1, 1), Error::<Test>::NotFound);
		let (unknown, attestation) = (DeviceId([0; 16]), attestation(0, 0, 1));
		assert_noop!(
			MedicalDevices::install(signed(HOSPITAL), unknown, 0, 1, attestation),
			Error::<Test>::NotFound
		);
		change_device(device, |entry| entry.history = u32::MAX);
		assert_noop!(installed(HOSPITAL, 0, 1), Error::<Test>::TooMuchHistory);
		change_device(device, |entry| (entry.history, entry.owner) = (0, POOR));
		assert_noop!(installed(POOR, 0, 1), TokenError::FundsUnavailable);
		change_device(device, |entry| entry.owner = HOSPITAL);
	});
}
