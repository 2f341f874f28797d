//! Containers: what goes into them, and out of them.

use super::*;
use crate::Stage;
use salus_primitives::RecallDepth;

impl Oracle {
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
	pub(super) fn outermost(&self, container: u64, who: u64) -> Result<&Box, &'static str> {
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
	pub(super) fn take_box(
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
	pub(super) fn enter(
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
}
