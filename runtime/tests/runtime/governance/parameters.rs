//! What governance sets without an upgrade.

use super::{by_referendum, committee_origin};
use crate::support::{account, development};
use polkadot_sdk::{
	frame_support::{assert_ok, traits::Get},
	*,
};
use salus_primitives::{DAY, HOUR};
use salus_runtime::{
	configs::{
		governance::origins::Origin,
		parameters::{
			values::{clocks, fees, limits},
			EmergencyAccessPeriod, RuntimeParameters, WholeBlockFee,
		},
	},
	Runtime, RuntimeOrigin, UNIT,
};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::traits::BadOrigin;

fn set(key_value: RuntimeParameters) -> pallet_parameters::Call<Runtime> {
	pallet_parameters::Call::set_parameter { key_value }
}

fn whole_block(value: Option<u128>) -> RuntimeParameters {
	RuntimeParameters::Fees(fees::Parameters::WholeBlock(fees::WholeBlock, value))
}

fn emergency_access(value: Option<u64>) -> RuntimeParameters {
	RuntimeParameters::Clocks(clocks::Parameters::EmergencyAccess(clocks::EmergencyAccess, value))
}

#[test]
fn only_its_track_sets_a_parameter() {
	development(|| {
		for origin in [
			RuntimeOrigin::signed(account(Alice)),
			committee_origin(3, 3),
			Origin::Treasurer.into(),
			Origin::PatientSafety.into(),
		] {
			assert_eq!(by_referendum(origin, set(whole_block(Some(UNIT)))), Err(BadOrigin.into()));
		}
		assert_eq!(WholeBlockFee::get(), 10 * UNIT);
		assert_ok!(by_referendum(Origin::ParameterAdmin, set(whole_block(Some(UNIT)))));
		assert_eq!(WholeBlockFee::get(), UNIT);
		assert_ok!(by_referendum(Origin::ParameterAdmin, set(whole_block(None))));
		assert_eq!(WholeBlockFee::get(), 10 * UNIT);
	});
}

#[test]
fn no_vote_goes_beyond_the_bounds() {
	development(|| {
		for (value, fee) in [(0, UNIT / 100), (u128::MAX, 1_000 * UNIT)] {
			assert_ok!(by_referendum(Origin::ParameterAdmin, set(whole_block(Some(value)))));
			assert_eq!(WholeBlockFee::get(), fee);
		}
		for (value, period) in [(0, HOUR / 4), (u64::MAX, DAY)] {
			assert_ok!(by_referendum(Origin::ParameterAdmin, set(emergency_access(Some(value)))));
			assert_eq!(EmergencyAccessPeriod::get(), period);
		}
	});
}

#[test]
fn pallets_follow_the_parameters() {
	development(|| {
		let strikes = || <Runtime as pallet_emergency::Config>::StrikeLimit::get();
		assert_eq!(strikes(), 3);
		let five = RuntimeParameters::Limits(limits::Parameters::Strikes(limits::Strikes, Some(5)));
		assert_ok!(by_referendum(Origin::ParameterAdmin, set(five)));
		assert_eq!(strikes(), 5);
	});
}
