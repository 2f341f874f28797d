//! What may happen, how it is drawn, and how it is done to the pallet and to the oracle.

mod doing;
mod draws;
mod facts;
mod openings;
mod picking;

pub use facts::{code, lot_id, proven};
pub use openings::openings;

use super::oracle::{Aim, Oracle, Thing, Units, Wanted};
use crate::{tests::dice::Dice, DecommissionReason, Discrepancy, ShipmentKind};
use salus_primitives::{
	Authority, Gtin, LicenceKind, Measure, MeasureKind, MeasureReason, Moment, RecallClass,
	RecallDepth,
};

pub const BOXES: u64 = 10;

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
	/// The last one is where the unit's range is said to end.
	Dispense(u64, usize, u32, bool, Option<u16>, Option<u32>),
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

	/// What it says of where the unit's range ends.
	pub fn hint(&self, oracle: &Oracle) -> Option<&'static str> {
		let Self::Dispense(_, slot, index, .., ends) = self else { return None };
		let known = oracle.lots.get(slot).and_then(|lot| lot.range_end(*index));
		Some(match ends {
			None => "no hint",
			Some(_) if *ends == known => "right hint",
			Some(_) => "wrong hint",
		})
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
}
