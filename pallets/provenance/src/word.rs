//! Words: what was dispensed, in two bits a unit.

use crate::{Word, UNITS_PER_WORD};

/// Where in its word a unit is.
pub(crate) fn offset(index: u32) -> u8 {
	// A word has 256 units.
	let [low, ..] = index.to_le_bytes();
	low
}

/// The number of a unit's word, of which there are at most 2^16.
pub(crate) fn number(index: u32) -> u16 {
	u16::try_from(index / UNITS_PER_WORD).unwrap_or(u16::MAX)
}

/// The unit that is there in the word of this number.
pub(crate) fn index(number: u16, at: u8) -> u32 {
	u32::from(number).saturating_mul(UNITS_PER_WORD).saturating_add(at.into())
}

/// Neither bit: not dispensed. One bit: in a generation that is even, or odd. Both: before that.
type Bits = [u8; 32];

fn get(bits: &Bits, at: u8) -> bool {
	bits.get(usize::from(at / 8)).is_some_and(|byte| byte & (1 << (at % 8)) != 0)
}

fn set(bits: &mut Bits, at: u8, to: bool) {
	if let Some(byte) = bits.get_mut(usize::from(at / 8)) {
		let bit = 1 << (at % 8);
		*byte = if to { *byte | bit } else { *byte & !bit };
	}
}

fn is_even(generation: u32) -> bool {
	generation.is_multiple_of(2)
}

impl Word {
	/// Whether the unit was dispensed, or opened.
	pub(crate) fn is_dispensed(&self, at: u8) -> bool {
		get(&self.even, at) || get(&self.odd, at)
	}

	/// Those that were dispensed, or opened.
	pub(crate) fn dispensed(&self) -> impl Iterator<Item = u8> + '_ {
		let bytes = (0u8..).zip(self.even.iter().zip(&self.odd));
		let used = bytes.filter(|(_, (even, odd))| **even | **odd != 0);
		used.flat_map(|(byte, _)| (0..8).map(move |bit| byte.saturating_mul(8).saturating_add(bit)))
			.filter(|at| self.is_dispensed(*at))
	}

	/// Whether one of the units from `from` to `to`, inclusive, was dispensed, or opened.
	pub(crate) fn any_dispensed(&self, from: u8, to: u8) -> bool {
		(from..=to).any(|at| self.is_dispensed(at))
	}

	/// Whether the unit was dispensed in `generation`, or the one before.
	pub(crate) fn is_recent(&self, at: u8, generation: u32) -> bool {
		let dispensed_in = match (get(&self.even, at), get(&self.odd, at)) {
			(true, false) if is_even(self.written) => self.written,
			(false, true) if !is_even(self.written) => self.written,
			(true, false) | (false, true) => self.written.saturating_sub(1),
			(false, false) | (true, true) => return false,
		};
		generation <= dispensed_in.saturating_add(1)
	}

	/// Remembers that the unit was dispensed in `generation`, which is now.
	pub(crate) fn dispense(&mut self, at: u8, generation: u32) {
		self.age(generation);
		let bits = if is_even(generation) { &mut self.even } else { &mut self.odd };
		set(bits, at, true);
	}

	/// Forgets that the unit was dispensed.
	pub(crate) fn undo(&mut self, at: u8) {
		set(&mut self.even, at, false);
		set(&mut self.odd, at, false);
	}

	/// Settles whatever is older than the generation before `generation`.
	fn age(&mut self, generation: u32) {
		let passed = generation.saturating_sub(self.written);
		for (even, odd) in self.even.iter_mut().zip(self.odd.iter_mut()) {
			let old = match passed {
				0 => 0,
				1 if is_even(generation) => *even,
				1 => *odd,
				_ => *even | *odd,
			};
			*even |= old;
			*odd |= old;
		}
		self.written = self.written.max(generation);
	}

	/// Whether there is more to say of the unit.
	pub(crate) fn is_marked(&self, at: u8) -> bool {
		self.marked.binary_search(&at).is_ok()
	}

	/// Remembers that there is more to say of the unit.
	pub(crate) fn mark(&mut self, at: u8) {
		if let Err(place) = self.marked.binary_search(&at) {
			// As many fit as there are units.
			let _ = self.marked.try_insert(place, at);
		}
	}

	/// Remembers that there is not.
	pub(crate) fn unmark(&mut self, at: u8) {
		if let Ok(place) = self.marked.binary_search(&at) {
			self.marked.remove(place);
		}
	}

	/// Whether there is nothing to remember.
	pub(crate) fn is_blank(&self) -> bool {
		self.marked.is_empty() && !self.any_dispensed(0, u8::MAX)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	#[test]
	fn a_dispensing_is_recent_for_two_generations() {
		for first in 0..4 {
			let mut word = Word::default();
			word.dispense(7, first);
			assert!(word.is_dispensed(7) && !word.is_dispensed(6));
			assert!(word.is_recent(7, first) && word.is_recent(7, first + 1));
			assert!(!word.is_recent(7, first + 2));
		}
	}

	#[test]
	fn what_others_do_changes_nothing() {
		for first in 0..4u32 {
			for second in first..first + 4 {
				let mut word = Word::default();
				word.dispense(0, first);
				word.dispense(255, second);
				assert!(word.is_dispensed(0) && word.is_dispensed(255));
				for now in second..second + 4 {
					assert_eq!(word.is_recent(0, now), now <= first + 1, "{first} {second} {now}");
					assert_eq!(word.is_recent(255, now), now <= second + 1);
				}
			}
		}
	}

	#[test]
	fn undone_is_as_if_it_never_was() {
		let mut word = Word::default();
		word.dispense(9, 4);
		word.undo(9);
		assert!(word.is_blank());
		word.dispense(9, 9);
		assert!(word.is_recent(9, 9));
	}

	#[test]
	fn marks_come_and_go() {
		let mut word = Word::default();
		for at in [200, 3, 200, 77] {
			word.mark(at);
		}
		assert!(word.is_marked(3) && word.is_marked(77) && !word.is_marked(4));
		word.unmark(77);
		assert!(!word.is_marked(77) && !word.is_blank());
	}

	#[test]
	fn a_dispensed_unit_costs_half_a_byte() {
		let mut word = Word::default();
		(0..=u8::MAX).for_each(|at| word.dispense(at, 1));
		// Prefix, lot, the hash of the number and the number.
		let key = 32 + 16 + 8 + 2;
		assert!(key + word.encoded_size() <= 128);
	}
}
