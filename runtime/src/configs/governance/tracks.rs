//! The tracks of referenda: what each origin takes to win.
//!
//! The more an origin can do, the longer its referenda prepare, are confirmed and wait to be
//! enacted, and the more of all tokens have to be behind them. Patient safety is quick: its origin
//! can stop things and start them again, and no more. Every period is that of a chain which is meant
//! to last; [`shortened`] makes it that of this chain.

use super::origins::{shortened, Origin};
use crate::{
	configs::{
		consensus::{DAYS, HOURS, MINUTES},
		monetary::UNIT,
	},
	Balance, BlockNumber, OriginCaller, RuntimeOrigin,
};
use alloc::borrow::Cow;
use polkadot_sdk::*;

use frame_support::traits::OriginTrait;
use pallet_referenda::{Curve, Track, TrackInfo};
use sp_runtime::{str_array, FixedI64};

const fn percent(x: u128) -> FixedI64 {
	FixedI64::from_rational(x, 100)
}

/// Of those who vote, all at first, four in five after a seventh of the time, half at the end.
const CAUTIOUS: Curve = Curve::make_reciprocal(4, 28, percent(80), percent(50), percent(100));
/// Of those who vote, all at first, and ever fewer until half at three fifths of the time.
const STEADY: Curve = Curve::make_linear(17, 28, percent(50), percent(100));
/// Of all tokens, half at first and none at the end.
const BROAD: Curve = Curve::make_linear(28, 28, percent(0), percent(50));
/// Of all tokens, half at first, a tenth after a quarter of the time.
const MODERATE: Curve = Curve::make_reciprocal(7, 28, percent(10), percent(0), percent(50));
/// Of all tokens, half at first, a hundredth after three sevenths of the time.
const NARROW: Curve = Curve::make_reciprocal(12, 28, percent(1), percent(0), percent(50));
/// Of all tokens, half at first, a fifth after a day, never less than a twentieth.
const EXPERT: Curve = Curve::make_reciprocal(1, 28, percent(20), percent(5), percent(50));

const TRACKS: [Track<u16, Balance, BlockNumber>; 8] = [
	Track {
		id: 0,
		info: TrackInfo {
			name: str_array("root"),
			max_deciding: 1,
			decision_deposit: 10_000 * UNIT,
			prepare_period: 2 * HOURS,
			decision_period: 28 * DAYS,
			confirm_period: DAYS,
			min_enactment_period: DAYS,
			min_approval: CAUTIOUS,
			min_support: BROAD,
		},
	},
	Track {
		id: 1,
		info: TrackInfo {
			name: str_array("whitelisted_caller"),
			max_deciding: 20,
			decision_deposit: 1_000 * UNIT,
			prepare_period: 30 * MINUTES,
			decision_period: 28 * DAYS,
			confirm_period: 10 * MINUTES,
			min_enactment_period: 10 * MINUTES,
			min_approval: CAUTIOUS,
			min_support: EXPERT,
		},
	},
	Track {
		id: 2,
		info: TrackInfo {
			name: str_array("accreditation"),
			max_deciding: 10,
			decision_deposit: 500 * UNIT,
			prepare_period: HOURS,
			decision_period: 14 * DAYS,
			confirm_period: DAYS,
			min_enactment_period: HOURS,
			min_approval: STEADY,
			min_support: MODERATE,
		},
	},
	Track {
		id: 3,
		info: TrackInfo {
			name: str_array("patient_safety"),
			max_deciding: 20,
			decision_deposit: 200 * UNIT,
			prepare_period: 10 * MINUTES,
			decision_period: 7 * DAYS,
			confirm_period: HOURS,
			min_enactment_period: 10 * MINUTES,
			min_approval: STEADY,
			min_support: NARROW,
		},
	},
	Track {
		id: 4,
		info: TrackInfo {
			name: str_array("treasurer"),
			max_deciding: 10,
			decision_deposit: 1_000 * UNIT,
			prepare_period: 2 * HOURS,
			decision_period: 28 * DAYS,
			confirm_period: 2 * DAYS,
			min_enactment_period: DAYS,
			min_approval: CAUTIOUS,
			min_support: BROAD,
		},
	},
	Track {
		id: 5,
		info: TrackInfo {
			name: str_array("parameters"),
			max_deciding: 5,
			decision_deposit: 1_000 * UNIT,
			prepare_period: 2 * HOURS,
			decision_period: 28 * DAYS,
			confirm_period: DAYS,
			min_enactment_period: DAYS,
			min_approval: CAUTIOUS,
			min_support: MODERATE,
		},
	},
	Track {
		id: 20,
		info: TrackInfo {
			name: str_array("referendum_canceller"),
			max_deciding: 20,
			decision_deposit: 500 * UNIT,
			prepare_period: 2 * HOURS,
			decision_period: 7 * DAYS,
			confirm_period: 3 * HOURS,
			min_enactment_period: 10 * MINUTES,
			min_approval: STEADY,
			min_support: NARROW,
		},
	},
	Track {
		id: 21,
		info: TrackInfo {
			name: str_array("referendum_killer"),
			max_deciding: 20,
			decision_deposit: 1_000 * UNIT,
			prepare_period: 2 * HOURS,
			decision_period: 28 * DAYS,
			confirm_period: 3 * HOURS,
			min_enactment_period: 10 * MINUTES,
			min_approval: STEADY,
			min_support: NARROW,
		},
	},
];

/// The tracks at this chain's pace.
pub struct Tracks;

impl pallet_referenda::TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = u16;
	type RuntimeOrigin = <RuntimeOrigin as OriginTrait>::PalletsOrigin;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		TRACKS.into_iter().map(|mut track| {
			let info = &mut track.info;
			for period in [
				&mut info.prepare_period,
				&mut info.decision_period,
				&mut info.confirm_period,
				&mut info.min_enactment_period,
			] {
				*period = shortened(*period);
			}
			Cow::Owned(track)
		})
	}

	fn track_for(origin: &Self::RuntimeOrigin) -> Result<u16, ()> {
		match origin {
			OriginCaller::system(frame_system::RawOrigin::Root) => Ok(0),
			OriginCaller::Origins(origin) => Ok(match origin {
				Origin::WhitelistedCaller => 1,
				Origin::Accreditor => 2,
				Origin::PatientSafety => 3,
				Origin::Treasurer => 4,
				Origin::ParameterAdmin => 5,
				Origin::ReferendumCanceller => 20,
				Origin::ReferendumKiller => 21,
			}),
			_ => Err(()),
		}
	}
}
