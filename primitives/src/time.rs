//! Time as the chain tells it: milliseconds, or whole seconds where state has to be small.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Milliseconds since the Unix epoch, as `pallet_timestamp` keeps them.
pub type Moment = u64;

/// Whole days since the Unix epoch, in UTC: two bytes that last until the year 2149.
pub type Day = u16;

/// A minute in milliseconds.
pub const MINUTE: Moment = 60_000;
/// An hour in milliseconds.
pub const HOUR: Moment = 60 * MINUTE;
/// A day in milliseconds.
pub const DAY: Moment = 24 * HOUR;
/// 365 days in milliseconds.
pub const YEAR: Moment = 365 * DAY;

/// Whole seconds since the Unix epoch: four bytes that last until the year 2106.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Seconds(pub u32);

impl Seconds {
	/// The last whole second that is not after `moment`, `None` past the year 2106.
	pub fn floor(moment: Moment) -> Option<Self> {
		u32::try_from(moment / 1_000).ok().map(Self)
	}

	/// The first whole second that is not before `moment`, `None` past the year 2106.
	pub fn ceil(moment: Moment) -> Option<Self> {
		u32::try_from(moment.div_ceil(1_000)).ok().map(Self)
	}

	/// The moment at which this second begins.
	pub fn moment(self) -> Moment {
		Moment::from(self.0).saturating_mul(1_000)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn rounding_never_widens_a_window() {
		assert_eq!(Seconds::ceil(1_001), Some(Seconds(2)));
		assert_eq!(Seconds::floor(1_999), Some(Seconds(1)));
		assert_eq!(Seconds::ceil(2_000), Seconds::floor(2_000));
		assert_eq!(Seconds(3).moment(), 3_000);
	}

	#[test]
	fn years_past_2106_do_not_fit() {
		let last = Moment::from(u32::MAX) * 1_000;
		assert_eq!(Seconds::floor(last), Some(Seconds(u32::MAX)));
		assert_eq!(Seconds::floor(last + 1_000), None);
		assert_eq!(Seconds::ceil(last + 1), None);
	}
}
