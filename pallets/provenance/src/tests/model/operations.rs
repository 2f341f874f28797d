//! What may happen, how it is drawn, and how it is done to the pallet and to the oracle.

use super::oracle::{
	Aim, Flaw, Held, Oracle, Outcome, Thing, Units, Wanted, Where, RESERVED, SLOTS,
};
use crate::{
	mock::*,
	tests::{dice::Dice, tree::Tree},
	DecommissionReason, Discrepancy, Item, LotId, NewLot, ProvenUnit, Report, ReportOutcome,
	ShipmentKind, Span, Stage, Target, UnitProof, MAX_UNITS,
};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, Pays},
	storage::with_storage_layer,
};
use salus_primitives::{
	Authority, Commitment, Custody, Gtin, LicenceKind, Measure, MeasureKind, MeasureReason, Moment,
	ProductInfo, RecallClass, RecallDepth, Sscc, DAY, HOUR, YEAR,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};
use std::{collections::BTreeMap, sync::OnceLock};

pub const BOXES: u64 = 10;
/// Where units are cut, other than at their ends: around the borders of words.
const BORDERS: [u32; 8] = [1, 2, 255, 256, 257, 511, 512, 1_024];
const EVERYBODY: [u64; 8] =
	[MAKER, OTHER_MAKER, WHOLESALER, PHARMACY, OTHER_PHARMACY, REGULATOR, STRANGER, POOR_PHARMACY];
const HOLDERS: [u64; 5] = [MAKER, OTHER_MAKER, WHOLESALER, PHARMACY, OTHER_PHARMACY];
const PHARMACIES: [u64; 2] = [PHARMACY, OTHER_PHARMACY];
const DISCREPANCIES: [Discrepancy; 4] =
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
const KINDS: [MeasureKind; 4] = [
	MeasureKind::Quarantine,
	recall(RecallClass::III, RecallDepth::Wholesale),
	recall(RecallClass::I, RecallDepth::Pharmacy),
	recall(RecallClass::II, RecallDepth::Patient),
];

const fn recall(class: RecallClass, depth: RecallDepth) -> MeasureKind {
	MeasureKind::Recall { class, depth }
}

/// A measure, but for its number and who took it.
fn measure(kind: MeasureKind) -> Measure {
	Measure { id: 0, kind, reason: MeasureReason::Quality, by: Authority::Regulator }
}

/// What does not change: codes, proofs.
struct Facts {
	lots: Vec<LotId>,
	boxes: Vec<Sscc>,
	roots: Vec<H256>,
	units: Vec<H256>,
	proofs: Vec<Vec<UnitProof>>,
}

fn facts() -> &'static Facts {
	static FACTS: OnceLock<Facts> = OnceLock::new();
	FACTS.get_or_init(|| {
		let trees: Vec<_> = SLOTS.iter().map(|(.., count)| Tree::of(leaves(*count))).collect();
		let proofs = |tree: &Tree| {
			(0..tree.count()).map(|index| tree.proof(index).try_into().unwrap()).collect()
		};
		Facts {
			lots: SLOTS.iter().map(|(gtin, text, _)| LotId::of(gtin, &number(text))).collect(),
			boxes: (0..BOXES).map(sscc).collect(),
			roots: trees.iter().map(Tree::root).collect(),
			units: (0..1_300).map(unit).collect(),
			proofs: trees.iter().map(proofs).collect(),
		}
	})
}

pub fn lot_id(slot: usize) -> LotId {
	facts().lots[slot]
}

pub fn code(container: u64) -> Sscc {
	facts().boxes[container as usize]
}

/// The commitment to a unit's serial and its proof. Of no unit of the lot, if it has none.
pub fn proven(slot: usize, index: u32) -> (H256, UnitProof) {
	let at = index as usize;
	let proof = facts().proofs[slot].get(at).cloned().unwrap_or_default();
	(facts().units.get(at).copied().unwrap_or_default(), proof)
}

impl Dice {
	/// Mostly `who`.
	fn mostly(&mut self, who: u64) -> u64 {
		if self.one_in(12) {
			self.of(&EVERYBODY)
		} else {
			who
		}
	}
}

#[derive(Clone, Debug)]
pub enum Operation {
	Commission(u64, Vec<Wanted>, u16),
	Open(u64, u64, bool),
	Close(u64, u64),
	Pack(u64, u64, Vec<Thing>),
	Unpack(u64, Vec<Thing>, u16),
	Join(u64, usize, u32),
	Ship(u64, u64, u64, ShipmentKind, bool, Moment),
	Receive(u64, u64, Vec<(Units, Discrepancy)>),
	Reject(u64, u64, bool),
	Void(u64, u64),
	Settle(u64, usize, u32, Option<u16>),
	Lapse(usize, u32),
	Dispense(u64, usize, u32, bool, Option<u16>),
	Undo(u64, usize, u32),
	Decommission(u64, Units, DecommissionReason),
	Transform(u64, Vec<Units>, Vec<Wanted>),
	Suspect(u64, usize, u32, bool),
	QuarantineUnit(u64, u32),
	CloseCase(u64, u32, bool, bool),
	ReapCase(u32),
	Take(u64, Aim, MeasureKind, bool),
	Lift(u64, Aim, u32, bool),
	VerifyReturn(u64, Units, bool),
	ReapLot(usize),
	Sense(u64),
	MeasureProduct(Gtin, Option<MeasureKind>),
	Discontinue(Gtin, bool),
	Licence(u64, LicenceKind, bool),
	Wait(Moment),
}

/// A range, or the fresh units of a lot.
#[derive(Clone, Copy)]
struct There {
	units: Units,
	place: Where,
	stage: Stage,
	touched: bool,
}

/// Everything that units are in.
fn pieces(oracle: &Oracle) -> Vec<There> {
	let mut all = Vec::new();
	for (slot, lot) in oracle.lots.iter().filter(|(_, lot)| !lot.reaping) {
		let mut start = 0;
		let fresh = (lot.fresh() < lot.count()).then(|| (lot.count(), false));
		let ends = lot.borders.iter().map(|border| (border.end, border.touched)).chain(fresh);
		for (end, touched) in ends {
			let unit = lot.units[start as usize];
			let units = (*slot, start, end);
			all.push(There { units, place: unit.place, stage: unit.stage, touched });
			start = end;
		}
	}
	all
}

/// Some piece for which this is true; if there is none, any.
fn piece(dice: &mut Dice, oracle: &Oracle, suits: impl Fn(&There) -> bool) -> There {
	let all = pieces(oracle);
	let suited: Vec<_> = all.iter().filter(|there| suits(there)).copied().collect();
	let nothing = There {
		units: (dice.below(SLOTS.len() as u64) as usize, 0, 1),
		place: Where::Stock(MAKER, 1),
		stage: Stage::New,
		touched: false,
	};
	if dice.one_in(24) {
		return dice.any(&all).unwrap_or(nothing);
	}
	dice.any(&suited).or_else(|| dice.any(&all)).unwrap_or(nothing)
}

/// A unit from `start` on, before `end`.
fn index(dice: &mut Dice, (_, start, end): Units) -> u32 {
	let random = start + dice.below(u64::from(end - start)) as u32;
	let near = dice.of(&BORDERS);
	match dice.below(8) {
		0 => start,
		1 => end - 1,
		2..=4 if (start..end).contains(&near) => near,
		_ => random,
	}
}

/// Some of `units`: mostly at an end, or all.
fn part(dice: &mut Dice, units: Units) -> Units {
	let (slot, start, end) = units;
	let (one, other) = (index(dice, units), index(dice, units));
	match dice.below(16) {
		0..=3 => units,
		4..=6 => (slot, start, one + 1),
		7..=8 => (slot, one, end),
		9..=11 => (slot, one.min(other), one.max(other) + 1),
		12..=14 => (slot, one, one + 1),
		_ => match dice.below(4) {
			0 => (slot, one, one),
			1 => (slot, start, end + 1 + dice.below(3) as u32),
			2 => (slot, start.saturating_sub(1), end),
			_ => (dice.below(SLOTS.len() as u64) as usize, start, end),
		},
	}
}

/// Who has what is there at hand.
fn holder(dice: &mut Dice, oracle: &Oracle, place: Where) -> u64 {
	let who = oracle.last_holder(place);
	dice.mostly(who)
}

/// A container for which this is true; if there is none, any.
fn container(
	dice: &mut Dice,
	oracle: &Oracle,
	suits: impl Fn(u64, &super::oracle::Box) -> bool,
) -> u64 {
	let there = oracle.boxes.iter().filter(|(id, entry)| suits(**id, entry));
	let there: Vec<_> = there.map(|(id, _)| *id).collect();
	let all: Vec<_> = oracle.boxes.keys().copied().collect();
	if dice.one_in(24) {
		return dice.below(BOXES);
	}
	dice.any(&there).or_else(|| dice.any(&all)).unwrap_or_else(|| dice.below(BOXES))
}

fn box_holder(oracle: &Oracle, container: u64) -> u64 {
	oracle.chain(container).map_or(MAKER, |chain| chain.holder)
}

/// A unit that something happened to.
fn hot(dice: &mut Dice, oracle: &Oracle) -> (usize, u32) {
	match dice.any(&oracle.hot) {
		Some(hot) if !dice.one_in(10) => hot,
		_ => {
			let there = piece(dice, oracle, |there| there.touched);
			(there.units.0, index(dice, there.units))
		}
	}
}

fn place_of(oracle: &Oracle, slot: usize, index: u32) -> Option<Where> {
	let lot = oracle.lots.get(&slot).filter(|lot| !lot.reaping)?;
	lot.units.get(index as usize).map(|unit| unit.place)
}

fn wanted(dice: &mut Dice, oracle: &Oracle, slots: &[usize]) -> Wanted {
	let free: Vec<_> =
		slots.iter().copied().filter(|slot| !oracle.lots.contains_key(slot)).collect();
	let slot = dice.any(&free).filter(|_| !dice.one_in(12)).unwrap_or_else(|| dice.of(slots));
	let flaws = [
		Flaw::Product,
		Flaw::Number,
		Flaw::Empty,
		Flaw::Huge,
		Flaw::Root,
		Flaw::Attributes,
		Flaw::Expired,
	];
	let flaw = if dice.one_in(16) { dice.of(&flaws) } else { Flaw::None };
	Wanted { slot, days: dice.of(&[0, 30, 365, 365, 365, 365, 365, 3_650]), flaw }
}

fn case(dice: &mut Dice, oracle: &Oracle, open: bool) -> u32 {
	let suits = |case: &super::oracle::Case| {
		open == matches!(case.status, crate::CaseStatus::Suspect | crate::CaseStatus::Quarantined)
	};
	let there: Vec<_> =
		oracle.cases.iter().filter(|(_, case)| suits(case)).map(|(id, _)| *id).collect();
	let other = dice.below(u64::from(oracle.next_case) + 1) as u32;
	dice.any(&there).filter(|_| !dice.one_in(8)).unwrap_or(other)
}

/// What a measure is against, and who may take it.
fn aim(dice: &mut Dice, oracle: &Oracle) -> (u64, Aim) {
	let there =
		piece(dice, oracle, |there| there.touched || !matches!(there.place, Where::Gone(..)));
	let maker = if SLOTS[there.units.0].0 == OTHER_MEDICINE { OTHER_MAKER } else { MAKER };
	let (who, aim) = match dice.below(4) {
		0 => (maker, Aim::Lot(there.units.0)),
		1 => (maker, Aim::Units(part(dice, there.units))),
		_ => {
			let container = container(dice, oracle, |_, _| true);
			let opener = oracle.boxes.get(&container).map_or(MAKER, |entry| entry.opener);
			(opener, Aim::Box(container))
		}
	};
	(if dice.one_in(2) { REGULATOR } else { dice.mostly(who) }, aim)
}

/// Some measure in force, and who took it.
fn measure_in_force(dice: &mut Dice, oracle: &Oracle) -> Option<(Aim, Measure)> {
	let mut all = Vec::new();
	for (slot, lot) in &oracle.lots {
		for (start, end, measure) in &lot.measures {
			all.push((Aim::Units((*slot, *start, *end)), *measure));
		}
	}
	for (container, entry) in &oracle.boxes {
		all.extend(entry.measures.iter().map(|measure| (Aim::Box(*container), *measure)));
	}
	dice.any(&all)
}

impl Operation {
	pub const CALLS: [&str; 24] = [
		"Commission",
		"Open",
		"Close",
		"Pack",
		"Unpack",
		"Join",
		"Ship",
		"Receive",
		"Reject",
		"Void",
		"Settle",
		"Lapse",
		"Dispense",
		"Undo",
		"Decommission",
		"Transform",
		"Suspect",
		"QuarantineUnit",
		"CloseCase",
		"ReapCase",
		"Take",
		"Lift",
		"VerifyReturn",
		"ReapLot",
	];

	/// Its name, to count it by.
	pub fn name(&self) -> &'static str {
		match self {
			Self::Commission(..) => "Commission",
			Self::Open(..) => "Open",
			Self::Close(..) => "Close",
			Self::Pack(..) => "Pack",
			Self::Unpack(..) => "Unpack",
			Self::Join(..) => "Join",
			Self::Ship(..) => "Ship",
			Self::Receive(..) => "Receive",
			Self::Reject(..) => "Reject",
			Self::Void(..) => "Void",
			Self::Settle(..) => "Settle",
			Self::Lapse(..) => "Lapse",
			Self::Dispense(..) => "Dispense",
			Self::Undo(..) => "Undo",
			Self::Decommission(..) => "Decommission",
			Self::Transform(..) => "Transform",
			Self::Suspect(..) => "Suspect",
			Self::QuarantineUnit(..) => "QuarantineUnit",
			Self::CloseCase(..) => "CloseCase",
			Self::ReapCase(..) => "ReapCase",
			Self::Take(..) => "Take",
			Self::Lift(..) => "Lift",
			Self::VerifyReturn(..) => "VerifyReturn",
			Self::ReapLot(..) => "ReapLot",
			Self::Sense(..) => "Sense",
			Self::MeasureProduct(..) => "MeasureProduct",
			Self::Discontinue(..) => "Discontinue",
			Self::Licence(..) => "Licence",
			Self::Wait(..) => "Wait",
		}
	}

	/// Draws something that may happen: mostly something that can.
	pub fn draw(dice: &mut Dice, oracle: &Oracle) -> Self {
		for _ in 0..3 {
			let operation = Self::draw_any(dice, oracle);
			if operation.tell(&mut oracle.clone()).is_ok() || dice.one_in(5) {
				return operation;
			}
		}
		Self::draw_any(dice, oracle)
	}

	fn draw_any(dice: &mut Dice, oracle: &Oracle) -> Self {
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

	fn draw_pack(dice: &mut Dice, oracle: &Oracle) -> Self {
		let at_hand = |id: u64, entry: &super::oracle::Box| {
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

	fn draw_unpack(dice: &mut Dice, oracle: &Oracle, location: u16) -> Self {
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

	fn draw_receive(dice: &mut Dice, oracle: &Oracle) -> Self {
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

	fn draw_dispense(dice: &mut Dice, oracle: &Oracle) -> Self {
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
		Self::Dispense(dice.mostly(who), slot, at, !dice.one_in(30), portions)
	}

	/// Does it to the oracle.
	pub fn tell(&self, oracle: &mut Oracle) -> Outcome {
		let it = self.clone();
		oracle.attempt(|oracle| match it {
			Self::Commission(who, lots, location) => oracle.commission(who, &lots, location),
			Self::Open(who, id, owner) => oracle.open(who, id, owner, 1),
			Self::Close(who, id) => oracle.close(who, id),
			Self::Pack(who, id, things) => oracle.pack(who, id, &things),
			Self::Unpack(who, things, location) => oracle.unpack(who, &things, location),
			Self::Join(who, slot, index) => oracle.join(who, slot, index),
			Self::Ship(who, id, to, kind, said, by) => oracle.ship(who, id, to, kind, said, by),
			Self::Receive(who, id, reports) => oracle.receive(who, id, 1, &reports),
			Self::Reject(who, id, said) => oracle.reject(who, id, said),
			Self::Void(who, id) => oracle.void(who, id),
			Self::Settle(who, slot, index, found) => oracle.report(Some(who), slot, index, found),
			Self::Lapse(slot, index) => oracle.report(None, slot, index, None),
			Self::Dispense(who, slot, index, proven, portions) => {
				oracle.dispense(who, slot, index, proven, portions)
			}
			Self::Undo(who, slot, index) => oracle.undo(who, slot, index),
			Self::Decommission(who, units, reason) => oracle.decommission(who, units, reason),
			Self::Transform(who, inputs, outputs) => oracle.transform(who, &inputs, &outputs, 1),
			Self::Suspect(who, slot, index, said) => oracle.suspect(who, slot, index, said),
			Self::QuarantineUnit(who, id) => oracle.quarantine_unit(who, id),
			Self::CloseCase(who, id, bad, said) => oracle.close_case(who, id, bad, said),
			Self::ReapCase(id) => oracle.reap_case(id),
			Self::Take(who, aim, kind, said) => oracle.take_measure(who, aim, measure(kind), said),
			Self::Lift(who, aim, id, said) => oracle.lift_measure(who, aim, id, said),
			Self::VerifyReturn(who, units, proven) => oracle.verify_return(who, units, proven),
			Self::ReapLot(slot) => oracle.reap_lot(slot),
			Self::Sense(id) => oracle.sense(id, sensed()),
			Self::MeasureProduct(gtin, kind) => {
				change_measures(oracle.product_measures.entry(gtin.0).or_default(), kind);
				Ok(())
			}
			Self::Discontinue(gtin, ended) => {
				match ended {
					true => oracle.discontinued.insert(gtin.0),
					false => oracle.discontinued.remove(&gtin.0),
				};
				Ok(())
			}
			Self::Licence(who, kind, held) => {
				match held {
					true => oracle.licences.insert((who, kind)),
					false => oracle.licences.remove(&(who, kind)),
				};
				Ok(())
			}
			Self::Wait(time) => {
				oracle.now += time;
				Ok(())
			}
		})
	}

	/// Does it to the pallet.
	pub fn call(&self) -> Outcome {
		let done = with_storage_layer(|| self.dispatch());
		done.map_err(|error| match error {
			DispatchError::Module(error) => error.message.expect("has a name"),
			other => other.into(),
		})
	}

	fn dispatch(&self) -> DispatchResult {
		let plainly = |result: DispatchResultWithPostInfo| -> DispatchResult {
			result.map(|_| ()).map_err(|error| error.error)
		};
		let free = |result: DispatchResultWithPostInfo| -> DispatchResult {
			let post = result.map_err(|error| error.error)?;
			assert_eq!(post.pays_fee, Pays::No, "reaping is free");
			Ok(())
		};
		match self.clone() {
			Self::Commission(who, lots, location) => {
				Provenance::commission(signed(who), all(lots.into_iter().map(new)), location)
			}
			Self::Open(who, id, owner) => {
				PrefixOwner::set(if owner { who } else { 99 });
				Provenance::open_container(signed(who), code(id), PREFIX, 1)
			}
			Self::Close(who, id) => Provenance::close_container(signed(who), code(id)),
			Self::Pack(who, id, things) => {
				Provenance::pack(signed(who), code(id), all(things.into_iter().map(item)))
			}
			Self::Unpack(who, things, location) => {
				Provenance::unpack(signed(who), all(things.into_iter().map(item)), location)
			}
			Self::Join(who, slot, index) => Provenance::join(signed(who), lot_id(slot), index),
			Self::Ship(who, id, to, kind, said, by) => {
				Provenance::ship(signed(who), code(id), to, kind, commits(said), by)
			}
			Self::Receive(who, id, reports) => {
				let report = |(units, discrepancy)| Report { span: span_of(units), discrepancy };
				let reports = all(reports.into_iter().map(report));
				Provenance::receive(signed(who), code(id), 1, reports)
			}
			Self::Reject(who, id, said) => Provenance::reject(signed(who), code(id), commits(said)),
			Self::Void(who, id) => Provenance::void_shipment(signed(who), code(id)),
			Self::Settle(who, slot, index, found) => {
				let outcome = match found {
					Some(location) => ReportOutcome::Found { location },
					None => ReportOutcome::Confirmed,
				};
				Provenance::settle_report(signed(who), lot_id(slot), index, outcome)
			}
			Self::Lapse(slot, index) => {
				Provenance::lapse_report(signed(STRANGER), lot_id(slot), index)
			}
			Self::Dispense(who, slot, index, honest, portions) => {
				let (mut unit, proof) = proven(slot, index);
				unit.0[7] ^= u8::from(!honest);
				let lot = lot_id(slot);
				plainly(Provenance::dispense(signed(who), lot, index, unit, proof, portions))
			}
			Self::Undo(who, slot, index) => {
				Provenance::undo_dispense(signed(who), lot_id(slot), index)
			}
			Self::Decommission(who, units, reason) => {
				Provenance::decommission(signed(who), span_of(units), reason)
			}
			Self::Transform(who, inputs, outputs) => Provenance::transform(
				signed(who),
				all(inputs.into_iter().map(span_of)),
				all(outputs.into_iter().map(new)),
				1,
			),
			Self::Suspect(who, slot, index, said) => {
				Provenance::suspect(signed(who), lot_id(slot), index, commits(said))
			}
			Self::QuarantineUnit(who, id) => Provenance::quarantine_unit(signed(who), id),
			Self::CloseCase(who, id, bad, said) => {
				Provenance::close_case(signed(who), id, bad, commits(said))
			}
			Self::ReapCase(id) => free(Provenance::reap_case(signed(STRANGER), id)),
			Self::Take(who, aim, kind, said) => {
				let reason = MeasureReason::Quality;
				Provenance::take_measure(signed(who), target(aim), kind, reason, commits(said))
			}
			Self::Lift(who, aim, id, said) => {
				Provenance::lift_measure(signed(who), target(aim), id, commits(said))
			}
			Self::VerifyReturn(who, (slot, start, end), honest) => {
				let units = all((start..end).map(|index| {
					let (unit, proof) = proven(slot, index);
					ProvenUnit { unit, proof }
				}));
				// Those of the units after them.
				let start = if honest { start } else { start + 1 };
				Provenance::verify_return(signed(who), lot_id(slot), start, units)
			}
			Self::ReapLot(slot) => free(Provenance::reap_lot(signed(STRANGER), lot_id(slot))),
			Self::Sense(id) => <Provenance as Custody<u64>>::quarantine(&code(id)),
			Self::MeasureProduct(gtin, kind) => {
				let change = |all: &mut BTreeMap<Gtin, ProductInfo<u64>>| {
					change_measures(&mut all.get_mut(&gtin).unwrap().measures, kind);
				};
				Registered::mutate(change);
				Ok(())
			}
			Self::Discontinue(gtin, ended) => {
				Registered::mutate(|all| all.get_mut(&gtin).unwrap().active = !ended);
				Ok(())
			}
			Self::Licence(who, kind, held) => {
				Licences::mutate(|all| match held {
					true => all.insert((who, kind)),
					false => all.remove(&(who, kind)),
				});
				Ok(())
			}
			Self::Wait(time) => {
				set_time(now() + time);
				Ok(())
			}
		}
	}
}

/// Whether it is in the other location of a stock: unpacking moves it.
fn is_elsewhere(place: Where) -> bool {
	matches!(place, Where::Stock(_, 2))
}

fn sensed() -> Measure {
	let reason = MeasureReason::ColdChain;
	Measure { id: 0, kind: MeasureKind::Quarantine, reason, by: Authority::Sensor }
}

/// Takes one more measure against a product, or lifts all of them.
fn change_measures(measures: &mut Vec<Measure>, kind: Option<MeasureKind>) {
	match kind {
		Some(kind) => measures.push(Measure { id: 1_000 + measures.len() as u32, ..measure(kind) }),
		None => measures.clear(),
	}
}

fn commits(said: bool) -> Commitment {
	commitment(u8::from(said))
}

fn all<T, Bound: sp_core::Get<u32>>(
	things: impl Iterator<Item = T>,
) -> frame_support::BoundedVec<T, Bound> {
	things.collect::<Vec<_>>().try_into().ok().expect("as many as fit are drawn")
}

fn span_of((slot, start, end): Units) -> Span {
	Span { lot: lot_id(slot), start, end }
}

fn item(thing: Thing) -> Item {
	match thing {
		Thing::Units(units) => Item::Units(span_of(units)),
		Thing::Box(id) => Item::Container(code(id)),
	}
}

fn target(aim: Aim) -> Target {
	match aim {
		Aim::Lot(slot) => Target::Lot(lot_id(slot)),
		Aim::Units(units) => Target::Span(span_of(units)),
		Aim::Box(id) => Target::Container(code(id)),
	}
}

fn new(wanted: Wanted) -> NewLot {
	let Wanted { slot, days, flaw } = wanted;
	let (gtin, text, count) = SLOTS[slot];
	let today = (now() / DAY) as u16;
	let mut new = NewLot {
		gtin,
		number: number(text),
		expires: today + days,
		attributes: commitment(1),
		count,
		root: facts().roots[slot],
	};
	match flaw {
		Flaw::None => {}
		Flaw::Product => new.gtin = Gtin(1),
		Flaw::Number => new.number = number("A B"),
		Flaw::Empty => new.count = 0,
		Flaw::Huge => new.count = MAX_UNITS + 1,
		Flaw::Root => new.root = H256::zero(),
		Flaw::Attributes => new.attributes = commitment(0),
		Flaw::Expired => new.expires = today - 1,
	}
	new
}

fn sale(from: u64, id: u64, to: u64) -> [Operation; 2] {
	let ship = Operation::Ship(from, id, to, ShipmentKind::Sale, true, START + DAY);
	[ship, Operation::Receive(to, id, vec![])]
}

fn back(from: u64, id: u64, to: u64) -> [Operation; 2] {
	let ship = Operation::Ship(from, id, to, ShipmentKind::Return, true, START + DAY);
	[ship, Operation::Receive(to, id, vec![])]
}

fn lots(who: u64, slots: &[usize]) -> Operation {
	let wanted = |slot: &usize| Wanted { slot: *slot, days: 365, flaw: Flaw::None };
	Operation::Commission(who, slots.iter().map(wanted).collect(), 1)
}

fn units(slot: usize, start: u32, end: u32) -> Thing {
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
		Dispense(PHARMACY, 1, 255, true, None),
		Dispense(PHARMACY, 1, 256, true, None),
		Dispense(PHARMACY, 1, 512, true, None),
		Dispense(PHARMACY, 2, 5, true, Some(3)),
		Dispense(PHARMACY, 2, 6, true, None),
		Dispense(OTHER_PHARMACY, 1, 256, true, None),
		Suspect(PHARMACY, 0, 3, true),
		Licence(PHARMACY, LicenceKind::Regulator, true),
		Suspect(REGULATOR, 2, 5, true),
		Suspect(REGULATOR, 1, 511, true),
		CloseCase(REGULATOR, 0, true, true),
		CloseCase(REGULATOR, 3, true, true),
		Dispense(PHARMACY, 0, 6, true, None),
		Unpack(PHARMACY, vec![units(0, 12, 14)], 1),
		// In the same word, at different times.
		Wait(5 * DAY),
		Dispense(PHARMACY, 1, 300, true, None),
		Wait(5 * DAY),
		Dispense(PHARMACY, 1, 301, true, None),
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
		Dispense(PHARMACY, 5, 1_279, true, None),
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
