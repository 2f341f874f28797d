//! Something that there is, mostly, out of what the oracle knows.

use super::{
	super::oracle::{Aim, Box, Case, Flaw, Oracle, Units, Wanted, Where, SLOTS},
	BOXES,
};
use crate::{mock::*, tests::dice::Dice, CaseStatus, Stage};
use salus_primitives::Measure;

/// Where units are cut, other than at their ends: around the borders of words.
pub(super) const BORDERS: [u32; 8] = [1, 2, 255, 256, 257, 511, 512, 1_024];

pub(super) const EVERYBODY: [u64; 8] =
	[MAKER, OTHER_MAKER, WHOLESALER, PHARMACY, OTHER_PHARMACY, REGULATOR, STRANGER, POOR_PHARMACY];
pub(super) const HOLDERS: [u64; 5] = [MAKER, OTHER_MAKER, WHOLESALER, PHARMACY, OTHER_PHARMACY];

impl Dice {
	/// Mostly `who`.
	pub(super) fn mostly(&mut self, who: u64) -> u64 {
		if self.one_in(12) {
			self.of(&EVERYBODY)
		} else {
			who
		}
	}
}

/// A range, or the fresh units of a lot.
#[derive(Clone, Copy)]
pub(super) struct There {
	pub units: Units,
	pub place: Where,
	pub stage: Stage,
	pub touched: bool,
}

/// Everything that units are in.
pub(super) fn pieces(oracle: &Oracle) -> Vec<There> {
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
pub(super) fn piece(dice: &mut Dice, oracle: &Oracle, suits: impl Fn(&There) -> bool) -> There {
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
pub(super) fn index(dice: &mut Dice, (_, start, end): Units) -> u32 {
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
pub(super) fn part(dice: &mut Dice, units: Units) -> Units {
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
pub(super) fn holder(dice: &mut Dice, oracle: &Oracle, place: Where) -> u64 {
	let who = oracle.last_holder(place);
	dice.mostly(who)
}

/// A container for which this is true; if there is none, any.
pub(super) fn container(
	dice: &mut Dice,
	oracle: &Oracle,
	suits: impl Fn(u64, &Box) -> bool,
) -> u64 {
	let there = oracle.boxes.iter().filter(|(id, entry)| suits(**id, entry));
	let there: Vec<_> = there.map(|(id, _)| *id).collect();
	let all: Vec<_> = oracle.boxes.keys().copied().collect();
	if dice.one_in(24) {
		return dice.below(BOXES);
	}
	dice.any(&there).or_else(|| dice.any(&all)).unwrap_or_else(|| dice.below(BOXES))
}

pub(super) fn box_holder(oracle: &Oracle, container: u64) -> u64 {
	oracle.chain(container).map_or(MAKER, |chain| chain.holder)
}

/// A unit that something happened to.
pub(super) fn hot(dice: &mut Dice, oracle: &Oracle) -> (usize, u32) {
	match dice.any(&oracle.hot) {
		Some(hot) if !dice.one_in(10) => hot,
		_ => {
			let there = piece(dice, oracle, |there| there.touched);
			(there.units.0, index(dice, there.units))
		}
	}
}

pub(super) fn place_of(oracle: &Oracle, slot: usize, index: u32) -> Option<Where> {
	let lot = oracle.lots.get(&slot).filter(|lot| !lot.reaping)?;
	lot.units.get(index as usize).map(|unit| unit.place)
}

pub(super) fn wanted(dice: &mut Dice, oracle: &Oracle, slots: &[usize]) -> Wanted {
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

pub(super) fn case(dice: &mut Dice, oracle: &Oracle, open: bool) -> u32 {
	let suits =
		|case: &Case| open == matches!(case.status, CaseStatus::Suspect | CaseStatus::Quarantined);
	let there: Vec<_> =
		oracle.cases.iter().filter(|(_, case)| suits(case)).map(|(id, _)| *id).collect();
	let other = dice.below(u64::from(oracle.next_case) + 1) as u32;
	dice.any(&there).filter(|_| !dice.one_in(8)).unwrap_or(other)
}

/// Where the range of a unit ends: nothing, the truth, or something like it.
pub(super) fn hint(dice: &mut Dice, oracle: &Oracle, slot: usize, at: u32) -> Option<u32> {
	let lot = oracle.lots.get(&slot);
	let ends: Vec<_> = lot.iter().flat_map(|lot| &lot.borders).map(|border| border.end).collect();
	match dice.below(8) {
		0..=2 => None,
		3..=4 => lot.and_then(|lot| lot.range_end(at)),
		// Another range, as it was before it was split, or none.
		5 => dice.any(&ends),
		6 => Some(at + dice.below(3) as u32),
		_ => Some(dice.of(&[0, SLOTS[slot].2, SLOTS[slot].2 + 1, u32::MAX])),
	}
}

/// What a measure is against, and who may take it.
pub(super) fn aim(dice: &mut Dice, oracle: &Oracle) -> (u64, Aim) {
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
pub(super) fn measure_in_force(dice: &mut Dice, oracle: &Oracle) -> Option<(Aim, Measure)> {
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
