use crate::{mock::*, DeviceId, Error, Event};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn an_owner_takes_an_offer_back() {
	run(|| {
		let device = made();
		let withdraw = |who| MedicalDevices::withdraw_offer(signed(who), device);
		assert_noop!(withdraw(MAKER), Error::<Test>::NotOffered);
		assert_ok!(MedicalDevices::offer(signed(MAKER), device, HOSPITAL));
		for who in [HOSPITAL, CLINIC, STRANGER] {
			assert_noop!(withdraw(who), Error::<Test>::NotOwner);
		}
		for origin in nobody_signed() {
			assert_noop!(MedicalDevices::withdraw_offer(origin, device), DispatchError::BadOrigin);
		}
		let unknown = DeviceId([0; 16]);
		assert_noop!(
			MedicalDevices::withdraw_offer(signed(MAKER), unknown),
			Error::<Test>::NotFound
		);
		prepared();
		assert_ok!(withdraw(MAKER));
		assert_eq!(last_event(), Event::OfferWithdrawn { device });
		assert_noop!(MedicalDevices::accept(signed(HOSPITAL), device), Error::<Test>::NotOffered);
	});
}
