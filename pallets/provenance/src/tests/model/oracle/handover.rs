//! From hand to hand.

use super::*;
use crate::{Discrepancy, ShipmentKind};
use salus_primitives::DAY;

impl Oracle {
	pub fn ship(
		&mut self,
		who: u64,
		container: u64,
		to: u64,
		kind: ShipmentKind,
		documents: bool,
		receive_by: Moment,
	) -> Outcome {
		commits(documents)?;
		let in_time = self.now < receive_by && receive_by <= self.now + 90 * DAY;
		ensure(in_time, "InvalidDeadline")?;
		ensure(who != to, "ShippedToSelf")?;
		let entry = self.outermost(container, who)?;
		ensure(entry.shipment.is_none(), "InTransit")?;
		ensure(self.contents(container) > 0, "EmptyContainer")?;
		let back = kind == ShipmentKind::Return;
		ensure(back || !entry.returns, "ReturnsOnly")?;
		ensure(back || entry.measures.is_empty(), "UnderMeasure")?;
		ensure(self.in_supply_chain(who), "Unlicensed")?;
		ensure(self.in_supply_chain(to), "ConsigneeUnlicensed")?;
		let entry = self.boxes.get_mut(&container).expect("it is there");
		entry.shipment = Some(Shipment { consignee: to, back, receive_by: ceil(receive_by) });
		Ok(())
	}

	/// Who ships `container` to `consignee`.
	pub(super) fn shipped_to(
		&self,
		consignee: u64,
		container: u64,
	) -> Result<(u64, Shipment), &'static str> {
		let entry = self.container(container)?;
		let shipment = entry.shipment.clone().ok_or("NotShipped")?;
		ensure(shipment.consignee == consignee, "NotConsignee")?;
		let Held::By(holder, _) = entry.place else { panic!("shipped from inside another one") };
		Ok((holder, shipment))
	}

	pub fn receive(
		&mut self,
		who: u64,
		container: u64,
		location: u16,
		reports: &[(Units, Discrepancy)],
	) -> Outcome {
		let (shipper, shipment) = self.shipped_to(who, container)?;
		ensure(self.now <= shipment.receive_by, "Overdue")?;
		ensure(self.in_supply_chain(who), "Unlicensed")?;
		let due = ceil(self.now + 7 * DAY);
		for (units, discrepancy) in reports.iter().copied() {
			let piece = self.take(units, true, who)?;
			let Where::Inside(inner) = piece.place else { return Err("NotInContainer") };
			ensure(self.is_within(inner, container)?, "NotInContainer")?;
			// Nobody gets anything out of a quarantine by a report.
			ensure(self.chain(inner)?.measures.is_empty(), "UnderMeasure")?;
			let place = Where::Reported { shipper, consignee: who, discrepancy, due };
			self.put(piece, place, who)?;
		}
		let contents = self.contents(container);
		let entry = self.boxes.get_mut(&container).expect("it was shipped");
		entry.shipment = None;
		entry.returns = contents > 0 && (entry.returns || shipment.back);
		entry.place = Held::By(who, location);
		Ok(())
	}

	pub fn reject(&mut self, who: u64, container: u64, statement: bool) -> Outcome {
		commits(statement)?;
		self.shipped_to(who, container)?;
		self.boxes.get_mut(&container).expect("it was shipped").shipment = None;
		Ok(())
	}

	pub fn void(&mut self, who: u64, container: u64) -> Outcome {
		ensure(self.outermost(container, who)?.shipment.is_some(), "NotShipped")?;
		self.boxes.get_mut(&container).expect("it was shipped").shipment = None;
		Ok(())
	}

	/// `who` settles a report; nobody, because it is overdue.
	pub fn report(
		&mut self,
		who: Option<u64>,
		slot: usize,
		index: u32,
		found: Option<u16>,
	) -> Outcome {
		let lot = self.lot(slot)?;
		let at = lot.piece(index).ok_or("NotInOnePlace")?;
		let (start, end) = (lot.begin(at), lot.borders[at].end);
		let unit = lot.units[index as usize];
		let Where::Reported { shipper, discrepancy, due, .. } = unit.place else {
			return Err("NotReported");
		};
		match who {
			Some(who) => ensure(who == shipper, "NotHolder")?,
			None => ensure(self.now > due, "NotYetDue")?,
		}
		let place = match found {
			Some(location) => Where::Stock(shipper, location),
			None => Where::Gone(shipper, discrepancy.into()),
		};
		self.settle((slot, start, end), place, unit.stage, unit.suspect);
		Ok(())
	}
}
