//! What clients are told.

use codec::Decode;
use frame_metadata::{v16::RuntimeMetadataV16, RuntimeMetadata, RuntimeMetadataPrefixed};
use polkadot_sdk::{
	frame_support::dispatch::GetDispatchInfo, sp_runtime::traits::TransactionExtension, *,
};
use salus_runtime::{Runtime, RuntimeCall, TxExtension, DECIMALS, SYMBOL, UNIT, VERSION};
use scale_info::TypeDef;
use serde_json::Value;

const OUR_PALLETS: [&str; 16] = [
	"Credentials",
	"Consent",
	"Records",
	"Representatives",
	"Emergency",
	"Trail",
	"Sponsorship",
	"Products",
	"Provenance",
	"Coldchain",
	"Devices",
	"Coverage",
	"Claims",
	"Authorisations",
	"Appeals",
	"Council",
];

#[test]
fn extensions_stand_in_order() {
	let names: Vec<_> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.into_iter()
		.map(|extension| extension.identifier)
		.collect();
	assert_eq!(
		names,
		[
			"AuthorizeCall",
			"CheckNonZeroSender",
			"CheckLostKey",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeTransactionPayment",
			"CheckMetadataHash",
			"StorageWeightReclaim",
		]
	);
}

fn metadata() -> RuntimeMetadataV16 {
	// The version of the runtime is asked for through the externalities.
	let opaque = sp_io::TestExternalities::default()
		.execute_with(|| Runtime::metadata_at_version(16))
		.expect("is version 16");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &opaque[..]).expect("decodes");
	match prefixed.1 {
		RuntimeMetadata::V16(metadata) => metadata,
		_ => panic!("another version was asked for"),
	}
}

#[test]
fn everything_of_ours_is_documented() {
	let metadata = metadata();
	let variants_of = |id: u32| {
		let described = metadata.types.resolve(id).expect("is there");
		match &described.type_def {
			TypeDef::Variant(variants) => variants.variants.clone(),
			_ => panic!("not an enum"),
		}
	};
	for name in OUR_PALLETS {
		let pallet = metadata.pallets.iter().find(|pallet| pallet.name == name).expect("is there");
		let calls = variants_of(pallet.calls.as_ref().expect("has calls").ty.id);
		let events = variants_of(pallet.event.as_ref().expect("has events").ty.id);
		let errors = variants_of(pallet.error.as_ref().expect("has errors").ty.id);
		let storage = &pallet.storage.as_ref().expect("has storage").entries;
		assert!(!pallet.view_functions.is_empty(), "{name} answers clients");

		let variants = calls.iter().chain(&events).chain(&errors);
		let documented = variants
			.map(|variant| (&variant.name, &variant.docs))
			.chain(storage.iter().map(|entry| (&entry.name, &entry.docs)))
			.chain(pallet.constants.iter().map(|constant| (&constant.name, &constant.docs)))
			.chain(pallet.view_functions.iter().map(|function| (&function.name, &function.docs)));
		for (item, docs) in documented {
			assert!(!docs.is_empty(), "{name}: {item} has no documentation");
		}
	}
}

#[test]
fn clients_find_the_apis_they_need() {
	let metadata = metadata();
	for name in [
		"AccountNonceApi",
		"AuthorizedAliasersApi",
		"ConsentApi",
		"DryRunApi",
		"GenesisBuilder",
		"GetParachainInfo",
		"LocationToAccountApi",
		"RelayParentOffsetApi",
		"RuntimeViewFunction",
		"TargetBlockRate",
		"TransactionPaymentApi",
		"TransactionPaymentCallApi",
		"TrustedQueryApi",
		"XcmPaymentApi",
	] {
		assert!(metadata.apis.iter().any(|api| api.name == name), "{name}");
	}
}

/// What the node looks for to know how to run this chain.
#[test]
fn the_node_finds_its_conventions() {
	let metadata = metadata();
	for name in ["System", "ParachainSystem", "Aura"] {
		assert!(metadata.pallets.iter().any(|pallet| pallet.name == name), "{name}");
	}
}

#[test]
fn the_token_is_the_same_everywhere() {
	assert_eq!(UNIT, 10u128.pow(DECIMALS.into()));
	assert_eq!(VERSION.spec_name, "salus");
	// A cold wallet is told by the build script.
	let told = format!("enable_metadata_hash(\"{SYMBOL}\", {DECIMALS})");
	assert!(include_str!("../../build.rs").contains(&told));
	for definition in [
		include_str!("../../../chain-specs/development.json"),
		include_str!("../../../chain-specs/local.json"),
		include_str!("../../../chain-specs/production.json"),
	] {
		let definition: Value = serde_json::from_str(definition).expect("is JSON");
		assert_eq!(definition["properties"]["tokenSymbol"], SYMBOL);
		assert_eq!(definition["properties"]["tokenDecimals"], DECIMALS);
		assert_eq!(definition["properties"]["ss58Format"], 42);
	}
}

#[test]
fn no_call_of_ours_is_free_of_weight() {
	use salus_primitives::{Grantee, LicenceKind};

	let consent = pallet_consent::Call::revoke { grantee: Grantee::Licence(LicenceKind::Payer) };
	let records = pallet_records::Call::retract { record: 0 };
	let credentials = pallet_credentials::Call::leave {
		organisation: sp_runtime::MultiAddress::Id([0; 32].into()),
	};
	for call in [
		RuntimeCall::Consent(consent),
		RuntimeCall::Records(records),
		RuntimeCall::Credentials(credentials),
	] {
		let weight = call.get_dispatch_info().call_weight;
		assert!(weight.ref_time() > 0 && weight.proof_size() > 0, "{call:?}");
	}
}
