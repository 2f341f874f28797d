//! What units end with, and what undoes that.

use super::*;
use crate::{DecommissionReason, Stage};
use salus_primitives::{RecallDepth, DAY};

impl Oracle {
	pub fn dispense(
		&mut self,
		who: u64,
		slot: usize,
		index: u32,
		proven: bool,
		wanted: Option<u16>,
	) -> Outcome {
		self.licensed(who, LicenceKind::Pharmacy)?;
		let lot = self.lot(slot)?;
		ensure(proven && index < lot.count(), "Proof")?;
		let unit = lot.units[index as usize];
		let opened = unit.portions.filter(|portions| portions.left > 0).is_some();
		if unit.dispensed.is_some() && !(opened && self.in_stock(who, unit.place).is_ok()) {
			// One of the two is a copy.
			let known = unit.case.filter(|(_, status)| *status != CaseStatus::Cleared);
			if let Some((id, _)) = known {
				// It may have been reaped.
				if let Some(case) = self.cases.get_mut(&id) {
					(case.second, case.again) = (who, true);
				}
				return Ok(());
			}
			let first = self.last_holder(unit.place);
			return self.open_case(slot, index, first, who, true);
		}
		self.in_stock(who, unit.place)?;
		// What was never unpacked has no range.
		ensure(index < lot.fresh(), "InContainer")?;
		ensure(unit.stage != Stage::Returned, "ReturnNotVerified")?;
		self.fit((slot, index, index + 1), RecallDepth::Pharmacy)?;
		match unit.case.map(|(_, status)| status) {
			Some(CaseStatus::Suspect) => return Err("Suspect"),
			Some(CaseStatus::Quarantined) => return Err("Quarantined"),
			Some(CaseStatus::Illegitimate) => return Err("Illegitimate"),
			Some(CaseStatus::Cleared) | None => {}
		}
		let whole = whole(lot.gtin);
		let now = self.now;
		let piece = lot.piece(index).expect("it is not fresh");
		let mut next = unit;
		if wanted.is_some() || unit.portions.is_some() {
			ensure(whole > 1, "NotDivisible")?;
			let there = unit.portions.map_or(whole, |portions| portions.left);
			let last = wanted.unwrap_or(there);
			ensure(last > 0, "NothingToDo")?;
			ensure(last <= there, "TooManyPortions")?;
			if unit.noted.is_none() {
				pay(who)?;
				next.noted = Some(who);
			}
			next.portions = Some(Portions { left: there - last, last, at: floor(now) });
		}
		next.dispensed = unit.dispensed.or(Some(now));
		*self.unit(slot, index) = next;
		self.change(slot).borders[piece].touched = true;
		self.hot.push((slot, index));
		Ok(())
	}

	pub fn undo(&mut self, who: u64, slot: usize, index: u32) -> Outcome {
		self.licensed(who, LicenceKind::Pharmacy)?;
		let lot = self.lot(slot)?;
		ensure(index < lot.fresh(), "NotInOnePlace")?;
		let unit = lot.units[index as usize];
		self.in_stock(who, unit.place)?;
		let dispensed = unit.dispensed.ok_or("NotDispensed")?;
		ensure(!is_open(unit.case), "CaseOpen")?;
		let illegitimate = matches!(unit.case, Some((_, CaseStatus::Illegitimate)));
		ensure(!illegitimate, "Illegitimate")?;
		self.fit((slot, index, index + 1), RecallDepth::Pharmacy)?;
		let whole = whole(lot.gtin);
		let mut next = unit;
		match unit.portions {
			Some(portions) => {
				let in_time = portions.last > 0 && self.now <= portions.at + 10 * DAY;
				ensure(in_time, "UndoTooLate")?;
				let left = portions.left + portions.last;
				next.portions = Some(Portions { left, last: 0, ..portions });
				if left == whole {
					(next.portions, next.dispensed) = (None, None);
				}
			}
			None => {
				// This half of the undo period, or the one before.
				let half = |time: Moment| time / (5 * DAY);
				ensure(half(self.now) <= half(dispensed) + 1, "UndoTooLate")?;
				next.dispensed = None;
			}
		}
		if next.case.is_none() && next.portions.is_none() {
			next.noted = None;
		}
		*self.unit(slot, index) = next;
		Ok(())
	}

	pub fn decommission(&mut self, who: u64, units: Units, reason: DecommissionReason) -> Outcome {
		ensure(reason != DecommissionReason::Transformed, "InvalidReason")?;
		let piece = self.take(units, true, who)?;
		match piece.place {
			Where::Inside(container) => {
				let chain = self.chain(container)?;
				ensure(chain.holder == who, "NotHolder")?;
				ensure(chain.receive_by.is_none(), "InTransit")?;
			}
			place => self.in_stock(who, place)?,
		}
		// What a case is about is evidence.
		let (slot, start, _) = units;
		let case = self.lots[&slot].units[start as usize].case;
		ensure(!piece.suspect || !is_open(case), "CaseOpen")?;
		self.put(piece, Where::Gone(who, reason), who)
	}

	pub fn verify_return(&mut self, who: u64, (slot, start, end): Units, proven: bool) -> Outcome {
		ensure(start < end, "NothingToDo")?;
		let count = self.lot(slot)?.count();
		ensure(proven && end <= count, "Proof")?;
		let mut piece = self.take((slot, start, end), false, who)?;
		self.in_stock(who, piece.place)?;
		ensure(piece.stage == Stage::Returned, "NotReturned")?;
		piece.stage = Stage::Verified;
		self.hot.extend([(slot, start), (slot, end - 1)]);
		let place = piece.place;
		self.put(piece, place, who)
	}
}
