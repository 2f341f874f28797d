//! Segments: the parts into which a patient's records are sorted.
//!
//! Up to 32 of them, numbered at random for every patient, so that a number means nothing to anybody
//! but the patient's side.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// How many segments a patient has.
pub const SEGMENT_COUNT: u8 = 32;

/// The number of one segment, below [`SEGMENT_COUNT`].
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Segment(pub(crate) u8);

impl Segment {
	/// The segment with this number, `None` when there is no such segment.
	pub const fn new(number: u8) -> Option<Self> {
		if number < SEGMENT_COUNT {
			Some(Self(number))
		} else {
			None
		}
	}

	/// The segment's number.
	pub const fn number(self) -> u8 {
		self.0
	}
}

/// A set of segments: bit `n` stands for segment `n`.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Segments(pub u32);

impl Segments {
	/// Every segment.
	pub const ALL: Self = Self(u32::MAX);

	/// Whether no segment is in the set.
	pub const fn is_empty(self) -> bool {
		self.0 == 0
	}

	/// Whether every segment of `other` is in the set.
	pub const fn contains(self, other: Self) -> bool {
		self.0 & other.0 == other.0
	}

	/// Whether the two sets share a segment.
	pub const fn intersects(self, other: Self) -> bool {
		self.0 & other.0 != 0
	}
}

impl From<Segment> for Segments {
	fn from(segment: Segment) -> Self {
		Self(1u32.checked_shl(segment.0.into()).unwrap_or_default())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn there_are_thirty_two() {
		assert_eq!(Segment::new(31).map(Segments::from), Some(Segments(1 << 31)));
		assert_eq!(Segment::new(32), None);
	}

	#[test]
	fn a_set_contains_its_parts_only() {
		let set = Segments(0b0110);
		assert!(set.contains(Segments(0b0010)));
		assert!(!set.contains(Segments(0b0011)));
		assert!(set.intersects(Segments(0b0011)));
		assert!(!set.intersects(Segments(0b1001)));
	}
}
