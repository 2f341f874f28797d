//! What everybody is told, and who has paid for what.

use super::*;
use crate::{Stage, UnitState};
use salus_primitives::RecallDepth;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
	pub state: UnitState,
	pub kinds: BTreeSet<LicenceKind>,
	pub expires: u16,
	pub expired: bool,
	/// The severest ones, of which any may be told.
	pub measures: Vec<Measure>,
	pub case: Option<(u32, CaseStatus)>,
	pub saleable: bool,
	pub range_end: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct BoxAnswer {
	pub kinds: BTreeSet<LicenceKind>,
	pub in_transit: bool,
	pub overdue: bool,
	pub depth: u8,
	pub contents: u32,
	pub measures: Vec<Measure>,
	pub limits: Option<StorageLimits>,
}

impl Oracle {
	/// What everybody is told about a unit.
	pub fn answer(&self, slot: usize, index: u32) -> Result<Answer, &'static str> {
		let lot = self.lot(slot)?;
		ensure(index < lot.count(), "Proof")?;
		let unit = lot.units[index as usize];
		let holder = self.last_holder(unit.place);
		let kinds = self.kinds(holder);
		let at_maker = holder == maker(lot.gtin);
		let of = |stage| match stage {
			Stage::New if at_maker => UnitState::Active,
			Stage::New => UnitState::Received,
			Stage::Returned => UnitState::Returned,
			Stage::Verified => UnitState::Verified,
			Stage::Resold => UnitState::Resold,
		};
		let mut over = Vec::new();
		let by_place = match unit.place {
			Where::Stock(..) => of(unit.stage),
			Where::Gone(_, reason) => UnitState::Decommissioned(reason),
			Where::Reported { discrepancy, .. } => UnitState::Reported(discrepancy),
			Where::Inside(container) => {
				let chain = self.chain(container)?;
				over = chain.measures;
				match (chain.receive_by, chain.returns) {
					(Some(_), _) => UnitState::InTransit,
					(None, true) => UnitState::Returned,
					(None, false) => of(unit.stage),
				}
			}
			Where::Moving => unreachable!("nothing is moved for long"),
		};
		let left = unit.portions.map_or(0, |portions| portions.left);
		let state = match unit.dispensed {
			Some(_) if left > 0 => UnitState::PartlyDispensed { left },
			Some(_) => UnitState::Dispensed,
			None => by_place,
		};
		let state = match unit.case.map(|(_, status)| status) {
			Some(CaseStatus::Suspect) => UnitState::Suspect,
			Some(CaseStatus::Quarantined) => UnitState::Quarantined,
			Some(CaseStatus::Illegitimate) => UnitState::Illegitimate,
			Some(CaseStatus::Cleared)
				if matches!(state, UnitState::Active | UnitState::Received) =>
			{
				UnitState::Cleared
			}
			_ => state,
		};
		// What is left of an opened unit is still in the pharmacy.
		let level = if unit.dispensed.is_some() && left == 0 {
			RecallDepth::Patient
		} else if [LicenceKind::Pharmacy, LicenceKind::Facility]
			.iter()
			.any(|kind| kinds.contains(kind))
		{
			RecallDepth::Pharmacy
		} else {
			RecallDepth::Wholesale
		};
		let mut measures = self.measures((slot, index, index + 1), level);
		measures.extend(over);
		let measures = severest(measures);
		let expired = lot.expired(self.now);
		let sound = !matches!(
			state,
			UnitState::Reported(_)
				| UnitState::Suspect
				| UnitState::Quarantined
				| UnitState::Illegitimate
				| UnitState::PartlyDispensed { .. }
				| UnitState::Dispensed
				| UnitState::Decommissioned(_)
		);
		let saleable = sound && !expired && measures.is_empty();
		let (expires, case) = (lot.expires as u16, unit.case);
		let range_end = lot.range_end(index);
		Ok(Answer { state, kinds, expires, expired, measures, case, saleable, range_end })
	}

	/// What everybody is told about a container.
	pub fn box_answer(&self, container: u64) -> Result<BoxAnswer, &'static str> {
		let chain = self.chain(container)?;
		Ok(BoxAnswer {
			kinds: self.kinds(chain.holder),
			in_transit: chain.receive_by.is_some(),
			overdue: chain.receive_by.is_some_and(|by| self.now > by),
			depth: chain.depth - 1,
			contents: self.contents(container),
			measures: severest(chain.measures),
			limits: self.container(container)?.limits,
		})
	}

	/// What is held from everybody: for lots, ranges, containers, what was noted of units, cases.
	pub fn held(&self) -> BTreeMap<u64, [u64; 5]> {
		let mut held = BTreeMap::<u64, [u64; 5]>::new();
		let mut add = |who, what: usize, amount| held.entry(who).or_default()[what] += amount;
		for lot in self.lots.values() {
			add(maker(lot.gtin), 0, lot.deposit);
			lot.borders.iter().for_each(|border| add(border.payer, 1, 10));
			let noted = lot.units.iter().filter_map(|unit| unit.noted);
			noted.for_each(|payer| add(payer, 3, 5));
		}
		self.boxes.values().for_each(|entry| add(entry.opener, 2, 20));
		self.cases.values().for_each(|case| add(case.payer, 4, 7));
		held
	}
}
