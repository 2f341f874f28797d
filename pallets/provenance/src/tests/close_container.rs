use crate::{mock::*, Containers, Error, Event, HoldReason, Item, ShipmentKind};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn a_closed_container_returns_its_deposit_and_code() {
	run(|| {
		let container = open(MAKER, 1);
		assert_ok!(Provenance::close_container(signed(MAKER), container));
		assert_eq!(last_event(), Event::ContainerClosed { container });
		assert_eq!(all_held(MAKER), 0);
		assert_noop!(
			Provenance::close_container(signed(MAKER), container),
			Error::<Test>::UnknownContainer
		);
		assert_eq!(open(WHOLESALER, 1), container);
		assert_eq!(held(HoldReason::Container, WHOLESALER), ContainerDeposit::get());
	});
}

#[test]
fn who_holds_it_or_opened_it_closes_it_and_who_opened_it_is_paid() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		for (serial, who) in [(1, WHOLESALER), (2, MAKER)] {
			deliver(lot, 10 * serial as u32, 10 * serial as u32 + 5, WHOLESALER, serial);
			let close = |who| Provenance::close_container(signed(who), sscc(serial));
			for other in [PHARMACY, REGULATOR] {
				assert_noop!(close(other), Error::<Test>::NotHolder);
			}
			assert_eq!(held(HoldReason::Container, MAKER), ContainerDeposit::get());
			assert_ok!(close(who));
			assert_eq!(held(HoldReason::Container, MAKER), 0);
			assert!(!Containers::<Test>::contains_key(sscc(serial)));
		}
	});
}

#[test]
fn only_what_is_empty_and_at_hand_is_closed() {
	run(|| {
		let lot = commission(MEDICINE, "A1");
		let (inner, outer) = (open(MAKER, 1), open(MAKER, 2));
		let close = |container| Provenance::close_container(signed(MAKER), container);
		assert_ok!(pack(MAKER, outer, &[Item::Container(inner)]));
		assert_noop!(close(inner), Error::<Test>::NotTopLevel);
		assert_noop!(close(outer), Error::<Test>::NotEmpty);
		assert_ok!(unpack(MAKER, &[Item::Container(inner)]));
		assert_ok!(pack(MAKER, inner, &[units(lot, 0, 5)]));
		assert_noop!(close(inner), Error::<Test>::NotEmpty);
		assert_ok!(ship(MAKER, inner, WHOLESALER, ShipmentKind::Sale));
		assert_noop!(close(inner), Error::<Test>::InTransit);
		assert_ok!(close(outer));
		for origin in nobody_signed() {
			assert_noop!(Provenance::close_container(origin, inner), DispatchError::BadOrigin);
		}
	});
}
