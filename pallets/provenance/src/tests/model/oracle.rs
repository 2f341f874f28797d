//! What should happen, told naively: units are a list, each of which knows where it is.
//!
//! Nothing is packed into words, and nothing is looked up by keys. Of the pallet's ranges only their
//! borders are kept: somebody pays for each, and units on both sides are not in one place.

mod answers;
mod cases;
mod dispensing;
mod handover;
mod lots;
mod measures;
mod packing;
mod places;
mod things;

pub use things::*;

use crate::{mock::*, CaseStatus};
use salus_primitives::{Gtin, LicenceKind, Measure, Moment, StorageLimits};
use std::{
	collections::{BTreeMap, BTreeSet},
	rc::Rc,
};

/// Done, or the error's name.
pub type Outcome = Result<(), &'static str>;

pub const NO_MONEY: &str = "Funds are unavailable";

const SUPPLY_CHAIN: [LicenceKind; 5] = [
	LicenceKind::Manufacturer,
	LicenceKind::Wholesaler,
	LicenceKind::Carrier,
	LicenceKind::Pharmacy,
	LicenceKind::Facility,
];

/// How many measures others than manufacturers may take at least.
pub const RESERVED: usize = crate::RESERVED_MEASURES as usize;

#[derive(Clone, Debug, Default)]
pub struct Oracle {
	pub now: Moment,
	pub licences: BTreeSet<(u64, LicenceKind)>,
	pub discontinued: BTreeSet<u64>,
	pub product_measures: BTreeMap<u64, Vec<Measure>>,
	pub lots: BTreeMap<usize, Rc<Lot>>,
	pub boxes: BTreeMap<u64, Box>,
	pub cases: BTreeMap<u32, Case>,
	pub next_case: u32,
	pub next_measure: u32,
	/// Units that something happened to, for whoever draws.
	pub hot: Vec<(usize, u32)>,
}

fn ensure(that: bool, otherwise: &'static str) -> Outcome {
	if that {
		Ok(())
	} else {
		Err(otherwise)
	}
}

fn maker(gtin: Gtin) -> u64 {
	if gtin == OTHER_MEDICINE {
		OTHER_MAKER
	} else {
		MAKER
	}
}

fn limits(gtin: Gtin) -> Option<StorageLimits> {
	match gtin {
		VIAL => Some(FRIDGE),
		FROZEN => Some(FREEZER),
		_ => None,
	}
}

fn whole(gtin: Gtin) -> u16 {
	if gtin == VIAL {
		10
	} else {
		1
	}
}

fn floor(time: Moment) -> Moment {
	time / 1_000 * 1_000
}

fn ceil(time: Moment) -> Moment {
	time.div_ceil(1_000) * 1_000
}

/// The severest of `measures`: several, if they are alike.
fn severest(measures: Vec<Measure>) -> Vec<Measure> {
	let worst = measures.iter().map(|measure| measure.kind).max();
	measures.into_iter().filter(|measure| Some(measure.kind) == worst).collect()
}

fn pay(who: u64) -> Outcome {
	ensure(PEOPLE.contains(&who), NO_MONEY)
}

fn is_open(case: Option<(u32, CaseStatus)>) -> bool {
	matches!(case, Some((_, CaseStatus::Suspect | CaseStatus::Quarantined)))
}

/// Whether `what` says nothing, as 32 zero bytes do.
fn commits(what: bool) -> Outcome {
	ensure(what, "ZeroCommitment")
}

impl Oracle {
	/// Does `what`, all of it or nothing.
	pub fn attempt(&mut self, what: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
		let mut next = self.clone();
		what(&mut next)?;
		*self = next;
		Ok(())
	}

	pub fn holds(&self, who: u64, kind: LicenceKind) -> bool {
		self.licences.contains(&(who, kind))
	}

	fn kinds(&self, who: u64) -> BTreeSet<LicenceKind> {
		self.licences.iter().filter(|(other, _)| *other == who).map(|(_, kind)| *kind).collect()
	}

	fn licensed(&self, who: u64, kind: LicenceKind) -> Outcome {
		ensure(self.holds(who, kind), "Unlicensed")
	}

	fn in_supply_chain(&self, who: u64) -> bool {
		SUPPLY_CHAIN.into_iter().any(|kind| self.holds(who, kind))
	}

	fn lot(&self, slot: usize) -> Result<&Lot, &'static str> {
		let lot = self.lots.get(&slot).ok_or("UnknownLot")?;
		ensure(!lot.reaping, "UnknownLot")?;
		Ok(lot)
	}

	fn change(&mut self, slot: usize) -> &mut Lot {
		Rc::make_mut(self.lots.get_mut(&slot).expect("it is there"))
	}

	fn unit(&mut self, slot: usize, index: u32) -> &mut Unit {
		&mut self.change(slot).units[index as usize]
	}

	fn container(&self, container: u64) -> Result<&Box, &'static str> {
		self.boxes.get(&container).ok_or("UnknownContainer")
	}
}
