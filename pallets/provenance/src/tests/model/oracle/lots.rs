//! Lots: how they begin, what they are made of, and how they end.

use super::*;
use crate::{DecommissionReason, Stage};
use salus_primitives::{RecallDepth, DAY, YEAR};

impl Oracle {
	pub(super) fn add_lot(
		&mut self,
		who: u64,
		wanted: Wanted,
		location: u16,
		origins: Vec<Units>,
	) -> Outcome {
		let Wanted { slot, days, flaw } = wanted;
		let (gtin, _, count) = SLOTS[slot];
		ensure(flaw != Flaw::Product, "UnknownProduct")?;
		ensure(maker(gtin) == who, "NotManufacturer")?;
		ensure(!self.discontinued.contains(&gtin.0), "Discontinued")?;
		ensure(flaw != Flaw::Number, "InvalidLotNumber")?;
		ensure(flaw != Flaw::Empty, "ZeroCount")?;
		ensure(flaw != Flaw::Huge, "TooManyUnits")?;
		ensure(flaw != Flaw::Root, "ZeroRoot")?;
		ensure(flaw != Flaw::Attributes, "ZeroCommitment")?;
		ensure(flaw != Flaw::Expired, "Expired")?;
		ensure(!self.lots.contains_key(&slot), "AlreadyExists")?;
		pay(who)?;
		let deposit = 100 + 2 * u64::from(count.div_ceil(256)) + 3 * origins.len() as u64;
		let unit = Unit {
			place: Where::Stock(who, location),
			stage: Stage::New,
			suspect: false,
			dispensed: None,
			portions: None,
			case: None,
			noted: None,
		};
		let lot = Lot {
			gtin,
			expires: self.now / DAY + u64::from(days),
			location,
			units: vec![unit; count as usize],
			borders: Vec::new(),
			measures: Vec::new(),
			origins,
			deposit,
			reaping: false,
		};
		self.lots.insert(slot, Rc::new(lot));
		Ok(())
	}

	pub fn commission(&mut self, who: u64, lots: &[Wanted], location: u16) -> Outcome {
		self.licensed(who, LicenceKind::Manufacturer)?;
		ensure(!lots.is_empty(), "NothingToDo")?;
		for wanted in lots {
			self.add_lot(who, *wanted, location, Vec::new())?;
		}
		Ok(())
	}

	pub fn transform(
		&mut self,
		who: u64,
		inputs: &[Units],
		outputs: &[Wanted],
		location: u16,
	) -> Outcome {
		self.licensed(who, LicenceKind::Manufacturer)?;
		ensure(!inputs.is_empty() && !outputs.is_empty(), "NothingToDo")?;
		let mut origins = inputs.to_vec();
		for (slot, ..) in inputs {
			origins.extend(self.lots.get(slot).iter().flat_map(|lot| lot.origins.iter().copied()));
		}
		ensure(origins.len() <= 16, "TooManyOrigins")?;
		for units in inputs.iter().copied() {
			let piece = self.take(units, true, who)?;
			self.in_stock(who, piece.place)?;
			ensure(piece.stage != Stage::Returned, "ReturnNotVerified")?;
			ensure(!piece.suspect, "Suspect")?;
			self.fit(units, RecallDepth::Wholesale)?;
			self.put(piece, Where::Gone(who, DecommissionReason::Transformed), who)?;
		}
		for Wanted { days, flaw, .. } in outputs.iter().copied() {
			let expires = self.now / DAY + u64::from(days);
			let in_time = inputs.iter().all(|(slot, ..)| expires <= self.lots[slot].expires);
			ensure(in_time || flaw == Flaw::Expired, "ExpiresLater")?;
		}
		for wanted in outputs {
			self.add_lot(who, *wanted, location, origins.clone())?;
		}
		Ok(())
	}

	/// Removes up to 64 entries: what there is to say of units, words of 256, and ranges.
	pub fn reap_lot(&mut self, slot: usize) -> Outcome {
		let lot = self.lots.get(&slot).ok_or("UnknownLot")?;
		ensure(self.now >= (lot.expires + 1) * DAY + 6 * YEAR, "StillNeeded")?;
		ensure(!lot.units.iter().any(|unit| is_open(unit.case)), "StillNeeded")?;
		let units = || (0u32..).zip(&lot.units);
		let noted = units().filter(|(_, unit)| unit.noted.is_some()).count();
		let words: BTreeSet<_> = units()
			.filter(|(_, unit)| unit.noted.is_some() || unit.dispensed.is_some())
			.map(|(index, _)| index / 256)
			.collect();
		let gone = noted + words.len();
		assert!(gone < 64, "more than the oracle can tell");
		let ranges = lot.borders.len().min(64 - gone);
		let inside: BTreeSet<_> = (0..ranges)
			.filter_map(|at| match lot.units[lot.begin(at) as usize].place {
				Where::Inside(container) => Some(container),
				_ => None,
			})
			.collect();
		if gone + ranges < 64 {
			self.lots.remove(&slot);
		} else {
			let lot = self.change(slot);
			lot.reaping = true;
			// The first units are forgotten; the borders of the others count from there.
			let from = lot.borders[ranges - 1].end;
			lot.borders.drain(..ranges);
			lot.borders.iter_mut().for_each(|border| border.end -= from);
			lot.units.drain(..from as usize);
			for unit in &mut lot.units {
				(unit.dispensed, unit.portions, unit.case, unit.noted) = (None, None, None, None);
			}
		}
		for container in inside {
			self.left(container);
		}
		Ok(())
	}
}
