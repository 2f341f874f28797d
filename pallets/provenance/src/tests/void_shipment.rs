use crate::{mock::*, Error, Event, Item, ShipmentKind, UnitState};
use frame_support::{assert_noop, assert_ok};
use salus_primitives::DAY;
use sp_runtime::DispatchError;

#[test]
fn the_shipper_takes_back_what_nobody_received() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, container) = (open(MAKER, 1), open(MAKER, 2));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 10)]));
		assert_ok!(pack(MAKER, container, &[Item::Container(inner)]));
		let void = |who, container| Provenance::void_shipment(signed(who), container);
		assert_noop!(void(MAKER, container), Error::<Test>::NotShipped);
		assert_noop!(void(MAKER, inner), Error::<Test>::NotTopLevel);
		assert_noop!(void(MAKER, sscc(9)), Error::<Test>::UnknownContainer);
		assert_ok!(ship(MAKER, container, WHOLESALER, ShipmentKind::Sale));
		for who in [WHOLESALER, REGULATOR] {
			assert_noop!(void(who, container), Error::<Test>::NotHolder);
		}
		for origin in nobody_signed() {
			assert_noop!(Provenance::void_shipment(origin, container), DispatchError::BadOrigin);
		}
		set_time(START + 2 * DAY);
		assert_ok!(void(MAKER, container));
		assert_eq!(last_event(), Event::ShipmentVoided { container });
		assert_eq!(state(lot, 0), UnitState::Active);
		assert_noop!(
			Provenance::receive(signed(WHOLESALER), container, 1, Default::default()),
			Error::<Test>::NotShipped
		);
		assert_noop!(void(MAKER, container), Error::<Test>::NotShipped);
	});
}

#[test]
fn what_was_received_is_not_taken_back() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let container = open(MAKER, 1);
		assert_ok!(pack(MAKER, container, &[units(lot, 0, 10)]));
		hand_over(MAKER, container, WHOLESALER, ShipmentKind::Sale);
		assert_noop!(Provenance::void_shipment(signed(MAKER), container), Error::<Test>::NotHolder);
	});
}
