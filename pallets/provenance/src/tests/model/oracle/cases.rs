//! Suspicions, until a regulator decides.

use super::*;
use salus_primitives::YEAR;

impl Oracle {
	pub(super) fn open_case(
		&mut self,
		slot: usize,
		index: u32,
		first: u64,
		second: u64,
		again: bool,
	) -> Outcome {
		pay(second)?;
		let id = self.next_case;
		self.next_case += 1;
		let (status, since) = (CaseStatus::Suspect, floor(self.now));
		self.cases
			.insert(id, Case { slot, index, first, second, again, status, since, payer: second });
		let unit = self.unit(slot, index);
		unit.case = Some((id, status));
		unit.noted.get_or_insert(second);
		self.hot.push((slot, index));
		Ok(())
	}

	pub fn suspect(&mut self, who: u64, slot: usize, index: u32, evidence: bool) -> Outcome {
		commits(evidence)?;
		self.within((slot, index, index + 1))?;
		let unit = self.lot(slot)?.units[index as usize];
		ensure(!matches!(unit.place, Where::Gone(..)), "Gone")?;
		let first = self.last_holder(unit.place);
		let may = who == first || self.holds(who, LicenceKind::Regulator);
		ensure(may, "NotAuthorized")?;
		ensure(!is_open(unit.case), "CaseOpen")?;
		ensure(!matches!(unit.case, Some((_, CaseStatus::Illegitimate))), "Illegitimate")?;
		if unit.dispensed.is_none() {
			let mut piece = self.take((slot, index, index + 1), false, who)?;
			piece.suspect = true;
			self.put(piece, unit.place, who)?;
		}
		self.open_case(slot, index, first, who, false)
	}

	pub fn quarantine_unit(&mut self, who: u64, id: u32) -> Outcome {
		let case = self.cases.get(&id).cloned().ok_or("NotFound")?;
		ensure(is_open(Some((id, case.status))), "CaseClosed")?;
		ensure(case.status == CaseStatus::Suspect, "Quarantined")?;
		let unit = self.lots[&case.slot].units[case.index as usize];
		ensure(self.last_holder(unit.place) == who, "NotHolder")?;
		self.decide(id, CaseStatus::Quarantined, case.since);
		Ok(())
	}

	pub(super) fn decide(&mut self, id: u32, status: CaseStatus, since: Moment) {
		let case = self.cases.get_mut(&id).expect("it is there");
		(case.status, case.since) = (status, since);
		let (slot, index) = (case.slot, case.index);
		self.unit(slot, index).case = Some((id, status));
	}

	pub fn close_case(&mut self, who: u64, id: u32, bad: bool, ruling: bool) -> Outcome {
		commits(ruling)?;
		self.licensed(who, LicenceKind::Regulator)?;
		let case = self.cases.get(&id).cloned().ok_or("NotFound")?;
		ensure(is_open(Some((id, case.status))), "CaseClosed")?;
		let made = maker(SLOTS[case.slot].0);
		let party = who == case.first || who == made || case.again && who == case.second;
		ensure(!party, "ConflictOfInterest")?;
		let status = if bad { CaseStatus::Illegitimate } else { CaseStatus::Cleared };
		self.decide(id, status, floor(self.now));
		if !bad {
			self.unit(case.slot, case.index).suspect = false;
		}
		Ok(())
	}

	pub fn reap_case(&mut self, id: u32) -> Outcome {
		let case = self.cases.get(&id).ok_or("NotFound")?;
		let over = !is_open(Some((id, case.status))) && self.now >= case.since + 6 * YEAR;
		ensure(over, "StillNeeded")?;
		self.cases.remove(&id);
		Ok(())
	}
}
