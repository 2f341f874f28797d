//! What should happen, told naively: units are a list, each of which knows where it is.
//!
//! Nothing is packed into words, and nothing is looked up by keys. Of the pallet's ranges only their
//! borders are kept: somebody pays for each, and units on both sides are not in one place.

use crate::{mock::*, CaseStatus, DecommissionReason, Discrepancy, ShipmentKind, Stage, UnitState};
use salus_primitives::{
	Authority, Gtin, LicenceKind, Measure, MeasureKind, Moment, RecallDepth, StorageLimits, DAY,
	YEAR,
};
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
	fn piece(&self, index: u32) -> Option<usize> {
		self.borders.iter().position(|border| index < border.end)
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

#[derive(Clone, Debug)]
pub struct Chain {
	root: u64,
	pub holder: u64,
	depth: u8,
	pub receive_by: Option<Moment>,
	returns: bool,
	measures: Vec<Measure>,
}

/// Units that are being moved.
struct Piece {
	units: Units,
	place: Where,
	stage: Stage,
	suspect: bool,
	/// Nobody has paid for it yet.
	owed: bool,
}

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

	/// How much is directly in `container`.
	pub fn contents(&self, container: u64) -> u32 {
		let mut count = 0;
		for lot in self.lots.values() {
			for piece in 0..lot.borders.len() {
				let unit = &lot.units[lot.begin(piece) as usize];
				count += u32::from(unit.place == Where::Inside(container));
			}
		}
		for other in self.boxes.values() {
			count += u32::from(other.place == Held::Inside(container));
		}
		count
	}

	/// Something left `container`. An empty one is as good as new.
	fn left(&mut self, container: u64) {
		if self.contents(container) == 0 {
			let entry = self.boxes.get_mut(&container).expect("it is there");
			(entry.height, entry.returns, entry.limits) = (1, false, None);
		}
	}

	pub fn chain(&self, container: u64) -> Result<Chain, &'static str> {
		let (mut root, mut depth, mut measures) = (container, 0, Vec::new());
		loop {
			let entry = self.container(root)?;
			depth += 1;
			measures.extend(entry.measures.iter().copied());
			match entry.place {
				Held::Inside(outer) => root = outer,
				Held::By(holder, _) => {
					let receive_by = entry.shipment.as_ref().map(|shipment| shipment.receive_by);
					let returns = entry.returns;
					return Ok(Chain { root, holder, depth, receive_by, returns, measures });
				}
				Held::Moving => unreachable!("nothing is moved into what is moving"),
			}
		}
	}

	fn is_within(&self, container: u64, outer: u64) -> Result<bool, &'static str> {
		if container == outer {
			return Ok(true);
		}
		match self.container(container)?.place {
			Held::Inside(next) => self.is_within(next, outer),
			_ => Ok(false),
		}
	}

	fn chain_at_hand(&self, who: u64, chain: &Chain) -> Outcome {
		ensure(chain.holder == who, "NotHolder")?;
		ensure(chain.receive_by.is_none(), "InTransit")?;
		ensure(chain.measures.is_empty(), "UnderMeasure")
	}

	fn at_hand(&self, who: u64, place: Where) -> Outcome {
		match place {
			Where::Inside(container) => self.chain_at_hand(who, &self.chain(container)?),
			_ => self.in_stock(who, place),
		}
	}

	fn in_stock(&self, who: u64, place: Where) -> Outcome {
		match place {
			Where::Stock(holder, _) => ensure(holder == who, "NotHolder"),
			Where::Inside(_) => Err("InContainer"),
			Where::Reported { .. } => Err("UnderReport"),
			Where::Gone(..) => Err("Gone"),
			Where::Moving => unreachable!("nobody asks while units are moved"),
		}
	}

	/// Who has what is in `place`, or had it last.
	pub fn last_holder(&self, place: Where) -> u64 {
		match place {
			Where::Stock(holder, _) | Where::Gone(holder, _) => holder,
			Where::Reported { shipper, .. } => shipper,
			Where::Inside(container) => self.chain(container).expect("it is in one").holder,
			Where::Moving => unreachable!("nobody asks while units are moved"),
		}
	}

	fn within(&self, (slot, start, end): Units) -> Outcome {
		let count = self.lot(slot)?.count();
		ensure(start < end, "EmptySpan")?;
		ensure(end <= count, "IndexOutOfRange")
	}

	/// Makes `units` a range, for whose remains `payer` pays.
	fn take(&mut self, units: Units, away: bool, payer: u64) -> Result<Piece, &'static str> {
		self.within(units)?;
		let (slot, start, end) = units;
		let lot = self.lot(slot)?;
		let unit = lot.units[start as usize];
		let Unit { place, mut stage, suspect, .. } = unit;
		let fresh = lot.fresh();
		let owed = start >= fresh;
		if owed {
			let lot = self.change(slot);
			if fresh < start {
				pay(payer)?;
				lot.borders.push(Border { end: start, payer, touched: false });
			}
			lot.borders.push(Border { end, payer, touched: false });
		} else {
			let at = lot.piece(start).expect("it is not fresh");
			let (begin, border) = (lot.begin(at), lot.borders[at]);
			ensure(end <= border.end, "NotInOnePlace")?;
			if let (Where::Inside(container), true) = (place, away) {
				if self.chain(container)?.returns {
					stage = Stage::Returned;
				}
			}
			if border.touched && away {
				let words = (end - 1) / 256 - start / 256 + 1;
				ensure(words <= 4, "TooManyToCheck")?;
				let units = &lot.units[start as usize..end as usize];
				let dispensed = units.iter().any(|unit| unit.dispensed.is_some());
				ensure(!dispensed, "AlreadyDispensed")?;
			}
			let touched = border.touched;
			let mut pieces = Vec::new();
			if begin < start {
				pay(payer)?;
				pieces.push(Border { end: start, payer, touched });
			}
			pieces.push(Border { end, payer: border.payer, touched: touched && !away });
			if end < border.end {
				pay(payer)?;
				pieces.push(Border { end: border.end, payer, touched });
			}
			self.change(slot).borders.splice(at..=at, pieces);
		}
		if away {
			self.settle(units, Where::Moving, stage, suspect);
			if let Where::Inside(container) = place {
				self.left(container);
			}
		}
		Ok(Piece { units, place, stage, suspect, owed })
	}

	fn settle(&mut self, (slot, start, end): Units, place: Where, stage: Stage, suspect: bool) {
		for unit in &mut self.change(slot).units[start as usize..end as usize] {
			(unit.place, unit.stage, unit.suspect) = (place, stage, suspect);
		}
	}

	/// Puts what was taken into `place`, for which `payer` pays if nobody did.
	fn put(&mut self, piece: Piece, place: Where, payer: u64) -> Outcome {
		if piece.owed {
			pay(payer)?;
		}
		self.settle(piece.units, place, piece.stage, piece.suspect);
		Ok(())
	}

	fn add_lot(&mut self, who: u64, wanted: Wanted, location: u16, origins: Vec<Units>) -> Outcome {
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

	pub fn open(&mut self, who: u64, container: u64, owner: bool, location: u16) -> Outcome {
		ensure(self.in_supply_chain(who), "Unlicensed")?;
		ensure(owner, "NotPrefixOwner")?;
		ensure(!self.boxes.contains_key(&container), "AlreadyExists")?;
		pay(who)?;
		let entry = Box {
			place: Held::By(who, location),
			height: 1,
			returns: false,
			limits: None,
			shipment: None,
			measures: Vec::new(),
			opener: who,
		};
		self.boxes.insert(container, entry);
		Ok(())
	}

	/// `container`, which is in no other one.
	fn outermost(&self, container: u64, who: u64) -> Result<&Box, &'static str> {
		let entry = self.container(container)?;
		let Held::By(holder, _) = entry.place else { return Err("NotTopLevel") };
		ensure(holder == who, "NotHolder")?;
		Ok(entry)
	}

	pub fn close(&mut self, who: u64, container: u64) -> Outcome {
		let entry = self.container(container)?;
		let Held::By(holder, _) = entry.place else { return Err("NotTopLevel") };
		ensure(holder == who || entry.opener == who, "NotHolder")?;
		ensure(entry.shipment.is_none(), "InTransit")?;
		ensure(self.contents(container) == 0, "NotEmpty")?;
		self.boxes.remove(&container);
		Ok(())
	}

	/// Takes a container out of the one that it is in. Answers with what suits it, whether what is in
	/// it came back, and its height.
	fn take_box(
		&mut self,
		who: u64,
		container: u64,
	) -> Result<(Option<StorageLimits>, bool, u8), &'static str> {
		let chain = self.chain(container)?;
		self.chain_at_hand(who, &chain)?;
		let returned = chain.returns && self.contents(container) > 0;
		let entry = self.boxes.get_mut(&container).expect("it has a chain");
		let place = std::mem::replace(&mut entry.place, Held::Moving);
		let told = (entry.limits, returned, entry.height);
		if let Held::Inside(outer) = place {
			self.left(outer);
		}
		Ok(told)
	}

	/// Something enters `container`: all around it get to know.
	fn enter(
		&mut self,
		who: u64,
		container: u64,
		limits: Option<StorageLimits>,
		returned: bool,
		height: u8,
	) -> Outcome {
		let chain = self.chain(container)?;
		self.chain_at_hand(who, &chain)?;
		ensure(chain.depth + height <= 8, "TooDeep")?;
		let empty = self.contents(chain.root) == 0;
		let (mut at, mut levels) = (container, height);
		loop {
			levels += 1;
			let entry = self.boxes.get_mut(&at).expect("it has a chain");
			entry.height = entry.height.max(levels);
			entry.limits = match (entry.limits, limits) {
				(Some(inside), Some(entering)) => {
					let both = inside.strictest(&entering);
					ensure(both.is_valid(), "IncompatibleLimits")?;
					Some(both)
				}
				(inside, entering) => inside.or(entering),
			};
			match entry.place {
				Held::Inside(outer) => at = outer,
				_ => {
					if empty {
						entry.returns = returned;
					}
					return ensure(entry.returns == returned, "MixedReturns");
				}
			}
		}
	}

	pub fn pack(&mut self, who: u64, container: u64, things: &[Thing]) -> Outcome {
		ensure(!things.is_empty(), "NothingToDo")?;
		for thing in things {
			match *thing {
				Thing::Units(units) => {
					let mut piece = self.take(units, true, who)?;
					self.at_hand(who, piece.place)?;
					let limits = limits(SLOTS[units.0].0);
					// What is not fit for sale goes back, as what came back does. What a lot was made
					// of is not looked at.
					let level = RecallDepth::Wholesale;
					let unfit = self.lot(units.0)?.expired(self.now)
						|| !self.own_measures(units, level).is_empty();
					let returned = piece.stage == Stage::Returned || piece.suspect || unfit;
					self.enter(who, container, limits, returned, 0)?;
					if piece.stage == Stage::Verified {
						piece.stage = Stage::Resold;
					}
					self.put(piece, Where::Inside(container), who)?;
				}
				Thing::Box(inner) => {
					let (limits, returned, height) = self.take_box(who, inner)?;
					ensure(!self.is_within(container, inner)?, "PackedIntoItself")?;
					self.enter(who, container, limits, returned, height)?;
					let entry = self.boxes.get_mut(&inner).expect("it was taken");
					(entry.place, entry.returns) = (Held::Inside(container), returned);
				}
			}
		}
		Ok(())
	}

	pub fn unpack(&mut self, who: u64, things: &[Thing], location: u16) -> Outcome {
		ensure(!things.is_empty(), "NothingToDo")?;
		for thing in things {
			match *thing {
				Thing::Units(units) => {
					let piece = self.take(units, true, who)?;
					self.at_hand(who, piece.place)?;
					self.put(piece, Where::Stock(who, location), who)?;
				}
				Thing::Box(inner) => {
					let (_, returned, _) = self.take_box(who, inner)?;
					let entry = self.boxes.get_mut(&inner).expect("it was taken");
					(entry.place, entry.returns) = (Held::By(who, location), returned);
				}
			}
		}
		Ok(())
	}

	pub fn join(&mut self, who: u64, slot: usize, index: u32) -> Outcome {
		let lot = self.lot(slot)?;
		let at = lot.piece(index).ok_or("NotInOnePlace")?;
		let next = lot.borders.get(at + 1).copied().ok_or("NotAdjacent")?;
		let first = lot.units[lot.begin(at) as usize];
		let second = lot.units[lot.begin(at + 1) as usize];
		self.at_hand(who, first.place)?;
		let alike = first.place == second.place && first.stage == second.stage;
		ensure(alike && !first.suspect && !second.suspect, "NotAdjacent")?;
		let lot = self.change(slot);
		let gone = lot.borders.remove(at);
		lot.borders[at] = Border { touched: next.touched || gone.touched, ..next };
		Ok(())
	}

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
	fn shipped_to(&self, consignee: u64, container: u64) -> Result<(u64, Shipment), &'static str> {
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

	/// Measures against units of a lot and its product, which reach `level`.
	fn own_measures(&self, (slot, start, end): Units, level: RecallDepth) -> Vec<Measure> {
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

	fn measures(&self, units: Units, level: RecallDepth) -> Vec<Measure> {
		let mut all = self.own_measures(units, level);
		for origin in &self.lots[&units.0].origins {
			all.extend(self.own_measures(*origin, level));
		}
		all
	}

	fn fit(&self, units: Units, level: RecallDepth) -> Outcome {
		ensure(!self.lot(units.0)?.expired(self.now), "Expired")?;
		ensure(self.measures(units, level).is_empty(), "UnderMeasure")
	}

	fn open_case(
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

	fn decide(&mut self, id: u32, status: CaseStatus, since: Moment) {
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

	fn authority(&self, who: u64, aim: Aim) -> Result<Authority, &'static str> {
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
				self.lot(slot)?;
				let measures = &mut self.change(slot).measures;
				let at = measures.iter().position(|(_, _, measure)| measure.id == id);
				measures.remove(at.ok_or("NotFound")?).2
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
		Ok(Answer { state, kinds, expires, expired, measures, case, saleable })
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
