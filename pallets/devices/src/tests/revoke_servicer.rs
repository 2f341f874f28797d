use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn an_owner_takes_it_away_and_the_deposit_returns() {
	run(|| {
		assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, START + 9));
		prepared();
		let (owner, servicer) = (HOSPITAL, LABORATORY);
		assert_noop!(
			MedicalDevices::revoke_servicer(signed(CLINIC), LABORATORY),
			Error::<Test>::NotFound
		);
		for origin in nobody_signed() {
			assert_noop!(
				MedicalDevices::revoke_servicer(origin, LABORATORY),
				DispatchError::BadOrigin
			);
		}
		assert_ok!(MedicalDevices::revoke_servicer(signed(HOSPITAL), LABORATORY));
		assert_eq!(last_event(), Event::ServicerRevoked { owner, servicer });
		assert_eq!(MedicalDevices::servicer(HOSPITAL, LABORATORY), None);
		assert_eq!(held(HoldReason::Servicer, HOSPITAL), 0);
		assert_noop!(
			MedicalDevices::revoke_servicer(signed(HOSPITAL), LABORATORY),
			Error::<Test>::NotFound
		);
	});
}
