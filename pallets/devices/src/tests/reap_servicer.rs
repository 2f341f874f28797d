use crate::{mock::*, Error, Event, HoldReason, Servicers};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::DispatchError;

#[test]
fn anybody_removes_what_is_over_free_of_charge() {
	run(|| {
		assert_ok!(MedicalDevices::authorise_servicer(signed(HOSPITAL), LABORATORY, START + 9));
		prepared();
		let reap = |origin| MedicalDevices::reap_servicer(origin, HOSPITAL, LABORATORY);
		set_time(START + 8);
		assert_noop!(reap(signed(STRANGER)), Error::<Test>::StillNeeded);
		set_time(START + 9);
		for origin in nobody_signed() {
			assert_noop!(reap(origin), DispatchError::BadOrigin);
		}
		assert_eq!(reap(signed(STRANGER)).unwrap().pays_fee, Pays::No);
		let (owner, servicer) = (HOSPITAL, LABORATORY);
		assert_eq!(last_event(), Event::ServicerReaped { owner, servicer });
		assert_eq!(held(HoldReason::Servicer, HOSPITAL), 0);
		assert_eq!(Servicers::<Test>::iter().count(), 0);
		assert_noop!(reap(signed(STRANGER)), Error::<Test>::NotFound);
	});
}
