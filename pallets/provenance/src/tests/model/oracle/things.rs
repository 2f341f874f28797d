//! What the oracle tells of.

use crate::{mock::*, CaseStatus, DecommissionReason, Discrepancy, Stage};
use salus_primitives::{Gtin, Measure, Moment, StorageLimits, DAY};

/// Units of the lot in this slot, from one index to before another.
pub type Units = (usize, u32, u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
	Stock(u64, u16),
	Inside(u64),
	Reported {
		shipper: u64,
		consignee: u64,
		discrepancy: Discrepancy,
		due: Moment,
	},
	Gone(u64, DecommissionReason),
	/// In nobody's hands, while they are moved.
	Moving,
}

#[derive(Clone, Copy, Debug)]
pub struct Portions {
	pub left: u16,
	pub last: u16,
	pub at: Moment,
}

#[derive(Clone, Copy, Debug)]
pub struct Unit {
	pub place: Where,
	pub stage: Stage,
	/// A case is open about it, or it is illegitimate: it is kept apart.
	pub suspect: bool,
	/// When it was dispensed, or opened.
	pub dispensed: Option<Moment>,
	pub portions: Option<Portions>,
	pub case: Option<(u32, CaseStatus)>,
	/// Who paid for that there is a case, or that it was opened.
	pub noted: Option<u64>,
}

/// Where a range ends.
#[derive(Clone, Copy, Debug)]
pub struct Border {
	pub end: u32,
	pub payer: u64,
	/// A unit of the range was dispensed once.
	pub touched: bool,
}

#[derive(Clone, Debug)]
pub struct Lot {
	pub gtin: Gtin,
	pub expires: u64,
	pub location: u16,
	pub units: Vec<Unit>,
	pub borders: Vec<Border>,
	/// Measures against units from one index to before another.
	pub measures: Vec<(u32, u32, Measure)>,
	/// What it was made of, and what that was.
	pub origins: Vec<Units>,
	pub deposit: u64,
	/// Partly removed.
	pub reaping: bool,
}

impl Lot {
	pub fn count(&self) -> u32 {
		self.units.len() as u32
	}

	/// The first unit that nobody touched.
	pub fn fresh(&self) -> u32 {
		self.borders.last().map_or(0, |border| border.end)
	}

	/// The number of the range that `index` is in.
	pub(super) fn piece(&self, index: u32) -> Option<usize> {
		self.borders.iter().position(|border| index < border.end)
	}

	/// Where the range ends that `index` is in.
	pub fn range_end(&self, index: u32) -> Option<u32> {
		self.piece(index).map(|piece| self.borders[piece].end)
	}

	/// Where the range of this number begins.
	pub fn begin(&self, piece: usize) -> u32 {
		if piece == 0 {
			0
		} else {
			self.borders[piece - 1].end
		}
	}

	pub fn expired(&self, now: Moment) -> bool {
		now >= (self.expires + 1) * DAY
	}
}

#[derive(Clone, Debug)]
pub struct Shipment {
	pub consignee: u64,
	pub back: bool,
	pub receive_by: Moment,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
	By(u64, u16),
	Inside(u64),
	Moving,
}

#[derive(Clone, Debug)]
pub struct Box {
	pub place: Held,
	/// These three say something since it was empty last: the levels of containers, whether what is
	/// in it came back, and what suits it.
	pub height: u8,
	pub returns: bool,
	pub limits: Option<StorageLimits>,
	pub shipment: Option<Shipment>,
	pub measures: Vec<Measure>,
	pub opener: u64,
}

#[derive(Clone, Debug)]
pub struct Case {
	pub slot: usize,
	pub index: u32,
	/// Where it was dispensed, or who held it.
	pub first: u64,
	/// Where it was to be dispensed again, or who reported it.
	pub second: u64,
	/// Whether it was to be dispensed again.
	pub again: bool,
	pub status: CaseStatus,
	/// When it was opened or closed.
	pub since: Moment,
	pub payer: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
	Units(Units),
	Box(u64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
	Lot(usize),
	Units(Units),
	Box(u64),
}

/// What is wrong with a lot that is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
	None,
	Product,
	Number,
	Empty,
	Huge,
	Root,
	Attributes,
	Expired,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
	pub slot: usize,
	pub days: u16,
	pub flaw: Flaw,
}

/// What can be commissioned: product, number, units.
pub const SLOTS: [(Gtin, &str, u32); 9] = [
	(MEDICINE, "A", 24),
	(MEDICINE, "B", 600),
	(VIAL, "V", 16),
	(FROZEN, "F", 12),
	(OTHER_MEDICINE, "O", 40),
	(MEDICINE, "C", 1_300),
	(MEDICINE, "T1", 12),
	(OTHER_MEDICINE, "T2", 12),
	(VIAL, "T3", 16),
];

#[derive(Clone, Debug)]
pub struct Chain {
	pub root: u64,
	pub holder: u64,
	pub depth: u8,
	pub receive_by: Option<Moment>,
	pub returns: bool,
	pub measures: Vec<Measure>,
}

/// Units that are being moved.
pub(super) struct Piece {
	pub units: Units,
	pub place: Where,
	pub stage: Stage,
	pub suspect: bool,
	/// Nobody has paid for it yet.
	pub owed: bool,
}
