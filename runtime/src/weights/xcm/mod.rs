//! What the instructions of a message cost.
//!
//! Instructions that nothing here may use weigh as much as there is, so that a message with one of
//! them is refused before it runs.

// Some instructions can be measured and are refused all the same.
#[allow(dead_code)]
mod pallet_xcm_benchmarks_fungible;
mod pallet_xcm_benchmarks_generic;

use crate::{configs::xcm::MaxAssetsIntoHolding, Runtime};
use alloc::vec::Vec;
use core::marker::PhantomData;
use polkadot_sdk::{staging_xcm as xcm, *};

use frame_support::{weights::Weight, BoundedVec};
use xcm::{
	latest::{prelude::*, AssetTransferFilter, XcmWeightInfo},
	DoubleEncoded,
};

type Fungible = pallet_xcm_benchmarks_fungible::WeightInfo<Runtime>;
type Generic = pallet_xcm_benchmarks_generic::WeightInfo<Runtime>;

/// `each`, as often as there are assets.
fn for_each(assets: &Assets, each: Weight) -> Weight {
	each.saturating_mul(assets.len() as u64)
}

/// `each`, as often as assets in holding may match.
fn for_each_match(filter: &AssetFilter, each: Weight) -> Weight {
	// While assets are being taken in, the holding may be twice as large as its limit.
	let most = u64::from(MaxAssetsIntoHolding::get()).saturating_mul(2);
	match filter {
		Definite(assets) => for_each(assets, each),
		Wild(AllOf { fun: WildFungibility::Fungible, .. }) => each,
		Wild(All | AllOf { .. }) => each.saturating_mul(most),
		Wild(AllCounted(count) | AllOfCounted { count, .. }) => {
			each.saturating_mul(most.min((*count).into()))
		}
	}
}

/// The measured weights of instructions.
pub struct XcmWeight<Call>(PhantomData<Call>);
impl<Call> XcmWeightInfo<Call> for XcmWeight<Call> {
	fn withdraw_asset(assets: &Assets) -> Weight {
		for_each(assets, Fungible::withdraw_asset())
	}
	fn reserve_asset_deposited(assets: &Assets) -> Weight {
		for_each(assets, Fungible::reserve_asset_deposited())
	}
	fn receive_teleported_asset(_: &Assets) -> Weight {
		Weight::MAX
	}
	fn query_response(_: &u64, _: &Response, _: &Weight, _: &Option<Location>) -> Weight {
		Generic::query_response()
	}
	fn transfer_asset(assets: &Assets, _: &Location) -> Weight {
		for_each(assets, Fungible::transfer_asset())
	}
	fn transfer_reserve_asset(assets: &Assets, _: &Location, _: &Xcm<()>) -> Weight {
		for_each(assets, Fungible::transfer_reserve_asset())
	}
	fn transact(_: &OriginKind, _: &Option<Weight>, _: &DoubleEncoded<Call>) -> Weight {
		Weight::MAX
	}
	fn hrmp_new_channel_open_request(_: &u32, _: &u32, _: &u32) -> Weight {
		Weight::MAX
	}
	fn hrmp_channel_accepted(_: &u32) -> Weight {
		Weight::MAX
	}
	fn hrmp_channel_closing(_: &u32, _: &u32, _: &u32) -> Weight {
		Weight::MAX
	}
	fn clear_origin() -> Weight {
		Generic::clear_origin()
	}
	fn descend_origin(_: &InteriorLocation) -> Weight {
		Generic::descend_origin()
	}
	fn report_error(_: &QueryResponseInfo) -> Weight {
		Generic::report_error()
	}
	fn deposit_asset(assets: &AssetFilter, _: &Location) -> Weight {
		for_each_match(assets, Fungible::deposit_asset())
	}
	fn deposit_reserve_asset(assets: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		for_each_match(assets, Fungible::deposit_reserve_asset())
	}
	fn exchange_asset(_: &AssetFilter, _: &Assets, _: &bool) -> Weight {
		Weight::MAX
	}
	fn initiate_reserve_withdraw(assets: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		for_each_match(assets, Fungible::initiate_reserve_withdraw())
	}
	fn initiate_teleport(_: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		Weight::MAX
	}
	fn initiate_transfer(
		_: &Location,
		fees: &Option<AssetTransferFilter>,
		_: &bool,
		assets: &BoundedVec<AssetTransferFilter, MaxAssetTransferFilters>,
		_: &Xcm<()>,
	) -> Weight {
		fees.iter().chain(assets).fold(Weight::zero(), |total, filter| {
			total.saturating_add(for_each_match(filter.inner(), Fungible::initiate_transfer()))
		})
	}
	fn report_holding(_: &QueryResponseInfo, _: &AssetFilter) -> Weight {
		Generic::report_holding()
	}
	fn buy_execution(_: &Asset, _: &WeightLimit) -> Weight {
		Generic::buy_execution()
	}
	fn pay_fees(_: &Asset) -> Weight {
		Generic::pay_fees()
	}
	fn refund_surplus() -> Weight {
		Generic::refund_surplus()
	}
	fn set_error_handler(_: &Xcm<Call>) -> Weight {
		Generic::set_error_handler()
	}
	fn set_appendix(_: &Xcm<Call>) -> Weight {
		Generic::set_appendix()
	}
	fn clear_error() -> Weight {
		Generic::clear_error()
	}
	fn claim_asset(assets: &Assets, _: &Location) -> Weight {
		for_each(assets, Generic::claim_asset())
	}
	fn trap(_: &u64) -> Weight {
		Generic::trap()
	}
	fn subscribe_version(_: &QueryId, _: &Weight) -> Weight {
		Generic::subscribe_version()
	}
	// Takes back a part of what subscribing does. It is not measured on its own, because its benchmark
	// wants an origin that may `Transact`.
	fn unsubscribe_version() -> Weight {
		Generic::subscribe_version()
	}
	fn burn_asset(assets: &Assets) -> Weight {
		for_each(assets, Generic::burn_asset())
	}
	fn expect_asset(assets: &Assets) -> Weight {
		for_each(assets, Generic::expect_asset())
	}
	fn expect_origin(_: &Option<Location>) -> Weight {
		Generic::expect_origin()
	}
	fn expect_error(_: &Option<(u32, XcmError)>) -> Weight {
		Generic::expect_error()
	}
	fn expect_transact_status(_: &MaybeErrorCode) -> Weight {
		Generic::expect_transact_status()
	}
	fn query_pallet(_: &Vec<u8>, _: &QueryResponseInfo) -> Weight {
		Generic::query_pallet()
	}
	fn expect_pallet(_: &u32, _: &Vec<u8>, _: &Vec<u8>, _: &u32, _: &u32) -> Weight {
		Generic::expect_pallet()
	}
	fn report_transact_status(_: &QueryResponseInfo) -> Weight {
		Generic::report_transact_status()
	}
	fn clear_transact_status() -> Weight {
		Generic::clear_transact_status()
	}
	fn universal_origin(_: &Junction) -> Weight {
		Weight::MAX
	}
	fn export_message(_: &NetworkId, _: &Junctions, _: &Xcm<()>) -> Weight {
		Weight::MAX
	}
	fn lock_asset(_: &Asset, _: &Location) -> Weight {
		Weight::MAX
	}
	fn unlock_asset(_: &Asset, _: &Location) -> Weight {
		Weight::MAX
	}
	fn note_unlockable(_: &Asset, _: &Location) -> Weight {
		Weight::MAX
	}
	fn request_unlock(_: &Asset, _: &Location) -> Weight {
		Weight::MAX
	}
	fn set_fees_mode(_: &bool) -> Weight {
		Generic::set_fees_mode()
	}
	fn set_topic(_: &[u8; 32]) -> Weight {
		Generic::set_topic()
	}
	fn clear_topic() -> Weight {
		Generic::clear_topic()
	}
	fn alias_origin(_: &Location) -> Weight {
		Weight::MAX
	}
	fn unpaid_execution(_: &WeightLimit, _: &Option<Location>) -> Weight {
		Generic::unpaid_execution()
	}
	fn set_hints(hints: &BoundedVec<Hint, HintNumVariants>) -> Weight {
		hints.iter().fold(Weight::zero(), |total, hint| match hint {
			AssetClaimer { .. } => total.saturating_add(Generic::asset_claimer()),
		})
	}
	fn execute_with_origin(_: &Option<InteriorLocation>, _: &Xcm<Call>) -> Weight {
		Generic::execute_with_origin()
	}
}
