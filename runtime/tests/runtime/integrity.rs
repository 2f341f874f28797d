//! What the pallets demand of their configuration.

use polkadot_sdk::{
	frame_support::{traits::IntegrityTest, weights::Weight},
	*,
};
use salus_primitives::YEAR;
use salus_runtime::{
	configs::{
		consensus::SLOT_DURATION,
		health::ReceiptRetention,
		system::{RuntimeBlockWeights, MAXIMUM_BLOCK_WEIGHT},
	},
	AllPalletsWithSystem,
};

#[test]
fn every_pallet_accepts_its_configuration() {
	sp_io::TestExternalities::default().execute_with(AllPalletsWithSystem::integrity_test);
}

#[test]
fn a_block_fits_what_the_relay_chain_takes() {
	let limits = RuntimeBlockWeights::get();
	assert_eq!(limits.max_block, MAXIMUM_BLOCK_WEIGHT);
	assert!(limits.max_block.all_lte(Weight::from_parts(
		2 * frame_support::weights::constants::WEIGHT_REF_TIME_PER_SECOND,
		cumulus_primitives_core::relay_chain::MAX_POV_SIZE.into(),
	)));
	assert_eq!(SLOT_DURATION, 6_000);
}

#[test]
fn receipts_outlast_six_calendar_years() {
	assert!(ReceiptRetention::get() > 6 * YEAR);
}
