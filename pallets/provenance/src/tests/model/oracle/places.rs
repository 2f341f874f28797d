//! Where units and containers are, and how they are taken from there and put elsewhere.

use super::*;
use crate::Stage;

impl Oracle {
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
	pub(super) fn left(&mut self, container: u64) {
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

	pub(super) fn is_within(&self, container: u64, outer: u64) -> Result<bool, &'static str> {
		if container == outer {
			return Ok(true);
		}
		match self.container(container)?.place {
			Held::Inside(next) => self.is_within(next, outer),
			_ => Ok(false),
		}
	}

	pub(super) fn chain_at_hand(&self, who: u64, chain: &Chain) -> Outcome {
		ensure(chain.holder == who, "NotHolder")?;
		ensure(chain.receive_by.is_none(), "InTransit")?;
		ensure(chain.measures.is_empty(), "UnderMeasure")
	}

	pub(super) fn at_hand(&self, who: u64, place: Where) -> Outcome {
		match place {
			Where::Inside(container) => self.chain_at_hand(who, &self.chain(container)?),
			_ => self.in_stock(who, place),
		}
	}

	pub(super) fn in_stock(&self, who: u64, place: Where) -> Outcome {
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

	pub(super) fn within(&self, (slot, start, end): Units) -> Outcome {
		let count = self.lot(slot)?.count();
		ensure(start < end, "EmptySpan")?;
		ensure(end <= count, "IndexOutOfRange")
	}

	/// Makes `units` a range, for whose remains `payer` pays.
	pub(super) fn take(
		&mut self,
		units: Units,
		away: bool,
		payer: u64,
	) -> Result<Piece, &'static str> {
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

	pub(super) fn settle(
		&mut self,
		(slot, start, end): Units,
		place: Where,
		stage: Stage,
		suspect: bool,
	) {
		for unit in &mut self.change(slot).units[start as usize..end as usize] {
			(unit.place, unit.stage, unit.suspect) = (place, stage, suspect);
		}
	}

	/// Puts what was taken into `place`, for which `payer` pays if nobody did.
	pub(super) fn put(&mut self, piece: Piece, place: Where, payer: u64) -> Outcome {
		if piece.owed {
			pay(payer)?;
		}
		self.settle(piece.units, place, piece.stage, piece.suspect);
		Ok(())
	}
}
