//! What may happen next.

use super::{
	super::oracle::{self, Aim, Held, Oracle, Thing, Where, SLOTS},
	picking::{
		aim, box_holder, case, container, hint, holder, hot, index, measure_in_force, part, piece,
		pieces, place_of, wanted, There, EVERYBODY, HOLDERS,
	},
	Operation, BOXES, KINDS,
};
use crate::{mock::*, tests::dice::Dice, DecommissionReason, Discrepancy, ShipmentKind, Stage};
use salus_primitives::{Authority, LicenceKind, DAY, HOUR, YEAR};

pub(super) const PHARMACIES: [u64; 2] = [PHARMACY, OTHER_PHARMACY];

pub(super) const DISCREPANCIES: [Discrepancy; 4] =
	[Discrepancy::Short, Discrepancy::Damaged, Discrepancy::Lost, Discrepancy::Stolen];
const REASONS: [DecommissionReason; 7] = [
	DecommissionReason::Destroyed,
	DecommissionReason::Sample,
	DecommissionReason::Exported,
	DecommissionReason::Stolen,
	DecommissionReason::Lost,
	DecommissionReason::Damaged,
	DecommissionReason::Transformed,
];

/// Whether it is in the other location of a stock: unpacking moves it.
pub(super) fn is_elsewhere(place: Where) -> bool {
	matches!(place, Where::Stock(_, 2))
}

impl Operation {
	pub(super) fn draw_any(dice: &mut Dice, oracle: &Oracle) -> Self {
		let location = 1 + dice.below(2) as u16;
		let said = !dice.one_in(40);
		match dice.below(100) {
			0..=3 => {
				let slots = dice.of(&[&[0, 1, 2, 3][..], &[5, 2, 0], &[4], &[6, 8]]);
				let count = if dice.one_in(40) { 0 } else { 1 + dice.below(2) };
				let lots: Vec<_> = (0..count).map(|_| wanted(dice, oracle, slots)).collect();
				let other = lots.first().is_some_and(|lot| lot.slot == 4);
				Self::Commission(
					dice.mostly(if other { OTHER_MAKER } else { MAKER }),
					lots,
					location,
				)
			}
			4..=7 => {
				let free: Vec<_> = (0..BOXES).filter(|id| !oracle.boxes.contains_key(id)).collect();
				let other = dice.below(BOXES);
				let id = dice.any(&free).filter(|_| !dice.one_in(16)).unwrap_or(other);
				let who = dice.of(&HOLDERS);
				Self::Open(dice.mostly(who), id, !dice.one_in(24))
			}
			8..=9 => {
				let id = container(dice, oracle, |id, entry| {
					oracle.contents(id) == 0 && matches!(entry.place, Held::By(..))
				});
				Self::Close(dice.mostly(box_holder(oracle, id)), id)
			}
			10..=25 => Self::draw_pack(dice, oracle),
			26..=36 => Self::draw_unpack(dice, oracle, location),
			37..=38 => {
				let all = pieces(oracle);
				let alike = |pair: &[There]| {
					let (one, other) = (pair[0], pair[1]);
					let same = one.place == other.place && one.stage == other.stage;
					(one.units.0 == other.units.0 && same).then_some(one)
				};
				let joinable: Vec<_> = all.windows(2).filter_map(alike).collect();
				let there = match dice.any(&joinable).filter(|_| !dice.one_in(6)) {
					Some(there) => there,
					None => piece(dice, oracle, |there| there.units.1 > 0),
				};
				Self::Join(holder(dice, oracle, there.place), there.units.0, there.units.1)
			}
			39..=44 => {
				let id = container(dice, oracle, |id, entry| {
					let held = matches!(entry.place, Held::By(..));
					held && entry.shipment.is_none() && oracle.contents(id) > 0
				});
				let who = dice.mostly(box_holder(oracle, id));
				let to = match dice.one_in(16) {
					true => dice.of(&EVERYBODY),
					false => dice.of(&HOLDERS),
				};
				let returns = oracle.boxes.get(&id).is_some_and(|entry| entry.returns);
				let back = dice.one_in(3) || returns && !dice.one_in(4);
				let kind = if back { ShipmentKind::Return } else { ShipmentKind::Sale };
				let times = [HOUR + 1, DAY, DAY, 30 * DAY, 90 * DAY];
				let odd = [0, 1, 90 * DAY + 1];
				let time = if dice.one_in(20) { dice.of(&odd) } else { dice.of(&times) };
				Self::Ship(who, id, to, kind, said, oracle.now + time)
			}
			45..=51 => Self::draw_receive(dice, oracle),
			52..=53 => {
				let id = container(dice, oracle, |_, entry| entry.shipment.is_some());
				let shipment = oracle.boxes.get(&id).and_then(|entry| entry.shipment.as_ref());
				let to = shipment.map_or(PHARMACY, |shipment| shipment.consignee);
				match dice.one_in(2) {
					true => Self::Reject(dice.mostly(to), id, said),
					false => Self::Void(dice.mostly(box_holder(oracle, id)), id),
				}
			}
			54..=56 => {
				let there =
					piece(dice, oracle, |there| matches!(there.place, Where::Reported { .. }));
				let at = index(dice, there.units);
				let found = dice.one_in(2).then_some(location);
				match dice.one_in(4) {
					true => Self::Lapse(there.units.0, at),
					false => {
						Self::Settle(holder(dice, oracle, there.place), there.units.0, at, found)
					}
				}
			}
			57..=66 => Self::draw_dispense(dice, oracle),
			67..=69 => {
				let (slot, index) = (0..3)
					.map(|_| hot(dice, oracle))
					.find(|(slot, index)| {
						let lot = oracle.lots.get(slot).filter(|lot| !lot.reaping);
						let unit = lot.and_then(|lot| lot.units.get(*index as usize));
						unit.is_some_and(|unit| unit.dispensed.is_some())
					})
					.unwrap_or((1, 256));
				let place = place_of(oracle, slot, index);
				let who = place.map_or(PHARMACY, |place| holder(dice, oracle, place));
				Self::Undo(who, slot, index)
			}
			70..=72 => {
				let there = piece(dice, oracle, |there| !matches!(there.place, Where::Gone(..)));
				let who = holder(dice, oracle, there.place);
				Self::Decommission(who, part(dice, there.units), dice.of(&REASONS))
			}
			73..=74 => {
				let inputs = (0..1 + dice.below(3)).map(|_| {
					let stock =
						|there: &There| matches!(there.place, Where::Stock(MAKER | OTHER_MAKER, _));
					let derived = |there: &There| stock(there) && there.units.0 >= 6;
					let there = match dice.one_in(3) {
						true => piece(dice, oracle, derived),
						false => piece(dice, oracle, stock),
					};
					part(dice, there.units)
				});
				let inputs: Vec<_> = inputs.collect();
				let inputs = match inputs.first().copied() {
					// Unit by unit.
					Some((slot, start, end)) if dice.one_in(6) => {
						(start..end).take(16).map(|index| (slot, index, index + 1)).collect()
					}
					_ => inputs,
				};
				let who = if dice.one_in(8) { OTHER_MAKER } else { MAKER };
				let slots: &[usize] = if who == MAKER { &[6, 8] } else { &[7] };
				let lots = (0..1 + dice.below(2)).map(|_| wanted(dice, oracle, slots)).collect();
				Self::Transform(dice.mostly(who), inputs, lots)
			}
			75..=78 => {
				let there = piece(dice, oracle, |there| {
					there.touched || !matches!(there.place, Where::Gone(..))
				});
				let (slot, at) = match dice.one_in(3) {
					true => hot(dice, oracle),
					false => (there.units.0, index(dice, there.units)),
				};
				let at = if dice.one_in(30) { at + 2_000 } else { at };
				let who =
					place_of(oracle, slot, at).map_or(MAKER, |place| oracle.last_holder(place));
				let who = if dice.one_in(3) { REGULATOR } else { dice.mostly(who) };
				Self::Suspect(who, slot, at, said)
			}
			79 => {
				let id = case(dice, oracle, true);
				let of = oracle.cases.get(&id);
				let place = of.and_then(|case| place_of(oracle, case.slot, case.index));
				let who = place.map_or(PHARMACY, |place| oracle.last_holder(place));
				Self::QuarantineUnit(dice.mostly(who), id)
			}
			80..=81 => {
				let id = case(dice, oracle, true);
				let who = if dice.one_in(4) { PHARMACY } else { dice.mostly(REGULATOR) };
				Self::CloseCase(who, id, dice.one_in(2), said)
			}
			82 => Self::ReapCase(case(dice, oracle, false)),
			83..=85 => {
				let (who, aim) = aim(dice, oracle);
				Self::Take(who, aim, dice.of(&KINDS), said)
			}
			86 => match measure_in_force(dice, oracle) {
				Some((aim, measure)) => {
					let who = match measure.by {
						Authority::Manufacturer => MAKER,
						_ => REGULATOR,
					};
					let id = if dice.one_in(10) { 99 } else { measure.id };
					let aim = match aim {
						Aim::Units(units) if dice.one_in(6) => Aim::Units(part(dice, units)),
						Aim::Units((slot, ..)) if dice.one_in(6) => Aim::Lot(slot),
						aim => aim,
					};
					Self::Lift(if dice.one_in(3) { MAKER } else { who }, aim, id, said)
				}
				None => Self::Lift(REGULATOR, aim(dice, oracle).1, 0, said),
			},
			87..=89 => {
				let there = piece(dice, oracle, |there| {
					there.stage == Stage::Returned && matches!(there.place, Where::Stock(..))
				});
				let (slot, start, end) = part(dice, there.units);
				let units = (slot, start, end.clamp(start, start + 32));
				Self::VerifyReturn(holder(dice, oracle, there.place), units, !dice.one_in(10))
			}
			90..=91 => {
				let old: Vec<_> = oracle.lots.keys().copied().collect();
				let other = dice.below(SLOTS.len() as u64) as usize;
				Self::ReapLot(dice.any(&old).unwrap_or(other))
			}
			92 => Self::Sense(container(dice, oracle, |_, _| true)),
			93 => {
				let gtin = dice.of(&[MEDICINE, VIAL, OTHER_MEDICINE]);
				match dice.one_in(5) {
					true => Self::Discontinue(gtin, dice.one_in(2)),
					false => {
						let kind = dice.of(&KINDS);
						Self::MeasureProduct(gtin, dice.one_in(2).then_some(kind))
					}
				}
			}
			94..=95 => {
				let kinds = [
					(MAKER, LicenceKind::Manufacturer),
					(WHOLESALER, LicenceKind::Wholesaler),
					(PHARMACY, LicenceKind::Pharmacy),
					(OTHER_PHARMACY, LicenceKind::Pharmacy),
					(REGULATOR, LicenceKind::Regulator),
					// Some are more than one thing.
					(PHARMACY, LicenceKind::Regulator),
				];
				let (who, kind) = dice.of(&kinds);
				match dice.one_in(4) {
					true => Self::Licence(MAKER, LicenceKind::Pharmacy, true),
					false => Self::Licence(who, kind, !oracle.holds(who, kind)),
				}
			}
			_ => {
				let times =
					[1, 999, HOUR, DAY, DAY, 2 * DAY, 5 * DAY, 8 * DAY, 40 * DAY, YEAR, 8 * YEAR];
				Self::Wait(dice.of(&times))
			}
		}
	}

	pub(super) fn draw_pack(dice: &mut Dice, oracle: &Oracle) -> Self {
		let at_hand = |id: u64, entry: &oracle::Box| {
			entry.shipment.is_none()
				&& oracle.chain(id).is_ok_and(|chain| chain.receive_by.is_none())
		};
		let id = container(dice, oracle, at_hand);
		let who = box_holder(oracle, id);
		let mut things = Vec::new();
		for _ in 0..1 + dice.below(3) {
			let other = |other: &u64| *other != id && box_holder(oracle, *other) == who;
			let others: Vec<_> = oracle.boxes.keys().copied().filter(other).collect();
			if dice.one_in(if others.is_empty() { 40 } else { 3 }) {
				let inner = dice.any(&others).filter(|_| !dice.one_in(30));
				things.push(Thing::Box(inner.unwrap_or(id)));
			} else {
				let there = piece(dice, oracle, |there| {
					!matches!(there.place, Where::Gone(..) | Where::Reported { .. })
						&& oracle.last_holder(there.place) == who
				});
				things.push(Thing::Units(part(dice, there.units)));
			}
		}
		if dice.one_in(40) {
			things.clear();
		}
		Self::Pack(dice.mostly(who), id, things)
	}

	pub(super) fn draw_unpack(dice: &mut Dice, oracle: &Oracle, location: u16) -> Self {
		let mut things = Vec::new();
		let inside = |place| match place {
			Where::Inside(id) => oracle.chain(id).is_ok_and(|chain| chain.receive_by.is_none()),
			Where::Stock(..) => is_elsewhere(place),
			_ => false,
		};
		let there = piece(dice, oracle, |there| inside(there.place));
		let mut who = oracle.last_holder(there.place);
		if dice.one_in(4) {
			let id = container(dice, oracle, |_, entry| matches!(entry.place, Held::Inside(_)));
			who = box_holder(oracle, id);
			things.push(Thing::Box(id));
		} else {
			things.push(Thing::Units(part(dice, there.units)));
		}
		if dice.one_in(3) {
			let more = piece(dice, oracle, |there| {
				matches!(there.place, Where::Inside(_)) && oracle.last_holder(there.place) == who
			});
			things.push(Thing::Units(part(dice, more.units)));
		}
		if dice.one_in(40) {
			things.clear();
		}
		Self::Unpack(dice.mostly(who), things, location)
	}

	pub(super) fn draw_receive(dice: &mut Dice, oracle: &Oracle) -> Self {
		let id = container(dice, oracle, |_, entry| entry.shipment.is_some());
		let shipment = oracle.boxes.get(&id).and_then(|entry| entry.shipment.as_ref());
		let to = shipment.map_or(PHARMACY, |shipment| shipment.consignee);
		let mut reports = Vec::new();
		if dice.one_in(2) {
			for _ in 0..1 + dice.below(2) {
				let holder = box_holder(oracle, id);
				let there = piece(dice, oracle, |there| {
					matches!(there.place, Where::Inside(_))
						&& oracle.last_holder(there.place) == holder
				});
				reports.push((part(dice, there.units), dice.of(&DISCREPANCIES)));
			}
		}
		Self::Receive(dice.mostly(to), id, reports)
	}

	pub(super) fn draw_dispense(dice: &mut Dice, oracle: &Oracle) -> Self {
		let there = piece(dice, oracle, |there| {
			matches!(there.place, Where::Stock(PHARMACY | OTHER_PHARMACY | POOR_PHARMACY, _))
		});
		let (mut slot, mut at) = (there.units.0, index(dice, there.units));
		let mut who = oracle.last_holder(there.place);
		if dice.one_in(4) {
			// Again, or more of it.
			(slot, at) = hot(dice, oracle);
			let place = place_of(oracle, slot, at);
			who = place.map_or(PHARMACY, |place| oracle.last_holder(place));
		}
		if dice.one_in(8) {
			who = dice.of(&PHARMACIES);
		}
		let divisible = SLOTS[slot].0 == VIAL;
		let some = if divisible { !dice.one_in(4) } else { dice.one_in(20) };
		let portions = some.then(|| dice.of(&[0, 1, 1, 2, 3, 5, 5, 9, 10, 11]));
		if dice.one_in(40) {
			at += 5_000;
		}
		let ends = hint(dice, oracle, slot, at);
		Self::Dispense(dice.mostly(who), slot, at, !dice.one_in(30), portions, ends)
	}
}
