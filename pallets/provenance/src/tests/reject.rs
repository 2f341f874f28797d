use crate::{mock::*, Error, Event, ShipmentKind, UnitState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::{Commitment, Custody, DAY};
use sp_runtime::DispatchError;

#[test]
fn a_rejected_container_is_the_shippers_as_before() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		let reject = |who| Provenance::reject(signed(who), container, commitment(5));
		assert_noop!(reject(WHOLESALER), Error::<Test>::NotShipped);
		assert_ok!(ship(MAKER, container, WHOLESALER, ShipmentKind::Return));
		for who in [MAKER, PHARMACY] {
			assert_noop!(reject(who), Error::<Test>::NotConsignee);
		}
		let nothing = Commitment::default();
		assert_noop!(
			Provenance::reject(signed(WHOLESALER), container, nothing),
			Error::<Test>::ZeroCommitment
		);
		assert_noop!(
			Provenance::reject(signed(WHOLESALER), sscc(9), commitment(5)),
			Error::<Test>::UnknownContainer
		);
		for origin in nobody_signed() {
			assert_noop!(
				Provenance::reject(origin, container, commitment(5)),
				DispatchError::BadOrigin
			);
		}
		// However late, and licensed or not.
		set_time(START + 100 * DAY);
		unlicense(WHOLESALER);
		assert_ok!(reject(WHOLESALER));
		let (consignee, statement) = (WHOLESALER, commitment(5));
		assert_eq!(last_event(), Event::Rejected { container, consignee, statement });
		assert_eq!(Provenance::holder(&container), Some(MAKER));
		assert_eq!(state(lot, 0), UnitState::Active);
		assert_noop!(reject(WHOLESALER), Error::<Test>::NotShipped);
		assert_ok!(unpack(MAKER, &[units(lot, 0, 10)]));
	});
}
