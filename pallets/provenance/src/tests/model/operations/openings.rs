//! How sequences begin: deep in what may have happened.

use super::{super::oracle::*, Operation, KINDS};
use crate::{mock::*, Discrepancy, ShipmentKind};
use salus_primitives::{LicenceKind, DAY, YEAR};

pub(super) fn sale(from: u64, id: u64, to: u64) -> [Operation; 2] {
	let ship = Operation::Ship(from, id, to, ShipmentKind::Sale, true, START + DAY);
	[ship, Operation::Receive(to, id, vec![])]
}

pub(super) fn back(from: u64, id: u64, to: u64) -> [Operation; 2] {
	let ship = Operation::Ship(from, id, to, ShipmentKind::Return, true, START + DAY);
	[ship, Operation::Receive(to, id, vec![])]
}

pub(super) fn lots(who: u64, slots: &[usize]) -> Operation {
	let wanted = |slot: &usize| Wanted { slot: *slot, days: 365, flaw: Flaw::None };
	Operation::Commission(who, slots.iter().map(wanted).collect(), 1)
}

pub(super) fn units(slot: usize, start: u32, end: u32) -> Thing {
	Thing::Units((slot, start, end))
}

/// How sequences begin: deep in what may have happened.
pub fn openings() -> Vec<Vec<Operation>> {
	use Operation::*;
	let shelf = || {
		let mut all = vec![
			lots(MAKER, &[0, 1, 2]),
			Open(MAKER, 0, true),
			Pack(MAKER, 0, vec![units(0, 0, 16), units(2, 4, 12), units(1, 250, 520)]),
		];
		all.extend(sale(MAKER, 0, PHARMACY));
		all.push(Unpack(PHARMACY, vec![units(0, 0, 12), units(2, 4, 12), units(1, 250, 520)], 1));
		all
	};
	let mut dispensed = shelf();
	dispensed.extend([
		Dispense(PHARMACY, 1, 255, true, None, None),
		Dispense(PHARMACY, 1, 256, true, None, None),
		Dispense(PHARMACY, 1, 512, true, None, None),
		Dispense(PHARMACY, 2, 5, true, Some(3), None),
		Dispense(PHARMACY, 2, 6, true, None, None),
		Dispense(OTHER_PHARMACY, 1, 256, true, None, None),
		Suspect(PHARMACY, 0, 3, true),
		Licence(PHARMACY, LicenceKind::Regulator, true),
		Suspect(REGULATOR, 2, 5, true),
		Suspect(REGULATOR, 1, 511, true),
		CloseCase(REGULATOR, 0, true, true),
		CloseCase(REGULATOR, 3, true, true),
		Dispense(PHARMACY, 0, 6, true, None, None),
		Unpack(PHARMACY, vec![units(0, 12, 14)], 1),
		// In the same word, at different times.
		Wait(5 * DAY),
		Dispense(PHARMACY, 1, 300, true, None, None),
		Wait(5 * DAY),
		Dispense(PHARMACY, 1, 301, true, None, None),
	]);
	let mut returned = shelf();
	returned.extend([
		Open(PHARMACY, 1, true),
		Open(PHARMACY, 2, true),
		Pack(PHARMACY, 2, vec![units(1, 250, 260), units(0, 2, 6)]),
		Pack(PHARMACY, 1, vec![Thing::Box(2), units(1, 300, 301)]),
	]);
	returned.extend(back(PHARMACY, 1, WHOLESALER));
	returned.extend([
		Unpack(WHOLESALER, vec![units(1, 252, 260), units(0, 2, 4)], 1),
		VerifyReturn(WHOLESALER, (1, 252, 257), true),
		Open(WHOLESALER, 3, true),
		Pack(WHOLESALER, 3, vec![units(1, 252, 254)]),
		Open(PHARMACY, 4, true),
		Pack(PHARMACY, 4, vec![units(1, 400, 420)]),
		Open(PHARMACY, 5, true),
		Pack(PHARMACY, 5, vec![units(1, 420, 440)]),
	]);
	returned.extend(back(PHARMACY, 4, MAKER));
	returned.extend(back(PHARMACY, 5, OTHER_PHARMACY));
	returned.extend([
		Unpack(MAKER, vec![units(1, 400, 410)], 1),
		Unpack(OTHER_PHARMACY, vec![units(1, 420, 430)], 1),
	]);
	let mut nested = vec![lots(MAKER, &[0, 2, 3]), lots(OTHER_MAKER, &[4])];
	nested.extend((0..8).map(|id| Open(MAKER, id, true)));
	nested.push(Pack(MAKER, 0, vec![units(0, 3, 9)]));
	nested.extend((0..6).map(|id| {
		Pack(MAKER, id + 1, vec![Thing::Box(id), units(0, 23 - id as u32, 24 - id as u32)])
	}));
	nested.extend([
		Pack(MAKER, 7, vec![units(2, 0, 5)]),
		Open(MAKER, 8, true),
		Pack(MAKER, 8, vec![units(3, 0, 5)]),
		Open(OTHER_MAKER, 9, true),
		Pack(OTHER_MAKER, 9, vec![units(4, 8, 16)]),
	]);
	let mut shipped = nested.clone();
	nested.push(Pack(MAKER, 7, vec![Thing::Box(6)]));
	shipped.push(Ship(MAKER, 6, WHOLESALER, ShipmentKind::Sale, true, START + 2 * DAY));
	let mut reported = vec![
		lots(MAKER, &[0, 5]),
		Open(MAKER, 0, true),
		Open(MAKER, 1, true),
		Pack(MAKER, 0, vec![units(5, 0, 1_290), units(0, 4, 20), Thing::Box(1)]),
		Pack(MAKER, 1, vec![units(0, 22, 24)]),
		Ship(MAKER, 0, PHARMACY, ShipmentKind::Sale, true, START + DAY),
		Receive(
			PHARMACY,
			0,
			vec![
				((0, 4, 6), Discrepancy::Short),
				((5, 255, 257), Discrepancy::Damaged),
				((0, 22, 24), Discrepancy::Stolen),
			],
		),
		Unpack(PHARMACY, vec![units(5, 257, 1_290)], 1),
		Dispense(PHARMACY, 5, 1_279, true, None, None),
	];
	reported.push(Suspect(MAKER, 5, 255, true));
	let mut derived = vec![
		lots(MAKER, &[0, 1, 2]),
		Transform(
			MAKER,
			vec![(0, 4, 8), (1, 250, 260), (2, 0, 2)],
			vec![Wanted { slot: 8, days: 365, flaw: Flaw::None }],
		),
		Transform(
			MAKER,
			(8..16).map(|index| (2, index, index + 1)).collect(),
			vec![Wanted { slot: 6, days: 365, flaw: Flaw::None }],
		),
		Open(MAKER, 0, true),
		Open(MAKER, 3, true),
		Pack(MAKER, 0, vec![units(8, 0, 8), units(0, 10, 20)]),
		Ship(MAKER, 0, PHARMACY, ShipmentKind::Sale, true, START + DAY),
		Receive(PHARMACY, 0, vec![]),
		Unpack(PHARMACY, vec![units(8, 0, 8)], 1),
		Take(REGULATOR, Aim::Units((0, 0, 6)), KINDS[1], true),
	];
	derived
		.extend((0..8 - RESERVED).map(|_| Take(MAKER, Aim::Units((1, 590, 600)), KINDS[0], true)));
	let mut shreds = vec![lots(MAKER, &[0, 1, 2]), Open(MAKER, 0, true), Open(MAKER, 1, true)];
	for step in 0..34 {
		shreds.push(Pack(
			MAKER,
			step % 2,
			vec![units(1, 2 + 3 * step as u32, 4 + 3 * step as u32)],
		));
	}
	shreds.extend([
		Suspect(MAKER, 1, 101, true),
		Suspect(MAKER, 0, 1, true),
		CloseCase(REGULATOR, 0, true, true),
		Wait(8 * YEAR),
	]);
	vec![vec![], shelf(), dispensed, returned, nested, shipped, reported, derived, shreds]
}
