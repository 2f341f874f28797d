//! Quarantine and recall.

use super::*;
use salus_primitives::{Authority, MeasureKind, RecallDepth};

impl Oracle {
	/// Measures against units of a lot and its product, which reach `level`.
	pub(super) fn own_measures(
		&self,
		(slot, start, end): Units,
		level: RecallDepth,
	) -> Vec<Measure> {
		// What was made of a reaped lot is not known to be made of it any more.
		let Some(lot) = self.lots.get(&slot) else { return Vec::new() };
		let reaches = |kind: MeasureKind| match kind {
			MeasureKind::Quarantine => level != RecallDepth::Patient,
			MeasureKind::Recall { depth, .. } => level <= depth,
		};
		let touches = |from: u32, to: u32| from < end && start < to;
		let own = lot.measures.iter().filter(|(from, to, _)| touches(*from, *to));
		let product = self.product_measures.get(&lot.gtin.0).cloned().unwrap_or_default();
		let all = own.map(|(_, _, measure)| *measure).chain(product);
		all.filter(|measure| reaches(measure.kind)).collect()
	}

	pub(super) fn measures(&self, units: Units, level: RecallDepth) -> Vec<Measure> {
		let mut all = self.own_measures(units, level);
		for origin in &self.lots[&units.0].origins {
			all.extend(self.own_measures(*origin, level));
		}
		all
	}

	pub(super) fn fit(&self, units: Units, level: RecallDepth) -> Outcome {
		ensure(!self.lot(units.0)?.expired(self.now), "Expired")?;
		ensure(self.measures(units, level).is_empty(), "UnderMeasure")
	}

	pub(super) fn authority(&self, who: u64, aim: Aim) -> Result<Authority, &'static str> {
		let responsible = match aim {
			Aim::Lot(slot) | Aim::Units((slot, ..)) => Some(maker(self.lot(slot)?.gtin)),
			Aim::Box(container) => {
				let opener = self.container(container)?.opener;
				Some(opener)
					.filter(|opener| self.chain(container).is_ok_and(|c| c.holder == *opener))
			}
		};
		let (kind, authority) = match responsible == Some(who) {
			true => (LicenceKind::Manufacturer, Authority::Manufacturer),
			false => (LicenceKind::Regulator, Authority::Regulator),
		};
		ensure(self.holds(who, kind), "NotAuthorized")?;
		Ok(authority)
	}

	pub fn take_measure(
		&mut self,
		who: u64,
		aim: Aim,
		mut measure: Measure,
		said: bool,
	) -> Outcome {
		commits(said)?;
		measure.by = self.authority(who, aim)?;
		measure.id = self.next_measure;
		self.next_measure += 1;
		// Manufacturers leave room for others.
		let room = if measure.by == Authority::Manufacturer { 8 - RESERVED } else { 8 };
		let (slot, start, end) = match aim {
			Aim::Box(container) => {
				self.container(container)?;
				let entry = self.boxes.get_mut(&container).expect("it is there");
				ensure(entry.measures.len() < room, "TooManyMeasures")?;
				entry.measures.push(measure);
				return Ok(());
			}
			Aim::Lot(slot) => (slot, 0, self.lot(slot)?.count()),
			Aim::Units(units) => units,
		};
		self.within((slot, start, end))?;
		let lot = self.change(slot);
		ensure(lot.measures.len() < room, "TooManyMeasures")?;
		lot.measures.push((start, end, measure));
		Ok(())
	}

	pub fn lift_measure(&mut self, who: u64, aim: Aim, id: u32, said: bool) -> Outcome {
		commits(said)?;
		let by = self.authority(who, aim)?;
		let measure = match aim {
			Aim::Box(container) => {
				self.container(container)?;
				let measures = &mut self.boxes.get_mut(&container).expect("it is there").measures;
				let at = measures.iter().position(|measure| measure.id == id);
				measures.remove(at.ok_or("NotFound")?)
			}
			Aim::Lot(slot) | Aim::Units((slot, ..)) => {
				let all = (0, self.lot(slot)?.count());
				let on = if let Aim::Units((_, start, end)) = aim { (start, end) } else { all };
				let measures = &mut self.change(slot).measures;
				let at = measures.iter().position(|(_, _, measure)| measure.id == id);
				let (start, end, measure) = measures.remove(at.ok_or("NotFound")?);
				ensure((start, end) == on, "OtherTarget")?;
				measure
			}
		};
		ensure(by == Authority::Regulator || measure.by == Authority::Manufacturer, "NotYours")
	}

	/// A sensor says that `container` was too warm.
	pub fn sense(&mut self, container: u64, mut measure: Measure) -> Outcome {
		let entry = self.container(container)?;
		if entry.measures.iter().any(|known| known.by == Authority::Sensor) {
			return Ok(());
		}
		measure.id = self.next_measure;
		self.next_measure += 1;
		let entry = self.boxes.get_mut(&container).expect("it is there");
		ensure(entry.measures.len() < 8, "TooManyMeasures")?;
		entry.measures.push(measure);
		Ok(())
	}
}
